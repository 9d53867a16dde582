"""Asking, mending, attaching, withdrawing: one test an exit."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from conftest import SCHEMA
from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.leave import services
from noken.leave.models import Absence, OpeningBalance, Request
from noken.leave.rules import kinds
from noken.notices.models import Notice
from noken.organization.models import Employee, Posting
from noken.organization.tests.refusals import refused
from tests.cast import Cast, make_cast
from tests.world import NOON, TODAY, actor
from tests.world_leave import MONDAY, leave_draft, make_letter, make_request, new_key
from tests.world_work import photo

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def test_a_request_waits_for_the_superior_of_the_day(cast: Cast) -> None:
    draft = leave_draft(stand_in_id=cast.peer.pk, uploads=(photo(),))

    request = services.request_leave(draft, by=actor(cast.owner), at=NOON)

    assert (request.status, request.employee_id) == ("SUBMITTED", cast.owner.pk)
    assert request.attachments.get().is_photo
    assert request.steps.get().kind == "SUBMITTED"
    assert not Absence.objects.exists()
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id, entry.reason) == ("LeaveRequested", cast.owner.pk, "")
    notice = Notice.objects.get()
    assert notice.person_id == cast.acting_superior.pk
    assert cast.owner.name in notice.text


def test_sent_again_it_is_the_same_request(cast: Cast) -> None:
    draft = leave_draft()
    first = services.request_leave(draft, by=actor(cast.owner), at=NOON)

    again = services.request_leave(draft, by=actor(cast.owner), at=LATER)

    assert again.pk == first.pk
    assert Request.objects.count() == Entry.objects.count() == Notice.objects.count() == 1


def test_the_same_key_with_other_words_is_refused(cast: Cast) -> None:
    draft = leave_draft()
    services.request_leave(draft, by=actor(cast.owner), at=NOON)

    with refused("receipt.changed"):
        services.request_leave(replace(draft, reason="Lain"), by=actor(cast.owner), at=LATER)


def test_a_head_of_an_agency_turns_to_bkpsdm(cast: Cast) -> None:
    request = services.request_leave(leave_draft(), by=actor(cast.agency_head), at=NOON)

    assert request.status == "SUBMITTED"
    services.advise(request.pk, supports=True, note="", by=actor(cast.bupati), at=NOON)
    told = Notice.objects.filter(kind="LeaveAdvised").values_list("person_id", flat=True)
    assert set(told) == {cast.personnel.pk}


def test_who_answers_to_the_official_needs_no_advice(cast: Cast) -> None:
    request = services.request_leave(leave_draft(), by=actor(cast.higher_superior), at=NOON)

    assert request.status == "ADVISED"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "COLLECTIVE"}, "leave.no_kind"),
        ({"kind": "HOLIDAY"}, "leave.no_kind"),
        ({"end_on": MONDAY}, "leave.ends_before_start"),
        ({"start_on": TODAY - timedelta(1)}, "leave.in_the_past"),
        ({"start_on": date(2026, 11, 28), "end_on": date(2026, 11, 30)}, "leave.no_workday"),
        ({"portion": "MORNING"}, "leave.whole_days"),
        ({"reason": ""}, "leave.no_reason"),
        ({"extra_days": 2}, "leave.no_extra_days"),
        ({"end_on": MONDAY + timedelta(40)}, "leave.not_enough"),
        ({"stand_in_id": 999_999}, "leave.stand_in_unknown"),
        ({"end_on": date(9999, 12, 31)}, "leave.too_many_days"),
    ],
)
def test_what_is_refused_leaves_nothing(cast: Cast, fields: dict[str, object], code: str) -> None:
    with refused(code):
        services.request_leave(leave_draft(**fields), by=actor(cast.owner), at=NOON)  # type: ignore[arg-type]  # fields of the draft

    assert not Request.objects.exists()
    assert not Entry.objects.exists()


def test_nobody_stands_in_for_themselves(cast: Cast) -> None:
    with refused("leave.stand_in_unknown"):
        services.request_leave(
            leave_draft(stand_in_id=cast.owner.pk), by=actor(cast.owner), at=NOON
        )


def test_who_is_away_does_not_stand_in(cast: Cast) -> None:
    make_request(cast.peer, status="APPROVED", start_on=MONDAY + timedelta(2))

    with refused("leave.stand_in_away"):
        services.request_leave(leave_draft(stand_in_id=cast.peer.pk), by=actor(cast.owner), at=NOON)


def test_pppk_have_no_long_leave(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.owner.pk).update(kind="PPPK")

    with refused("leave.not_for_pppk"):
        services.request_leave(leave_draft(kinds.LONG), by=actor(cast.owner), at=NOON)


def test_who_has_just_joined_waits_a_year(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.owner.pk).update(nip="199501012026011001")

    with refused("leave.too_early_in_service"):
        services.request_leave(leave_draft(), by=actor(cast.owner), at=NOON)


def test_an_account_without_a_person_asks_for_nothing(cast: Cast) -> None:
    with refused("leave.no_person"):
        services.request_leave(
            leave_draft(), by=replace(actor(cast.owner), employee_id=None), at=NOON
        )


@pytest.mark.parametrize("status", ["SUBMITTED", "ADVISED", "APPROVED"])
def test_two_absences_never_share_a_day(cast: Cast, status: str) -> None:
    make_request(cast.owner, status=status, start_on=MONDAY + timedelta(2))

    with refused("leave.overlap"):
        services.request_leave(leave_draft(), by=actor(cast.owner), at=NOON)


@pytest.mark.parametrize("status", ["RETURNED", "REFUSED", "WITHDRAWN", "CANCELLED"])
def test_what_stands_no_more_is_in_nobodys_way(cast: Cast, status: str) -> None:
    make_request(cast.owner, status=status)

    services.request_leave(leave_draft(), by=actor(cast.owner), at=NOON)


def test_a_duty_stands_in_the_way_of_leave(cast: Cast) -> None:
    make_letter(cast.agency, [cast.owner])

    with refused("leave.overlap"):
        services.request_leave(leave_draft(), by=actor(cast.owner), at=NOON)


def test_the_halves_of_one_day_go_together(cast: Cast) -> None:
    morning = leave_draft(kinds.FLEX_TIME, end_on=MONDAY + timedelta(1), portion="MORNING")
    services.request_leave(morning, by=actor(cast.owner), at=NOON)
    afternoon = replace(morning, key=new_key(), kind=kinds.FLEX_PLACE, portion="AFTERNOON")
    services.request_leave(afternoon, by=actor(cast.owner), at=NOON)

    with refused("leave.overlap"):
        services.request_leave(
            replace(morning, key=new_key(), portion="FULL"), by=actor(cast.owner), at=NOON
        )


@pytest.mark.parametrize("portion", ["FULL", "MORNING"])
def test_the_database_holds_it_too(cast: Cast, portion: str) -> None:
    make_request(cast.owner, kinds.FLEX_TIME, status="APPROVED", portion=portion)

    with pytest.raises(IntegrityError, match="mornings"), transaction.atomic():
        make_request(cast.owner, kinds.FLEX_TIME, status="APPROVED", portion="MORNING")


def test_what_waits_counts_against_what_is_left(cast: Cast) -> None:
    make_request(cast.owner, start_on=date(2026, 12, 1), days=14)

    with refused("leave.not_enough"):
        services.request_leave(
            leave_draft(start_on=TODAY, end_on=TODAY + timedelta(4)),
            by=actor(cast.owner),
            at=NOON,
        )


def test_over_new_year_each_year_gives_its_part(cast: Cast) -> None:
    OpeningBalance.objects.create(
        employee=cast.owner, year=2026, carried_days=0, source="Daftar", set_at=NOON
    )
    make_request(cast.owner, status="APPROVED", start_on=date(2026, 11, 25), days=14)
    over = leave_draft(start_on=date(2026, 12, 28), end_on=date(2027, 1, 9))

    with refused("leave.not_enough"):
        services.request_leave(over, by=actor(cast.owner), at=NOON)
    services.request_leave(
        replace(over, start_on=date(2026, 12, 30)), by=actor(cast.owner), at=NOON
    )


def test_a_returned_request_is_mended_and_goes_on(cast: Cast) -> None:
    request = make_request(cast.owner, status="RETURNED")
    draft = leave_draft(reason="Menikahkan adik", start_on=MONDAY + timedelta(7))

    services.mend_request(request.pk, draft, by=actor(cast.owner), at=LATER)
    services.mend_request(request.pk, draft, by=actor(cast.owner), at=LATER)

    request.refresh_from_db()
    assert (request.status, request.reason) == ("SUBMITTED", "Menikahkan adik")
    assert request.start_on == MONDAY + timedelta(7)
    assert [step.kind for step in request.steps.order_by("pk")] == ["SUBMITTED", "RESUBMITTED"]


@pytest.mark.parametrize("status", ["SUBMITTED", "APPROVED", "REFUSED"])
def test_only_what_was_returned_is_mended(cast: Cast, status: str) -> None:
    request = make_request(cast.owner, status=status)

    with refused("leave.not_now"):
        services.mend_request(request.pk, leave_draft(), by=actor(cast.owner), at=NOON)


def test_letters_come_later(cast: Cast) -> None:
    request = make_request(cast.owner, kinds.SICK)
    key = new_key()

    for _ in range(2):
        services.attach(request.pk, photo(), key=key, by=actor(cast.owner), at=LATER)

    assert request.attachments.count() == 1
    assert Entry.objects.get().action == "LeaveAttached"


def test_a_request_holds_three_letters(cast: Cast) -> None:
    request = make_request(cast.owner, kinds.SICK)
    for _ in range(3):
        services.attach(request.pk, photo(), key=new_key(), by=actor(cast.owner), at=LATER)

    with refused("leave.too_many_files"):
        services.attach(request.pk, photo(), key=new_key(), by=actor(cast.owner), at=LATER)


def test_nothing_is_attached_to_what_is_decided(cast: Cast) -> None:
    request = make_request(cast.owner, status="APPROVED")

    with refused("leave.not_now"):
        services.attach(request.pk, photo(), key=new_key(), by=actor(cast.owner), at=LATER)


@pytest.mark.parametrize("status", ["SUBMITTED", "ADVISED", "RETURNED"])
def test_the_owner_withdraws(cast: Cast, status: str) -> None:
    request = make_request(cast.owner, status=status)

    services.withdraw_request(request.pk, by=actor(cast.owner), at=LATER)

    request.refresh_from_db()
    assert request.status == "WITHDRAWN"


def test_what_is_decided_is_not_withdrawn(cast: Cast) -> None:
    request = make_request(cast.owner, status="APPROVED")

    with refused("leave.not_now"):
        services.withdraw_request(request.pk, by=actor(cast.owner), at=LATER)


@pytest.mark.parametrize("name", ["acting_superior", "peer", "agency_head"])
def test_nobody_else_mends_attaches_or_withdraws(cast: Cast, name: str) -> None:
    request, by = make_request(cast.owner, status="RETURNED"), actor(getattr(cast, name))

    with refused("leave.not_yours"):
        services.mend_request(request.pk, leave_draft(), by=by, at=NOON)
    with refused("leave.not_yours"):
        services.attach(request.pk, photo(), key=new_key(), by=by, at=NOON)
    with refused("leave.not_yours"):
        services.withdraw_request(request.pk, by=by, at=NOON)


def test_what_is_gone_is_said_to_be_gone(cast: Cast) -> None:
    with refused("leave.unknown"):
        services.withdraw_request(new_key(), by=actor(cast.owner), at=NOON)


def test_without_a_posting_there_is_a_way_still(cast: Cast) -> None:
    Posting.objects.filter(employee=cast.owner).delete()

    request = services.request_leave(
        leave_draft(kinds.SICK, start_on=TODAY), by=actor(cast.owner), at=NOON
    )

    assert request.status == "SUBMITTED"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_do_not_overdraw(noon: None) -> None:  # noqa: ARG001 (the clock stands)
    cast = make_cast()
    drafts = [
        leave_draft(start_on=date(2026, 12, 1), end_on=date(2026, 12, 11)),
        leave_draft(start_on=date(2026, 12, 14), end_on=date(2026, 12, 24)),
    ]
    start = Barrier(2)

    def send(number: int) -> str:
        connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
        start.wait()
        try:
            services.request_leave(drafts[number], by=actor(cast.owner), at=NOON)
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(send, range(2)))

    assert answers == ["", "leave.not_enough"]


@pytest.mark.parametrize(
    ("gap", "stops"),
    [(0, True), (2, True), (5, False)],
)
def test_two_leaves_in_a_row_are_one(cast: Cast, gap: int, *, stops: bool) -> None:
    """The first ends on a Friday: over the weekend no workday lies between."""
    friday_after = MONDAY + timedelta(61 + 5 - (MONDAY + timedelta(61)).weekday() - 1)
    make_request(cast.owner, kinds.LONG, days=(friday_after - MONDAY).days + 1, status="APPROVED")
    start_on = friday_after + timedelta(1 + gap)
    draft = leave_draft(kinds.LONG, start_on=start_on, end_on=start_on + timedelta(60))

    if stops:
        with refused("leave.too_many_days"):
            services.request_leave(draft, by=actor(cast.owner), at=NOON)
    else:
        assert services.request_leave(draft, by=actor(cast.owner), at=NOON)
