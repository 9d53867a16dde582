"""How far indicators have come, for the plan page, and rows for export."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from noken.core.actor import Actor, Role
from noken.organization import queries as organization
from noken.planning import queries as planning
from noken.planning.queries import Progress
from noken.work import access
from noken.work.models import Report
from noken.work.queries.counting import counted_before, counted_in_span, counted_of
from noken.work.queries.facts import SUMS, sums_from
from noken.work.queries.targets import progress_from_sum

_SUMS = SUMS.format(
    reports="""(select * from work_report
        where author_id = any(%(people)s::bigint[]) and work_on < %(year_end)s) r"""
)

WAITING, COUNTED = Report.Status.WAITING, "Dihitung, belum ditinjau"
EXPORT_HEADER = (
    *("Tanggal kerja", "Nama", "Hasil", "Jumlah", "Satuan", "Tempat", "Catatan"),
    *("Diterima", "Keadaan", "Alasan terlambat"),
)


def progress_of(
    actor: Actor, owner_ids: Collection[int], year: int
) -> dict[tuple[int, UUID], Progress]:
    """By owner and indicator, of the owners whose work the actor may see; four queries."""
    seen = _seen_owners(actor, owner_ids)
    if not seen:
        return {}
    end = date(year + 1, 1, 1)
    asked: dict[str, Any] = {
        "people": list(seen),
        "year_start": date(year, 1, 1),
        "year_end": end,
        "counted": counted_in_span(end, actor.on, counted_before(actor.on)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, asked)
        sums = sums_from(cursor.fetchall())
    known = _indicators(seen, year) if sums else {}
    return {key: progress_from_sum(done, known.get(key[1])) for key, done in sums.items()}


def _seen_owners(actor: Actor, owner_ids: Collection[int]) -> set[int]:
    """Whose progress the actor may see: the own one, the chain below, and what the role grants."""
    if set(owner_ids) <= {actor.employee_id}:
        return set(owner_ids)
    roles = (Role.SELF, Role.SUPERIOR, Role.PERSONNEL, Role.INSPECTORATE, Role.LEADER, Role.SYSTEM)
    allowed = organization.subjects_of(actor, *roles).filter(pk__in=owner_ids)
    return {row["pk"] for row in allowed}


def _indicators(owner_ids: Collection[int], year: int) -> dict[UUID, planning.IndicatorView]:
    plans = planning.results_in_force(owner_ids, year)
    return {
        indicator.key: indicator
        for results in plans.values()
        for result in results
        for indicator in result.indicators
    }


def export_rows(
    actor: Actor, person_ids: Collection[int], since: date, until: date
) -> Iterator[tuple[Any, ...]]:
    """Reports of `[since, until)` that the actor may see, in the order of EXPORT_HEADER."""
    rows = (
        Report.objects.filter(
            access.visible_to(actor), author__in=person_ids, work_on__gte=since, work_on__lt=until
        )
        .order_by("work_on", "author__name", "received_at")
        .values_list(
            *("work_on", "author__name", "title", "quantity", "unit", "places", "note"),
            *("received_at", "status", "late_reason"),
        )
    )
    words, before = dict(Report.Status.choices), counted_before(actor.on)
    for day, name, title, quantity, unit, places, note, received, status, reason in rows.iterator():
        arrived: datetime = received
        counts = status == WAITING and arrived < counted_of(day, actor.on, before)
        yield (
            *(day, name, title, quantity, unit, ", ".join(places), note),
            *(arrived, COUNTED if counts else words[status]),
            reason,
        )
