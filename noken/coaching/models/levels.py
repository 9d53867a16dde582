"""How closely a person is supervised: lighter after a good record, closer only for a time."""

from django.db import models
from django.db.models import Q

from noken.core.periods import ends_after_start, no_overlap
from noken.organization.models import Employee


class SupervisionLevel(models.Model):
    """A level other than the usual one, for the days `[start_on, end_on)`. No row: usual.

    EASY follows from the record by rule and stands until the record is no longer clean; CLOSE is
    set by the direct superior with a reason and always has an end. `why_ended` says what ended an
    EASY one, or a CLOSE one before its day.
    """

    class Level(models.TextChoices):
        EASY = "EASY", "Longgar"
        CLOSE = "CLOSE", "Rapat"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="supervision_levels")
    level = models.CharField(max_length=8, choices=Level)
    reason = models.CharField(max_length=500)
    start_on = models.DateField()
    end_on = models.DateField(null=True)
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    why_ended = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            no_overlap("supervision_level_no_overlap", "employee"),
            ends_after_start("supervision_level_ends_after_start"),
            models.CheckConstraint(name="supervision_level_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="supervision_close_has_end_and_setter",
                condition=~Q(level="CLOSE") | Q(end_on__isnull=False, set_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="supervision_level_open", fields=["level"], condition=Q(end_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} sejak {self.start_on}"


class KeptUsual(models.Model):
    """The person prefers the usual level, also with a clean record. A row is a wish that stands."""

    employee = models.OneToOneField(Employee, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"tetap biasa sejak {self.since:%Y-%m-%d}"
