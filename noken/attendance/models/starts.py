"""From which day attendance counts in a unit: proposed for many units at once, signed by two."""

from django.db import models
from django.db.models import Q

from noken.organization.models import Employee, SettingProposal, SettingSignature, Unit


class StartProposal(SettingProposal):
    """A list of units with their first days; `start_on` is the day it was proposed."""

    class Meta:
        constraints = [models.CheckConstraint(name="start_source", condition=~Q(source=""))]

    def __str__(self) -> str:
        return f"mulai presensi, diusulkan {self.start_on}"


class StartSignature(SettingSignature):
    proposal = models.ForeignKey(StartProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="start_signed_once", fields=["proposal", "signer"]),
        ]


class StartLine(models.Model):
    """One unit of a proposal and its first day, which may lie before the proposal."""

    proposal = models.ForeignKey(StartProposal, models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    counts_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="start_line_once", fields=["proposal", "unit"]),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} sejak {self.counts_from}"


class CountingStart(models.Model):
    """The first day that counts in a unit and all below it that has none of its own; of the top
    only for those who sit there. Where none stands on the way up, no day exists. `proposal` None:
    taken over from before there were any."""

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="+")
    counts_from = models.DateField()
    proposal = models.ForeignKey(StartProposal, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.unit_id} sejak {self.counts_from}"


class PersonStart(models.Model):
    """The first day that counts of somebody a file brought into a unit that counted already: what
    was before, whatever the TMT, is no day of theirs."""

    employee = models.OneToOneField(Employee, models.PROTECT, primary_key=True, related_name="+")
    counts_from = models.DateField()

    def __str__(self) -> str:
        return f"{self.employee_id} sejak {self.counts_from}"
