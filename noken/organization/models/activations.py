"""Whose hand made a password, and who confirmed that the account's owner is behind it."""

from django.db import models
from django.db.models import Q

from noken.core.sealed import sealed
from noken.organization.models.people import Employee


@sealed(once="confirmed_at")
class Activation(models.Model):
    """A password that `made_by` made for somebody else (None: the server's console).

    Who leads people or holds a role decides nothing through the account until `confirmed_at`.
    Rows stay: the newest of a person is the account's, and at most one of them is open.
    """

    class Way(models.TextChoices):
        PERSON = "PERSON", "orang kedua"
        CONSOLE = "CONSOLE", "konsol server"
        BEFORE = "BEFORE", "sudah dipakai saat aturan ini mulai"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="activations")
    made_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=8, choices=Way, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="activation_one_open", fields=["employee"], condition=Q(confirmed_at=None)
            ),
            models.CheckConstraint(
                name="activation_by_another",
                condition=Q(confirmed_by=None)
                | ~Q(confirmed_by=models.F("employee"))
                & (Q(made_by=None) | ~Q(confirmed_by=models.F("made_by"))),
            ),
            models.CheckConstraint(
                name="activation_says_how",
                condition=Q(confirmed_at=None, confirmed_by=None, way="")
                | Q(confirmed_at__isnull=False) & ~Q(way=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.made_at:%Y-%m-%d}"
