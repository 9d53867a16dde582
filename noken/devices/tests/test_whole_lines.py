"""What is acknowledged is kept whole: NUL runs, byte order marks, offline logs of doors."""

import zlib
from datetime import datetime
from pathlib import Path

import pytest

from noken.attendance.models import Punch
from noken.devices.gateways.attlog import check_attlog, read
from noken.devices.management import attlog as command
from noken.devices.models import BadLine, Delivery, Device, DeviceUser
from noken.devices.rules.attlog import Line
from noken.devices.rules.push_lines import Bad
from noken.devices.tests.machines import SERIAL, ask, attlog, make_device

GOOD = "".join(
    f"{n:>9}\t2026-11-{n % 20 + 1:02} 07:2{n % 10}:00\t1\t0\t1\t0\n" for n in range(1, 201)
)
NULS = "\0" * 311_088
TRANSACTION = f"/iclock/cdata?SN={SERIAL}&table=tabledata&tablename=transaction"
T = "2026-11-23 07:40:12"
ENCODED = ((26 * 12 + 10) * 31 + 22) * 86400 + 7 * 3600 + 40 * 60 + 12


def test_a_run_of_nuls_costs_the_line_it_ate_and_no_other(tmp_path: Path) -> None:
    """As after a power cut; what stands behind the run may be the end of another's PIN."""
    file = tmp_path / "1_attlog.dat"
    file.write_text(f"{GOOD}    5{NULS}42\t2026-11-24 07:21:44\t1\t0\t1\t0\n{GOOD}", newline="")

    check_attlog(file)
    found = list(read(file))

    assert sum(isinstance(line, Line) for line in found) == 400
    (bad,) = (line for line in found if isinstance(line, Bad))
    assert bad.reason == "UNREADABLE"
    assert "\0" not in bad.text
    assert "42 → 2026-11-24 07:21:44" in bad.text


@pytest.mark.parametrize("size", [5_000, 262_144, 300_001])
def test_a_run_at_the_very_start_is_no_other_kind_of_file(tmp_path: Path, size: int) -> None:
    file = tmp_path / "1_attlog.dat"
    file.write_text("\0" * size + "\n" + GOOD, newline="")
    check_attlog(file)
    found = list(read(file))
    assert [type(line).__name__ for line in found].count("Line") == 200
    assert sum(isinstance(line, Bad) for line in found) == 1


@pytest.mark.django_db
def test_the_file_is_loaded_as_a_whole(tmp_path: Path) -> None:
    make_device()
    file = tmp_path / "1_attlog.dat"
    file.write_text(f"{GOOD}{NULS}\n{GOOD.replace('-11-', '-10-')}", newline="")
    assert command.run(file, SERIAL, preview=False) == command.LINES_LEFT
    assert (Punch.objects.count(), BadLine.objects.count()) == (400, 1)


@pytest.mark.django_db
def test_a_mark_before_the_first_line_is_no_part_of_its_pin() -> None:
    make_device()
    assert attlog("\ufeff7\t2026-11-24 07:00:00", "8\t2026-11-24 07:00:01") == "OK: 2"
    target = f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1"
    ask(target, b"\xef\xbb\xbf9\t2026-11-24 07:00:02\tJos\xe9\n")
    assert set(Punch.objects.values_list("pin_key", flat=True)) == {"7", "8", "9"}
    assert not BadLine.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("time", [T, str(ENCODED)])
def test_the_offline_log_of_a_door_is_counted(time: str) -> None:
    """Time and event under the names that these machines use, the table's word before them."""
    make_device()
    line = (
        "transaction pin=129\tcardno=777555\tverified=1\tdoorid=1\teventtype=0\tinoutstate=1\t"
        f"time_second={time}\tindex=21\tsitecode=0\n"
    )
    assert ask(TRANSACTION, line).text == "transaction=1"
    punch = Punch.objects.get()
    assert (punch.pin_key, punch.local_time) == ("129", datetime.fromisoformat(T))
    assert (punch.status, punch.verify) == (1, 1)
    assert not BadLine.objects.exists()
    raw = zlib.decompress(bytes(Delivery.objects.get().raw or b"")).decode()
    assert "777555" not in raw
    assert f"time_second={time}" in raw


@pytest.mark.django_db
def test_what_noken_does_not_understand_of_it_is_kept_whole() -> None:
    """Acknowledged, so the machine forgets it: the line stands in quarantine as it came."""
    make_device()
    line = "transaction pin=129\tcardno=777555\tevent_kind=9\twhen=soon\tindex=21\n"
    assert ask(TRANSACTION, line).text == "transaction=1"
    bad = BadLine.objects.get()
    for part in ("pin=129", "event_kind=9", "when=soon", "index=21"):
        assert part in bad.text
    assert "777555" not in bad.text
    raw = zlib.decompress(bytes(Delivery.objects.get().raw or b"")).decode()
    assert "when=soon" in raw


@pytest.mark.django_db
def test_people_without_the_word_before_them_are_read() -> None:
    make_device()
    target = f"/iclock/cdata?SN={SERIAL}&table=tabledata&tablename=user"
    assert ask(target, "pin=51\tname=YULI\tpassword=1\ncardno=1\tpin=52\tname=A\n").text == "user=2"
    assert dict(DeviceUser.objects.values_list("pin_key", "name")) == {"51": "YULI", "52": "A"}


@pytest.mark.django_db
def test_a_nul_anywhere_is_answered_and_stored() -> None:
    """Otherwise the machine is told 503 for ever and all behind it waits."""
    make_device()
    options = f"/iclock/cdata?SN={SERIAL}&table=options"
    assert ask(options, "~DeviceName=A\0B,FWVersion=V\0er 8").text == "OK"
    assert ask(f"/iclock/getrequest?SN={SERIAL}&INFO=Ver%008,1,2,3,1.1.1.1").status == 200
    assert ask(f"/iclock/cdata?SN={SERIAL}&options=all&pushver=2%00.4").status == 200
    table = f"/iclock/cdata?SN={SERIAL}&table=tabledata&tablename=odd%00name"
    assert ask(table, "a=1\n").status == 200
    assert ask(f"/iclock/cdata?SN={SERIAL}&table=OPERLOG", "OPLOG 4\t1\0\t2026-11-24 07:00:00\n")
    device = Device.objects.get()
    assert (device.maker, device.firmware) == ("AB", "Ver8")
