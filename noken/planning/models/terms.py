"""After how many days a plan is called late: a setting that counts once two people signed it."""

from django.db import models
from django.db.models import Q

from noken.organization.models import Employee


class LateTerm(models.Model):
    """A proposal of the days, from a day on. Without a signed one the table's value is shown."""

    days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    start_on = models.DateField()
    proposed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="late_term_within_a_year", condition=Q(days__gte=1, days__lte=180)
            ),
            models.CheckConstraint(name="late_term_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.days} hari sejak {self.start_on}"


class LateTermSignature(models.Model):
    """One person's consent with its reason; nobody signs twice."""

    term = models.ForeignKey(LateTerm, models.PROTECT, related_name="signatures")
    signer = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="late_term_signed_once", fields=["term", "signer"]),
        ]

    def __str__(self) -> str:
        return f"{self.signer_id} {self.at}"
