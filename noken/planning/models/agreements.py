"""What is agreed beside the results: how to behave, and what the annex of the plan says."""

from django.db import models

from noken.organization.models import Employee
from noken.planning.models.plans import Plan, Revision


class Expectation(models.Model):
    """What the leader expects of one BerAKHLAK value, in the leader's own words.

    Rows are only ever added: the newest of a value stands, an empty text takes it back. `value`
    is a code of the core values.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="expectations")
    value = models.CharField(max_length=15)
    text = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="expectation_newest", fields=["plan", "value", "-id"])]

    def __str__(self) -> str:
        return self.text


class AnnexLine(models.Model):
    """A line of the annex of a revision; `key` is its identity across revisions."""

    class Section(models.TextChoices):
        RESOURCES = "RESOURCES", "Dukungan sumber daya"
        ACCOUNTABILITY = "ACCOUNTABILITY", "Skema pertanggungjawaban"
        CONSEQUENCES = "CONSEQUENCES", "Konsekuensi"

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="annex")
    key = models.UUIDField()
    section = models.CharField(max_length=15, choices=Section)
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(name="annex_key", fields=["revision", "key"])]

    def __str__(self) -> str:
        return self.text
