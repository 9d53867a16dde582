"""Tim langsung: the board as the superior sees it, in words and tones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.utils.http import urlencode

from noken.attendance import queries as attendance
from noken.attendance.queries import Presence
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.core.tally import counted
from noken.evaluation.queries import StatedLine
from noken.home.queries.team_stated import (
    NOBODY,
    Cell,
    cells_of,
    is_present,
    stated_lines,
    where_now,
)
from noken.organization import queries as organization
from noken.planning import queries as planning
from noken.ui import formats
from noken.work import queries as work
from noken.work.queries import ReportLine, Share, Stitch, TeamBoard, TeamRow

MOST_ACTIONS = 5
PRESENT = {"IN": "Masuk", "OUT": "Pulang"}
WHY_NOT = {
    "LEAVE": "Sedang cuti",
    "DUTY": "Dinas luar",
    "TRAINING": "Pelatihan",
    "OFF": "Tidak bertugas",
}
"""Why somebody has not reported: it is said instead of "Belum melapor"."""
NOT_REPORTED = ("belum", "Belum melapor")
"""Offered only where somebody of the team owes reports."""
FILTERS = (
    ("semua", "Semua"),
    ("menunggu", "Menunggu saya"),
    NOT_REPORTED,
    ("berisiko", "Berisiko"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One person in words, numbers too: the template only puts them in their places.

    `waiting` are the ids of the reports that wait for the superior, `count` how many; `presence`
    says where the person is today, "" when nothing is known. Of who owes no report (`states`) it
    says how plan and realisasi stand; `stated` counts lines of them that wait, on `stated_url`;
    their shares are of `span`.
    """

    key: str
    name: str
    initials: str
    post: str
    url: str
    person_url: str
    today_label: str
    today_tone: str
    today_icon: str
    presence: str
    last_title: str
    days: Sequence[str]
    days_label: str
    cells: Sequence[Cell]
    waiting: str
    count: str
    counted: int
    review_url: str
    risk: str
    owed: bool
    reported: bool
    states: bool
    stated: int
    stated_url: str
    is_present: bool
    planned: bool
    due: bool
    span: str


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    title: str
    share: int | None


@dataclass(frozen=True, slots=True)
class Filter:
    code: str
    label: str
    count: int
    current: bool
    url: str


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that needs the superior now; `key` tells it from the others on the page."""

    key: str
    tone: str
    icon: str
    who: str
    what: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    who: str
    what: str
    detail: str
    at: datetime
    icon: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The board; `rows` are those whom filter and search let through, all counts are of the whole
    team of `size` people. `units` lead from the agency down to the one the superior heads.

    `reported` counts those of the `due` people, or everybody where nobody owes a report today.
    `overdue` counts people with a report that waits too long, `waiting` counts reports.
    `by_statements`: nobody on the board owes reports; the counts that say so are below.
    """

    units: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Row]
    filters: Sequence[Filter]
    actions: Sequence[Action]
    feed: Sequence[FeedItem]
    chosen: str
    search: str
    reported: int
    due: int
    waiting: int
    overdue: int
    limit: int
    on_track: int
    tracked: int
    size: int
    by_statements: bool
    about: frozenset[int]
    present: int = 0
    planned: int = 0
    due_stated: int = 0
    stated: int = 0
    role: Role = Role.SUPERIOR

    @property
    def spans_stated(self) -> str:
        """Of which period a share on the board is that somebody stated, up to the day of it."""
        return ", ".join(sorted({row.span for row in self.rows if row.span}))

    @property
    def url(self) -> str:
        """The same board with the same filter and search."""
        return _address("home:team", self.chosen, self.search)

    @property
    def live_url(self) -> str:
        """What stands around the rows of this board, fetched anew after an event."""
        return _address("home:team_summary", self.chosen, self.search)


def team_page(actor: Actor, at: datetime, *, chosen: str = "semua", search: str = "") -> TeamPage:
    """The whole board; an unknown filter shows everybody."""
    on = clock.day_of(at)
    board, limit = work.team_board(actor, on), work.review_terms(on).count_workdays
    seen = attendance.present_states(sorted(board.about), at)
    said = stated_lines(actor, board)
    rows = [_row(board, row, seen, said) for row in board.rows]
    due = sum(row.owed for row in rows)
    by_statements = bool(rows) and all(row.states for row in rows)
    offered = [each for each in FILTERS if not by_statements or each != NOT_REPORTED]
    chosen = chosen if chosen in dict(offered) else "semua"
    needle = search.strip().casefold()
    shares = [share for row in board.rows for share in row.shares if share is not None]
    counts = counted((organization.units_tally(actor), planning.awaiting_tally(actor)))
    plans = planning.plans_awaiting(actor, counts["team_plans"])
    return TeamPage(
        units=organization.units_from(counts),
        columns=[Column(c.label, c.title, _whole(c.share)) for c in board.columns],
        rows=[row for row in rows if _fits(row, chosen) and _found(row, needle)],
        filters=[
            Filter(
                code,
                label,
                sum(_fits(row, code) for row in rows),
                code == chosen,
                _address("home:team", code, search),
            )
            for code, label in offered
        ],
        actions=list(islice(_actions(board, limit, plans, rows), MOST_ACTIONS)),
        feed=[_feed(line, board) for line in board.recent],
        chosen=chosen,
        search=search,
        reported=sum(row.reported and (row.owed or not due) for row in rows),
        due=due,
        waiting=sum(len(row.waiting) for row in board.rows),
        overdue=sum(row.counted > 0 for row in board.rows),
        limit=limit,
        on_track=sum(share.behind_points == 0 for share in shares),
        tracked=len(shares),
        size=len(rows),
        by_statements=by_statements,
        about=board.about,
        present=sum(row.is_present for row in rows),
        planned=sum(row.planned for row in rows),
        due_stated=sum(row.due for row in rows),
        stated=sum(row.stated for row in rows),
    )


@dataclass(frozen=True, slots=True)
class RowPage:
    """One row of the board, fetched anew after an event."""

    row: Row
    about: frozenset[int]
    role: Role = Role.SUPERIOR


def row_page(actor: Actor, employee_id: int, at: datetime) -> RowPage | None:
    """One row; None when the person does not answer to the actor."""
    board = work.team_board(actor, clock.day_of(at), [employee_id])
    if not board.rows:
        return None
    seen = attendance.present_states([employee_id], at)
    said = stated_lines(actor, board)
    return RowPage(_row(board, board.rows[0], seen, said), board.about)


def _row(
    board: TeamBoard,
    row: TeamRow,
    seen: Mapping[int, Presence],
    said: Mapping[int, StatedLine],
) -> Row:
    presence = seen.get(row.person.id, attendance.UNKNOWN)
    label, tone, icon = _today(row, presence)
    line = said.get(row.person.id, NOBODY)
    return Row(
        key=str(row.person.id),
        name=row.person.name,
        initials=formats.initials(row.person.name),
        post=row.person.post,
        url=url_of("home:team_row", row.person.id),
        person_url=url_of("organization:person", row.person.id),
        today_label=label,
        today_tone=tone,
        today_icon=icon,
        presence=presence_words(presence) if row.asks else line.says,
        last_title=row.today.title if row.today else "",
        days=[each.code for each in row.days] if row.asks else (),
        days_label=_days_label(row),
        cells=cells_of(board, row, line),
        waiting=" ".join(map(str, row.waiting)),
        count=str(len(row.waiting)),
        counted=row.counted,
        review_url=f"{url_of('work:reports')}?pegawai={row.person.id}",
        risk=row.risk,
        owed=row.owed,
        reported=row.today is not None,
        states=not row.asks,
        stated=line.waiting,
        stated_url=url_of("evaluation:statements_of", row.person.id),
        is_present=is_present(presence),
        planned=bool(board.plans.get(row.person.id)),
        due=line.due,
        span=line.span,
    )


def presence_words(presence: Presence) -> str:
    """Where somebody is, in a few words: a time, or why there is none."""
    if presence.code in PRESENT and presence.since:
        return f"{PRESENT[presence.code]} {formats.time_of(presence.since)}"
    if presence.code == "NOT_YET":
        return "Belum ada presensi"
    return "" if presence.code == "OFF" else presence.sentence.rstrip(".")


def _today(row: TeamRow, presence: Presence) -> tuple[str, str, str]:
    if row.today is not None:
        return f"Melapor {formats.time_of(row.today.received_at)}", "ok", "check"
    if not row.asks:
        return where_now(presence)
    if presence.code in WHY_NOT and (row.owed or presence.code != "OFF"):
        return WHY_NOT[presence.code], "", ""
    if not row.owed:
        return "Bukan hari kerja", "", ""
    return "Belum melapor", "thr", "clock"


def _days_label(row: TeamRow) -> str:
    full = sum(each.state is Stitch.FULL for each in row.days)
    late = sum(each.state is Stitch.LATE for each in row.days)
    empty = sum(each.state is Stitch.EMPTY for each in row.days)
    parts = [f"{full} dilaporkan", f"{late} terlambat" if late else "", f"{empty} kosong"]
    return f"{len(row.days)} hari kerja terakhir: {', '.join(part for part in parts if part)}"


def _whole(share: Share | None) -> int | None:
    return None if share is None else int(share.pct)


def _fits(row: Row, chosen: str) -> bool:
    return {
        "semua": True,
        "menunggu": bool(row.waiting or row.stated),
        "belum": row.owed and not row.reported,
        "berisiko": bool(row.risk),
    }[chosen]


def _found(row: Row, needle: str) -> bool:
    text = f"{row.name} {row.last_title}".casefold()
    return needle in text


def _address(name: str, chosen: str, search: str) -> str:
    return f"{url_of(name)}?{urlencode({'saring': chosen, 'cari': search})}"


def _actions(
    board: TeamBoard,
    limit: int,
    plans: Sequence[planning.AwaitingPlan],
    rows: Sequence[Row],
) -> Iterator[Action]:
    """What cannot wait: old reports first, then plans, then people who fell behind.

    The page shows the first few; the filters of the board show all of them.
    """
    for row in board.rows:
        if row.counted:
            oldest = "yang tertua " if len(row.waiting) > 1 else ""
            count, over = len(row.waiting), f"{oldest}lebih dari {limit} hari kerja"
            what = f": {count} laporan menunggu Anda, {over}."
            url = f"{url_of('work:reports')}?pegawai={row.person.id}"
            label = f"Tinjau {len(row.waiting)} laporan"
            key = f"lama-{row.person.id}"
            yield Action(key, "warn", "hourglass", row.person.name, what, label, url)
    if plans:
        names = plans[0].owner.name if len(plans) == 1 else f"{len(plans)} pegawai"
        url = plans[0].url if len(plans) == 1 else url_of("planning:awaiting")
        what = " mengajukan SKP untuk Anda tinjau."
        yield Action("skp", "warn", "target", names, what, "Tinjau SKP", url)
    if told := [row for row in rows if row.stated]:
        names = told[0].name if len(told) == 1 else f"{len(told)} pegawai"
        url = told[0].stated_url if len(told) == 1 else url_of("home:waiting")
        what = " menyatakan realisasi untuk Anda tanggapi."
        yield Action("realisasi", "warn", "target", names, what, "Tanggapi", url)
    for row in board.rows:
        if row.risk:
            url = url_of("organization:person", row.person.id)
            key, what = f"risiko-{row.person.id}", f": {row.risk}."
            yield Action(key, "bad", "trending-down", row.person.name, what, "Buka", url)


def _feed(line: ReportLine, board: TeamBoard) -> FeedItem:
    names = {row.person.id: row.person.name for row in board.rows}
    amount = f"{formats.number(line.quantity)} {line.unit}" if line.quantity else ""
    return FeedItem(
        who=names.get(line.author_id, ""),
        what=f"melaporkan {line.title[:1].lower()}{line.title[1:]}.",
        detail=amount,
        at=line.received_at,
        icon="plus",
    )
