"""The days of people as derived, what they were before, and which wait to be derived."""

from django.db import models

from noken.attendance.models.sites import local_zone
from noken.organization.models import Employee

ABSENT = models.Q(status="OPEN", first_at=None, last_at=None, is_shielded=False)
"""No record at all on a day that is over; what the detectors of findings read."""

ONE_SIDED = models.Q(status="OPEN", is_shielded=False) & (
    models.Q(first_at=None, last_at__isnull=False) | models.Q(first_at__isnull=False, last_at=None)
)
"""A coming without a going, or the other way round, on a day that is over."""


class DayFields(models.Model):
    """What the rule says about one person on one day.

    Derived rows, written in bulk and never by hand: foreign keys here are not checked by the
    database, for the check would cost more than the rule, and have no index of their own.
    """

    class Status(models.TextChoices):
        PRESENT = "PRESENT", "hadir"
        OPEN = "OPEN", "perlu keterangan"
        DUTY = "DUTY", "dinas luar"
        TRAINING = "TRAINING", "pelatihan"
        LEAVE = "LEAVE", "cuti"
        SICK = "SICK", "sakit"
        OFF = "OFF", "tidak bertugas"
        RUNNING = "RUNNING", "sedang berjalan"

    employee = models.ForeignKey(
        Employee, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    day = models.DateField()
    status = models.CharField(max_length=8, choices=Status)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    late_minutes = models.PositiveSmallIntegerField(default=0)
    early_minutes = models.PositiveSmallIntegerField(default=0)
    worked_minutes = models.PositiveSmallIntegerField(default=0)
    grade = models.PositiveSmallIntegerField(null=True)
    shield = models.ForeignKey(
        "calendars.Disruption",
        models.CASCADE,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    is_shielded = models.BooleanField(default=False)
    start_at = models.DateTimeField(null=True)
    end_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField()
    schedule = models.CharField(max_length=80)
    zone = models.CharField(max_length=40, default=local_zone)
    reasons = models.JSONField()
    rule_version = models.PositiveSmallIntegerField()
    derived_at = models.DateTimeField()

    class Meta:
        abstract = True


class Day(DayFields):
    """How the day stands now. No row: no duty that day and nothing recorded.

    `first_at` and `last_at` are the punches that decide: empty where none counts as coming or
    going. `shield` is the disruption that protects the day; a doubtful clock protects without one.
    `reasons` are codes with arguments, from which the sentence is made when it is shown.
    """

    pk = models.CompositePrimaryKey("employee_id", "day")

    class Meta:
        indexes = [
            models.Index(
                name="day_running", fields=["closes_at"], condition=models.Q(status="RUNNING")
            ),
            models.Index(
                name="day_absent",
                fields=["employee", "day"],
                include=["start_at", "end_at", "zone", "schedule"],
                condition=ABSENT & models.Q(reasons=[]),
            ),
            models.Index(
                name="day_absent_for_a_half",
                fields=["employee", "day"],
                condition=ABSENT & ~models.Q(reasons=[]),
            ),
            models.Index(name="day_one_sided", fields=["employee", "day"], condition=ONE_SIDED),
            models.Index(
                name="day_minutes",
                fields=["employee", "day"],
                include=["late_minutes", "early_minutes", "last_at", "end_at"],
                condition=models.Q(is_shielded=False)
                & (models.Q(late_minutes__gt=0) | models.Q(early_minutes__gt=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_status_display()}"


class DayVersion(DayFields):
    """How a day stood before it was derived anew, until `replaced_at`."""

    replaced_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="day_version_of", fields=["employee", "day"])]

    def __str__(self) -> str:
        return f"{self.day} sampai {self.replaced_at}"


class DirtySpan(models.Model):
    """Days of one person that a fact has touched: `[start_on, end_on)` waits to be derived."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+", db_constraint=False)
    start_on = models.DateField()
    end_on = models.DateField()

    class Meta:
        indexes = [models.Index(name="dirty_span_of", fields=["employee"])]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.start_on}"
