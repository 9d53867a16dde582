"""What people said about their days, and what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from noken.attendance import access
from noken.attendance.models import Correction, CorrectionStep
from noken.core.actor import Actor, Role
from noken.core.tally import Tally
from noken.organization import queries as organization
from noken.organization.queries import Person

UNDECIDED = (Correction.Status.WAITING, Correction.Status.ASKED)
_TONES = {
    "WAITING": "thr",
    "ASKED": "warn",
    "ACCEPTED": "ok",
    "REFUSED": "",
    "WITHDRAWN": "",
}
_TALLY = """
    select 'team_days', count(*) from attendance_correction c
    join organization_reportingline l on l.employee_id = c.employee_id and l.superior_id = %s
        and l.start_on <= %s and (l.end_on is null or l.end_on > %s)
    where c.status = 'WAITING' and c.finding = ''
    union all
    select 'my_days', count(*) from attendance_correction c
    where c.employee_id = %s and c.status = 'ASKED'
"""


@dataclass(frozen=True, slots=True)
class StepView:
    """One act: what, who, when, and what was said."""

    kind: str
    label: str
    who: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction with its whole course. `seen` is what the page said when it was filed.

    `undecided`: the day counts as nothing until the superior decides; `late` when that date has
    passed. `finding` is the number of the finding in which it is weighed. `last_note` is the
    newest question, answer or reason.
    """

    id: UUID
    person_id: int
    day: date
    code: str
    choice: str
    text: str
    seen: str
    status: str
    label: str
    tone: str
    has_file: bool
    filed_at: datetime
    decide_by: date
    late: bool
    finding: str
    steps: Sequence[StepView]

    @property
    def undecided(self) -> bool:
        return self.status in UNDECIDED

    @property
    def said_there(self) -> bool:
        """The words are in the finding."""
        return self.code == Correction.Choice.FINDING

    @property
    def asked(self) -> bool:
        return self.status == "ASKED"

    @property
    def last_note(self) -> StepView | None:
        return next((step for step in reversed(self.steps) if step.note), None)


def corrections_of(
    employee_ids: Collection[int], start: date, end: date, on: date
) -> dict[tuple[int, date], list[CorrectionView]]:
    """By person and day, newest first, withdrawn ones too; two statements."""
    rows = Correction.objects.filter(employee__in=employee_ids, day__gte=start, day__lt=end)
    found: dict[tuple[int, date], list[CorrectionView]] = {}
    for view in _views(list(rows.order_by("-filed_at")), on):
        found.setdefault((view.person_id, view.day), []).append(view)
    return found


@dataclass(frozen=True, slots=True)
class WaitingCorrection:
    """A correction that waits for the actor, with its person."""

    person: Person
    correction: CorrectionView


def corrections_awaiting(actor: Actor) -> list[WaitingCorrection]:
    """Undecided corrections the actor decides today, those asked about last; three statements.
    What is weighed in a finding waits there."""
    if actor.employee_id is None:
        return []
    rows = list(
        Correction.objects.filter(
            access.decided_by(actor), status__in=UNDECIDED, finding=""
        ).order_by("decide_by", "day", "employee_id")
    )
    people = organization.people({row.employee_id for row in rows}, actor.on) if rows else {}
    found = [
        WaitingCorrection(people[view.person_id], view)
        for view in _views(rows, actor.on)
        if view.person_id in people
    ]
    return sorted(found, key=lambda each: each.correction.asked)


def questions_to(actor: Actor) -> list[CorrectionView]:
    """The actor's own corrections about which the superior asked something."""
    rows = Correction.objects.filter(employee_id=actor.employee_id or 0, status="ASKED")
    return _views(list(rows.order_by("day")), actor.on)


def waiting_tally(actor: Actor) -> Tally:
    """How much waits: of the team for the place `team_days`, of the actor's own for `my_days`."""
    me, on = actor.employee_id, actor.on
    return Tally(_TALLY, [me, on, on, me])


@dataclass(frozen=True, slots=True)
class ProofPage:
    """The file kept with a correction; `about` and `role` are for the journal."""

    file_id: UUID
    about: frozenset[int]
    role: Role


def open_proof(actor: Actor, correction_id: UUID) -> ProofPage:
    """The photo or letter of a correction: for its person and the chain of superiors, who decide.

    Raises:
        Http404: there is none, or it is not for the actor.
    """
    row = Correction.objects.filter(pk=correction_id, file_id__isnull=False).first()
    role = row and organization.relation_of(actor, row.employee_id, Role.SELF, Role.SUPERIOR)
    if row is None or row.file_id is None:
        raise Http404
    if not role and access.can_decide(actor, row.employee_id):
        role = Role.PERSONNEL
    if not role:
        raise Http404
    return ProofPage(row.file_id, frozenset({row.employee_id}), role)


def _views(rows: Sequence[Correction], on: date) -> list[CorrectionView]:
    steps = _steps(rows) if rows else {}
    return [_view(row, steps.get(row.pk, ()), on) for row in rows]


def weighed_in_findings(ids: Collection[UUID]) -> set[UUID]:
    """Those of these corrections that a finding weighs."""
    rows = Correction.objects.filter(pk__in=ids).exclude(finding="")
    return set(rows.values_list("pk", flat=True))


def correction_texts(ids: Collection[UUID]) -> Mapping[UUID, str]:
    """What was said, for areas that ask about the same day."""
    rows = Correction.objects.filter(pk__in=ids)
    return {row.pk: f"{row.get_choice_display()}. {row.text}".strip() for row in rows}


def _steps(rows: Sequence[Correction]) -> Mapping[UUID, Sequence[StepView]]:
    found: dict[UUID, list[StepView]] = {}
    chosen = CorrectionStep.objects.filter(correction__in=[row.pk for row in rows])
    for step in chosen.select_related("by").order_by("at", "pk"):
        who = step.by.name if step.by else ""
        found.setdefault(step.correction_id, []).append(
            StepView(step.kind, step.get_kind_display(), who, step.note, step.at)
        )
    return found


def _view(row: Correction, steps: Sequence[StepView], on: date) -> CorrectionView:
    return CorrectionView(
        id=row.pk,
        person_id=row.employee_id,
        day=row.day,
        code=row.choice,
        choice=row.get_choice_display(),
        text=row.text,
        seen=row.seen,
        status=row.status,
        label=row.get_status_display(),
        tone=_TONES[row.status],
        has_file=row.file_id is not None,
        filed_at=row.filed_at,
        decide_by=row.decide_by,
        late=row.status == Correction.Status.WAITING and row.decide_by < on,
        finding=row.finding,
        steps=steps,
    )
