"""Who is asked, what lapses, who is warned early."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from noken.core.actor import system
from noken.findings import queries, services
from noken.findings.models import Alert, CardRest, Finding, Row, RowStep, TermsProposal
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.amending import amend, erase
from tests.cast import Cast
from tests.world import NOON, TODAY, make_employee
from tests.world_findings import make_card, make_finding, make_row, make_terms, sign_card

pytestmark = pytest.mark.django_db
BY = system(TODAY)
MONDAY = date(2026, 11, 16)


@pytest.fixture
def hint(cast: Cast) -> Row:
    """What would be asked: the card is in force, the terms are signed."""
    make_terms()
    return make_row(make_finding(cast.owner, make_card()), MONDAY, Row.State.HINT)


def ask() -> int:
    return services.ask_due(by=BY, at=NOON)


def told_at(person: Employee) -> list[str]:
    return list(Notice.objects.filter(person_id=person.pk).values_list("kind", flat=True))


def test_a_hint_is_asked_and_only_its_person_hears_of_it(cast: Cast, hint: Row) -> None:
    assert ask() == 1

    hint.refresh_from_db()
    assert (hint.state, hint.asked_at, hint.told_at, hint.reply_by) == ("ASKED", NOON, None, None)
    assert hint.decide_by == date(2026, 11, 27)
    assert hint.steps.get().kind == RowStep.Kind.ASKED
    assert told_at(cast.owner) == ["FindingRaised"]
    assert Notice.objects.count() == 1


def test_asking_again_asks_nobody(hint: Row) -> None:
    ask()

    assert ask() == 0
    assert hint.steps.count() == 1


def test_so_many_findings_at_a_time(cast: Cast, hint: Row) -> None:
    make_row(make_finding(cast.peer, hint.version), MONDAY, Row.State.HINT)

    assert [services.ask_due(most=1, by=BY, at=NOON) for _ in range(3)] == [1, 1, 0]


def rest_card(hint: Row) -> None:
    CardRest.objects.create(
        code="HDR-03",
        version=hint.version,
        started_at=NOON,
        settled=20,
        overturned=10,
        lower_percent=30,
    )


def take_signatures(_hint: Row) -> None:
    make_terms(signed=False)
    TermsProposal.objects.exclude(signatures=None).update(withdrawn_at=NOON)


def leave_unsigned(hint: Row) -> None:
    amend(type(hint.version).objects.filter(pk=hint.version_id), rests_on=["limit"])


def begin_later(hint: Row) -> None:
    amend(type(hint.version).objects.filter(pk=hint.version_id), start_on=TODAY)


@pytest.mark.parametrize("stop", [rest_card, take_signatures, leave_unsigned, begin_later])
def test_nobody_is_asked(hint: Row, stop: Callable[[Row], None]) -> None:
    erase(type(hint.version).objects.exclude(pk=hint.version_id))
    stop(hint)

    assert ask() == 0

    hint.refresh_from_db()
    assert hint.state == "HINT"


def test_two_signatures_make_a_card_ask(cast: Cast) -> None:
    make_terms()
    card = make_card("LAP-03", rests_on=("limit",))
    erase(type(card).objects.filter(code="LAP-03").exclude(pk=card.pk))
    make_row(make_finding(cast.owner, card), MONDAY, Row.State.HINT)

    counts = [ask()]
    for signer in (cast.personnel, cast.leader):
        sign_card(card, signer)
        counts.append(ask())

    assert counts == [0, 0, 1]


def test_a_finding_nobody_was_asked_about_is_the_card_s_that_asks(hint: Row) -> None:
    newer = make_card()
    Row.objects.filter(pk=hint.pk).update(version_id=newer.pk)

    ask()

    assert Finding.objects.get().version == newer


def test_keepers_are_those_of_every_version_that_somebody_was_asked_by(cast: Cast) -> None:
    old = make_card(rests_on=("limit",), signers=(cast.personnel, cast.leader))
    finding = make_finding(cast.owner, old)
    make_row(finding, MONDAY)
    newer = make_card(rests_on=("limit",), signers=(cast.inspectorate,))
    amend(type(newer).objects.filter(pk=newer.pk), proposed_by=cast.peer)
    make_row(finding, MONDAY + timedelta(1), version_id=newer.pk)
    hint = make_card(signers=(cast.superior,))
    make_row(finding, MONDAY + timedelta(2), Row.State.HINT, version_id=hint.pk)
    alone = make_finding(cast.peer, make_card())

    assert queries.keepers_of([finding.pk, alone.pk]) == {
        finding.pk: {
            cast.personnel.pk,
            cast.leader.pk,
            cast.inspectorate.pk,
            cast.peer.pk,
        },
        alone.pk: frozenset(),
    }


@pytest.mark.parametrize(
    ("told", "reply_by", "state"),
    [
        (True, TODAY - timedelta(1), "LAPSED"),
        (True, TODAY, "ASKED"),
        (False, None, "ASKED"),
    ],
)
def test_days_pass_only_after_a_proven_notice(
    cast: Cast, told: bool, reply_by: date | None, state: str
) -> None:
    row = make_row(make_finding(cast.owner), MONDAY, told=told, reply_by=reply_by)

    services.lapse_due(by=BY, at=NOON)

    row.refresh_from_db()
    assert row.state == state


def test_what_lapsed_is_told_to_the_person_and_then_to_who_decides(cast: Cast) -> None:
    day = TODAY - timedelta(1)
    make_row(make_finding(cast.owner), MONDAY, told=True, reply_by=day)

    assert services.lapse_due(by=BY, at=NOON) == 1

    assert told_at(cast.owner) == told_at(cast.acting_superior) == ["ReplyLapsed"]
    assert services.lapse_due(by=BY, at=NOON) == 0


def test_what_rests_does_not_lapse(cast: Cast) -> None:
    day = TODAY - timedelta(1)
    make_row(make_finding(cast.owner), MONDAY, told=True, reply_by=day, rests=True)

    assert services.lapse_due(by=BY, at=NOON) == 0


def test_proof_that_does_not_come_leaves_it_to_the_superior_and_nothing_counts(cast: Cast) -> None:
    make_terms()
    row = make_row(make_finding(cast.owner), MONDAY, "PROOF", proof_by=TODAY - timedelta(1))

    assert services.lapse_due(by=BY, at=NOON) == 1

    row.refresh_from_db()
    assert (row.state, row.proof_by, row.decide_by) == ("REPLIED", None, date(2026, 12, 1))
    assert told_at(cast.acting_superior) == ["ProofLapsed"]


def workdays(count: int, until: date = date(2026, 11, 20)) -> list[date]:
    days = [until - timedelta(number) for number in range(count * 2 + 7)]
    return sorted(day for day in days if day.weekday() < 5)[-count:]


@pytest.mark.parametrize(
    ("count", "told"), [(1, []), (2, [2]), (4, [2]), (6, [6]), (10, [10]), (13, [13])]
)
def test_the_person_is_warned_of_the_highest_early_level_passed(
    cast: Cast, count: int, told: list[int]
) -> None:
    finding = make_finding(cast.owner)
    for day in workdays(count):
        make_row(finding, day, facts={"after": "2026-01-01"})

    services.alert_near(by=BY, at=NOON)

    assert list(Alert.objects.values_list("days", flat=True)) == told
    assert services.alert_near(by=BY, at=NOON) == 0
    assert told_at(cast.owner) == ["FindingNear"] * len(told)
    assert Notice.objects.count() == len(told)


@pytest.mark.parametrize(("count", "told"), [(2, []), (3, [3]), (4, [3]), (5, [5]), (8, [8])])
def test_the_person_is_warned_of_days_in_a_row(cast: Cast, count: int, told: list[int]) -> None:
    finding = make_finding(cast.owner)
    for day in workdays(count):
        make_row(finding, day)

    services.alert_near(by=BY, at=NOON)

    found = Alert.objects.filter(kind="CONSECUTIVE").values_list("days", flat=True)
    assert list(found) == told


def test_who_has_no_superior_hears_of_it_all_the_same() -> None:
    make_terms()
    alone = make_employee()
    make_row(make_finding(alone, make_card()), MONDAY, told=True, reply_by=MONDAY)

    assert services.lapse_due(by=BY, at=NOON) == 1
    assert told_at(alone) == ["ReplyLapsed"]
