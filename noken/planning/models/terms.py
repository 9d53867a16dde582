"""After how many days a plan is called late: a setting that counts once two people signed it."""

from django.db import models
from django.db.models import Q

from noken.organization.models import SettingProposal, SettingSignature


class LateTerm(SettingProposal):
    """A proposal of the days, from a day on. Without a signed one the table's value is shown."""

    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="late_term_within_a_year", condition=Q(days__gte=1, days__lte=180)
            ),
            models.CheckConstraint(name="late_term_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.days} hari sejak {self.start_on}"


class LateTermSignature(SettingSignature):
    proposal = models.ForeignKey(LateTerm, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="late_term_signed_once", fields=["proposal", "signer"]),
        ]
