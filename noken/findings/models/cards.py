"""Rule cards as they stood and stand: each change is a version, and old findings keep theirs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from noken.organization.models import Employee, SettingProposal, SettingSignature, Unit


class CardVersion(SettingProposal):
    """The values of one card from `start_on` on; its words are in regulations (`rule_cards`).

    `groups` are kinds of employment it asks about, the others are counted only; `unit` bounds it
    to a unit with all below. `parameters` are the values by name. `rests_on` are the names of
    values that no law settles: while there are any, two signatures bring it into force, and
    until then everything it finds stays a hint.
    """

    code = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()
    groups = ArrayField(models.CharField(max_length=16))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    parameters = models.JSONField()
    rests_on = ArrayField(models.CharField(max_length=40), default=list)
    change = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="card_version_once", fields=["code", "version"]),
            models.CheckConstraint(name="card_says_what_changed", condition=~Q(change="")),
        ]

    def __str__(self) -> str:
        return f"{self.code} versi {self.version}"


class CardSignature(SettingSignature):
    proposal = models.ForeignKey(CardVersion, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="card_signed_once", fields=["proposal", "signer"]),
        ]


class CardRest(models.Model):
    """A card that stopped itself: too many of its findings were overturned.

    `settled` rows were decided, `overturned` of them fell; `lower_percent` is the lower end of the
    95 % interval then. It ends when a newer version comes into force.
    """

    code = models.CharField(max_length=12)
    version = models.ForeignKey(CardVersion, models.PROTECT, related_name="rests")
    started_at = models.DateTimeField()
    settled = models.PositiveIntegerField()
    overturned = models.PositiveIntegerField()
    lower_percent = models.DecimalField(max_digits=5, decimal_places=2)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="card_rests_once", fields=["code"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="card_rest_overturned_of_settled", condition=Q(overturned__lte=F("settled"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} berhenti {self.started_at:%Y-%m-%d}"
