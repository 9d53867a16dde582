"""What stands around a finding and is fetched after it: letters, talks, and its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from noken.core.actor import Actor, Role
from noken.findings import ports
from noken.findings.ports import Beside
from noken.findings.queries.page import opened_by
from noken.findings.queries.page_rows import rows_of
from noken.findings.queries.page_steps import StepRow, history_of
from noken.findings.queries.terms import terms_on


@dataclass(frozen=True, slots=True)
class Around:
    beside: Sequence[Beside]
    steps: Sequence[StepRow]
    role: Role
    about: frozenset[int]
    stated_reason: str


def around_finding(actor: Actor, number_: str, at: datetime) -> Around:
    """For whom the finding opens; steps of rows that are hidden from them are hidden too.

    Raises:
        Http404: not there, not theirs, or they have not said why they open it.
    """
    finding, role, reason = opened_by(actor, number_, at)
    rows = rows_of(actor, role, finding, terms_on(actor.on).shown_months)
    if role is Role.SUPERIOR and not rows.was_asked:
        raise Http404
    answers = ports.beside_findings.ask(actor, [finding.pk])
    return Around(
        beside=[line for answer in answers for line in answer.get(finding.pk, ())],
        steps=history_of(finding, rows.hidden),
        role=role,
        about=frozenset({finding.employee_id}),
        stated_reason=reason,
    )
