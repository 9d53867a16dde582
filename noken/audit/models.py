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
    id = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "audit_reading"

    def __str__(self) -> str:
        return f"{self.screen} {self.hour:%Y-%m-%d %H}"


class Seal(models.Model):
    """A stretch of a stream, sealed: `rules/chain.py` says what binds it. Never changed.

    The seals of all streams make one chain.
    """

    class Stream(models.TextChoices):
        ENTRY = "ENTRY", "Jurnal"
        READING = "READING", "Pembacaan"
        FACT = "FACT", "Fakta"

    number = models.PositiveBigIntegerField(primary_key=True)
    after_id = models.BigIntegerField()
    until_id = models.BigIntegerField()
    stream = models.CharField(max_length=8, choices=Stream, default=Stream.ENTRY)
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    stamp = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seal_span_goes_on", condition=models.Q(until_id__gt=models.F("after_id"))
            ),
            models.UniqueConstraint(name="seal_span_once", fields=["stream", "after_id"]),
        ]
        indexes = [models.Index(name="seal_at", fields=["at"])]

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class JournalCheck(models.Model):
    """One check of the journal against its seals: of all of it, or from `since` on.

    `last_number` and `last_hash` are the newest seal then. `broken_number` and `why` name the first
    seal that was not as it should be, `table`, `count` and `key` (of the first) the rows that were
    not. `employee_id` None: the night's check.
    """

    at = models.DateTimeField()
    employee_id = models.BigIntegerField(null=True)
    since = models.DateField(null=True)
    seals = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField()
    last_number = models.PositiveBigIntegerField()
    last_hash = models.CharField(max_length=64)
    broken_number = models.PositiveBigIntegerField(null=True)
    why = models.CharField(max_length=8, blank=True)
    table = models.CharField(max_length=63, blank=True)
    count = models.PositiveBigIntegerField()
    key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="journal_check_says_why",
                condition=models.Q(broken_number=None, why="")
                | models.Q(broken_number__isnull=False) & ~models.Q(why=""),
            ),
        ]
        indexes = [models.Index(name="journal_check_at", fields=["-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.why or 'utuh'}"


class FactForm(models.Model):
    """Which columns state a kind of fact (`core.sealed`); a change of them is a new row.

    `made` is the hash of the rights and triggers that were made of it in the database.
    """

    id = models.SmallAutoField(primary_key=True)
    name = models.CharField(max_length=127)
    table = models.CharField(max_length=63)
    once = models.CharField(max_length=63, blank=True)
    key = models.CharField(max_length=63)
    columns = models.JSONField()
    made = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name


class Commitment(models.Model):
    """One fact of any area, bound: SHA-256 over a salt and the columns its form names, made by the
    database in the act itself. Read alone: nobody who works for the application writes one."""

    id = models.BigAutoField(primary_key=True)
    form = models.SmallIntegerField()
    key = models.CharField(max_length=64)
    salt = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        indexes = [models.Index(name="commitment_form", fields=["form"])]

    def __str__(self) -> str:
        return f"{self.form} {self.key}"
