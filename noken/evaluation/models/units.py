"""Capaian kinerja organisasi, and why a unit's spread leaves the guide."""

from django.db import models
from django.db.models import Q

from noken.evaluation.models.periods import Period
from noken.organization.models import Employee, Unit


class UnitRating(models.Model):
    """The rating of a unit, set one level up (SE MenPANRB 3/2023); a change is a new row."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="unit_ratings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    rating = models.CharField(max_length=20)
    reason = models.TextField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
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


class SpreadReason(models.Model):
    """Why the grades of a unit leave the guide; asked, never a condition. Append-only."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="spread_reasons")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
