"""Acts of the same moment: each case gets a number of its own, an answer and a decision never pass
each other by, and an objection ends once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.discipline import services
from noken.discipline.models import Appeal, Case
from noken.discipline.services import Ruling, Settlement
from noken.findings import services as findings
from tests.cast import make_cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import (
    from_breach,
    make_case,
    make_counting,
    make_settings,
    new_decision,
)
from tests.world_findings import make_terms, reply_draft

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCHEMA = "manokwari"


@pytest.mark.usefixtures("noon")
def test_cases_opened_at_once_have_numbers_that_follow_one_another() -> None:
    cast = make_cast()
    make_terms()
    by = actor(cast.personnel, Role.PERSONNEL)
    people = (cast.owner, cast.peer, cast.acting_superior, cast.superior)
    start = Barrier(len(people))

    def opened(place: int) -> int:
        connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
        try:
            start.wait()
            return services.open_from_breach(from_breach(people[place]), by=by, at=NOON).serial
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        serials = sorted(pool.map(opened, range(len(people))))

    assert serials == [1, 2, 3, 4]
    assert Case.objects.count() == len(people)


@pytest.mark.usefixtures("noon")
def test_a_decision_waits_for_an_answer_that_is_being_given() -> None:
    """Maria's answer is written and not committed yet when Yohana confirms: it is heard."""
    cast = make_cast()
    make_settings()
    finding = make_counting(cast.owner, state="LAPSED")
    row = make_case(
        cast.owner, cast.acting_superior, "REPORTED", finding=finding, official=cast.superior
    )
    on = date(2026, 12, 1)
    at = clock.at_noon(on)
    services.draft(row.pk, new_decision(), by=actor(cast.personnel, on=on), at=at)

    def confirmed() -> str:
        connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
        try:
            services.confirm(row.pk, "Manokwari", by=actor(cast.superior, on=on), at=at)
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lapsed = reply_draft(finding.rows.all()[0])
            findings.reply(finding.pk, lapsed, by=actor(cast.owner, on=on), at=at)
            code = pool.submit(confirmed)
            wait([code], timeout=2)
        assert code.result() == "discipline.nothing_counts"
    row.refresh_from_db()
    assert row.status == "REPORTED"


@pytest.mark.usefixtures("noon")
def test_who_rules_and_bkpsdm_at_once_make_one_outcome() -> None:
    """Markus sends twice while BKPSDM records what it holds on paper."""
    cast = make_cast()
    make_settings()
    row = make_case(cast.owner, cast.personnel, "APPEALED", official=cast.superior, at=NOON)
    ruling = Ruling(outcome="KEPT", number="1/K", reason="Izinnya tidak pernah diminta.")
    paper = Settlement(outcome="REVOKED", number="2/K", decided_by="Markus", decided_on=TODAY)
    markus, keeper = actor(cast.higher_superior), actor(cast.personnel)
    acts: list[Callable[[], object]] = [
        *[lambda: services.rule_on_appeal(row.pk, ruling, by=markus, at=NOON)] * 2,
        lambda: services.settle_appeal(row.pk, paper, by=keeper, at=NOON),
    ]
    start = Barrier(len(acts))

    def done(act: Callable[[], object]) -> str:
        connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
        try:
            start.wait()
            act()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        codes = sorted(pool.map(done, acts))

    assert codes == ["", "discipline.ruled", "discipline.ruled"]
    filed = Appeal.objects.get(case=row)
    assert row.steps.filter(kind="SETTLED").count() == 1
    assert filed.was_ruled_here == (filed.outcome == "KEPT") == bool(filed.outcome_reason)
