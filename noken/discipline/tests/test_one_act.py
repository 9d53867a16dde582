"""One act, one sanction: days of one ladder are judged together, and what an appeal makes of a
decision is what holds."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline import queries, services
from noken.discipline.models import Case, Decision
from noken.discipline.queries import CasePage
from noken.discipline.queries.handover import handover_rows
from noken.discipline.services import AppealDraft, Settlement
from noken.findings import services as findings
from noken.findings.models import Finding, Row
from noken.findings.queries import standing_of
from noken.findings.queries.rates import rates_of
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import (
    LATER_ON,
    from_finding,
    make_case,
    make_counting,
    make_settings,
    minutes,
    new_decision,
    new_delivery,
    new_key,
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

    basis = {each.finding_id: (float(each.counted), each.sanction) for each in row.findings.all()}
    assert basis == {absent.pk: (2.0, "R2"), blocks.pk: (2.0, "R2")}
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
    blocks.rows.update(rests=True)

    row = opened(cast, absent)

    assert list(row.findings.values_list("finding_id", "sanction")) == [(absent.pk, "R1")]


def appealed(cast: Cast, outcome: str, sanction: str = "", **fields: Any) -> Case:
    """A case that was decided with R3 and ended so on appeal."""
    row = make_case(
        cast.owner, cast.acting_superior, "APPEALED", official=cast.superior, at=NOON, **fields
    )
    amend(Decision.objects.filter(case=row), sanction="R3")
    settle(cast, row, outcome, sanction)
    return Case.objects.get(pk=row.pk)


def settle(cast: Cast, row: Case, outcome: str, sanction: str = "", at: datetime = NOON) -> None:
    end = Settlement(
        outcome=outcome,
        number="1/K",
        decided_by="Bupati",
        decided_on=clock.day_of(at),
        sanction=sanction,
    )
    services.settle_appeal(row.pk, end, by=by(cast.personnel, at), at=at)


def page_of(cast: Cast, row: Case) -> CasePage:
    page = queries.case_page(actor(cast.owner), row.number, NOON)
    assert isinstance(page, CasePage)
    return page


@pytest.mark.parametrize(
    ("outcome", "lighter", "holds", "was"),
    [
        ("KEPT", "", "R3", ""),
        ("LIGHTER", "R1", "R1", "Pernyataan tidak puas secara tertulis"),
        ("REVOKED", "", None, "Pernyataan tidak puas secara tertulis"),
    ],
)
def test_what_an_appeal_leaves_is_what_the_page_shows(
    cast: Cast, outcome: str, lighter: str, holds: str | None, was: str
) -> None:
    make_settings()
    page = page_of(cast, appealed(cast, outcome, lighter))

    assert (page.sanction.code if page.sanction else None, page.was) == (holds, was)


def test_the_national_file_reports_the_lighter_sanction(cast: Cast) -> None:
    make_settings()
    appealed(cast, "LIGHTER", "R1")

    (row,) = handover_rows(actor(cast.personnel), TODAY.year)
    assert (row.sanction, row.level) == ("Teguran lisan", "Ringan")
    assert row.appeal.endswith("semula pernyataan tidak puas secara tertulis")


@pytest.mark.parametrize("outcome", ["REVOKED", "SILENT"])
def test_what_counted_in_a_revoked_decision_counts_nowhere(cast: Cast, outcome: str) -> None:
    make_settings()
    absent, blocks = make_counting(cast.owner, 2), make_counting(cast.owner, 2, code="HDR-07")
    row = decided(cast, opened(cast, absent), "R2")
    later = make_row(absent, date(2026, 11, 2), "REFUSED", at=NEXT_DAY + timedelta(1))
    on = clock.day_of(NEXT_DAY)
    services.deliver(row.pk, new_delivery(on), by=by(cast.personnel, NEXT_DAY), at=NEXT_DAY)
    draft = AppealDraft(key=new_key(NEXT_DAY), text="Saya sudah meminta izin.")
    services.appeal(row.pk, draft, by=by(cast.owner, NEXT_DAY), at=NEXT_DAY)
    end = clock.at_noon(date(2027, 1, 29))
    settle(cast, row, outcome, at=end)

    rows = Row.objects.filter(finding__in=[absent, blocks])
    assert set(rows.exclude(pk=later.pk).values_list("state", "decided_by")) == {
        ("ACCEPTED", cast.personnel.pk)
    }
    later.refresh_from_db()
    assert later.state == "REFUSED"
    standing = standing_of([cast.owner.pk], 2026)[cast.owner.pk]
    assert (standing.counted, standing.rung) == (1, None)
    assert refused(
        services.open_from_findings, from_finding(absent), who=cast.superior, at=end
    ) == ("discipline.guidance")
    assert rates_of([absent.version_id])[absent.version_id].overturned == 2
    notice = Notice.objects.filter(kind="FindingSettled", person_id=cast.owner.pk).first()
    assert notice is not None
    assert "upaya administratif" in notice.text


def test_what_another_decision_counts_stays(cast: Cast) -> None:
    """The second case counts the days of the first with one more; only that one falls with it."""
    make_settings()
    absent = make_counting(cast.owner)
    make_case(cast.owner, cast.acting_superior, "SERVED", finding=absent, official=cast.superior)
    Row.objects.update(decided_at=NOON - timedelta(20))
    new = make_row(absent, date(2026, 11, 2), "REFUSED", facts={"after": BEFORE})

    fallen = findings.overturn([absent.pk], NOON, "Putusan.", by=by(cast.personnel), at=NOON)

    new.refresh_from_db()
    assert (fallen, new.state) == (1, "ACCEPTED")
    assert set(absent.rows.exclude(pk=new.pk).values_list("state", flat=True)) == {"REFUSED"}
