"""Work reports: what was done, with evidence, reviewed by the superior, answered by feedback.

A report is never changed. A correction is a new report that points at the old one; a withdrawal
and each decision are rows of their own. `Report.status` repeats the newest of these, changed only
by the services under the row's lock, so that lists need no window over history.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from noken.core.periods import ends_after_start, no_overlap
from noken.core.sealed import sealed
from noken.organization.models import (
    Employee,
    Position,
    SettingProposal,
    SettingSignature,
)


class Duty(models.Model):
    """Which post family and employment kind owes a work report, from a day on.

    The most specific row in force wins (family and kind, then family, then kind, then all);
    empty means "any". No row: no duty. Source and mark say on what the duty rests.
    """

    class Rhythm(models.TextChoices):
        WORKDAY = "WORKDAY", "Setiap hari kerja"
        NONE = "NONE", "Tidak wajib"

    family = models.CharField(max_length=16, choices=Position.Family, blank=True)
    employee_kind = models.CharField(max_length=16, choices=Employee.Kind, blank=True)
    rhythm = models.CharField(max_length=12, choices=Rhythm)
    grace_workdays = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200)
    mark = models.CharField(max_length=1)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("duty_no_overlap", "family", "employee_kind"),
            ends_after_start("duty_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.get_rhythm_display()} sejak {self.start_on}"


class DutyProposal(SettingProposal):
    """A duty that BKPSDM proposes; two signatures make it a Duty from `start_on` on."""

    family = models.CharField(max_length=16, choices=Position.Family, blank=True)
    employee_kind = models.CharField(max_length=16, choices=Employee.Kind, blank=True)
    rhythm = models.CharField(max_length=12, choices=Duty.Rhythm)
    grace_workdays = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="duty_proposal_grace", condition=Q(grace_workdays__lte=30)),
        ]

    def __str__(self) -> str:
        return f"{self.get_rhythm_display()} sejak {self.start_on}"


class DutySignature(SettingSignature):
    proposal = models.ForeignKey(DutyProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="duty_signed_once", fields=["proposal", "signer"]),
        ]


class PersonalGrace(models.Model):
    """A longer time than the duty gives, for one person: reports of these days may come later.

    An area above settles who has it and says why (`source`).
    """

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="personal_graces")
    grace_workdays = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("personal_grace_no_overlap", "employee"),
            ends_after_start("personal_grace_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.grace_workdays} hari kerja sejak {self.start_on}"


@sealed(but=("status", "decided_at"))
class Report(models.Model):
    """One piece of work on one day. `id` is the submission id made by the client (UUIDv7).

    `indicator_key` points at the indicator across revisions of the plan; None for work outside
    the plan, which `title` names. `quantity` is what was finished that day, in the indicator's
    unit. `claimed_at` is the author's clock, `received_at` the server's. A correction that was
    taken back leaves its original free for another one.
    """

    class Status(models.TextChoices):
        WAITING = "WAITING", "Menunggu ditinjau"
        APPROVED = "APPROVED", "Disetujui"
        RETURNED = "RETURNED", "Perlu diperbaiki"
        CORRECTED = "CORRECTED", "Diganti koreksi"
        WITHDRAWN = "WITHDRAWN", "Ditarik"

    id = models.UUIDField(primary_key=True)
    author = models.ForeignKey(Employee, models.PROTECT, related_name="reports")
    work_on = models.DateField()
    indicator_key = models.UUIDField(null=True)
    result_key = models.UUIDField(null=True)
    title = models.CharField(max_length=300)
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    unit = models.CharField(max_length=40, blank=True)
    places = models.JSONField(default=list)
    note = models.TextField(blank=True)
    late_reason = models.CharField(max_length=300, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    claimed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="report_quantity_not_negative",
                condition=Q(quantity__isnull=True) | Q(quantity__gte=0),
            ),
            models.CheckConstraint(
                name="report_indicator_with_result",
                condition=Q(indicator_key__isnull=True) | Q(result_key__isnull=False),
            ),
            models.UniqueConstraint(
                name="report_corrected_once", fields=["corrects"], condition=~Q(status="WITHDRAWN")
            ),
        ]
        indexes = [
            models.Index(
                name="report_returned", fields=["author"], condition=models.Q(status="RETURNED")
            ),
            models.Index(name="report_author_day", fields=["author", "-work_on", "-received_at"]),
            models.Index(
                name="report_waiting",
                fields=["author", "received_at"],
                condition=Q(status="WAITING"),
            ),
            models.Index(
                name="report_indicator",
                fields=["author", "indicator_key", "work_on"],
                include=["quantity", "status"],
            ),
            models.Index(name="report_received", fields=["received_at"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work:report", args=[self.pk])


@sealed()
class Evidence(models.Model):
    """A photo or PDF kept with a report; `file_id` names it in documents."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="evidence")
    file_id = models.UUIDField(unique=True)
    order = models.PositiveSmallIntegerField()
    is_photo = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(name="evidence_order", fields=["report", "order"])]

    def __str__(self) -> str:
        return f"bukti {self.order}"


@sealed()
class Review(models.Model):
    """A superior's decision on a report. Undoing is a new decision (REOPENED).

    `counted`: it came so late that the report had counted as done by then, unreviewed.
    """

    class Decision(models.TextChoices):
        APPROVED = "APPROVED", "Disetujui"
        RETURNED = "RETURNED", "Minta perbaikan"
        REOPENED = "REOPENED", "Keputusan diurungkan"

    report = models.ForeignKey(Report, models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=12, choices=Decision)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    note = models.TextField(blank=True)
    counted = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="review_report", fields=["report", "-at"])]

    def __str__(self) -> str:
        return self.get_decision_display()


class Escalation(models.Model):
    """A report that its superior left unreviewed beyond the second limit of ReviewTerms: while
    that superior leads the author, who leads the superior may decide on it too."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="escalations")
    superior = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="escalated_once", fields=["report", "superior"]),
        ]

    def __str__(self) -> str:
        return f"naik {self.at:%Y-%m-%d}"


@sealed()
class Withdrawal(models.Model):
    """The author took a report back within the time of Urungkan; the trace stays."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"ditarik {self.at:%Y-%m-%d %H:%M}"


@sealed(but=("read_at",))
class Feedback(models.Model):
    """A dated note to a person, about a report or a BerAKHLAK value, by superior or colleague.

    `tone` is what its writer says it is: an example of good work, something to do better, or
    neither. Nobody else decides on it, no programme reads it out of the words.
    """

    class Tone(models.TextChoices):
        GOOD = "GOOD", "Contoh baik"
        BETTER = "BETTER", "Bisa ditingkatkan"

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Employee, models.PROTECT, related_name="feedback")
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="feedback")
    value = models.CharField(max_length=16, blank=True)
    tone = models.CharField(max_length=8, choices=Tone, blank=True, db_default="")
    text = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="feedback_not_to_self", condition=~Q(person=F("by"))),
        ]
        indexes = [
            models.Index(name="feedback_person", fields=["person", "-at"]),
            models.Index(
                name="feedback_unread", fields=["person"], condition=Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


@sealed()
class FeedbackReply(models.Model):
    """The person's answer; `done` says "Sudah saya lakukan"."""

    id = models.UUIDField(primary_key=True)
    feedback = models.ForeignKey(Feedback, models.PROTECT, related_name="replies")
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    done = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reply_says_something", condition=Q(done=True) | ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class RoutineMark(models.Model):
    """A superior confirms that a task is the same every day: its texts are no copies from then on.

    Of an indicator, or, for work outside the plan, of a title.
    """

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="routine_marks")
    indicator_key = models.UUIDField(null=True)
    title = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300)
    start_on = models.DateField()
    end_on = models.DateField(null=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            no_overlap("routine_no_overlap", "employee", "indicator_key", "title"),
            ends_after_start("routine_ends_after_start"),
            models.CheckConstraint(
                name="routine_of_something",
                condition=Q(indicator_key__isnull=False) ^ ~Q(title=""),
            ),
            models.CheckConstraint(name="routine_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="routine_not_by_self", condition=~Q(employee=F("by"))),
        ]

    def __str__(self) -> str:
        return f"tugas rutin sejak {self.start_on}"
