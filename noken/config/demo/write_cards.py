"""The rule cards and terms of the sample, signed off by two people. None is a real rule, and every
source says so."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from noken.core import clock
from noken.core.actor import Actor
from noken.findings import services
from noken.findings.services import NewCard, NewTerms
from noken.regulations.cards import rule_cards

FICTIONAL = "Contoh: bukan peraturan sungguhan"
AGREED = "Untuk data contoh: sama dengan usulan noken."
REVISED, ONCE = "HDR-07", {"minutes_per_day": 420}
WHY_ONCE = "Contoh: satu hari dihitung tujuh jam."
WHY_NOW = "Contoh: disamakan dengan hari kerja 7,5 jam, setelah masukan OPD."
EARLIER = timedelta(days=60)
OF_TODAY = frozenset({"LAP-01", "HDR-09", "HDR-10"})
"""In force from the day of loading: people of the sample without a plan never reported, and a
thousand of them would be asked about it in the first night."""


def write_cards(keeper: Actor, signers: Sequence[Actor], on: date, today: date) -> None:
    """The terms and a version of each card hold from `on`, a few from today; one was changed
    before."""
    before = on - EARLIER
    _sign(_once(before), keeper, signers, before)
    for code in rule_cards():
        start_on = today if code in OF_TODAY else on
        why = WHY_NOW if code == REVISED else "Ditetapkan untuk data contoh."
        _sign(_card(code, start_on, change=why), keeper, signers, on)
    at = clock.at_noon(on)
    terms = services.propose_terms(_terms(on), by=keeper, at=at)
    for signer in signers:
        services.sign_terms(terms.pk, AGREED, by=signer, at=at)


def _sign(new: NewCard, keeper: Actor, signers: Sequence[Actor], on: date) -> None:
    at = clock.at_noon(on)
    row = services.propose_card(new, by=_on(keeper, on), at=at)
    for signer in signers:
        services.sign_card(row.pk, AGREED, by=_on(signer, on), at=at)


def _on(actor: Actor, on: date) -> Actor:
    return Actor(actor.user_id, actor.employee_id, actor.role, actor.roles, on, name=actor.name)


def _once(on: date) -> NewCard:
    return _card(REVISED, on, values=ONCE, change=WHY_ONCE)


def _card(code: str, on: date, **fields: Any) -> NewCard:
    words = rule_cards()[code]
    given = {"values": words.defaults, "groups": words.groups, **fields}
    return NewCard(code=code, unit_id=None, start_on=on, source=FICTIONAL, **given)


def _terms(on: date) -> NewTerms:
    return NewTerms(
        reply_workdays=3,
        decide_workdays=5,
        proof_workdays=3,
        overturned_percent=20,
        settled_least=20,
        companion=True,
        shown_months=12,
        start_on=on,
        source=FICTIONAL,
    )
