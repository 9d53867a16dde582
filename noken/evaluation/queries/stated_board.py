"""What a superior's board says of people who owe no report: their plan, and what they stated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from noken.core.actor import Actor
from noken.evaluation.queries.ahead import members
from noken.evaluation.queries.stated import main_results, stated_by, stated_results
from noken.evaluation.rules.enough import Amount, EvidenceTerms, why_too_little
from noken.evaluation.rules.evidence import ResultEvidence
from noken.evaluation.rules.periods import YEAR, label_of, span_of
from noken.evaluation.rules.statements import Stated, StatementTerms, due_by, span_asked
from noken.organization import queries as organization
from noken.planning.queries import ResultView
from noken.ui.formats import day_short

Plans = Mapping[int, Sequence[ResultView]]


@dataclass(frozen=True, slots=True)
class StatedLine:
    """One person: what is owed in words, whether it is `due` from them, how many lines wait for
    the superior, and the share of each result by key as the forecast of `span` has it; none where
    there is too little evidence."""

    says: str
    due: bool
    waiting: int
    shares: Mapping[str, Decimal]
    span: str = ""


def stated_board(actor: Actor, plans: Plans) -> dict[int, StatedLine]:
    """Of direct reports of the actor, by their plan in force (none: empty); in the period that
    runs for them. At most three statements."""
    if not plans:
        return {}
    terms = organization.setting_on(StatementTerms, actor.on)
    enough = organization.setting_on(EvidenceTerms, actor.on)
    said = stated_by(list(plans), *span_of(YEAR, actor.on.year, 0), actor.on)
    running = {each.id: each.which for each in members(actor)}
    found = {}
    for person, plan in plans.items():
        rows, which = said.get(person, ()), running.get(person)
        named = (which.kind, which.year, which.number) if which else (YEAR, actor.on.year, 0)
        span = span_of(*named)
        results = stated_results(plan, rows, *span)
        says, due = _says(plan, rows, actor.on, terms)
        waiting = sum(row.standing == "STATED" for row in rows)
        found[person] = StatedLine(says, due, waiting, _shares(results, enough), label_of(*named))
    return found


def _shares(results: Sequence[ResultEvidence], terms: EvidenceTerms) -> dict[str, Decimal]:
    main, stated = main_results(results)
    if why_too_little(Amount(by_reports=False, results=main, stated=stated), terms):
        return {}
    return {each.key: each.share_pct for each in results if each.share_pct is not None}


def _says(
    plan: Sequence[ResultView], rows: Sequence[Stated], on: date, terms: StatementTerms
) -> tuple[str, bool]:
    if not plan:
        return "SKP belum disepakati", False
    which = span_asked(on, terms)
    span = span_of(which.kind, which.year, which.number)
    now = [row for row in rows if row.standing and (row.start_on, row.end_on) == span]
    if any(row.standing == "STATED" for row in now):
        return "Realisasi menunggu Anda", False
    if any(row.standing == "ASKED" for row in now):
        return "Realisasi Anda tanyakan", True
    main = {str(result.key) for result in plan if result.kind != "ADDITIONAL"}
    left = main - {row.result_key for row in now}
    due_on = due_by(on, terms)
    if left and due_on:
        return f"Realisasi ditunggu sampai {day_short(due_on)}", True
    if not main or left:
        return "SKP disepakati", False
    return f"Realisasi disepakati sampai {day_short(max(row.until_on for row in now))}", False
