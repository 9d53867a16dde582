"""What came back in files: grades that differ, and the potential that others measured."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from noken.followup.rules import grade_rows, nine_box
from noken.organization.models import Employee


class GradeFile(models.Model):
    """A grade file brought back. `counts` is rows by verdict; equal rows are counted, not kept."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("followup:grade_file", args=[self.pk])


class Difference(models.Model):
    """A row of a file that is not what noken holds. Nothing changes by it.

    One that may still be changed is a proposal to the rater, who keeps or changes the rating.
    `given` and `known` hold result, behaviour and grade by code. `label` is the row as it was
    written, for rows nobody knows.
    """

    class State(models.TextChoices):
        NOTED = "NOTED", "Dicatat"
        WAITING = "WAITING", "Menunggu penilai"
        KEPT = "KEPT", "Tetap"
        CHANGED = "CHANGED", "Diubah penilai"
        PASSED = "PASSED", "Tidak berlaku lagi"

    file = models.ForeignKey(GradeFile, models.CASCADE, related_name="differences")
    row = models.PositiveIntegerField()
    verdict = models.CharField(max_length=12, choices=list(grade_rows.VERDICTS.items()))
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    sheet_id = models.BigIntegerField(null=True)
    rater = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=200)
    period = models.CharField(max_length=60, blank=True)
    given = models.JSONField(default=dict)
    known = models.JSONField(default=dict)
    why = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.NOTED)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="difference_row_once", fields=["file", "row"]),
            models.UniqueConstraint(
                name="difference_one_waiting",
                fields=["sheet_id"],
                condition=Q(state="WAITING"),
            ),
        ]
        indexes = [
            models.Index(name="difference_waiting", fields=["rater"], condition=Q(state="WAITING"))
        ]

    def __str__(self) -> str:
        return f"baris {self.row}"

    def get_absolute_url(self) -> str:
        return reverse("followup:difference", args=[self.pk])


class Potential(models.Model):
    """The potential of a person as a named source measured it; a newer one replaces it."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="potentials")
    level = models.CharField(max_length=8, choices=list(nine_box.POTENTIALS.items()))
    measured_on = models.DateField()
    source = models.CharField(max_length=200)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="potential_one_in_force",
                fields=["employee"],
                condition=Q(replaced_at__isnull=True),
            ),
            models.CheckConstraint(name="potential_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.get_level_display()
