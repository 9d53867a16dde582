"""The page of one request: what was asked, every step, and what this reader may do and see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.http import Http404

from noken.core import clock
from noken.core.actor import ROLE_WORDS, Actor, Role
from noken.core.uuid7 import uuid7
from noken.documents import queries as documents
from noken.documents.queries import ReceiptCard
from noken.leave import access
from noken.leave.access import Standing
from noken.leave.models import Absence, Attachment, Request, Step
from noken.leave.queries.mine import draft_name, leads_on
from noken.leave.queries.officials import Official, official_of, superior_of
from noken.leave.queries.terms import Ledger, balance_with, ledger_of, unbroken, workdays_of
from noken.leave.queries.words import TONES, detail_of, row_of, when_of
from noken.leave.rules import flow, kinds, limits
from noken.leave.rules.balance import Balance, counted_days
from noken.organization import queries as organization
from noken.organization.models import Posting

JUST_NOW = timedelta(minutes=1)
HIDDEN = "Alasan dan lampirannya hanya dibuka oleh yang memutuskan."
HIDDEN_FILES = "Lampirannya hanya dibuka oleh yang memutuskan."


@dataclass(frozen=True, slots=True)
class StepRow:
    word: str
    by: str
    role: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileRow:
    id: UUID
    name: str
    is_photo: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class AwayRow:
    """Somebody of the same team who is away meanwhile."""

    name: str
    label: str
    when: str


@dataclass(frozen=True, slots=True)
class RequestPage:
    """All one page shows of a request. `reason`, `detail`, `address`, `phone` and `files` are
    empty for who may not read them (`hidden` then says so); `notes` of the steps likewise.

    `counted` are workdays; `waits` says whose turn it is; `hints` what the one who decides
    should know; `left_before` the days left without it, for them; `acting_unit_id` the unit that
    needs somebody to act while its head is away.
    """

    request: Request
    person: organization.Person
    standing: Standing
    name: str
    when: str
    says: str
    tone: str
    icon: str
    days: int
    counted: Decimal
    reason: str
    detail: str
    address: str
    phone: str
    hidden: str
    stand_in: str
    files: Sequence[FileRow]
    file_count: int
    steps: Sequence[StepRow]
    recorded_by: str
    basis: str
    waits: str
    official: Official
    official_name: str
    superior_name: str
    balance: Balance | None
    left_before: Decimal | None
    away: Sequence[AwayRow]
    hints: Sequence[str]
    acting_unit_id: int | None
    may_mend: bool
    may_withdraw: bool
    may_attach: bool
    may_advise: bool
    may_decide: bool
    may_return: bool
    may_end: bool
    may_cancel: bool
    may_skip: bool
    end_from: date
    end_to: date
    receipt: ReceiptCard | None
    key: UUID
    is_own: bool
    draft_of: int | None
    just_sent: bool
    role: Role
    about: frozenset[int]

    @property
    def done_drafts(self) -> list[str]:
        """Names of the drafts kept on the device of what can no longer be sent from here."""
        pk = self.request.pk
        acts = (
            (self.just_sent, draft_name(self.request.kind, self.draft_of)),
            (not self.may_mend, f"cuti-{self.request.kind}-{pk}"),
            (not self.may_advise, f"timbang-{pk}"),
            (not self.may_return or self.may_advise, f"putus-{pk}"),
            (not self.may_end, f"akhiri-{pk}"),
            (not self.may_cancel, f"batal-{pk}"),
        )
        return [name for done, name in acts if done]

    @property
    def asked_last(self) -> date | None:
        """The last day as it was granted, when it ended earlier."""
        end_on = self.request.asked_end_on
        return end_on - timedelta(1) if end_on else None


def request_page(actor: Actor, request_id: UUID, at: datetime) -> RequestPage:
    """Raises Http404: not there, or not the actor's to see."""
    request, standing, official, superior_id = _found(actor, request_id)
    today = clock.day_of(at)
    people = organization.people(
        pk
        for pk in (
            *(request.employee_id, official.person_id, superior_id),
            *(request.stand_in_id, request.recorded_by_id),
        )
        if pk is not None
    )
    is_own = request.employee_id == actor.employee_id
    sends = access.can_change(actor, request)
    ledger = ledger_of(request.employee, today, without=request.pk)
    covered = workdays_of(
        ledger.place.unit_id, request.start_on, request.end_on, extra_days=request.extra_days
    )
    files = list(request.attachments.order_by("order"))
    row, reads, acts = row_of(request), standing.reads_reason, _Acts(standing, request, is_own)
    acts.today = today
    official_name = _name(people, official.person_id) or "BKPSDM"
    superior_name = _name(people, superior_id)
    judging = acts.advises or acts.decides
    balance = balance_with(request, today) if judging or is_own else None
    return RequestPage(
        request=request,
        person=people[request.employee_id],
        standing=standing,
        name=row.name,
        when=row.when,
        says=row.says,
        tone=TONES[request.status][0],
        icon=row.icon,
        days=(request.end_on - request.start_on).days,
        counted=sum(counted_days(covered, request.portion).values(), Decimal(0)),
        reason=request.reason if reads else "",
        detail=detail_of(request.kind, request.detail) if reads else "",
        address=request.address if reads else "",
        phone=request.phone if reads else "",
        hidden=_hidden(standing, len(files)),
        stand_in=_name(people, request.stand_in_id),
        files=_files(files) if standing.opens_letters else (),
        file_count=len(files),
        steps=_steps(request, actor, reads=reads),
        recorded_by=_name(people, request.recorded_by_id),
        basis=request.basis if reads else "",
        waits=_waits(request, superior_name, official_name),
        official=official,
        official_name=official_name,
        superior_name=superior_name,
        balance=balance,
        left_before=ledger.balance(request.start_on.year).left if balance and judging else None,
        away=_away(request, superior_id, today) if judging else (),
        hints=_hints(request, ledger, len(covered), len(files)) if acts.decides else (),
        acting_unit_id=_acting_unit(request) if request.status in flow.STANDING else None,
        may_mend=sends and request.status == flow.RETURNED,
        may_withdraw=sends and request.status in flow.OPEN,
        may_attach=sends and request.status in flow.OPEN,
        may_advise=acts.advises,
        may_decide=acts.decides and acts.may_decide_now,
        may_return=acts.advises or acts.decides,
        may_end=acts.may_end,
        may_cancel=acts.may_cancel,
        may_skip=request.status == flow.SUBMITTED,
        end_from=acts.end_from,
        end_to=request.end_on - timedelta(1),
        receipt=documents.receipts_for([request.pk]).get(request.pk) if sends else None,
        key=uuid7(at),
        is_own=is_own,
        draft_of=None if is_own else request.employee_id,
        just_sent=sends and request.submitted_at > at - JUST_NOW,
        role=standing.role,
        about=frozenset({request.employee_id}),
    )


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A letter that was opened, for the journal."""

    file_id: UUID
    about: frozenset[int]
    role: Role


def open_attachment(actor: Actor, file_id: UUID) -> OpenedFile:
    """A letter of a request: for its owner and for who decides or decided it.

    Raises:
        Http404: everybody else.
    """
    attachment = Attachment.objects.filter(file_id=file_id).first()
    if attachment is None:
        raise Http404
    request, standing, _, _ = _found(actor, attachment.request_id)
    if not standing.opens_letters:
        raise Http404
    return OpenedFile(file_id, frozenset({request.employee_id}), standing.role)


class _Acts:
    """What a reader may do with a request today."""

    def __init__(self, standing: Standing, request: Request, is_own: bool) -> None:  # noqa: FBT001 (one fact)
        self.request = request
        self.advises = standing.advises and request.status == flow.SUBMITTED
        self.decides = standing.decides and request.status in flow.WAITING
        self._changes = (is_own or standing.decides) and request.status == flow.APPROVED
        self._decides = standing.decides
        self.today = date.max

    @property
    def may_decide_now(self) -> bool:
        request = self.request
        return request.status == flow.ADVISED or flow.may_decide_without_advice(
            clock.day_of(request.submitted_at), self.today, start_on=request.start_on
        )

    @property
    def end_from(self) -> date:
        second = self.request.start_on + timedelta(1)
        return second if self._decides else max(second, self.today)

    @property
    def may_end(self) -> bool:
        return self._changes and self.end_from < self.request.end_on

    @property
    def may_cancel(self) -> bool:
        return self._changes and (self._decides or self.request.start_on > self.today)


def _found(actor: Actor, request_id: UUID) -> tuple[Request, Standing, Official, int | None]:
    request = Request.objects.select_related("employee").filter(pk=request_id).first()
    if request is None:
        raise Http404
    official = official_of(request.employee_id, actor.on, request.kind)
    superior_id = superior_of(request.employee_id, actor.on)
    standing = access.standing_of(
        actor, request, superior_id=superior_id, official_id=official.person_id
    )
    if standing is None:
        raise Http404
    return request, standing, official, superior_id


def _hidden(standing: Standing, files: int) -> str:
    if not standing.reads_reason:
        return HIDDEN
    return HIDDEN_FILES if files and not standing.opens_letters else ""


def _name(people: dict[int, organization.Person], pk: int | None) -> str:
    return people[pk].name if pk in people else ""


def _files(rows: Sequence[Attachment]) -> list[FileRow]:
    stored = documents.files_for([row.file_id for row in rows]) if rows else {}
    return [
        FileRow(
            row.file_id,
            stored[row.file_id].display_name if row.file_id in stored else "berkas",
            row.is_photo,
            row.at,
        )
        for row in rows
    ]


def _steps(request: Request, actor: Actor, *, reads: bool) -> list[StepRow]:
    rows = Step.objects.filter(request=request).select_related("by").order_by("at", "pk")
    return [
        StepRow(
            row.get_kind_display(),
            row.by.name if row.by else "",
            ROLE_WORDS.get(Role(row.role), ""),
            row.note if reads or row.by_id == actor.employee_id else "",
            row.at,
        )
        for row in rows
    ]


def _waits(request: Request, superior: str, official: str) -> str:
    if request.status == flow.SUBMITTED:
        return f"Berikutnya: {superior or 'atasan langsung'} memberi pertimbangan."
    if request.status == flow.ADVISED:
        return f"Berikutnya: {official} memutuskan."
    if request.status == flow.RETURNED:
        return "Berikutnya: pemohon memperbaiki dan mengajukan lagi."
    return ""


def _away(request: Request, superior_id: int | None, today: date) -> list[AwayRow]:
    """Who else of the team is away on these days, so that not everybody goes at once."""
    if superior_id is None:
        return []
    reports = organization.direct_reports(superior_id, today)
    team = {row["employee_id"] for row in reports} - {request.employee_id}
    rows = (
        Absence.objects.filter(
            employee_id__in=team,
            cancelled_at=None,
            start_on__lt=request.end_on,
            end_on__gt=request.start_on,
        )
        .select_related("employee")
        .order_by("start_on")
    )
    return [
        AwayRow(
            row.employee.name,
            kinds.label_of(row.kind),
            when_of(row.start_on, row.end_on, row.portion),
        )
        for row in rows
    ]


def _hints(request: Request, ledger: Ledger, workdays: int, files: int) -> list[str]:
    asked = limits.Asked(
        kind=request.kind,
        detail=request.detail,
        start_on=request.start_on,
        end_on=request.end_on,
        portion=request.portion,
        extra_days=request.extra_days,
        reason=request.reason,
        workdays=workdays,
        unbroken=unbroken(
            request.employee_id,
            request.kind,
            request.start_on,
            request.end_on,
            unit_id=ledger.place.unit_id,
            without=request.pk,
        )
        if request.kind in limits.LONGEST
        else None,
    )
    found = limits.hints_for(asked, ledger.settings, ledger.record.used)
    if request.kind == kinds.SICK:
        if limits.needs_letter(asked.days, ledger.settings) and not files:
            found.append("Belum ada surat dokter; lebih dari sehari memerlukannya.")
        if limits.needs_state_doctor(asked.days, ledger.settings):
            found.append("Lebih dari 14 hari: suratnya dari dokter pemerintah.")
    if request.kind == kinds.ANNUAL and ledger.balance(request.start_on.year).carried is None:
        found.append("Sisa cuti tahun lalu belum dicatat, jadi hanya hak tahun ini yang dihitung.")
    return found


def _acting_unit(request: Request) -> int | None:
    """The unit a person heads who will be away for whole days."""
    if request.kind in kinds.FLEXIBLE or not leads_on(request.employee_id, request.start_on):
        return None
    heads = Posting.objects.filter(
        employee_id=request.employee_id, is_head=True, kind=Posting.Kind.DEFINITIVE
    )
    return heads.order_by("-start_on").values_list("unit_id", flat=True).first()
