"""My leave: what I have, what I asked for, where I am sent; and the form to ask with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.core.uuid7 import uuid7
from noken.leave import access
from noken.leave.models import Absence, Request
from noken.leave.queries.officials import Official, official_of, superior_of
from noken.leave.queries.terms import Ledger, ledger_of
from noken.leave.queries.words import ICONS, KIND_NAMES, RequestRow, row_of, when_of
from noken.leave.rules import flow, kinds
from noken.leave.rules.balance import Balance
from noken.organization import queries as organization
from noken.organization.models import Employee, Posting
from noken.regulations import loader

NEWEST = 40
BACK_DAYS = 31


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty or training a letter sends somebody to."""

    label: str
    when: str
    place: str
    number: str
    purpose: str
    is_now: bool
    url: str


@dataclass(frozen=True, slots=True)
class MyLeavePage:
    """`balance` of the year, `next_balance` once somebody asked for days of the next one."""

    balance: Balance
    next_balance: Balance | None
    carry_awaits: bool
    running: RequestRow | None
    open: Sequence[RequestRow]
    past: Sequence[RequestRow]
    duties: Sequence[DutyRow]
    on: date
    has_annual: bool


def my_leave(actor: Actor) -> MyLeavePage:
    """Raises Http404: an account without a person."""
    employee = person_of(actor)
    ledger = ledger_of(employee, actor.on)
    year = actor.on.year
    rows = list(Request.objects.filter(employee=employee).order_by("-start_on", "-pk")[:NEWEST])
    running = next(
        (
            row
            for row in rows
            if row.status == flow.APPROVED and row.start_on <= actor.on < row.end_on
        ),
        None,
    )
    to_come = flow.OPEN | {flow.APPROVED}
    is_open = [row for row in rows if row.status in to_come and row.end_on > actor.on]
    asked_next = year + 1 in {**ledger.record.asked, **ledger.record.used}
    return MyLeavePage(
        balance=ledger.balance(year),
        next_balance=ledger.balance(year + 1) if asked_next else None,
        carry_awaits=not ledger.settings["RECORDS_SINCE"].settled,
        running=row_of(running) if running else None,
        open=[row_of(row) for row in reversed(is_open)],
        past=[row_of(row) for row in rows if row not in is_open],
        duties=duties_of(employee.pk, actor.on),
        on=actor.on,
        has_annual=employee.kind in kinds.PNS_KINDS | kinds.PPPK_KINDS,
    )


def duties_of(employee_id: int, on: date) -> list[DutyRow]:
    rows = (
        Absence.objects.filter(
            employee_id=employee_id,
            letter__isnull=False,
            cancelled_at=None,
            end_on__gt=on - timedelta(BACK_DAYS),
        )
        .select_related("letter")
        .order_by("-start_on")
    )
    return [
        DutyRow(
            label=KIND_NAMES[row.kind],
            when=when_of(row.start_on, row.end_on, row.portion),
            place=row.place,
            number=row.reference,
            purpose=row.letter.purpose,
            is_now=row.start_on <= on < row.end_on,
            url=row.letter.get_absolute_url(),
        )
        for row in rows
        if row.letter is not None
    ]


@dataclass(frozen=True, slots=True)
class KindCard:
    """One kind to choose from. `awaits` tells that a number of it waits for its owner."""

    code: str
    name: str
    text: str
    icon: str
    url: str
    awaits: bool


@dataclass(frozen=True, slots=True)
class AskPage:
    """The form of one kind, or the kinds to choose from (`kind` is "").

    `employee_id` and `person` tell for whom, when it is somebody else; `recorded` that it rests
    on a letter, also while its owner mends it.
    """

    kind: str
    name: str
    text: str
    cards: Sequence[KindCard]
    key: UUID
    details: Sequence[tuple[str, str]]
    stand_ins: Sequence[tuple[int, str]]
    balance: Balance
    next_balance: Balance
    extra_most: int
    half_days: bool
    beforehand: bool
    medical: bool
    leads: bool
    superior: str
    official: Official
    official_name: str
    request_id: UUID | None
    return_note: str
    on: date
    employee_id: int | None
    person: str
    recorded: bool
    role: Role
    about: frozenset[int]

    @property
    def draft_name(self) -> str:
        """Under which the device keeps what is being typed."""
        if self.request_id:
            return f"cuti-{self.kind}-{self.request_id}"
        return draft_name(self.kind, self.employee_id)


def draft_name(kind: str, employee_id: int | None) -> str:
    return f"cuti-{kind}-pegawai-{employee_id}" if employee_id else f"cuti-{kind}"


TEXTS = {
    kinds.ANNUAL: "Dihitung hari kerja; libur dan cuti bersama tidak mengurangi.",
    kinds.SICK: "Boleh diajukan sesudahnya. Surat dokter hanya dibuka oleh yang memutuskan.",
    kinds.IMPORTANT: "Keluarga sakit keras atau meninggal, menikah, istri melahirkan, musibah.",
    kinds.MATERNITY: "Anak pertama sampai ketiga, paling lama tiga bulan.",
    kinds.LONG: "Setelah lima tahun bekerja, paling lama tiga bulan; tahun itu tanpa cuti tahunan.",
    kinds.UNPAID: "Untuk keperluan pribadi yang mendesak, diputuskan BKPSDM.",
    kinds.FLEX_PLACE: "Bekerja dari kantor lain, rumah atau tempat yang ditetapkan.",
    kinds.FLEX_TIME: "Bekerja pada jam lain pada hari itu.",
}
AWAITS = {kinds.IMPORTANT: "IMPORTANT_MONTHS", kinds.UNPAID: "UNPAID_YEARS"}


def ask_page(
    actor: Actor,
    kind: str,
    at: datetime,
    *,
    request_id: UUID | None = None,
    employee_id: int | None = None,
) -> AskPage:
    """The form for one kind; without a kind the choice.

    Args:
        request_id: a returned one, to mend.
        employee_id: somebody else, for whom the actor records it.

    Raises:
        Http404: no such kind for this person, no returned request of theirs, or nobody whose
            leave the actor keeps.
    """
    returned = get_returned(actor, request_id) if request_id else None
    employee = returned.employee if returned else _asking(actor, employee_id)
    other = employee.pk != actor.employee_id
    ledger = ledger_of(employee, actor.on, without=request_id)
    cards = _cards(employee, ledger, _address(employee.pk if other else None))
    if kind and kind not in {card.code for card in cards}:
        raise Http404
    official = official_of(employee.pk, actor.on, kind)
    above = superior_of(employee.pk, actor.on)
    names = organization.people([pk for pk in (above, official.person_id) if pk])
    flexible = kind in kinds.FLEXIBLE
    half = ledger.settings["HALF_DAY_LEAVE"]
    year = actor.on.year
    return AskPage(
        kind=kind,
        name=KIND_NAMES.get(kind, ""),
        text=TEXTS.get(kind, ""),
        cards=cards,
        key=uuid7(at),
        details=tuple(kinds.DETAILS.get(kind, {}).items()),
        stand_ins=colleagues_of(employee.pk, above, actor.on),
        balance=ledger.balance(year),
        next_balance=ledger.balance(year + 1),
        extra_most=ledger.settings["REMOTE_DAYS"].value if kind == kinds.ANNUAL else 0,
        half_days=flexible or (kind == kinds.ANNUAL and half.settled and bool(half.value)),
        beforehand=kind in kinds.BEFOREHAND,
        medical=kind in kinds.MEDICAL,
        leads=leads_on(employee.pk, actor.on),
        superior=names[above].name if above in names else "",
        official=official,
        official_name=names[official.person_id].name if official.person_id in names else "BKPSDM",
        request_id=request_id,
        return_note=_return_note(returned),
        on=actor.on,
        employee_id=employee.pk if other else None,
        person=employee.name if other else "",
        recorded=other or (returned is not None and returned.recorded_by_id is not None),
        role=actor.role,
        about=frozenset({employee.pk}) if other else frozenset(),
    )


def get_returned(actor: Actor, request_id: UUID) -> Request:
    """A request that was given back, for the actor to mend.

    Raises:
        Http404: otherwise.
    """
    waiting = Request.objects.select_related("employee").filter(status=flow.RETURNED)
    found = waiting.filter(pk=request_id).first()
    if found is None or not access.can_change(actor, found):
        raise Http404
    return found


def returned_to(actor: Actor) -> list[RequestRow]:
    """The actor's requests that were given back."""
    rows = Request.objects.filter(employee_id=actor.employee_id or 0, status=flow.RETURNED)
    return [row_of(row) for row in rows.order_by("start_on")]


def as_typed(request: Request) -> dict[str, object]:
    """A request as its form shows it: the last day instead of the first day after."""
    return {
        "detail": request.detail,
        "start_on": request.start_on,
        "last_on": request.end_on - timedelta(1),
        "portion": request.portion,
        "extra_days": request.extra_days or None,
        "reason": request.reason,
        "stand_in": request.stand_in_id,
        "address": request.address,
        "phone": request.phone,
        "basis": request.basis,
    }


def person_of(actor: Actor) -> Employee:
    """Raises Http404: an account without a person."""
    found = Employee.objects.filter(pk=actor.employee_id or 0).first()
    if found is None:
        raise Http404
    return found


def colleagues_of(employee_id: int, superior_id: int | None, on: date) -> list[tuple[int, str]]:
    """Who may stand in: those who answer to the same superior, those of the unit, one's own."""
    ids: set[int] = set()
    for above in {superior_id, employee_id} - {None}:
        reports = organization.direct_reports(above or 0, on)
        ids.update(row["employee_id"] for row in reports)
    unit = Posting.objects.filter(in_force(on), employee_id=employee_id, kind="DEFINITIVE").values(
        "unit_id"
    )
    mates = Posting.objects.filter(in_force(on), unit_id__in=unit, kind="DEFINITIVE")
    ids.update(mates.values_list("employee_id", flat=True))
    people = organization.people(ids - {employee_id}, on)
    named = sorted(people.values(), key=lambda person: person.name)
    return [
        (person.id, f"{person.name}, {person.post}" if person.post else person.name)
        for person in named
    ]


def leads_on(employee_id: int, on: date) -> bool:
    return Posting.objects.filter(in_force(on), employee_id=employee_id, is_head=True).exists()


def _asking(actor: Actor, employee_id: int | None) -> Employee:
    """The actor, or the person whose leave the actor keeps."""
    if employee_id is None:
        return person_of(actor)
    found = Employee.objects.filter(pk=employee_id).first()
    if found is None or not access.keeps(actor, employee_id):
        raise Http404
    return found


def _address(employee_id: int | None) -> str:
    return reverse("leave:enter", args=[employee_id]) if employee_id else reverse("leave:ask")


def _cards(employee: Employee, ledger: Ledger, address: str) -> list[KindCard]:
    law = loader.leave_kinds()
    cards = []
    for code in kinds.REQUESTABLE:
        kind = law.get(code)
        if kind and kinds.why_not_for(employee.kind, pns=kind.pns, pppk=kind.pppk):
            continue
        awaits = code in AWAITS and not ledger.settings[AWAITS[code]].binds
        url = f"{address}?jenis={code}"
        cards.append(KindCard(code, KIND_NAMES[code], TEXTS[code], ICONS[code], url, awaits))
    return cards


def _return_note(request: Request | None) -> str:
    if request is None:
        return ""
    step = request.steps.filter(kind="RETURNED").order_by("-at", "-pk").first()
    return step.note if step else ""
