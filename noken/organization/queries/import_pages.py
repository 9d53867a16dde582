"""The pages of imports: the list, one file with its verdicts, and the list of what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.http import Http404
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.organization.access import imports_visible_to
from noken.organization.models import Employee, ImportRow, ImportRun, StandingPeriod
from noken.organization.queries.directory import SIZE, Sheet
from noken.organization.queries.import_columns import ColumnChoice, column_choices
from noken.organization.queries.import_doubts import Doubt, doubts_of
from noken.organization.queries.import_led import Led, led_by
from noken.organization.queries.imports import undated
from noken.organization.queries.people import Person, people
from noken.organization.rules.imports import FIELD_LABELS, START
from noken.organization.rules.nip import masked_nip
from noken.ui.formats import day_short

LATEST = 20
STALLED_AFTER = timedelta(minutes=2)
"""A reading or an application that did not end by then may be started again."""
MISSING_SHOWN = 50

_V = ImportRow.Verdict
FILTERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "periksa": ("Perlu dilihat", (_V.REFUSED, _V.WAITING, _V.CHANGED, _V.NEW)),
    "baru": ("Baru", (_V.NEW,)),
    "berubah": ("Berubah", (_V.CHANGED,)),
    "menunggu": ("Menunggu", (_V.WAITING,)),
    "ditolak": ("Ditolak", (_V.REFUSED,)),
    "sama": ("Sama", (_V.UNCHANGED,)),
}
"""Filters of the verdicts: address, words and verdicts."""

_TONES = {
    _V.NEW: ("acc", "plus"),
    _V.CHANGED: ("thr", "pencil-line"),
    _V.UNCHANGED: ("", "check"),
    _V.REFUSED: ("bad", "circle-x"),
    _V.WAITING: ("warn", "scale"),
}
_KINDS = dict(Employee.Kind.choices)
_STANDINGS = dict(StandingPeriod.Standing.choices)


class RunLine(NamedTuple):
    """One import in the list. `result` is a sentence."""

    id: int
    url: str
    file_name: str
    at: datetime
    by: str
    status: str
    status_label: str
    result: str


@dataclass(frozen=True, slots=True)
class ImportsPage:
    runs: tuple[RunLine, ...]
    role: Role
    about: frozenset[int] = frozenset()


class Change(NamedTuple):
    """A field that differs: its name, the value here, the value in the file."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the file as the screen shows it. `may_correct`: another NIP may be typed."""

    id: int
    number: int
    sheet: str
    name: str
    nip: str
    unit: str
    verdict: str
    verdict_label: str
    tone: str
    icon: str
    changes: tuple[Change, ...]
    led: tuple[str, ...]
    note: str
    cause: str
    cure: str
    decision: str
    may_correct: bool
    person_url: str


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One file. `counts` by verdict, in small letters; `to_apply`: rows that would be written.
    `undated` newcomers have no TMT; all of them count from `start_on`."""

    run: ImportRun
    uploader: str
    counts: Mapping[str, int]
    total: int
    to_apply: int
    tabs: tuple[Tab, ...]
    rows: tuple[RowLine, ...]
    sheet: Sheet
    filter: str
    doubts: tuple[Doubt, ...]
    open_doubts: int
    led: Led
    new_units: tuple[str, ...]
    missing: tuple[Person, ...]
    missing_count: int
    waiting_undecided: int
    undated: int
    start_on: date
    today: date
    is_stalled: bool
    columns: tuple[ColumnChoice, ...]
    role: Role
    about: frozenset[int]

    @property
    def url(self) -> str:
        return reverse("organization:import", args=[self.run.pk])

    @property
    def pager_url(self) -> str:
        return f"{self.url}?saring={self.filter}&"

    @property
    def is_working(self) -> bool:
        return self.run.status in {"UPLOADED", "READING", "APPLYING"}

    @property
    def is_open(self) -> bool:
        return self.run.status == ImportRun.Status.PREVIEWED

    @property
    def step(self) -> int:
        """Which of the four steps is at hand, from 1; 5 when all are done."""
        return {"PREVIEWED": 3, "APPLYING": 4, "APPLIED": 5}.get(self.run.status, 2)


def imports_page(actor: Actor) -> ImportsPage:
    """The latest imports the actor may see."""
    runs = _visible(actor).order_by("-uploaded_at", "-pk")[:LATEST]
    return ImportsPage(tuple(map(_run_line, runs)), actor.role)


def get_run(actor: Actor, run_id: int) -> ImportRun:
    """A run.

    Raises:
        Http404: there is none, or it is not the actor's.
    """
    run = _visible(actor).filter(pk=run_id).first()
    if run is None:
        raise Http404
    return run


def import_page(actor: Actor, run_id: int, *, chosen: str, number: int, at: datetime) -> ImportPage:
    """One file with fifty of its rows.

    Args:
        chosen: a key of FILTERS; another text means the first.
        at: now, to tell a job that stopped from one that runs.
    """
    run = get_run(actor, run_id)
    counts = {code: int(run.counts.get(code, 0)) for code in _V.values}
    key = chosen if chosen in FILTERS else "periksa"
    size = sum(counts[code] for code in FILTERS[key][1])
    sheet = Sheet(min(max(number, 1), max(1, -(-size // SIZE))), size)
    rows = list(_rows(run, FILTERS[key][1], sheet)) if counts else []
    decided = _waiting(run) if counts[_V.WAITING] else {}
    missing = run.missing[:MISSING_SHOWN]
    shown = people(missing, actor.on) if missing else {}
    doubts, led = doubts_of(run), led_by(run)
    about = {row.employee_id for row in rows if row.employee_id} | set(missing)
    return ImportPage(
        run=run,
        uploader=run.uploaded_by.name if run.uploaded_by else "Baris perintah",
        counts={code.lower(): count for code, count in counts.items()},
        total=sum(counts.values()),
        to_apply=counts[_V.NEW] + counts[_V.CHANGED] + decided.get("FILE", 0),
        tabs=tuple(_tabs(run, counts, key)),
        rows=tuple(_row_line(row, led) for row in rows),
        sheet=sheet,
        filter=key,
        doubts=doubts,
        open_doubts=sum(bool(doubt.options) and not doubt.answer for doubt in doubts),
        led=led,
        new_units=tuple(
            unit["name"]
            for key, unit in run.structure.get("units", {}).items()
            if unit["id"] is None and key not in run.structure.get("beyond", ())
        ),
        missing=tuple(shown[pk] for pk in missing if pk in shown),
        missing_count=len(run.missing),
        waiting_undecided=decided.get("", 0),
        undated=undated(run) if counts[_V.NEW] else 0,
        start_on=date.fromisoformat(run.decisions.get(START) or actor.on.isoformat()),
        today=actor.on,
        is_stalled=at - run.status_at > STALLED_AFTER,
        columns=column_choices(run),
        role=actor.role,
        about=frozenset(about),
    )


def _visible(actor: Actor) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(imports_visible_to(actor)).select_related("uploaded_by")


def _run_line(run: ImportRun) -> RunLine:
    return RunLine(
        id=run.pk,
        url=reverse("organization:import", args=[run.pk]),
        file_name=run.file_name,
        at=run.uploaded_at,
        by=run.uploaded_by.name if run.uploaded_by else "Baris perintah",
        status=run.status,
        status_label=run.get_status_display(),
        result=_result(run),
    )


def _result(run: ImportRun) -> str:
    if run.status == ImportRun.Status.FAILED:
        return run.failure
    if not run.counts:
        return ""
    new, changed, refused = (run.counts.get(code, 0) for code in (_V.NEW, _V.CHANGED, _V.REFUSED))
    return f"{new} baru, {changed} berubah, {refused} ditolak"


def _rows(run: ImportRun, verdicts: tuple[str, ...], sheet: Sheet) -> QuerySet[ImportRow]:
    rows = ImportRow.objects.filter(run=run)
    if set(verdicts) != set(_V.values):
        rows = rows.filter(verdict__in=verdicts)
    start = (sheet.number - 1) * SIZE
    return rows.order_by("sheet", "number")[start : start + SIZE]


def _waiting(run: ImportRun) -> dict[str, int]:
    rows = ImportRow.objects.filter(run=run, verdict=_V.WAITING).values_list("decision")
    return dict(rows.annotate(n=Count("pk")).order_by())


def _tabs(run: ImportRun, counts: Mapping[str, int], current: str) -> Iterator[Tab]:
    url = reverse("organization:import", args=[run.pk])
    for key, (label, verdicts) in FILTERS.items():
        count = sum(counts[code] for code in verdicts)
        if count or key in {"periksa", current}:
            yield Tab(label, count, f"{url}?saring={key}", key == current)


def _row_line(row: ImportRow, led: Led) -> RowLine:
    tone, icon = _TONES[row.verdict]  # type: ignore[index]  # a code of Verdict
    data = row.data
    return RowLine(
        id=row.pk,
        number=row.number,
        sheet=row.sheet,
        name=data.get("name", ""),
        nip=masked(row),
        unit=data.get("unit_name", ""),
        verdict=row.verdict,
        verdict_label="Menunggu" if row.verdict == _V.WAITING else row.get_verdict_display(),
        tone=tone,
        icon=icon,
        changes=tuple(_changes(row.changes)),
        led=led.of_row(row),
        note=" ".join([_new_note(row), *data.get("remarks", ())]).strip(),
        cause=row.cause,
        cure=row.cure,
        decision=row.decision,
        may_correct=bool(data.get("cells")),
        person_url=reverse("organization:person", args=[row.employee_id])
        if row.employee_id
        else "",
    )


def masked(row: ImportRow) -> str:
    return str(row.data.get("nip_masked") or masked_nip(row.data.get("nip", "")))


def _new_note(row: ImportRow) -> str:
    if row.verdict != _V.NEW:
        return ""
    post, kind = row.data.get("post", ""), _KINDS.get(row.data.get("kind", ""), "")
    return f"{post or 'Jabatan belum tercatat'}, {kind}."


def _changes(changes: Mapping[str, tuple[str, str]]) -> Iterator[Change]:
    for field, label in FIELD_LABELS.items():
        if field in changes:
            old, new = changes[field]
            yield Change(label, _shown(field, old), _shown(field, new))


def _shown(field: str, value: str) -> str:
    if field == "kind":
        return _KINDS.get(value, value)
    if field == "standing":
        return _STANDINGS.get(value, value)
    if field.endswith("_from") and value:
        return _day(date.fromisoformat(value))
    return value


def _day(day: date) -> str:
    return f"{day_short(day)} {day.year}"
