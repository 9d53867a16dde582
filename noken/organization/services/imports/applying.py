"""Applying a checked file: one transaction, all or nothing, a few statements for all people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization.events import EmployeeImported, ImportApplied
from noken.organization.models import ImportRow, ImportRun, ReportingLine
from noken.organization.queries.imports import actor_of
from noken.organization.rules import imports as rules
from noken.organization.rules.imports import RowData, Verdict
from noken.organization.services._lines import lock_structure
from noken.organization.services.imports import _people, _postings, _superiors, _units
from noken.organization.services.imports._assess import Assessed, assess
from noken.organization.services.imports._led import KEPT_AS, NOBODY, Led, led_by
from noken.organization.services.imports._staging import empty_rows, forget_file
from noken.organization.services.imports._structure import (
    Kept,
    chosen_heads,
    with_decisions,
    within_reach,
)
from noken.organization.services.imports._work import Job, Work

_DIRECT = (rules.NEW, rules.CHANGED)
_STALE = (
    "Data di noken berubah sejak berkas ini diperiksa, jadi belum ada yang diterapkan. "
    "Unggah berkas sekali lagi untuk memeriksa ulang."
)


_SHIFTED = (
    "Atasan yang berganti kini lain daripada saat diperiksa, jadi belum ada yang diterapkan. "
    "Lihat lagi daftarnya, lalu terapkan."
)


@transaction.atomic
def apply_run(run_id: int, *, by: Actor, at: datetime) -> ImportRun:
    """Write all that a checked file changes, or nothing. A second call changes nothing.

    Where the register changed since the check, so that a row would now do something else or
    somebody would get another superior than was said, nothing is written and the run says so.

    Emits: UnitChanged, PersonMoved, LinesRefreshed, ImportApplied, and for each person
        EmployeeImported.
    """
    lock_structure()
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.status != ImportRun.Status.APPLYING:
        return run
    plan = _planned(run, by, at)
    undecided = with_decisions(run.structure, {})
    before = assess(plan.data, undecided, undecided["seats"], by, plan.work.today)
    if any(_differs(row, now) for row, now in zip(plan.rows, before.verdicts, strict=True)):
        return _set_back(run, at, _STALE)
    try:
        _write_as_said(plan, run.structure.get(KEPT_AS, NOBODY))
    except _Undone as undone:
        run.structure = run.structure | {KEPT_AS: undone.led}
        return _set_back(run, at, _SHIFTED)
    run.status, run.status_at, run.applied_at = ImportRun.Status.APPLIED, at, at
    run.counts = {**run.counts, "APPLIED": len(plan.work.jobs)}
    run.failure = ""
    empty_rows(run)
    forget_file(run)
    run.save()
    events.emit(ImportApplied(by=by, at=at, run_id=run.pk, people=len(plan.work.jobs)))
    return run


@transaction.atomic
def foresee_run(run: ImportRun, *, at: datetime) -> None:
    """Keep with a checked run who would get another superior by it, and from which day: it is
    written as it would be applied now, and undone.

    Raises:
        Refused: `import.role_ended`.
    """
    led = NOBODY
    if ReportingLine.objects.exists():
        lock_structure()
        plan = _planned(run, actor_of(run.pk, clock.day_of(at)), at)
        try:
            _write_as_said(plan, None)
        except _Undone as undone:
            led = undone.led
        except Refused as refusal:
            led = NOBODY | {"why_not": refusal.message}
    run.structure = run.structure | {KEPT_AS: led}
    run.save(update_fields=["structure"])


class _Undone(Exception):
    """`led` is who would have got another superior."""

    def __init__(self, led: Led) -> None:
        super().__init__()
        self.led = led


@dataclass(frozen=True, slots=True)
class _Plan:
    """A checked file with what was decided about it, ready to be written."""

    work: Work
    structure: Kept
    rows: "list[_Row]"
    data: list[RowData]
    decided: Assessed


def _planned(run: ImportRun, by: Actor, at: datetime) -> _Plan:
    today = clock.day_of(at)
    structure = within_reach(with_decisions(run.structure, run.decisions), by)
    heads = {k: nip for k, nip in chosen_heads(structure, run.decisions).items() if nip}
    rows = _rows(run, frozenset(heads.values()))
    data = [row.data for row in rows]
    decided = assess(data, structure, {**structure["seats"], **heads}, by, today)
    start = _day(run.decisions.get(rules.START, ""), today)
    return _Plan(Work(run, by, at, today, start), structure, rows, data, decided)


@transaction.atomic
def _write_as_said(plan: _Plan, said: Led | None) -> None:
    """Write it, but for what was said of superiors; None: nothing was, write to see it."""
    led = _write(plan)
    if said is None or led["shifts"] != said["shifts"]:
        raise _Undone(led)
    _tell(plan.work)


class _Row(NamedTuple):
    """A row as it was judged when the file was checked."""

    verdict: str
    fields: frozenset[str]
    data: RowData


def _rows(run: ImportRun, heads: frozenset[str]) -> list[_Row]:
    """The rows that may change something: new, changed, decided for the file, chosen as head."""
    wanted = Q(verdict__in=_DIRECT)
    wanted |= Q(verdict=rules.WAITING, decision=ImportRow.Decision.FILE)
    if heads:
        wanted |= Q(verdict=rules.UNCHANGED, data__nip__in=list(heads))
    rows = ImportRow.objects.filter(wanted, run=run).order_by("pk")
    return [
        _Row(verdict, frozenset(changes), data)
        for verdict, changes, data in rows.values_list("verdict", "changes", "data").iterator()
    ]


def _differs(row: _Row, now: Verdict) -> bool:
    return row.verdict != now.code or row.fields != now.changes.keys()


def _set_back(run: ImportRun, at: datetime, why: str) -> ImportRun:
    run.status, run.status_at, run.failure = ImportRun.Status.PREVIEWED, at, why
    run.save(update_fields=["status", "status_at", "failure", "structure"])
    return run


def _write(plan: _Plan) -> Led:
    work, data = plan.work, plan.data
    begun_on = min((_day(row["post_from"], work.start) for row in data), default=work.start)
    ids = _units.make_units(work, plan.structure, min(begun_on, work.today))
    for row, verdict in zip(data, plan.decided.verdicts, strict=True):
        if verdict.code in _DIRECT or verdict.code == rules.WAITING:
            work.jobs.append(_job(row, verdict, plan.structure, plan.decided, ids))
    if not work.jobs:
        return NOBODY
    _people.write_people(work)
    _people.write_standings(work)
    _people.write_ranks(work)
    _postings.write_postings(work)
    _units.make_vacant_seats(plan.structure, ids)
    return led_by(work, _superiors.write_lines(work))


def _job(
    row: RowData, verdict: Verdict, structure: Kept, decided: Assessed, ids: Mapping[str, int]
) -> Job:
    known = decided.known.get(row["nip"])
    place = decided.place(row, structure["units"])
    stays = known is not None and not place.leads and rules.is_at(known, place)
    unit = ids[row["leads"] if place.leads else row["unit"]]
    sits = known is not None and known.is_head and known.unit is not None and stays
    if stays and known is not None and known.unit is not None:
        unit = known.unit
    return Job(
        data=row,
        known=known,
        fields=frozenset(verdict.changes),
        unit=unit,
        is_head=place.leads or (sits and "post" not in verdict.changes),
        employee=known.employee if known else 0,
    )


def _day(text: str, default: date) -> date:
    return date.fromisoformat(text) if text else default


def _tell(work: Work) -> None:
    run, why = work.run.pk, work.run.basis
    events.emit(
        *(
            EmployeeImported(
                by=work.by,
                at=work.at,
                subject_id=job.employee,
                run_id=run,
                is_new=job.is_new,
                start_on=work.start if job.is_new else None,
                fields=tuple(sorted(job.fields)),
                why=why,
            )
            for job in work.jobs
        )
    )
