"""Whose plan a line of a file speaks of, as offices write names and spreadsheets spoil numbers."""

from pathlib import Path

import pytest

from noken.planning import queries
from noken.planning.exports.plan_tables import write_csv
from noken.planning.models import FilePlan
from noken.planning.tests.test_filing import YEAR, bring
from tests.cast import Cast
from tests.world import actor
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db


def test_people_are_found_by_name_where_there_is_no_nip(cast: Cast, tmp_path: Path) -> None:
    text = f"Nama;RHK;Indikator\n{cast.owner.name};Data;Sekolah\nTidak Ada;Data;Sekolah\n"

    file = bring(tmp_path, cast.admin_opd, text)

    assert FilePlan.objects.get().owner == cast.owner
    assert "Tidak Ada" in file.refused[0][2]


@pytest.mark.parametrize(
    ("nip", "cause"),
    [
        ("1,98501012010011E+17", "Excel hanya menyimpan 15 angka"),
        ("1,985010120100111E+17", "Excel hanya menyimpan 15 angka"),
        ("198501012010011000", "Excel hanya menyimpan 15 angka"),
        ("19850101201001110", "terbaca “19850101201001110”, bukan 18 angka"),
        ("198501012010011999", "bukan pegawai yang SKP-nya"),
    ],
)
def test_a_nip_that_a_spreadsheet_spoiled_is_said_to_be(
    cast: Cast, tmp_path: Path, nip: str, cause: str
) -> None:
    file = bring(tmp_path, cast.personnel, f"NIP;RHK;Indikator\n{nip};Data;Sekolah\n")

    (refused,) = file.refused
    assert cause in refused[2]
    assert refused[3]
    assert not FilePlan.objects.exists()


@pytest.mark.parametrize(
    "written", ["MARIA WANGGAI", "Maria  Wanggai, S.Pd.", "Dra. maria wanggai"]
)
def test_a_name_is_the_same_with_titles_and_in_capitals(
    cast: Cast, tmp_path: Path, written: str
) -> None:
    file = bring(tmp_path, cast.admin_opd, f"Nama;RHK;Indikator\n{written};Data;Sekolah\n")

    assert file.refused == []
    assert FilePlan.objects.get().owner == cast.owner


def test_a_nip_in_csv_survives_a_spreadsheet_and_names_its_person(
    cast: Cast, tmp_path: Path
) -> None:
    make_plan(cast.owner)
    found = queries.export(actor(cast.admin_opd), queries.UNIT, YEAR, cast.agency.pk)
    header, line = write_csv(found.plans).decode("utf-8-sig").splitlines()
    nip, *cells, _code = line.split(";")
    assert nip == f"'{cast.owner.nip}"

    bring(tmp_path, cast.admin_opd, "\r\n".join((header, ";".join((nip, *cells, "")))))

    (row,) = FilePlan.objects.all()
    assert (row.owner, row.file.refused) == (cast.owner, [])


def test_lines_copied_for_somebody_else_with_their_code_are_of_who_is_named(
    cast: Cast, tmp_path: Path
) -> None:
    make_plan(cast.owner, results=["Data valid"])
    found = queries.export(actor(cast.admin_opd), queries.UNIT, YEAR, cast.agency.pk)
    of_team = queries.export(actor(cast.acting_superior), queries.TEAM, YEAR)
    own_nip, other_nip = str(cast.owner.nip), str(cast.peer.nip)

    by_nip = with_copy(write_csv(found.plans), own_nip, other_nip)
    bring(tmp_path, cast.admin_opd, by_nip)
    assert set(FilePlan.objects.values_list("owner", flat=True)) == {cast.owner.pk, cast.peer.pk}

    FilePlan.objects.all().delete()
    by_name = with_copy(write_csv(of_team.plans), cast.owner.name, cast.peer.name)
    bring(tmp_path, cast.acting_superior, by_name)
    copied = FilePlan.objects.get(owner=cast.peer)
    assert copied.lines[0]["code"] == ""
    (kept,) = FilePlan.objects.get(owner=cast.owner).lines
    assert kept["code"]


def with_copy(written: bytes, person: str, other: str) -> str:
    """The table with its last line once more, about another person."""
    lines = written.decode("utf-8-sig").splitlines()
    return "\n".join([*lines, lines[-1].replace(person, other)])


@pytest.mark.parametrize("nip", ["1,98501012010011E+17", "198501012010011000"])
def test_a_line_with_its_code_keeps_its_person_when_the_nip_is_spoiled(
    cast: Cast, tmp_path: Path, nip: str
) -> None:
    make_plan(cast.owner)
    found = queries.export(actor(cast.admin_opd), queries.UNIT, YEAR, cast.agency.pk)
    text = write_csv(found.plans).decode("utf-8-sig").replace(f"'{cast.owner.nip}", nip)

    file = bring(tmp_path, cast.admin_opd, text)

    assert file.refused == []
    assert FilePlan.objects.get().owner == cast.owner
