"""What the region settles for itself: values, who may grant, and balances from before noken."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from noken.core.periods import ends_after_start, no_overlap
from noken.organization.models import Employee, Unit


class Value(models.Model):
    """A value somebody has signed off, from a day on, for a unit and all below or for everybody.

    Without a row the value of the table stands, shown as waiting for its owner; where the
    table's mark is C nothing follows from it.
    """

    name = models.CharField(max_length=32)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    value = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("leave_value_ends_after_start"),
            no_overlap("leave_value_no_overlap", "name", Coalesce("unit", 0)),
            models.CheckConstraint(name="leave_value_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class GrantingOfficial(models.Model):
    """Whose head grants the leave of a unit's people, and of all below, from a day on.

    `granted_by` is the unit whose head decides; None means BKPSDM. `for_head` rows speak of the
    head of the unit, the others of everybody else.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    for_head = models.BooleanField(default=False)
    granted_by = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=200)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("granting_ends_after_start"),
            no_overlap("granting_no_overlap", "unit", "for_head"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.start_on}"


class OpeningBalance(models.Model):
    """Days of annual leave carried into a year, as a paper list says: from before noken."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="leave_openings")
    year = models.PositiveSmallIntegerField()
    carried_days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="leave_opening_once", fields=["employee", "year"]),
            models.CheckConstraint(name="leave_opening_most_12", condition=Q(carried_days__lte=12)),
        ]

    def __str__(self) -> str:
        return f"{self.carried_days} hari ke {self.year}"
