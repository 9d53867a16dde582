"""A superior of another agency in the matrix: asked for by the one, not answered by the other."""

from collections.abc import Callable, Mapping
from typing import Any

from noken.organization.models import SuperiorProposal
from tests.cast import Cast
from tests.world import NOON, TODAY


def make_lent(cast: Cast, secret: str) -> SuperiorProposal:
    return SuperiorProposal.objects.create(
        employee=cast.owner,
        superior=cast.former_superior,
        unit=cast.section,
        reason=secret,
        start_on=TODAY,
        proposed_by=cast.admin_opd,
        proposed_at=NOON,
    )


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "organization:proposal_agree": lambda r: [r.lent.pk],
    "organization:proposal_decline": lambda r: [r.lent.pk],
    "organization:proposal_withdraw": lambda r: [r.cast.owner.pk, r.lent.pk],
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "organization:proposal_agree": lambda _: {},
    "organization:proposal_decline": lambda _: {"alasan": "Sedang bertugas di tempat lain"},
    "organization:proposal_withdraw": lambda _: {},
}
