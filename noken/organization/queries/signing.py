"""What pages show of a setting that two people sign: who signed, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg

from noken.core.actor import Actor
from noken.core.signing import SIGNATURES
from noken.organization.access import can_sign_settings


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """`value` is what its area shows of it. `left` signatures are missing; 0: it holds from
    `start_on` on."""

    id: int
    value: Any
    source: str
    start_on: date
    by: str
    signatures: Sequence[Signature]
    left: int
    may_sign: bool
    signed_by_me: bool


def row_of(stored: Any, value: Any, actor: Actor) -> ProposalRow:
    """One proposal with its signatures, which must be fetched already."""
    signed = sorted(stored.signatures.all(), key=lambda each: each.at)
    mine = any(each.signer_id == actor.employee_id for each in signed)
    left = max(0, SIGNATURES - len(signed))
    return ProposalRow(
        id=stored.pk,
        value=value,
        source=stored.source,
        start_on=stored.start_on,
        by=stored.proposed_by.name if stored.proposed_by else "sistem",
        signatures=[Signature(each.signer.name, each.reason, each.at) for each in signed],
        left=left,
        may_sign=bool(left) and not mine and can_sign_settings(actor),
        signed_by_me=mine,
    )


def signers_of(stored: Any) -> frozenset[int]:
    """Of a row as `proposals_of` or `signed_of` give it."""
    return frozenset(each for each in stored.signer_ids if each is not None)


def proposals_of(model: Any) -> list[Any]:
    """All that were not withdrawn, the newest start first, with the names of who signed."""
    rows = _standing(model).select_related("proposed_by")
    return list(rows.prefetch_related("signatures__signer"))


def signed_of(model: Any) -> list[Any]:
    """The same for what holds, without names: one statement."""
    return list(_standing(model))


def _standing(model: Any) -> Any:
    rows = model.objects.filter(withdrawn_at=None)
    return rows.annotate(signer_ids=ArrayAgg("signatures__signer_id")).order_by("-start_on", "-pk")
