"""What the rules on reporting lines need, read as a few lists."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q

from noken.organization.models import (
    Position,
    Posting,
    StandingPeriod,
    SuperiorOverride,
    Unit,
    UnitVersion,
)
from noken.organization.rules.reporting import Answer, days_of, reporting_lines
from noken.organization.rules.seats import (
    EVER,
    Absence,
    Facts,
    Override,
    ParentFact,
    Placement,
    Seat,
    UnitFact,
)

MAY_LEAD = (StandingPeriod.Standing.ACTIVE, StandingPeriod.Standing.STUDY)

_LEADING = Q(employee__in=Posting.objects.filter(is_head=True).values("employee")) | Q(
    employee__in=SuperiorOverride.objects.values("superior")
)


def structure_facts() -> Facts:
    """Units, seats, choices and absences of those who lead: everything but the placements."""
    units = Unit.objects.values_list("pk", "kind", "end_on", "successor")
    seats = Posting.objects.filter(is_head=True).values_list(
        "unit", "employee", "kind", "start_on", "end_on"
    )
    absences = StandingPeriod.objects.filter(_LEADING).exclude(standing__in=MAY_LEAD)
    return Facts(
        units=[
            UnitFact(pk, kind == Unit.Kind.INSTANSI, end or EVER, successor)
            for pk, kind, end, successor in units
        ],
        parents=[
            ParentFact(unit, parent, start, end or EVER)
            for unit, parent, start, end in UnitVersion.objects.values_list(
                "unit", "parent", "start_on", "end_on"
            )
        ],
        head_posts=frozenset(Position.objects.filter(is_head=True).values_list("unit", flat=True)),
        seats=[
            Seat(unit, employee, kind, start, end or EVER)
            for unit, employee, kind, start, end in seats
        ],
        absences=[
            Absence(employee, start, end or EVER)
            for employee, start, end in absences.values_list("employee", "start_on", "end_on")
        ],
        overrides=[
            Override(employee, superior, start, end or EVER)
            for employee, superior, start, end in SuperiorOverride.objects.values_list(
                "employee", "superior", "start_on", "end_on"
            )
        ],
    )


def with_placements(
    facts: Facts, *, employees: Collection[int] = (), units: Collection[int] = ()
) -> Facts:
    """The facts with the postings of these people and units, and of all who lead."""
    asked = _LEADING | Q(employee__in=employees) | Q(unit__in=units)
    return replace(facts, placements=_placements(asked))


def all_facts(on: date | None = None) -> Facts:
    """Everything; with `on` only the postings of that day."""
    posted = Q() if on is None else Q(start_on__lte=on) & (Q(end_on=None) | Q(end_on__gt=on))
    return replace(structure_facts(), placements=_placements(posted))


def resolve_all(on: date) -> dict[int, Answer]:
    """The superior of everybody on a day with the reason, straight from the facts."""
    lines = reporting_lines(all_facts(on), first=on, until=on + timedelta(1))
    return days_of((line for own in lines.values() for line in own), on)


def _placements(asked: Q) -> list[Placement]:
    rows = Posting.objects.filter(asked, kind=Posting.Kind.DEFINITIVE).values_list(
        "employee", "unit", "is_head", "start_on", "end_on"
    )
    return [
        Placement(employee, unit, is_head, start, end or EVER)
        for employee, unit, is_head, start, end in rows
    ]
