"""The days of each step as the region settles them: in force once two people have signed."""

from django.db import models
from django.db.models import Q

from noken.organization.models import SettingProposal, SettingSignature


class TermsProposal(SettingProposal):
    """Days that are proposed with their source; signatures make them hold from `start_on` on."""

    file_days = models.PositiveSmallIntegerField()
    take_workdays = models.PositiveSmallIntegerField()
    answer_workdays = models.PositiveSmallIntegerField()
    decide_workdays = models.PositiveSmallIntegerField()

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


class TermsSignature(SettingSignature):
    proposal = models.ForeignKey(TermsProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="objection_terms_signed_once", fields=["proposal", "signer"]
            ),
        ]
