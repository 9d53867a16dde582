"""Where I am, what is due from me, where my people stand: with plans and in the periods that
are opened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.evaluation.access import OWED_PART_SQL, RATER_SQL
from noken.evaluation.models import Sheet
from noken.evaluation.queries.ahead import PlansAhead, Stage, plans_ahead
from noken.evaluation.queries.deadlines import DUE_SQL
from noken.evaluation.queries.leaving import leaving_count
from noken.evaluation.rules.periods import label_of
from noken.organization import queries as organization
from noken.planning import queries as planning
from noken.ui.formats import day_long, day_named, day_short

Status = Sheet.Status

# Of oneself, and of whom one may rate: who answers to one today, and whom one led in the period.
_SHEETS = f"""
    select p.id, p.kind, p.year, p.number, p.start_on, p.end_on, s.id, s.employee_id, s.status,
           s.excuse, d.self_due_on, d.due_on, r.rater_id,
           (select a.published_at from evaluation_selfassessment a where a.sheet_id = s.id),
           s.published_at, s.received_at, s.final_at
    from evaluation_sheet s
    join evaluation_period p on p.id = s.period_id and p.closed_at is null
    cross join lateral ({DUE_SQL}) d
    left join lateral ({RATER_SQL} where asked.id = s.id) r on true
    where s.id in (
        select own.id from evaluation_sheet own where own.employee_id = %(me)s
        union select below.id from organization_reportingline l
        join evaluation_sheet below on below.employee_id = l.employee_id
        where l.superior_id = %(me)s and l.start_on <= %(on)s::date
            and (l.end_on is null or l.end_on > %(on)s::date)
        union select e.sheet_id from evaluation_part e where e.superior_id = %(me)s)
    order by p.end_on desc, p.id, s.id
"""  # noqa: S608 (constants only)
_PARTS = f"""
    select count(*) from evaluation_part q
    join evaluation_sheet s on s.id = q.sheet_id and s.status in ('OPEN', 'ASSESSED')
    join evaluation_period p on p.id = s.period_id and p.closed_at is null
    left join lateral ({RATER_SQL} where asked.id = s.id) rater on true
    where q.superior_id = %(me)s and {OWED_PART_SQL}
"""  # noqa: S608 (constants only)


class _Row(NamedTuple):
    period_id: int
    kind: str
    year: int
    number: int
    start_on: date
    end_on: date
    sheet_id: int
    employee_id: int
    status: str
    excuse: str
    self_due_on: date
    due_on: date
    rater_id: int | None
    assessed_at: datetime | None
    published_at: datetime | None
    received_at: datetime | None
    final_at: datetime | None

    @property
    def label(self) -> str:
        return label_of(self.kind, self.year, self.number)

    @property
    def url(self) -> str:
        return url_of("evaluation:sheet", self.sheet_id)


@dataclass(frozen=True, slots=True)
class OwnPeriod:
    """Where the actor is in one period; `says` names who acts next and by when. No `stages`: not
    evaluated."""

    label: str
    url: str
    stages: tuple[Stage, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that is due from the actor."""

    icon: str
    title: str
    detail: str
    label: str
    url: str
    due_on: date | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    person: organization.Person
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """People of the actor who stand at the same point; `waits`: their rating is still to come."""

    label: str
    members: tuple[Member, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class TeamPeriod:
    """The actor's people in one period; `done` are rated, of `owed` who are to be."""

    label: str
    url: str
    done: int
    owed: int
    due_on: date
    is_late: bool
    groups: tuple[TeamGroup, ...]

    @property
    def sentence(self) -> str:
        return f"{self.done} dari {self.owed} orang sudah dinilai"


@dataclass(frozen=True, slots=True)
class PositionPage:
    own: tuple[OwnPeriod, ...]
    asks: tuple[Ask, ...]
    teams: tuple[TeamPeriod, ...]
    plans: PlansAhead
    leads: bool
    on: date
    role: Role
    about: frozenset[int]


def position_page(actor: Actor) -> PositionPage:
    """The actor's own way to an agreed plan and through the opened periods, and that of the people
    they lead or rate."""
    me, rows = actor.employee_id, _rows(actor)
    own = [row for row in rows if row.employee_id == me]
    mine = [row for row in rows if row.rater_id == me != row.employee_id]
    ids = {row.rater_id for row in own if row.rater_id} | {row.employee_id for row in mine}
    people = organization.people(ids, actor.on) if ids else {}
    teams = tuple(_teams(mine, people, actor.on))
    plans = plans_ahead(actor)
    return PositionPage(
        own=tuple(_own(row, people, actor.on) for row in own),
        asks=tuple(sorted(_asks(actor, own, teams, plans), key=_by_due)),
        teams=teams,
        plans=plans,
        leads=actor.has(Role.SUPERIOR),
        on=actor.on,
        role=Role.SUPERIOR if actor.has(Role.SUPERIOR) else actor.role,
        about=plans.about | {row.employee_id for row in mine},
    )


def _rows(actor: Actor) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(_SHEETS, {"me": actor.employee_id, "on": actor.on})
        return [_Row(*row) for row in cursor.fetchall()]


def _own(row: _Row, people: Mapping[int, organization.Person], on: date) -> OwnPeriod:
    rater = people.get(row.rater_id or 0)
    return OwnPeriod(
        label=row.label,
        url=row.url,
        stages=() if row.status == Status.EXCUSED else tuple(_stages(row)),
        says=_says(row, rater.name if rater else "", on),
    )


def _stages(row: _Row) -> Iterator[Stage]:
    points: Sequence[tuple[str, str, datetime | None]] = (
        ("Penilaian diri", f"sampai {day_short(row.self_due_on)}", row.assessed_at),
        ("Dinilai atasan", f"sampai {day_short(row.due_on)}", row.published_at),
        ("Diterima", "setelah Anda membuka hasilnya", row.received_at),
        ("Final", "setelah masa keberatan", row.final_at),
    )
    furthest = max((place for place, point in enumerate(points) if point[2]), default=-1)
    for place, (label, note, at) in enumerate(points):
        if place <= furthest:
            yield Stage(label, day_short(at) if at else "tidak dikirim", "done")
        else:
            yield Stage(label, note, "now" if place == furthest + 1 else "next")


def _says(row: _Row, rater: str, on: date) -> str:
    """Who acts next and by when."""
    if row.status == Status.OPEN and on <= row.self_due_on:
        return f"Menunggu Anda: kirim penilaian diri sampai {day_long(row.self_due_on)}."
    if row.status in {Status.OPEN, Status.ASSESSED}:
        if not rater:
            return "Atasan sedang ditetapkan BKPSDM. Anda tidak dihitung terlambat."
        if row.status == Status.OPEN:
            return (
                f"Penilaian diri masih dapat dikirim sampai {rater} menerbitkan hasil; "
                f"tenggatnya {day_long(row.due_on)}."
            )
        late = "" if on <= row.due_on else " Tenggatnya sudah lewat; ini tidak membebani Anda."
        return f"Menunggu {rater}, sampai {day_long(row.due_on)}.{late}"
    if row.status == Status.PUBLISHED and row.received_at is None:
        return "Hasil sudah terbit. Bukalah, agar hak keberatan Anda mulai dihitung."
    if row.status == Status.PUBLISHED:
        return "Hasil sudah Anda terima. Menjadi final setelah masa keberatan berakhir."
    if row.status == Status.FINAL:
        return "Selesai. Hasil sudah final."
    return f"Tidak dinilai dalam periode ini: {row.excuse}"


def _asks(
    actor: Actor, own: Sequence[_Row], teams: Sequence[TeamPeriod], plans: PlansAhead
) -> Iterator[Ask]:
    yield from _asks_of_sheets(own, actor.on)
    yield from _asks_of_past_plans(actor, own, plans)
    yield from _asks_of_plans(plans)
    for team in teams:
        if left := team.owed - team.done:
            title = f"{left} orang menunggu penilaian Anda"
            url, late = team.url, team.is_late
            yield Ask("users", title, team.label, "Nilai", url, team.due_on, late)
    if parts := _parts_to_close(actor):
        title = f"{parts} bagian semasa Anda memimpin menunggu Anda tutup"
        detail = "Kini penilainya orang lain; ia membaca catatan Anda."
        url = reverse("evaluation:team")
        yield Ask("git-compare-arrows", title, detail, "Tutup", url)
    if gone := leaving_count(actor):
        title = f"{gone} orang pindah dari Anda"
        detail = "Tutup bagiannya sekarang; penilai berikutnya membacanya kelak."
        yield Ask("git-compare-arrows", title, detail, "Tutup", reverse("evaluation:leaving"))


def _asks_of_sheets(own: Sequence[_Row], on: date) -> Iterator[Ask]:
    for row in own:
        if row.status == Status.OPEN:
            title, late = f"Penilaian diri {row.label}", on > row.self_due_on
            detail = "Masih dapat dikirim sampai hasil diterbitkan." if late else "Belum dikirim."
            yield Ask("pencil-line", title, detail, "Isi", row.url, row.self_due_on, late)
        if row.status == Status.PUBLISHED and row.received_at is None:
            title = f"Hasil {row.label} sudah terbit"
            yield Ask("mail", title, "Bukalah untuk menerimanya.", "Buka", row.url)


def _asks_of_past_plans(actor: Actor, own: Sequence[_Row], plans: PlansAhead) -> Iterator[Ask]:
    """Plans of years that are evaluated and that `plans` says nothing of, until they are agreed."""
    waits = {row.year for row in own if row.status in {Status.OPEN, Status.ASSESSED}}
    for year in sorted(waits - ({actor.on.year} if plans.own else set())):
        states = planning.plan_states([actor.employee_id or 0], year)
        if "APPROVED" not in {state for _, state in states.values()}:
            title, url = f"SKP {year} belum disepakati", reverse("planning:mine")
            detail = "Penilaian memerlukan SKP yang disepakati dengan atasan."
            yield Ask("target", title, detail, "Buka SKP", url)


def _asks_of_plans(plans: PlansAhead) -> Iterator[Ask]:
    """Those of the year whose turn it is: the own one, and of the team those handed in."""
    if plans.own and plans.own.asks:
        title = f"{plans.own.label} belum disepakati"
        yield Ask("target", title, plans.own.says, "Buka SKP", plans.own.url)
    if plans.team and plans.team.sent:
        title = f"{plans.team.sent} SKP menunggu persetujuan Anda"
        yield Ask("target", title, plans.team.label, "Periksa", reverse("planning:awaiting"))


def _by_due(ask: Ask) -> tuple[bool, date]:
    return ask.due_on is None, ask.due_on or date.max


def _parts_to_close(actor: Actor) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, {"me": actor.employee_id, "on": actor.on})
        return int(cursor.fetchone()[0])


def _teams(
    rows: Sequence[_Row], people: Mapping[int, organization.Person], on: date
) -> Iterator[TeamPeriod]:
    by_period: dict[int, list[_Row]] = {}
    for row in rows:
        by_period.setdefault(row.period_id, []).append(row)
    for period_id, found in by_period.items():
        owed = [row for row in found if row.status != Status.EXCUSED]
        done = [row for row in owed if row.status in {Status.PUBLISHED, Status.FINAL}]
        due_on = max(row.due_on for row in found)
        yield TeamPeriod(
            label=found[0].label,
            url=f"{reverse('evaluation:team')}?periode={period_id}",
            done=len(done),
            owed=len(owed),
            due_on=due_on,
            is_late=on > due_on,
            groups=tuple(_groups(found, people)),
        )


def _groups(rows: Sequence[_Row], people: Mapping[int, organization.Person]) -> Iterator[TeamGroup]:
    for status, label in Status.choices:
        members = [
            Member(people[row.employee_id], row.url, _note(row))
            for row in rows
            if row.status == status
        ]
        if members:
            waits = status in {Status.OPEN, Status.ASSESSED}
            ordered = sorted(members, key=lambda each: each.person.name)
            yield TeamGroup(label, tuple(ordered), waits)


def _note(row: _Row) -> str:
    notes: dict[Any, str] = {
        Status.OPEN: f"sampai {day_named(row.self_due_on)}",
        Status.ASSESSED: f"sampai {day_named(row.due_on)}",
        Status.PUBLISHED: "sudah dibuka" if row.received_at else "belum dibuka pegawai",
        Status.EXCUSED: row.excuse,
    }
    return notes.get(row.status, "")
