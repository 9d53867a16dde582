"""What a case stands on right now: the findings as they count today, or the breach and its answer.

Only rows that were refused or lapsed after a proven notice count, and none while its card rests:
`findings` says so, and is asked again before every step that burdens.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from noken.discipline.models import Case
from noken.discipline.rules import sanctions
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
    """The heaviest rung the case may go by: each finding as it counted at the opening, or lighter
    where it counts for less today; "" where the impact decides."""
    table = sanction_table()
    today = {each.id: each.rung or "" for each in facts_in(row) if counts(each)}
    then = row.findings.values_list("finding_id", "sanction")
    rungs = [sanctions.lighter(code, today.get(pk, ""), table) for pk, code in then]
    return sanctions.heaviest(rungs, table)


def ground_of(row: Case) -> Ground:
    if row.origin == Case.Origin.FINDING:
        return Ground(from_findings=True, counts=any(map(counts, facts_in(row))))
    return Ground(
        from_findings=False,
        told_on=row.told_on,
        reply_by=row.reply_by,
        replied=row.replies.exists(),
    )
