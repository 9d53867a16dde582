"""The rows of a file that were refused or wait, for a list to correct from."""

from dataclasses import dataclass
from typing import NamedTuple

from noken.core.actor import Actor
from noken.organization.models import ImportRow
from noken.organization.queries.import_pages import get_run, masked


class ErrorLine(NamedTuple):
    """A row of the file that was refused or waits. The NIP is masked."""

    sheet: str
    number: int
    name: str
    nip: str
    verdict: str
    cause: str
    cure: str


@dataclass(frozen=True, slots=True)
class ErrorsPage:
    lines: tuple[ErrorLine, ...]
    about: frozenset[int]


def errors_page(actor: Actor, run_id: int) -> ErrorsPage:
    """Rows that were refused, and those that wait without a decision, in the order of the file.

    Raises:
        Http404: there is no such run, or it is not the actor's.
    """
    run = get_run(actor, run_id)
    rows = run.rows.filter(
        verdict__in=[ImportRow.Verdict.REFUSED, ImportRow.Verdict.WAITING], decision=""
    )
    found = list(rows.order_by("sheet", "number"))
    lines = tuple(
        ErrorLine(
            sheet=row.sheet,
            number=row.number,
            name=row.data.get("name", ""),
            nip=masked(row),
            verdict=row.get_verdict_display(),
            cause=row.cause,
            cure=row.cure,
        )
        for row in found
    )
    return ErrorsPage(lines, frozenset(row.employee_id for row in found if row.employee_id))
