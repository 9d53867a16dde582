"""A month that was closed: what was recorded and what held that day, one line a person."""

from django.db import models
from django.db.models import F, Q

from noken.core.sealed import sealed
from noken.organization.models import Employee, Unit


@sealed(but=("reopened_at", "reopened_by", "reopen_reason"))
class MonthClosing(models.Model):
    """The recap of one unit with all below it, for the month that begins on `month`.

    Reopening ends it and says why; closing again is a new row, so each stays readable.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="month_closings")
    month = models.DateField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    people = models.PositiveIntegerField()
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    reopen_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="month_closed_once",
                fields=["unit", "month"],
                condition=Q(reopened_at__isnull=True),
            ),
            models.CheckConstraint(name="month_begins_on_the_first", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="month_reopened_with_reason",
                condition=Q(reopened_at__isnull=True) | ~Q(reopen_reason=""),
            ),
            models.CheckConstraint(
                name="month_reopened_after_closing",
                condition=Q(reopened_at__isnull=True) | Q(reopened_at__gte=F("closed_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


@sealed(but=("current",))
class MonthLine(models.Model):
    """One person in a closed month: a letter a day (rules.holding.Mark, space without a day).

    `recorded` is what the machine said, `held` what holds; minutes are those that stand,
    `adding_minutes` what of the late ones adds up under the tolerance of each day.
    `current` is False once the month was reopened.
    """

    closing = models.ForeignKey(MonthClosing, models.PROTECT, related_name="lines")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="month_lines")
    month = models.DateField()
    recorded = models.CharField(max_length=31)
    held = models.CharField(max_length=31)
    recorded_late_minutes = models.PositiveIntegerField()
    late_minutes = models.PositiveIntegerField()
    early_minutes = models.PositiveIntegerField()
    adding_minutes = models.PositiveIntegerField(default=0)
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="month_line_once", fields=["employee", "month"], condition=Q(current=True)
            ),
        ]
        indexes = [models.Index(name="month_line_closing", fields=["closing", "employee"])]

    def __str__(self) -> str:
        return self.held
