"""Declared settings in tests: signed by two people, as if they had been through the pages."""

from datetime import date
from typing import Any

from noken.core.signed import Signed, choice, declaration, name_of, signed_setting, whole
from noken.organization.models import DeclaredProposal, DeclaredSignature
from tests.world import NOON, make_employee

ROUNDS = {"YEAR": "Sekali setahun", "QUARTER": "Tiap triwulan"}


@signed_setting(
    "tests.example",
    title="Contoh setelan",
    basis="Misalnya nomor peraturan Bupati.",
    until="Sampai ditetapkan, tidak ada akibatnya.",
)
class Example(Signed):
    """A setting of each kind of field, for the tests of the mechanism alone."""

    days: int = whole("Lama menunggu", default=5, unit="hari kerja", least=1, most=30)
    rhythm: str = choice("Irama", default="YEAR", options=ROUNDS)


def sign(kind: type[Signed], *, on: date, signatures: int = 2, **values: Any) -> DeclaredProposal:
    """Values of a setting in force from `on`: as proposed but for `values`."""
    about = declaration(name_of(kind))
    assert about is not None
    row = DeclaredProposal.objects.create(
        name=about.name,
        values={each.name: values.get(each.name, each.default) for each in about.values},
        source="Perbup 3/2026",
        start_on=on,
        proposed_at=NOON,
    )
    for number in range(signatures):
        DeclaredSignature.objects.create(
            proposal=row,
            signer=make_employee(f"Penanda tangan {number}"),
            role="PERSONNEL",
            reason="Setuju",
            at=NOON,
        )
    return row
