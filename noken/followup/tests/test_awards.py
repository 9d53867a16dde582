"""Awards and values: who proposes, who decides, and that nothing holds by one signature."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from noken.followup import services
from noken.followup.models import Award, ValueProposal
from noken.followup.queries.terms import coefficients, improvement_months, known_values
from noken.followup.rules import values
from noken.followup.services import NewAward, NewValue
from noken.notices.models import Notice
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_followup import make_award, make_final, make_value, new_key

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))


def award(cast: Cast, **fields: object) -> NewAward:
    given = {
        "key": new_key(),
        "employee_id": cast.owner.pk,
        "kind": "LEARNING",
        "reason": "Panduan validasi dipakai tiga distrik sejak Maret.",
        **fields,
    }
    return NewAward(**given)  # type: ignore[arg-type]  # by name


# Awards


def test_an_award_is_proposed_with_the_last_final_grade(cast: Cast) -> None:
    make_final(cast.owner, cast.superior, ("ABOVE", "ABOVE"))

    made = services.propose_award(award(cast), by=actor(cast.acting_superior), at=NOON)

    assert (made.status, made.grade, made.period) == ("PROPOSED", "VERY_GOOD", "Tahun 2025")
    assert told("AwardProposed") == {cast.personnel.pk, cast.owner.pk}


@pytest.mark.parametrize("name", ["owner", "superior", "peer", "personnel", "admin_opd"])
def test_nobody_else_proposes(cast: Cast, name: str) -> None:
    with refused("followup.not_coach"):
        services.propose_award(award(cast), by=actor(getattr(cast, name)), at=NOON)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "MONEY"}, "followup.no_kind"),
        ({"reason": " "}, "followup.no_reason"),
        ({"reason": "x" * 2001}, "followup.too_long"),
        ({"employee_id": 999_999}, "followup.unknown"),
    ],
)
def test_an_award_has_a_form_and_facts(cast: Cast, fields: dict[str, object], code: str) -> None:
    with refused(code):
        services.propose_award(award(cast, **fields), by=actor(cast.acting_superior), at=NOON)


def test_one_proposal_of_a_form_at_a_time(cast: Cast) -> None:
    given, by = award(cast), actor(cast.acting_superior)
    first = services.propose_award(given, by=by, at=NOON)

    assert services.propose_award(given, by=by, at=NOON) == first
    with refused("followup.already_proposed"):
        services.propose_award(replace(given, key=new_key()), by=by, at=NOON)
    other = make_award(cast.peer, cast.acting_superior)
    with refused("followup.key_taken"):
        services.propose_award(replace(given, key=other.pk), by=by, at=NOON)


def test_bkpsdm_grants(cast: Cast) -> None:
    made = make_award(cast.owner, cast.acting_superior)

    services.decide_award(
        made.pk, grants=True, number="800/9", note="", by=actor(cast.personnel), at=NOON
    )

    made.refresh_from_db()
    assert (made.status, made.number, made.decided_by_id) == (
        "GRANTED",
        "800/9",
        cast.personnel.pk,
    )
    assert told("AwardDecided") == {cast.owner.pk, cast.acting_superior.pk}


def test_declining_says_why(cast: Cast) -> None:
    made = make_award(cast.owner, cast.acting_superior)
    by = actor(cast.personnel)
    with refused("followup.note_missing"):
        services.decide_award(made.pk, grants=False, number="", note="", by=by, at=NOON)

    services.decide_award(made.pk, grants=False, number="", note="Kuota", by=by, at=NOON)

    assert Award.objects.get().status == "DECLINED"
    with refused("followup.not_now"):
        services.decide_award(made.pk, grants=True, number="", note="", by=by, at=NOON)


def test_nobody_else_decides_and_bkpsdm_not_about_itself(cast: Cast) -> None:
    made = make_award(cast.owner, cast.acting_superior)
    own = make_award(cast.personnel, cast.bupati)

    for person in (cast.owner, cast.acting_superior, cast.admin_opd):
        with refused("followup.not_personnel"):
            services.decide_award(
                made.pk, grants=True, number="", note="", by=actor(person), at=NOON
            )
    with refused("followup.not_personnel"):
        services.decide_award(
            own.pk, grants=True, number="", note="", by=actor(cast.personnel), at=NOON
        )
    with refused("followup.not_yours"):
        services.decide_award(
            made.pk, grants=True, number="", note="", by=actor(cast.peer), at=NOON
        )


def test_who_proposed_takes_it_back(cast: Cast) -> None:
    made = make_award(cast.owner, cast.acting_superior)
    for person in (cast.owner, cast.superior, cast.personnel):
        with refused("followup.not_proposer"):
            services.withdraw_award(made.pk, by=actor(person), at=NOON)

    services.withdraw_award(made.pk, by=actor(cast.acting_superior), at=NOON)

    assert Award.objects.get().status == "WITHDRAWN"
    with refused("followup.not_now"):
        services.withdraw_award(made.pk, by=actor(cast.acting_superior), at=NOON)
    with refused("followup.unknown"):
        services.withdraw_award(new_key(), by=actor(cast.acting_superior), at=NOON)


# Values


def value(**fields: object) -> NewValue:
    given = {
        "name": values.MONTHS,
        "value": Decimal(5),
        "start_on": TODAY,
        "source": "Keputusan Bupati 12/2026",
        **fields,
    }
    return NewValue(**given)  # type: ignore[arg-type]  # by name


def test_two_people_settle_a_value(cast: Cast) -> None:
    row = services.propose_value(value(), by=actor(cast.personnel), at=NOON)
    assert not improvement_months(TODAY).settled

    assert not services.sign_value(row.pk, "Dibahas", by=actor(cast.personnel), at=NOON)
    assert not improvement_months(TODAY).settled
    assert services.sign_value(row.pk, "Setuju", by=actor(cast.leader), at=NOON)

    found = improvement_months(TODAY)
    assert (found.value, found.settled) == (Decimal(5), True)
    assert not improvement_months(TODAY - timedelta(1)).settled


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "COEFFICIENT_AHLI_MUDA"}, "followup.not_settable"),
        ({"name": "X"}, "followup.not_settable"),
        ({"value": Decimal(13)}, "followup.out_of_range"),
        ({"value": Decimal("5.5")}, "followup.out_of_range"),
        ({"source": " "}, "followup.no_source"),
        ({"source": "x" * 201}, "followup.too_long"),
        ({"start_on": TODAY - timedelta(1)}, "followup.in_the_past"),
    ],
)
def test_a_value_has_bounds_and_a_source(cast: Cast, fields: dict[str, object], code: str) -> None:
    with refused(code):
        services.propose_value(value(**fields), by=actor(cast.personnel), at=NOON)


def test_who_proposes_signs_and_withdraws(cast: Cast) -> None:
    row = make_value(start_on=TODAY)

    for person in (cast.owner, cast.leader, cast.admin_opd):
        with refused("followup.not_yours"):
            services.propose_value(value(), by=actor(person), at=NOON)
        with refused("followup.not_yours"):
            services.withdraw_value(row.pk, by=actor(person), at=NOON)
    for person in (cast.owner, cast.admin_opd, cast.inspectorate):
        with refused("followup.not_a_signer"):
            services.sign_value(row.pk, "x", by=actor(person), at=NOON)


def test_nobody_signs_twice_without_reason_or_backwards(cast: Cast) -> None:
    row, by = make_value(start_on=TODAY), actor(cast.personnel)
    with refused("followup.no_reason"):
        services.sign_value(row.pk, " ", by=by, at=NOON)
    services.sign_value(row.pk, "Ya", by=by, at=NOON)
    with refused("followup.signed_twice"):
        services.sign_value(row.pk, "Ya", by=by, at=NOON)
    old = make_value(name="COEFFICIENT_MAHIR", value="12.5", start_on=TODAY - timedelta(1))
    with refused("followup.too_late"):
        services.sign_value(old.pk, "Ya", by=by, at=NOON)


def test_a_new_proposal_replaces_the_one_that_waits_of_the_same_name(cast: Cast) -> None:
    waiting = make_value(start_on=TODAY)
    other = make_value(name="COEFFICIENT_MAHIR", value="12.5", start_on=TODAY)
    settled = make_value(signers=(cast.personnel, cast.leader))

    services.propose_value(value(), by=actor(cast.personnel), at=NOON)

    gone = set(ValueProposal.objects.exclude(withdrawn_at=None).values_list("pk", flat=True))
    assert gone == {waiting.pk}
    for row in (waiting, settled):
        with refused("followup.gone"):
            services.sign_value(row.pk, "Ya", by=actor(cast.leader), at=NOON)
        with refused("followup.gone"):
            services.withdraw_value(row.pk, by=actor(cast.personnel), at=NOON)
    services.withdraw_value(other.pk, by=actor(cast.personnel), at=NOON)


def test_official_coefficients_are_settled_and_the_others_wait(cast: Cast) -> None:
    found = coefficients(TODAY)

    assert {code for code, each in found.items() if each.settled} == {
        "AHLI_PERTAMA",
        "AHLI_MUDA",
    }
    make_value("COEFFICIENT_MAHIR", "12.75", (cast.personnel, cast.leader))
    mahir = coefficients(TODAY)["MAHIR"]
    assert (mahir.value, mahir.settled, mahir.source) == (
        Decimal("12.75"),
        True,
        "Keputusan Bupati 12/2026",
    )
    assert "COEFFICIENT_AHLI_MUDA" not in known_values()
