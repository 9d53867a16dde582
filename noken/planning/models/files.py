"""Files of results that somebody brought: read once, then only what was read is kept."""

from django.db import models
from django.db.models import Q

from noken.organization.models import Employee


class PlanFile(models.Model):
    """A file with results of a year. `id` is made by the page, so that sending twice is one file.

    `refused` are the lines that could not be read: number, text, cause, cure.
    """

    id = models.UUIDField(primary_key=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    refused = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    brought_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FilePlan(models.Model):
    """What a file says of one person's plan; the plan itself is untouched until the owner takes it.

    `lines` are the lines as read. CHECKED: only who brought the file sees it. SENT: it waits for
    the owner. `note` is the owner's answer where it was not taken.
    """

    class Status(models.TextChoices):
        CHECKED = "CHECKED", "Diperiksa"
        SENT = "SENT", "Menunggu jawaban"
        TAKEN = "TAKEN", "Diterapkan"
        TALK = "TALK", "Perlu dibicarakan"
        DROPPED = "DROPPED", "Dibatalkan"

    file = models.ForeignKey(PlanFile, models.PROTECT, related_name="plans")
    owner = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    lines = models.JSONField()
    status = models.CharField(max_length=8, choices=Status, default=Status.CHECKED)
    note = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="file_plan_once", fields=["file", "owner"]),
        ]
        indexes = [
            models.Index(name="file_plan_waiting", fields=["owner"], condition=Q(status="SENT"))
        ]

    def __str__(self) -> str:
        return self.get_status_display()
