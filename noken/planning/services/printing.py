"""Print an agreed plan as an official, sealed paper."""

from datetime import datetime

from django.db import transaction

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents.services import papers
from noken.documents.services.papers import Paper
from noken.planning import access
from noken.planning.exports.papers import KIND, plan_paper, title_of
from noken.planning.models import Plan


@transaction.atomic
def print_plan(plan_id: int, version: str = "", *, by: Actor, at: datetime) -> Paper:
    """The paper of an agreed plan; the same version again is the same paper.

    Args:
        version: an older agreed version; "" for the one in force.
    Raises:
        Refused: `plan.not_yours`, `plan.not_agreed`, and all of `documents` `papers.issue`.
    Emits: PaperIssued, when it is new.
    """
    plan = Plan.objects.get(pk=plan_id)
    if not access.can_see(by, plan.owner_id):
        raise Refused("SKP ini hanya untuk pemilik dan atasannya.", code="plan.not_yours")
    data = plan_paper(plan, version)
    if data is None:
        raise Refused(
            "SKP ini belum disepakati. Ajukan dulu kepada atasan; sesudah disetujui, SKP dapat "
            "dicetak.",
            code="plan.not_agreed",
        )
    return papers.issue(KIND, data, title=title_of(plan, data.owner.name), by=by, at=at)
