"""Summons, who examines, the record of the hearing, release from duty meanwhile."""

from django.db import models
from django.db.models import F, Q

from noken.core.sealed import sealed
from noken.discipline.models.cases import Case
from noken.organization.models import Employee


@sealed()
class Examiner(models.Model):
    """A member of the team named for a case; without any the direct superior examines alone."""

    class Part(models.TextChoices):
        SUPERIOR = "SUPERIOR", "Atasan langsung"
        SUPERVISION = "SUPERVISION", "Unsur pengawasan"
        PERSONNEL = "PERSONNEL", "Unsur kepegawaian"

    case = models.ForeignKey(Case, models.PROTECT, related_name="examiners")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=Part)
    order_number = models.CharField(max_length=80)
    order_on = models.DateField()
    named_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_examiner_once", fields=["case", "employee"]),
            models.UniqueConstraint(name="case_examiner_one_part", fields=["case", "part"]),
        ]

    def __str__(self) -> str:
        return self.get_part_display()


class Summons(models.Model):
    """A written summons. `told_on` is when it provably reached the person and `told_at` at which
    moment, None where only the day is known; `hear_by` the last day for the hearing, `came` what
    became of it (None: not known yet). `excuse` is why the person says they cannot come,
    `excuse_answer` why who examines does not accept that. `is_void`: nobody can be missed by it,
    so the same one was issued anew."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="summonses")
    ordinal = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80)
    on = models.DateField()
    hear_at = models.DateTimeField()
    hear_by = models.DateField()
    place = models.CharField(max_length=200)
    before = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    signer = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    copies = models.CharField(max_length=300, blank=True)
    told_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    told_way = models.CharField(max_length=8, choices=Case.Way, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    excuse = models.TextField(blank=True)
    excuse_answer = models.CharField(max_length=500, blank=True)
    came = models.BooleanField(null=True)
    is_void = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="case_summons_once", fields=["case", "ordinal"], condition=Q(is_void=False)
            ),
            models.CheckConstraint(
                name="case_void_summons_holds_nothing",
                condition=Q(is_void=False) | Q(came__isnull=True),
            ),
            models.CheckConstraint(name="case_summons_two", condition=Q(ordinal__range=(1, 2))),
            models.CheckConstraint(
                name="case_missed_only_if_told",
                condition=Q(came__isnull=True) | Q(came=True) | Q(told_on__isnull=False),
            ),
            models.CheckConstraint(
                name="case_missed_only_if_told_before",
                condition=Q(came__isnull=True)
                | Q(came=True)
                | Q(told_at__isnull=True)
                | Q(told_at__lte=F("hear_at")),
            ),
            models.CheckConstraint(
                name="case_summons_witness", condition=~Q(told_way="PAPER") | ~Q(witness="")
            ),
        ]

    def __str__(self) -> str:
        return f"panggilan {self.ordinal}"


@sealed()
class Hearing(models.Model):
    """The record of the hearing (BAP). A refusal to sign is noted and does not void it."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="hearing")
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    article = models.CharField(max_length=200)
    companion = models.CharField(max_length=120, blank=True)
    refused = models.BooleanField(default=False)
    refusal = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_refusal_noted", condition=Q(refused=False) | ~Q(refusal="")
            ),
        ]

    def __str__(self) -> str:
        return f"berita acara {self.held_at:%Y-%m-%d}"


@sealed()
class Question(models.Model):
    """One numbered question of a hearing with its answer."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="questions")
    ordinal = models.PositiveSmallIntegerField()
    question = models.TextField()
    answer = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_question_once", fields=["hearing", "ordinal"]),
            models.CheckConstraint(
                name="case_question_full", condition=~Q(question="") & ~Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal}"


@sealed(but=("end_on",))
class Release(models.Model):
    """Freed from the duties of the post while it is examined, until the decision; pay is kept."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="release")
    number = models.CharField(max_length=80)
    post = models.CharField(max_length=200)
    start_on = models.DateField()
    end_on = models.DateField(null=True)
    acting = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"sejak {self.start_on}"
