"""The dry run of a period: who cannot be rated yet, why, and where that is mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.urls import reverse

from noken.calendars import queries as calendars
from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.core.periods import in_force
from noken.evaluation.models import CycleValue
from noken.evaluation.queries import candidates
from noken.evaluation.queries.candidates import READY_SQL, Scope, scope_of
from noken.evaluation.queries.offered import (
    Choice,
    choices_on,
    key_of,
    opened_periods,
    whole_span,
)
from noken.evaluation.rules.periods import (
    GROUP_WORDS,
    LONGEST_SEARCH,
    YEAR,
    Which,
    label_of,
    usual_due,
)
from noken.organization import queries as organization
from noken.organization.models import Unit
from noken.regulations.cycles import cycle_days

SIZE = 50
WORDS: Mapping[str, tuple[str, str]] = {
    candidates.NO_SUPERIOR: ("Belum ada atasan", "bad"),
    candidates.NO_PLAN: ("SKP belum disepakati", "warn"),
    candidates.NO_POST: ("Belum ada jabatan", "bad"),
    candidates.MOVED: ("Pindah atau ganti atasan", "acc"),
    candidates.TWO_POSTS: ("Merangkap Plt", "acc"),
    candidates.AWAY: ("Tidak bertugas penuh", ""),
    candidates.NO_ACCOUNT: ("Belum punya akun", ""),
}
"""What may be the matter with somebody: words and tone, what stops the evaluation first."""
PLAN_CAUSES = {
    "": "Belum ada SKP tahun ini.",
    "DRAFT": "SKP masih disusun, belum diajukan.",
    "SUBMITTED": "SKP menunggu persetujuan atasan.",
    "RETURNED": "SKP dikembalikan atasan dan sedang diperbaiki.",
}
AWAY_CAUSES = {
    "STUDY": "Tugas belajar: hasilnya dinilai dari kemajuan belajar.",
    "UNPAID_LEAVE": "Cuti di luar tanggungan negara: dapat tidak dinilai, dengan alasan.",
    "SECONDED": "Dipekerjakan di instansi lain: periksa siapa yang menilai.",
    "SUSPENDED": "Diberhentikan sementara: dapat tidak dinilai, dengan alasan.",
}

_COUNTS = f"""{READY_SQL}
    select code, count(*) from ready cross join lateral unnest(codes) as code group by code
    union all select 'ALL', count(*) from ready
    union all select 'READY', count(*) from ready where not codes && %(stops)s::text[]
"""  # noqa: S608 (constants only)
_ROWS = f"""{READY_SQL}
    select employee_id, name, title, unit, any_plan_id, plan_status, standing,
           codes, count(*) over ()
    from ready
    where (%(code)s::text = '' and codes && %(stops)s::text[] or %(code)s = any(codes))
        and (%(below)s::text = '' or path like %(below)s::text || '%%')
    order by name, employee_id limit {SIZE} offset %(offset)s::bigint
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which period, and the filters; `code` "" shows whatever stops the evaluation."""

    which: Which | None
    code: str = ""
    unit_id: int | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that is the matter with a person."""

    label: str
    tone: str
    cause: str


@dataclass(frozen=True, slots=True)
class NotReady:
    """A person with what is the matter, and the one act that mends the first of it."""

    id: int
    name: str
    post: str
    unit: str
    matters: tuple[Matter, ...]
    act: str
    url: str
    may_remind: bool


@dataclass(frozen=True, slots=True)
class CauseCount:
    code: str
    label: str
    count: int
    stops: bool


@dataclass(frozen=True, slots=True)
class DryRunPage:
    """The dry run and, for BKPSDM, what the opening would take; `choices` are not open yet."""

    which: Which
    key: str
    label: str
    group: str
    start_on: date
    end_on: date
    ended: bool
    total: int
    ready: int
    tallies: tuple[CauseCount, ...]
    rows: tuple[NotReady, ...]
    count: int
    number: int
    code: str
    unit_id: int | None
    units: Sequence[Any]
    choices: tuple[Choice, ...]
    usual: tuple[date, date]
    usual_awaits: bool
    overlaps: tuple[str, ...]
    opened_id: int | None
    may_open: bool
    role: Role
    about: frozenset[int]

    @property
    def url(self) -> str:
        return reverse("evaluation:period_open")

    @property
    def last_on(self) -> date:
        return self.end_on - timedelta(1)

    @property
    def remindable(self) -> int:
        """How many lack a plan, where they are what is shown and no unit narrows the list."""
        shown = self.code in {"", candidates.NO_PLAN} and self.unit_id is None
        counts = {tally.code: tally.count for tally in self.tallies}
        return counts[candidates.NO_PLAN] if shown else 0

    @property
    def stopped(self) -> int:
        return self.total - self.ready

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // SIZE))

    @property
    def pager_url(self) -> str:
        unit = f"&unit={self.unit_id}" if self.unit_id else ""
        return f"?periode={self.key}&keadaan={self.code}{unit}&halaman="

    @property
    def here(self) -> str:
        return f"{self.url}{self.pager_url}{self.number}"


def dry_run_page(actor: Actor, asked: Asked) -> DryRunPage:
    """The dry run over everybody (BKPSDM) or the own units (an OPD's admin)."""
    opened = opened_periods()
    choices = choices_on(actor.on, opened)
    which = asked.which or choices[0].which
    start, end = whole_span(which)
    code = asked.code if asked.code in WORDS else ""
    scope = scope_of(actor, which)
    counts = _counts(scope)
    rows, count, number = _rows(scope, code, asked)
    return DryRunPage(
        which=which,
        key=key_of(which),
        label=label_of(which.kind, which.year, which.number),
        group=GROUP_WORDS[which.group],
        start_on=start,
        end_on=end,
        ended=end <= actor.on,
        total=counts.get("ALL", 0),
        ready=counts.get("READY", 0),
        tallies=tuple(
            CauseCount(each, WORDS[each][0], counts.get(each, 0), each in candidates.STOPS)
            for each in WORDS
        ),
        rows=tuple(rows),
        count=count,
        number=number,
        code=code,
        unit_id=asked.unit_id,
        units=organization.agencies(actor),
        choices=choices,
        usual=usual_days(which, actor.on),
        usual_awaits=not CycleValue.objects.filter(in_force(actor.on)).exists(),
        overlaps=tuple(_overlaps(which, opened)),
        opened_id=opened.get(which),
        may_open=actor.role is Role.PERSONNEL,
        role=actor.role,
        about=frozenset(row.id for row in rows),
    )


def usual_days(which: Which, on: date) -> tuple[date, date]:
    """The days that are proposed for the own assessment and the result, from today at least."""
    end = whole_span(which)[1]
    begins = max(end, on)
    calendar = calendars.calendar(begins, begins + LONGEST_SEARCH)
    prefix = "YEAR_" if which.kind == YEAR else ""
    set_here = dict(CycleValue.objects.filter(in_force(on)).values_list("name", "value"))
    names = (f"{prefix}SELF_DUE", f"{prefix}RATING_DUE")
    counted = [set_here.get(name, cycle_days()[name].value) for name in names]
    first, last = (usual_due(begins, value, calendar) for value in counted)
    return first, max(first, last)


def _overlaps(which: Which, opened: Mapping[Which, int]) -> list[str]:
    """Periods of another rhythm that share days with this one: people would be rated twice."""
    start, end = whole_span(which)
    found = []
    for each in sorted(opened):
        if each.group != which.group or YEAR in {each.kind, which.kind} or each == which:
            continue
        since, until = whole_span(each)
        if since < end and until > start:
            found.append(label_of(each.kind, each.year, each.number))
    return found


def _counts(scope: Scope) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {**scope.values(), "stops": list(candidates.STOPS)})
        return dict(cursor.fetchall())


def _rows(scope: Scope, code: str, asked: Asked) -> tuple[list[NotReady], int, int]:
    """One page of people, how many there are, and which page it is."""
    number = max(1, asked.number)
    asks: dict[str, Any] = {
        **scope.values(),
        "stops": list(candidates.STOPS),
        "code": code,
        "below": _path(asked.unit_id),
        "offset": (number - 1) * SIZE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, asks)
        found = cursor.fetchall()
        if not found and number > 1:
            number = 1
            cursor.execute(_ROWS, {**asks, "offset": 0})
            found = cursor.fetchall()
    count = found[0][-1] if found else 0
    return [_row(*row[:-1]) for row in found], count, number


def _path(unit_id: int | None) -> str:
    if unit_id is None:
        return ""
    return Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first() or "-"


def _row(  # noqa: PLR0913 (a row of the statement)
    employee_id: int,
    name: str,
    post: str,
    unit: str,
    plan_id: int | None,
    plan_status: str,
    standing: str,
    codes: list[str],
) -> NotReady:
    causes = {
        candidates.NO_SUPERIOR: "Tidak ada yang dapat menilai.",
        candidates.NO_PLAN: PLAN_CAUSES.get(plan_status, ""),
        candidates.NO_POST: "Tidak tercatat menjabat dalam periode ini.",
        candidates.MOVED: "Tiap atasan menutup bagiannya; yang terakhir menilai dengan keduanya.",
        candidates.TWO_POSTS: "Satu SKP mencakup kedua tugas.",
        candidates.AWAY: AWAY_CAUSES.get(standing, ""),
        candidates.NO_ACCOUNT: "Belum dapat masuk; hasil diserahkan di atas kertas.",
    }
    ordered = [code for code in WORDS if code in codes]
    act, url = _mend(ordered[0], employee_id, plan_id)
    matters = tuple(Matter(*WORDS[code], causes[code]) for code in ordered)
    may_remind = candidates.NO_PLAN in codes
    return NotReady(employee_id, name, post, unit, matters, act, url, may_remind)


def _mend(code: str, employee_id: int, plan_id: int | None) -> tuple[str, str]:
    person = url_of("organization:person", employee_id)
    if code == candidates.NO_SUPERIOR:
        return "Pilih atasan", f"{person}?buka=atasan"
    if code == candidates.NO_POST:
        return "Tempatkan", f"{person}?buka=pindah"
    if code == candidates.NO_PLAN and plan_id is not None:
        return "Buka SKP", url_of("planning:plan", plan_id)
    return "Buka data", person
