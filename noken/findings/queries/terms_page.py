"""The days and limits of findings, and where they come from: everybody may read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from noken.core.actor import Actor, Role
from noken.findings.models import TermsProposal
from noken.findings.queries.terms import proposed_of, terms_of
from noken.findings.rules import terms as rules
from noken.findings.rules.terms import Terms
from noken.organization.queries import ProposalRow, proposals_of, row_of


@dataclass(frozen=True, slots=True)
class TermsPage:
    """`rows` are what is shown of the terms in force: label, value, owner."""

    terms: Terms
    rows: Sequence[tuple[str, str, str]]
    waiting: ProposalRow | None
    coming: ProposalRow | None
    signed: Sequence[ProposalRow]
    is_keeper: bool
    role: Role


def terms_page(actor: Actor) -> TermsPage:
    stored = proposals_of(TermsProposal)
    rows = [row_of(row, _shown(row), actor) for row in stored]
    terms = rules.terms_on(actor.on, [proposed_of(row) for row in stored])
    signed = [row for row in rows if not row.left]
    return TermsPage(
        terms=terms,
        rows=_words(terms),
        waiting=next((row for row in rows if row.left), None),
        coming=next((row for row in signed[::-1] if row.start_on > actor.on), None),
        signed=signed,
        is_keeper=actor.has(Role.PERSONNEL),
        role=actor.role,
    )


def _words(terms: Terms) -> list[tuple[str, str, str]]:
    keeper, inspector = "Kepala BKPSDM", "Inspektur"
    companion = "boleh disebut" if terms.companion else "tidak dipakai"
    return [
        (
            "Menjawab, sejak dibuka atau diterima di kertas",
            f"{terms.reply_workdays} hari kerja",
            keeper,
        ),
        ("Atasan memutus, sejak dijawab", f"{terms.decide_workdays} hari kerja", keeper),
        ("Melengkapi bukti, sejak diminta", f"{terms.proof_workdays} hari kerja", keeper),
        ("Pendamping saat berbicara", companion, keeper),
        (
            "Aturan berhenti sendiri, bila batas bawah selang melewati",
            f"{terms.overturned_percent}% dibatalkan",
            inspector,
        ),
        ("Dihitung sesudah", f"{terms.settled_least} baris selesai", inspector),
        (
            "Yang gugur tampil di layar yang memutus selama",
            f"{terms.shown_months} bulan",
            inspector,
        ),
    ]


def _shown(row: TermsProposal) -> list[tuple[str, str]]:
    return [(label, value) for label, value, _owner in _words(terms_of(row))]
