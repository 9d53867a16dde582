"""Who leads whom is said before a file is applied, and what was not said is not applied."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry
from noken.core.actor import Role
from noken.notices.models import Notice
from noken.organization.management import imports as command
from noken.organization.models import Employee, ImportRun, Posting, ReportingLine, SuperiorOverride
from noken.organization.queries.import_led import led_by
from noken.organization.services import imports, refresh_lines
from noken.organization.tests.data.builders import workbook
from noken.organization.tests.test_import_apply import (
    BY,
    HEADER,
    SECTION,
    A,
    apply,
    check,
    line,
)
from tests.cast import Cast
from tests.world import NOON, TODAY, actor

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DIVISION = "BIDANG PEMBINAAN SD - DINAS PENDIDIKAN"


def led_to(*who: Employee, by: Employee) -> list[tuple[str, ...]]:
    return [
        tuple(line(each.nip or "", each.name, "Pengelola Data", SECTION, "", by.nip or ""))
        for each in who
    ]


def said(run: ImportRun) -> dict[str, str]:
    return {leader.name: " ".join(leader.sentences) for leader in led_by(run).leaders}


def test_who_loses_and_gains_which_people_is_said_before(
    cast: Cast, tmp_path: Path, browse: Browse
) -> None:
    rows = led_to(cast.owner, cast.peer, by=cast.higher_superior)
    lines, entries = ReportingLine.objects.count(), Entry.objects.count()

    run = check(tmp_path, *rows, by=actor(cast.personnel, Role.PERSONNEL))

    assert ReportingLine.objects.count() == lines, "said, not done"
    assert not Notice.objects.exists()
    assert Entry.objects.filter(action="SuperiorShifted").count() == 0
    assert Entry.objects.count() == entries + 1, "received"
    told = said(run)
    names = ", ".join(sorted([cast.owner.name, cast.peer.name]))
    assert f"Mendapat 2 orang: {names}, sejak 24 Nov 2026." in told[cast.higher_superior.name]
    assert "Kehilangan 2 orang" in told[cast.acting_superior.name]
    page = browse(cast.personnel).get(reverse("organization:import", args=[run.pk]))
    shown = page.content.decode()
    assert "2 pegawai berganti atasan langsung" in shown
    assert f"Atasan langsung: {cast.acting_superior.name} → {cast.higher_superior.name}" in shown


def test_a_head_who_leaves_loses_people_by_the_own_row(cast: Cast, tmp_path: Path) -> None:
    head = cast.acting_superior
    retires = line(head.nip or "", head.name, "Analis", SECTION, "Pensiun")

    run = check(tmp_path, retires)

    [row] = run.rows.all()
    assert any("Kehilangan" in each for each in led_by(run).of_row(row))


def test_a_newcomer_gains_people_by_the_own_row(cast: Cast, tmp_path: Path) -> None:
    Posting.objects.filter(employee=cast.higher_superior, is_head=True).update(end_on=TODAY)
    refresh_lines(by=BY, at=NOON)
    post = "Kepala Bidang Pembinaan SD"

    run = check(tmp_path, line(A, "ABRAHAM", post, DIVISION, start=TODAY.isoformat()))

    [row] = run.rows.all()
    assert row.verdict == "NEW"
    assert any(each.startswith("Mendapat") for each in led_by(run).of_row(row))
    apply(run)
    run.refresh_from_db()
    assert run.status == ImportRun.Status.APPLIED


def test_a_decision_is_reckoned_with(cast: Cast, tmp_path: Path) -> None:
    person = cast.peer
    file = line(person.nip or "", person.name, "Verifikator", "DINAS KESEHATAN", start="2020-01-01")
    run = check(tmp_path, file)
    assert said(run) == {}, "a row that waits changes nothing"

    imports.decide_rows(run.pk, None, "FILE", by=BY, at=NOON)

    run.refresh_from_db()
    assert led_by(run).people == 1
    imports.decide_rows(run.pk, run.rows.get().pk, "HERE", by=BY, at=NOON)
    run.refresh_from_db()
    assert led_by(run).people == 0


def test_what_was_not_said_is_not_applied(cast: Cast, tmp_path: Path) -> None:
    run = check(tmp_path, *led_to(cast.owner, by=cast.higher_superior))
    SuperiorOverride.objects.create(
        employee=cast.owner, superior=cast.agency_head, reason="x", start_on=TODAY
    )
    refresh_lines(by=BY, at=NOON)
    Notice.objects.all().delete()

    done = apply(run)

    assert done.status == ImportRun.Status.PREVIEWED
    assert "Atasan yang berganti" in done.failure
    assert not Notice.objects.exists()
    assert f"Kehilangan 1 orang: {cast.owner.name}" in said(done)[cast.agency_head.name]
    assert apply(done).status == ImportRun.Status.APPLIED, "said now"


def test_the_command_says_it_too(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = led_to(cast.owner, by=cast.higher_superior)
    command.run(workbook(tmp_path / "a.xlsx", {"ASN": (HEADER, *rows)}), preview=True, errors=None)

    out = capsys.readouterr().out
    assert "1  get another direct superior" in out
    assert f"{cast.higher_superior.name}: Mendapat 1 orang" in out
