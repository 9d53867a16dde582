"""What a person says about a day, and what the superior decides. Nothing recorded is changed."""

from django.db import models
from django.db.models import Q

from noken.core.periods import ends_after_start, no_overlap
from noken.core.sealed import sealed
from noken.organization.models import Employee


class CorrectionTerm(models.Model):
    """Within how many workdays a superior should decide, from a day on; a setting with an owner.

    `file_workdays` after a day an unexplained one is no longer called "perlu keterangan".
    """

    file_workdays = models.PositiveSmallIntegerField()
    decide_workdays = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    mark = models.CharField(max_length=1)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("correction_term_no_overlap"),
            ends_after_start("correction_term_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.decide_workdays} hari kerja sejak {self.start_on}"


@sealed(but=("finding", "status", "decide_by", "decided_by", "decided_at"))
class Correction(models.Model):
    """A day disputed by its person. `id` is the submission id made by the client (UUIDv7).

    `seen` is what the page said when it was filed. `decide_by` is the last day in time for the
    superior. `status` repeats the newest step, changed only under the lock of the row. `finding` is
    the number of the finding that asks about the same day: there it is weighed, and its outcome is
    repeated here. With the choice FINDING it was said there, and not here.
    """

    class Choice(models.TextChoices):
        FIELD = "FIELD", "Saya di tugas lapangan atau rapat luar"
        MACHINE = "MACHINE", "Sidik jari tidak terbaca mesin"
        EMERGENCY = "EMERGENCY", "Sakit, keluarga, atau keadaan darurat"
        MADE_UP = "MADE_UP", "Memang terlambat, saya mengganti waktunya"
        FINDING = "FINDING", "Ditimbang di temuan"

    class Status(models.TextChoices):
        WAITING = "WAITING", "Menunggu keputusan"
        ASKED = "ASKED", "Atasan bertanya"
        ACCEPTED = "ACCEPTED", "Diterima"
        REFUSED = "REFUSED", "Belum dapat diterima"
        WITHDRAWN = "WITHDRAWN", "Ditarik"

    id = models.UUIDField(primary_key=True)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="corrections")
    day = models.DateField()
    choice = models.CharField(max_length=12, choices=Choice)
    text = models.TextField()
    file_id = models.UUIDField(null=True, unique=True)
    finding = models.CharField(max_length=20, default="", db_default="", blank=True)
    seen = models.CharField(max_length=300)
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    filed_at = models.DateTimeField()
    decide_by = models.DateField()
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="correction_once_a_day",
                fields=["employee", "day"],
                condition=Q(status__in=["WAITING", "ASKED", "ACCEPTED"]),
            ),
            models.CheckConstraint(
                name="correction_decided_has_time",
                condition=~Q(status__in=["ACCEPTED", "REFUSED"]) | Q(decided_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="correction_open",
                fields=["employee", "day"],
                condition=Q(status__in=["WAITING", "ASKED"]),
            ),
            models.Index(name="correction_day", fields=["employee", "day", "filed_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_status_display()}"


@sealed()
class CorrectionStep(models.Model):
    """One act on a correction, in order; append-only."""

    class Kind(models.TextChoices):
        FILED = "FILED", "Keterangan disampaikan"
        ASKED = "ASKED", "Atasan bertanya"
        ANSWERED = "ANSWERED", "Pertanyaan dijawab"
        ACCEPTED = "ACCEPTED", "Diterima"
        REFUSED = "REFUSED", "Belum dapat diterima"
        WITHDRAWN = "WITHDRAWN", "Ditarik"

    correction = models.ForeignKey(Correction, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="correction_step", fields=["correction", "at"])]

    def __str__(self) -> str:
        return self.get_kind_display()
