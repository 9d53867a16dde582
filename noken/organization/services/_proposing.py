"""Writing what waits for another agency. Whoever calls has looked at who may."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from noken.core import events
from noken.core.actor import Actor
from noken.organization.events import SuperiorAnswered, SuperiorProposed
from noken.organization.models import Employee, SuperiorProposal
from noken.organization.queries.lending import Crossing
from noken.organization.services._overrides import Choice


def propose(
    found: Mapping[int, Crossing], choices: Sequence[Choice], by: Actor, at: datetime
) -> None:
    """Choices that wait for another agency, in the place of what waited before."""
    drop_waiting(found, by, at)
    made = SuperiorProposal.objects.bulk_create(
        SuperiorProposal(
            employee_id=each.employee_id,
            superior_id=each.superior_id,
            unit_id=found[each.employee_id].unit_id,
            reason=each.reason,
            start_on=each.start_on,
            end_on=each.end_on,
            proposed_by_id=by.employee_id or 0,
            proposed_at=at,
        )
        for each in choices
    )
    events.emit(
        *(
            SuperiorProposed(
                by=by,
                at=at,
                subject_id=each.employee_id,
                proposal_id=each.pk,
                superior_id=each.superior_id,
                speakers=found[each.employee_id].speakers,
                why=each.reason,
            )
            for each in made
        )
    )


def drop_waiting(employees: Collection[int], by: Actor, at: datetime) -> None:
    """Another choice was made for these people: what waits for them waits no more."""
    rows = SuperiorProposal.objects.select_for_update().filter(employee__in=employees, outcome="")
    for proposal in rows:
        settle(proposal, SuperiorProposal.Outcome.WITHDRAWN, "", by, at)


def settle(proposal: SuperiorProposal, outcome: str, note: str, by: Actor, at: datetime) -> None:
    proposal.outcome, proposal.note, proposal.settled_at = outcome, note, at
    proposal.settled_by = Employee.objects.filter(pk=by.employee_id or 0).first()
    proposal.save(update_fields=["outcome", "note", "settled_at", "settled_by"])
    events.emit(
        SuperiorAnswered(
            by=by,
            at=at,
            subject_id=proposal.employee_id,
            proposal_id=proposal.pk,
            proposed_by_id=proposal.proposed_by_id,
            outcome=outcome,
            why=note,
        )
    )
