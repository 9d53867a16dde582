"""Rule cards: a new version is proposed with its source, and holds once two people have signed."""

from datetime import datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.findings.events import CardProposed, CardSigned, CardWithdrawn
from noken.findings.models import CardRest, CardSignature, CardVersion
from noken.findings.rules.proposing import NewCard, Sees, mends, why_not_proposable
from noken.findings.services.resuming import resume_cards
from noken.organization import services as organization
from noken.organization.models import Unit
from noken.regulations.cards import RuleCard, rule_cards

__all__ = ["NewCard", "propose_card", "sign_card", "withdraw_card"]

MOST_LETTERS = 300
SETTING = organization.Setting(CardVersion, CardSignature, "card", "Versi aturan")


@transaction.atomic
def propose_card(new: NewCard, *, by: Actor, at: datetime) -> CardVersion:
    """Put a new version up for signature; one that still waited is withdrawn by it.

    Raises:
        Refused: `card.unknown`, `card.not_yours`, `card.no_source`, `card.too_long`,
            `card.in_the_past`, `card.no_change`, `card.bad_values`, `card.out_of_range`,
            `card.no_groups`, `card.bad_groups`, `card.unknown_unit`, `card.unchanged`.
    Emits: CardProposed.
    """
    card = _card(new.code)
    number = _lock_versions(new.code)
    source = organization.make_way(
        SETTING, new.source, new.start_on, by=by, at=at, code=card.code, proposed_by__isnull=False
    )
    change = _change(new)
    if why := why_not_proposable(card, new):
        raise Refused(why.text, code=why.code)
    if new.unit_id is not None and not Unit.objects.filter(pk=new.unit_id).exists():
        raise Refused("Unit itu tidak ada. Pilih dari daftar.", code="card.unknown_unit")
    _check_mends(card, new)
    row = CardVersion.objects.create(
        code=card.code,
        version=number,
        groups=list(new.groups),
        unit_id=new.unit_id,
        parameters=dict(new.values),
        rests_on=list(card.rests_on),
        change=change,
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(CardProposed(by=by, at=at, code=card.code, version=number, why=change))
    return row


@transaction.atomic
def sign_card(version_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to a version; True when it was the second person and it will hold. Where the card
    had stopped itself, a version that has begun ends the rest.

    Raises:
        Refused: `card.not_a_signer`, `card.no_reason`, `card.too_long`, `card.gone`,
            `card.signed_twice`, `card.too_late`.
    Emits: CardSigned, CardResumed.
    """
    done = organization.sign_setting(SETTING, version_id, reason, by=by, at=at)
    row = done.proposal
    events.emit(CardSigned(by=by, at=at, code=row.code, version=row.version, why=done.reason))
    if done.in_force:
        resume_cards(by=by, at=at)
    return done.in_force


@transaction.atomic
def withdraw_card(version_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a version that still waits for its second signature; not the one a card began with.

    Raises:
        Refused: `card.not_yours`, `card.gone`, `card.first_stays`.
    Emits: CardWithdrawn.
    """
    row = organization.withdraw_setting(SETTING, version_id, by=by, at=at)
    if row.proposed_by_id is None:
        raise Refused(
            "Versi pertama tidak ditarik. Usulkan versi baru sebagai gantinya.",
            code="card.first_stays",
        )
    events.emit(CardWithdrawn(by=by, at=at, code=row.code, version=row.version))


def _card(code: str) -> RuleCard:
    card = rule_cards().get(code)
    if card is None:
        raise Refused("Aturan ini tidak ada. Muat ulang halaman.", code="card.unknown")
    return card


def _lock_versions(code: str) -> int:
    """The number of the next version; two proposals for one card come one by one."""
    rows = CardVersion.objects.select_for_update().filter(code=code)
    return max((row.version for row in rows), default=0) + 1


def _check_mends(card: RuleCard, new: NewCard) -> None:
    rest = CardRest.objects.filter(code=card.code, ended_at=None).select_related("version").first()
    if rest is None:
        return
    old = Sees(rest.version.parameters, frozenset(rest.version.groups), rest.version.unit_id)
    if not mends(card, old, Sees(new.values, frozenset(new.groups), new.unit_id)):
        raise Refused(
            "Aturan ini berhenti sendiri dengan angka, kelompok, dan unit yang sama. Ubah "
            "sedikitnya satu supaya tidak keliru lagi.",
            code="card.unchanged",
        )


def _change(new: NewCard) -> str:
    change = new.change.strip()
    if not change:
        raise Refused("Tuliskan apa yang berubah dan mengapa.", code="card.no_change")
    if len(change) > MOST_LETTERS:
        raise Refused(f"Paling panjang {MOST_LETTERS} huruf. Persingkat.", code="card.too_long")
    return change
