"""A role for the whole instansi waits for a second person, as a setting does."""

from django.db import models
from django.db.models import Q

from noken.core.sealed import sealed
from noken.organization.models.people import Employee, RoleGrant
from noken.organization.models.signing import SettingProposal, SettingSignature


@sealed(but=("withdrawn_at", "done_at"))
class RoleProposal(SettingProposal):
    """`employee` is to hold `role` from `start_on` on. `source` is the letter. `done_at`: it was
    confirmed, by a second signature or at the server's console."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=RoleGrant.Role)
    end_on = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="role_proposal_letter", condition=~Q(source="")),
            models.CheckConstraint(
                name="role_proposal_of_the_instansi", condition=~Q(role="ADMIN_OPD")
            ),
            models.UniqueConstraint(
                name="role_proposal_once",
                fields=["employee", "role"],
                condition=Q(withdrawn_at=None, done_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} sejak {self.start_on}"


class RoleSignature(SettingSignature):
    proposal = models.ForeignKey(RoleProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="role_signed_once", fields=["proposal", "signer"]),
        ]
