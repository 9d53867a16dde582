"""The days and limits of every finding as the region settles them; two people sign."""

from django.db import models
from django.db.models import Q

from noken.organization.models import SettingProposal, SettingSignature


class TermsProposal(SettingProposal):
    """`…_workdays`: to answer from the proven notice, to decide from the answer, to bring proof.

    A card rests when `settled_least` rows are settled and the lower end of the interval of the
    overturned share passes `overturned_percent`. After `shown_months` a cleared row leaves the
    screens of those who decide; the totals stay.
    """

    reply_workdays = models.PositiveSmallIntegerField()
    decide_workdays = models.PositiveSmallIntegerField()
    proof_workdays = models.PositiveSmallIntegerField()
    overturned_percent = models.PositiveSmallIntegerField()
    settled_least = models.PositiveSmallIntegerField()
    companion = models.BooleanField()
    shown_months = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="finding_terms_in_range",
                condition=Q(
                    reply_workdays__range=(1, 30),
                    decide_workdays__range=(1, 30),
                    proof_workdays__range=(1, 30),
                    overturned_percent__range=(5, 50),
                    settled_least__range=(20, 200),
                    shown_months__range=(1, 60),
                ),
            ),
            models.CheckConstraint(name="finding_terms_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.reply_workdays} hari kerja sejak {self.start_on}"


class TermsSignature(SettingSignature):
    proposal = models.ForeignKey(TermsProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="finding_terms_signed_once", fields=["proposal", "signer"]
            ),
        ]
