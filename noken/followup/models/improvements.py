"""Rencana perbaikan: a chance to improve after a low grade, with its clock and its talks."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from noken.core.sealed import sealed
from noken.followup.rules import flow
from noken.organization.models import Employee


class Improvement(models.Model):
    """One person's plan. Its id is made by the client (UUIDv7).

    `sheet_id` names the evaluation that is the reason, `grade` and `period` what it said then.
    `months` is the span reckoned with; `is_settled` says whether two people had signed it.
    """

    class Status(models.TextChoices):
        PROPOSED = flow.PROPOSED, "Menunggu kesepakatan"
        RUNNING = flow.RUNNING, "Berjalan"
        TESTED = flow.TESTED, "Hasil sudah dicek"
        IMPROVED = flow.IMPROVED, "Selesai, membaik"
        FORWARDED = flow.FORWARDED, "Diteruskan ke uji kompetensi"
        STOPPED = flow.STOPPED, "Dihentikan"

    id = models.UUIDField(primary_key=True)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="improvements")
    sheet_id = models.BigIntegerField()
    grade = models.CharField(max_length=20)
    period = models.CharField(max_length=60)
    reason = models.TextField()
    status = models.CharField(max_length=12, choices=Status, default=Status.PROPOSED)
    opened_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    start_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    months = models.PositiveSmallIntegerField()
    is_settled = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="improvement_one_open",
                fields=["employee"],
                condition=Q(status__in=sorted(flow.OPEN)),
            ),
            models.CheckConstraint(
                name="improvement_runs_with_dates",
                condition=Q(status=flow.PROPOSED)
                | Q(status=flow.STOPPED)
                | Q(start_on__isnull=False, due_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"rencana perbaikan {self.employee_id}"

    def get_absolute_url(self) -> str:
        return reverse("followup:improvement", args=[self.pk])


class Goal(models.Model):
    """What the person is to reach, how that is seen, and what the superior does for it."""

    improvement = models.ForeignKey(Improvement, models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    measure = models.CharField(max_length=300)
    support = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="goal_order", fields=["improvement", "order"]),
        ]

    def __str__(self) -> str:
        return self.text


class CoachingNote(models.Model):
    """What two people noted of a talk; read by these two alone. Its id is made by the client.

    `coach` is the superior of that day, `by` who wrote it: the coach, or the person themselves
    (then `said` alone is filled). `answer` is what the other one wrote beside it.
    """

    id = models.UUIDField(primary_key=True)
    improvement = models.ForeignKey(Improvement, models.CASCADE, related_name="notes")
    coach = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    held_on = models.DateField()
    said = models.TextField(blank=True)
    help = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    next_on = models.DateField(null=True)
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="coaching_by_day", fields=["improvement", "held_on"])]

    def __str__(self) -> str:
        return f"catatan {self.held_on}"


@sealed(but=("answer", "answered_at"))
class Retest(models.Model):
    """Cek hasil: what the superior found at the end of the span, and the person's word on it."""

    class Outcome(models.TextChoices):
        REACHED = flow.REACHED, "Tercapai"
        PARTLY = flow.PARTLY, "Sebagian tercapai"
        NOT_YET = flow.NOT_YET, "Belum tercapai"

    improvement = models.ForeignKey(Improvement, models.CASCADE, related_name="retests")
    held_on = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    facts = models.TextField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.get_outcome_display()


@sealed()
class Step(models.Model):
    """What happened to a plan, in order; append-only."""

    class Kind(models.TextChoices):
        PROPOSED = "PROPOSED", "Diusulkan"
        MENDED = "MENDED", "Diubah"
        ASKED = "ASKED", "Pegawai mengusulkan perubahan"
        AGREED = "AGREED", "Disepakati"
        STARTED = "STARTED", "Dimulai"
        TESTED = "TESTED", "Hasil dicek"
        IMPROVED = "IMPROVED", "Selesai, membaik"
        EXTENDED = "EXTENDED", "Diperpanjang"
        FORWARDED = "FORWARDED", "Diteruskan ke uji kompetensi"
        STOPPED = "STOPPED", "Dihentikan"

    improvement = models.ForeignKey(Improvement, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.get_kind_display()
