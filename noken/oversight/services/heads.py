"""Signing the head of the journal's chain and handing it to witnesses outside."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from django.db import transaction

from noken.audit import queries as audit
from noken.core import clock
from noken.core.actor import Actor
from noken.core.tenancy import current_tenant
from noken.documents import services as documents
from noken.oversight.gateways import witnesses
from noken.oversight.models import Handing, SignedHead
from noken.oversight.rules import heads as rules

FILE, MAIL = Handing.Way.FILE, Handing.Way.MAIL


@dataclass(frozen=True, slots=True)
class Waiting:
    """A witness who has not got today's head yet: a folder (FILE) or an address (MAIL)."""

    head_id: int
    way: str
    to: str


@transaction.atomic
def sign_head(*, by: Actor, at: datetime, day: date | None = None) -> SignedHead | None:  # noqa: ARG001 (the server's own word)
    """Sign the end of the chain as it stands; None while nothing is sealed.

    Args:
        day: whose head for the witnesses it is; of each day there is one, the first.
    """
    chain = audit.head_of_chain()
    if chain is None:
        return None
    say = partial(rules.signed_text, current_tenant(), chain.number, (chain.hash, chain.rows), at)
    signed, signature = documents.sign(lambda key_id: say(key_id=key_id), at=at)
    text = rules.kept_text(signed, signature)
    new = SignedHead(number=chain.number, text=text, at=at, day=day)
    SignedHead.objects.bulk_create([new], ignore_conflicts=True)
    return SignedHead.objects.filter(day=day, at__lte=at).order_by("-at", "-pk").first()


@transaction.atomic
def waiting_witnesses(*, by: Actor, at: datetime) -> list[Waiting]:
    """Which witnesses have not got the head of today; it is signed by the first who asks."""
    place = witnesses.folder()
    wanted = [(str(FILE), str(place))] if place else []
    wanted += [(str(MAIL), address) for address in witnesses.addresses()]
    day = clock.day_of(at)
    head = SignedHead.objects.filter(day=day).first()
    if wanted and head is None:
        head = sign_head(by=by, at=at, day=day)
    if head is None:
        return []
    have = set(head.handings.filter(why="").values_list("way", "to"))
    return [Waiting(head.pk, way, to) for way, to in wanted if (way, to) not in have]


@transaction.atomic
def hand_over(waiting: Waiting, *, by: Actor, at: datetime) -> str:  # noqa: ARG001 (nobody's act)
    """Hand a head to one witness; why it failed, "" when they have it. Either is kept."""
    head = SignedHead.objects.get(pk=waiting.head_id)
    day, tenant = head.day or clock.day_of(head.at), current_tenant()
    if waiting.way == FILE:
        why = witnesses.keep(Path(waiting.to), tenant, day, head.text)
    else:
        why = witnesses.send(waiting.to, tenant, day, head.text)
    tried = Handing(head=head, way=waiting.way, to=waiting.to, at=at, why=why[:200])
    Handing.objects.bulk_create([tried], ignore_conflicts=True)
    return why
