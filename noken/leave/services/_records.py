"""Locking, judging and writing what several services of requests need."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NoReturn
from uuid import UUID

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.core.values import Span
from noken.documents import services as documents
from noken.leave import access
from noken.leave.models import Absence, Attachment, Request, Step
from noken.leave.queries import officials
from noken.leave.queries.terms import Ledger, ledger_of, unbroken, workdays_of
from noken.leave.rules import flow, kinds, limits
from noken.leave.rules.balance import counted_days
from noken.leave.rules.kinds import Why
from noken.organization.models import Employee, Posting
from noken.regulations import loader
from noken.ui.formats import day_short

MAX_FILES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveDraft:
    """A request as sent. `key` is the client-made id (UUIDv7); `end_on` the first day after.

    `basis` names the letter, where somebody writes it down for somebody else.
    """

    key: UUID
    kind: str
    start_on: date
    end_on: date
    detail: str = ""
    portion: str = "FULL"
    extra_days: int = 0
    reason: str = ""
    address: str = ""
    phone: str = ""
    stand_in_id: int | None = None
    basis: str = ""
    uploads: tuple[Any, ...] = ()

    def content(self, employee_id: int, hashes: Sequence[str]) -> dict[str, Any]:
        """What the receipt covers."""
        basis = {"basis": self.basis} if self.basis else {}
        return {
            **basis,
            "employee": employee_id,
            "kind": self.kind,
            "detail": self.detail,
            "start_on": self.start_on.isoformat(),
            "end_on": self.end_on.isoformat(),
            "portion": self.portion,
            "extra_days": self.extra_days,
            "reason": self.reason,
            "address": self.address,
            "phone": self.phone,
            "stand_in": self.stand_in_id,
            "files": list(hashes),
        }


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: the superior and the official of the day (None: BKPSDM)."""

    superior_id: int | None
    official_id: int | None

    @property
    def status(self) -> str:
        return flow.first_status(self.superior_id, self.official_id)

    @property
    def waits_for(self) -> int | None:
        return self.superior_id if self.status == flow.SUBMITTED else self.official_id


def refuse(why: Why) -> NoReturn:
    raise Refused(why.text, code=why.code, basis=why.basis)


def lock_person(by: Actor) -> Employee:
    """The actor's own row, held until the end: two requests of one person come one by one.

    Raises:
        Refused: `leave.no_person`.
    """
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="leave.no_person",
        )
    return lock_employee(by.employee_id)


def lock_employee(employee_id: int) -> Employee:
    return Employee.objects.select_for_update(no_key=True).get(pk=employee_id)


def lock_request(request_id: UUID) -> Request:
    """A request with its person, both held.

    Raises:
        Refused: `leave.unknown`.
    """
    found = Request.objects.filter(pk=request_id).values_list("employee_id", flat=True).first()
    if found is None:
        raise Refused("Pengajuan ini tidak ada lagi.", code="leave.unknown")
    lock_employee(found)
    return (
        Request.objects.select_for_update(of=("self",))
        .select_related("employee")
        .get(pk=request_id)
    )


def lock_sent(request_id: UUID, by: Actor) -> Request:
    """The request of its owner, or of who recorded it for them and keeps their books still.

    Raises:
        Refused: `leave.unknown`, `leave.not_yours`.
    """
    request = lock_request(request_id)
    if not access.can_change(by, request):
        raise Refused("Hanya pemohon yang dapat melakukan ini.", code="leave.not_yours")
    return request


def turn_of(employee_id: int, kind: str, on: date) -> Turn:
    return Turn(
        officials.superior_of(employee_id, on),
        officials.official_of(employee_id, on, kind).person_id,
    )


def check_status(request: Request, allowed: Collection[str]) -> None:
    """Raises Refused: `leave.not_now`."""
    if why := flow.why_not_now(request.status, frozenset(allowed)):
        refuse(why)


def judge(
    employee: Employee,
    draft: LeaveDraft,
    today: date,
    *,
    without: UUID | None = None,
    recorded: bool = False,
) -> None:
    """See that a draft may be sent; what is `recorded` from a letter rests on it.

    Raises:
        Refused: see `request_leave`.
    """
    kind = loader.leave_kinds().get(draft.kind)
    if draft.kind not in kinds.REQUESTABLE:
        raise Refused("Pilih jenis cuti dari daftar.", code="leave.no_kind")
    if kind and (why := kinds.why_not_for(employee.kind, pns=kind.pns, pppk=kind.pppk)):
        refuse(why)
    if recorded and not draft.basis.strip():
        raise Refused(
            "Tuliskan surat yang mendasarinya, misalnya nomor dan tanggal surat cuti.",
            code="leave.no_source",
        )
    ledger = ledger_of(employee, today, without=without)
    days = _workdays(ledger, draft)
    asked = limits.Asked(
        kind=draft.kind,
        detail=draft.detail,
        start_on=draft.start_on,
        end_on=draft.end_on,
        portion=draft.portion,
        extra_days=draft.extra_days,
        reason=draft.reason,
        workdays=len(days),
        recorded=recorded,
        unbroken=unbroken(
            employee.pk,
            draft.kind,
            draft.start_on,
            draft.end_on,
            unit_id=ledger.place.unit_id,
            without=without,
        )
        if draft.kind in limits.LONGEST
        else None,
    )
    person = limits.Person(employee.kind, ledger.record.since)
    if why := limits.why_not_askable(asked, person, today, ledger.settings):
        refuse(why)
    check_overlap(employee.pk, draft.start_on, draft.end_on, draft.portion, without=without)
    if draft.kind == kinds.ANNUAL:
        check_covered(ledger, days, draft.portion, draft.start_on)
    _check_stand_in(employee.pk, draft)


def check_covered(ledger: Ledger, days: list[date], portion: str, start_on: date) -> None:
    """Raises Refused: `leave.not_enough`, `leave.too_early_in_service`, `leave.service_unknown`."""
    counted = counted_days(days, portion)
    balances = {year: ledger.balance(year) for year in counted}
    if why := limits.why_not_covered(balances, counted, start_on):
        refuse(why)


def check_overlap(
    employee_id: int, start: date, end: date, portion: str, *, without: UUID | None = None
) -> None:
    """No two absences of a person share half a day; what is asked for counts as well.

    Raises:
        Refused: `leave.overlap`.
    """
    span = Span(start, end)
    standing = Absence.objects.filter(
        employee_id=employee_id, cancelled_at=None, start_on__lt=end, end_on__gt=start
    )
    asked = Request.objects.filter(
        employee_id=employee_id, status__in=flow.WAITING, start_on__lt=end, end_on__gt=start
    )
    rows: list[Absence | Request] = [
        *(row for row in standing if without is None or row.request_id != without),
        *(row for row in asked if row.pk != without),
    ]
    for row in rows:
        if not kinds.overlaps(span, portion, Span(row.start_on, row.end_on), row.portion):
            continue
        last = row.end_on - timedelta(1)
        when = day_short(row.start_on)
        when += f" sampai {day_short(last)}" if last > row.start_on else ""
        state = "yang masih menunggu keputusan" if isinstance(row, Request) else "yang berlaku"
        raise Refused(
            f"Tanggal itu bertabrakan dengan {kinds.label_of(row.kind)} {when} {state}. Pilih "
            "tanggal lain, atau batalkan yang lama dulu.",
            code="leave.overlap",
        )


def _workdays(ledger: Ledger, draft: LeaveDraft) -> list[date]:
    if not 0 < (draft.end_on - draft.start_on).days <= limits.LONGEST_DAYS:
        return []
    return workdays_of(
        ledger.place.unit_id, draft.start_on, draft.end_on, extra_days=draft.extra_days
    )


def _check_stand_in(employee_id: int, draft: LeaveDraft) -> None:
    if draft.stand_in_id is None:
        return
    posted = Posting.objects.filter(in_force(draft.start_on), employee_id=draft.stand_in_id)
    if draft.stand_in_id == employee_id or not posted.exists():
        raise Refused(
            "Pilih rekan yang bertugas pada tanggal itu sebagai pengganti.",
            code="leave.stand_in_unknown",
        )
    away = Absence.objects.filter(
        employee_id=draft.stand_in_id,
        cancelled_at=None,
        family="LEAVE",
        start_on__lt=draft.end_on,
        end_on__gt=draft.start_on,
    )
    if away.exists():
        raise Refused(
            "Pengganti yang Anda pilih sendiri tidak di tempat pada sebagian tanggal itu. Pilih "
            "rekan lain.",
            code="leave.stand_in_away",
        )


def fill(request: Request, draft: LeaveDraft) -> None:
    request.kind, request.detail = draft.kind, draft.detail
    request.start_on, request.end_on = draft.start_on, draft.end_on
    request.portion, request.extra_days = draft.portion, draft.extra_days
    request.reason = draft.reason.strip()
    request.address, request.phone = draft.address.strip()[:200], draft.phone.strip()[:40]
    request.stand_in_id = draft.stand_in_id
    request.basis = draft.basis.strip()[:200] if request.recorded_by_id else ""


def keep_files(request: Request, uploads: Sequence[Any], *, at: datetime) -> None:
    """Raises Refused: `file.…`, `leave.too_many_files`."""
    orders = request.attachments.values_list("order", flat=True)
    already = max(orders, default=-1) + 1
    if already + len(uploads) > MAX_FILES:
        raise Refused(
            f"Satu pengajuan memuat paling banyak {MAX_FILES} lampiran.",
            code="leave.too_many_files",
        )
    for order, kept in enumerate(documents.take_files(uploads, at=at), start=already):
        Attachment.objects.create(
            request=request, file_id=kept.pk, order=order, is_photo=kept.kind == "PHOTO", at=at
        )


def add_step(request: Request, kind: str, *, by: Actor, at: datetime, note: str = "") -> None:
    Step.objects.create(
        request=request, kind=kind, by_id=by.employee_id, role=by.role, note=note, at=at
    )


def said(request: Request, note: str) -> str:
    """What the journal and notices may hold of a note: nothing where it may speak of health."""
    return "" if request.kind in kinds.MEDICAL else note


def need_note(note: str, what: str) -> str:
    """Raises Refused: `leave.note_missing`, `leave.too_long`."""
    note = note.strip()
    if not note:
        raise Refused(what, code="leave.note_missing")
    if len(note) > limits.REASON_LETTERS:
        raise Refused(
            f"Catatan paling panjang {limits.REASON_LETTERS} huruf. Persingkat dulu.",
            code="leave.too_long",
        )
    return note


def standing_of(by: Actor, request: Request, on: date) -> access.Standing | None:
    turn = turn_of(request.employee_id, request.kind, on)
    return access.standing_of(
        by, request, superior_id=turn.superior_id, official_id=turn.official_id
    )
