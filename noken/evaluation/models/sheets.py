"""The sheet of one person in one period, its parts after a transfer, and what happened to it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from noken.core.periods import ends_after_start, no_overlap
from noken.core.sealed import sealed
from noken.evaluation.models.periods import Period
from noken.organization.models import Employee, Posting, Unit


class Sheet(models.Model):
    """One person's evaluation in one period.

    `received_at` is the proven notice: the person opened the published result, or it was handed
    over on paper. `objected_at` is set while an objection to the result is open.
    """

    class Status(models.TextChoices):
        OPEN = "OPEN", "Menunggu penilaian diri"
        ASSESSED = "ASSESSED", "Menunggu penilai"
        PUBLISHED = "PUBLISHED", "Dinilai"
        FINAL = "FINAL", "Final"
        EXCUSED = "EXCUSED", "Tidak dinilai"

    period = models.ForeignKey(Period, models.PROTECT, related_name="sheets")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    excuse = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    receipt_note = models.CharField(max_length=300, blank=True)
    objected_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sheet_once", fields=["period", "employee"]),
            models.CheckConstraint(
                name="sheet_received_after_published",
                condition=Q(received_at__isnull=True) | Q(received_at__gte=F("published_at")),
            ),
        ]
        indexes = [
            models.Index(name="sheet_of_employee", fields=["employee", "-opened_at"]),
            models.Index(name="sheet_of_unit", fields=["period", "unit"], include=["status"]),
        ]

    def __str__(self) -> str:
        return f"evaluasi {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("evaluation:sheet", args=[self.pk])


class Part(models.Model):
    """The days of a period under one superior, in one unit; one part when nobody moved.

    Earlier parts are closed by their own superior; the superior of the last part rates the sheet.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="parts")
    superior = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+")
    start_on = models.DateField()
    end_on = models.DateField()
    result = models.CharField(max_length=8, blank=True)
    behaviour = models.CharField(max_length=8, blank=True)
    note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            no_overlap("part_no_overlap", "sheet"),
            ends_after_start("part_ends_after_start"),
        ]
        indexes = [
            models.Index(
                name="part_waiting",
                fields=["superior"],
                condition=Q(closed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"bagian sejak {self.start_on}"


@sealed()
class Step(models.Model):
    """What happened to a sheet, in order; append-only."""

    class Kind(models.TextChoices):
        OPENED = "OPENED", "Dibuka"
        ASSESSED = "ASSESSED", "Penilaian diri dikirim"
        PART_CLOSED = "PART_CLOSED", "Bagian ditutup"
        PUBLISHED = "PUBLISHED", "Hasil diterbitkan"
        RECEIVED = "RECEIVED", "Diterima pegawai"
        CHANGED = "CHANGED", "Penilaian diubah"
        OBJECTED = "OBJECTED", "Keberatan diajukan"
        SETTLED = "SETTLED", "Keberatan diputus"
        FINAL = "FINAL", "Final"
        EXCUSED = "EXCUSED", "Tidak dinilai"
        REOPENED = "REOPENED", "Diurungkan"

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.get_kind_display()
