"""Reading tables of results as offices have them: merged cells, titles, sections, signatures."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from noken.core.tables.unreadable import UnreadableFile
from noken.planning.gateways.plan_file import ReadFile, read_plans

Rows = Sequence[Sequence[object]]
HEAD = ("Rencana Hasil Kerja", "Aspek", "Indikator", "Target", "Satuan")


def workbook(path: Path, **sheets: Rows) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(place, column, value)
    return path


def read(tmp_path: Path, *rows: Sequence[object]) -> ReadFile:
    return read_plans(workbook(tmp_path / "skp.xlsx", SKP=rows))


def test_the_official_form_is_read_to_the_end_of_the_results(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("SASARAN KINERJA PEGAWAI",),
        ("PEGAWAI YANG DINILAI", "", "", "PEJABAT PENILAI KINERJA"),
        (
            *("NO", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA"),
            *("ASPEK", "INDIKATOR KINERJA INDIVIDU", "TARGET"),
        ),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("A. UTAMA",),
        (1, "Mutu dasar meningkat", "Data valid", "Kuantitas", "Sekolah valid", "42 sekolah"),
        ("", "", "", "Kualitas", "Kesalahan isian", "≤ 2 %"),
        (2, "", "Jadwal disepakati", "Waktu", "Sebelum tanggal 25", "12 kali"),
        ("B. TAMBAHAN",),
        (1, "", "Panitia hari guru", "Kuantitas", "Laporan panitia", "1 laporan"),
        ("PERILAKU KERJA",),
        ("1", "Berorientasi pelayanan", "Memahami kebutuhan masyarakat"),
        ("", "", "", "", "Manokwari, 5 Januari 2026"),
    )

    lines = [each.line for each in found.lines]
    assert [(line.result, line.indicator, line.kind) for line in lines] == [
        ("Data valid", "Sekolah valid", "MAIN"),
        ("Data valid", "Kesalahan isian", "MAIN"),
        ("Jadwal disepakati", "Sebelum tanggal 25", "MAIN"),
        ("Panitia hari guru", "Laporan panitia", "ADDITIONAL"),
    ]
    assert [line.supports for line in lines[:3]] == ["Mutu dasar meningkat"] * 3
    assert (lines[1].unit, lines[1].lower_is_better) == ("persen", True)
    assert lines[0].number == 6
    assert found.refused == ()


def test_a_years_target_is_shared_and_said(tmp_path: Path) -> None:
    (each,) = read(tmp_path, HEAD, ("Data valid", "", "Sekolah", 42, "sekolah")).lines

    assert each.line.targets == tuple(map(Decimal, (10, 10, 11, 11)))
    assert "10, 10, 11, 11" in each.line.notes[0]


def test_quarters_count_and_a_years_target_that_differs_is_said(tmp_path: Path) -> None:
    head = ("RHK", "Indikator", "Satuan", "TW I", "TW II", "TW III", "TW IV", "Target")
    (each,) = read(tmp_path, head, ("Data valid", "Sekolah", "sekolah", 9, 9, 9, 15, 50)).lines

    assert each.line.targets == tuple(map(Decimal, (9, 9, 9, 15)))
    assert "50" in each.line.notes[0]


def test_a_header_of_two_rows_is_one_header(tmp_path: Path) -> None:
    (each,) = read(
        tmp_path,
        ("Rencana hasil kerja", "Indikator", "Satuan", "Target triwulan", "", "", ""),
        ("", "", "", "I", "II", "III", "IV"),
        ("Data valid", "Sekolah", "sekolah", 1, 2, 3, 4),
    ).lines

    assert each.line.targets == tuple(map(Decimal, (1, 2, 3, 4)))


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (("Data", "Rasa", "Sekolah", 42, "sekolah"), "Aspek"),
        (("Data", "", "Sekolah", "banyak", "sekolah"), "belum berupa angka"),
        (("Data", "", "Sekolah", "2-3", "sekolah"), "dua angka"),
        (("", "", "Sekolah", 42, "sekolah"), "kosong"),
        (("D" * 401, "", "Sekolah", 42, "sekolah"), "401"),
        (("Data", "", "Sekolah", 42, "s" * 41), "41"),
        (("Data", "", "Sekolah", 0.8, "persen"), "0,8"),
        (("Data", "", "Sekolah", 0.8, ""), "0,8"),
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, row: Sequence[object], cause: str
) -> None:
    found = read(tmp_path, HEAD, row, ("Lain", "", "Sekolah", 1, "sekolah"))

    (refused,) = found.refused
    assert cause in refused.cause
    assert refused.cure
    assert refused.number == 2
    assert [each.line.result for each in found.lines] == ["Lain"]


def test_only_the_first_sheet_with_results_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "buku.xlsx",
        Sampul=[("SKP 2026",)],
        SKP=[HEAD, ("Data valid", "", "Sekolah", 42, "sekolah")],
        Evaluasi=[HEAD, ("Data valid", "", "Sekolah", 40, "sekolah")],
    )

    found = read_plans(path)

    assert len(found.lines) == 1
    assert ("Lembar “Evaluasi”", "") in found.columns
    assert ("Rencana Hasil Kerja", "Rencana hasil kerja") in found.columns


def test_people_are_carried_down_and_change_with_the_next(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("NIP", "Nama", "Tahun", "RHK", "Indikator"),
        ("198501012010011101", "Maria", 2026, "Data valid", "Sekolah"),
        ("", "", "", "", "Kesalahan"),
        ("198501012010011102", "Frans", 2026, "", "Tanpa hasil kerja"),
    )

    assert [(each.nip[-3:], each.name, each.line.result) for each in found.lines] == [
        ("101", "Maria", "Data valid"),
        ("101", "Maria", "Data valid"),
    ]
    assert [refused.number for refused in found.refused] == [4]


def test_a_csv_with_an_apostrophe_before_a_sign_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "skp.csv"
    path.write_text("RHK;Indikator;Satuan;Target\n'=Data;'-Indikator;sekolah;7,5\n", "utf-8")

    (each,) = read_plans(path).lines

    assert (each.line.result, each.line.indicator) == ("=Data", "-Indikator")
    assert sum(each.line.targets or ()) == Decimal("7.5")


@pytest.mark.parametrize(
    "rows", [[("Nama", "Alamat"), ("Maria", "Wosi")], [("Catatan bebas tanpa tabel", "x")]]
)
def test_a_table_without_results_is_refused_whole(tmp_path: Path, rows: Rows) -> None:
    with pytest.raises(UnreadableFile, match="Rencana Hasil Kerja"):
        read_plans(workbook(tmp_path / "lain.xlsx", Lembar=rows))
