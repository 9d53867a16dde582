"""Settings that the law leaves open: proposed by BKPSDM, in force once two people have signed.

The area that owns the value checks it, keeps it and says what happened; the rest is here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.core.signing import SIGNATURES
from noken.organization import access
from noken.organization.queries.hands import tied_to
from noken.organization.rules.hands import HAND_DAYS

KEEPERS = frozenset({Role.PERSONNEL, Role.SYSTEM})
LONGEST_SOURCE, LONGEST_REASON = 200, 300
ONE_HAND = (
    f"Anda dan penyetuju pertama belum terhitung dua orang: dalam {HAND_DAYS} hari terakhir yang "
    "satu membuatkan kata sandi yang lain, atau satu orang membuatkan keduanya. Minta orang lain."
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an area keeps a setting: models of its own, made from SettingProposal and
    SettingSignature. `code` begins its refusals, `what` begins a sentence. `dated`: it holds from
    its first day on, so that may not have passed; else the area says for which days it holds.
    `signers`: who agrees, where it is not BKPSDM and the leaders."""

    proposals: Any
    signatures: Any
    code: str
    what: str
    dated: bool = True
    signers: frozenset[Role] = access.SIGNERS

    def refused(self, text: str, why: str) -> Refused:
        return Refused(text, code=f"{self.code}.{why}")


@dataclass(frozen=True, slots=True)
class Consent:
    """What a signature did. `in_force`: it was the second one, and the setting will hold."""

    proposal: Any
    reason: str
    in_force: bool


@transaction.atomic
def make_way(
    setting: Setting, source: str, start_on: date, *, by: Actor, at: datetime, **same: Any
) -> str:
    """Withdraw what still waited, for a proposal that comes in its place; the source as it is kept.

    Args:
        same: columns in which the two agree, where one table holds several settings.
    Raises:
        Refused: `.not_yours`, `.no_source`, `.too_long`, `.in_the_past`.
    """
    _check_keeper(setting, by)
    source = source.strip()
    if not source:
        raise setting.refused("Tuliskan dasarnya, misalnya nomor peraturan Bupati.", "no_source")
    _check_length(setting, source, LONGEST_SOURCE)
    if setting.dated and start_on < by.on:
        raise setting.refused(
            f"{setting.what} tidak berlaku surut. Pilih hari ini atau sesudahnya.", "in_the_past"
        )
    for waiting in _waiting(setting, **same):
        _withdraw(waiting, at)
    return source


@transaction.atomic
def sign_setting(
    setting: Setting, proposal_id: int, reason: str, *, by: Actor, at: datetime
) -> Consent:
    """Consent to a proposal, with a reason.

    Raises:
        Refused: `.not_a_signer`, `.no_reason`, `.too_long`, `.gone`, `.signed_twice`, `.one_hand`,
            `.too_late`.
    """
    if not by.roles & setting.signers or by.employee_id is None:
        raise setting.refused(
            f"{setting.what} disetujui BKPSDM dan pimpinan. Sampaikan pendapat Anda kepada mereka.",
            "not_a_signer",
        )
    reason = reason.strip()
    if not reason:
        raise setting.refused("Tuliskan alasan Anda menyetujuinya.", "no_reason")
    _check_length(setting, reason, LONGEST_REASON)
    row = next(iter(_waiting(setting, pk=proposal_id)), None)
    if row is None:
        raise _gone(setting)
    signers = set(row.signatures.values_list("signer", flat=True))
    if by.employee_id in signers:
        raise setting.refused(
            "Anda sudah menyetujuinya. Persetujuan kedua harus dari orang lain.", "signed_twice"
        )
    if tied_to(by.employee_id, signers, at):
        raise setting.refused(ONE_HAND, "one_hand")
    if setting.dated and row.start_on < by.on:
        what = setting.what[0].lower() + setting.what[1:]
        raise setting.refused(
            f"Tanggal mulainya sudah lewat dan {what} tidak berlaku surut. "
            "Minta BKPSDM mengusulkannya lagi dengan tanggal baru.",
            "too_late",
        )
    setting.signatures.objects.create(
        proposal=row, signer_id=by.employee_id, role=_role_of(setting, by), reason=reason, at=at
    )
    return Consent(row, reason, in_force=len(signers) + 1 >= SIGNATURES)


@transaction.atomic
def withdraw_setting(setting: Setting, proposal_id: int, *, by: Actor, at: datetime) -> Any:
    """Take back a proposal that still waits for its second signature; the proposal.

    Raises:
        Refused: `.not_yours`, `.gone`.
    """
    _check_keeper(setting, by)
    row = next(iter(_waiting(setting, pk=proposal_id)), None)
    if row is None:
        raise _gone(setting)
    _withdraw(row, at)
    return row


def _check_keeper(setting: Setting, by: Actor) -> None:
    if not by.roles & KEEPERS:
        raise setting.refused(
            f"{setting.what} diusulkan dan ditarik BKPSDM. Sampaikan usulan Anda kepada BKPSDM.",
            "not_yours",
        )


def _check_length(setting: Setting, text: str, most: int) -> None:
    if len(text) > most:
        raise setting.refused(f"Paling panjang {most} huruf. Persingkat dulu.", "too_long")


def _waiting(setting: Setting, **same: Any) -> list[Any]:
    rows: Any = setting.proposals.objects.select_for_update()
    found = rows.filter(withdrawn_at=None, **same)
    return [row for row in found if row.signatures.count() < SIGNATURES]


def _withdraw(row: Any, at: datetime) -> None:
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])


def _role_of(setting: Setting, by: Actor) -> Role:
    """The role that lets them sign, also where they act in another."""
    return by.role if by.role in setting.signers else min(by.roles & setting.signers)


def _gone(setting: Setting) -> Refused:
    return setting.refused(
        "Usulan ini tidak menunggu persetujuan lagi. Muat ulang halaman.", "gone"
    )
