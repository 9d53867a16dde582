"""Values that the law leaves open: proposed with a source, in force once two people signed."""

from django.db import models
from django.db.models import Q

from noken.organization.models import Employee


class ValueProposal(models.Model):
    """A value put up for signature, from a day on."""

    name = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=7, decimal_places=2)
    source = models.CharField(max_length=200)
    start_on = models.DateField()
    proposed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="followup_value_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class ValueSignature(models.Model):
    """One person's consent with its reason; nobody signs twice."""

    proposal = models.ForeignKey(ValueProposal, models.PROTECT, related_name="signatures")
    signer = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="followup_value_signed_once", fields=["proposal", "signer"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} oleh {self.signer_id}"
