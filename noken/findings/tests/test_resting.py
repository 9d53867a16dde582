"""A card that is wrong too often stops itself, and nothing counts by it until it is mended."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from noken.core.actor import Role, system
from noken.findings import queries, services
from noken.findings.models import CardRest, Finding, Row
from noken.findings.queries.team import Asked
from noken.findings.queries.watched import hits_by_group
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_findings import make_card, make_finding, make_row, make_terms

pytestmark = pytest.mark.django_db
BY = system(TODAY)
MONDAY = date(2026, 11, 16)
Browse = Callable[[Employee | None], Client]


def told_at(person: Employee) -> list[str]:
    return list(Notice.objects.filter(person_id=person.pk).values_list("kind", flat=True))


def settle(cast: Cast, accepted: int, refused: int) -> None:
    finding = make_finding(cast.owner, make_card())
    states = ["ACCEPTED"] * accepted + ["REFUSED"] * refused
    for number, state in enumerate(states):
        make_row(finding, MONDAY - timedelta(number), state, by=cast.superior)


def test_a_card_that_is_wrong_too_often_stops_itself(cast: Cast) -> None:
    make_terms()
    settle(cast, accepted=8, refused=12)
    finding = Finding.objects.get()
    rows = [
        make_row(finding, TODAY - timedelta(40 + number), state)
        for number, state in enumerate(["ASKED", "REPLIED", "PROOF", "LAPSED"])
    ]

    assert services.rest_cards(by=BY, at=NOON) == ["HDR-03"]

    rest = CardRest.objects.get()
    assert (rest.settled, rest.overturned) == (21, 8)
    for row in rows:
        row.refresh_from_db()
    assert all(row.rests for row in rows)
    assert [row.state for row in rows] == ["ASKED", "REPLIED", "PROOF", "ASKED"]
    assert queries.version_in_force("HDR-03", TODAY).rests  # type: ignore[union-attr]  # it is
    assert {"CardRested"} == {*told_at(cast.personnel), *told_at(cast.inspectorate)}
    assert services.rest_cards(by=BY, at=NOON) == []


@pytest.mark.parametrize(("accepted", "refused"), [(19, 0), (7, 13), (0, 20)])
def test_a_card_goes_on(cast: Cast, accepted: int, refused: int) -> None:
    make_terms()
    settle(cast, accepted, refused)

    assert services.rest_cards(codes=["HDR-03"], by=BY, at=NOON) == []


def test_while_the_terms_wait_no_card_stops(cast: Cast) -> None:
    settle(cast, accepted=20, refused=0)

    assert services.rest_cards(by=BY, at=NOON) == []


def test_a_newer_version_ends_the_rest(cast: Cast) -> None:
    make_terms()
    settle(cast, accepted=10, refused=10)
    row = make_row(Finding.objects.get(), TODAY - timedelta(50), told=True)
    services.rest_cards(by=BY, at=NOON)
    make_card()

    assert services.rest_cards(by=BY, at=NOON + timedelta(1)) == []

    row.refresh_from_db()
    assert (row.rests, row.reply_by) == (False, date(2026, 11, 30))
    assert CardRest.objects.get().ended_at


def test_error_rates_are_those_of_rows_somebody_was_asked_about(cast: Cast) -> None:
    settle(cast, accepted=2, refused=1)
    make_row(Finding.objects.get(), TODAY, "CLEARED", asked_at=None)

    rate = queries.error_rates(TODAY)["HDR-03"]

    assert (rate.settled, rate.overturned) == (3, 2)


def test_a_card_that_somebody_stopped_meanwhile_is_not_stopped_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_terms()
    settle(cast, accepted=10, refused=10)
    cards = queries.cards_on(TODAY)
    services.rest_cards(by=BY, at=NOON)
    monkeypatch.setattr("noken.findings.services.resting.cards_on", lambda _day: cards)

    assert services.rest_cards(by=BY, at=NOON) == []
    assert CardRest.objects.count() == 1


def make_year(cast: Cast) -> tuple[Finding, Finding]:
    """Two days of absence and a block of minutes, all refused; the card of the minutes stops."""
    absence = make_finding(cast.owner)
    for number in range(2):
        make_row(absence, MONDAY - timedelta(7 * number), "REFUSED", by=cast.superior)
    late = make_finding(cast.owner, make_card("HDR-07"))
    make_row(late, MONDAY, "REFUSED", item="2026-1", by=cast.superior)
    for number in range(20):
        other = make_finding(cast.peer, late.version, period=f"{1990 + number}")
        make_row(other, MONDAY, "ACCEPTED", by=cast.superior)
    return absence, late


def test_what_was_refused_by_a_rule_that_stopped_carries_nobody_up_the_ladder(cast: Cast) -> None:
    make_terms()
    absence, late = make_year(cast)
    ids = [absence.pk, late.pk]
    before = queries.facts_of(ids)
    reached = queries.reached_since(2026, 2026)

    assert services.rest_cards(by=BY, at=NOON) == ["HDR-07"]

    facts = queries.facts_of(ids)
    standing = queries.standing_of([cast.owner.pk], 2026)[cast.owner.pk]
    assert [before[pk].rung for pk in ids] == ["R1", "R1"]
    assert [facts[pk].counted for pk in ids] == [Decimal(2), Decimal(0)]
    assert [facts[pk].rung for pk in ids] == [None, None]
    assert (standing.counted, standing.blocks, standing.rung) == (2, 0, None)
    assert [each.employee_id for each in reached] == [cast.owner.pk]
    assert queries.reached_since(2026, 2026) == []


def test_its_pages_and_lists_say_that_they_rest(cast: Cast, browse: Browse) -> None:
    make_terms()
    absence, late = make_year(cast)
    services.rest_cards(by=BY, at=NOON)

    sums = browse(cast.acting_superior).get(absence.get_absolute_url()).content.decode()
    own = browse(cast.owner).get(late.get_absolute_url()).content.decode()
    board = browse(cast.acting_superior).get(late.get_absolute_url()).content.decode()

    assert 'data-sum="2.00"' in sums
    assert "Dibekukan, tidak dijumlahkan" in sums
    assert "dibekukan bersama aturannya, dan tidak dihitung" in own
    assert 'data-sum="2.00">1 + 1 = 2 hari' in own
    assert "yang tercatat di sini dibekukan" in own
    assert "Dibekukan, tidak dihitung" in board
    assert "Terima keterangannya" not in board
    who = actor(cast.acting_superior, Role.SUPERIOR)
    rows = {row.number: row for row in queries.team_page(who, Asked()).rows}
    assert rows[late.number].badge == "Dibekukan"
    assert rows[late.number].summary == "1 hari: 1 dibekukan"
    counting = {row.number for row in queries.team_page(who, Asked(state="hitung")).rows}
    assert counting == {absence.number}
    assert (
        hits_by_group(actor(cast.inspectorate, Role.INSPECTORATE), TODAY).groups["ALL"].findings
        == 1
    )


def test_what_was_refused_counts_again_by_the_mended_rule(cast: Cast) -> None:
    make_terms()
    _absence, late = make_year(cast)
    services.rest_cards(by=BY, at=NOON)
    make_card("HDR-07", values={"minutes_per_day": 480})

    services.resume_cards(by=BY, at=NOON + timedelta(1))

    row = Row.objects.get(finding=late)
    assert (row.state, row.rests) == ("REFUSED", False)
    assert queries.standing_of([cast.owner.pk], 2026)[cast.owner.pk].counted == 3
