"""Grades out and in: what goes out comes back the same, and a difference changes nothing."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from noken.core.actor import Actor, Role
from noken.evaluation.models import Rating, Sheet
from noken.followup import queries, services
from noken.followup.exports import box_book, credit_book, grade_book, grade_csv
from noken.followup.gateways.tables import GivenGrade, GivenPotential, read_grades, read_potentials
from noken.followup.models import Difference, GradeFile, Potential
from noken.followup.services import NewGradeFile
from noken.notices.models import Notice
from noken.organization.models import Position
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_position, make_posting
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_followup import (
    make_difference,
    make_final,
    make_potential,
    make_value,
    new_key,
)

pytestmark = pytest.mark.django_db
BAIK = ("Sesuai ekspektasi", "Sesuai ekspektasi", "Baik")
BUTUH = ("Di bawah ekspektasi", "Sesuai ekspektasi", "Butuh Perbaikan")


def keeper(cast: Cast) -> Actor:
    return actor(cast.personnel, Role.PERSONNEL)


def published(cast: Cast, ratings: tuple[str, str] = ("BELOW", "AS")) -> Sheet:
    """A result of the third quarter that may still change, rated by who acts today."""
    sheet = make_sheet(cast.owner, make_period(), superior=cast.superior)
    make_rating(sheet, cast.superior, *ratings, received_at=NOON)
    return sheet


def given(sheet: Sheet, words: Sequence[str], number: int = 6, **fields: str) -> GivenGrade:
    values = {
        "key": str(sheet.pk),
        "nip": sheet.employee.nip or "",
        "name": sheet.employee.name,
        "period": "",
        **fields,
    }
    result, behaviour, grade = words
    return GivenGrade(number=number, result=result, behaviour=behaviour, grade=grade, **values)


def new_file(*rows: GivenGrade) -> NewGradeFile:
    return NewGradeFile(key=new_key(), name="predikat.xlsx", sha256="1" * 64, rows=rows)


def take(cast: Cast, *rows: GivenGrade, by: Actor | None = None) -> GradeFile:
    return services.take_grade_file(new_file(*rows), by=by or keeper(cast), at=NOON)


# Out and in again


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_goes_out_comes_back_the_same(cast: Cast, tmp_path: Path, kind: str) -> None:
    published(cast)
    make_final(cast.owner, cast.superior, ("ABOVE", "ABOVE"), period=make_period(number=2))
    make_sheet(cast.peer, make_period(number=1))
    page = queries.out_file(keeper(cast), cast.agency.pk, TODAY.year)
    path = tmp_path / f"predikat.{kind}"
    path.write_bytes(grade_book(page, NOON) if kind == "xlsx" else grade_csv(page))

    rows = read_grades(path)
    file = take(cast, *rows)

    assert len(rows) == 3
    assert {row.nip for row in rows} == {cast.owner.nip, cast.peer.nip}
    assert file.counts == {"SAME": 3}
    assert not Difference.objects.exists()


def test_a_file_names_everybody_of_the_unit_and_below(cast: Cast) -> None:
    published(cast)
    here = queries.out_file(keeper(cast), cast.section.pk, TODAY.year)
    elsewhere = queries.out_file(keeper(cast), cast.other_agency.pk, TODAY.year)

    assert here.about == {cast.owner.pk}
    assert (list(elsewhere.rows), elsewhere.about) == ([], frozenset())


def test_a_text_in_a_file_never_becomes_a_formula(cast: Cast) -> None:
    cast.owner.name = "=HYPERLINK(1)"
    cast.owner.save()
    published(cast)
    page = queries.out_file(keeper(cast), cast.agency.pk, TODAY.year)

    book = CalamineWorkbook.from_filelike(BytesIO(grade_book(page, NOON)))
    row = book.get_sheet_by_index(0).to_python()[-1]
    lines = list(csv.reader(StringIO(grade_csv(page).decode("utf-8-sig")), delimiter=";"))

    assert "'=HYPERLINK(1)" in row
    assert lines[1][2] == "'=HYPERLINK(1)"
    assert lines[1][1] == f"'{cast.owner.nip}"


# Differences


def test_a_difference_is_proposed_to_the_rater_and_changes_nothing(cast: Cast) -> None:
    sheet = published(cast)

    file = take(cast, given(sheet, BAIK))

    row = Difference.objects.get()
    assert file.counts == {"DIFFERS": 1}
    assert (row.state, row.rater_id) == ("WAITING", cast.acting_superior.pk)
    assert (row.known["grade"], row.given["grade"]) == ("NEEDS_IMPROVEMENT", "GOOD")
    assert Rating.objects.get().grade == "NEEDS_IMPROVEMENT"
    told = set(Notice.objects.filter(kind="GradeFileTaken").values_list("person_id", flat=True))
    assert told == {cast.acting_superior.pk}


def test_what_is_final_is_only_noted(cast: Cast) -> None:
    sheet = make_final(cast.owner, cast.superior)

    take(cast, given(sheet, BAIK))

    row = Difference.objects.get()
    assert (row.verdict, row.state, row.rater_id) == ("FINAL", "NOTED", None)
    assert not Notice.objects.exists()


def test_every_row_gets_a_verdict(cast: Cast) -> None:
    sheet = published(cast)
    unrated = make_sheet(cast.peer, sheet.period)
    rows = [
        given(sheet, BUTUH, 5),
        given(sheet, BAIK, 6),
        given(unrated, BAIK, 7),
        given(sheet, BAIK, 8, nip=""),
        given(sheet, BAIK, 9, nip="199001012020121099"),
        given(sheet, BAIK, 10, key="999999"),
    ]

    file = take(cast, *rows)

    found = dict(Difference.objects.values_list("row", "verdict"))
    assert found == {6: "TWICE", 7: "UNRATED", 8: "UNREADABLE", 9: "UNKNOWN", 10: "UNKNOWN"}
    assert file.counts["SAME"] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("Sesuai ekspektasi", "Sesuai ekspektasi", "Sangat Baik"),
        ("Sesuai ekspektasi", "", "Baik"),
        ("Luar biasa", "Sesuai ekspektasi", "Baik"),
    ],
)
def test_words_that_give_no_grade_are_not_proposed(cast: Cast, words: tuple[str, ...]) -> None:
    sheet = published(cast)

    take(cast, given(sheet, words))

    row = Difference.objects.get()
    assert (row.verdict, row.state) == ("UNREADABLE", "NOTED")
    assert row.why


def test_a_row_without_key_is_found_by_its_period(cast: Cast) -> None:
    sheet = published(cast)

    take(cast, given(sheet, BAIK, key="", period="triwulan  III 2026"))

    assert Difference.objects.get().sheet_id == sheet.pk


def test_an_admin_compares_the_own_people_only(cast: Cast) -> None:
    sheet = published(cast)
    other = actor(cast.admin_other, Role.ADMIN_OPD)

    take(cast, given(sheet, BAIK), by=other)

    assert Difference.objects.get().verdict == "FOREIGN"
    assert Difference.objects.get().known == {}


@pytest.mark.parametrize("name", ["owner", "acting_superior", "inspectorate", "leader"])
def test_others_bring_no_file(cast: Cast, name: str) -> None:
    with refused("followup.not_keeper"):
        take(cast, given(published(cast), BAIK), by=actor(getattr(cast, name)))


def test_a_file_sent_twice_is_one(cast: Cast) -> None:
    new = new_file(given(published(cast), BAIK))

    first = services.take_grade_file(new, by=keeper(cast), at=NOON)

    assert services.take_grade_file(new, by=keeper(cast), at=NOON) == first
    with refused("followup.key_taken"):
        services.take_grade_file(new, by=actor(cast.admin_opd, Role.ADMIN_OPD), at=NOON)
    with refused("followup.no_rows"):
        take(cast)


def test_a_newer_file_takes_the_place_of_a_waiting_proposal(cast: Cast) -> None:
    sheet = published(cast)
    take(cast, given(sheet, BAIK))

    take(cast, given(sheet, BAIK))

    assert sorted(Difference.objects.values_list("state", flat=True)) == ["PASSED", "WAITING"]


# The rater's word


def test_the_rater_keeps_the_rating_with_a_reason(cast: Cast) -> None:
    row = make_difference(published(cast), cast.acting_superior, cast.personnel)
    by = actor(cast.acting_superior)
    with refused("followup.note_missing"):
        services.decide_difference(row.pk, changes=False, note=" ", by=by, at=NOON)

    services.decide_difference(row.pk, changes=False, note="Bukti ada", by=by, at=NOON)

    row.refresh_from_db()
    assert (row.state, row.note) == ("KEPT", "Bukti ada")
    assert Rating.objects.get().grade == "NEEDS_IMPROVEMENT"
    with refused("followup.not_now"):
        services.decide_difference(row.pk, changes=True, note="x", by=by, at=NOON)


def test_the_rater_changes_the_rating_with_a_reason(cast: Cast) -> None:
    sheet = published(cast)
    row = make_difference(sheet, cast.acting_superior, cast.personnel)

    services.decide_difference(
        row.pk, changes=True, note="Bukti menyusul", by=actor(cast.acting_superior), at=NOON
    )

    assert Difference.objects.get().state == "CHANGED"
    now = Rating.objects.get(sheet=sheet, replaced_at=None)
    assert (now.grade, now.origin, now.reason) == ("GOOD", "CALIBRATION", "Bukti menyusul")


@pytest.mark.parametrize("name", ["owner", "superior", "personnel", "peer"])
def test_nobody_else_decides_on_a_difference(cast: Cast, name: str) -> None:
    row = make_difference(published(cast), cast.acting_superior, cast.personnel)

    with refused("followup.not_rater"):
        services.decide_difference(
            row.pk, changes=True, note="x", by=actor(getattr(cast, name)), at=NOON
        )
    with refused("followup.unknown"):
        services.decide_difference(999_999, changes=True, note="x", by=keeper(cast), at=NOON)


def test_a_rating_that_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    row = make_difference(published(cast, ("AS", "ABOVE")), cast.acting_superior, cast.personnel)

    with refused("followup.moved_on"):
        services.decide_difference(
            row.pk, changes=True, note="x", by=actor(cast.acting_superior), at=NOON
        )


# Reading what people bring


def test_the_header_may_stand_below_a_title(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Daftar predikat;;;\n;;;\nNo;NIP;Rating Hasil Kerja;Rating perilaku;Predikat Kinerja\n"
        "1;'199001012020121001;Sesuai ekspektasi;Sesuai ekspektasi;Baik\n"
        "2;1.99001012020121E+17;;;\n",
        "utf-8",
    )

    first, second = read_grades(path)

    assert (first.number, first.nip, first.grade) == (4, "199001012020121001", "Baik")
    assert second.nip == ""


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("NIP;Nama\n1;Maria\n", "utf-8")
    with refused("followup.no_columns"):
        read_grades(path)
    path.write_bytes(b"%PDF-1.7 x")
    with refused("file.unreadable"):
        read_grades(path)


# Potential and boxes


def _potential(cast: Cast, level: str = "Tinggi") -> list[GivenPotential]:
    return [GivenPotential(2, cast.owner.nip or "", cast.owner.name, level)]


def test_a_potential_is_kept_with_its_source_and_replaced_not_lost(cast: Cast) -> None:
    def put(level: str) -> services.Taken:
        return services.take_potentials(
            _potential(cast, level), TODAY, "Asesmen 7/2026", by=keeper(cast), at=NOON
        )

    assert put("Tinggi").new == 1
    assert put("Tinggi").same == 1
    assert put("sedang").changed == 1

    assert Potential.objects.get(replaced_at=None).level == "MEDIUM"
    assert Potential.objects.count() == 2


def test_rows_that_name_nobody_are_named(cast: Cast) -> None:
    rows = [
        *_potential(cast),
        *_potential(cast),
        GivenPotential(3, "", "", "Tinggi"),
        GivenPotential(4, "199001012020121099", "", "Tinggi"),
        GivenPotential(5, cast.peer.nip or "", "", "Hebat"),
    ]

    taken = services.take_potentials(rows, TODAY, "Asesmen", by=keeper(cast), at=NOON)

    assert (taken.new, len(taken.left_out)) == (1, 4)


def test_only_bkpsdm_brings_potentials_with_a_source(cast: Cast) -> None:
    rows = _potential(cast)
    with refused("followup.not_personnel"):
        services.take_potentials(rows, TODAY, "A", by=actor(cast.admin_opd), at=NOON)
    with refused("followup.no_source"):
        services.take_potentials(rows, TODAY, " ", by=keeper(cast), at=NOON)
    with refused("followup.no_rows"):
        services.take_potentials([], TODAY, "A", by=keeper(cast), at=NOON)
    with refused("followup.in_the_future"):
        services.take_potentials(rows, TODAY.replace(year=2027), "A", by=keeper(cast), at=NOON)


def test_the_boxes_count_people_without_names(cast: Cast, tmp_path: Path) -> None:
    make_final(cast.owner, cast.superior, ("ABOVE", "ABOVE"))
    make_final(cast.peer, cast.superior, ("AS", "AS"))
    make_potential(cast.owner, "HIGH")

    page = queries.box_page(keeper(cast), cast.section.pk)

    counts = {cell.box: cell.count for _, cells in page.rows for cell in cells}
    assert counts[9] == sum(counts.values()) == 1
    assert page.without_potential == page.people - 1
    path = tmp_path / "kotak.xlsx"
    path.write_bytes(box_book(queries.box_file(keeper(cast), cast.section.pk), NOON))
    text = _text(path)
    assert "belum ada sumber" in text
    assert "Asesmen provinsi 7/2026" in text
    assert "menunggu penetapan" in text


def test_a_list_of_potential_is_read_by_its_header(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("NIP;Nama;Potensi\n199001012020121001;Maria;Tinggi\n", "utf-8")

    (row,) = read_potentials(path)

    assert (row.nip, row.level) == ("199001012020121001", "Tinggi")


# Credit points


def test_points_of_a_unit_and_their_marks(cast: Cast, tmp_path: Path) -> None:
    auditor = make_employee("Ruth Auparay")
    post = make_position(cast.section, "Auditor Ahli Madya", kind=Position.Kind.FUNCTIONAL)
    make_posting(auditor, post)
    make_final(auditor, cast.superior, ("ABOVE", "ABOVE"))

    page = queries.credit_page(keeper(cast), cast.agency.pk, 2025, 1)

    (line,) = page.lines
    assert (line.level, line.total, line.settled) == ("Ahli Madya", Decimal("56.25"), False)
    path = tmp_path / "ak.xlsx"
    path.write_bytes(credit_book(queries.credit_file(keeper(cast), cast.agency.pk, 2025), NOON))
    assert "MENUNGGU PENETAPAN" in _text(path)
    make_value("COEFFICIENT_AHLI_MADYA", "37.5", (cast.personnel, cast.leader))
    path.write_bytes(credit_book(queries.credit_file(keeper(cast), cast.agency.pk, 2025), NOON))
    assert "MENUNGGU PENETAPAN" not in _text(path)


def _text(path: Path) -> str:
    book = CalamineWorkbook.from_path(path)
    return str(book.get_sheet_by_index(0).to_python())
