"""The days of each step that hold on a day."""

from datetime import date

from noken.findings.models import TermsProposal
from noken.findings.rules import terms as rules
from noken.findings.rules.terms import Proposed, Terms
from noken.organization.queries import signed_of, signers_of


def terms_on(day: date) -> Terms:
    """The terms in force; the usual ones, unsigned, where nobody has settled any."""
    return rules.terms_on(day, [proposed_of(row) for row in signed_of(TermsProposal)])


def terms_of(row: TermsProposal) -> Terms:
    return Terms(
        reply_workdays=row.reply_workdays,
        decide_workdays=row.decide_workdays,
        proof_workdays=row.proof_workdays,
        overturned_percent=row.overturned_percent,
        settled_least=row.settled_least,
        companion=row.companion,
        shown_months=row.shown_months,
        source=row.source,
        since=row.start_on,
    )


def proposed_of(row: TermsProposal) -> Proposed:
    return Proposed(terms_of(row), row.start_on, signers_of(row))
