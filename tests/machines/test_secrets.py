"""Fingers, faces, passwords and card numbers never reach the disk."""

import base64
import random
import zlib
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from noken.attendance.models import Punch
from noken.config import database
from noken.devices.models import Delivery, DeviceEvent
from noken.devices.rules import logs
from noken.devices.rules.scrub import scrub_line
from noken.devices.tests.machines import SERIAL, ask, make_device

TEMPLATE = base64.b64encode(random.Random(3).randbytes(600)).decode()  # noqa: S311 (made up)
MARKS = ("hunter2geheim", "8877665544", TEMPLATE[40:80], "JFIFgeheim")


def bodies() -> dict[str, bytes]:
    """Every way in which a secret may come, the wrong tables included."""
    finger = f"FP PIN=1051\tFID=6\tSize=600\tValid=1\tTMP={TEMPLATE}\n"
    user = f"USER PIN=1051\tName=Yuliana\tPasswd={MARKS[0]}\tCard={MARKS[1]}\tGrp=1\n"
    face = f"FACE PIN=1\tFID=0\tSIZE=600\tVALID=1\tTMP={TEMPLATE}\n"
    bio = f"BIODATA Pin=1\tNo=0\tIndex=0\tType=9\tTmp={TEMPLATE}\n"
    photo = f"PIN=20261124072109-1042.jpg\nSN={SERIAL}\nsize=9\nCMD=uploadphoto\0{MARKS[3]}"
    punch = f"7\t2026-11-24 07:00:00\t0\t1\t0\t0\t0\t0\t36\t36\t+32400\t{TEMPLATE}\n"
    return {
        "OPERLOG": (finger + user + face + bio).encode(),
        "ATTLOG": (finger + user + punch + f"x\tTMP={TEMPLATE[:60]}\n").encode(),
        "ATTPHOTO": photo.encode(),
        "BIODATA": bio.encode(),
        "rtlog": f"time=2026-11-24 07:00:01\tpin=8\tcardno={MARKS[1]}\tevent=0\n".encode(),
        "tabledata&tablename=user": (
            f"user pin=9\tcardno={MARKS[1]}\tpassword={MARKS[0]}\tname=Yulipenanda\n".encode()
        ),
        "tabledata&tablename=templatev10": f"templatev10 pin=1\ttemplate={TEMPLATE}\n".encode(),
        "tabledata&tablename=biophoto": f"biophoto pin=1\tcontent={TEMPLATE}\n".encode(),
        "LATER": (finger + user + TEMPLATE + "\n").encode(),
        "options": f"~SerialNumber={SERIAL},CommKey={MARKS[0]},Card={MARKS[1]}".encode(),
    }


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_after_everything_the_disk_holds_none_of_it() -> None:
    """Looks at the files of the database itself, the write-ahead log included."""
    make_device()
    for table, body in bodies().items():
        assert ask(f"/iclock/cdata?SN={SERIAL}&table={table}", body).status == 200, table
    result = f"ID=1&Return=0&CMD=INFO&Card={MARKS[1]}&Pwd={MARKS[0]}\n"
    assert ask(f"/iclock/devicecmd?SN={SERIAL}", result).status == 200

    assert Punch.objects.count() == 2  # the good line of ATTLOG, and the door
    assert DeviceEvent.objects.filter(kind="DROPPED").exists()
    with connection.cursor() as cursor:  # this commit brings all before it to the disk
        cursor.execute("set synchronous_commit = on")
        cursor.execute("update devices_device set maker = 'petunjuk'")
        cursor.execute("set synchronous_commit = off")
    names = 0
    for file in _data_folder().rglob("*"):
        if file.is_file() and ("base" in file.parts or "pg_wal" in file.parts):
            names += _names_without_secrets(file)
    assert names, "the name that is kept was not found: these are the wrong files"


def _names_without_secrets(file: Path) -> int:
    """How often the name stands in it that may be kept."""
    try:
        content = file.read_bytes()
    except OSError:  # it was removed meanwhile
        return 0
    for mark in MARKS:
        assert mark.encode() not in content, file
    return content.count(b"Yulipenanda")


def _data_folder() -> Path:
    if not database.is_embedded():
        pytest.skip("the files of an outside database server cannot be read from here")
    return database.place().data


@pytest.mark.django_db
def test_raw_bodies_hold_none_of_it_once_unpacked() -> None:
    make_device()
    for table, body in bodies().items():
        ask(f"/iclock/cdata?SN={SERIAL}&table={table}", body)
    for delivery in Delivery.objects.all():
        text = zlib.decompress(bytes(delivery.raw)) if delivery.raw else b""
        for mark in MARKS:
            assert mark.encode() not in text, delivery.table
    kept = {each.table for each in Delivery.objects.filter(raw__isnull=False)}
    assert {"OPERLOG", "ATTLOG", "RTLOG", "USER", "LATER"} == kept


@given(
    word=st.sampled_from(["FP", "FACE", "FVEIN", "BIODATA", "USERPIC", "BIOPHOTO", "NEWTHING"]),
    secret=st.text("ABCDEFGHIJKLMNOPabcdef0123456789+/", min_size=12, max_size=900),
    pin=st.integers(1, 99999),
)
def test_no_line_of_operlog_lets_a_template_through(word: str, secret: str, pin: int) -> None:
    logged = logs.parse_operlog(
        f"{word} PIN={pin}\tTMP={secret}\nOPLOG 4\t0\t2026-11-24 07:00:00\t0"
    )
    assert secret not in "\n".join(logged.kept)
    assert logged.lines == 2
    assert len(logged.told) == 1


@given(
    key=st.sampled_from(["Passwd", "Card", "TMP", "cardno", "Password", "Content", "Pwd"]),
    secret=st.text("ABCDEFabcdef0123456789", min_size=4, max_size=80),
    before=st.text("abc \t", max_size=10),
)
def test_a_named_secret_is_taken_out_of_any_line(key: str, secret: str, before: str) -> None:
    clean, removed = scrub_line(f"{before}\t{key}={secret}\tGrp=1")
    assert f"={secret}" not in clean
    assert removed == 1
    assert clean.endswith("Grp=1")
