"""What may be asked about people, units and who answers for whom."""

from noken.organization.access import (
    can_sign_settings,
    relation_of,
    seat_keepers,
    subjects_of,
    units_above,
)
from noken.organization.queries.activations import confirmations_tally, confirmers_of
from noken.organization.queries.actors import actor_for
from noken.organization.queries.choices import agencies, units_below
from noken.organization.queries.declared import setting_on
from noken.organization.queries.facts import resolve_all
from noken.organization.queries.hands import tied_to
from noken.organization.queries.heads import heads_above
from noken.organization.queries.hearing import heard_by
from noken.organization.queries.holders import holder_ids
from noken.organization.queries.import_tasks import imports_tally
from noken.organization.queries.lines import Superior, direct_reports, superior_of, superiors
from noken.organization.queries.officials import SEAT_SQL, OfficialFacts, officials, rank_named
from noken.organization.queries.people import Person, find_person, people
from noken.organization.queries.posts import Post, post_of
from noken.organization.queries.rehearsal import gaps
from noken.organization.queries.search import search_people
from noken.organization.queries.signing import (
    ProposalRow,
    Signature,
    proposals_of,
    row_of,
    signed_of,
    signers_of,
)
from noken.organization.queries.superior_proposals import asks_tally
from noken.organization.queries.unit_page import units_from, units_tally
from noken.organization.rules.names import split_name
from noken.organization.rules.nip import bare_nip, form_of_address, why_not_a_nip

__all__ = [
    "SEAT_SQL",
    "OfficialFacts",
    "Person",
    "Post",
    "ProposalRow",
    "Signature",
    "Superior",
    "actor_for",
    "agencies",
    "asks_tally",
    "bare_nip",
    "can_sign_settings",
    "confirmations_tally",
    "confirmers_of",
    "direct_reports",
    "find_person",
    "form_of_address",
    "gaps",
    "heads_above",
    "heard_by",
    "holder_ids",
    "imports_tally",
    "officials",
    "people",
    "post_of",
    "proposals_of",
    "rank_named",
    "relation_of",
    "resolve_all",
    "row_of",
    "search_people",
    "seat_keepers",
    "setting_on",
    "signed_of",
    "signers_of",
    "split_name",
    "subjects_of",
    "superior_of",
    "superiors",
    "tied_to",
    "units_above",
    "units_below",
    "units_from",
    "units_tally",
    "why_not_a_nip",
]
