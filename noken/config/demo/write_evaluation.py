"""Rows of evaluation: periods opened as the product opens them, and what people did since."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from noken.calendars import queries as calendars
from noken.config.demo import evaluation_words as words
from noken.config.demo.appraisals import Appraisal, Appraiser, Blank, Term, Told
from noken.config.demo.people import Staffing, Worker
from noken.config.demo.plans import DraftPlan
from noken.config.demo.tables import copy, put_sequences_right, write_journal
from noken.config.demo.write_people import UnitRows
from noken.core import clock
from noken.core.actor import system
from noken.core.uuid7 import uuid7
from noken.core.values import Quarter
from noken.evaluation.models import Calibration, Extension, Period, Statement
from noken.evaluation.queries.candidates import Scope
from noken.evaluation.rules.periods import GENERAL, QUARTER, SEMESTER, TEACHERS, Which, usual_due
from noken.evaluation.services import _filling
from noken.regulations import grades

SEED = 20261130
SELF_DAYS, DAYS = 5, 15
CLOSED_AFTER = timedelta(42)
RUNS, SELF_BEFORE, STILL = timedelta(28), timedelta(10), timedelta(3)
TEAM = "DISDIK-BID1"
NOT_YET, UNOPENED = "Siti Nurhayati", "Maria Wanggai"
RATED = {
    "Naomi Sayori": ("ABOVE", "ABOVE"),
    "Bambang Hidayat": ("ABOVE", "ABOVE"),
    "Ratna Puspitasari": ("ABOVE", "AS"),
    "Yakobus Meidodga": ("BELOW", "AS"),
}
RATED_KINDS = frozenset({"OPD", "DISTRICT", "DIVISION", "SECRETARIAT"})
UNFINISHED = "Guru yang belum menyatakan realisasi dinilai menyusul."
WEIGHTS = {"GOOD": 78, "NEEDS_IMPROVEMENT": 11, "EXCELLENT": 8, "POOR": 3}

_BLANKS = """
    select s.id, s.employee_id, s.unit_id, array_agg(p.id order by p.start_on),
           array_agg(p.superior_id order by p.start_on)
    from evaluation_sheet s join evaluation_part p on p.sheet_id = s.id
    where s.period_id = %s group by s.id order by s.id
"""
_SHEETS = """
    update evaluation_sheet s set status = n.status, excuse = n.excuse,
        published_at = n.published, received_at = n.received, final_at = n.final
    from unnest(%s::bigint[], %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[],
                %s::timestamptz[]) as n(sheet, status, excuse, published, received, final)
    where s.id = n.sheet
"""
_PARTS = """
    update evaluation_part p set closed_at = n.at, closed_by_id = n.by, note = n.note,
        result = 'AS', behaviour = 'AS'
    from unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::text[]) as n(part, by, at, note)
    where p.id = n.part
"""


def write_evaluation(
    staffing: Staffing,
    plans: Sequence[DraftPlan],
    bosses: Mapping[int, int],
    units: UnitRows,
    at: datetime,
) -> None:
    """The finished quarters (semester for teachers) of the year, and the one in progress.

    In the first quarter nothing has ended, and nothing is written.
    """
    random = Random(SEED)  # noqa: S311 (a fixed seed on purpose)
    terms = _terms(clock.day_of(at))
    people = {worker.id: worker for worker in staffing.workers}
    appraiser = Appraiser(random, at, _told(staffing))
    results = {
        plan.owner.id: tuple(str(result.key) for result in plan.results)
        for plan in plans
        if plan.status == "APPROVED"
    }
    for term in terms:
        blanks = _open(term, people, results, {pk: key for key, pk in units.ids.items()})
        found = list(appraiser.appraise(term, blanks))
        _write(term, found)
        if term.done and any(not each.blank.has_evidence for each in found):
            Period.objects.filter(pk=term.id).update(closing_note=UNFINISHED)
        _rate_units(term, staffing, bosses, units, random)
    if terms:
        _more_time(terms[-1], units, at)
        _announce_meeting(terms[-1], staffing, units, at)
        _write_feedback(terms[-1], staffing, bosses, random)


def _terms(on: date) -> list[Term]:
    """What has ended in the year of a day; the newest quarter is still being worked on."""
    now = Quarter.of(on)
    found = [_term(number, Quarter(on.year, number), on) for number in range(1, now.number)]
    if now.number > 2:
        half = Quarter(on.year, 1).start, Quarter(on.year, 2).end
        semester = Which(TEACHERS, on.year, SEMESTER, 1)
        found.insert(len(found) - 1, _finished(len(found) + 1, semester, *half))
    return found


def _term(number: int, quarter: Quarter, on: date) -> Term:
    which = Which(GENERAL, quarter.year, QUARTER, quarter.number)
    if quarter.end < Quarter.of(on).start:
        return _finished(number, which, quarter.start, quarter.end)
    month = date(on.year, Quarter.of(on).start.month + 2, 1) - timedelta(1)
    due = _workday(max(month, on + STILL))
    return Term(
        number,
        which.kind,
        which.group,
        which.year,
        which.number,
        quarter.start,
        quarter.end,
        opened_on=_workday(max(quarter.end, due - RUNS)),
        self_due_on=_workday(due - SELF_BEFORE),
        due_on=due,
        done=False,
    )


def _finished(number: int, which: Which, start: date, end: date) -> Term:
    calendar = calendars.calendar(end, end + timedelta(90))
    return Term(
        number,
        which.kind,
        which.group,
        which.year,
        which.number,
        start,
        end,
        opened_on=usual_due(end, 1, calendar),
        self_due_on=usual_due(end, SELF_DAYS, calendar),
        due_on=usual_due(end, DAYS, calendar),
        done=True,
    )


def _workday(day: date) -> date:
    """The day, or the next workday after it."""
    return usual_due(day, 1, calendars.calendar(day, day + timedelta(30)))


def _told(staffing: Staffing) -> Told:
    named = {worker.identity.name: worker.id for worker in staffing.workers}
    return Told(
        waiting=frozenset({named[NOT_YET], staffing.heads.get(TEAM, 0)}),
        unopened=frozenset({named[UNOPENED]}),
        all_done_for=staffing.heads.get(TEAM),
        ratings={
            worker.id: RATED.get(worker.identity.name, ("AS", "AS"))
            for worker in staffing.workers
            if worker.unit.key == TEAM
        },
    )


def _open(
    term: Term,
    people: Mapping[int, Worker],
    results: Mapping[int, tuple[str, ...]],
    keys: Mapping[int, str],
) -> list[Blank]:
    """The sheets and parts of a period, as the product's own opening makes them."""
    at = clock.at_noon(term.opened_on) - timedelta(hours=3)
    period = Period.objects.create(
        id=term.id,
        kind=term.kind,
        group=term.group,
        year=term.year,
        number=term.number,
        start_on=term.start_on,
        end_on=term.end_on,
        self_due_on=term.self_due_on,
        due_on=term.due_on,
        opened_at=at,
        opened_by_id=next(w.id for w in people.values() if w.identity.name == "Hendrik Mambor"),
        closed_at=clock.at_noon(term.due_on + CLOSED_AFTER) if term.done else None,
    )
    which = Which(term.group, term.year, term.kind, term.number)
    _filling.add_missing(period, Scope(which, term.opened_on), by=system(term.opened_on), at=at)
    days = Statement.objects.filter(until_on__gte=term.start_on, until_on__lt=term.end_on)
    stated = set(days.values_list("employee", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_BLANKS, [period.pk])
        return [
            Blank(
                id=sheet,
                employee_id=employee,
                rater_id=superiors[-1],
                earlier=tuple(
                    (part, superior)
                    for part, superior in zip(parts[:-1], superiors[:-1], strict=True)
                    if superior
                ),
                unit_key=keys[unit],
                results=results.get(employee, ()),
                standing=people[employee].standing,
                voice=words.SCHOOL if people[employee].owes_no_report else words.OFFICE,
                stated=employee in stated if people[employee].owes_no_report else None,
            )
            for sheet, employee, unit, parts, superiors in cursor.fetchall()
        ]


def _write(term: Term, found: Sequence[Appraisal]) -> None:
    begun = [each for each in found if each.self_at or each.excuse]
    rated = [each for each in found if each.published_at]
    _write_sheets([each for each in found if each.status != "OPEN"])
    copy(
        "evaluation_selfassessment",
        ("sheet_id", "result", "behaviour", "text", "results", "saved_at", "published_at"),
        (
            (e.blank.id, e.self_result, e.self_behaviour, e.self_text, Jsonb(e.self_results),
             e.self_at, e.self_at)
            for e in begun
            if e.self_at
        ),
    )  # fmt: skip
    since = grades.grade_table().valid_from
    copy(
        "evaluation_rating",
        ("sheet_id", "origin", "result", "behaviour", "grade", "forecast", "evidence", "reason",
         "recommendation", "rules_from", "by_id", "role", "started_at", "saved_at",
         "published_at"),
        (
            (e.blank.id, "RATER", e.result, e.behaviour, e.grade, Jsonb({}), Jsonb({}), e.reason,
             "", since, e.blank.rater_id, "SUPERIOR", e.started_at, e.published_at,
             e.published_at)
            for e in rated
        ),
    )  # fmt: skip
    copy(
        "evaluation_pin",
        ("sheet_id", "side", "source", "source_id", "day", "content", "by_id", "at"),
        (
            (e.blank.id, "RATER", "OTHER", f"contoh-{e.blank.id}", e.fact_on,
             Jsonb({"text": e.fact}), e.blank.rater_id, e.started_at)
            for e in rated
            if e.fact
        ),
    )  # fmt: skip
    copy("evaluation_step", ("sheet_id", "kind", "by_id", "at", "note"), _steps(term, found))
    put_sequences_right(
        "evaluation_period",
        "evaluation_selfassessment",
        "evaluation_rating",
        "evaluation_pin",
        "evaluation_step",
    )
    write_journal(_journal(found))


def _write_sheets(changed: Sequence[Appraisal]) -> None:
    closed = [part for each in changed for part in each.closed]
    with connection.cursor() as cursor:
        cursor.execute(
            _SHEETS,
            [
                [e.blank.id for e in changed],
                [e.status for e in changed],
                [e.excuse for e in changed],
                [e.published_at for e in changed],
                [e.received_at for e in changed],
                [e.final_at for e in changed],
            ],
        )
        if closed:
            parts, by, at, notes = zip(*closed, strict=True)
            cursor.execute(_PARTS, [list(parts), list(by), list(at), list(notes)])


def _steps(term: Term, found: Iterable[Appraisal]) -> Iterator[tuple[Any, ...]]:
    excused_at = clock.at_noon(term.opened_on + timedelta(2))
    for e in found:
        sheet, who = e.blank.id, e.blank.employee_id
        if e.excuse:
            yield sheet, "EXCUSED", None, excused_at, e.excuse
        if e.self_at:
            yield sheet, "ASSESSED", who, e.self_at, ""
        for _, superior, at, note in e.closed:
            yield sheet, "PART_CLOSED", superior, at, note
        if e.published_at:
            yield sheet, "PUBLISHED", e.blank.rater_id, e.published_at, ""
        if e.received_at:
            yield sheet, "RECEIVED", who, e.received_at, ""
        if e.final_at:
            yield sheet, "FINAL", None, e.final_at, ""


def _journal(found: Iterable[Appraisal]) -> Iterator[tuple[Any, ...]]:
    for e in found:
        who, ids = e.blank.employee_id, {"sheet": e.blank.id}
        if e.self_at:
            yield "SelfAssessed", e.self_at, who, ids
        if e.published_at:
            yield "ResultPublished", e.published_at, who, ids, e.blank.rater_id
        if e.received_at:
            yield "ResultReceived", e.received_at, who, ids


def _rate_units(
    term: Term,
    staffing: Staffing,
    bosses: Mapping[int, int],
    units: UnitRows,
    random: Random,
) -> None:
    """Ratings of units one level up, and here and there why a spread leaves the guide."""
    if term.group != GENERAL:
        return
    at = clock.at_noon(term.opened_on + timedelta(6))
    rated, explained = [], []
    for unit in units.units:
        head = staffing.heads.get(unit.key)
        if unit.kind not in RATED_KINDS or head is None or head not in bosses:
            continue
        (code,) = random.choices(list(WEIGHTS), list(WEIGHTS.values()))
        if not term.done and unit.kind not in {"OPD", "DISTRICT"} and random.random() < 0.4:
            continue
        reason = words.UNIT_REASONS[code]
        unit_id = units.ids[unit.key]
        rated.append((term.id, unit_id, code, reason, bosses[head], "SUPERIOR", at))
        if term.done and unit.kind == "OPD" and random.random() < 0.2:
            why = random.choice(words.SPREAD_REASONS)
            explained.append((term.id, unit_id, why, head, at + timedelta(10)))
    copy(
        "evaluation_unitrating",
        ("period_id", "unit_id", "rating", "reason", "by_id", "role", "at"),
        rated,
    )
    copy("evaluation_spreadreason", ("period_id", "unit_id", "reason", "by_id", "at"), explained)
    put_sequences_right("evaluation_unitrating", "evaluation_spreadreason")


def _more_time(term: Term, units: UnitRows, at: datetime) -> None:
    """One distrik got more time, with its reason."""
    district = next((unit for unit in units.units if unit.kind == "DISTRICT"), None)
    keeper = Period.objects.get(pk=term.id).opened_by_id
    if district is not None:
        Extension.objects.create(
            period_id=term.id,
            unit_id=units.ids[district.key],
            self_due_on=_workday(term.self_due_on + timedelta(5)),
            due_on=_workday(term.due_on + timedelta(4)),
            reason="Listrik dan jaringan distrik padam lima hari, surat kepala distrik 18/XI.",
            by_id=keeper,
            at=at - timedelta(5),
        )


def _announce_meeting(term: Term, staffing: Staffing, units: UnitRows, at: datetime) -> None:
    """The head of the education agency talks the grades over two days after they are due."""
    Calibration.objects.create(
        period_id=term.id,
        unit_id=units.ids["DISDIK"],
        meet_on=_workday(term.due_on + timedelta(2)),
        note="Ruang rapat dinas, pukul 09.00. Bawa bukti untuk predikat selain Baik.",
        by_id=staffing.heads["DISDIK"],
        at=at - timedelta(3),
    )


def _write_feedback(
    term: Term, staffing: Staffing, bosses: Mapping[int, int], random: Random
) -> None:
    """Notes of the quarter in progress, many in the team the sample shows, few elsewhere."""
    by_unit: dict[str, list[int]] = {}
    for worker in staffing.workers:
        by_unit.setdefault(worker.unit.key, []).append(worker.id)
    rows = []
    for worker in staffing.workers:
        near = [pk for pk in by_unit[worker.unit.key] if pk != worker.id]
        givers = [*near, *([bosses[worker.id]] if worker.id in bosses else [])]
        count = random.randint(9, 18) if worker.unit.key == TEAM else random.choice((0,) * 9 + (2,))
        for _ in range(count if givers else 0):
            better = random.random() < 0.12
            value, text = random.choice(words.notes(better=better, school=worker.owes_no_report))
            days = (term.end_on - term.start_on).days - 1
            at = clock.at_noon(term.start_on + timedelta(random.randint(0, days)))
            at += timedelta(minutes=random.randint(-200, 200))
            tone = "BETTER" if better else "GOOD"
            rows.append(
                (uuid7(at), worker.id, random.choice(givers), value, tone, text, at,
                 at + timedelta(days=1))
            )  # fmt: skip
    copy(
        "work_feedback",
        ("id", "person_id", "by_id", "value", "tone", "text", "at", "read_at"),
        rows,
    )
