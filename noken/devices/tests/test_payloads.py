"""The sample payloads of the protocol, word by word."""

from datetime import UTC, date, datetime, timedelta

import pytest

from noken.attendance.models import Punch
from noken.devices.models import (
    BadLine,
    Command,
    Delivery,
    Device,
    DeviceEvent,
    DeviceUser,
    UnknownSerial,
)
from noken.devices.rules import words
from noken.devices.tests.machines import AT, SERIAL, ask, attlog, make_device

pytestmark = pytest.mark.django_db


def punches() -> list[tuple[str, str, int | None, int | None]]:
    rows = Punch.objects.order_by("local_time", "pin_raw")
    return [(row.pin_raw, str(row.local_time), row.status, row.verify) for row in rows]


def test_a1_the_option_block_says_where_to_go_on() -> None:
    make_device()

    said = ask(f"/iclock/cdata?SN={SERIAL}&options=all&pushver=2.4.1&DeviceType=att&language=69")

    assert said.status == 200
    assert said.text.splitlines() == [
        f"GET OPTION FROM: {SERIAL}",
        "ATTLOGStamp=0",
        "OPERLOGStamp=0",
        "ErrorDelay=60",
        f"Delay={words.delay_s(SERIAL)}",
        "TransTimes=00:00;14:05",
        "TransInterval=1",
        "TransFlag=TransData AttLog\tOpLog",
        "TimeZone=9",
        "Realtime=1",
        "Encrypt=None",
        "ServerVer=2.2.14",
        "PushProtVer=2.2.14",
    ]
    assert 20 <= words.delay_s(SERIAL) <= 40


def test_a2_counts_every_line_and_stores_each_once() -> None:
    make_device()

    said = attlog(
        "1042\t2026-11-24 07:21:09\t0\t15\t0\t0\t0",
        "0317\t2026-11-24 07:21:44\t255\t1\t0\t0\t0\t0\t36.4\t36.4\t+32400\t",
        "1042\t2026-11-24 07:21:09\t0\t15\t0\t0\t0",
    )

    assert said == "OK: 3"
    assert punches() == [
        ("1042", "2026-11-24 07:21:09", 0, 15),
        ("0317", "2026-11-24 07:21:44", 255, 1),
    ]
    row = Punch.objects.get(pin_raw="0317")
    assert row.pin_key == "317"
    assert row.at == datetime(2026, 11, 23, 22, 21, 44, tzinfo=UTC)
    delivery = Delivery.objects.get()
    assert (delivery.rows, delivery.rows_new, delivery.rows_known) == (3, 2, 1)
    device = Device.objects.get()
    assert (device.last_stamp, device.last_seen_at) == ("9999", AT)
    assert not DeviceEvent.objects.filter(kind="ZONE").exists()


def test_a3_short_lines_by_tab_or_space_with_cr_lf() -> None:
    make_device()
    target = f"/iclock/cdata?sn={SERIAL}&table=ATTLOG&Stamp=1"

    said = ask(target, b"88\t2026-11-24 07:58:30\r\n88 2026-11-24 16:04:02 1 1\r\n")

    assert said.text == "OK: 2"
    assert punches() == [
        ("88", "2026-11-24 07:58:30", None, None),
        ("88", "2026-11-24 16:04:02", 1, 1),
    ]


def test_a4_a_bad_line_never_blocks_the_good_ones_behind_it() -> None:
    make_device()

    said = attlog(
        "1042\t2026-02-31 07:00:00\t0\t1",
        "\t2026-11-24 07:30:00\t0\t1",
        "rubbish",
        "1050\t2026-11-24 07:31:00\t0\t1",
    )

    assert said == "OK: 4"
    assert [row[0] for row in punches()] == ["1050"]
    found = BadLine.objects.order_by("line_no").values_list("line_no", "reason")
    assert list(found) == [(1, "BAD_TIME"), (2, "NO_PIN"), (3, "UNREADABLE")]


def test_a5_keeps_what_was_done_and_the_name_and_drops_the_finger() -> None:
    make_device()
    body = (
        "OPLOG 21\t14\t2026-11-24 05:02:11\t0\t0\t0\t0\n"
        "USER PIN=1051\tName=YULIANA W\tPri=0\tPasswd=****\tCard=[0000000000]\tGrp=1"
        "\tTZ=0000000000000000\n"
        "FP PIN=1051\tFID=6\tSize=12\tValid=1\tTMP=AAAAAAAAAAAA\n"
    )

    said = ask(f"/iclock/cdata?SN={SERIAL}&table=OPERLOG&OpStamp=9999", body)

    assert said.text == "OK: 3"
    alarm = DeviceEvent.objects.get(kind="OPERATION")
    assert (alarm.code, alarm.operator, alarm.alarm) == (21, "14", True)
    assert alarm.told_at == datetime(2026, 11, 23, 20, 2, 11, tzinfo=UTC)
    assert DeviceUser.objects.get().name == "YULIANA W"
    assert Delivery.objects.get().rows_dropped == 1
    assert Device.objects.get().last_op_stamp == "9999"


def test_a6_the_poll_brings_the_clock_and_what_waits() -> None:
    device = make_device()
    Command.objects.create(
        device=device,
        verb="COUNT",
        day=date(2026, 11, 23),
        asked_at=AT,
    )
    at = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)  # 08.00 at the site

    said = ask(
        f"/iclock/getrequest?SN={SERIAL}&INFO=Ver%208.0.4.3,412,401,18233,10.20.3.7,10,7,0,0,111",
        at=at,
    )

    count, time = Command.objects.order_by("pk")
    assert said.text.splitlines() == [
        f"C:{count.pk:x}:VERIFY SUM ATTLOG "
        "StartTime=2026-11-23 00:00:00\tEndTime=2026-11-23 23:59:59",
        f"C:{time.pk:x}:SET OPTION DateTime=864460800",
    ]
    device.refresh_from_db()
    assert (device.firmware, device.users_count, device.records_count) == (
        "Ver 8.0.4.3",
        412,
        18233,
    )
    assert ask(f"/iclock/getrequest?SN={SERIAL}", at=at).text == "OK"


def test_a7_results_are_taken_and_a_difference_is_asked_for() -> None:
    device = make_device()
    day = date(2026, 11, 23)
    commands = [
        Command.objects.create(device=device, verb="CLOCK", asked_at=AT, state="SENT", sent_at=AT),
        Command.objects.create(
            device=device, verb="COUNT", day=day, asked_at=AT, state="SENT", sent_at=AT
        ),
    ]
    for minute in range(800):
        at = datetime(2026, 11, 23, 7, 0, 0) + timedelta(seconds=minute)  # noqa: DTZ001
        if minute % 100 == 0:
            attlog(f"1\t{at}")

    said = ask(
        f"/iclock/devicecmd?SN={SERIAL}",
        f"ID={commands[0].pk:x}&Return=0&CMD=SET OPTION\n"
        f"ID={commands[1].pk:x}&Return=0&CMD=VERIFY SUM&StartTime=2026-11-23 00:00:00"
        "&EndTime=2026-11-23 23:59:59&AttlogSum=11\n",
    )

    assert said.text == "OK"
    assert list(Command.objects.filter(state="DONE").order_by("pk")) == commands
    device.refresh_from_db()
    assert device.missing_count == 3
    query = Command.objects.get(verb="QUERY")
    assert query.day == day


def test_a8_an_unknown_serial_is_remembered_and_refused() -> None:
    said = [ask("/iclock/cdata?SN=NKNX999999999&options=all") for _ in range(3)]

    assert said == [(401, "")] * 3
    knock = UnknownSerial.objects.get()
    assert (knock.serial, knock.count, knock.address) == ("NKNX999999999", 3, "10.20.3.7")


def test_a9_a_pending_machine_keeps_everything() -> None:
    make_device(state="PENDING")
    target = f"/iclock/cdata?SN={SERIAL}&table=ATTLOG&Stamp=1"

    assert ask(target, "1\t2026-11-24 07:00:00\n") == (503, "")
    assert not Punch.objects.exists()


def test_b1_and_b2_doors_speak_of_people_and_of_themselves() -> None:
    serial = "NKNC250100007"
    make_device(serial=serial)

    first = ask(
        f"/iclock/registry?SN={serial}",
        "DeviceType=acc,~DeviceName=Gerbang 1,FirmVer=Ver 8.0.1,PushVersion=Ver 3.1.2",
    )
    again = ask(f"/iclock/registry?SN={serial}", "DeviceType=acc")
    block = ask(f"/iclock/push?SN={serial}", b"", method="POST")
    said = ask(
        f"/iclock/cdata?SN={serial}&table=rtlog",
        "time=2026-11-24 07:40:12\tpin=1042\tcardno=0\teventaddr=1\tevent=0\tinoutstatus=0"
        "\tverifytype=15\tindex=5501\n"
        "time=2026-11-24 07:40:20\tpin=0\teventaddr=1\tevent=27\tinoutstatus=1\tverifytype=0"
        "\tindex=5502\n",
    )

    assert first.text == again.text == "RegistryCode=q8Zt2LmV4c"
    assert f"SessionID={'s' * 32}" in block.text
    assert said.text == "OK"
    assert punches() == [("1042", "2026-11-24 07:40:12", 0, 15)]
    assert DeviceEvent.objects.get(kind="DOOR").code == 27
    device = Device.objects.get()
    assert (device.branch, device.maker, device.firmware) == ("ACC", "Gerbang 1", "Ver 8.0.1")


def test_people_of_doors_are_counted_by_table() -> None:
    make_device()
    target = f"/iclock/cdata?SN={SERIAL}&table=tabledata&tablename=user&count=1"

    said = ask(target, "user uid=1\tcardno=12345678\tpin=1051\tpassword=999\tname=Yuliana\n")

    assert said.text == "user=1"
    assert DeviceUser.objects.get().pin_key == "1051"


@pytest.mark.parametrize(
    ("table", "one", "said"), [("ATTLOG", False, "OK: 0"), ("OPERLOG", True, "OK: 1")]
)
def test_an_empty_body_is_answered(table: str, one: bool, said: str) -> None:
    make_device(one_for_empty=one)

    assert ask(f"/iclock/cdata?SN={SERIAL}&table={table}", b"", method="POST").text == said


def test_a_lover_of_the_bare_ok_gets_it() -> None:
    make_device(ack="PLAIN")

    assert attlog("1\t2026-11-24 07:00:00") == "OK"


def test_an_unknown_table_is_kept_and_alarms_once_an_hour() -> None:
    make_device()
    target = f"/iclock/cdata?SN={SERIAL}&table=WEATHER"

    said = [ask(target, "t=31\tkelembapan=80\n", at=AT + timedelta(minutes=n)) for n in range(3)]

    assert {each.text for each in said} == {"OK"}
    assert Delivery.objects.count() == 3
    assert DeviceEvent.objects.get().kind == "UNKNOWN_TABLE"
