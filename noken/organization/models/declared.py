"""The values of every declared setting (`noken.core.signed`): one table for all."""

from django.db import models
from django.db.models import Q

from noken.organization.models.signing import SettingProposal, SettingSignature


class DeclaredProposal(SettingProposal):
    """Values of the setting `name`, in force from `start_on` once two have signed."""

    name = models.CharField(max_length=60)
    values = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="declared_setting_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} sejak {self.start_on}"


class DeclaredSignature(SettingSignature):
    proposal = models.ForeignKey(DeclaredProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="declared_setting_signed_once", fields=["proposal", "signer"]
            ),
        ]
