"""Texts that are compared with earlier ones, and where they are alike."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from noken.organization.models import Employee, Unit
from noken.work.models.reports import Report


class Wording(models.Model):
    """A text as it was first used in a unit (None: by people without a post). Texts that differ
    only in numbers, case and signs are one wording. Written by the comparison, never by filing."""

    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+", db_index=False)
    digest = models.BigIntegerField()
    report = models.ForeignKey(Report, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="wording_once", fields=["digest", "unit"], nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest:x}"


class WordingPrint(models.Model):
    """One of the few numbers by which alike wordings find each other (rules.copies)."""

    pk = models.CompositePrimaryKey("value", "wording_id")
    value = models.IntegerField()
    wording = models.ForeignKey(
        Wording, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )

    def __str__(self) -> str:
        return f"{self.value:x}"


class WordingUse(models.Model):
    """A report that was compared: which wording it uses, with which numbers."""

    report = models.OneToOneField(
        Report, models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    wording = models.ForeignKey(
        Wording, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    author = models.ForeignKey(
        Employee, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    work_on = models.DateField()
    received_at = models.DateTimeField()
    numbers = ArrayField(models.CharField(max_length=40))

    class Meta:
        indexes = [
            models.Index(name="wording_use_of", fields=["wording", "author", "received_at"]),
            BrinIndex(name="wording_use_received", fields=["received_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}"


class TextMatch(models.Model):
    """A report whose words stand in an earlier text: which, how much of them, and where.

    `source` None: the text of the plan, which is the report's own title. `words` is how many the
    text has, `passages` are places in letters, as rules.copies says. What of it is a finding, the
    card in force says.
    """

    class Kind(models.TextChoices):
        OWN = "OWN", "Laporan sendiri"
        COLLEAGUE = "COLLEAGUE", "Laporan rekan seunit"
        PLAN = "PLAN", "Teks SKP"

    report = models.OneToOneField(
        Report, models.CASCADE, primary_key=True, related_name="text_match"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    source = models.ForeignKey(Report, models.CASCADE, null=True, related_name="+")
    percent = models.PositiveSmallIntegerField()
    words = models.PositiveSmallIntegerField()
    passages = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="text_match_has_source", condition=Q(kind="PLAN") ^ Q(source__isnull=False)
            ),
            models.CheckConstraint(name="text_match_percent", condition=Q(percent__range=(1, 100))),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.percent} %"
