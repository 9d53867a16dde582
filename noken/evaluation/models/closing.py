"""What a superior says of somebody's days under them, before a period that holds them is opened."""

from django.db import models
from django.db.models import Q

from noken.core.periods import ends_after_start
from noken.organization.models import Employee


class ClosingNote(models.Model):
    """The ratings and the note with which a superior closes the days `[start_on, end_on)`.

    It goes into the part of these days when a sheet with them is opened; until then its writer
    alone reads and changes it.
    """

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    superior = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    start_on = models.DateField()
    end_on = models.DateField()
    result = models.CharField(max_length=8)
    behaviour = models.CharField(max_length=8)
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="closing_note_once", fields=["employee", "superior", "end_on"]
            ),
            ends_after_start("closing_note_ends_after_start"),
            models.CheckConstraint(
                name="closing_note_says_something",
                condition=~Q(result="") & ~Q(behaviour="") & ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"catatan sampai {self.end_on}"
