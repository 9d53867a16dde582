"""The same file twice: what was applied once is the same afterwards, row by row."""

from pathlib import Path

import pytest

from noken.core.actor import Actor, Role
from noken.organization.models import ImportRow, ImportRun, StandingPeriod, SuperiorProposal
from noken.organization.tests.test_import_apply import (
    BY,
    SECTION,
    A,
    B,
    C,
    Line,
    apply,
    check,
    line,
    verdicts,
)
from tests.cast import Cast
from tests.world import actor

pytestmark = pytest.mark.django_db
NOBODY = "198801012010011009"
NAMELESS = "199001042014021004"
"""Stands in the file without a name: the row is refused."""


def twice(folder: Path, *lines: Line, by: Actor = BY) -> tuple[ImportRun, ImportRun]:
    first = check(folder, *lines, by=by)
    first_remarks = remarks(first)
    apply(first, by)
    again = check(folder, *lines, by=by)
    assert remarks(again) == first_remarks, "said the first time, and again"
    return first, again


def remarks(run: ImportRun) -> dict[str, list[str]]:
    rows = ImportRow.objects.filter(run=run).exclude(verdict="REFUSED")
    return {row.data["nip"]: row.data["remarks"] for row in rows if row.data["remarks"]}


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("superior", [NOBODY, NAMELESS])
def test_a_superior_nobody_knows_is_a_remark(tmp_path: Path, superior: str) -> None:
    lines = (
        line(A, "ABRAHAM", "Pengelola Data", SECTION, "", superior),
        line(NAMELESS, "", "Pengelola Data", SECTION),
    )

    _, again = twice(tmp_path, *lines)

    assert verdicts(again) == {"UNCHANGED": 1, "REFUSED": 1}
    [said] = remarks(again)[A]
    assert "tidak dikenal" in said
    assert superior not in said


def test_an_unknown_superior_takes_nobodys_superior_away(cast: Cast, tmp_path: Path) -> None:
    owner = cast.owner
    post = owner.postings.get(end_on=None)
    row = (owner.nip or "", owner.name, "", "", post.position.title, "", SECTION, "", NOBODY)

    run = check(tmp_path, row)

    assert "superior" not in ImportRow.objects.get(run=run).changes
    assert remarks(run).keys() == {owner.nip}


def test_a_superior_who_comes_with_the_file_is_taken(cast: Cast, tmp_path: Path) -> None:
    lines = (
        line(A, "ABRAHAM", "Pengelola Data", SECTION, "", B),
        line(B, "BEATRIKS", "Pengelola Data", SECTION),
        line(C, "HELENA", "Pengelola Data", SECTION, "", cast.higher_superior.nip or ""),
    )

    first, again = twice(tmp_path, *lines)

    assert verdicts(first) == {"NEW": 3}
    assert verdicts(again) == {"UNCHANGED": 3}
    assert remarks(again) == {}


def test_a_superior_who_does_not_serve_is_a_remark(cast: Cast, tmp_path: Path) -> None:
    away = cast.peer
    StandingPeriod.objects.filter(employee=away).update(standing="UNPAID_LEAVE")

    _, again = twice(tmp_path, line(A, "ABRAHAM", "Pengelola", SECTION, "", away.nip or ""))

    assert verdicts(again) == {"UNCHANGED": 1}
    assert "tidak bertugas" in remarks(again)[A][0]


def test_a_superior_below_the_person_is_a_remark(cast: Cast, tmp_path: Path) -> None:
    superior, owner = cast.superior, cast.owner
    post = "Kepala Seksi Kurikulum SD"
    row = line(superior.nip or "", superior.name, post, SECTION, "", owner.nip or "")

    _, again = twice(tmp_path, row)

    assert verdicts(again) == {"UNCHANGED": 1}
    assert "di bawah pegawai ini" in remarks(again)[superior.nip or ""][0]


def test_a_superior_another_agency_is_asked_for_is_asked_for_once(
    cast: Cast, tmp_path: Path
) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    other = cast.former_superior.nip or ""
    apply(check(tmp_path, line(A, "ABRAHAM", "Pengelola", SECTION, "", other), by=by), by)
    assert SuperiorProposal.objects.filter(outcome="").count() == 1

    again = check(tmp_path, line(A, "ABRAHAM", "Pengelola", SECTION, "", other), by=by)

    assert verdicts(again) == {"UNCHANGED": 1}
    assert "menunggu jawaban" in remarks(again)[A][0]
