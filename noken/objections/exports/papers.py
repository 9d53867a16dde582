"""The decision on an objection as a signed paper."""

from collections.abc import Mapping
from datetime import date, datetime

from noken.core import clock
from noken.core.actor import Actor
from noken.documents.services import papers
from noken.documents.services.papers import (
    Dated,
    Letterhead,
    ObjectionDecision,
    Official,
    Ratings,
    Signature,
)
from noken.evaluation.queries import decided_facts
from noken.objections.models import Objection, Statement, Step
from noken.objections.queries.words import rated
from noken.organization import queries as organization
from noken.ui.formats import day_long

KIND = "OBJECTION_DECISION"
BASIS = "PP 30/2019 Pasal 59"


def issue_decision(row: Objection, record: str, *, by: Actor, at: datetime) -> int:
    """Issue the decision of a decided objection, its paper's id; the same again is the same one."""
    title = f"Putusan keberatan, {row.period}"
    return papers.issue(KIND, decision_paper(row, record, at), title=title, by=by, at=at).pk


def decision_paper(row: Objection, record: str, at: datetime) -> ObjectionDecision:
    """All that the paper says: what both sides put forward, what stood before and stands after.

    Args:
        record: the number of the record of the result objected to, "": none was issued.
    """
    day = clock.day_of(at)
    ids = {row.employee_id, row.rater_id, row.decided_by_id or 0}
    known = organization.officials(ids, day)
    decider = _official(known, row.decided_by_id or 0)
    return ObjectionDecision(
        letterhead=_letterhead(known.get(row.decided_by_id or 0)),
        place=_seat(known.get(row.decided_by_id or 0)),
        period=row.period,
        evaluation_number=record,
        objector=_official(known, row.employee_id),
        rater=_official(known, row.rater_id),
        decider=decider,
        filed_on=clock.day_of(row.filed_at),
        grounds=row.text,
        before=_ratings(row.before_result, row.before_behaviour, row.before_grade),
        after=_ratings(row.after_result, row.after_behaviour, row.after_grade),
        is_changed=row.outcome == Objection.Outcome.CHANGED,
        reason=_reason(row),
        decided_on=day,
        signatures=(Signature("Atasan pejabat penilai kinerja,", decider, at, "diputus di noken"),),
        known_on=row.received_on,
        changed_on=_changed_on(row),
        due_on=row.due_on,
        is_late=row.is_late,
        answer=_answer(row),
        hearings=_hearings(row),
        basis=BASIS,
    )


def _official(known: Mapping[int, organization.OfficialFacts], pk: int) -> Official:
    facts = known.get(pk)
    if facts is None:
        return Official("")
    return Official(facts.name, facts.nip, facts.rank, facts.post, facts.unit)


def _letterhead(facts: organization.OfficialFacts | None) -> Letterhead:
    return Letterhead(facts.government, facts.agency) if facts else Letterhead("")


def _seat(facts: organization.OfficialFacts | None) -> str:
    return facts.seat if facts else ""


def _ratings(result: str, behaviour: str, grade: str) -> Ratings:
    words = rated(result, behaviour, grade)
    return Ratings(words.result, words.behaviour, words.grade)


def _reason(row: Objection) -> str:
    """Why, and the dated fact it rests on."""
    fact = decided_facts([row.sheet_id]).get(row.sheet_id)
    return f"{row.reason}\n\nContoh nyata, {day_long(fact[0])}: {fact[1]}" if fact else row.reason


def _changed_on(row: Objection) -> date | None:
    """The day the rater last changed the result after the objection was filed."""
    last = row.steps.filter(kind=Step.Kind.RERATED).order_by("at").last()
    return clock.day_of(last.at) if last else None


def _answer(row: Objection) -> Dated | None:
    """All the rater wrote, under the day of the last answer."""
    said = list(row.statements.filter(kind=Statement.Kind.ANSWER).order_by("at"))
    if not said:
        return None
    return Dated(clock.day_of(said[-1].at), "\n\n".join(each.text for each in said))


def _hearings(row: Objection) -> tuple[Dated, ...]:
    """What was heard, and what the person added in writing, in order of days."""
    spoken = [
        Dated(
            each.held_on,
            each.note,
            f"{each.get_side_display()}, {each.get_mode_display().lower()}",
        )
        for each in row.hearings.order_by("held_on", "at")
    ]
    written = [
        Dated(clock.day_of(each.at), each.text, "Tambahan tertulis pegawai")
        for each in row.statements.filter(kind=Statement.Kind.ADDITION).order_by("at")
    ]
    return tuple(sorted([*spoken, *written], key=lambda each: each.on))
