"""Personnel files of both layouts, clean and dirty, become people, refusals and skipped lines."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from noken.core.tables.unreadable import UnreadableFile
from noken.organization.gateways.header_words import Field
from noken.organization.gateways.headers import Layout
from noken.organization.gateways.personnel_file import open_personnel_file
from noken.organization.gateways.rows import SKIPPED_LABELS, SkippedKind
from noken.organization.rules.groups import EmploymentKind, Standing
from noken.organization.rules.nip import Sex
from noken.organization.rules.person_row import PersonRow, RefusedRow
from noken.organization.rules.posts import PostKind
from noken.organization.tests.data import builders
from noken.organization.tests.data.reading import NIP, ROW, SHORT, one, read

SAMPLE = Path(__file__).parent / "data" / "siasn_contoh.xlsx"


def test_the_national_sample_is_read_whole() -> None:
    file, people, refused = read(SAMPLE)

    assert file.layout is Layout.NATIONAL
    assert len(people) == 620
    assert refused == []
    assert file.missing == ()
    assert file.skipped.total == 0
    assert not any(person.problems for person in people)
    assert {person.kind for person in people} == {
        EmploymentKind.PNS,
        EmploymentKind.PPPK,
        EmploymentKind.PPPK_PART_TIME,
    }
    assert sum(person.standing is Standing.STUDY for person in people) == 28


def test_the_first_person_of_the_sample() -> None:
    person = read(SAMPLE)[1][0]

    assert person == PersonRow(
        number=2,
        sheet="data",
        nip="197607211998012027",
        name="Fransina Rumbiak",
        birth_date=date(1976, 7, 21),
        sex=Sex.FEMALE,
        rank_code="III/d",
        rank_from=date(2024, 4, 1),
        post_title="Kepala Dinas Pendidikan",
        post_kind=PostKind.STRUCTURAL,
        is_head=True,
        echelon="II.b",
        post_from=date(2023, 2, 1),
        unit_chain=("Dinas Pendidikan",),
        unit_ref="280A30204ED52F04773B40102404CE0A",
    )


def test_what_is_never_stored_does_not_leave_the_reader() -> None:
    file, people, _ = read(SAMPLE)

    assert {"NIK", "AGAMA NAMA", "NOMOR HP", "EMAIL", "ALAMAT", "NPWP NOMOR", "BPJS"} <= {
        column.key for column in file.forbidden
    }
    text = repr(people)
    assert "KRISTEN" not in text
    assert "example.invalid" not in text
    assert "Menikah" not in text
    assert "Jalan Contoh" not in text


def test_a_list_with_titles_sections_totals_and_a_signature(tmp_path: Path) -> None:
    file, people, refused = read(builders.titled(tmp_path / "daftar.xlsx"))

    assert file.layout is Layout.LOCAL
    assert refused == []
    assert [(person.number, person.name) for person in people] == [
        (8, "Yohana Mandacan"),
        (12, "Frans Indou"),
    ]
    assert people[0].unit_chain == ("Bidang Pasar", "Dinas Perdagangan")
    assert people[0].post_from == date(2021, 2, 1)
    assert people[1].rank_from == date(2019, 4, 1)
    kinds = {line.number: line.kind for line in file.skipped.lines}
    assert kinds[6] is SkippedKind.COLUMN_NUMBERS
    assert kinds[9] is SkippedKind.TOTAL
    assert kinds[11] is SkippedKind.HEADER_AGAIN
    assert kinds[19] is SkippedKind.SIGNATURE
    assert file.skipped.total >= len(file.skipped.lines)
    assert set(file.skipped.counts) <= set(SKIPPED_LABELS)


def test_a_unit_merged_beside_several_people_is_the_unit_of_each(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("data")
        sheet.write_row(0, 0, SHORT)
        for number in range(1, 4):
            sheet.write_row(number, 0, (f"19800101200501200{number}", *ROW[1:3]))
        sheet.merge_range(1, 3, 2, 3, "DINAS PASAR")

    _, people, refused = read(path)

    assert [person.unit_chain for person in people] == [("Dinas Pasar",)] * 2
    assert [row.code for row in refused] == ["unit.missing"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (("", "I. SEKRETARIAT", "", ""), SkippedKind.SECTION),
        (("", "", "Manokwari, 24 November 2026", ""), SkippedKind.SECTION),
        (("", "", "", "Mengetahui,"), SkippedKind.SIGNATURE),
        (("NIP. 19750307 200003 1 002", "", "", ""), SkippedKind.SIGNATURE),
        (("", "NIP. 19750307 200003 1 002", "", ""), SkippedKind.SIGNATURE),
        (("", "TOTAL", "25", ""), SkippedKind.TOTAL),
        (("1", "2", "(3)", "4"), SkippedKind.COLUMN_NUMBERS),
        (SHORT, SkippedKind.HEADER_AGAIN),
        (("", "NAMA", "JABATAN", ""), SkippedKind.HEADER_AGAIN),
    ],
)
def test_a_line_that_is_no_person_is_skipped_and_counted(
    row: tuple[str, ...], kind: SkippedKind, tmp_path: Path
) -> None:
    file, people, refused = read(builders.workbook(tmp_path / "a.xlsx", {"a": [SHORT, ROW, row]}))

    assert len(people) == 1
    assert refused == []
    assert [(line.number, line.kind) for line in file.skipped.lines] == [(3, kind)]


def test_what_follows_a_signature_is_part_of_it(tmp_path: Path) -> None:
    below = [("", "", "Mengetahui", ""), ("", "FRANS INDOU", "Kepala", ""), ROW]
    file, people, refused = read(builders.workbook(tmp_path / "a.xlsx", {"a": [SHORT, *below]}))

    assert len(people) == 1
    assert refused == []
    assert file.skipped.counts == {SkippedKind.SIGNATURE: 2}


def test_a_person_without_nip_is_not_taken_for_a_section(tmp_path: Path) -> None:
    row = one(tmp_path, SHORT, ("", "YOHANA MANDACAN", "PENGELOLA DATA", ""))

    assert isinstance(row, RefusedRow)
    assert row.code == "nip.missing"


def test_one_sheet_per_opd_is_read_whole_with_the_sheet_as_unit(tmp_path: Path) -> None:
    other = ("197503072000031002", "FRANS INDOU", "SEKRETARIS", "SEKRETARIAT")
    sheets: dict[str, builders.Rows] = {
        "REKAP": [("OPD", "JUMLAH"), ("DINAS PASAR", 2)],
        "DINAS PASAR": [SHORT, (*ROW[:3], "BIDANG PASAR")],
        "DINAS SOSIAL": [("DINAS SOSIAL",), (), SHORT, other],
        "LAMA": [SHORT, ROW],
    }
    path = builders.workbook(tmp_path / "a.xlsx", sheets, hidden=["LAMA"])

    file, people, refused = read(path)

    assert refused == []
    assert [person.unit_chain for person in people] == [
        ("Bidang Pasar", "Dinas Pasar"),
        ("Sekretariat", "Dinas Sosial"),
    ]
    assert [sheet.name for sheet in file.sheets] == ["DINAS PASAR", "DINAS SOSIAL"]
    assert file.other_sheets == ("REKAP", "LAMA")


def test_the_second_row_of_a_person_is_refused(tmp_path: Path) -> None:
    other = (*ROW[:2], "KEPALA SEKSI PASAR", ROW[3])
    path = builders.workbook(tmp_path / "a.xlsx", {"a": [SHORT, ROW, ROW], "b": [SHORT, other]})

    _, people, refused = read(path)

    assert [person.number for person in people] == [2]
    assert [(row.number, row.code, row.first_number) for row in refused] == [
        (3, "duplicate.same", 2),
        (2, "duplicate.differs", 2),
    ]
    assert "lembar “a”" in refused[1].cause


def test_latin_1_with_semicolons(tmp_path: Path) -> None:
    rows = [SHORT, (NIP, "RENÉ MANDACAN", *ROW[2:])]
    path = builders.delimited(tmp_path / "a.csv", rows, ";", "latin-1")

    assert read(path)[1][0].name == "René Mandacan"


def test_a_person_maps_a_column_that_was_not_recognised(tmp_path: Path) -> None:
    header = ("NIP", "SIAPA", "JABATAN", "DI MANA", "NIK")
    path = builders.workbook(tmp_path / "a.xlsx", {"a": [header, (*ROW, "1234567890123456")]})

    with open_personnel_file(path) as file:
        assert file.missing == (Field.NAME, Field.UNIT)
        assert [column.key for column in file.dropped] == ["SIAPA", "DI MANA"]
        with pytest.raises(UnreadableFile, match="Nama"):
            list(file.rows())
    file, people, _ = read(path, {"SIAPA": "NAME", "DI MANA": "UNIT", "NIK": "SCHOOL"})

    assert people[0].name == "Yohana Mandacan"
    assert people[0].school == ""
    assert file.missing == ()
    assert file.mapping["SIAPA"] is Field.NAME


def test_a_mapping_to_no_field_is_a_mistake_and_the_file_is_freed(tmp_path: Path) -> None:
    path = builders.workbook(tmp_path / "a.xlsx", {"a": [SHORT, ROW]})

    with pytest.raises(ValueError, match="HOBBY"):
        open_personnel_file(path, {"NAMA": "HOBBY"})


def test_a_table_without_nips_is_refused(tmp_path: Path) -> None:
    path = builders.workbook(tmp_path / "a.xlsx", {"a": [("KODE", "HARGA"), ("A", 5)]})

    with pytest.raises(UnreadableFile, match="Judul kolom"):
        open_personnel_file(path)


def test_rows_can_be_read_twice(tmp_path: Path) -> None:
    path = builders.workbook(tmp_path / "a.xlsx", {"a": [SHORT, ROW, (), ("", "JUMLAH")]})

    with open_personnel_file(path) as file:
        assert list(file.rows()) == list(file.rows())
        assert file.skipped.counts == {SkippedKind.BLANK: 1, SkippedKind.TOTAL: 1}


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(
            *[st.sampled_from([NIP, "1.98E+17", "", "NIP"]) | st.text("AB19 -./'é", max_size=20)]
            * 8
        ),
        max_size=6,
    )
)
def test_every_line_is_a_person_a_refusal_or_skipped(
    tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    header = ("NIP", "NAMA", "GOL", "TMT GOL", "JABATAN", "UNIT KERJA", "ESELON", "NIP ATASAN")
    path = builders.delimited(tmp_path / "a.csv", [header, *rows], ";")

    file, people, refused = read(path)

    numbers = [row.number for row in people] + [row.number for row in refused]
    assert len(numbers) == len(set(numbers))
    assert len(numbers) + file.skipped.total <= len(rows)
