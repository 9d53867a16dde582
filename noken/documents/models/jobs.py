"""Print jobs: many papers at once, in the background, handed over as one archive."""

from django.db import models
from django.urls import reverse

from noken.documents.models.papers import Paper


class PrintJob(models.Model):
    """So many papers asked for by one person; `key` is made by the client, once per click.

    `title` says what was asked for, without names. The archive and the items are erased some days
    after it is done; the papers stay.
    """

    class Status(models.TextChoices):
        QUEUED = "QUEUED", "Menunggu giliran"
        RUNNING = "RUNNING", "Sedang dibuat"
        DONE = "DONE", "Siap diunduh"
        ERASED = "ERASED", "Sudah dihapus"

    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20, choices=Paper.Kind)
    title = models.CharField(max_length=200)
    by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    done_at = models.DateTimeField(null=True)
    stored_name = models.CharField(max_length=32, blank=True)
    bytes = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="documents_job_counts",
                condition=models.Q(total__gt=0, total__gte=models.F("done") + models.F("failed")),
            ),
        ]
        indexes = [models.Index(name="documents_job_of", fields=["by_id", "-asked_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:job", args=[self.key])


class PrintItem(models.Model):
    """One paper of a job: `ref` names the facts to the area that owns them, `name` the file.

    `number` is the one kept for it, so that a job that starts again leaves no gap in the register.
    `failure` says why it could not be made; a made one has its `paper`.
    """

    job = models.ForeignKey(PrintJob, models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    ref = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    number = models.CharField(max_length=32, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="documents_item_order", fields=["job", "order"]),
            models.UniqueConstraint(name="documents_item_once", fields=["job", "ref"]),
        ]

    def __str__(self) -> str:
        return self.ref
