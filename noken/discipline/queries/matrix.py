"""Who may decide on a day, and the page of the matrix with its proposal and signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.actor import Actor, Role
from noken.discipline.models import MatrixProposal
from noken.discipline.rules import authority
from noken.discipline.rules.authority import (
    LEVELS,
    OFFICIALS,
    RANK_WORDS,
    TARGETS,
    Cells,
    Matrix,
    ProposedMatrix,
)
from noken.organization.queries import ProposalRow, proposals_of, row_of, signed_of, signers_of
from noken.regulations.discipline import usual_authority


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One rank of the person: the officials' words by level, lightest first."""

    target: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """`changes` are the cells that a waiting proposal would change: row, level, was, becomes."""

    matrix: Matrix
    lines: Sequence[MatrixLine]
    waiting: ProposalRow | None
    changes: Sequence[tuple[str, str, str, str]]
    signed: Sequence[ProposalRow]
    is_keeper: bool
    on: date
    role: Role


def matrix_on(day: date) -> Matrix:
    """The matrix in force, or the usual one that nobody signed."""
    rows = signed_of(MatrixProposal)
    return authority.matrix_on(day, _proposed(rows), usual_authority())


def matrix_page(actor: Actor) -> MatrixPage:
    """Everybody may read who decides on whom."""
    stored = proposals_of(MatrixProposal)
    matrix = authority.matrix_on(actor.on, _proposed(stored), usual_authority())
    rows = [row_of(each, _matrix(each), actor) for each in stored]
    waiting = next((row for row in rows if row.left), None)
    return MatrixPage(
        matrix=matrix,
        lines=lines_of(matrix.cells),
        waiting=waiting,
        changes=_changes(matrix.cells, waiting.value.cells) if waiting else (),
        signed=[row for row in rows if not row.left],
        is_keeper=actor.has(Role.PERSONNEL),
        on=actor.on,
        role=actor.role,
    )


def lines_of(cells: Cells) -> list[MatrixLine]:
    return [
        MatrixLine(RANK_WORDS[target], [RANK_WORDS[cells[target, level]] for level in LEVELS])
        for target in TARGETS
    ]


def choices() -> list[tuple[str, str]]:
    """The ranks that may be chosen, lowest first."""
    return [(code, RANK_WORDS[code]) for code in OFFICIALS]


def _changes(now: Cells, then: Cells) -> list[tuple[str, str, str, str]]:
    return [
        (RANK_WORDS[target], level.lower(), RANK_WORDS[now[key]], RANK_WORDS[then[key]])
        for target in TARGETS
        for level in LEVELS
        for key in [(target, level)]
        if now[key] != then[key]
    ]


def _matrix(row: MatrixProposal) -> Matrix:
    cells = {
        (target, level): official
        for target, by_level in row.cells.items()
        for level, official in by_level.items()
    }
    return Matrix(cells, row.source, row.start_on)


def _proposed(rows: Sequence[MatrixProposal]) -> list[ProposedMatrix]:
    return [ProposedMatrix(_matrix(row), row.start_on, signers_of(row)) for row in rows]
