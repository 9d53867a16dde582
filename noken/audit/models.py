"""The journal. Two tables, both partitioned by month, both append-only for the application.

The tables are made by hand in the migration (partitions, rights), hence `managed = False`.
"""

from django.db import models


class Entry(models.Model):
    """One write: who, in which role, did what, about whom, when, why where asked.

    `action` is the kind of an event; `ids` point at the rows concerned.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    employee_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=16)
    action = models.CharField(max_length=48)
    subject_id = models.BigIntegerField(null=True)
    ids = models.JSONField(default=dict)
    reason = models.TextField(default="")
    written_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "audit_entry"

    def __str__(self) -> str:
        return f"{self.action} {self.at:%Y-%m-%d %H:%M}"


class Reading(models.Model):
    """One person's data shown to another: one line per reader, role, person, screen and hour."""

    pk = models.CompositePrimaryKey("hour", "reader_id", "role", "person_id", "screen")
    hour = models.DateTimeField()
    reader_id = models.BigIntegerField()
    role = models.CharField(max_length=16)
    person_id = models.BigIntegerField()
    screen = models.CharField(max_length=64)
    first_at = models.DateTimeField()
    reason = models.TextField(default="")

    class Meta:
        managed = False
        db_table = "audit_reading"

    def __str__(self) -> str:
        return f"{self.screen} {self.hour:%Y-%m-%d %H}"
