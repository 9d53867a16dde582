"""Personnel files of both layouts, clean and dirty, become people, refusals and skipped lines."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noken.organization.gateways.cells import nip_cell, plain_text
from noken.organization.gateways.header_words import Field
from noken.organization.gateways.headers import Layout
from noken.organization.gateways.personnel_file import PersonnelFile, open_personnel_file
from noken.organization.gateways.rows import SKIPPED_LABELS, SkippedKind
from noken.organization.gateways.unreadable import UnreadableFile
from noken.organization.rules.groups import EmploymentKind, Standing
from noken.organization.rules.nip import Sex
from noken.organization.rules.person_row import PersonRow, RefusedRow
from noken.organization.rules.posts import PostFamily, PostKind
from noken.organization.tests.data import builders

SAMPLE = Path(__file__).parent / "data" / "siasn_contoh.xlsx"
SHORT = ("NIP", "NAMA", "JABATAN", "UNIT KERJA")
NIP = "198001012005012001"
ROW = (NIP, "YOHANA MANDACAN", "PENGELOLA DATA", "DINAS PERDAGANGAN")


def read(
    path: Path, mapping: dict[str, str] | None = None
) -> tuple[PersonnelFile, list[PersonRow], list[RefusedRow]]:
    with open_personnel_file(path, mapping) as file:
        rows = list(file.rows())
    people = [row for row in rows if isinstance(row, PersonRow)]
    return file, people, [row for row in rows if isinstance(row, RefusedRow)]


def one(tmp_path: Path, header: tuple[str, ...], row: tuple[object, ...]) -> PersonRow | RefusedRow:
    path = builders.workbook(tmp_path / "a.xlsx", {"data": [header, row]})
    _, people, refused = read(path)
    return (people + refused)[0]


def with_cell(tmp_path: Path, name: str, value: object) -> PersonRow:
    row = one(tmp_path, (*SHORT, name), (*ROW, value))
    assert isinstance(row, PersonRow)
    return row


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


@pytest.mark.parametrize(
    "written",
    [
        f"'{NIP}",
        "19800101 200501 2 001",
        "19800101.200501.2.001",
        f"NIP. {NIP}",
        f"NIP : {NIP}",
        f"{NIP}\u00a0",
    ],
)
def test_an_nip_as_people_write_it(written: str, tmp_path: Path) -> None:
    row = one(tmp_path, SHORT, (written, *ROW[1:]))

    assert isinstance(row, PersonRow)
    assert row.nip == NIP


@pytest.mark.parametrize("written", [int(NIP), float(NIP), "1.98E+17", "1,98001E+17", "'2E17"])
def test_lost_digits_are_refused_never_guessed(written: object, tmp_path: Path) -> None:
    row = one(tmp_path, SHORT, (written, *ROW[1:]))

    assert isinstance(row, RefusedRow)
    assert row.code == "nip.digits_lost"
    assert row.nip_masked == ""
    assert "Teks" in row.cure


def test_a_column_that_excel_rounded_is_refused(tmp_path: Path) -> None:
    rows = [(f"19800101200501{n}000", *ROW[1:]) for n in range(1, 5)]
    path = builders.delimited(tmp_path / "a.csv", [SHORT, *rows])

    _, people, refused = read(path)

    assert people == []
    assert {row.code for row in refused} == {"nip.digits_lost"}


def test_one_nip_that_ends_in_000_among_others_is_an_nip(tmp_path: Path) -> None:
    rows = [(f"19800101200501200{n}", *ROW[1:]) for n in range(5)]
    path = builders.delimited(tmp_path / "a.csv", [SHORT, *rows])

    assert len(read(path)[1]) == 5


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((NIP[:-1], *ROW[1:]), "nip.invalid"),
        (("199013012005012001", *ROW[1:]), "nip.invalid"),
        (("", *ROW[1:]), "nip.missing"),
        (("-", *ROW[1:]), "nip.missing"),
        ((NIP, "", *ROW[2:]), "name.missing"),
        ((*ROW[:3], ""), "unit.missing"),
        ((*ROW[:3], "PEMERINTAH KABUPATEN MANOKWARI"), "unit.missing"),
        ((NIP, "A" * 121, *ROW[2:]), "text.too_long"),
        ((*ROW[:2], "B" * 201, ROW[3]), "text.too_long"),
    ],
)
def test_a_row_that_is_refused_says_why_and_what_to_do(
    row: tuple[str, ...], code: str, tmp_path: Path
) -> None:
    refused = one(tmp_path, SHORT, row)

    assert isinstance(refused, RefusedRow)
    assert refused.code == code
    assert refused.number == 2
    assert refused.cause.endswith(".")
    assert refused.cure.endswith(".")
    assert NIP not in repr(refused)


def test_the_cure_of_a_bad_nip_uses_the_birth_date_of_the_file(tmp_path: Path) -> None:
    row = one(tmp_path, (*SHORT, "TANGGAL LAHIR"), (NIP[:-1], *ROW[1:], "01-06-1987"))

    assert isinstance(row, RefusedRow)
    assert "19870601" in row.cure


@pytest.mark.parametrize("empty", ["", "-", "NULL", "null", "N/A"])
def test_ways_to_say_nothing(empty: str, tmp_path: Path) -> None:
    header = (*SHORT, "GELAR DEPAN", "GOL", "TMT GOL", "ESELON", "NIP ATASAN")
    row = one(tmp_path, header, (*ROW, empty, empty, empty, empty, empty))

    assert isinstance(row, PersonRow)
    assert row.problems == ()
    assert (row.front_title, row.rank_code, row.rank_from) == ("", "", None)
    assert (row.echelon, row.superior_nip) == ("", "")


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("TMT JABATAN", "04/15/2024", "date.unreadable"),
        ("TMT GOL", "besok", "date.unreadable"),
        ("GOL", "V/z", "rank.unknown"),
        ("TANGGAL LAHIR", "1981-01-01", "birth.differs"),
        ("JENIS KELAMIN", "L", "sex.differs"),
        ("NIP ATASAN", "1.98E+17", "superior.invalid"),
        ("NIP ATASAN", "Kepala Bidang", "superior.invalid"),
        ("NIP ATASAN", NIP, "superior.self"),
    ],
)
def test_what_a_person_should_look_at(header: str, value: str, code: str, tmp_path: Path) -> None:
    problems = with_cell(tmp_path, header, value).problems

    assert [problem.code for problem in problems] == [code]
    assert problems[0].text.endswith(".")


def test_a_row_without_a_post_is_taken_and_pointed_out(tmp_path: Path) -> None:
    row = one(tmp_path, SHORT, (*ROW[:2], "", ROW[3]))

    assert isinstance(row, PersonRow)
    assert [problem.code for problem in row.problems] == ["post.missing"]
    assert row.post_kind is None


def test_birth_date_and_sex_come_from_the_nip_alone(tmp_path: Path) -> None:
    row = with_cell(tmp_path, "TANGGAL LAHIR", "1981-01-01")

    assert row.birth_date == date(1980, 1, 1)
    assert row.sex is Sex.FEMALE


def test_the_superior_by_nip(tmp_path: Path) -> None:
    assert with_cell(tmp_path, "NIP ATASAN", "'19750307 200003 1 002").superior_nip == (
        "197503072000031002"
    )


@pytest.mark.parametrize(
    ("header", "value", "kind"),
    [
        ("STATUS PNS/PPPK", "PPPK", EmploymentKind.PPPK),
        ("STATUS PNS/PPPK", "PPPK Paruh Waktu", EmploymentKind.PPPK_PART_TIME),
        ("STATUS PNS/PPPK", "CPNS", EmploymentKind.CPNS),
        ("GOL", "IX", EmploymentKind.PPPK),
        ("GOL", "III/b", EmploymentKind.PNS),
        ("CATATAN", "", EmploymentKind.PNS),
    ],
)
def test_the_legal_group(header: str, value: str, kind: EmploymentKind, tmp_path: Path) -> None:
    assert with_cell(tmp_path, header, value).kind is kind


def test_the_shape_of_a_pppk_number_tells_the_group_where_nothing_else_does(
    tmp_path: Path,
) -> None:
    row = one(tmp_path, SHORT, ("199105062023212010", *ROW[1:]))

    assert isinstance(row, PersonRow)
    assert row.kind is EmploymentKind.PPPK


def test_real_dates_and_serial_days(tmp_path: Path) -> None:
    assert with_cell(tmp_path, "TMT JABATAN", 45383).post_from == date(2024, 4, 1)


def test_titles_in_the_name_and_in_their_columns(tmp_path: Path) -> None:
    row = one(tmp_path, SHORT, (NIP, "Drs. YOHANES IBA, S.PD, M.SI", *ROW[2:]))

    assert isinstance(row, PersonRow)
    assert (row.front_title, row.name, row.back_title) == ("Drs.", "Yohanes Iba", "S.Pd., M.Si.")
    assert with_cell(tmp_path, "GELAR BELAKANG", "S.E.").back_title == "S.E."


def test_a_teacher_at_a_school(tmp_path: Path) -> None:
    header = ("NIP", "NAMA", "JABATAN", "NAMA SEKOLAH")
    row = one(tmp_path, header, (*ROW[:2], "GURU AHLI PERTAMA", "SD YPK AMBAN"))

    assert isinstance(row, PersonRow)
    assert row.post_family is PostFamily.TEACHER
    assert row.unit_chain == ("SD YPK Amban",)
    assert row.school == "SD YPK Amban"


def test_unit_and_opd_in_two_columns(tmp_path: Path) -> None:
    header = ("NIP", "NAMA", "JABATAN", "UNIT KERJA", "OPD")
    row = one(tmp_path, header, (*ROW[:3], "BIDANG PASAR", "DINAS PERDAGANGAN"))

    assert isinstance(row, PersonRow)
    assert row.unit_chain == ("Bidang Pasar", "Dinas Perdagangan")


def test_one_sheet_per_opd_is_read_whole_with_the_sheet_as_unit(tmp_path: Path) -> None:
    other = ("197503072000031002", "FRANS INDOU", "SEKRETARIS", "SEKRETARIAT")
    sheets = {
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


def test_text_that_looks_like_a_formula_is_a_name_like_any_other(tmp_path: Path) -> None:
    row = one(tmp_path, SHORT, (NIP, "=CMD|'/C CALC'!A0", *ROW[2:]))

    assert isinstance(row, PersonRow)
    assert row.name.startswith("=")


def test_invisible_signs_are_taken_out() -> None:
    assert plain_text("YO\u202eHANA\x00\n MAN\u200bDACAN") == "YOHANA MANDACAN"


@given(st.text(max_size=60))
def test_any_text_is_an_nip_or_says_why_not(text: str) -> None:
    found = nip_cell(text, text)

    assert bool(found.nip) is not bool(found.cause and found.cure and found.code)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
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

    numbers = [row.number for row in (*people, *refused)]
    assert len(numbers) == len(set(numbers))
    assert len(numbers) + file.skipped.total <= len(rows)
