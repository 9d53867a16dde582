"""Days that are no workdays, and disruptions that move deadlines."""

from django.db import models


class Holiday(models.Model):
    """A day off for everybody, or for one unit and all below it (local days, school terms).

    `confirmed` tells whether an administrator has checked it against the decree; an estimated
    date is shown as provisional and counts as a day off until somebody decides otherwise.
    """

    class Kind(models.TextChoices):
        NATIONAL = "NATIONAL", "Libur nasional"
        COLLECTIVE = "COLLECTIVE", "Cuti bersama"
        LOCAL = "LOCAL", "Hari libur daerah"

    day = models.DateField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    unit = models.ForeignKey("organization.Unit", models.PROTECT, null=True, related_name="+")
    confirmed = models.BooleanField(default=False)
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="holiday_once", fields=["day", "unit"], nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Disruption(models.Model):
    """An outage, measured by the programme or entered with proof: nothing lapses while it lasts.

    `only_presence`: nobody could be recorded, but work could be done, so no deadline moves.
    `site_id` names the place of attendance whose machine it was: who has a PIN there is covered
    too, whatever their unit.
    """

    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    unit = models.ForeignKey("organization.Unit", models.PROTECT, null=True, related_name="+")
    only_presence = models.BooleanField(default=False, db_default=False)
    site_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=200)
    proof = models.CharField(max_length=300)
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="disruption_ends_after_start",
                condition=models.Q(end_at__gt=models.F("start_at")),
            ),
        ]
        indexes = [models.Index(name="disruption_start", fields=["start_at"])]

    def __str__(self) -> str:
        return self.what


class Pulse(models.Model):
    """When noken last said that it lives: one row. What is missing before it is an outage."""

    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.beat_at:%Y-%m-%d %H:%M}"
