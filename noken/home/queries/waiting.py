"""Menunggu saya: one list from all areas, by consequence and day, done in place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from noken.attendance import queries as attendance
from noken.checkin import queries as checkin
from noken.coaching import queries as coaching
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.tally import counted
from noken.discipline import queries as discipline
from noken.evaluation import queries as evaluation
from noken.findings import queries as findings
from noken.followup import queries as followup
from noken.home.queries.counts import waiting_tallies
from noken.home.queries.order import Rank, in_order, within_a_week
from noken.home.queries.rows import LinkRow, cells_to_talk, new_accounts, presences, superior_asks
from noken.leave import queries as leave
from noken.leave.queries import WaitingRequest
from noken.objections import queries as objections
from noken.objections.queries import WaitingObjection
from noken.organization import queries as organization
from noken.planning import queries as planning
from noken.ui import formats
from noken.work import queries as work
from noken.work.queries import WaitingReport

NO_COACHING = coaching.WaitingHere((), ())
NO_FOLLOWUP = followup.WaitingHere((), (), ())
NO_FINDINGS = findings.WaitingHere((), ())


@dataclass(frozen=True, slots=True)
class ReportsRow:
    """The reports of one person that wait for the actor, too long beyond `limit` workdays; `usual`
    may be approved together."""

    person: organization.Person
    reports: Sequence[WaitingReport]
    oldest_workdays: int
    limit: int
    rank: Rank = Rank.HELD

    @property
    def left_by(self) -> str:
        """Who leads the person and let these wait too long; "" for the actor's own."""
        return self.reports[0].left_by

    @property
    def escalated(self) -> int:
        """How many of the actor's own went up, because they waited too long."""
        return 0 if self.left_by else sum(report.escalated for report in self.reports)

    @property
    def due(self) -> date:
        return within_a_week(self.reports[0].received_at)

    @property
    def overdue(self) -> bool:
        return self.oldest_workdays > self.limit

    @property
    def usual(self) -> int:
        return sum(not report.look for report in self.reports)


@dataclass(frozen=True, slots=True)
class DayRow:
    """What a person said about a day, to be decided."""

    person: organization.Person
    correction: attendance.CorrectionView
    rank: Rank = Rank.HELD

    @property
    def due(self) -> date:
        return self.correction.decide_by


_Follow = followup.Waiting | coaching.Waiting


@dataclass(frozen=True, slots=True)
class _Follows:
    mine: Sequence[_Follow]
    team: Sequence[_Follow]
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """`mine` are things the person owes; `reports`, `days` and `team` what others wait for, on
    the page in one order (`theirs`).

    `count` is that of the menu: every report and note counts, also where one row holds several.
    """

    mine: Sequence[LinkRow]
    reports: Sequence[ReportsRow]
    days: Sequence[DayRow]
    team: Sequence[LinkRow]
    as_of: datetime
    about: frozenset[int]
    role: Role

    @property
    def theirs(self) -> Sequence[ReportsRow | DayRow | LinkRow]:
        return in_order([*self.reports, *self.days, *self.team])

    @property
    def count(self) -> int:
        own = sum(row.things for row in self.mine)
        reports = sum(len(row.reports) for row in self.reports)
        return own + reports + len(self.days) + sum(row.things for row in self.team)


def waiting_page(actor: Actor, at: datetime) -> WaitingPage:
    """What the menu counts, and only that is asked for."""
    counts, on = counted(waiting_tallies(actor)), clock.day_of(at)
    rows = _reports(actor, counts)
    plans = planning.plans_awaiting(actor, counts["team_plans"])
    days = _days(actor) if counts["team_days"] else []
    team = [
        LinkRow(
            "target",
            "a",
            f"SKP {plan.year} {plan.owner.name}",
            plan.reason or f"{plan.results} hasil kerja, diajukan untuk Anda setujui",
            clock.day_of(plan.submitted_at),
            "Tinjau",
            plan.url,
            by=within_a_week(plan.submitted_at),
        )
        for plan in plans
    ]
    talks = planning.talks_awaiting(actor) if counts["plan_notes"] else []
    team += [_talk(talk) for talk in talks if not talk.is_own]
    asked = checkin.waiting(actor, at) if counts["presences"] else checkin.NOTHING
    team += [*cells_to_talk(counts), *presences(asked), *superior_asks(counts)]
    team += new_accounts(counts)
    away = leave.requests_awaiting(actor) if counts["team_leave"] + counts["kept_leave"] else []
    objected = _objections(actor, counts)
    team += [*_leave(away), *_objection_rows(objected)]
    follows = _follows(actor, counts)
    sheets, rating = _to_rate(actor, counts)
    found, rated = _findings(actor, counts), _rated(actor, counts)
    team += [*sheets, *_follow_rows(follows.team, "a")]
    cases = _cases(actor, counts, at)
    team += [*_finding_rows(found.team, "a"), *cases[False], *rated]
    about = {row.person.id for row in rows} | {plan.owner.id for plan in plans}
    about |= {each.person.id for each in days} | {each.person.id for each in away}
    about |= asked.about | {each.person_id for each in objected} | rating
    about |= {talk.owner.id for talk in talks if not talk.is_own} | follows.about | found.about
    mine = [
        *cases[True],
        *_finding_rows(found.mine, "t"),
        *_mine(actor, counts, on),
        *_evaluations(actor, counts),
        *(_talk(talk) for talk in talks if talk.is_own),
        *_follow_rows(follows.mine, "t"),
    ]
    return WaitingPage(in_order(mine), rows, days, team, at, frozenset(about), _reads_as(actor))


def _reads_as(actor: Actor) -> Role:
    return Role.SUPERIOR if actor.has(Role.SUPERIOR) else actor.role


def _talk(talk: planning.Talk) -> LinkRow:
    """Notes of a dialogue on one plan; one thing, however many notes."""
    count = "Satu catatan" if talk.notes == 1 else f"{talk.notes} catatan"
    detail = f"{count} baru" + (", dengan usulan" if talk.proposes else "")
    whose = "Anda" if talk.is_own else talk.owner.name
    title, day = f"Dialog kinerja SKP {talk.year} {whose}", clock.day_of(talk.since)
    tone = "t" if talk.is_own else "a"
    return LinkRow("messages-square", tone, title, detail, day, "Baca", talk.url, rank=Rank.REST)


def _to_rate(actor: Actor, counts: Mapping[str, int]) -> tuple[list[LinkRow], set[int]]:
    """People to rate, and realisasi to answer; and whom they are about."""
    sheets = evaluation.sheets_awaiting(actor) if counts["evaluation"] else []
    told = evaluation.statements_awaiting(actor) if counts["statements"] else []
    about = {each.employee_id for each in sheets} | {each.employee_id for each in told}
    return [*map(_sheet, sheets), *map(_told, told)], about


def _sheet(sheet: evaluation.WaitingSheet) -> LinkRow:
    """A person to rate, or a part of a period to close."""
    if sheet.part:
        title, label = f"Bagian {sheet.label} {sheet.name}", "Tutup bagian"
        detail = "Anda memimpinnya dalam periode ini; penilai menunggu catatan Anda."
    else:
        title, label = f"Evaluasi {sheet.label} {sheet.name}", "Nilai"
        detail = "Penilaian diri sudah masuk" if sheet.assessed else "Penilaian diri tidak masuk"
    return LinkRow("grid-3x3", "a", title, detail, sheet.due_on, label, sheet.url)


def _told(told: evaluation.WaitingStatements) -> LinkRow:
    link = (told.title, told.detail, clock.day_of(told.since), "Tanggapi", told.url)
    return LinkRow("target", "a", *link, by=within_a_week(told.since))


def _rated(actor: Actor, counts: Mapping[str, int]) -> Iterator[LinkRow]:
    """Ratings of units one level down, one row a period."""
    for each in evaluation.ratings_awaiting(actor) if counts["unit_ratings"] else ():
        title = f"Capaian {each.count} unit, {each.period}"
        detail = "Ditetapkan oleh Anda; menentukan pedoman sebaran predikatnya."
        url, count = each.url, each.count
        yield LinkRow("target", "a", title, detail, None, "Tetapkan", url, count)


def _leave(asked: Sequence[WaitingRequest]) -> Iterator[LinkRow]:
    for each in asked:
        title = f"{each.row.name} {each.person.name}"
        detail = f"{each.row.when}, {each.advice}" if each.advice else each.row.when
        day, url = clock.day_of(each.submitted_at), each.row.url
        yield LinkRow("footprints", "a", title, detail, day, each.label, url, by=each.start_on)


def _objections(actor: Actor, counts: Mapping[str, int]) -> list[WaitingObjection]:
    found = objections.objections_awaiting(actor) if counts["objections"] else []
    kept = objections.objections_without_decider(actor) if counts["kept_objections"] else []
    return [*found, *kept]


def _objection_rows(asked: Sequence[WaitingObjection]) -> Iterator[LinkRow]:
    for each in asked:
        title = f"Keberatan {each.row.name}, {each.row.period}"
        day = clock.day_of(each.filed_at)
        link = (title, each.detail, day, each.label, each.row.url)
        yield LinkRow("scale", "a", *link, rank=Rank.RIGHT)


def _follows(actor: Actor, counts: Mapping[str, int]) -> _Follows:
    """Talks of coaching, and what follows from grades."""
    talks = NO_COACHING
    if counts["my_coaching"] + counts["coaching"]:
        talks = coaching.waiting_here(actor)
    rest, places = NO_FOLLOWUP, ("my_followup", "team_followup", "kept_followup")
    if any(counts[each] for each in places):
        rest = followup.waiting_here(actor)
    return _Follows(
        mine=[*talks.mine, *rest.mine],
        team=[*talks.team, *rest.team, *rest.kept],
        about=talks.about | rest.about,
    )


def _follow_rows(rows: Iterable[_Follow], tone: str) -> Iterator[LinkRow]:
    for each in rows:
        yield LinkRow("sprout", tone, each.title, each.detail, each.day, each.label, each.url)


def _findings(actor: Actor, counts: Mapping[str, int]) -> findings.WaitingHere:
    asked = counts["my_findings"] + counts["team_findings"]
    return findings.waiting_here(actor) if asked else NO_FINDINGS


def _finding_rows(rows: Iterable[findings.Waiting], tone: str) -> Iterator[LinkRow]:
    for each in rows:
        link = (each.title, each.detail, each.day, each.label, each.url)
        yield LinkRow("scale", tone, *link, rank=Rank.RIGHT, until=each.until)


def _cases(actor: Actor, counts: Mapping[str, int], at: datetime) -> dict[bool, list[LinkRow]]:
    """Discipline cases by number alone; True: the own ones, False: where the actor acts next."""
    found = discipline.waiting_here(actor, at) if counts["my_case"] + counts["cases"] else []
    rows: dict[bool, list[LinkRow]] = {True: [], False: []}
    for each in found:
        link = (each.title, each.detail, each.day, "Buka", each.url)
        rows[each.is_own].append(LinkRow("scale", "a", *link, rank=Rank.RIGHT))
    return rows


def _days(actor: Actor) -> list[DayRow]:
    """Explanations that wait for the decision itself, not for an answer to a question."""
    found = attendance.corrections_awaiting(actor)
    return [DayRow(each.person, each.correction) for each in found if not each.correction.asked]


def _reports(actor: Actor, counts: Mapping[str, int]) -> list[ReportsRow]:
    if not counts["team"] + counts["team_escalated"]:
        return []
    grouped: dict[int, list[WaitingReport]] = {}
    for report in work.waiting_reports(actor):
        grouped.setdefault(report.person.id, []).append(report)
    limit = work.review_terms(actor.on).count_workdays
    return [
        ReportsRow(found[0].person, found, max(each.waited_workdays for each in found), limit)
        for found in grouped.values()
    ]


def _mine(actor: Actor, counts: Mapping[str, int], on: date) -> Iterator[LinkRow]:
    if counts["own_returned"] or counts["feedback"]:
        own = work.own_waiting(actor)
        yield from _given_back(own.returned)
    if counts["own_plan"] and (plan := planning.my_plans(actor).current):
        detail = "Dikembalikan dengan catatan. Perbaiki lalu ajukan lagi."
        yield LinkRow("target", "t", f"SKP {plan.year}", detail, None, "Buka SKP", plan.url)
    if counts["feedback"]:
        count, detail = len(own.givers), f"Terakhir dari {own.givers[0]}"
        title, url = f"{count} umpan balik baru", reverse("work:feedback")
        yield LinkRow("message-circle", "a", title, detail, None, "Baca", url, count, Rank.REST)
    if count := counts["plan_asks"]:
        detail = "Terima, atau bicarakan dulu. SKP Anda belum berubah."
        title, url = f"{count} usulan untuk SKP Anda", reverse("planning:asks")
        yield LinkRow("target", "t", title, detail, None, "Lihat usulan", url, count)
    if counts["my_days"]:
        yield from _questions(actor)
    if counts["my_leave"]:
        yield from _leave_given_back(actor)
    if counts["own_today"]:
        detail = "Cukup satu target, 30 detik."
        url = reverse("home:today")
        yield LinkRow("sun", "", "Belum ada laporan hari ini", detail, on, "Lapor", url)


def _evaluations(actor: Actor, counts: Mapping[str, int]) -> Iterator[LinkRow]:
    for own in evaluation.own_waiting(actor) if counts["own_evaluation"] else ():
        title, detail, label = f"Penilaian diri {own.label}", "Ditunggu penilai Anda", "Isi"
        if own.receive:
            title, detail, label = f"Hasil evaluasi {own.label}", "Sudah terbit", "Buka hasil"
        day = None if own.receive else own.due_on
        yield LinkRow("grid-3x3", "t", title, detail, day, label, own.url)
    if counts["own_statements"] and (told := evaluation.own_statements(actor)):
        yield LinkRow("target", "t", told.title, told.detail, told.due_on, "Isi", told.url)


def _given_back(reports: Sequence[work.Returned]) -> Iterator[LinkRow]:
    for report in reports:
        url = reverse("work:report", args=[report.id])
        by = report.decided_by
        detail = f"Dikembalikan {by}. Buka untuk melihat catatan dan memperbaikinya."
        yield LinkRow("pencil-line", "t", report.title, detail, None, "Perbaiki", url)


def _questions(actor: Actor) -> Iterator[LinkRow]:
    for said in attendance.questions_to(actor):
        last = said.last_note
        detail = f"{last.who}: {last.note}" if last else ""
        url = f"{reverse('attendance:mine')}?bulan={said.day.isoformat()[:7]}#hari-{said.day.day}"
        title = f"Pertanyaan tentang {formats.day_named(said.day)}"
        yield LinkRow("calendar-days", "t", title, detail, None, "Jawab", url)


def _leave_given_back(actor: Actor) -> Iterator[LinkRow]:
    for row in leave.returned_to(actor):
        detail = f"{row.when}. Dikembalikan dengan catatan; perbaiki lalu ajukan lagi."
        yield LinkRow("footprints", "t", row.name, detail, None, "Perbaiki", row.url)
