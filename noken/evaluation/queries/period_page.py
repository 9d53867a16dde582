"""One period: how far each agency is, who is not done, what was extended and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.evaluation.access import RATER_SQL
from noken.evaluation.models import Extension, Period, Sheet
from noken.evaluation.queries import candidates
from noken.evaluation.queries.candidates import READY_SQL, scope_of
from noken.evaluation.queries.deadlines import DUE_SQL, Due, due_days, period_due
from noken.evaluation.queries.dry_run import WORDS
from noken.evaluation.queries.offered import key_of
from noken.evaluation.queries.periods import Progress, get_period, progress_of
from noken.evaluation.rules.periods import GROUP_WORDS, Which
from noken.organization import queries as organization
from noken.organization.models import Unit

SIZE = 50
STATES = (("OPEN", "Menunggu penilaian diri"), ("ASSESSED", "Menunggu penilai"))

_LEFT = f"""
    select s.id, s.employee_id, s.status, r.rater_id, d.self_due_on, d.due_on, count(*) over ()
    from evaluation_sheet s
    join organization_employee e on e.id = s.employee_id
    join organization_unit u on u.id = s.unit_id
    cross join lateral ({DUE_SQL}) d
    left join lateral ({RATER_SQL} where asked.id = s.id) r on true
    where s.period_id = %(period)s and s.status = any (%(statuses)s)
        and (%(below)s::text = '' or u.path like %(below)s::text || '%%')
        and (%(units)s::bigint[] is null or s.unit_id = any (%(units)s::bigint[]))
    order by e.name, s.id limit {SIZE} offset %(offset)s::bigint
"""  # noqa: S608 (constants only)
_UNREADY = f"""{READY_SQL}
    select code, count(*) from ready cross join lateral unnest(codes) as code
    where code = any (%(stops)s::text[]) group by code
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency (for an OPD's admin: one unit) and how far it is."""

    id: int
    name: str
    progress: Progress
    url: str


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A sheet that is not published: who acts next, and until when."""

    sheet_id: int
    person: organization.Person
    state: str
    next: str
    due_on: date
    is_late: bool
    url: str
    extend_url: str


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    whom: str
    self_due_on: date
    due_on: date
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """`unready` counts by cause who still lacks something; `choice` is what an extension is for."""

    id: int
    key: str
    label: str
    group: str
    start_on: date
    last_on: date
    due: Due
    announced: Due
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closing_note: str
    progress: Progress
    agencies: tuple[AgencyRow, ...]
    left: tuple[LeftRow, ...]
    count: int
    number: int
    state: str
    unit_id: int | None
    unit: str
    unready: tuple[tuple[str, int, str], ...]
    extensions: tuple[ExtensionRow, ...]
    units: Sequence[Any]
    sheet_id: int | None
    sheet_name: str
    sheet_due: Due | None
    may_keep: bool
    role: Role
    about: frozenset[int]

    @property
    def url(self) -> str:
        return url_of("evaluation:period", self.id)

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // SIZE))

    @property
    def pager_url(self) -> str:
        unit = f"&unit={self.unit_id}" if self.unit_id else ""
        return f"?keadaan={self.state}{unit}&halaman="


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters of the list; `sheet_id` is the person an extension is being written for."""

    state: str = ""
    unit_id: int | None = None
    number: int = 1
    sheet_id: int | None = None


def period_page(actor: Actor, period_id: int, asked: Asked) -> PeriodPage:
    """Raises Http404: not there, or not the actor's to see."""
    period = get_period(actor, period_id)
    which = Which(period.group, period.year, period.kind, period.number)
    scope = scope_of(actor, which)
    agencies = _agencies(actor, period.pk)
    unit = Unit.objects.filter(pk=asked.unit_id).first() if asked.unit_id else None
    left, count, number = _left(actor, period, asked, unit.path if unit else "")
    sheet = _chosen(period, asked.sheet_id, scope.units)
    return PeriodPage(
        id=period.pk,
        key=key_of(which),
        label=str(period),
        group=GROUP_WORDS[period.group],
        start_on=period.start_on,
        last_on=period.end_on - timedelta(1),
        due=period_due(period.pk),
        announced=Due(period.self_due_on, period.due_on),
        opened_at=period.opened_at,
        opened_by=period.opened_by.name if period.opened_by else "",
        closed_at=period.closed_at,
        closing_note=period.closing_note,
        progress=_sum([row.progress for row in agencies]),
        agencies=tuple(agencies),
        left=tuple(left),
        count=count,
        number=number,
        state=asked.state if asked.state in dict(STATES) else "",
        unit_id=unit.pk if unit else None,
        unit=unit.name if unit else "",
        unready=() if period.closed_at else tuple(_unready(scope.values(), which)),
        extensions=tuple(_extensions(period)),
        units=organization.agencies(actor),
        sheet_id=sheet.pk if sheet else None,
        sheet_name=sheet.employee.name if sheet else "",
        sheet_due=_sheet_due(sheet),
        may_keep=actor.role is Role.PERSONNEL and period.closed_at is None,
        role=actor.role,
        about=frozenset(row.person.id for row in left) | ({sheet.employee_id} if sheet else set()),
    )


def _agencies(actor: Actor, period_id: int) -> list[AgencyRow]:
    found = progress_of(actor, period_id, by_agency=actor.role is Role.PERSONNEL)
    names = dict(Unit.objects.filter(pk__in=found).values_list("pk", "name"))
    url = url_of("evaluation:period", period_id)
    rows = [AgencyRow(pk, names[pk], found[pk], f"{url}?unit={pk}#belum") for pk in found]
    return sorted(rows, key=lambda row: row.name)


def _sum(parts: Sequence[Progress]) -> Progress:
    return Progress(
        *(
            sum(getattr(part, name) for part in parts)
            for name in ("total", "open", "assessed", "published", "final", "excused")
        )
    )


def _left(actor: Actor, period: Period, asked: Asked, below: str) -> tuple[list[LeftRow], int, int]:
    """One page of sheets that are not published, how many there are, and which page it is."""
    which = Which(period.group, period.year, period.kind, period.number)
    units = scope_of(actor, which).units
    known = dict(STATES)
    number = max(1, asked.number)
    asks: dict[str, Any] = {
        "period": period.pk,
        "on": actor.on,
        "statuses": [asked.state] if asked.state in known else list(known),
        "below": below,
        "units": None if units is None else list(units),
        "offset": (number - 1) * SIZE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, asks)
        found = cursor.fetchall()
        if not found and number > 1:
            number = 1
            cursor.execute(_LEFT, {**asks, "offset": 0})
            found = cursor.fetchall()
    people = organization.people(
        {pk for row in found for pk in (row[1], row[3]) if pk is not None}, actor.on
    )
    rows = [_left_row(row, people, actor.on, period.pk) for row in found]
    return rows, found[0][-1] if found else 0, number


def _left_row(
    row: Sequence[Any], people: Mapping[int, organization.Person], on: date, period_id: int
) -> LeftRow:
    sheet_id, employee_id, status, rater_id, self_due_on, due_on, _ = row
    rater = people.get(rater_id)
    own = status == Sheet.Status.OPEN
    due = self_due_on if own and self_due_on >= on else due_on
    who = f"menunggu {rater.name}" if rater else "belum ada penilai"
    period_url = url_of("evaluation:period", period_id)
    return LeftRow(
        sheet_id=sheet_id,
        person=people[employee_id],
        state=dict(STATES)[status],
        next="menunggu penilaian dirinya" if own and self_due_on >= on else who,
        due_on=due,
        is_late=due_on < on,
        url=url_of("evaluation:sheet", sheet_id),
        extend_url=f"{period_url}?lembar={sheet_id}#perpanjang",
    )


def _unready(values: Mapping[str, Any], which: Which) -> list[tuple[str, int, str]]:

    with connection.cursor() as cursor:
        cursor.execute(_UNREADY, {**values, "stops": list(candidates.STOPS)})
        counts = dict(cursor.fetchall())
    url = f"{url_of('evaluation:period_open')}?periode={key_of(which)}&keadaan="
    return [
        (WORDS[code][0], counts[code], f"{url}{code}")
        for code in candidates.STOPS
        if counts.get(code)
    ]


def _extensions(period: Period) -> list[ExtensionRow]:
    rows = Extension.objects.filter(period=period).select_related("unit", "sheet__employee", "by")
    return [
        ExtensionRow(
            whom=_whom(row),
            self_due_on=row.self_due_on,
            due_on=row.due_on,
            reason=row.reason,
            by=row.by.name if row.by else "sistem",
            at=row.at,
        )
        for row in rows.order_by("-at", "-pk")
    ]


def _whom(row: Extension) -> str:
    if row.sheet is not None:
        return row.sheet.employee.name
    return row.unit.name if row.unit else "Semua"


def _chosen(period: Period, sheet_id: int | None, units: Sequence[int] | None) -> Sheet | None:
    if sheet_id is None:
        return None
    sheets = Sheet.objects.filter(pk=sheet_id, period=period).select_related("employee")
    return (sheets if units is None else sheets.filter(unit__in=units)).first()


def _sheet_due(sheet: Sheet | None) -> Due | None:

    return due_days([sheet.pk])[sheet.pk] if sheet else None
