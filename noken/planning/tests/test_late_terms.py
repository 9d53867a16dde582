"""After how many days a plan is called late: two people sign; a late plan is a reminder."""

from datetime import date, timedelta

import pytest

from noken.core.actor import Role
from noken.core.errors import Refused
from noken.organization.models import Employee, StandingPeriod
from noken.planning import queries, services
from noken.planning.models import LateTerm, MatrixCell, PlannedResult, Revision
from noken.planning.rules.hints import LATE_DAYS
from noken.planning.services import NewLateTerm
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_planning import make_plan, make_result

pytestmark = pytest.mark.django_db
Status = Revision.Status
YEAR = TODAY.year


def propose(by: Employee, *, days: int = 45, on: date = TODAY, source: str = "SE 1") -> LateTerm:
    return services.propose_late_term(NewLateTerm(days, on, source), by=actor(by), at=NOON)


def sign(term: LateTerm, by: Employee, reason: str = "Sesuai edaran") -> bool:
    return services.sign_late_term(term.pk, reason, by=actor(by), at=NOON)


def test_without_a_signed_number_nokens_own_is_a_hint() -> None:
    now = queries.late_days(TODAY)

    assert (now.days, now.is_signed) == (LATE_DAYS, False)


def test_one_signature_is_not_enough_two_are(cast: Cast) -> None:
    term = propose(cast.personnel)

    assert not sign(term, cast.personnel)
    assert not queries.late_days(TODAY).is_signed
    assert sign(term, cast.leader)

    now = queries.late_days(TODAY)
    assert (now.days, now.source, now.is_signed) == (45, "SE 1", True)


def test_a_number_signed_for_later_does_not_hold_today(cast: Cast) -> None:
    term = propose(cast.personnel, on=TODAY + timedelta(7))
    sign(term, cast.personnel)
    sign(term, cast.leader)

    assert not queries.late_days(TODAY).is_signed
    assert queries.late_days(TODAY + timedelta(7)).days == 45


@pytest.mark.parametrize(
    ("who", "more", "code"),
    [
        ("admin_opd", {}, "late_term.not_yours"),
        ("leader", {}, "late_term.not_yours"),
        ("personnel", {"source": " "}, "late_term.no_source"),
        ("personnel", {"days": 0}, "late_term.out_of_range"),
        ("personnel", {"days": 181}, "late_term.out_of_range"),
        ("personnel", {"on": TODAY - timedelta(1)}, "late_term.in_the_past"),
    ],
)
def test_a_proposal_that_cannot_stand_is_refused(
    cast: Cast, who: str, more: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        propose(getattr(cast, who), **more)  # type: ignore[arg-type]  # arguments of the maker

    assert refusal.value.code == code
    assert not LateTerm.objects.exists()


def test_a_new_proposal_takes_the_place_of_the_waiting_one(cast: Cast) -> None:
    first = propose(cast.personnel)

    propose(cast.personnel, days=60)

    first.refresh_from_db()
    assert first.withdrawn_at == NOON
    assert [each.value for each in queries.terms_page(actor(cast.leader)).waiting] == [60]


def test_who_signs_twice_counts_once(cast: Cast) -> None:
    term = propose(cast.personnel)
    sign(term, cast.personnel)

    with pytest.raises(Refused) as refusal:
        sign(term, cast.personnel)

    assert refusal.value.code == "late_term.signed_twice"


@pytest.mark.parametrize(
    ("who", "reason", "code"),
    [
        ("admin_opd", "Baik", "late_term.not_a_signer"),
        ("owner", "Baik", "late_term.not_a_signer"),
        ("leader", "  ", "late_term.no_reason"),
    ],
)
def test_a_signature_needs_a_signer_and_a_reason(
    cast: Cast, who: str, reason: str, code: str
) -> None:
    term = propose(cast.personnel)

    with pytest.raises(Refused) as refusal:
        sign(term, getattr(cast, who), reason)

    assert refusal.value.code == code


def test_a_proposal_whose_day_is_over_cannot_be_signed(cast: Cast) -> None:
    term = propose(cast.personnel)
    amend(LateTerm.objects.all(), start_on=TODAY - timedelta(1))

    with pytest.raises(Refused) as refusal:
        sign(term, cast.leader)

    assert refusal.value.code == "late_term.too_late"


def test_a_withdrawn_proposal_is_gone(cast: Cast) -> None:
    term = propose(cast.personnel)
    with pytest.raises(Refused) as refusal:
        services.withdraw_late_term(term.pk, by=actor(cast.leader), at=NOON)
    assert refusal.value.code == "late_term.not_yours"

    services.withdraw_late_term(term.pk, by=actor(cast.personnel), at=NOON)

    for act in (
        lambda: sign(term, cast.leader),
        lambda: services.withdraw_late_term(term.pk, by=actor(cast.personnel), at=NOON),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "late_term.gone"


def test_the_page_offers_each_what_they_may_do(cast: Cast) -> None:
    term = propose(cast.personnel)
    sign(term, cast.personnel)

    of_leader = queries.terms_page(actor(cast.leader, Role.LEADER))
    of_personnel = queries.terms_page(actor(cast.personnel))
    of_owner = queries.terms_page(actor(cast.owner))

    assert [each.may_sign for each in of_leader.waiting] == [True]
    assert [each.may_sign for each in of_personnel.waiting] == [False]
    assert [each.may_sign for each in of_owner.waiting] == [False]
    assert [p.may_propose for p in (of_leader, of_personnel, of_owner)] == [False, True, False]
    assert of_owner.waiting[0].signatures[0].name == cast.personnel.name


# Who is late


def test_who_has_no_agreed_plan_after_the_days_is_reminded(cast: Cast) -> None:
    make_plan(cast.owner)
    make_plan(cast.peer, status=Status.DRAFT)
    people = [cast.owner.pk, cast.peer.pk, cast.superior.pk]

    found = queries.late_plans(people, YEAR, TODAY)

    assert set(found) == {cast.peer.pk, cast.superior.pk}
    assert found[cast.peer.pk].since == date(YEAR, 1, 31)
    assert queries.late_plans(people, YEAR, date(YEAR, 1, 30)) == {}
    assert queries.late_plans(people, YEAR + 1, TODAY) == {}


def test_a_newcomer_has_the_days_from_the_first_day_on(cast: Cast) -> None:
    StandingPeriod.objects.filter(employee=cast.peer).update(start_on=TODAY - timedelta(29))

    assert queries.late_plans([cast.peer.pk], YEAR, TODAY) == {}
    assert set(queries.late_plans([cast.peer.pk], YEAR, TODAY + timedelta(1))) == {cast.peer.pk}


def test_the_page_of_a_late_plan_says_so_to_owner_and_superior_only(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)

    def late(person: Employee) -> bool:
        return queries.plan_page(actor(person), plan.pk).hints.late is not None

    assert late(cast.owner)
    assert late(cast.acting_superior)
    assert not late(cast.admin_opd)


def test_hints_of_a_plan_reach_its_page(cast: Cast) -> None:
    make_result(make_plan(cast.acting_superior, results=()))
    plan = make_plan(cast.owner, status=Status.DRAFT, results=["Tanpa tujuan"])

    hints = queries.plan_page(actor(cast.owner), plan.pk).hints

    assert [hint.kind for hint in hints.hints] == ["NO_GOAL"]


def test_what_comes_from_another_unit_is_named_to_who_decides(cast: Cast) -> None:
    above = make_plan(cast.former_superior, results=["Puskesmas ramah"])
    plan = make_plan(cast.owner, status=Status.SUBMITTED, results=["Data gizi terpadu", "Lain"])
    result, other = PlannedResult.objects.filter(revision__plan=plan).order_by("order")
    own = make_plan(cast.acting_superior)
    for asker, taken in ((above, result), (own, other)):
        MatrixCell.objects.create(
            plan=asker,
            indicator_key=taken.key,
            member=cast.owner,
            text=taken.text,
            key=taken.key,
            status=MatrixCell.Status.TAKEN,
            saved_at=NOON,
        )

    origins = queries.plan_page(actor(cast.acting_superior), plan.pk).hints.origins

    assert [(each.number, each.asker.id) for each in origins] == [(1, cast.former_superior.pk)]


def test_who_has_not_even_begun_is_reminded_too(cast: Cast) -> None:
    make_plan(cast.owner)

    assert queries.my_plans(actor(cast.peer)).late is not None
    assert queries.my_plans(actor(cast.owner)).late is None
    assert len(queries.awaiting_page(actor(cast.acting_superior)).late) == 1


def test_a_reminder_says_that_its_number_is_not_settled_until_two_have_signed(cast: Cast) -> None:
    before = queries.my_plans(actor(cast.peer)).late
    term = propose(cast.personnel)
    sign(term, cast.personnel)
    sign(term, cast.leader)
    after = queries.my_plans(actor(cast.peer)).late

    assert before is not None
    assert after is not None
    assert "dalam 30 hari (menunggu penetapan BKPSDM)." in before.text
    assert "dalam 45 hari. Ini" in after.text


def test_who_writes_no_plan_is_never_late(cast: Cast) -> None:
    StandingPeriod.objects.filter(employee=cast.peer).update(standing="UNPAID_LEAVE")

    assert queries.late_plans([cast.bupati.pk, cast.peer.pk, cast.ended.pk], YEAR, TODAY) == {}
