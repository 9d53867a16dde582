"""Credit points of a year as a sealed paper."""

from datetime import datetime

from django.db import transaction

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents.services import papers
from noken.documents.services.papers import Paper
from noken.followup.exports.papers import KIND, TITLE, credit_paper, year_of
from noken.followup.queries import history_page


@transaction.atomic
def print_credit(employee_id: int, year: int, *, by: Actor, at: datetime) -> Paper:
    """The paper of the points that the final grades of a year give; the same facts are the same
    paper, and a coefficient that was signed since makes another.

    Raises:
        Http404: not the actor's to see.
        Refused: `followup.no_points`, and all of `documents` `papers.issue`.
    Emits: PaperIssued, when it is new.
    """
    page = history_page(by, employee_id)
    data = credit_paper(employee_id, year, year_of(page.rows, year))
    if data is None:
        raise Refused(
            f"Belum ada angka kredit dari predikat final tahun {year}.",
            code="followup.no_points",
        )
    return papers.issue(KIND, data, title=f"{TITLE} {year}", by=by, at=at)
