"""Capaian kinerja organisasi, why a unit's spread leaves the guide, when it is talked over."""

from django.db import models
from django.db.models import Q

from noken.core.sealed import sealed
from noken.evaluation.models.periods import Period
from noken.organization.models import Employee, Unit


@sealed(but=("replaced_at",))
class UnitRating(models.Model):
    """The rating of a unit, set one level up (SE MenPANRB 3/2023); a change is a new row.

    It is one for both legal groups and hangs on the period over these days that was opened first,
    as a reason and a meeting do.

    `role` is the relation it was set in: as superior of who heads the unit, or by BKPSDM, which
    writes down what was decided elsewhere.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="unit_ratings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    rating = models.CharField(max_length=20)
    reason = models.TextField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="unit_rating_one_in_force",
                fields=["period", "unit"],
                condition=Q(replaced_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.rating


@sealed()
class SpreadReason(models.Model):
    """Why the grades of a unit leave the guide; asked, never a condition. Append-only."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="spread_reasons")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class Calibration(models.Model):
    """The day on which a head talks the grades of a unit over with its raters.

    A new day is a new row; `replaced_at` also ends one that was called off.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="calibrations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    meet_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="calibration_one_in_force",
                fields=["period", "unit"],
                condition=Q(replaced_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"kalibrasi {self.meet_on}"
