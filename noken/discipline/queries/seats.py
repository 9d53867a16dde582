"""Who has which part in a case on a day."""

from datetime import date

from noken.discipline.access import Seats
from noken.discipline.models import Case, CaseStep
from noken.discipline.queries.chain import chain_of, head_of, target_of
from noken.discipline.queries.matrix import matrix_on
from noken.discipline.queries.nexts import appeal_of
from noken.discipline.queries.ruling import decider_of, ruler_of
from noken.discipline.rules import authority, sanctions
from noken.discipline.rules.authority import Parts, Rung
from noken.findings import queries as findings
from noken.regulations.discipline import sanctions as sanction_table


def parts_of(row: Case, chain: tuple[Rung, ...]) -> Parts:
    """The people whose roles must lie apart in this case."""
    finding_ids = list(row.findings.values_list("finding_id", flat=True))
    keepers = findings.keepers_of(finding_ids) if finding_ids else {}
    return Parts(
        person_id=row.employee_id,
        rater_id=chain[0].employee_id if chain else None,
        raiser_ids=_raisers(row),
        keeper_ids=frozenset().union(*keepers.values()),
    )


def _raisers(row: Case) -> frozenset[int]:
    """Who wrote down a breach that the case is about: at the opening, or added."""
    by_breach = row.origin == Case.Origin.BREACH
    raisers = {row.opened_by_id} if by_breach else set()
    if row.asked_at and not (by_breach and row.asked_at == row.opened_at):
        added = row.steps.filter(kind=CaseStep.Kind.ACCUSED, by__isnull=False)
        raisers |= set(added.values_list("by_id", flat=True))
    return frozenset(raisers)


def seats_of(row: Case, on: date) -> Seats:
    chain = chain_of(row.employee_id, on)
    parts = parts_of(row, chain)
    team = set(row.examiners.values_list("employee_id", flat=True))
    alone = authority.examiner(chain, parts)
    return Seats(
        chain=chain,
        rater_id=parts.rater_id,
        examiner_ids=frozenset(team or ({alone} if alone else ())),
        has_team=bool(team),
        official_id=official_of(row, level_now(row), on, chain=chain, parts=parts),
        head_id=head_of(chain) if sanctions.may_have_team(row.level) else None,
        ruler_id=ruler_of(row, on, parts),
        decider_id=decider_of(row),
    )


def misplaced(on: date) -> list[int]:
    """Cases in which others sit on a day than is written down."""
    return [
        row.pk
        for row in Case.objects.select_related("report", "appeal").order_by("pk")
        for seats in [seats_of(row, on)]
        if seated(row) != (seats.examiner_id, seats.official_id, seats.ruler_id)
    ]


def seated(row: Case) -> tuple[int | None, int | None, int | None]:
    """Who examines, who is competent and who rules on the objection, as it is written down."""
    filed = appeal_of(row)
    return row.examiner_id, row.official_id, filed.ruler_id if filed else None


def official_of(
    row: Case,
    level: str,
    on: date,
    *,
    chain: tuple[Rung, ...] | None = None,
    parts: Parts | None = None,
) -> int | None:
    """Who is competent for a level that day; None while nobody has signed the matrix."""
    matrix = matrix_on(on)
    if not matrix.is_signed:
        return None
    chain = chain_of(row.employee_id, on) if chain is None else chain
    parts = parts_of(row, chain) if parts is None else parts
    least = matrix.cells[target_of(row.employee_id, on), level]
    return authority.competent(chain, least, authority.barred_of(parts))


def authority_of(row: Case, level: str, on: date) -> str:
    """The rank that the signed matrix names; "" while nobody has signed it."""
    matrix = matrix_on(on)
    return matrix.cells[target_of(row.employee_id, on), level] if matrix.is_signed else ""


def level_now(row: Case) -> str:
    """The level that counts for who is competent: of the draft or decision, of what the report
    proposes, else what the case may lead to."""
    drawn = row.decisions.filter(returned="").values_list("sanction", flat=True).first()
    code = drawn or (row.report.sanction if hasattr(row, "report") else "")
    return sanction_table()[code].level if code else row.level
