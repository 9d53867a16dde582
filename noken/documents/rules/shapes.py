"""What a paper says, as values. The area that owns the facts fills them; the layouts only set them.

Texts are finished words of the screen, never codes; "" stands for nothing. A field that is added
later gets a default, so that the areas need not change together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Official:
    """A person as official forms name one: with titles, NIP in groups, rank with its code."""

    name: str
    nip: str = ""
    rank: str = ""
    post: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a letter: the government, the agency below it, where it is found."""

    government: str
    agency: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who stands below a paper, as what, by which act.

    `at` None leaves the box empty: the act has not happened. `act` is what was done in noken.
    """

    role: str
    person: Official
    at: datetime | None = None
    act: str = "disetujui secara elektronik"


@dataclass(frozen=True, slots=True)
class Ratings:
    """Two ratings and the grade they give, in words."""

    result: str
    behaviour: str
    grade: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence with the day it belongs to; `source` says where it was read."""

    on: date
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator: `side` is its aspect or perspective; the last two are of evaluations."""

    side: str
    text: str
    target: str
    reached: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A result with its measures; `parent` is the superior's result it serves."""

    parent: str
    text: str
    is_additional: bool
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One of the seven values with its guides; `feedback` is of evaluations."""

    name: str
    guides: tuple[str, ...]
    expectation: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """One block of the annex with its numbered lines."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """SKP. `is_leader`: the form of JPT and heads of units; `is_worded`: the qualitative one."""

    is_leader: bool
    is_worded: bool
    start_on: date
    last_on: date
    version: str
    owner: Official
    rater: Official
    results: tuple[ResultLine, ...]
    values: tuple[ValueLine, ...]
    annexes: tuple[Annex, ...]
    place: str
    agreed_on: date
    signatures: tuple[Signature, ...]
    guides_note: str = ""


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """Results that only the plan of an earlier part has, in the lay-out of that plan."""

    is_leader: bool
    is_worded: bool
    last_on: date
    results: tuple[ResultLine, ...]


@dataclass(frozen=True, slots=True)
class EvaluationForm:
    """The plan beside what was reached, and the ratings; `peak` is the grade of most people."""

    is_leader: bool
    is_worded: bool
    period: str
    start_on: date
    last_on: date
    owner: Official
    rater: Official
    unit_rating: str
    grades: tuple[str, ...]
    peak: str
    results: tuple[ResultLine, ...]
    values: tuple[ValueLine, ...]
    ratings: Ratings
    place: str
    rated_on: date
    signatures: tuple[Signature, ...]
    guides_note: str = ""
    earlier: tuple[EarlierPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class PartLine:
    """The days of a period under another superior, and how they were closed."""

    start_on: date
    last_on: date
    superior: str
    unit: str
    result: str
    behaviour: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationRecord:
    """Dokumen Evaluasi Kinerja Pegawai.

    The texts on the objection say what has happened up to now; "" leaves the box empty for a pen.
    """

    letterhead: Letterhead
    period: str
    start_on: date
    last_on: date
    owner: Official
    rater: Official
    superior: Official
    unit_rating: str
    grades: tuple[str, ...]
    peak: str
    ratings: Ratings
    facts: tuple[Dated, ...]
    recommendation: str
    signatures: tuple[Signature, ...]
    parts: tuple[PartLine, ...] = ()
    reason: str = ""
    objection_terms: str = ""
    objection: str = ""
    answer: str = ""
    decision: str = ""
    forecast: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionDecision:
    """Putusan atas keberatan: both sides heard, what stood before and stands after.

    `changed_on`: the rater changed the result after it was filed; `before` is what that left.
    """

    letterhead: Letterhead
    place: str
    period: str
    objector: Official
    rater: Official
    decider: Official
    filed_on: date
    grounds: str
    before: Ratings
    after: Ratings
    is_changed: bool
    reason: str
    decided_on: date
    signatures: tuple[Signature, ...]
    evaluation_number: str = ""
    known_on: date | None = None
    due_on: date | None = None
    is_late: bool = False
    answer: Dated | None = None
    hearings: tuple[Dated, ...] = ()
    basis: str = ""
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands behind it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """One block; of what is there, heading, text, lines and table are set in this order.

    `columns` are the shares of the width of the table, as many as `head`. `after` follows it.
    """

    heading: str = ""
    text: str = ""
    lines: tuple[Line, ...] = ()
    head: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class OfficialLetter:
    """A letter or a record in sections.

    `reference` is the number in the agency's own register, "" for a record without one.
    """

    letterhead: Letterhead
    title: str
    reference: str
    is_secret: bool
    sections: tuple[Section, ...]
    place: str
    on: date
    signatures: tuple[Signature, ...]
    to: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


Shape = PlanPaper | EvaluationForm | EvaluationRecord | ObjectionDecision | OfficialLetter

SHAPES: Mapping[str, type[Any]] = {
    "PLAN": PlanPaper,
    "EVALUATION": EvaluationForm,
    "EVALUATION_RECORD": EvaluationRecord,
    "OBJECTION_DECISION": ObjectionDecision,
    "CREDIT_CONVERSION": OfficialLetter,
    "DISCIPLINE_ORDER": OfficialLetter,
    "DISCIPLINE_SUMMONS": OfficialLetter,
    "DISCIPLINE_MINUTES": OfficialLetter,
    "DISCIPLINE_REPORT": OfficialLetter,
    "DISCIPLINE_RELEASE": OfficialLetter,
    "DISCIPLINE_DECISION": OfficialLetter,
    "DISCIPLINE_RECEIPT": OfficialLetter,
}
"""The shape of each kind of paper."""


def content_of(value: Any) -> Any:
    """A shape as plain values with ISO dates: one canonical form, so that its hash is its own.

    Source: cara kerja noken, isi yang sama adalah naskah yang sama (register: noken-practice).
    """
    if is_dataclass(value):
        return {field.name: content_of(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [content_of(inner) for inner in value]
    if isinstance(value, date):  # instants are dates too
        return value.isoformat()
    return value
