"""What the person was told and said."""

from django.db import models
from django.db.models import Q

from noken.core.sealed import sealed
from noken.findings.models.findings import Finding, Row
from noken.organization.models import Employee


@sealed()
class Delivery(models.Model):
    """The proven notice: opened by the person, or handed over on paper on a day with a witness."""

    class Way(models.TextChoices):
        OPENED = "OPENED", "Dibuka pegawai"
        PAPER = "PAPER", "Diserahkan di kertas"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="deliveries")
    way = models.CharField(max_length=8, choices=Way)
    on = models.DateField()
    witness = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="finding_paper_has_witness", condition=~Q(way="PAPER") | ~Q(witness="")
            ),
        ]
        indexes = [models.Index(name="finding_delivery_of", fields=["finding", "at"])]

    def __str__(self) -> str:
        return self.get_way_display()


@sealed(but=("withdrawn_at",))
class Reply(models.Model):
    """What the person says to some rows; append-only but for `withdrawn_at`. The client makes
    the id (UUIDv7).

    `companion` is whom the person wants beside them in a talk. `elsewhere` says in words where it
    was said when it did not come through this page (a correction of the day).
    """

    id = models.UUIDField(primary_key=True)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="replies")
    rows = models.ManyToManyField(Row, related_name="replies")
    text = models.TextField()
    companion = models.CharField(max_length=120, blank=True)
    elsewhere = models.CharField(max_length=120, blank=True)
    is_late = models.BooleanField(default=False)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="reply_not_empty", condition=~Q(text=""))]
        indexes = [models.Index(name="finding_reply_of", fields=["finding", "at"])]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.at:%Y-%m-%d}"


class ReplyFile(models.Model):
    """A photo or PDF with an answer; the file itself lies in documents."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="files")
    file_id = models.UUIDField(unique=True)
    is_photo = models.BooleanField()

    def __str__(self) -> str:
        return str(self.file_id)
