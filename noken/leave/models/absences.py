"""Who is lawfully not at the own desk: approved requests, and those a duty letter names."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from noken.core.periods import ends_after_start, no_overlap
from noken.leave.models.requests import Portion, Request
from noken.organization.models import Employee, Unit


class Family(models.TextChoices):
    """What an absence means for the day: away, or at work elsewhere."""

    LEAVE = "LEAVE", "Cuti"
    DUTY = "DUTY", "Dinas luar"
    TRAINING = "TRAINING", "Pelatihan"
    FLEXIBLE = "FLEXIBLE", "Kerja fleksibel"


class Letter(models.Model):
    """A surat tugas: several people, one place, one period. `id` is made by the client."""

    id = models.UUIDField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(max_length=80)
    family = models.CharField(max_length=12, choices=Family)
    purpose = models.CharField(max_length=300)
    place = models.CharField(max_length=120)
    start_on = models.DateField()
    end_on = models.DateField()
    portion = models.CharField(max_length=12, choices=Portion, default=Portion.FULL)
    issued_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    issued_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    cancel_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ends_after_start("letter_ends_after_start"),
            models.CheckConstraint(
                name="letter_family", condition=Q(family__in=["DUTY", "TRAINING"])
            ),
            models.UniqueConstraint(
                name="letter_number_once",
                fields=["unit", "number"],
                condition=Q(cancelled_at__isnull=True),
            ),
        ]
        indexes = [models.Index(name="letter_newest", fields=["-start_on", "-issued_at"])]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("leave:letter", args=[self.pk])


class LetterFile(models.Model):
    """The signed letter as photo or PDF; `file_id` names it in documents."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="files")
    file_id = models.UUIDField(unique=True)
    order = models.PositiveSmallIntegerField()
    is_photo = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="letter_file_order", fields=["letter", "order"])
        ]

    def __str__(self) -> str:
        return f"lampiran {self.order}"


class Absence(models.Model):
    """One person, one period, one lawful reason. Two never share half a day.

    `kind` is the code of the leave kind, or DUTY, TRAINING, FLEX_PLACE, FLEX_TIME; a label may
    be made of it, a detail is never here. `reference` is the number of letter or grant. What was
    taken back keeps its row, with `cancelled_at`.
    """

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="absences")
    start_on = models.DateField()
    end_on = models.DateField()
    portion = models.CharField(max_length=12, choices=Portion, default=Portion.FULL)
    family = models.CharField(max_length=12, choices=Family)
    kind = models.CharField(max_length=16)
    request = models.OneToOneField(Request, models.PROTECT, null=True, related_name="absence")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="absences")
    reference = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=120, blank=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ends_after_start("absence_ends_after_start"),
            no_overlap(
                "absence_mornings",
                "employee",
                condition=Q(cancelled_at__isnull=True) & Q(portion__in=["FULL", "MORNING"]),
            ),
            no_overlap(
                "absence_afternoons",
                "employee",
                condition=Q(cancelled_at__isnull=True) & Q(portion__in=["FULL", "AFTERNOON"]),
            ),
            models.CheckConstraint(
                name="absence_one_source",
                condition=Q(request__isnull=True) ^ Q(letter__isnull=True),
            ),
            models.UniqueConstraint(
                name="absence_once_a_letter",
                fields=["letter", "employee"],
                condition=Q(letter__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="absence_standing",
                fields=["end_on", "start_on"],
                condition=Q(cancelled_at__isnull=True),
            ),
            models.Index(name="absence_person", fields=["employee", "start_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start_on}"
