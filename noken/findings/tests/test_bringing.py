"""A card that is added or changed in the data file reaches every instansi, and asks nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from noken.core.actor import system
from noken.findings.models import CardSignature, CardVersion
from noken.findings.queries import version_in_force
from noken.findings.services import bring_cards, bringing
from noken.regulations.cards import RuleCard, rule_cards
from tests.amending import amend, erase
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_findings import YEAR_START, make_card

pytestmark = pytest.mark.django_db
CODE = "LAP-01"


def bring() -> list[str]:
    return bring_cards(by=system(TODAY), at=NOON)


def changed(card: RuleCard) -> RuleCard:
    """As if the file had another number."""
    values = [replace(each, value=(each.value or 0) + 1) for each in card.values if each.bounds]
    return replace(card, values=tuple(values))


@pytest.fixture
def other_file(monkeypatch: pytest.MonkeyPatch) -> dict[str, RuleCard]:
    cards = {**rule_cards(), CODE: changed(rule_cards()[CODE])}
    monkeypatch.setattr(bringing, "rule_cards", lambda: cards)
    return cards


def test_a_new_instansi_has_every_card_from_before_as_a_hint() -> None:
    begun = CardVersion.objects.filter(proposed_by=None)

    assert set(begun.values_list("code", "version", "start_on")) == {
        (code, 1, bringing.BEGINNING) for code in rule_cards()
    }
    assert bring() == []


@pytest.mark.parametrize("code", ["HDR-10", CODE])
def test_a_card_that_came_later_is_brought_once_and_does_not_look_back(code: str) -> None:
    erase(CardVersion.objects.filter(code=code))

    assert (bring(), bring()) == ([code], [])

    row = CardVersion.objects.get(code=code)
    assert (row.version, row.start_on, row.rests_on != []) == (1, TODAY, True)
    assert version_in_force(code, TODAY - timedelta(1)) is None


@pytest.mark.usefixtures("other_file")
def test_what_changed_in_the_file_becomes_a_version_that_asks_nobody() -> None:
    assert (bring(), bring()) == ([CODE], [])

    card = version_in_force(CODE, TODAY)
    assert card is not None
    assert (card.number, card.values, card.is_hint) == (2, {"least_missing": 4}, True)
    assert [row.parameters for row in CardVersion.objects.filter(code=CODE, version=1)] == [
        {"least_missing": 3}
    ]


@pytest.mark.usefixtures("other_file")
def test_what_two_people_signed_goes_on_and_nothing_of_it_changes(cast: Cast) -> None:
    signed = make_card(
        CODE,
        values={"least_missing": 7},
        rests_on=("least_missing",),
        signers=(cast.personnel, cast.leader),
    )
    amend(CardVersion.objects.filter(pk=signed.pk), proposed_by=cast.personnel)
    before = CardVersion.objects.filter(pk=signed.pk).values().get()

    assert (bring(), bring()) == ([CODE], [])

    card = version_in_force(CODE, TODAY)
    assert card is not None
    assert (card.id, card.values, card.is_hint) == (signed.pk, {"least_missing": 7}, False)
    assert card.since == YEAR_START
    assert CardVersion.objects.filter(pk=signed.pk).values().get() == before
    assert CardSignature.objects.filter(proposal=signed).count() == 2
    brought = CardVersion.objects.get(code=CODE, version=3)
    assert (brought.proposed_by, brought.start_on) == (None, TODAY)
