"""Parts of a sheet picked for one reader: the own view, facts, results, parts, the history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from noken.documents import queries as documents
from noken.documents.queries import ReceiptCard
from noken.evaluation.access import Standing
from noken.evaluation.models import Pin, Step
from noken.evaluation.queries.evidence import Shown
from noken.evaluation.queries.records import PartView, RatingView, Record
from noken.evaluation.queries.words import GradeWord, done_words, grade_word, rating_word
from noken.evaluation.rules import sheet_flow
from noken.evaluation.rules.evidence import ResultEvidence
from noken.ui import formats

STEP_WORDS = dict(Step.Kind.choices)
SOURCES = dict(Pin.Source.choices)
SIDES = dict(Pin.Side.choices)
SPOKEN_OF = frozenset({Pin.Source.REPORT, Pin.Source.INDICATOR})


@dataclass(frozen=True, slots=True)
class Fact:
    """A pinned fact to show; `detail` says more in one line, `said` what the rater said about it.

    `may_remove` for its own side; `asked` (source and id) where the reader may say something;
    `waits`: pinned after the result, for the rater alone until a change carries it.
    """

    id: int
    day: date
    source: str
    text: str
    detail: str
    side: str
    of_rater: bool
    may_remove: bool
    said: str
    asked: tuple[str, str] | None
    waits: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A published result in words; `origin` is "" for the rater's first one."""

    grade: GradeWord
    result: str
    behaviour: str
    reason: str
    recommendation: str
    by_name: str
    role: str
    origin: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnView:
    """The self-assessment to show. `lines`: key and words of a result of the plan, and its
    sentence."""

    value: str
    result: str
    behaviour: str
    text: str
    lines: Sequence[tuple[str, str, str]]
    saved_at: datetime | None
    published_at: datetime | None
    receipt: ReceiptCard | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A step of the history in words."""

    word: str
    by_name: str
    at: datetime
    note: str


def own_of(record: Record, standing: Standing, shown: Shown | None) -> OwnView | None:
    """Its writer sees it always, others once it was sent."""
    own = record.own
    if not standing.reads_texts or shown is None:
        return None
    if not standing.is_own and (own is None or own.published_at is None):
        return None
    said = own.results if own else {}
    lines = [(r.key, _named(r), said.get(r.key, "")) for r in shown.evidence.results]
    if own is None:
        return OwnView("", "", "", "", lines, None, None)
    value = f"{own.result}-{own.behaviour}"
    receipt = None
    if standing.is_own and own.submission:
        key = UUID(own.submission)
        receipt = documents.receipts_for([key]).get(key)
    return OwnView(
        value=value,
        result=rating_word(own.result),
        behaviour=rating_word(own.behaviour),
        text=own.text,
        lines=lines,
        saved_at=own.saved_at,
        published_at=own.published_at,
        receipt=receipt,
    )


def _named(result: ResultEvidence) -> str:
    before = " dari SKP sebelumnya" if result.last_on else ""
    return f"RHK {result.number}{before}: {result.text}"


def facts_of(
    record: Record, standing: Standing, *, hidden: bool, changes: bool = False
) -> list[Fact]:
    """Those of the own side; of the other side once it has published, and what it published.

    Args:
        changes: the reader may change the published result.
    """
    if not standing.reads_texts:
        return []
    spoken = record.own is not None and record.own.published_at is not None
    published = record.result is not None and not hidden
    open_ = changes or record.status in sheet_flow.RATABLE
    shown = []
    for pin in record.pins:
        of_person = pin.side == Pin.Side.EMPLOYEE
        of_rater = pin.side == Pin.Side.RATER
        own_side = standing.is_own if of_person else standing.rates and of_rater
        is_loose = sheet_flow.is_loose(pin.at, record.published_at)
        loose = own_side and open_ and is_loose
        spoken_of = loose and of_rater and pin.source in SPOKEN_OF
        out = spoken if of_person else published and not (of_rater and is_loose)
        if not (own_side or out):
            continue
        shown.append(
            Fact(
                id=pin.id,
                day=pin.day,
                source=SOURCES[pin.source],
                text=pin.content.get("text", ""),
                detail=_detail(pin.content),
                side=record.name if of_person else SIDES[pin.side],
                of_rater=of_rater,
                may_remove=loose,
                said=pin.content.get("said", ""),
                asked=(pin.source, pin.source_id) if spoken_of else None,
                waits=of_rater and is_loose and record.result is not None,
            )
        )
    return shown


def _detail(content: object) -> str:
    """One line of what was read when a fact was pinned."""
    if not isinstance(content, dict):
        return ""
    parts = [content.get("result", ""), content.get("value", ""), content.get("tone", "")]
    if content.get("from"):
        parts.append(f"dari {content['from']}")
    if content.get("reports") is not None:
        parts.append(done_words(content["reports"], content.get("unreviewed", 0)))
    elif content.get("target") is not None:
        done = formats.number(Decimal(content["done"])) if content.get("done") else "0"
        parts.append(f"{done} dari target {formats.number(Decimal(content['target']))}")
    elif content.get("quantity"):
        parts.append(f"{formats.number(Decimal(content['quantity']))} {content.get('unit', '')}")
    return " · ".join(part.strip() for part in parts if part and part.strip())


def result_of(rating: RatingView, standing: Standing) -> Result:
    """In words; the reason is a text of the rater and read by whom texts are for."""
    grade = grade_word(rating.grade) or GradeWord(rating.grade, rating.grade, "")
    return Result(
        grade=grade,
        result=rating_word(rating.result),
        behaviour=rating_word(rating.behaviour),
        reason=rating.reason if standing.reads_texts else "",
        recommendation=rating.recommendation,
        by_name=rating.by_name,
        role="Plt/Plh" if rating.role == "ACTING" else "",
        origin={"CALIBRATION": "Diubah penilai", "OBJECTION": "Putusan keberatan"}.get(
            rating.origin, ""
        ),
        at=rating.published_at or rating.saved_at,
    )


def parts_of(record: Record, standing: Standing, *, hidden: bool) -> list[PartView]:
    """More than one part is told; what an earlier superior wrote, to raters, and to the person
    once the result is out."""
    told = len(record.parts) > 1 or any(part.closed_at for part in record.parts)
    if not standing.reads_texts or not told:
        return []
    writes = standing.rates or (record.result is not None and not hidden)
    if writes or not standing.is_own:
        return list(record.parts)
    return [replace(p, result="", behaviour="", note="") for p in record.parts]


def history_of(record: Record, standing: Standing, *, hidden: bool) -> list[Entry]:
    """What happened, oldest first. Objections are told by their own area, to who may know."""
    silent = {Step.Kind.OBJECTED}
    open_notes = standing.reads_texts and not hidden
    return [
        Entry(STEP_WORDS[step.kind], step.by_name, step.at, step.note if open_notes else "")
        for step in record.steps
        if step.kind not in silent
    ]
