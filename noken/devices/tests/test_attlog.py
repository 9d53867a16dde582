"""`attlog.dat`: what is a punch, what is not, and files that are no attlog at all."""

# ruff: noqa: DTZ001 (what a clock on the wall showed has no zone)

import codecs
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.core.tables.unreadable import UnreadableFile
from noken.devices.gateways import attlog
from noken.devices.rules.attlog import Line, read_attlog_line
from noken.devices.rules.push_lines import Bad, pin_key, shown

GOOD = "     1042\t2026-11-24 07:21:09\t1\t0\t15\t0"
PUNCH = Line(1, "1042", datetime(2026, 11, 24, 7, 21, 9), 0, 15)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (GOOD, PUNCH),
        (GOOD + "  ", PUNCH),
        ("0317\t2026-11-24 07:21:44", Line(1, "0317", datetime(2026, 11, 24, 7, 21, 44))),
        ("88 2026-11-24 16:04:02 1 1 4", Line(1, "88", datetime(2026, 11, 24, 16, 4, 2), 1, 4)),
        ("7\t2026-11-24 07:21:44\t1\t255\t1\t0\t0\t0\t36.4", (255, 1)),
        ("7\t2026-11-24 07:21:44\t1\t99999\t1\t0", (None, 1)),
    ],
)
def test_a_punch_is_read(text: str, wanted: Line | tuple[int | None, int]) -> None:
    line = read_attlog_line(1, text)

    assert isinstance(line, Line)
    assert wanted in (line, (line.status, line.verify))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1042\t2026-02-31 07:00:00\t0\t1", "BAD_TIME"),
        ("1042\t2026-11-24 07:21:4", "BAD_TIME"),
        ("1042\t2026-11-24 24:00:00\t1", "BAD_TIME"),
        ("31\t2026-11-1", "BAD_TIME"),
        ("1042\t24/11/2026 07:21:04\t1", "BAD_TIME"),
        ("\t2026-11-24 07:30:00\t0\t1", "NO_PIN"),
        ("=cmd|' /C calc'!A0\t2026-11-24 07:30:00", "BAD_PIN"),
        (f"{'9' * 25}\t2026-11-24 07:30:00", "BAD_PIN"),
        ("1042\t\t1\t0", "NO_TIME"),
        ("5\t1999-12-31 23:59:59\t1", "OLD"),
        ("rubbish", "UNREADABLE"),
        ("<img src=x onerror=alert(1)>", "UNREADABLE"),
    ],
)
def test_what_is_no_punch_says_why(text: str, reason: str) -> None:
    line = read_attlog_line(3, text)

    assert isinstance(line, Bad)
    assert (line.line_no, line.text, line.reason) == (3, shown(text), reason)


@given(st.text())
def test_any_text_is_a_punch_or_a_reason(text: str) -> None:
    line = read_attlog_line(1, text)

    if isinstance(line, Line):
        assert f"{line.local_time:%Y-%m-%d %H:%M:%S}" in text
        assert line.pin in text
    else:
        assert "\x00" not in line.text
        assert len(line.text) <= 500


@given(st.from_regex(r"[0-9]{1,24}", fullmatch=True))
def test_zeros_before_a_pin_mean_nothing(pin: str) -> None:
    assert pin_key(f"0{pin}"[:24]) == pin_key(f"0{pin}"[:24].lstrip("0") or "0")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("piece", [7, 64, 1 << 18])
def test_lines_end_in_any_way_and_keep_their_number(
    end: str, piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attlog, "_PIECE", piece)
    path = tmp_path / "1_attlog.dat"
    path.write_bytes(end.join([GOOD, "", "rubbish", GOOD, ""]).encode())

    lines = list(attlog.read(path))

    assert [line.line_no for line in lines] == [1, 3, 4]
    assert lines[2] == PUNCH._replace(line_no=4)


def test_a_line_without_end_is_one_unreadable_line(tmp_path: Path) -> None:
    path = tmp_path / "1_attlog.dat"
    path.write_bytes(f"{GOOD}\n".encode() + b"9" * 3_000_000 + f"\n{GOOD}\n".encode())

    lines = list(attlog.read(path))

    assert [type(line) for line in lines] == [Line, Bad, Line]
    assert [line.line_no for line in lines] == [1, 2, 3]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_the_encoding_is_found(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "1_attlog.dat"
    path.write_bytes(f"{GOOD}\r\nkafé\r\n{GOOD}\r\n".encode(encoding))

    lines = list(attlog.read(path))

    assert [type(line) for line in lines] == [Line, Bad, Line]
    assert lines[1].text == "kafé" if isinstance(lines[1], Bad) else False


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04rest", "Excel"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"abc\x00def", "bukan teks"),
        (b"Nama;Tanggal\nA;1\n", "Tidak ada baris attlog"),
        (codecs.BOM_UTF16_LE + "halo".encode("utf-16-le"), "Tidak ada baris attlog"),
    ],
)
def test_what_is_no_attlog_is_refused_as_a_whole(content: bytes, word: str, tmp_path: Path) -> None:
    path = tmp_path / "1_attlog.dat"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile, match=word):
        attlog.check_attlog(path)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "1_attlog.dat"
    with path.open("wb") as file:
        file.truncate(attlog.MAX_FILE_BYTES + 1)

    with pytest.raises(UnreadableFile, match="paling besar 64 MB"):
        attlog.check_attlog(path)
