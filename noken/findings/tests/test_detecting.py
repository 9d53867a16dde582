"""The engine: what rules see becomes findings and rows, in sets, and twice without harm."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from noken.core.actor import system
from noken.findings import queries, services
from noken.findings.models import DetectionRun, Finding, Row, RowStep
from noken.findings.ports import Asked, Hit, Hits, hits_of
from noken.findings.services import Outcome
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_findings import make_card, make_finding, make_row, sign_card

pytestmark = pytest.mark.django_db
BY = system(TODAY)
MONDAY = date(2026, 11, 16)


def absent(person: Employee, day: date = MONDAY, amount: int = 1, **facts: object) -> Hit:
    return Hit(person.pk, "2026", day.isoformat(), day, Decimal(amount), facts)


@pytest.fixture
def see() -> Iterator[Callable[..., None]]:
    """Set what the rules see from now on: rows, or an answer to what is asked."""
    wired = hits_of._answers

    def seen(*hits: Hit, clears: bool = True, code: str = "HDR-03") -> None:
        def answer(asked: Asked) -> Hits | None:
            inside = [hit for hit in hits if asked.since <= hit.day < asked.until]
            return Hits(rows=inside, clears=clears) if asked.code == code else None

        hits_of.connect([answer])

    yield seen
    hits_of.connect(wired)


def run(**span: Any) -> Outcome:
    (outcome,) = services.run_cards(codes=["HDR-03"], by=BY, at=NOON, **span)
    return outcome


def test_what_is_seen_becomes_hints_of_one_finding_a_person(
    cast: Cast, see: Callable[..., None]
) -> None:
    card = make_card()
    see(absent(cast.owner, late=5), absent(cast.owner, MONDAY + timedelta(1)), absent(cast.peer))

    assert run() == Outcome("HDR-03", 2, 3, 0)

    finding = Finding.objects.get(employee=cast.owner)
    assert (finding.code, finding.period, finding.year) == ("HDR-03", "2026", 2026)
    assert (finding.version, finding.unit) == (card, cast.section)
    assert sorted(Finding.objects.values_list("serial", flat=True)) == [1, 2]
    first = finding.rows.get(day=MONDAY)
    assert (first.state, first.amount) == ("HINT", Decimal(1))
    assert first.facts == {"late": 5}
    assert first.version == card
    ran = DetectionRun.objects.get()
    assert (ran.since, ran.until) == (date(2026, 1, 1), TODAY + timedelta(1))


def test_running_again_changes_nothing(cast: Cast, see: Callable[..., None]) -> None:
    make_card()
    see(absent(cast.owner), absent(cast.peer))
    run()
    before = list(Row.objects.order_by("pk").values())

    assert run() == Outcome("HDR-03", 0, 0, 0)
    assert list(Row.objects.order_by("pk").values()) == before


def test_numbers_go_on_where_they_stood(cast: Cast, see: Callable[..., None]) -> None:
    card = make_card()
    stood = make_finding(cast.owner, card)
    see(absent(cast.peer))

    run()

    assert Finding.objects.get(employee=cast.peer).serial == stood.serial + 1


def test_facts_are_refreshed_until_somebody_decided(cast: Cast, see: Callable[..., None]) -> None:
    finding = make_finding(cast.owner)
    asked = make_row(finding, MONDAY)
    refused = make_row(finding, MONDAY + timedelta(1), Row.State.REFUSED)
    see(absent(cast.owner, late=7), absent(cast.owner, MONDAY + timedelta(1), late=7))

    assert run() == Outcome("HDR-03", 0, 0, 0)

    asked.refresh_from_db()
    refused.refresh_from_db()
    assert (asked.facts, refused.facts) == ({"late": 7}, {})


@pytest.mark.parametrize("state", ["HINT", "ASKED", "REPLIED", "PROOF", "LAPSED", "REFUSED"])
def test_what_is_not_seen_any_more_falls(cast: Cast, see: Callable[..., None], state: str) -> None:
    row = make_row(make_finding(cast.owner), MONDAY, state)
    see()

    assert run().cleared == 1

    row.refresh_from_db()
    assert (row.state, row.reply_by, row.decide_by) == ("CLEARED", None, None)
    assert row.steps.filter(kind=RowStep.Kind.CLEARED).exists()


@pytest.mark.parametrize(("asked", "put_right"), [(True, True), (False, False)])
def test_what_the_person_did_after_being_asked_is_no_error_of_the_rule(
    cast: Cast, asked: bool, put_right: bool
) -> None:
    state = Row.State.ASKED if asked else Row.State.HINT
    card = make_card()
    row = make_row(make_finding(cast.owner, card), MONDAY, state)
    other = make_row(row.finding, MONDAY + timedelta(1))
    wired = hits_of._answers
    hits_of.connect([lambda _asked: Hits(put_right=f"g.item = '{row.item}'")])
    try:
        run()
    finally:
        hits_of.connect(wired)

    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, row.put_right) == ("CLEARED", put_right)
    assert (other.state, other.put_right) == ("CLEARED", False)
    rate = queries.error_rates(TODAY)["HDR-03"]
    assert (rate.settled, rate.overturned) == (1 + asked, 1)


def test_an_accepted_answer_and_days_outside_the_span_stay(
    cast: Cast, see: Callable[..., None]
) -> None:
    finding = make_finding(cast.owner)
    accepted = make_row(finding, MONDAY, Row.State.ACCEPTED)
    outside = make_row(finding, MONDAY - timedelta(1))
    see()

    assert run(since=MONDAY, until=TODAY).cleared == 0

    accepted.refresh_from_db()
    outside.refresh_from_db()
    assert (accepted.state, outside.state) == ("ACCEPTED", "ASKED")


def test_a_rule_that_does_not_clear_lets_nothing_fall(cast: Cast, see: Callable[..., None]) -> None:
    make_row(make_finding(cast.owner), MONDAY)
    see(clears=False)

    assert run().cleared == 0


def test_what_is_seen_again_begins_anew_as_a_hint(cast: Cast, see: Callable[..., None]) -> None:
    row = make_row(make_finding(cast.owner), MONDAY, Row.State.CLEARED, told=True, put_right=True)
    Row.objects.update(heard_again=True)
    see(absent(cast.owner))

    assert run() == Outcome("HDR-03", 0, 1, 0)

    row.refresh_from_db()
    assert (row.state, row.told_at, row.reply_by) == ("HINT", None, None)
    assert (row.put_right, row.heard_again) == (False, False)


def test_what_is_explained_elsewhere_raises_nothing_and_holds_what_was_asked(
    cast: Cast, see: Callable[..., None]
) -> None:
    finding = make_finding(cast.owner)
    asked = make_row(finding, MONDAY)
    hint = make_row(finding, MONDAY + timedelta(1), Row.State.HINT)
    see(*(absent(cast.owner, MONDAY + timedelta(day), amount=0) for day in range(3)))

    assert run() == Outcome("HDR-03", 0, 0, 1)

    asked.refresh_from_db()
    hint.refresh_from_db()
    assert (asked.state, hint.state) == ("ASKED", "CLEARED")


def test_a_card_of_one_unit_sees_nobody_else(cast: Cast, see: Callable[..., None]) -> None:
    make_card(unit=cast.division)
    see(absent(cast.owner), absent(cast.admin_other))

    assert run().findings == 1
    assert Finding.objects.get().employee == cast.owner


def test_a_rule_nobody_answers_for_is_left_alone(cast: Cast, see: Callable[..., None]) -> None:
    make_row(make_finding(cast.owner), MONDAY)
    see(code="LAP-01")

    assert services.run_cards(codes=["HDR-03"], by=BY, at=NOON) == []


def test_hints_become_the_newer_version_s_and_what_was_asked_stays_the_older_one_s(
    cast: Cast, see: Callable[..., None]
) -> None:
    old = make_card(start_on=date(2026, 1, 1))
    finding = make_finding(cast.owner, old)
    hint = make_row(finding, MONDAY, Row.State.HINT)
    asked = make_row(finding, MONDAY + timedelta(1))
    new = make_card(start_on=date(2026, 11, 1))
    see(absent(cast.owner), absent(cast.owner, MONDAY + timedelta(1)))

    assert run() == Outcome("HDR-03", 0, 0, 0)

    hint.refresh_from_db()
    asked.refresh_from_db()
    assert (hint.version, asked.version) == (new, old)


def test_an_older_version_lets_fall_what_it_does_not_see_any_more(
    cast: Cast, see: Callable[..., None]
) -> None:
    asked = make_row(make_finding(cast.owner, make_card()), MONDAY)
    make_card()
    see()

    assert run().cleared == 1

    asked.refresh_from_db()
    assert asked.state == "CLEARED"


def test_a_version_that_waits_for_signatures_sees_only_where_none_holds(
    cast: Cast, see: Callable[..., None]
) -> None:
    settled = make_card()
    waiting = make_card(rests_on=("limit",))
    see(absent(cast.owner))
    run()

    assert Row.objects.get().version == settled

    sign_card(waiting, cast.personnel)
    sign_card(waiting, cast.leader)
    run()

    assert Row.objects.get().version == waiting


def test_statements_are_run_as_they_are(cast: Cast) -> None:
    make_card()
    wired = hits_of._answers
    sql = "select %(person)s::bigint, '2026', '2026-11-16', %(day)s::date, 1, '{}'::jsonb"
    people = (cast.owner, cast.peer)
    seen = [Hits(sql, {"person": person.pk, "day": MONDAY}) for person in people]
    hits_of.connect([lambda _asked: seen[0], lambda _asked: seen[1]])
    try:
        assert run().rows == 2
    finally:
        hits_of.connect(wired)


def test_in_january_the_year_before_is_looked_at_too(cast: Cast, see: Callable[..., None]) -> None:
    make_card()
    see(absent(cast.owner))
    january = NOON + timedelta(50)

    (outcome,) = services.run_cards(codes=["HDR-03"], by=BY, at=january)

    assert outcome.rows == 1
    assert Finding.objects.get().number == "T-2026-0001"


@pytest.mark.parametrize("state", ["LAPSED", "REFUSED", "REPLIED"])
def test_a_letter_that_comes_in_the_year_after_clears_what_still_stands(
    cast: Cast, see: Callable[..., None], state: str
) -> None:
    last_year = date(2025, 3, 4)
    finding = make_finding(cast.owner, make_card(), period="2025")
    gone = make_row(finding, last_year, state)
    stays = make_row(finding, date(2025, 9, 1), state)
    see(Hit(cast.owner.pk, "2025", "2025-09-01", date(2025, 9, 1), Decimal(1), {}))

    assert run().cleared == 1

    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (gone.state, stays.state) == ("CLEARED", state)
    assert DetectionRun.objects.get().since == last_year
