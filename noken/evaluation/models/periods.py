"""Periode penilaian: a span of one calendar year in which people are evaluated."""

from django.db import models
from django.db.models import F, Q

from noken.core.periods import ends_after_start, no_overlap
from noken.evaluation.rules import periods
from noken.organization.models import Employee, Unit


class Period(models.Model):
    """A quarter, a month or a whole year, for one legal group; `end_on` is the day after the last.

    `number` is 1 to 4 for quarters, 1 to 12 for months, 0 for the year. Teachers follow a calendar
    of their own (semesters are quarters of kind SEMESTER, 1 and 2). `self_due_on` and `due_on` are
    what was announced at the opening; extensions stand beside them (queries/deadlines.py).
    `closing_note` says why it was closed with sheets that nobody finished.
    """

    class Kind(models.TextChoices):
        MONTH = "MONTH", "Bulan"
        QUARTER = "QUARTER", "Triwulan"
        SEMESTER = "SEMESTER", "Semester"
        YEAR = "YEAR", "Tahunan"

    class Group(models.TextChoices):
        GENERAL = "GENERAL", "Pegawai selain guru"
        TEACHERS = "TEACHERS", "Guru"

    kind = models.CharField(max_length=12, choices=Kind)
    group = models.CharField(max_length=12, choices=Group)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    start_on = models.DateField()
    end_on = models.DateField()
    self_due_on = models.DateField()
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closing_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="period_once", fields=["group", "year", "kind", "number"]),
            models.CheckConstraint(
                name="period_days_in_order",
                condition=Q(end_on__gt=F("start_on")) & Q(due_on__gte=F("self_due_on")),
            ),
        ]

    def __str__(self) -> str:
        return periods.label_of(self.kind, self.year, self.number)


class Extension(models.Model):
    """A later due date with its reason: for all of a period, a unit, or one sheet.

    `disruption_id` names the outage of calendars that made it; then nobody gave it.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="extensions")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    sheet = models.ForeignKey(
        "evaluation.Sheet", models.PROTECT, null=True, related_name="extensions"
    )
    self_due_on = models.DateField()
    due_on = models.DateField()
    reason = models.CharField(max_length=300)
    disruption_id = models.BigIntegerField(null=True)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="extension_for_unit_or_sheet",
                condition=Q(unit__isnull=True) | Q(sheet__isnull=True),
            ),
            models.UniqueConstraint(
                name="extension_once_per_disruption",
                fields=["period", "disruption_id", "unit", "sheet"],
                nulls_distinct=False,
                condition=Q(disruption_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"sampai {self.due_on}"


class CycleValue(models.Model):
    """Usual days until something of a period is due, as the region settled them, from a day on.

    It only proposes dates to who opens a period. Without a row the number of the table stands,
    shown as waiting for its owner (regulations/data/cycles.toml).
    """

    name = models.CharField(max_length=32)
    value = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("cycle_value_ends_after_start"),
            no_overlap("cycle_value_no_overlap", "name"),
            models.CheckConstraint(name="cycle_value_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
