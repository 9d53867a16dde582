"""The terms of coaching and supervision as the region settles them; two people sign."""

from django.db import models
from django.db.models import Q

from noken.organization.models import SettingProposal, SettingSignature


class TermsProposal(SettingProposal):
    """After `words_months` the words of an ended talk leave the superior's screen. A record is
    clean after `clean_months` without a counting finding and with `in_time_percent` of the reports
    in time; then `easy_grace_workdays` and `easy_check_percent` of the usual random checks hold.
    `close_check_percent` is that of a closer level.
    """

    words_months = models.PositiveSmallIntegerField()
    clean_months = models.PositiveSmallIntegerField()
    in_time_percent = models.PositiveSmallIntegerField()
    easy_grace_workdays = models.PositiveSmallIntegerField()
    easy_check_percent = models.PositiveSmallIntegerField()
    close_check_percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="coaching_terms_in_range",
                condition=Q(
                    words_months__range=(1, 36),
                    clean_months__range=(1, 24),
                    in_time_percent__range=(50, 100),
                    easy_grace_workdays__range=(1, 10),
                    easy_check_percent__range=(0, 100),
                    close_check_percent__range=(100, 500),
                ),
            ),
            models.CheckConstraint(name="coaching_terms_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.clean_months} bulan sejak {self.start_on}"


class TermsSignature(SettingSignature):
    proposal = models.ForeignKey(TermsProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="coaching_terms_signed_once", fields=["proposal", "signer"]
            ),
        ]
