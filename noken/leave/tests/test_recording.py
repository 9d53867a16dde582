"""Leave written down for somebody who cannot: from a letter, and decided by somebody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry, Reading
from noken.core.errors import Refused
from noken.leave import services
from noken.leave.models import Absence, Request
from noken.leave.queries import officials
from noken.leave.rules import kinds
from noken.notices.models import Notice
from noken.organization.models import Employee, RoleGrant
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_leave import MONDAY, leave_draft, make_request
from tests.world_work import photo

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
BASIS = "Surat cuti 850/77/2026 tanggal 1 Juni 2026"
LATER = NOON + timedelta(hours=1)
LONG_AGO = TODAY - timedelta(120)


def record(cast: Cast, **fields: object) -> Request:
    draft = leave_draft(**{"basis": BASIS, **fields})  # type: ignore[arg-type]  # fields of the draft
    return services.record_leave(cast.owner.pk, draft, by=actor(cast.admin_opd), at=NOON)


def told(person: Employee, kind: str) -> list[str]:
    return list(
        Notice.objects.filter(person_id=person.pk, kind=kind).values_list("text", flat=True)
    )


def test_the_admin_records_and_the_person_and_the_superior_are_told(cast: Cast) -> None:
    request = record(cast)

    assert (request.employee, request.recorded_by) == (cast.owner, cast.admin_opd)
    assert (request.status, request.basis) == ("SUBMITTED", BASIS)
    assert request.steps.get().by == cast.admin_opd
    assert told(cast.owner, "LeaveRequested") == [
        f"{cast.admin_opd.name} mencatat cuti atas nama Anda, 30 Nov sampai 2 Des. Periksa isinya."
    ]
    assert cast.owner.name in told(cast.acting_superior, "LeaveRequested")[0]
    entry = Entry.objects.get(action="LeaveRequested")
    assert (entry.subject_id, entry.employee_id) == (cast.owner.pk, cast.admin_opd.pk)


@pytest.mark.parametrize("kind", [kinds.ANNUAL, kinds.SICK])
def test_what_a_letter_granted_long_ago_can_be_recorded(cast: Cast, kind: str) -> None:
    own = leave_draft(kind, start_on=LONG_AGO)
    with pytest.raises(Refused):
        services.request_leave(own, by=actor(cast.owner), at=NOON)

    request = record(cast, kind=kind, start_on=LONG_AGO, uploads=(photo(),))
    services.approve_request(request.pk, by=actor(cast.agency_head), at=NOON)

    absence = Absence.objects.get()
    assert (absence.employee, absence.start_on) == (cast.owner, LONG_AGO)
    assert told(cast.admin_opd, "LeaveApproved")
    assert told(cast.owner, "LeaveApproved")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"basis": " "}, "leave.no_source"),
        ({"start_on": TODAY - timedelta(366 * 6)}, "leave.too_old"),
        ({"end_on": MONDAY + timedelta(40)}, "leave.not_enough"),
    ],
)
def test_what_is_refused_leaves_nothing(cast: Cast, fields: dict[str, object], code: str) -> None:
    with refused(code):
        record(cast, **fields)

    assert not Request.objects.exists()


@pytest.mark.parametrize("who", ["owner", "acting_superior", "peer", "admin_other", "leader"])
def test_only_who_keeps_the_leave_of_a_person_records_it(cast: Cast, who: str) -> None:
    with refused("leave.not_keeper"):
        services.record_leave(
            cast.owner.pk, leave_draft(basis=BASIS), by=actor(getattr(cast, who)), at=NOON
        )


def test_who_would_decide_does_not_record(cast: Cast) -> None:
    RoleGrant.objects.create(
        employee=cast.agency_head,
        role="ADMIN_OPD",
        unit=cast.agency,
        start_on=MONDAY.replace(day=1),
    )

    with refused("leave.would_decide"):
        services.record_leave(
            cast.owner.pk, leave_draft(basis=BASIS), by=actor(cast.agency_head), at=NOON
        )


def test_who_recorded_never_decides(cast: Cast) -> None:
    draft = leave_draft(kinds.UNPAID, basis=BASIS)
    request = services.record_leave(cast.owner.pk, draft, by=actor(cast.personnel), at=NOON)
    services.advise(request.pk, supports=True, note="", by=actor(cast.acting_superior), at=NOON)

    assert officials.ids_to_decide(actor(cast.personnel)) == []
    with refused("leave.not_official"):
        services.approve_request(request.pk, by=actor(cast.personnel), at=NOON)
    rows = Request.objects.filter(pk=request.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(status="APPROVED", decided_by=cast.personnel, decided_at=NOON)


def test_a_recording_rests_on_something(cast: Cast) -> None:
    request = make_request(cast.owner)

    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(recorded_by=cast.admin_opd)


def test_given_back_it_is_mended_by_who_recorded_it(cast: Cast) -> None:
    request = record(cast, start_on=LONG_AGO)
    services.return_request(
        request.pk, "Lampirkan suratnya", by=actor(cast.acting_superior), at=NOON
    )
    assert told(cast.admin_opd, "LeaveReturned")
    draft = leave_draft(basis=f"{BASIS}, halaman 2", start_on=LONG_AGO)

    services.mend_request(request.pk, draft, by=actor(cast.admin_opd), at=LATER)

    request.refresh_from_db()
    assert (request.status, request.basis) == ("SUBMITTED", f"{BASIS}, halaman 2")
    with refused("leave.not_yours"):
        services.withdraw_request(request.pk, by=actor(cast.personnel), at=LATER)


def test_the_person_takes_back_what_is_not_true(cast: Cast) -> None:
    request = record(cast)

    services.withdraw_request(request.pk, by=actor(cast.owner), at=LATER)

    assert told(cast.admin_opd, "LeaveWithdrawn")
    assert not told(cast.owner, "LeaveWithdrawn")


def test_an_own_request_has_no_basis(cast: Cast) -> None:
    request = services.request_leave(leave_draft(), by=actor(cast.owner), at=NOON)

    assert (request.recorded_by, request.basis) == (None, "")


def test_who_recorded_a_sick_leave_reads_their_words_until_it_is_decided(
    cast: Cast, browse: Browse
) -> None:
    request = record(
        cast, kind=kinds.SICK, start_on=TODAY, reason="Dirawat di RSUD", uploads=(photo(),)
    )
    admin = browse(cast.admin_opd)
    file_id = request.attachments.get().file_id

    before = admin.get(request.get_absolute_url()).content.decode()
    letter = admin.get(reverse("leave:attachment", args=[file_id])).status_code
    services.approve_request(request.pk, by=actor(cast.agency_head), at=NOON)
    after = admin.get(request.get_absolute_url()).content.decode()

    assert "Dirawat di RSUD" in before
    assert BASIS in before
    assert letter == 404
    assert "Dirawat di RSUD" not in after
    assert BASIS not in after
    superior = browse(cast.acting_superior).get(request.get_absolute_url()).content.decode()
    assert BASIS not in superior
    assert cast.admin_opd.name in superior


def test_the_form_is_reached_from_the_record_and_keeps_what_was_typed(
    cast: Cast, browse: Browse
) -> None:
    admin = browse(cast.admin_opd)
    path = reverse("leave:enter", args=[cast.owner.pk])
    choice = admin.get(path).content.decode()
    page = admin.get(f"{path}?jenis=ANNUAL").content.decode()
    data = {
        **replace(leave_draft(), basis="").content(0, ()),
        "key": str(leave_draft().key),
        "jenis": "ANNUAL",
        "start_on": LONG_AGO.isoformat(),
        "last_on": LONG_AGO.isoformat(),
        "stand_in": "",
        "basis": "",
    }
    bad = admin.post(path, data)
    good = admin.post(path, {**data, "basis": BASIS})

    assert path in admin.get(reverse("leave:record", args=[cast.owner.pk])).content.decode()
    assert f"{path}?jenis=ANNUAL" in choice.replace("&amp;", "&")
    assert f"Atas nama {cast.owner.name}" in page
    assert (bad.status_code, good.status_code) == (422, 302)
    assert "Menengok keluarga di Wasior" in bad.content.decode()
    assert Request.objects.get().start_on == LONG_AGO
    assert Reading.objects.filter(person_id=cast.owner.pk, screen="leave:enter").exists()
