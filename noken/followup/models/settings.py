"""Values that the law leaves open: proposed with a source, in force once two people signed."""

from django.db import models
from django.db.models import Q

from noken.organization.models import SettingProposal, SettingSignature


class ValueProposal(SettingProposal):
    """A value put up for signature, from a day on."""

    name = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=7, decimal_places=2)

    class Meta:
        constraints = [
            models.CheckConstraint(name="followup_value_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class ValueSignature(SettingSignature):
    proposal = models.ForeignKey(ValueProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="followup_value_signed_once", fields=["proposal", "signer"]
            ),
        ]
