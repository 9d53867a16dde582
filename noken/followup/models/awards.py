"""Usulan penghargaan: what a superior proposes for somebody, with facts."""

from django.db import models
from django.urls import reverse

from noken.core.sealed import sealed
from noken.organization.models import Employee


@sealed(fixed=("employee", "kind", "reason", "proposed_by", "proposed_at"))
@sealed(fixed=("status", "decided_by", "number", "note"), once="decided_at")
class Award(models.Model):
    """Its id is made by the client (UUIDv7). `grade` and `period` are the last final ones then."""

    class Kind(models.TextChoices):
        APPRECIATION = "APPRECIATION", "Piagam penghargaan"
        LEARNING = "LEARNING", "Prioritas pengembangan kompetensi"
        TALENT = "TALENT", "Prioritas kelompok rencana suksesi"
        OTHER = "OTHER", "Penghargaan lain"

    class Status(models.TextChoices):
        PROPOSED = "PROPOSED", "Menunggu BKPSDM"
        GRANTED = "GRANTED", "Diberikan"
        DECLINED = "DECLINED", "Tidak diberikan"
        WITHDRAWN = "WITHDRAWN", "Ditarik pengusul"

    id = models.UUIDField(primary_key=True)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="awards")
    kind = models.CharField(max_length=16, choices=Kind)
    reason = models.TextField()
    grade = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    number = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="award_waiting",
                fields=["proposed_at"],
                condition=models.Q(status="PROPOSED"),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("followup:award", args=[self.pk])
