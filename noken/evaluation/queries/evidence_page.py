"""What lies behind the figures: the reports of a result, or the notes, each ready to be pinned."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.evaluation.models import Pin
from noken.evaluation.queries.evidence import Asked, Planned, plans_of
from noken.evaluation.queries.facts import seen_record
from noken.evaluation.queries.records import PeriodFacts, Record
from noken.evaluation.queries.words import done_words
from noken.evaluation.rules import sheet_flow
from noken.ui import formats
from noken.work import queries as work
from noken.work.queries import DoneReport, Quote


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A report that counts as done; `pinned`: the reader's side has put it beside the sheet."""

    report: DoneReport
    pinned: bool


@dataclass(frozen=True, slots=True)
class NoteItem:
    note: Quote
    pinned: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A result of the plan to choose, or all."""

    key: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """`reports` or, with `of_notes`, `notes`; newest first, at most 200."""

    sheet_id: int
    name: str
    period: PeriodFacts
    is_own: bool
    of_notes: bool
    reports: Sequence[ReportItem]
    notes: Sequence[NoteItem]
    filters: Sequence[Filter]
    may_pin: bool
    back: str
    role: Role
    about: frozenset[int]

    @property
    def said(self) -> str:
        """The reports in words."""
        return done_words(len(self.reports), sum(row.report.unreviewed for row in self.reports))

    @property
    def url(self) -> str:
        return url_of("evaluation:sheet", self.sheet_id)


def evidence_page(
    actor: Actor, sheet_id: int, *, result: str = "", of_notes: bool = False
) -> EvidencePage:
    """Raises Http404: no such sheet, or its evidence is not the actor's to read."""
    record, standing = seen_record(actor, sheet_id)
    if not standing.reads_texts:
        raise Http404
    side = Pin.Side.EMPLOYEE if standing.is_own else Pin.Side.RATER
    sees = standing.is_own or standing.rates
    pinned = {pin.source_id for pin in record.pins if pin.side == side and sees}
    period = record.period
    span = work.SpanAsked(record.employee_id, period.start_on, period.end_on)
    key = _key(result)
    found = [] if of_notes else work.done_reports(span, actor.on, result_key=key)
    notes = work.notes_in(span) if of_notes else []
    page = url_of("evaluation:evidence", sheet_id)
    chosen = "?dari=umpan-balik" if of_notes else (f"?rhk={key}" if key else "")
    return EvidencePage(
        sheet_id=sheet_id,
        name=record.name,
        period=period,
        is_own=standing.is_own,
        of_notes=of_notes,
        reports=[ReportItem(row, str(row.id) in pinned) for row in found],
        notes=[NoteItem(row, str(row.id) in pinned) for row in notes],
        filters=[] if of_notes else _filters(actor, record, key),
        may_pin=_may_pin(record, is_own=standing.is_own, rates=standing.rates),
        back=page + chosen,
        role=standing.role,
        about=frozenset({record.employee_id}),
    )


def _may_pin(record: Record, *, is_own: bool, rates: bool) -> bool:
    """As the service decides: both sides before the result, the rater until it is final."""
    if is_own:
        return record.status in sheet_flow.RATABLE
    act = sheet_flow.CHANGE if record.status == sheet_flow.PUBLISHED else sheet_flow.RATE
    objected = record.objected_at is not None
    return rates and sheet_flow.why_not(act, record.status, objected=objected) is None


def _filters(actor: Actor, record: Record, chosen: UUID | None) -> list[Filter]:
    span = (record.period.start_on, record.period.end_on)
    asked = Asked(record.employee_id, *span, record.parted_on)
    found = [Filter("", "Semua laporan", chosen is None)]
    found += [
        Filter(str(each.result.key), _label(each), each.result.key == chosen)
        for each in plans_of([asked], actor.on)[asked]
    ]
    return found


def _label(planned: Planned) -> str:
    until = f", sampai {formats.day_short(planned.last_on)}" if planned.last_on else ""
    return f"RHK {planned.number}{until}"


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
