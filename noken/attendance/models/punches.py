"""The one table of punches, and who stands behind a PIN from when until when."""

from django.db import models
from django.db.models import Q

from noken.attendance.models.sites import Recorder, Site
from noken.core.periods import ends_after_start, no_overlap
from noken.core.sealed import sealed
from noken.organization.models import Employee


class PinAssignment(models.Model):
    """Whose PIN it is on the machines of a site, by dates. `pin_key` has no leading zeros."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="pins")
    pin_key = models.CharField(max_length=32)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="pins")
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("pin_ends_after_start"),
            no_overlap("pin_no_overlap", "site", "pin_key"),
        ]

    def __str__(self) -> str:
        return self.pin_key


class LocalTimeField(models.Field):  # type: ignore[type-arg]
    """A timestamp without zone: what the clock on the wall showed."""

    def db_type(self, connection: object) -> str:  # noqa: ARG002 (one database only)
        return "timestamp without time zone"


class HeldRecord(models.Model):
    """A record that waits for a keeper and counts nowhere yet. `local_time` is what it says, `at` a
    moment it may be about: while it waits, that day asks nobody. There may be two such moments."""

    recorder = models.ForeignKey(Recorder, models.PROTECT, related_name="held")
    pin_key = models.CharField(max_length=32)
    local_time = LocalTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="held_record_once", fields=["recorder", "pin_key", "local_time", "at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pin_key} {self.local_time}"


@sealed(but=("employee", "status", "verify", "doubtful", "grade", "void", "void_reason"))
class Punch(models.Model):
    """One record of one person at one second on one recorder. Natural key, so replay is harmless.

    `local_time` is what the clock of the site showed, `at` the same as an instant. `employee` is
    empty while nobody stands behind the PIN. `grade` where its evidence is weaker than its
    recorder's: from a machine that nobody has fenced. `void` withdraws an entry made by hand; the
    row stays.
    """

    recorder = models.ForeignKey(Recorder, models.PROTECT, related_name="punches")
    pin_key = models.CharField(max_length=32)
    pin_raw = models.CharField(max_length=32)
    local_time = LocalTimeField()
    at = models.DateTimeField()
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="punches")
    status = models.PositiveSmallIntegerField(null=True)
    verify = models.PositiveSmallIntegerField(null=True)
    doubtful = models.BooleanField(default=False)
    grade = models.PositiveSmallIntegerField(null=True)
    void = models.BooleanField(default=False)
    void_reason = models.CharField(max_length=300, default="")
    received_at = models.DateTimeField()
    delivery_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="punch_natural_key", fields=["recorder", "pin_key", "local_time"]
            ),
        ]
        indexes = [
            models.Index(
                name="punch_of_person",
                fields=["employee", "at"],
                condition=Q(employee__isnull=False),
            ),
            models.Index(
                name="punch_waiting", fields=["recorder", "pin_key"], condition=Q(employee=None)
            ),
            models.Index(name="punch_delivery", fields=["delivery_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.pin_key} {self.local_time}"
