"""Who owes a report, on what it rests, and what is proposed: everybody may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization.models import Employee, Position
from noken.organization.queries import ProposalRow, proposals_of, row_of
from noken.work.models import Duty, DutyProposal

_FAMILIES = dict(Position.Family.choices)
_KINDS = dict(Employee.Kind.choices)
_UNSETTLED = "C"
FAMILY_CHOICES = [("", "Semua rumpun"), *Position.Family.choices]
KIND_CHOICES = [("", "Semua status"), *Employee.Kind.choices]
RHYTHM_CHOICES = Duty.Rhythm.choices


@dataclass(frozen=True, slots=True)
class DutyLine:
    """`who` and `what` are words; `is_settled`: two people have signed it."""

    who: str
    what: str
    source: str
    since: date
    is_settled: bool


@dataclass(frozen=True, slots=True)
class DutiesPage:
    """`now` holds today, the most specific first; `coming` from a later day on."""

    now: Sequence[DutyLine]
    coming: Sequence[DutyLine]
    waiting: Sequence[ProposalRow]
    is_keeper: bool
    role: Role
    on: date


def duties_page(actor: Actor) -> DutiesPage:
    """The value of a proposal is its DutyLine."""
    rows = [row_of(row, _line(row), actor) for row in proposals_of(DutyProposal)]
    duties = Duty.objects.order_by("-family", "-employee_kind")
    return DutiesPage(
        now=[_line(row) for row in duties.filter(in_force(actor.on))],
        coming=[_line(row) for row in duties.filter(start_on__gt=actor.on).order_by("start_on")],
        waiting=[row for row in rows if row.left],
        is_keeper=actor.has(Role.PERSONNEL),
        role=actor.role,
        on=actor.on,
    )


def _line(row: Duty | DutyProposal) -> DutyLine:
    words = [_KINDS.get(row.employee_kind, ""), _FAMILIES.get(row.family, "").lower()]
    who = ", ".join(word for word in words if word) or "Semua pegawai"
    return DutyLine(
        who=who[0].upper() + who[1:],
        what=_what(row),
        source=row.source,
        since=row.start_on,
        is_settled=getattr(row, "mark", _UNSETTLED) != _UNSETTLED,
    )


def _what(row: Duty | DutyProposal) -> str:
    if row.rhythm == Duty.Rhythm.NONE:
        return "Tidak wajib melapor"
    if not row.grace_workdays:
        return "Setiap hari kerja, pada hari itu juga"
    return f"Setiap hari kerja, paling lambat {row.grace_workdays} hari kerja sesudahnya"
