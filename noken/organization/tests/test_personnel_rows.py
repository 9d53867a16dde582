"""Cells as people write them become the values of a person, or a refusal that helps."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.organization.gateways.cells import nip_cell, plain_text
from noken.organization.rules.groups import EmploymentKind
from noken.organization.rules.nip import Sex
from noken.organization.rules.person_row import PersonRow, RefusedRow
from noken.organization.rules.posts import PostFamily
from noken.organization.tests.data import builders
from noken.organization.tests.data.reading import NIP, ROW, SHORT, one, read


def with_cell(tmp_path: Path, name: str, value: object) -> PersonRow:
    row = one(tmp_path, (*SHORT, name), (*ROW, value))
    assert isinstance(row, PersonRow)
    return row


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
