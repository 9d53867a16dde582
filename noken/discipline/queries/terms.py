"""The workdays of each step that hold on a day, and the page that says where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.actor import Actor, Role
from noken.discipline.models import TermsProposal
from noken.discipline.rules import terms as rules
from noken.discipline.rules.terms import ProposedTerms, Terms
from noken.organization.queries import ProposalRow, proposals_of, row_of, signed_of, signers_of
from noken.regulations.discipline import deadlines

WORDS: tuple[tuple[str, str, str], ...] = (
    ("summons_workdays", "Panggilan I: dari surat sampai pemeriksaan, paling lama", "Pasal 26"),
    ("second_workdays", "Panggilan II: dari hari yang terlewat, paling lama", "Pasal 26"),
    ("deliver_workdays", "Keputusan disampaikan sejak ditetapkan, paling lama", "BKN 6/2022"),
    ("in_force_workday", "Keputusan berlaku sejak diterima, pada hari kerja ke", "BKN 6/2022"),
    ("objection_file", "Keberatan: diajukan sejak keputusan diterima", "PP 79/2021"),
    ("objection_answer", "Keberatan: tanggapan pejabat", "PP 79/2021"),
    ("objection_decide", "Keberatan: diputus; tidak dijawab berarti dikabulkan", "PP 79/2021"),
    ("appeal_file", "Banding: diajukan sejak keputusan diterima", "PP 79/2021"),
    ("appeal_answer", "Banding: tanggapan PPK kepada BPASN", "PP 79/2021"),
    ("appeal_decide", "Banding: diputus BPASN", "PP 79/2021"),
    ("act_workdays", "Langkah yang menunggu pejabat: dicatat sesudah", "setelan noken"),
)
FIELDS = tuple(name for name, _words, _basis in WORDS)


@dataclass(frozen=True, slots=True)
class TermsPage:
    """`rows`: words, workdays, basis, is it settled."""

    terms: Terms
    rows: Sequence[tuple[str, int, str, bool]]
    waiting: ProposalRow | None
    signed: Sequence[ProposalRow]
    is_keeper: bool
    on: date
    role: Role


def terms_on(day: date) -> Terms:
    """The days in force; signed by two or not."""
    return rules.terms_on(day, _proposed(signed_of(TermsProposal)), deadlines())


def terms_page(actor: Actor) -> TermsPage:
    """Everybody may read which days count and on what they rest."""
    stored = proposals_of(TermsProposal)
    terms = rules.terms_on(actor.on, _proposed(stored), deadlines())
    rows = [row_of(each, _terms(each), actor) for each in stored]
    return TermsPage(
        terms=terms,
        rows=[
            (words, getattr(terms, name), terms.source if terms.is_signed else basis, settled)
            for name, words, basis in WORDS
            for settled in [terms.is_signed]
        ],
        waiting=next((row for row in rows if row.left), None),
        signed=[row for row in rows if not row.left],
        is_keeper=actor.has(Role.PERSONNEL),
        on=actor.on,
        role=actor.role,
    )


def _terms(row: TermsProposal) -> Terms:
    days = {name: getattr(row, name) for name in FIELDS}
    return Terms(**days, source=row.source, since=row.start_on)


def _proposed(rows: Sequence[TermsProposal]) -> list[ProposedTerms]:
    return [ProposedTerms(_terms(row), row.start_on, signers_of(row)) for row in rows]
