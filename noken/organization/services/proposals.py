"""A superior of another agency: chosen by the one, in force once the other has said yes."""

from datetime import datetime

from django.db import transaction

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import access
from noken.organization.models import SuperiorOverride, SuperiorProposal
from noken.organization.services._lines import lock_structure
from noken.organization.services._overrides import Choice, check_able, choose
from noken.organization.services._proposing import settle
from noken.organization.services._records import check_may_change, get_employee, posting_on

Outcome = SuperiorProposal.Outcome


@transaction.atomic
def agree_superior(proposal_id: int, *, by: Actor, at: datetime) -> SuperiorOverride:
    """The new agency's word. It holds from the day proposed, but begins today where that day went
    by while it waited.

    Raises:
        Refused: `superior.proposal_gone`, `superior.not_your_word`, and as `set_superior`.
    Emits: SuperiorAnswered, SuperiorChosen, LinesRefreshed, SuperiorShifted.
    """
    lock_structure()
    proposal = _for_word(proposal_id, by)
    employee, superior = get_employee(proposal.employee_id), get_employee(proposal.superior_id)
    posting = posting_on(employee.pk, clock.day_of(at))
    if posting is None or posting.unit_id != proposal.unit_id:
        raise Refused(
            f"{employee.name} sudah tidak bertugas di {proposal.unit.name}. Tolak usulan ini.",
            code="superior.proposal_gone",
        )
    start_on = proposal.start_on
    if start_on >= clock.day_of(proposal.proposed_at):
        start_on = max(start_on, clock.day_of(at))
    choice = Choice(employee.pk, superior.pk, proposal.reason, start_on, proposal.end_on)
    check_able(superior, start_on)
    settle(proposal, Outcome.AGREED, "", by, at)
    return choose(employee, superior, choice, by=by, at=at)


@transaction.atomic
def decline_superior(proposal_id: int, note: str, *, by: Actor, at: datetime) -> None:
    """The new agency does not agree, and says why.

    Raises:
        Refused: `superior.proposal_gone`, `superior.not_your_word`, `superior.no_reason`.
    Emits: SuperiorAnswered.
    """
    proposal = _for_word(proposal_id, by)
    note = " ".join(note.split())
    if not note:
        raise Refused("Tuliskan alasan menolaknya.", code="superior.no_reason")
    settle(proposal, Outcome.DECLINED, note, by, at)


@transaction.atomic
def withdraw_superior(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take a proposal back: whoever may change the person.

    Raises:
        Refused: `superior.proposal_gone`, and as `check_may_change`.
    Emits: SuperiorAnswered.
    """
    proposal = _waiting(proposal_id)
    check_may_change(by, get_employee(proposal.employee_id), clock.day_of(at))
    settle(proposal, Outcome.WITHDRAWN, "", by, at)


def _for_word(proposal_id: int, by: Actor) -> SuperiorProposal:
    proposal = _waiting(proposal_id)
    if not access.proposals_for(by).filter(pk=proposal.pk).exists():
        raise Refused(
            "Usulan ini dijawab admin OPD atasan yang diusulkan, oleh orang lain daripada "
            "pengusul dan atasan itu sendiri.",
            code="superior.not_your_word",
        )
    return proposal


def _waiting(proposal_id: int) -> SuperiorProposal:
    rows = SuperiorProposal.objects.select_for_update(of=("self",)).select_related("unit")
    found = rows.filter(pk=proposal_id, outcome="").first()
    if found is None:
        raise Refused(
            "Usulan ini sudah dijawab atau ditarik. Muat ulang halaman.",
            code="superior.proposal_gone",
        )
    return found
