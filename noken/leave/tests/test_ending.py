"""What was granted ends earlier or does not take place: one test an exit."""

from datetime import date, timedelta

import pytest

from noken.leave import queries, services
from noken.notices.models import Notice
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_leave import MONDAY, leave_draft, make_request

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))


@pytest.mark.parametrize("name", ["owner", "agency_head"])
def test_a_leave_ends_earlier_and_gives_its_days_back(cast: Cast, name: str) -> None:
    request = make_request(
        cast.owner,
        status="APPROVED",
        start_on=TODAY - timedelta(1),
        days=4,
        decided_by=cast.agency_head,
        stand_in=cast.peer,
    )

    services.end_early(
        request.pk, TODAY, reason="Dipanggil", by=actor(getattr(cast, name)), at=NOON
    )

    request.refresh_from_db()
    assert (request.end_on, request.asked_end_on) == (TODAY, TODAY + timedelta(3))
    assert not queries.absences(TODAY, TODAY + timedelta(9))
    assert queries.my_leave(actor(cast.owner)).balance.used == 1
    other = cast.agency_head if name == "owner" else cast.owner
    assert told("LeaveShortened") == {other.pk, cast.peer.pk}


def test_the_owner_does_not_change_days_gone_by(cast: Cast) -> None:
    start = TODAY - timedelta(4)
    request = make_request(cast.owner, status="APPROVED", start_on=start, days=8)
    yesterday = TODAY - timedelta(1)

    with refused("leave.in_the_past"):
        services.end_early(request.pk, yesterday, reason="Pulang", by=actor(cast.owner), at=NOON)
    services.end_early(request.pk, yesterday, reason="Pulang", by=actor(cast.agency_head), at=NOON)


@pytest.mark.parametrize(
    ("on", "reason", "code"),
    [
        (TODAY - timedelta(1), "x", "leave.not_begun_then"),
        (TODAY + timedelta(3), "x", "leave.not_earlier"),
        (TODAY, " ", "leave.note_missing"),
    ],
)
def test_ends_that_are_none(cast: Cast, on: date, reason: str, code: str) -> None:
    start = TODAY - timedelta(1)
    request = make_request(cast.owner, status="APPROVED", start_on=start, days=4)

    with refused(code):
        services.end_early(request.pk, on, reason=reason, by=actor(cast.agency_head), at=NOON)


def test_the_owner_cancels_before_it_begins(cast: Cast) -> None:
    request = make_request(cast.owner, status="APPROVED", decided_by=cast.agency_head)

    services.cancel_leave(request.pk, reason="Ditunda", by=actor(cast.owner), at=NOON)

    request.refresh_from_db()
    assert request.status == "CANCELLED"
    assert not queries.absences(MONDAY, MONDAY + timedelta(9))
    assert told("LeaveCancelled") == {cast.agency_head.pk}
    services.request_leave(leave_draft(), by=actor(cast.owner), at=NOON)


def test_what_has_begun_is_cancelled_by_who_granted_it(cast: Cast) -> None:
    request = make_request(cast.owner, status="APPROVED", start_on=TODAY)

    with refused("leave.begun"):
        services.cancel_leave(request.pk, reason="Batal", by=actor(cast.owner), at=NOON)
    services.cancel_leave(request.pk, reason="Keliru", by=actor(cast.agency_head), at=NOON)


@pytest.mark.parametrize("name", ["acting_superior", "peer", "admin_opd"])
def test_nobody_else_ends_or_cancels(cast: Cast, name: str) -> None:
    request, by = make_request(cast.owner, status="APPROVED"), actor(getattr(cast, name))

    with refused("leave.not_yours"):
        services.end_early(request.pk, MONDAY + timedelta(1), reason="x", by=by, at=NOON)
    with refused("leave.not_yours"):
        services.cancel_leave(request.pk, reason="x", by=by, at=NOON)


def test_only_what_stands_is_ended(cast: Cast) -> None:
    request = make_request(cast.owner)

    with refused("leave.not_now"):
        services.cancel_leave(request.pk, reason="x", by=actor(cast.owner), at=NOON)
