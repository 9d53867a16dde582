"""What can leave the server, and how a line is read, for any input."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.devices.models import Command
from noken.devices.rules import words
from noken.devices.rules.asks import in_networks, read_ask, read_networks
from noken.devices.rules.logs import parse_rtlog
from noken.devices.rules.push_lines import parse_attlog, split_lines

NOW = datetime(2026, 11, 24, 17, 0)  # noqa: DTZ001 (the clock on a wall)
FORBIDDEN = (
    *("SHELL", "PutFile", "GetFile", "UPGRADE", "CLEAR", "AC_UNLOCK", "DATA QUERY FINGERTMP"),
    *("DATA UPDATE FINGERTMP", "DATA QUERY USERINFO", "ENROLL_FP", "SET OPTION IPAddress"),
)
any_text = st.text(max_size=60)


@given(
    verb=st.one_of(st.sampled_from(Command.Verb.values), st.sampled_from(FORBIDDEN), any_text),
    pin=st.one_of(any_text, st.sampled_from(["1\tPasswd=1", "1\nC:9:SHELL ls", "1\r\nSHELL"])),
    name=st.one_of(any_text, st.sampled_from(["a\nC:1:SHELL reboot", "b\0c", "C:1:CLEAR DATA"])),
    day=st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1))),
)
def test_no_other_verb_can_leave_the_server(
    verb: str, pin: str, name: str, day: date | None
) -> None:
    try:
        line = words.command_line(
            7, words.command_text(verb, local=NOW, pin=pin, name=name, day=day)
        )
    except ValueError:
        return
    assert verb in Command.Verb.values
    assert line.startswith("C:7:")
    assert not set(line) & set("\r\n\0")
    said = line.removeprefix("C:7:")
    assert any(said.startswith(allowed) for allowed in words.VERBS)
    assert said.count("\t") <= 1


@given(any_text)
def test_the_last_gate_lets_nothing_else_through(text: str) -> None:
    allowed = words.is_allowed(f"C:1:{text}")
    assert allowed <= any(text.startswith(verb) for verb in words.VERBS)


@pytest.mark.parametrize("text", FORBIDDEN)
def test_the_last_gate_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=text.split(" ", maxsplit=1)[0]):
        words.command_line(1, text)
    assert not words.is_allowed(f"C:1:REBOOT\nC:2:{text}")
    assert not words.is_allowed(f"C:1:REBOOT {text}")


def test_the_clock_number() -> None:
    assert words.clock_number(datetime(2026, 11, 24, 8, 0)) == 864460800  # noqa: DTZ001


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001
def test_clock_numbers_keep_the_order_of_time(at: datetime) -> None:
    later = at + timedelta(seconds=1)
    assert words.clock_number(later) > words.clock_number(at)


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_line_counted(text: str) -> None:
    parsed = parse_attlog(text, NOW)
    assert parsed.lines == len(list(split_lines(text))) == len(parsed.rows) + len(parsed.bad)
    logged = parse_rtlog(text, NOW)
    assert logged.lines == len(logged.rows) + len(logged.bad) + len(logged.told)


PIECES = st.lists(
    st.sampled_from(["7", "2026-11-24", " ", "\t", "07:21:4", "07:21:49", "9", "-", "\n", "0"]),
    max_size=14,
)


@given(PIECES)
def test_a_punch_is_made_of_what_stood_there_whole(pieces: Sequence[str]) -> None:
    text = "".join(pieces)
    for row in parse_attlog(text, NOW).rows:
        assert f"{row.local_time:%Y-%m-%d %H:%M:%S}" in text
        assert row.pin in text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("7\t2026-11-24 07:21:4", "NO_TIME"),
        ("7\t2026-11-24 7:21:04", "NO_TIME"),
        ("7\t2026-11-24T07:21:04", "NO_TIME"),
        ("7\t\u0662\u0660\u0662\u0666-11-24 07:21:04", "NO_TIME"),
        ("7\t2025-02-29 07:21:04", "BAD_TIME"),
        ("7\t2026-11-24 24:00:00", "BAD_TIME"),
        ("7\t2026-11-24 07:60:00", "BAD_TIME"),
        ("7\t0001-01-01 00:00:00", "OLD"),
        ("7\t1999-12-31 07:00:00", "OLD"),
        ("7\t2000-01-01 00:00:00", "OLD"),
        ("7\t2026-11-26 07:00:00", "FUTURE"),
        ("000\t2026-11-24 07:00:00", "NO_PIN"),
        ("7 7\t2026-11-24 07:00:00", "BAD_PIN"),
        ("7", "UNREADABLE"),
    ],
)
def test_what_is_no_punch(line: str, reason: str) -> None:
    parsed = parse_attlog(line, NOW)
    assert [bad.reason for bad in parsed.bad] == [reason]
    assert not parsed.rows


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/iclock/cdata", True),
        ("/iclock/cdata.aspx", True),
        ("/iclock/cdata/", False),
        ("/iclock/CDATA", False),
        ("/iclock/../cdata", False),
        ("/iclock/exchange", False),
        ("/iclock/", False),
        ("/ICLOCK/cdata", False),
    ],
)
def test_paths(path: str, known: bool) -> None:
    assert (read_ask("GET", path, "SN=ABCD") is not None) is known


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("10.20.3.7", True),
        ("10.20.4.7", False),
        ("192.168.1.5", True),
        ("fe80::1", False),
        (None, False),
    ],
)
def test_networks(address: str | None, allowed: bool) -> None:
    networks, wrong = read_networks("10.20.3.0/24, 192.168.1.5\n10.20.3.0/24")
    assert networks == ["10.20.3.0/24", "192.168.1.5/32"]
    assert not wrong
    assert in_networks(address, networks) is allowed
    assert in_networks(address, [])


def test_a_network_that_is_none_is_named() -> None:
    assert read_networks("10.0.0.0/8 kantor") == ([], "kantor")
