"""The plan, its revisions with what happened to them, and the results they hold."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from noken.core.sealed import sealed
from noken.organization.models import Employee


class Plan(models.Model):
    """One person's plan for one calendar year."""

    owner = models.ForeignKey(Employee, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="plan_once", fields=["owner", "year"])]

    def __str__(self) -> str:
        return f"SKP {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("planning:plan", args=[self.pk])


class Revision(models.Model):
    """One version of the plan being worked on, in force or past.

    `approach` says how success is written: as targets in numbers or as sentences. `form` says
    whose lay-out it has: that of leaders bears a perspective, that of all others the superior's
    result and an aspect.
    """

    class Status(models.TextChoices):
        DRAFT = "DRAFT", "Draf"
        SUBMITTED = "SUBMITTED", "Menunggu atasan"
        RETURNED = "RETURNED", "Dikembalikan"
        APPROVED = "APPROVED", "Disepakati"
        SUPERSEDED = "SUPERSEDED", "Digantikan"
        DISCARDED = "DISCARDED", "Dibuang"

    class Approach(models.TextChoices):
        QUANTITATIVE = "QUANTITATIVE", "Kuantitatif"
        QUALITATIVE = "QUALITATIVE", "Kualitatif"

    class Form(models.TextChoices):
        LEADER = "LEADER", "JPT dan pimpinan unit kerja mandiri"
        STAFF = "STAFF", "Pejabat administrasi dan fungsional"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=Status)
    approach = models.CharField(
        max_length=12,
        choices=Approach,
        default=Approach.QUANTITATIVE,
        db_default=Approach.QUANTITATIVE,
    )
    form = models.CharField(max_length=12, choices=Form, default=Form.STAFF, db_default=Form.STAFF)
    reason = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="revision_number", fields=["plan", "number"]),
            models.UniqueConstraint(
                name="revision_one_in_force", fields=["plan"], condition=Q(status="APPROVED")
            ),
            models.UniqueConstraint(
                name="revision_one_open",
                fields=["plan"],
                condition=Q(status__in=["DRAFT", "SUBMITTED", "RETURNED"]),
            ),
        ]
        indexes = [
            models.Index(
                name="revision_waiting",
                fields=["submitted_at"],
                condition=Q(status="SUBMITTED"),
            )
        ]

    def __str__(self) -> str:
        return f"versi {self.number}"


@sealed()
class Step(models.Model):
    """What happened to a revision, in order: submitted, returned, approved, taken back.

    A submission, an approval and a clarified expectation keep the whole content of that moment.
    """

    class Kind(models.TextChoices):
        STARTED = "STARTED", "Mulai disusun"
        SUBMITTED = "SUBMITTED", "Diajukan"
        RETURNED = "RETURNED", "Dikembalikan"
        APPROVED = "APPROVED", "Disetujui"
        WITHDRAWN = "WITHDRAWN", "Ditarik kembali"
        REOPENED = "REOPENED", "Keputusan diurungkan"
        DISCARDED = "DISCARDED", "Perubahan dibuang"
        CLARIFIED = "CLARIFIED", "Ekspektasi pimpinan diperbarui"

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    content = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.get_kind_display()


class PlannedResult(models.Model):
    """A result (RHK) of a revision; `supports` is the superior's result it serves."""

    class Kind(models.TextChoices):
        MAIN = "MAIN", "Utama"
        ADDITIONAL = "ADDITIONAL", "Tambahan"

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="results")
    key = models.UUIDField()
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.MAIN)
    supports = models.ForeignKey("self", models.SET_NULL, null=True, related_name="supported_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="result_key", fields=["revision", "key"]),
            models.UniqueConstraint(
                name="result_order",
                fields=["revision", "order"],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Indicator(models.Model):
    """A measure of a result with its unit and a target for each quarter.

    Quarterly targets add up to the year's; a quarter without work has 0. `lower_is_better` marks
    indicators such as "at most 2 % errors", whose reports are read as values, not sums.

    In the qualitative approach `text` says the measure and its target in words, and neither unit
    nor numbers are kept. `perspective` belongs to the form of leaders, "" elsewhere.
    """

    class Aspect(models.TextChoices):
        QUANTITY = "QUANTITY", "Kuantitas"
        QUALITY = "QUALITY", "Kualitas"
        TIME = "TIME", "Waktu"
        COST = "COST", "Biaya"

    class Perspective(models.TextChoices):
        RECIPIENT = "RECIPIENT", "Penerima layanan"
        PROCESS = "PROCESS", "Proses bisnis"
        STRENGTHENING = "STRENGTHENING", "Penguatan internal"
        BUDGET = "BUDGET", "Anggaran"

    result = models.ForeignKey(PlannedResult, models.CASCADE, related_name="indicators")
    key = models.UUIDField()
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    aspect = models.CharField(max_length=12, choices=Aspect, default=Aspect.QUANTITY)
    perspective = models.CharField(
        max_length=15, choices=Perspective, blank=True, default="", db_default=""
    )
    unit = models.CharField(max_length=40, blank=True)
    lower_is_better = models.BooleanField(default=False)
    target_q1 = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    target_q2 = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    target_q3 = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    target_q4 = models.DecimalField(max_digits=12, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="indicator_key", fields=["result", "key"]),
            models.CheckConstraint(
                name="indicator_targets_not_negative",
                condition=Q(target_q1__gte=0, target_q2__gte=0, target_q3__gte=0, target_q4__gte=0),
            ),
        ]
        indexes = [models.Index(name="indicator_by_key", fields=["key"])]

    def __str__(self) -> str:
        return self.text
