"""The region's ladder of days for PPPK; two people sign."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from noken.organization.models import SettingProposal, SettingSignature


class LadderProposal(SettingProposal):
    """`groups` are kinds of employment, `steps` a list of {least, level, name, months}; a `run` of
    so many days reaches the last one, 0: none does."""

    groups = ArrayField(models.CharField(max_length=16))
    steps = models.JSONField()
    run = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="finding_ladder_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"tabel sejak {self.start_on}"


class LadderSignature(SettingSignature):
    proposal = models.ForeignKey(LadderProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="finding_ladder_signed_once", fields=["proposal", "signer"]
            ),
        ]
