"""All the page of a sheet shows, picked for its reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.core.uuid7 import uuid7
from noken.evaluation import ports
from noken.evaluation.access import Standing
from noken.evaluation.models import Period, Sheet
from noken.evaluation.ports import BesideSheet
from noken.evaluation.queries.deadlines import Due
from noken.evaluation.queries.evidence import Asked, Shown, gather
from noken.evaluation.queries.evidence_view import EvidenceView, evidence_view
from noken.evaluation.queries.facts import seen_record, unopened
from noken.evaluation.queries.lists import TeamSheet, team_rows
from noken.evaluation.queries.records import (
    PartView,
    PeriodFacts,
    RatingView,
    Record,
    SelfView,
)
from noken.evaluation.queries.sheet_views import (
    Entry,
    Fact,
    OwnView,
    Result,
    facts_of,
    history_of,
    own_of,
    parts_of,
    result_of,
)
from noken.evaluation.queries.spread import SpreadCard, spread_card
from noken.evaluation.queries.unit_ratings import OrgRating, org_rating_for
from noken.evaluation.queries.words import (
    Matrix,
    matrix_of,
    rating_word,
)
from noken.evaluation.rules import leniency, sheet_flow
from noken.evaluation.rules.grading import Forecast, forecast
from noken.leave import queries as leave
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.regulations import grades
from noken.ui import formats

LONG_ABSENCE_DAYS = 28
"""From how many days away on the page proposes a reason not to evaluate. A hint of noken's own."""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """What one reader sees of a sheet. `may_…` say what the reader can do now; `result` is None
    while nothing is published and for the person until opened (`may_open`). `mirrors`: enough
    ratings of the reader are saved to be compared."""

    sheet_id: int
    status: str
    period: PeriodFacts
    due: Due
    person: Person
    rank: str
    address: str
    unit: str
    rater: str
    rater_id: int | None
    rater_acts: bool
    excuse: str
    received_at: datetime | None
    receipt: str
    final_at: datetime | None
    is_own: bool
    evidence: EvidenceView | None
    matrix: Matrix | None
    draft: RatingView | None
    own: OwnView | None
    facts: Sequence[Fact]
    result: Result | None
    before: Sequence[Result]
    parts: Sequence[PartView]
    closing: PartView | None
    part_matrix: Matrix | None
    history: Sequence[Entry]
    beside: Sequence[BesideSheet]
    spread: SpreadCard | None
    org_rating: OrgRating | None
    org_result: str
    absence: str
    may_rate: bool
    may_publish: bool
    may_change: bool
    may_assess: bool
    may_enter: bool
    may_open: bool
    may_pin: bool
    may_hand_over: bool
    may_excuse: bool
    may_include: bool
    may_print: bool
    waits: str
    neighbours: tuple[TeamSheet | None, TeamSheet | None]
    rated: int
    total: int
    mirrors: bool
    opened_at: datetime
    key: str
    on: date
    role: Role
    about: frozenset[int]

    @property
    def url(self) -> str:
        return url_of("evaluation:sheet", self.sheet_id)

    @property
    def ratings(self) -> list[tuple[str, str]]:
        """Codes and words of the three ratings, for who records an own view from paper."""
        return [(each.code, each.name) for each in grades.ratings()]

    @property
    def has_fact(self) -> bool:
        """Whether the rater has pinned one, as every grade but Baik needs it."""
        return any(fact.of_rater for fact in self.facts)

    @property
    def is_done(self) -> bool:
        return self.status in {sheet_flow.PUBLISHED, sheet_flow.FINAL}

    @property
    def self_late(self) -> bool:
        return self.due.self_on < self.on

    @property
    def status_word(self) -> str:
        return Sheet.Status(self.status).label


def sheet_page(actor: Actor, sheet_id: int, at: datetime) -> SheetPage:
    """Raises Http404: there is no such sheet, or it is not the actor's to see."""
    record, standing = seen_record(actor, sheet_id)
    hidden = unopened(actor, record.employee_id, record.status, record.received_at)
    shown = _shown(actor, record) if standing.reads_texts else None
    expected = _expected(shown) if shown else None
    rates = standing.rates and record.status in sheet_flow.RATABLE
    draft = record.draft_of(actor.employee_id) if rates else None
    team = team_rows(actor, record.period.id) if standing.rates else []
    changes = (
        standing.rates
        and sheet_flow.why_not(
            sheet_flow.CHANGE, record.status, objected=record.objected_at is not None
        )
        is None
    )
    assesses = standing.is_own and record.status == sheet_flow.OPEN
    chosen = draft or (record.result if changes else None) or (record.own if assesses else None)
    shows = rates or changes or assesses
    matrix = matrix_of(expected, _codes(chosen)) if shows else None
    closing = next((p for p in record.parts if p.id in standing.closes), None)
    person = Person(
        *(record.employee_id, record.name, record.post, record.unit_id, record.unit, "", "")
    )
    return SheetPage(
        sheet_id=record.sheet_id,
        status=record.status,
        period=record.period,
        due=record.due,
        person=person,
        rank=record.rank,
        address=organization.form_of_address(record.nip or ""),
        unit=record.unit,
        rater=record.rater,
        rater_id=record.rater_id,
        rater_acts=record.basis == "ACTING",
        excuse=record.excuse,
        received_at=record.received_at,
        receipt=_receipt(record.receipt_note) if standing.keeps or standing.is_own else "",
        final_at=record.final_at,
        is_own=standing.is_own,
        evidence=evidence_view(shown, sheet_id) if shown else None,
        matrix=matrix,
        draft=draft,
        own=own_of(record, standing, shown),
        facts=facts_of(record, standing, hidden=hidden, changes=changes),
        result=None if hidden or not record.result else result_of(record.result, standing),
        before=[] if hidden else [result_of(r, standing) for r in record.ratings if r.replaced_at],
        parts=parts_of(record, standing, hidden=hidden),
        closing=closing,
        part_matrix=matrix_of(None, None) if closing else None,
        history=history_of(record, standing, hidden=hidden),
        beside=_beside(actor, record),
        spread=_spread(actor, record, standing),
        org_rating=(org := org_rating_for(_row(record)) if record.heads and rates else None),
        org_result=rating_word(org.proposed_result) if org else "",
        absence=_absence(record) if rates or standing.keeps else "",
        may_rate=rates,
        may_publish=rates and _is_turn(record, actor.on),
        may_change=changes,
        may_assess=assesses,
        may_enter=standing.keeps and not standing.rates and record.status == sheet_flow.OPEN,
        may_open=hidden,
        may_pin=rates or changes or (standing.is_own and record.status in sheet_flow.RATABLE),
        may_hand_over=standing.keeps
        and record.status == sheet_flow.PUBLISHED
        and record.received_at is None,
        may_excuse=_may_excuse(record, standing),
        may_include=(standing.rates or standing.keeps) and record.status == sheet_flow.EXCUSED,
        may_print=record.result is not None
        and not hidden
        and (standing.reads_texts or standing.keeps),
        waits=_waits(record),
        neighbours=_neighbours(team, sheet_id),
        rated=sum(row.done for row in team),
        total=len(team),
        mirrors=sum(row.given for row in team) >= leniency.LEAST_OWN,
        opened_at=at,
        key=str(uuid7(at)),
        on=actor.on,
        role=standing.role,
        about=frozenset({record.employee_id}),
    )


def _beside(actor: Actor, record: Record) -> list[BesideSheet]:
    """What goes on beside a result; nothing can before there is one."""
    if record.result is None:
        return []
    answers = ports.beside_sheet.ask(actor, record.sheet_id)
    return [line for lines in answers for line in lines]


def _is_turn(record: Record, on: date) -> bool:
    """The person has spoken, or the day for it has passed."""
    return record.status == sheet_flow.ASSESSED or record.due.self_on < on


def _may_excuse(record: Record, standing: Standing) -> bool:
    if record.status not in sheet_flow.RATABLE:
        return False
    kept = sheet_flow.is_for_keepers(sheet_flow.EXCUSE, record.status)
    return standing.keeps or (standing.rates and not kept)


def _receipt(note: str) -> str:
    """How the result was received, where it was not opened in noken."""
    if not note or note == sheet_flow.WITH_DECISION:
        return note
    return f"di kertas, saksi {note}"


def _codes(rating: RatingView | SelfView | None) -> tuple[str, str] | None:
    return (rating.result, rating.behaviour) if rating else None


def _shown(actor: Actor, record: Record) -> Shown:
    span = (record.period.start_on, record.period.end_on)
    asked = Asked(record.employee_id, *span, record.parted_on)
    return gather(actor, [asked], actor.on, quotes=4)[0]


def _expected(shown: Shown) -> Forecast | None:
    """None where there is too little evidence: no cell is marked, no choice leaves it."""
    found = forecast(shown.evidence, grades.grade_table())
    return found if found.is_measured else None


def _row(record: Record) -> Sheet:
    """The stored row as others of this area ask for it, without reading it again."""
    facts = record.period
    period = Period(
        pk=facts.id,
        kind=facts.kind,
        year=facts.year,
        number=facts.number,
        start_on=facts.start_on,
        end_on=facts.end_on,
    )
    return Sheet(
        pk=record.sheet_id, period=period, employee_id=record.employee_id, unit_id=record.unit_id
    )


def _spread(actor: Actor, record: Record, standing: Standing) -> SpreadCard | None:
    if not standing.rates or not record.rated_by(actor.employee_id):
        return None
    return spread_card(actor, _row(record))


def _absence(record: Record) -> str:
    """A proposal why not to evaluate: whole days away that make up much of the period.

    Who has sent a self-assessment is not asked about.
    """
    if record.status != sheet_flow.OPEN:
        return ""
    start, end = record.period.start_on, record.period.end_on
    whole = (end - start).days
    if record.off_duty and record.off_duty.days >= LONG_ABSENCE_DAYS:
        off = record.off_duty
        return f"{off.word} {off.days} dari {whole} hari periode ini menurut data kepegawaian."
    days = sum(
        (min(row.end_on, end) - max(row.start_on, start)).days
        for row in leave.absences(start, end, [record.employee_id])
        if row.portion == "FULL" and row.family == "LEAVE"
    )
    if days < LONG_ABSENCE_DAYS:
        return ""
    return f"Cuti {days} dari {whole} hari periode ini menurut izin yang tercatat."


def _waits(record: Record) -> str:
    """Whose turn it is, in words; "" when nothing is awaited."""
    if record.status == sheet_flow.OPEN:
        return f"Menunggu penilaian diri sampai {formats.day_named(record.due.self_on)}."
    if record.status == sheet_flow.ASSESSED:
        who = record.rater or "pejabat penilai"
        return f"Menunggu {who} sampai {formats.day_named(record.due.on)}."
    if record.status == sheet_flow.PUBLISHED and record.received_at is None:
        return "Menunggu dibuka oleh pegawai."
    return ""


def _neighbours(
    team: Sequence[TeamSheet], sheet_id: int
) -> tuple[TeamSheet | None, TeamSheet | None]:
    places = [row.sheet_id for row in team]
    if sheet_id not in places:
        return None, None
    here = places.index(sheet_id)
    before = team[here - 1] if here else None
    after = team[here + 1] if here + 1 < len(team) else None
    return before, after
