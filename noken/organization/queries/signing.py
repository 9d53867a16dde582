"""What pages show of a setting that two people sign: who signed, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

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
    return frozenset(stored.signer_ids)


def proposals_of(model: Any) -> list[Any]:
    """All that were not withdrawn, the newest start first, with the names of who signed."""
    rows = model.objects.filter(withdrawn_at=None).select_related("proposed_by")
    rows = list(rows.prefetch_related("signatures__signer").order_by("-start_on", "-pk"))
    for row in rows:
        row.signer_ids = [each.signer_id for each in row.signatures.all()]
    return rows


def signed_of(model: Any) -> list[Any]:
    """The same for what holds, without names: one statement, for nearly every page asks."""
    return list(model.objects.raw(_signed_sql(model)))


@cache
def _signed_sql(model: Any) -> str:
    table = model._meta.db_table  # noqa: SLF001 (documented by Django)
    signatures = model.signatures.rel.related_model._meta.db_table  # noqa: SLF001 (as above)
    return f"""
        select t.*, array(
            select s.signer_id from {signatures} s where s.proposal_id = t.id) as signer_ids
        from {table} t where t.withdrawn_at is null order by t.start_on desc, t.id desc
    """  # noqa: S608 (names of tables)
