"""The own findings, and what is known about the rules that made them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from noken.core.actor import Actor
from noken.findings.models import Finding
from noken.findings.queries.page_list import SIZE, ListRow, list_rows, listed
from noken.findings.queries.regional import not_loaded_of


@dataclass(frozen=True, slots=True)
class MinePage:
    rows: Sequence[ListRow]
    page: Page[Finding]
    no_rules: str


def mine_page(actor: Actor, number: str = "1") -> MinePage:
    """All about oneself, hints too: nothing is known here that its person may not see."""
    found = listed(Finding.objects.filter(employee_id=actor.employee_id or 0))
    page = Paginator(found, SIZE).get_page(number)
    rows = list_rows(list(page), own=True, named=False)
    return MinePage(rows, page, not_loaded_of([actor.employee_id or 0], actor.on) if rows else "")
