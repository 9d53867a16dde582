"""The sample export becomes a working instansi, and a second time changes nothing."""

from datetime import date
from pathlib import Path

import pytest

from noken.core import clock
from noken.organization.management import imports as command
from noken.organization.models import (
    Employee,
    ImportRow,
    ImportRun,
    Position,
    Posting,
    ReportingLine,
    StandingPeriod,
    Unit,
)
from noken.organization.queries.facts import resolve_all

SAMPLE = Path(__file__).parent / "data" / "siasn_contoh.xlsx"

pytestmark = pytest.mark.django_db


def test_the_sample_becomes_a_working_instansi(capsys: pytest.CaptureFixture[str]) -> None:
    code = command.run(SAMPLE, preview=False, errors=None)

    out = capsys.readouterr().out
    assert code == 0, out
    assert Employee.objects.count() == 620
    top = Unit.objects.get(kind=Unit.Kind.INSTANSI)
    assert Unit.objects.filter(parent=top).count() == 6
    assert all(unit.path.startswith(top.path) for unit in Unit.objects.all())
    everybody = set(
        StandingPeriod.objects.filter(standing="ACTIVE").values_list("employee", flat=True)
    )
    answers = resolve_all(clock.today())
    lines = ReportingLine.objects.filter(end_on=None)
    assert everybody <= answers.keys()
    assert lines.filter(employee__in=everybody).count() == len(everybody)
    gaps = {who for who, answer in answers.items() if answer.superior is None}
    heads = set(
        Posting.objects.filter(is_head=True, unit__parent=top).values_list("employee", flat=True)
    )
    assert gaps == heads, "only the heads of agencies lack a superior: nobody is Bupati yet"
    assert Position.objects.get(unit=top, is_head=True).title == "Bupati"


def test_the_same_file_again_changes_nothing() -> None:
    command.run(SAMPLE, preview=False, errors=None)

    command.run(SAMPLE, preview=False, errors=None)

    run = ImportRun.objects.latest("pk")
    assert run.counts["NEW"] == run.counts["CHANGED"] == run.counts["WAITING"] == 0
    assert run.counts["UNCHANGED"] == 620
    assert run.counts["APPLIED"] == 0
    assert not ImportRow.objects.exists()
    assert Posting.objects.filter(start_on__lte=date(1970, 1, 1)).count() == 0
