"""The values that hold on a day, and the page that says where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from noken.coaching.models import TermsProposal
from noken.coaching.rules import terms as rules
from noken.coaching.rules.terms import Proposed, Terms
from noken.core.actor import Actor, Role
from noken.core.signing import SIGNATURES
from noken.organization import queries as organization


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TermRow:
    """One value in words."""

    about: str
    value: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """`left` signatures are missing; 0: it holds from `start_on` on."""

    id: int
    rows: Sequence[TermRow]
    source: str
    start_on: date
    by: str
    signatures: Sequence[Signature]
    left: int
    may_sign: bool
    signed_by_me: bool


@dataclass(frozen=True, slots=True)
class TermsPage:
    terms: Terms
    rows: Sequence[TermRow]
    waiting: ProposalRow | None
    signed: Sequence[ProposalRow]
    is_keeper: bool
    on: date
    role: Role


def terms_on(day: date) -> Terms:
    """The values in force; two statements at most."""
    return rules.terms_on(day, [_proposed(row) for row in _proposals()])


def terms_page(actor: Actor) -> TermsPage:
    """Everybody may read which values hold and on what they rest."""
    stored = _proposals()
    shown = [_row(row, actor) for row in stored]
    terms = rules.terms_on(actor.on, [_proposed(row) for row in stored])
    return TermsPage(
        terms=terms,
        rows=rows_of(terms),
        waiting=next((row for row in shown if row.left), None),
        signed=[row for row in shown if not row.left],
        is_keeper=actor.has(Role.PERSONNEL),
        on=actor.on,
        role=actor.role,
    )


def rows_of(terms: Terms) -> list[TermRow]:
    """Every value as a line of the page."""
    return [
        TermRow(
            "Catatan percakapan hilang dari layar atasan sesudah selesai",
            f"{terms.words_months} bulan",
        ),
        TermRow("Catatan bersih selama", f"{terms.clean_months} bulan"),
        TermRow("Laporan tepat waktu paling sedikit", f"{terms.in_time_percent}%"),
        TermRow(
            "Tingkat longgar: waktu melapor sesudah hari kerja",
            f"{terms.easy_grace_workdays} hari kerja",
        ),
        TermRow("Tingkat longgar: uji petik presensi", f"{terms.easy_check_percent}% dari biasa"),
        TermRow("Tingkat rapat: uji petik presensi", f"{terms.close_check_percent}% dari biasa"),
    ]


def _proposals() -> list[TermsProposal]:
    rows = TermsProposal.objects.filter(withdrawn_at=None).select_related("proposed_by")
    return list(rows.prefetch_related("signatures__signer").order_by("-start_on", "-pk"))


def _terms(row: TermsProposal) -> Terms:
    values = {name: getattr(row, name) for name in rules.LIMITS}
    return Terms(**values, source=row.source, since=row.start_on)


def _proposed(row: TermsProposal) -> Proposed:
    signers = frozenset(each.signer_id for each in row.signatures.all())
    return Proposed(_terms(row), row.start_on, signers)


def _row(row: TermsProposal, actor: Actor) -> ProposalRow:
    signed = sorted(row.signatures.all(), key=lambda each: each.at)
    mine = any(each.signer_id == actor.employee_id for each in signed)
    left = max(0, SIGNATURES - len(signed))
    return ProposalRow(
        id=row.pk,
        rows=rows_of(_terms(row)),
        source=row.source,
        start_on=row.start_on,
        by=row.proposed_by.name if row.proposed_by else "sistem",
        signatures=[Signature(each.signer.name, each.reason, each.at) for each in signed],
        left=left,
        may_sign=bool(left) and not mine and organization.can_sign_settings(actor),
        signed_by_me=mine,
    )
