"""The signed head of the journal's chain, who has it, and whether the chain extends a kept one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from noken.audit import queries as audit
from noken.documents import queries as documents
from noken.oversight.models import Handing, SignedHead
from noken.oversight.rules import heads as rules
from noken.oversight.rules.heads import KeptHead, Verdict


@dataclass(frozen=True, slots=True)
class HeadView:
    """The head that was signed last, as people keep it."""

    number: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WitnessState:
    """How handing over to one witness stands: when they got a head last, and why the newest try
    failed, "" when it did not."""

    to: str
    got_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A kept head beside the chain of today, which has `seals`. `ours`: a key that is published
    here signed it."""

    verdict: Verdict
    ours: bool
    seals: int


def newest_head() -> HeadView | None:
    head = SignedHead.objects.order_by("-at", "-pk").first()
    return HeadView(head.number, head.text, head.at) if head else None


def witness_states(tos: Sequence[str]) -> list[WitnessState]:
    """How it stands with each of these folders and addresses."""
    return [_state(to) for to in tos]


def read_head(text: str) -> KeptHead | None:
    """The head in a file or message that somebody kept; None: there is none in it."""
    return rules.read(text)


def compare_head(kept: KeptHead) -> Comparison:
    """Whether the chain of today extends what a witness saw. That its entries are as they were
    sealed, `audit.services.check_journal` finds."""
    there, now = audit.head_of_chain(kept.number), audit.head_of_chain()
    return Comparison(
        verdict=rules.compare(kept, (there.hash, there.rows) if there else None),
        ours=documents.is_signed(kept.signed, kept.signature, kept.key_id),
        seals=now.number if now else 0,
    )


def _state(to: str) -> WitnessState:
    tries = Handing.objects.filter(to=to).order_by("-at", "-pk")
    newest, got = tries.first(), tries.filter(why="").first()
    return WitnessState(to, got.at if got else None, newest.why if newest else "")
