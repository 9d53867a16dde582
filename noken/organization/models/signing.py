"""A setting that the law leaves open: proposed with its source, in force once two people signed.

Each area keeps its own values in a proposal of its own; proposing, signing and withdrawing are the
same everywhere (`organization.services.make_way`, `sign_setting`, `withdraw_setting`).
"""

from django.db import models

from noken.core.sealed import sealed
from noken.organization.models.people import Employee


@sealed(but=("withdrawn_at",))
class SettingProposal(models.Model):
    """What is common to all: the source, the day from which it would hold, who proposed it."""

    source = models.CharField(max_length=200)
    start_on = models.DateField()
    proposed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


@sealed()
class SettingSignature(models.Model):
    """One person's consent with its reason. The area adds `proposal`; nobody signs one twice."""

    signer = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.signer_id} {self.at}"
