"""Whose days which ladder counts: the law's for PNS, the region's for PPPK once it is signed."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from noken.findings.models import LadderProposal, Row
from noken.findings.rules import regional
from noken.findings.rules.ladder import Ladder
from noken.findings.rules.regional import BY_LAW, Proposed, Ruled, Step, Table
from noken.organization.models import Employee
from noken.organization.queries import signed_of, signers_of

RULED = """
    exists (select from unnest(%(ruled_kinds)s::text[], %(ruled_since)s::date[],
                               %(ruled_until)s::date[]) as ruled (kind, since, until)
            where ruled.kind = e.kind and (ruled.since is null or r.day >= ruled.since)
              and (ruled.until is null or r.day < ruled.until))
"""
"""Whether a ladder counts the day of row `r` of person `e`; with `ruled_values`."""


def ruled_days() -> list[Ruled]:
    """As `regional.ruled_by`, of all that was signed; days to come have no rows."""
    return regional.ruled_by([proposed_of(row) for row in signed_of(LadderProposal)])


def kinds_by_ladder(day: date) -> list[tuple[list[str], Ladder]]:
    """The ladders that count this day, each with the kinds of people whose it counts."""
    found: dict[date | None, tuple[list[str], Ladder]] = {}
    for each in ruled_days():
        if each.ladder.counts(day):
            found.setdefault(each.since, ([], each.ladder))[0].append(each.kind)
    return list(found.values())


def ruled_values(ruled: Sequence[Ruled] | None = None) -> dict[str, Any]:
    found = ruled_days() if ruled is None else ruled
    return {
        "ruled_kinds": [each.kind for each in found],
        "ruled_since": [each.since for each in found],
        "ruled_until": [each.until for each in found],
    }


def ruled_rows() -> Q:
    """The same as a condition on rows."""
    found = Q(pk__in=[])
    for each in ruled_days():
        span = Q(finding__employee__kind=each.kind)
        if each.since:
            span &= Q(day__gte=each.since)
        if each.until:
            span &= Q(day__lt=each.until)
        found |= span
    return found


def counting_rows() -> Q:
    """Rows that count: refused ones, and unanswered ones of days of which a ladder speaks."""
    return Q(state=Row.State.REFUSED) | Q(ruled_rows(), state=Row.State.LAPSED)


def ladder_on(kind: str, day: date) -> Ladder | None:
    """The ladder that counts a day of people of this kind; None: there is none yet."""
    ruled = [] if kind in BY_LAW else ruled_days()
    return regional.law() if kind in BY_LAW else regional.ladder_on(kind, day, ruled)


def is_ruled(kind: str, day: date) -> bool:
    """Whether rules on discipline are loaded for people of this kind on a day."""
    return ladder_on(kind, day) is not None


def unruled_of(kinds: Collection[str], day: date) -> list[str]:
    """Those of these kinds for whom no rules are loaded."""
    ruled = ruled_days()
    return [kind for kind in kinds if regional.ladder_on(kind, day, ruled) is None]


def not_loaded(kind: str, day: date) -> str:
    """Why nothing follows from what is counted about people of this kind, in one sentence; "" where
    rules are loaded."""
    if is_ruled(kind, day):
        return ""
    return (
        f"Aturan disiplin {Employee.Kind(kind).label} dari daerah belum dimuat: keterangan tetap "
        "ditimbang, yang tidak dijawab tidak dihitung, dan jumlahnya berdiri tanpa jenjang."
    )


def not_loaded_of(employee_ids: Collection[int], day: date) -> str:
    """As `not_loaded`, for a list with somebody of such a kind in it."""
    people = Employee.objects.filter(pk__in=employee_ids).order_by("kind")
    for kind in people.values_list("kind", flat=True).distinct():
        if words := not_loaded(kind, day):
            return words
    return ""


def proposed_of(row: LadderProposal) -> Proposed:
    return Proposed(table_of(row), signers_of(row))


def table_of(row: LadderProposal) -> Table:
    return Table(
        groups=tuple(row.groups),
        steps=tuple(Step(**each) for each in row.steps),
        run=row.run,
        source=row.source,
        since=row.start_on,
    )
