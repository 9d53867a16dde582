"""What people state as reached of their plan where no report is asked of them."""

from django.db import models
from django.db.models import Q

from noken.core.periods import ends_after_start
from noken.core.sealed import sealed
from noken.organization.models import Employee


@sealed(but=("status", "question", "answered_by", "answered_at", "replaced_at"))
class Statement(models.Model):
    """A value or a sentence for one indicator in `[start_on, end_on)`, which speaks until
    `until_on`; keys hold across versions of the plan.

    Never changed: a restated one is a new row, the earlier one gets `replaced_at`. The superior's
    answer is kept with what it answers.
    """

    class Status(models.TextChoices):
        STATED = "STATED", "Menunggu atasan"
        ASKED = "ASKED", "Ditanyakan"
        AGREED = "AGREED", "Disepakati"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="statements")
    start_on = models.DateField()
    end_on = models.DateField()
    until_on = models.DateField()
    result_key = models.UUIDField()
    indicator_key = models.UUIDField()
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    text = models.CharField(max_length=1000, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.STATED)
    stated_at = models.DateTimeField()
    question = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="statement_stands_once",
                fields=["employee", "indicator_key", "start_on", "end_on"],
                condition=Q(replaced_at=None),
            ),
            ends_after_start("statement_ends_after_start"),
            models.CheckConstraint(
                name="statement_says_something",
                condition=(Q(value=None) & ~Q(text="")) | Q(value__isnull=False, value__gte=0),
            ),
            models.CheckConstraint(
                name="statement_answered",
                condition=Q(status="STATED", answered_at=None)
                | (~Q(status="STATED") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"realisasi sampai {self.until_on}"
