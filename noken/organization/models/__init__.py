"""The shared vocabulary: instansi's units, positions, employees and who answers for whom.

Everything is dated, half-open `[start_on, end_on)`; the database refuses overlaps. A reporting
line is derived from the rest (rules/reporting.py) and kept, so that "who is my superior" is one
look-up on any day.
"""

from noken.organization.models.activations import Activation
from noken.organization.models.declared import DeclaredProposal, DeclaredSignature
from noken.organization.models.imports import ImportRow, ImportRun
from noken.organization.models.lines import ReportingLine, SuperiorOverride, SuperiorProposal
from noken.organization.models.people import (
    Employee,
    Posting,
    RankPeriod,
    RoleGrant,
    StandingPeriod,
)
from noken.organization.models.roles import RoleProposal, RoleSignature
from noken.organization.models.signing import SettingProposal, SettingSignature
from noken.organization.models.units import Position, Unit, UnitVersion

__all__ = [
    "Activation",
    "DeclaredProposal",
    "DeclaredSignature",
    "Employee",
    "ImportRow",
    "ImportRun",
    "Position",
    "Posting",
    "RankPeriod",
    "ReportingLine",
    "RoleGrant",
    "RoleProposal",
    "RoleSignature",
    "SettingProposal",
    "SettingSignature",
    "StandingPeriod",
    "SuperiorOverride",
    "SuperiorProposal",
    "Unit",
    "UnitVersion",
]
