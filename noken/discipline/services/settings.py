"""Days of each step, who may decide, which medium kinds hold: proposed with their source, in force
after two signed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline.events import (
    AuthorityProposed,
    AuthoritySigned,
    AuthorityWithdrawn,
    CaseTermsProposed,
    CaseTermsSigned,
    CaseTermsWithdrawn,
    MediumProposed,
    MediumSigned,
    MediumWithdrawn,
)
from noken.discipline.models import (
    MatrixProposal,
    MatrixSignature,
    MediumProposal,
    MediumSignature,
    TermsProposal,
    TermsSignature,
)
from noken.discipline.rules import authority, sanctions
from noken.discipline.rules.authority import LEVELS, TARGETS
from noken.discipline.services._records import refuse
from noken.organization import services as organization
from noken.regulations.discipline import sanctions as table

MOST: Mapping[str, int] = {
    "summons_workdays": 30,
    "second_workdays": 30,
    "deliver_workdays": 60,
    "in_force_workday": 60,
    "objection_file": 60,
    "objection_answer": 60,
    "objection_decide": 120,
    "appeal_file": 60,
    "appeal_answer": 60,
    "appeal_decide": 180,
    "act_workdays": 30,
}
TERMS = organization.Setting(TermsProposal, TermsSignature, "terms", "Hari kerja perkara disiplin")
MATRIX = organization.Setting(
    MatrixProposal, MatrixSignature, "authority", "Matriks pejabat yang berwenang"
)
MEDIUM = organization.Setting(
    MediumProposal, MediumSignature, "medium", "Jenis hukuman sedang yang berlaku"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerms:
    """Workdays by the names of the model."""

    days: Mapping[str, int]
    start_on: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMatrix:
    """The least rank that decides, by (rank of the person, level)."""

    cells: Mapping[tuple[str, str], str]
    start_on: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMedium:
    """The codes of the medium kinds that would hold; none is none."""

    codes: Collection[str]
    start_on: date
    source: str


@transaction.atomic
def propose_terms(new: NewTerms, *, by: Actor, at: datetime) -> TermsProposal:
    """Put the days up for signature; a proposal that still waited is withdrawn by it.

    Raises:
        Refused: `terms.not_yours`, `terms.no_source`, `terms.too_long`, `terms.in_the_past`,
            `terms.out_of_range`.
    Emits: CaseTermsProposed.
    """
    source = organization.make_way(TERMS, new.source, new.start_on, by=by, at=at)
    if set(new.days) != set(MOST) or any(
        not 1 <= new.days[name] <= most for name, most in MOST.items()
    ):
        raise Refused("Isi setiap hari kerja dalam batasnya.", code="terms.out_of_range")
    row = TermsProposal.objects.create(
        **new.days,
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(CaseTermsProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_terms(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to the days; True when it was the second person and they will hold.

    Raises:
        Refused: `terms.not_a_signer`, `terms.no_reason`, `terms.too_long`, `terms.gone`,
            `terms.signed_twice`, `terms.too_late`.
    Emits: CaseTermsSigned.
    """
    done = organization.sign_setting(TERMS, proposal_id, reason, by=by, at=at)
    events.emit(CaseTermsSigned(by=by, at=at, proposal_id=proposal_id, why=done.reason))
    return done.in_force


@transaction.atomic
def withdraw_terms(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `terms.not_yours`, `terms.gone`.
    Emits: CaseTermsWithdrawn.
    """
    organization.withdraw_setting(TERMS, proposal_id, by=by, at=at)
    events.emit(CaseTermsWithdrawn(by=by, at=at, proposal_id=proposal_id))


@transaction.atomic
def propose_matrix(new: NewMatrix, *, by: Actor, at: datetime) -> MatrixProposal:
    """Put the matrix up for signature; a proposal that still waited is withdrawn by it.

    Raises:
        Refused: `authority.not_yours`, `authority.no_source`, `authority.too_long`,
            `authority.in_the_past`, `authority.hole`, `authority.heavy`, `authority.not_above`.
    Emits: AuthorityProposed.
    """
    source = organization.make_way(MATRIX, new.source, new.start_on, by=by, at=at)
    if why := authority.why_not_matrix(new.cells):
        refuse(why)
    row = MatrixProposal.objects.create(
        cells={target: {level: new.cells[target, level] for level in LEVELS} for target in TARGETS},
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(AuthorityProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_matrix(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to the matrix; True when it was the second person and it will hold.

    Raises:
        Refused: `authority.not_a_signer`, `authority.no_reason`, `authority.too_long`,
            `authority.gone`, `authority.signed_twice`, `authority.too_late`.
    Emits: AuthoritySigned.
    """
    done = organization.sign_setting(MATRIX, proposal_id, reason, by=by, at=at)
    events.emit(AuthoritySigned(by=by, at=at, proposal_id=proposal_id, why=done.reason))
    return done.in_force


@transaction.atomic
def withdraw_matrix(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `authority.not_yours`, `authority.gone`.
    Emits: AuthorityWithdrawn.
    """
    organization.withdraw_setting(MATRIX, proposal_id, by=by, at=at)
    events.emit(AuthorityWithdrawn(by=by, at=at, proposal_id=proposal_id))


@transaction.atomic
def propose_medium(new: NewMedium, *, by: Actor, at: datetime) -> MediumProposal:
    """Put the medium kinds up for signature; a proposal that still waited is withdrawn by it.

    Raises:
        Refused: `medium.not_yours`, `medium.no_source`, `medium.too_long`, `medium.in_the_past`,
            `medium.unknown`.
    Emits: MediumProposed.
    """
    source = organization.make_way(MEDIUM, new.source, new.start_on, by=by, at=at)
    medium = [code for code, each in table().items() if each.level == sanctions.MEDIUM]
    if not set(new.codes) <= set(medium):
        raise Refused("Pilih dari jenis hukuman sedang.", code="medium.unknown")
    row = MediumProposal.objects.create(
        codes=[code for code in medium if code in new.codes],
        start_on=new.start_on,
        source=source,
        proposed_by_id=by.employee_id,
        proposed_at=at,
    )
    events.emit(MediumProposed(by=by, at=at, proposal_id=row.pk, why=source))
    return row


@transaction.atomic
def sign_medium(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> bool:
    """Consent to the kinds; True when it was the second person and they will hold.

    Raises:
        Refused: `medium.not_a_signer`, `medium.no_reason`, `medium.too_long`, `medium.gone`,
            `medium.signed_twice`, `medium.too_late`.
    Emits: MediumSigned.
    """
    done = organization.sign_setting(MEDIUM, proposal_id, reason, by=by, at=at)
    events.emit(MediumSigned(by=by, at=at, proposal_id=proposal_id, why=done.reason))
    return done.in_force


@transaction.atomic
def withdraw_medium(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back a proposal that still waits for its second signature.

    Raises:
        Refused: `medium.not_yours`, `medium.gone`.
    Emits: MediumWithdrawn.
    """
    organization.withdraw_setting(MEDIUM, proposal_id, by=by, at=at)
    events.emit(MediumWithdrawn(by=by, at=at, proposal_id=proposal_id))
