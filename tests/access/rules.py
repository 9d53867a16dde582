"""Rule cards and terms of findings in the matrix: a version and terms that wait for signatures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from noken.findings.models import CardVersion, TermsProposal
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_findings import FICTIONAL, make_terms

CODE = "HDR-07"


@dataclass(frozen=True)
class Rules:
    version: CardVersion
    terms: TermsProposal


def make_rules(cast: Cast) -> Rules:
    version = CardVersion.objects.create(
        code=CODE,
        version=2,
        groups=["PNS", "CPNS"],
        parameters={"minutes_per_day": 420},
        rests_on=["minutes_per_day"],
        change="Tujuh jam dihitung satu hari.",
        source=FICTIONAL,
        start_on=TODAY + timedelta(7),
        proposed_by=cast.personnel,
        proposed_at=NOON,
    )
    return Rules(version, make_terms(start_on=TODAY + timedelta(7), signed=False))


def _version(records: Any) -> list[Any]:
    return [CODE, records.rules.version.pk]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "findings:card": lambda _: [CODE],
    "findings:card_proposal": lambda _: [CODE],
    "findings:card_propose": lambda _: [CODE],
    "findings:card_sign": _version,
    "findings:card_withdraw": _version,
    "findings:terms_sign": lambda r: [r.rules.terms.pk],
    "findings:terms_withdraw": lambda r: [r.rules.terms.pk],
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "findings:card_propose": lambda _: {
        "angka_minutes_per_day": "430",
        "kelompok": ["PNS", "CPNS"],
        "unit": "",
        "perubahan": "Contoh.",
        "dasar": FICTIONAL,
        "mulai": (TODAY + timedelta(7)).isoformat(),
        "langkah": "lihat",
    },
    "findings:card_sign": lambda _: {"alasan": "Setuju"},
    "findings:card_withdraw": lambda _: {},
    "findings:terms_propose": lambda _: {
        "reply_workdays": "4",
        "decide_workdays": "5",
        "proof_workdays": "3",
        "overturned_percent": "20",
        "settled_least": "20",
        "shown_months": "12",
        "mulai": (TODAY + timedelta(7)).isoformat(),
        "dasar": FICTIONAL,
    },
    "findings:terms_sign": lambda _: {"alasan": "Setuju"},
    "findings:terms_withdraw": lambda _: {},
}
