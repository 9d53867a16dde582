"""The days of each step that hold on a day, and the page that says where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.actor import Actor, Role
from noken.objections.models import TermsProposal
from noken.objections.rules import clock
from noken.objections.rules.clock import Proposed, Terms
from noken.organization.queries import ProposalRow, proposals_of, row_of, signed_of, signers_of


@dataclass(frozen=True, slots=True)
class TermsPage:
    """`rows` are what is shown of the days in force: words, number with unit, basis, settled."""

    terms: Terms
    rows: Sequence[tuple[str, str, str, bool]]
    waiting: ProposalRow | None
    coming: ProposalRow | None
    signed: Sequence[ProposalRow]
    is_keeper: bool
    on: date
    role: Role


def terms_on(day: date) -> Terms:
    """The days in force; one statement."""
    return clock.terms_on(day, [_proposed(row) for row in signed_of(TermsProposal)])


def terms_page(actor: Actor) -> TermsPage:
    """Everybody may read which days count and on what they rest."""
    stored = proposals_of(TermsProposal)
    rows = [row_of(row, _terms(row), actor) for row in stored]
    terms = clock.terms_on(actor.on, [_proposed(row) for row in stored])
    return TermsPage(
        terms=terms,
        rows=_shown(terms),
        waiting=next((row for row in rows if row.left), None),
        coming=next((row for row in rows[::-1] if not row.left and row.start_on > actor.on), None),
        signed=[row for row in rows if not row.left],
        is_keeper=actor.has(Role.PERSONNEL),
        on=actor.on,
        role=actor.role,
    )


def _shown(terms: Terms) -> list[tuple[str, str, str, bool]]:
    signed, own = terms.is_signed, "Setelan noken, menunggu penetapan BKPSDM"
    source = terms.source if signed else own
    law = "PP 30/2019 Pasal 59; hari kalender atau hari kerja belum dipastikan"
    return [
        (
            "Mengajukan keberatan, sejak hasil diterima",
            f"{terms.file_days} hari kalender",
            terms.source if signed else law,
            signed,
        ),
        (
            "Diambil atasan penilai, sejak diajukan",
            f"{terms.take_workdays} hari kerja",
            source,
            signed,
        ),
        (
            "Kedua pihak didengar, sejak diambil",
            f"{terms.answer_workdays} hari kerja",
            source,
            signed,
        ),
        ("Diputus, sejak diambil", f"{terms.decide_workdays} hari kerja", source, signed),
    ]


def _terms(row: TermsProposal) -> Terms:
    return Terms(
        file_days=row.file_days,
        take_workdays=row.take_workdays,
        answer_workdays=row.answer_workdays,
        decide_workdays=row.decide_workdays,
        source=row.source,
        since=row.start_on,
    )


def _proposed(row: TermsProposal) -> Proposed:
    return Proposed(_terms(row), row.start_on, signers_of(row))
