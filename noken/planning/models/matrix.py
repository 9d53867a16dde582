"""The role-result matrix (MPH): what a superior asks of each person under each indicator."""

from django.db import models
from django.db.models import Q

from noken.organization.models import Employee
from noken.planning.models.plans import Plan


class MatrixCell(models.Model):
    """A filled cell: a result that the owner of `plan` asks of `member`.

    `indicator_key` is the column, an indicator of the plan; `key` is the key of the result it
    becomes in the member's plan. Without `sent_at` only the asker sees it. TALK: the member wants
    to speak about it first, `note` says why.
    """

    class Status(models.TextChoices):
        DRAFT = "DRAFT", "Belum dikirim"
        SENT = "SENT", "Menunggu jawaban"
        TAKEN = "TAKEN", "Menjadi RHK"
        TALK = "TALK", "Perlu dibicarakan"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="cells")
    indicator_key = models.UUIDField()
    member = models.ForeignKey(Employee, models.PROTECT, related_name="plan_cells")
    text = models.CharField(max_length=400)
    key = models.UUIDField(unique=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    note = models.CharField(max_length=300, blank=True)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="matrix_cell_once", fields=["plan", "indicator_key", "member"]
            ),
            models.CheckConstraint(name="matrix_cell_says_something", condition=~Q(text="")),
        ]
        indexes = [
            models.Index(name="matrix_cell_waiting", fields=["member"], condition=Q(status="SENT"))
        ]

    def __str__(self) -> str:
        return self.text
