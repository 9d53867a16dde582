"""A version of a rule card: proposed, signed by two people, and from its day on in force."""

from datetime import date, timedelta
from typing import Any

import pytest

from noken.core.errors import Refused
from noken.core.tally import counted
from noken.findings import queries, services
from noken.findings.models import CardRest, CardVersion, Finding, Row, RowStep
from noken.findings.services import NewCard
from noken.organization.models import Employee
from noken.regulations.cards import rule_cards
from tests.cast import Cast
from tests.world import NOON, TODAY, actor

pytestmark = pytest.mark.django_db
CODE = "HDR-07"
ASKED = ("PNS", "CPNS", "PPPK", "PPPK_PART_TIME")


def new_card(**fields: Any) -> NewCard:
    given: dict[str, Any] = {
        "code": CODE,
        "values": {"minutes_per_day": 420},
        "groups": ASKED,
        "unit_id": None,
        "change": "Tujuh jam dihitung satu hari.",
        "start_on": TODAY,
        "source": "Perbup 4/2026",
    }
    return NewCard(**given | fields)


def sign(version: CardVersion, *people: Employee) -> bool:
    done = [
        services.sign_card(version.pk, "Sesuai rapat", by=actor(each), at=NOON) for each in people
    ]
    return done[-1]


def test_every_card_begins_with_a_version_that_is_a_hint() -> None:
    cards = {card.code: card for card in queries.cards_on(TODAY)}

    assert list(cards) == sorted(rule_cards())
    assert all(card.number == 1 and card.is_hint for card in cards.values())
    assert cards[CODE].values == {"minutes_per_day": 450}
    assert cards[CODE].groups == ASKED


def test_one_signature_changes_nothing_and_the_second_does(cast: Cast) -> None:
    row = services.propose_card(new_card(), by=actor(cast.personnel), at=NOON)

    first = sign(row, cast.personnel)
    between = queries.version_in_force(CODE, TODAY)
    second = sign(row, cast.leader)
    after = queries.version_in_force(CODE, TODAY)

    assert (first, second) == (False, True)
    assert between is not None
    assert (between.number, between.values["minutes_per_day"]) == (1, 450)
    assert after is not None
    assert (after.number, after.values["minutes_per_day"], after.is_hint) == (2, 420, False)


def test_the_version_before_holds_until_the_day_of_the_new_one(cast: Cast) -> None:
    services_rows = [
        services.propose_card(new_card(), by=actor(cast.personnel), at=NOON),
    ]
    sign(services_rows[0], cast.personnel, cast.leader)
    later = new_card(values={"minutes_per_day": 400}, start_on=TODAY + timedelta(7))
    sign(
        services.propose_card(later, by=actor(cast.personnel), at=NOON),
        cast.personnel,
        cast.leader,
    )

    numbers = [
        card.number
        for day in (TODAY, TODAY + timedelta(6), TODAY + timedelta(7))
        if (card := queries.version_in_force(CODE, day))
    ]

    assert numbers == [2, 2, 3]


@pytest.mark.parametrize(
    ("who", "fields", "code"),
    [
        ("admin_opd", {}, "card.not_yours"),
        ("leader", {}, "card.not_yours"),
        ("inspectorate", {}, "card.not_yours"),
        ("personnel", {"code": "HDR-99"}, "card.unknown"),
        ("personnel", {"source": " "}, "card.no_source"),
        ("personnel", {"source": "x" * 201}, "card.too_long"),
        ("personnel", {"change": " "}, "card.no_change"),
        ("personnel", {"change": "x" * 301}, "card.too_long"),
        ("personnel", {"start_on": TODAY - timedelta(1)}, "card.in_the_past"),
        ("personnel", {"values": {}}, "card.bad_values"),
        ("personnel", {"values": {"minutes_per_day": 389}}, "card.out_of_range"),
        ("personnel", {"values": {"minutes_per_day": 481}}, "card.out_of_range"),
        ("personnel", {"groups": ()}, "card.no_groups"),
        ("personnel", {"groups": ("PNS", "OFFICIAL")}, "card.bad_groups"),
        ("personnel", {"unit_id": 0}, "card.unknown_unit"),
    ],
)
def test_what_cannot_be_proposed(cast: Cast, who: str, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as act:
        services.propose_card(new_card(**fields), by=actor(getattr(cast, who)), at=NOON)

    assert act.value.code == code
    assert not CardVersion.objects.filter(version__gt=1).exists()


def test_a_new_proposal_withdraws_the_one_that_waited_for_the_same_card(cast: Cast) -> None:
    by = actor(cast.personnel)
    first = services.propose_card(new_card(), by=by, at=NOON)
    other = services.propose_card(
        new_card(code="LAP-01", values={"least_missing": 4}), by=by, at=NOON
    )

    third = services.propose_card(new_card(values={"minutes_per_day": 430}), by=by, at=NOON)

    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.withdrawn_at, other.withdrawn_at, third.version) == (NOON, None, 3)
    assert CardVersion.objects.filter(version=1, withdrawn_at=None).count() == len(rule_cards())


@pytest.mark.parametrize(
    ("who", "reason", "code"),
    [
        ("admin_opd", "x", "card.not_a_signer"),
        ("inspectorate", "x", "card.not_a_signer"),
        ("leader", "  ", "card.no_reason"),
        ("leader", "x" * 301, "card.too_long"),
    ],
)
def test_who_cannot_sign(cast: Cast, who: str, reason: str, code: str) -> None:
    row = services.propose_card(new_card(), by=actor(cast.personnel), at=NOON)

    with pytest.raises(Refused) as act:
        services.sign_card(row.pk, reason, by=actor(getattr(cast, who)), at=NOON)

    assert act.value.code == code


def test_nobody_signs_twice_too_late_or_what_is_gone(cast: Cast) -> None:
    by = actor(cast.personnel)
    row = services.propose_card(new_card(), by=by, at=NOON)
    sign(row, cast.personnel)
    first = CardVersion.objects.get(code=CODE, version=1)

    codes = []
    for act in (
        lambda: services.sign_card(row.pk, "Setuju", by=by, at=NOON),
        lambda: services.sign_card(
            row.pk, "Setuju", by=actor(cast.leader, on=TODAY + timedelta(1)), at=NOON
        ),
        lambda: services.withdraw_card(row.pk, by=actor(cast.leader), at=NOON),
        lambda: services.withdraw_card(first.pk, by=by, at=NOON),
        lambda: services.withdraw_card(row.pk, by=by, at=NOON),
        lambda: services.withdraw_card(row.pk, by=by, at=NOON),
        lambda: services.sign_card(row.pk, "Setuju", by=actor(cast.leader), at=NOON),
    ):
        try:
            act()
        except Refused as refusal:
            codes.append(refusal.code)
        else:
            codes.append("")

    assert codes == [
        "card.signed_twice",
        "card.too_late",
        "card.not_yours",
        "card.first_stays",
        "",
        "card.gone",
        "card.gone",
    ]
    first.refresh_from_db()
    assert first.withdrawn_at is None


def resting_row(cast: Cast, state: str = Row.State.ASKED) -> Row:
    version = CardVersion.objects.get(code=CODE, version=1)
    finding = Finding.objects.create(
        code=CODE,
        version=version,
        employee=cast.owner,
        unit=cast.section,
        period="2026",
        year=2026,
        serial=901,
        raised_at=NOON,
    )
    CardRest.objects.create(
        code=CODE, version=version, started_at=NOON, settled=30, overturned=15, lower_percent=33
    )
    return Row.objects.create(
        finding=finding,
        version=version,
        item="2026-1",
        day=TODAY,
        amount=1,
        facts={},
        state=state,
        raised_at=NOON,
        asked_at=NOON,
        told_at=NOON,
        reply_by=date(2026, 11, 25),
        decide_by=date(2026, 11, 30),
        rests=True,
    )


def test_a_newer_signed_version_ends_the_rest_with_full_days_again(cast: Cast) -> None:
    row = resting_row(cast)
    version = services.propose_card(new_card(), by=actor(cast.personnel), at=NOON)

    sign(version, cast.personnel, cast.leader)

    row.refresh_from_db()
    rest = CardRest.objects.get()
    assert (rest.ended_at, rest.ended_by) == (NOON, cast.leader)
    assert (row.rests, row.reply_by, row.state) == (False, date(2026, 11, 27), Row.State.ASKED)
    assert row.decide_by == date(2026, 11, 30)
    assert RowStep.objects.get(row=row).kind == RowStep.Kind.RESUMED
    assert services.resume_cards(by=actor(cast.personnel), at=NOON) == []


SAME: dict[str, Any] = {"values": {"minutes_per_day": 450}}


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        (SAME, True),
        (SAME | {"groups": ASKED[::-1]}, True),
        (SAME | {"groups": ("PNS",)}, False),
        ({}, False),
    ],
)
def test_a_card_that_rests_is_not_mended_by_the_same_values(
    cast: Cast, fields: dict[str, Any], refused: bool
) -> None:
    resting_row(cast)

    codes = set()
    try:
        services.propose_card(new_card(**fields), by=actor(cast.personnel), at=NOON)
    except Refused as refusal:
        codes.add(refusal.code)

    assert codes == ({"card.unchanged"} if refused else set())
    assert CardVersion.objects.filter(code=CODE, version=2).exists() != refused


def test_signing_the_same_values_that_were_proposed_before_ends_no_rest(cast: Cast) -> None:
    version = services.propose_card(new_card(**SAME), by=actor(cast.personnel), at=NOON)
    row = resting_row(cast)

    sign(version, cast.personnel, cast.leader)

    row.refresh_from_db()
    assert row.rests
    assert CardRest.objects.get().ended_at is None


def test_a_version_of_a_later_day_ends_the_rest_on_that_day(cast: Cast) -> None:
    row = resting_row(cast)
    later = NOON + timedelta(7)
    version = services.propose_card(
        new_card(start_on=TODAY + timedelta(7)), by=actor(cast.personnel), at=NOON
    )
    sign(version, cast.personnel, cast.leader)

    before = services.resume_cards(by=actor(cast.personnel), at=NOON)
    on_the_day = services.resume_cards(by=actor(cast.personnel), at=later)

    row.refresh_from_db()
    assert (before, on_the_day, row.rests) == ([], [CODE], False)


@pytest.mark.parametrize(("code", "counts"), [("ATS-01", 1), ("LAP-02", 0)])
def test_a_stopped_rule_is_counted_for_who_owns_it(cast: Cast, code: str, counts: int) -> None:
    CardRest.objects.create(
        code=code,
        version=CardVersion.objects.get(code=code),
        started_at=NOON,
        settled=30,
        overturned=12,
        lower_percent=25,
    )

    assert counted(queries.rules_tally(actor(cast.inspectorate)))["rules"] == counts
    assert counted(queries.rules_tally(actor(cast.personnel)))["rules"] == 1
    assert queries.rules_tally(actor(cast.owner)) == ()
