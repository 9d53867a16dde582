"""The values that hold on a day, and the page that says where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from noken.coaching.models import TermsProposal
from noken.coaching.rules import terms as rules
from noken.coaching.rules.terms import Proposed, Terms
from noken.core.actor import Actor, Role
from noken.organization.queries import ProposalRow, proposals_of, row_of, signed_of, signers_of


@dataclass(frozen=True, slots=True)
class TermRow:
    """One value in words."""

    about: str
    value: str


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
    return rules.terms_on(day, [_proposed(row) for row in signed_of(TermsProposal)])


def terms_page(actor: Actor) -> TermsPage:
    """Everybody may read which values hold and on what they rest."""
    stored = proposals_of(TermsProposal)
    shown = [row_of(row, rows_of(_terms(row)), actor) for row in stored]
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


def _terms(row: TermsProposal) -> Terms:
    values = {name: getattr(row, name) for name in rules.LIMITS}
    return Terms(**values, source=row.source, since=row.start_on)


def _proposed(row: TermsProposal) -> Proposed:
    return Proposed(_terms(row), row.start_on, signers_of(row))
