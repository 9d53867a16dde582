"""What a case stands on right now: the findings as they count today, or the breach and its answer.

Only rows that were refused or lapsed after a proven notice count, and none while its card rests:
`findings` says so, and is asked again before every step that burdens.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from noken.discipline.models import Case, CaseFinding
from noken.discipline.rules import flow, sanctions
from noken.discipline.rules.flow import Ground
from noken.findings import queries as findings
from noken.findings.queries import FindingFacts
from noken.regulations.discipline import sanctions as sanction_table

LADDER = frozenset({"HDR-03", "HDR-07"})
"""Cards whose days are added up to a rung; the others go by the impact."""


def facts_of(finding_ids: Collection[int]) -> Mapping[int, FindingFacts]:
    """As they count today; one of a card that has stopped itself is left out."""
    if not finding_ids:
        return {}
    found = findings.facts_of(finding_ids)
    return {pk: each for pk, each in found.items() if not each.rests}


def together(finding_ids: Collection[int]) -> Mapping[int, FindingFacts]:
    """These findings with all whose days make one sum with theirs, as they count today."""
    return facts_of(findings.with_sisters(finding_ids)) if finding_ids else {}


def judged(found: Collection[FindingFacts]) -> set[int]:
    """Those of `together` that were decided on and to which nothing was added since: one act, one
    sanction. Days of a ladder are judged as the sum of the person's year."""
    now: dict[str, Decimal] = defaultdict(Decimal)
    for each in found:
        now[_matter(each)] += each.counted
    matters = {each.id: _matter(each) for each in found}
    rows = CaseFinding.objects.filter(
        finding_id__in=list(matters), case__status__in=flow.DECIDED_ON
    )
    then: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for case_id, pk, counted in rows.values_list("case_id", "finding_id", "counted"):
        then[case_id, matters[pk]] += counted
    closed = {matter for (_case, matter), counted in then.items() if now[matter] <= counted}
    return {pk for pk, matter in matters.items() if matter in closed}


def _matter(facts: FindingFacts) -> str:
    """What is judged as one."""
    if facts.code in LADDER:
        return f"{facts.employee_id} {facts.period}"
    return facts.number


def counts(facts: FindingFacts) -> bool:
    """Whether a finding carries a case today: rows count, and reach a rung where there is one."""
    return facts.counted > Decimal(0) and (bool(facts.rung) or facts.code not in LADDER)


def heaviest_rung(found: Sequence[FindingFacts]) -> str:
    """The heaviest single rung of several findings; "" where the impact decides."""
    rungs = [each.rung or "" for each in found if counts(each)]
    return sanctions.heaviest(rungs, sanction_table())


def facts_in(row: Case) -> list[FindingFacts]:
    """The findings of a case as they count today."""
    return list(facts_of(list(row.findings.values_list("finding_id", flat=True))).values())


def rung_in(row: Case) -> str:
    """The heaviest rung the case may go by: each finding as it counted when it joined, or lighter
    where it counts for less today; "" where the impact decides."""
    table = sanction_table()
    today = {each.id: each.rung or "" for each in facts_in(row) if counts(each)}
    then = row.findings.values_list("finding_id", "sanction")
    rungs = [sanctions.lighter(code, today.get(pk, ""), table) for pk, code in then]
    return sanctions.heaviest(rungs, table)


def goes_by_impact(row: Case) -> bool:
    """Whether an act of the case has no ladder: a breach, or a finding without one that counts."""
    if row.asked_at:
        return True
    return any(each.code not in LADDER and counts(each) for each in facts_in(row))


def joinable(row: Case) -> list[FindingFacts]:
    """Findings of the person that count today and are not in the case yet, or not with all that
    counts."""
    held = dict(row.findings.values_list("finding_id", "counted"))
    return [each for each in open_of(row.employee_id) if each.counted > held.get(each.id, 0)]


def open_of(employee_id: int) -> list[FindingFacts]:
    """Findings of a person that carry a case today."""
    found = facts_of(findings.counting_of(employee_id))
    done = judged(found.values())
    return [each for pk, each in found.items() if counts(each) and pk not in done]


def answered(row: Case) -> bool:
    """Whether the person said something to all that was written down."""
    since = row.asked_at or row.opened_at
    return any(each.at >= since for each in row.replies.all())


def ground_of(row: Case) -> Ground:
    if row.asked_at is None:
        return Ground(from_findings=True, counts=any(map(counts, facts_in(row))))
    return Ground(
        from_findings=False,
        told_on=row.told_on,
        reply_by=row.reply_by,
        replied=answered(row),
    )
