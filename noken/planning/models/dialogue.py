"""Performance dialogue: what owner and superior say to each other, beside the line it concerns."""

from django.db import models
from django.db.models import Q

from noken.organization.models import Employee
from noken.planning.models.plans import Plan


class DialogueNote(models.Model):
    """One thing said. Nobody changes or removes it; it stays with the plan over all revisions.

    `line` names what it is about: the key of a result, indicator or annex line, the code of a
    value, "" for the plan as a whole; `line_text` is what stood there when it was said. `read_at`
    is when the other side had it before their eyes. `proposed` holds new words or targets of an
    indicator, {} for a plain note; `answer` is the owner's, "" while there is none.
    """

    class About(models.TextChoices):
        PLAN = "PLAN", "SKP"
        RESULT = "RESULT", "Hasil kerja"
        INDICATOR = "INDICATOR", "Indikator"
        VALUE = "VALUE", "Perilaku kerja"
        ANNEX = "ANNEX", "Lampiran"

    class Answer(models.TextChoices):
        ACCEPTED = "ACCEPTED", "Diterima"
        DECLINED = "DECLINED", "Tidak dipakai"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="notes")
    key = models.UUIDField(unique=True)
    about = models.CharField(max_length=12, choices=About)
    line = models.CharField(max_length=36, blank=True)
    line_text = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    read_at = models.DateTimeField(null=True)
    proposed = models.JSONField(default=dict)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(name="note_of_plan", fields=["plan", "id"]),
            models.Index(name="note_unread", fields=["plan"], condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.text
