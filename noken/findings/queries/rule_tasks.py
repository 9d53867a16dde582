"""What rules ask of their keepers: a new version for a stopped one, signatures for what waits."""

from dataclasses import dataclass

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.core.signing import SIGNATURES
from noken.core.tally import Tally
from noken.findings.models import CardRest, TermsProposal
from noken.findings.queries.rule_list import signatures_left
from noken.organization import queries as organization
from noken.regulations.cards import rule_cards

_WAITS = """
select count(*) from findings_{0}{1} v
where v.withdrawn_at is null and v.proposed_by_id is not null and v.start_on >= %s::date
  and (select count(*) from findings_{0}signature s where s.proposal_id = v.id) < %s
  and not exists (select from findings_{0}signature s
                  where s.proposal_id = v.id and s.signer_id = %s)
"""
_TALLY = f"""
select 'rules', ({_WAITS.format("card", "version")}) + ({_WAITS.format("terms", "proposal")})
    + (select count(*) from findings_cardrest where ended_at is null and code = any(%s))
"""  # noqa: S608 (constants only)
_STOPPED = """
select 'rules', count(*) from findings_cardrest where ended_at is null and code = any(%s)
"""
INSPECTOR = "Inspektur"


@dataclass(frozen=True, slots=True)
class RuleTask:
    """`left` signatures are missing; 0: the card stopped itself and needs a new version."""

    what: str
    title: str
    left: int
    url: str


def rule_tasks(actor: Actor) -> list[RuleTask]:
    """For BKPSDM and the leaders: stopped cards first, then what waits for signatures."""
    if not organization.can_sign_settings(actor):
        return []
    words = rule_cards()
    resting = CardRest.objects.filter(ended_at=None).order_by("started_at")
    tasks = [
        RuleTask(f"{code} berhenti sendiri", words[code].title, 0, url_of("findings:card", code))
        for code in resting.values_list("code", flat=True)
        if code in words
    ]
    tasks += [
        RuleTask(f"Versi baru {code}", words[code].title, left, url_of("findings:card", code))
        for code, left in sorted(signatures_left().items())
        if code in words
    ]
    terms = "Waktu dan batas semua aturan"
    tasks += [
        RuleTask("Ketentuan temuan", terms, left, url_of("findings:terms"))
        for row in organization.proposals_of(TermsProposal)
        if (left := SIGNATURES - len(row.signatures.all())) > 0
    ]
    return tasks


def rules_tally(actor: Actor) -> tuple[Tally, ...]:
    """How many wait for this person's signature, and how many cards have stopped: for BKPSDM, which
    proposes, all; for the Inspektorat those it owns."""
    stopped = [
        code
        for code, card in rule_cards().items()
        if actor.has(Role.PERSONNEL) or (card.owner == INSPECTOR and actor.has(Role.INSPECTORATE))
    ]
    if organization.can_sign_settings(actor):
        waits = [actor.on, SIGNATURES, actor.employee_id]
        return (Tally(_TALLY, [*waits, *waits, stopped]),)
    return (Tally(_STOPPED, [stopped]),) if stopped else ()
