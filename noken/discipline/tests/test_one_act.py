"""One act, one sanction: days of one ladder are judged together."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline import queries, services
from noken.discipline.models import Case
from noken.findings.models import Finding
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_discipline import (
    LATER_ON,
    from_finding,
    make_counting,
    make_settings,
    minutes,
    new_decision,
    new_report,
    new_summons,
)
from tests.world_findings import make_row

pytestmark = pytest.mark.django_db
AFTER_HEARING = LATER_ON + timedelta(hours=3)
NEXT_DAY = datetime(2026, 12, 1, 3, 0, tzinfo=NOON.tzinfo)
BEFORE = "2026-01-02"


def by(person: Employee, at: datetime = NOON) -> Actor:
    return actor(person, on=clock.day_of(at))


def refused(call: Any, *args: Any, who: Employee, at: datetime = NOON) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, by=by(who, at), at=at)
    return caught.value.code


def opened(cast: Cast, *found: Finding) -> Case:
    naomi = by(cast.acting_superior)
    return services.open_from_findings(from_finding(*found), by=naomi, at=NOON)


def decided(cast: Cast, row: Case, sanction: str) -> Case:
    services.summon(row.pk, new_summons(), by=by(cast.acting_superior), at=NOON)
    services.note_summons_opened(row.pk, by=by(cast.owner), at=NOON)
    yohana = by(cast.superior, AFTER_HEARING)
    services.hear(row.pk, minutes(), by=yohana, at=AFTER_HEARING)
    services.report(row.pk, new_report(sanction), by=yohana, at=AFTER_HEARING)
    keeper = by(cast.personnel, NEXT_DAY)
    services.draft(row.pk, new_decision(sanction), by=keeper, at=NEXT_DAY)
    services.confirm(row.pk, "Manokwari", by=by(cast.superior, NEXT_DAY), at=NEXT_DAY)
    return row


def beside(person: Employee, finding: Finding) -> list[str]:
    found = queries.beside_findings(actor(person), [finding.pk])
    return [line.text for line in found.get(finding.pk, ())]


def test_absence_and_late_blocks_are_one_sum_and_judged_once(cast: Cast) -> None:
    make_settings()
    absent, blocks = make_counting(cast.owner, 2), make_counting(cast.owner, 2, code="HDR-07")
    page = queries.start_page(actor(cast.acting_superior), absent.number)
    assert [line[:11] for line in page.findings] == [absent.number, blocks.number]

    row = decided(cast, opened(cast, absent), "R2")

    basis = row.findings.order_by("finding_id").values_list("finding_id", "counted", "sanction")
    assert list(basis) == [(absent.pk, 2, "R2"), (blocks.pk, 2, "R2")]
    assert set(queries.closed_above([absent.pk, blocks.pk])) == {absent.pk, blocks.pk}
    naomi = cast.acting_superior
    for finding in (absent, blocks):
        assert refused(services.open_from_findings, from_finding(finding), who=naomi) == (
            "discipline.judged"
        )
        assert "Pemanggilan tertulis: buka perkara" not in beside(naomi, finding)
    assert queries.start_page(actor(naomi), blocks.number).is_judged
    make_row(blocks, date(2026, 11, 2), "REFUSED")
    assert "Pemanggilan tertulis: buka perkara" in beside(naomi, absent)
    again = opened(cast, absent)
    assert sum(again.findings.values_list("counted", flat=True)) == 5


def test_blocks_of_a_card_that_stopped_make_no_case_heavier(cast: Cast) -> None:
    absent, blocks = make_counting(cast.owner, 3), make_counting(cast.owner, 2, code="HDR-07")
    blocks.version.rests.create(
        code="HDR-07", started_at=NOON, settled=20, overturned=9, lower_percent=25
    )

    row = opened(cast, absent)

    assert list(row.findings.values_list("finding_id", "sanction")) == [(absent.pk, "R1")]
