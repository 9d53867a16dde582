"""Who grants, advice and decision, what waits for whom: one test an exit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from noken.audit.models import Entry
from noken.core.actor import Actor
from noken.core.tally import counted
from noken.leave import queries, services
from noken.leave.models import Absence, GrantingOfficial
from noken.leave.queries.officials import official_of, officials_for
from noken.leave.rules import kinds
from noken.notices.models import Notice
from noken.organization.models import Posting, Unit
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, START, TODAY, actor
from tests.world_leave import MONDAY, make_letter, make_request, new_key
from tests.world_work import photo

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))


# Who decides


def test_the_head_of_the_agency_grants_to_everybody_below(cast: Cast) -> None:
    people = [cast.owner, cast.superior, cast.higher_superior, cast.admin_opd]

    found = officials_for([each.pk for each in people], TODAY)

    assert {each.person_id for each in found.values()} == {cast.agency_head.pk}
    assert not any(each.settled for each in found.values())


def test_bkpsdm_grants_to_heads_and_leave_without_pay(cast: Cast) -> None:
    assert official_of(cast.agency_head.pk, TODAY).person_id is None
    assert official_of(cast.owner.pk, TODAY, kinds.UNPAID).person_id is None


def test_who_acts_for_the_head_grants(cast: Cast) -> None:
    head = Posting.objects.get(employee=cast.agency_head)
    Posting.objects.create(
        employee=cast.higher_superior,
        position=head.position,
        unit=head.unit,
        kind=Posting.Kind.PLH,
        is_head=True,
        start_on=TODAY,
        end_on=TODAY + timedelta(3),
    )

    assert official_of(cast.owner.pk, TODAY).person_id == cast.higher_superior.pk
    # Not to oneself: then the head who is away, and no other way round.
    assert official_of(cast.higher_superior.pk, TODAY).person_id == cast.agency_head.pk
    assert official_of(cast.owner.pk, TODAY + timedelta(3)).person_id == cast.agency_head.pk


def test_what_the_region_settles_goes_first_the_nearest_unit_before_all(cast: Cast) -> None:
    def settle(unit: Unit, by: Unit, *, head: bool = False) -> None:
        GrantingOfficial.objects.create(
            unit=unit, granted_by=by, for_head=head, source="SK 1", start_on=START
        )

    settle(cast.instansi, cast.other_agency)
    assert official_of(cast.owner.pk, TODAY).person_id == cast.former_superior.pk
    settle(cast.division, cast.division)
    found = official_of(cast.owner.pk, TODAY)
    assert (found.person_id, found.settled) == (cast.higher_superior.pk, True)
    # Who heads the unit that grants is granted by the next one above.
    assert official_of(cast.higher_superior.pk, TODAY).person_id == cast.former_superior.pk
    settle(cast.agency, cast.other_agency, head=True)
    assert official_of(cast.agency_head.pk, TODAY).person_id == cast.former_superior.pk


def test_without_a_posting_bkpsdm_grants(cast: Cast) -> None:
    assert official_of(cast.bupati.pk, TODAY).person_id is None
    assert official_of(cast.ended.pk, TODAY).person_id is None


# Advice


@pytest.mark.parametrize(("supports", "step"), [(True, "SUPPORTED"), (False, "OPPOSED")])
def test_the_superior_of_the_day_advises(cast: Cast, supports: bool, step: str) -> None:
    request = make_request(cast.owner)

    services.advise(
        request.pk,
        supports=supports,
        note="Sedang akreditasi",
        by=actor(cast.acting_superior),
        at=LATER,
    )

    request.refresh_from_db()
    assert (request.status, request.advice) == ("ADVISED", supports)
    assert request.steps.latest("pk").kind == step
    assert told("LeaveAdvised") == {cast.agency_head.pk}
    assert Entry.objects.get().reason == "Sedang akreditasi"


@pytest.mark.parametrize("name", ["owner", "superior", "higher_superior", "peer", "agency_head"])
def test_nobody_else_advises(cast: Cast, name: str) -> None:
    request = make_request(cast.owner)

    with refused("leave.not_superior"):
        services.advise(request.pk, supports=True, note="", by=actor(getattr(cast, name)), at=LATER)


def test_advice_against_says_why(cast: Cast) -> None:
    request = make_request(cast.owner)

    with refused("leave.note_missing"):
        services.advise(
            request.pk, supports=False, note=" ", by=actor(cast.acting_superior), at=LATER
        )


def test_advice_is_given_once(cast: Cast) -> None:
    request = make_request(cast.owner, status="ADVISED")

    with refused("leave.not_now"):
        services.advise(
            request.pk, supports=True, note="", by=actor(cast.acting_superior), at=LATER
        )


# Decision


def test_the_official_grants_and_the_day_is_lawful(cast: Cast) -> None:
    request = make_request(cast.owner, status="ADVISED", stand_in=cast.peer)

    services.approve_request(request.pk, number="850/7/2026", by=actor(cast.agency_head), at=LATER)

    (found,) = queries.absences(TODAY, TODAY + timedelta(30))
    assert (found.employee_id, found.start_on, found.end_on) == (
        cast.owner.pk,
        MONDAY,
        MONDAY + timedelta(3),
    )
    assert (found.family, found.label, found.reference) == ("LEAVE", "cuti tahunan", "850/7/2026")
    assert told("LeaveApproved") == {cast.owner.pk, cast.peer.pk}


@pytest.mark.parametrize(
    "name", ["owner", "acting_superior", "higher_superior", "admin_opd", "personnel", "leader"]
)
def test_nobody_else_decides(cast: Cast, name: str) -> None:
    request, by = make_request(cast.owner, status="ADVISED"), actor(getattr(cast, name))

    with refused("leave.not_official"):
        services.approve_request(request.pk, by=by, at=LATER)
    with refused("leave.not_official"):
        services.refuse_request(request.pk, "Tidak", by=by, at=LATER)
    with refused("leave.not_official"):
        services.return_request(request.pk, "Perbaiki", by=by, at=LATER)


def test_bkpsdm_decides_on_heads_and_nobody_on_themselves(cast: Cast) -> None:
    request = make_request(cast.agency_head, status="ADVISED")
    own = make_request(cast.personnel, kinds.UNPAID, status="ADVISED")

    services.approve_request(request.pk, by=actor(cast.personnel), at=LATER)
    with refused("leave.not_official"):
        services.approve_request(own.pk, by=actor(cast.personnel), at=LATER)


def test_the_official_hears_the_superior_first(cast: Cast) -> None:
    request = make_request(cast.owner)

    with refused("leave.wait_for_advice"):
        services.approve_request(request.pk, by=actor(cast.agency_head), at=LATER)
    with refused("leave.wait_for_advice"):
        services.refuse_request(request.pk, "Tidak", by=actor(cast.agency_head), at=LATER)


def test_after_five_days_nobody_waits_for_advice(cast: Cast) -> None:
    request = make_request(cast.owner, at=NOON - timedelta(5))

    services.approve_request(request.pk, by=actor(cast.agency_head), at=NOON)


def test_a_refusal_says_why(cast: Cast) -> None:
    request = make_request(cast.owner, status="ADVISED")
    with refused("leave.note_missing"):
        services.refuse_request(request.pk, " ", by=actor(cast.agency_head), at=LATER)

    services.refuse_request(request.pk, "Masa ujian", by=actor(cast.agency_head), at=LATER)

    request.refresh_from_db()
    assert (request.status, request.decided_by_id) == ("REFUSED", cast.agency_head.pk)
    assert told("LeaveRefused") == {cast.owner.pk}
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("status", "name"),
    [("SUBMITTED", "acting_superior"), ("ADVISED", "agency_head"), ("SUBMITTED", "agency_head")],
)
def test_superior_and_official_give_back(cast: Cast, status: str, name: str) -> None:
    request = make_request(cast.owner, status=status)

    services.return_request(
        request.pk, "Lampirkan undangan", by=actor(getattr(cast, name)), at=NOON
    )

    request.refresh_from_db()
    assert request.status == "RETURNED"
    assert told("LeaveReturned") == {cast.owner.pk}


def test_after_the_advice_the_superior_gives_nothing_back(cast: Cast) -> None:
    request = make_request(cast.owner, status="ADVISED")

    with refused("leave.not_official"):
        services.return_request(request.pk, "Lagi", by=actor(cast.acting_superior), at=NOON)


def test_what_is_decided_stays_decided(cast: Cast) -> None:
    request = make_request(cast.owner, status="APPROVED")

    with refused("leave.not_now"):
        services.approve_request(request.pk, by=actor(cast.agency_head), at=LATER)


def test_a_note_has_an_end(cast: Cast) -> None:
    request, by = make_request(cast.owner, status="ADVISED"), actor(cast.agency_head)

    with refused("leave.too_long"):
        services.return_request(request.pk, "x" * 501, by=by, at=LATER)
    with refused("leave.too_long"):
        services.approve_request(request.pk, note="x" * 501, by=by, at=LATER)


def test_more_than_a_day_of_illness_needs_a_letter(cast: Cast) -> None:
    request = make_request(cast.owner, kinds.SICK, status="ADVISED", start_on=TODAY, days=2)
    with refused("leave.no_letter"):
        services.approve_request(request.pk, by=actor(cast.agency_head), at=LATER)
    services.attach(request.pk, photo(), key=new_key(), by=actor(cast.owner), at=LATER)

    services.approve_request(request.pk, by=actor(cast.agency_head), at=LATER)

    assert queries.absences(TODAY, TODAY + timedelta(1))[0].label == "sakit"


def test_one_day_of_illness_needs_none(cast: Cast) -> None:
    request = make_request(cast.owner, kinds.SICK, status="ADVISED", start_on=TODAY, days=1)

    services.approve_request(request.pk, by=actor(cast.agency_head), at=LATER)


def test_what_was_ordered_meanwhile_stands_in_the_way(cast: Cast) -> None:
    request = make_request(cast.owner, status="ADVISED")
    make_letter(cast.agency, [cast.owner])

    with refused("leave.overlap"):
        services.approve_request(request.pk, by=actor(cast.agency_head), at=LATER)


def test_what_was_used_meanwhile_is_not_granted_twice(cast: Cast) -> None:
    request = make_request(cast.owner, status="ADVISED")
    make_request(cast.owner, status="APPROVED", start_on=date(2026, 2, 2), days=16)

    with refused("leave.not_enough"):
        services.approve_request(request.pk, by=actor(cast.agency_head), at=LATER)


def test_flexible_work_keeps_its_place(cast: Cast) -> None:
    request = make_request(
        cast.owner, kinds.FLEX_PLACE, status="ADVISED", days=1, address="Rumah, Wosi"
    )

    services.approve_request(request.pk, by=actor(cast.agency_head), at=LATER)

    (found,) = queries.absences(MONDAY, MONDAY + timedelta(1), [cast.owner.pk])
    assert (found.family, found.place) == ("FLEXIBLE", "Rumah, Wosi")


# Lists and counts


@pytest.mark.parametrize(
    ("status", "name", "ago", "start_in", "count"),
    [
        ("SUBMITTED", "acting_superior", 0, 10, 1),
        ("SUBMITTED", "superior", 0, 10, 0),
        ("SUBMITTED", "agency_head", 0, 10, 0),
        ("SUBMITTED", "agency_head", 6, 10, 1),
        ("SUBMITTED", "agency_head", 0, 2, 1),
        ("ADVISED", "agency_head", 0, 10, 1),
        ("ADVISED", "acting_superior", 0, 10, 0),
        ("ADVISED", "personnel", 0, 10, 0),
        ("RETURNED", "acting_superior", 0, 10, 0),
    ],
)
def test_lists_and_counts_agree_on_what_waits(
    cast: Cast, status: str, name: str, ago: int, start_in: int, count: int
) -> None:
    make_request(
        cast.owner,
        status=status,
        at=NOON - timedelta(ago),
        start_on=TODAY + timedelta(start_in),
    )
    by = actor(getattr(cast, name))

    assert len(queries.requests_awaiting(by)) == count
    assert counted_for(by) == count


def test_a_request_of_a_head_waits_for_bkpsdm(cast: Cast) -> None:
    make_request(cast.agency_head, status="ADVISED")
    make_request(cast.personnel, kinds.UNPAID, status="ADVISED")
    make_request(cast.owner, kinds.UNPAID, status="ADVISED")

    assert len(queries.requests_awaiting(actor(cast.personnel))) == 2
    assert counted_for(actor(cast.personnel), "kept_leave") == 2
    assert counted_for(actor(cast.agency_head)) == 0


def test_what_was_given_back_waits_for_its_owner(cast: Cast) -> None:
    make_request(cast.owner, status="RETURNED")

    assert counted_for(actor(cast.owner), "my_leave") == 1
    assert counted_for(replace(actor(cast.owner), employee_id=None), "my_leave") == 0


def counted_for(by: Actor, place: str = "team_leave") -> int:
    return counted([queries.waiting_tally(by)])[place]


def test_a_superior_may_be_the_official_too(cast: Cast) -> None:
    request = make_request(cast.higher_superior, status="ADVISED")

    (waiting,) = queries.requests_awaiting(actor(cast.agency_head))

    assert (waiting.row.id, waiting.task, waiting.label) == (request.pk, "DECIDE", "Putuskan")
