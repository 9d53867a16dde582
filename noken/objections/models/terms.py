"""The days of each step as the region settles them: in force once two people have signed."""

from django.db import models
from django.db.models import Q

from noken.organization.models import Employee


class TermsProposal(models.Model):
    """Days that are proposed with their source; signatures make them hold from `start_on` on."""

    file_days = models.PositiveSmallIntegerField()
    take_workdays = models.PositiveSmallIntegerField()
    answer_workdays = models.PositiveSmallIntegerField()
    decide_workdays = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    start_on = models.DateField()
    proposed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="objection_terms_in_range",
                condition=Q(
                    file_days__range=(1, 90),
                    take_workdays__range=(1, 30),
                    answer_workdays__range=(1, 30),
                    decide_workdays__range=(1, 90),
                ),
            ),
            models.CheckConstraint(name="objection_terms_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.file_days} hari sejak {self.start_on}"


class TermsSignature(models.Model):
    """One person's consent with its reason; nobody signs twice."""

    proposal = models.ForeignKey(TermsProposal, models.PROTECT, related_name="signatures")
    signer = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="objection_terms_signed_once", fields=["proposal", "signer"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer_id} {self.at}"
