"""Tables of other systems: what columns mean, dirty dates, numbers as text."""

# ruff: noqa: DTZ001 (what a clock on the wall showed has no zone)

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from noken.core.tables.unreadable import UnreadableFile
from noken.devices.gateways.table_file import TableFile
from noken.devices.rules import columns
from noken.devices.rules.attlog import Line
from noken.devices.rules.columns import Meaning, Reading
from noken.devices.rules.push_lines import Bad

PIN, NAME, MOMENT, DATE, TIME, NONE = (
    Meaning.PIN,
    Meaning.NAME,
    Meaning.MOMENT,
    Meaning.DATE,
    Meaning.TIME,
    Meaning.NONE,
)


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        (["PIN", "Nama", "Tanggal", "Jam Masuk", "Jam Pulang"], [PIN, NAME, DATE, TIME, TIME]),
        (["No. ID", "Nama Pegawai", "Tanggal/Jam", "Status"], [PIN, NAME, MOMENT, Meaning.STATUS]),
        (["AC-No.", "Name", "Date Time", "State"], [PIN, NAME, MOMENT, Meaning.STATUS]),
        (["PIN", "NIP", "Tanggal", "Scan 1", "Scan 2"], [PIN, NONE, DATE, TIME, TIME]),
        (["Tanggal scan", "Tanggal", "Jam", "PIN"], [MOMENT, NONE, NONE, PIN]),
        (["Apa", "Saja"], [NONE, NONE]),
    ],
)
def test_titles_are_guessed(titles: list[str], wanted: list[Meaning]) -> None:
    assert columns.guess_meanings(titles) == wanted


@pytest.mark.parametrize(
    ("meanings", "word"),
    [
        ([PIN, MOMENT], ""),
        ([PIN, DATE, TIME, TIME], ""),
        ([DATE, TIME], "tepat satu kolom sebagai PIN"),
        ([PIN, PIN, MOMENT], "tepat satu"),
        ([PIN, NAME], "Pilih satu kolom"),
        ([PIN, DATE], "Pilih kolom jamnya"),
        ([PIN, MOMENT, TIME], "sudah memuat jam"),
        ([PIN, MOMENT, DATE], "Pilih satu kolom"),
    ],
)
def test_what_is_missing_is_said(meanings: list[Meaning], word: str) -> None:
    said = columns.why_not_usable(meanings)

    assert word in said
    assert bool(said) == bool(word)


@pytest.mark.parametrize(
    ("text", "order", "wanted"),
    [
        ("24/11/2026 07:21:09", "DMY", datetime(2026, 11, 24, 7, 21, 9)),
        ("24-11-2026 7.21", "DMY", datetime(2026, 11, 24, 7, 21)),
        ("2026-11-24T07:21:09", "MDY", datetime(2026, 11, 24, 7, 21, 9)),
        ("11/4/2026 7:21:09 PM", "MDY", datetime(2026, 11, 4, 19, 21, 9)),
        ("11/4/2026 12:05 AM", "MDY", datetime(2026, 11, 4, 0, 5)),
        ("24 November 2026 07.21", "DMY", datetime(2026, 11, 24, 7, 21)),
        ("'2026-11-24 07:21:09", "DMY", datetime(2026, 11, 24, 7, 21, 9)),
        ("46350.30635416667", "DMY", datetime(2026, 11, 24, 7, 21, 9)),
        ("11/24/2026 07:21", "DMY", None),
        ("24/11/26 07:21", "DMY", None),
        ("2026-11-24", "DMY", None),
        ("2026-11-24 25:00", "DMY", None),
        ("besok", "DMY", None),
    ],
)
def test_a_moment_is_read_or_not_at_all(text: str, order: str, wanted: datetime | None) -> None:
    assert columns.read_moment(text, order) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("07:21", time(7, 21)),
        ("7.21.09", time(7, 21, 9)),
        ("7:21 pm", time(19, 21)),
        ("0.3063541667", time(7, 21, 9)),
        ("24:00", None),
        ("x", None),
    ],
)
def test_a_time_of_day_is_read_or_not_at_all(text: str, wanted: time | None) -> None:
    assert columns.read_clock(text) == wanted


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["11/24/2026", "11/04/2026"], "MDY"),
        (["24/11/2026", "04/11/2026"], "DMY"),
        (["04/05/2026"], "DMY"),
        (["11/24/2026", "24/11/2026"], "DMY"),
        (["2026-11-24"], "DMY"),
    ],
)
def test_the_month_comes_first_only_when_the_dates_say_so(dates: list[str], order: str) -> None:
    assert columns.guess_order(dates) == order


def test_a_row_with_two_times_is_two_punches() -> None:
    reading = Reading([PIN, DATE, TIME, TIME])

    assert columns.read_row(5, ["1042.0", "24/11/2026", "07.21", "16:02"], reading) == [
        Line(5, "1042", datetime(2026, 11, 24, 7, 21)),
        Line(5, "1042", datetime(2026, 11, 24, 16, 2)),
    ]
    assert columns.read_row(6, ["1042", "24/11/2026", "", "-"], reading) == []


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (["", "24/11/2026", "07.21", ""], "NO_PIN"),
        (["1.98001E+17", "24/11/2026", "07.21", ""], "BAD_PIN"),
        (["1042", "31/02/2026", "07.21", ""], "BAD_TIME"),
        (["1042", "24/11/2026", "7 pagi", ""], "BAD_TIME"),
        (["1042", "24/11/1996", "07.21", ""], "OLD"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(texts: list[str], reason: str) -> None:
    (found,) = columns.read_row(9, texts, Reading([PIN, DATE, TIME, TIME]))

    assert isinstance(found, Bad)
    assert (found.line_no, found.reason) == (9, reason)


def test_a_latin_1_file_with_semicolons_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lama.csv"
    rows = ["Laporan bulan November", "PIN;Nama;Tanggal;Masuk;Pulang"]
    rows += ["0317;José;24/11/2026;07.21;16.02", "0318;Ana;25/11/2026;07.30;"]
    path.write_bytes("\r\n".join(rows).encode("latin-1"))

    with TableFile(path) as table:
        mapped = table.guessed()
        punches = list(table.read(mapped))
        shown, names = table.first_rows(mapped), table.names(mapped)

    assert mapped.title_row == 2
    assert [punch.line_no for punch in punches] == [3, 3, 4]
    assert shown[0] == (3, ["0317", "José", "24/11/2026", "07.21", "16.02"])
    assert names == {"0317": "José", "0318": "Ana"}


def test_a_workbook_with_real_dates_is_read(tmp_path: Path) -> None:
    path = tmp_path / "baru.xlsx"
    with xlsxwriter.Workbook(path) as book:
        when = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        sheet = book.add_worksheet("Log")
        sheet.write_row(0, 0, ["No", "User ID", "Waktu Scan"])
        sheet.write_row(1, 0, [1, 1042])
        sheet.write_datetime(1, 2, datetime(2026, 11, 24, 7, 21, 9), when)

    with TableFile(path) as table:
        mapped = table.guessed()

        assert list(table.read(mapped)) == [Line(2, "1042", datetime(2026, 11, 24, 7, 21, 9))]
        assert columns.read_day("11/24/2026", "MDY") == date(2026, 11, 24)


def test_next_month_the_same_columns_are_found_wherever_they_stand(tmp_path: Path) -> None:
    first, second, other = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    first.write_text("PIN,Tanggal,Scan 1\n1,24/11/2026,07:00\n")
    second.write_text("Catatan,Scan 1,PIN,Tanggal\nx,07:05,1,25/12/2026\n")
    other.write_text("PIN,Tanggal,Masuk\n1,24/11/2026,07:00\n")

    with TableFile(first) as table:
        kept = table.guessed()
    with TableFile(second) as table:
        fitting = table.fitting(kept)
        punches = list(table.read(fitting)) if fitting else []
    with TableFile(other) as table:
        assert table.fitting(kept) is None

    assert punches == [Line(2, "1", datetime(2026, 12, 25, 7, 5))]


@pytest.mark.parametrize("content", [b"", b"\x7fELF...", b"<html><table></table>", b"PK\x03\x04x"])
def test_a_hostile_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile):
        TableFile(path)
