"""The own findings, and what is known about the rules that made them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from noken.core.actor import Actor
from noken.findings.models import Finding
from noken.findings.ports import no_days_of
from noken.findings.queries.page_list import SIZE, ListRow, list_rows, listed
from noken.findings.queries.regional import not_loaded_of


@dataclass(frozen=True, slots=True)
class MinePage:
    """`no_rules`: why nothing follows from what is counted; `no_days`: why days are not asked."""

    rows: Sequence[ListRow]
    page: Page[Finding]
    no_rules: str
    no_days: str


def mine_page(actor: Actor, number: str = "1") -> MinePage:
    """All about oneself, hints too: nothing is known here that its person may not see."""
    found = listed(Finding.objects.filter(employee_id=actor.employee_id or 0))
    page = Paginator(found, SIZE).get_page(number)
    rows = list_rows(list(page), own=True, named=False)
    me = actor.employee_id or 0
    no_rules = not_loaded_of([me], actor.on) if rows else ""
    said = [words for words in no_days_of.ask(me, actor.on) if words]
    return MinePage(rows, page, no_rules, " ".join(said))
