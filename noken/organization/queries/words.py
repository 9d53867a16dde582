"""Codes of the vocabulary with the words that screens use, for forms."""

from noken.organization.models import Employee, Position, Posting, RoleGrant, StandingPeriod, Unit

UNIT_KINDS = [choice for choice in Unit.Kind.choices if choice[0] != Unit.Kind.INSTANSI]
PERSON_KINDS = Employee.Kind.choices
POST_KINDS = Position.Kind.choices
POST_FAMILIES = Position.Family.choices
STANDINGS = StandingPeriod.Standing.choices
ROLES = RoleGrant.Role.choices
ACTING_KINDS = [
    (Posting.Kind.PLT.value, "Plt (jabatannya kosong)"),
    (Posting.Kind.PLH.value, "Plh (pejabatnya berhalangan)"),
]
