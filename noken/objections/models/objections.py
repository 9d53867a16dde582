"""An objection with all that both sides put before the one who decides."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from noken.core.sealed import sealed
from noken.organization.models import Employee, Unit


@sealed(fixed=("sheet_id", "employee", "about", "text", "received_on", "filed_at"))
@sealed(
    fixed=(
        *("outcome", "after_result", "after_behaviour", "after_grade"),
        *("reason", "decided_by"),
    ),
    once="decided_at",
)
class Objection(models.Model):
    """A person's written objection to the grade of one sheet; the client makes its id (UUIDv7).

    `sheet_id` names the sheet of evaluation; what was rated is kept as it stands before the
    decision (`before_…`: a change before it is taken is followed) and after it (`after_…`).
    `seat` is the unit whose head decides, whoever that is on the day; `assigned_to` a person
    named instead, chosen as superior by hand or by BKPSDM. Both None: BKPSDM must name
    somebody. `due_on` is the last day in time; `take_by`, `answer_by` and `decide_by` are the
    days of each step. `paper_id` names the signed decision in documents. `letter_to` and
    `entered_by`: it came on paper, to whom, and who of those who keep the personnel recorded it;
    else "" and None.
    """

    class Status(models.TextChoices):
        FILED = "FILED", "Menunggu diambil"
        TAKEN = "TAKEN", "Sedang diperiksa"
        DECIDED = "DECIDED", "Diputus"
        WITHDRAWN = "WITHDRAWN", "Ditarik"

    class About(models.TextChoices):
        RESULT = "RESULT", "Rating hasil kerja"
        BEHAVIOUR = "BEHAVIOUR", "Rating perilaku kerja"
        BOTH = "BOTH", "Kedua rating"

    class Outcome(models.TextChoices):
        KEPT = "KEPT", "Penilaian tetap"
        CHANGED = "CHANGED", "Penilaian diubah"

    id = models.UUIDField(primary_key=True)
    sheet_id = models.BigIntegerField()
    period = models.CharField(max_length=80)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="objections")
    rater = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    assigned_to = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=12, choices=About)
    text = models.TextField()
    wants_hearing = models.BooleanField()
    before_result = models.CharField(max_length=8)
    before_behaviour = models.CharField(max_length=8)
    before_grade = models.CharField(max_length=20)
    received_on = models.DateField()
    due_on = models.DateField()
    is_late = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.FILED)
    filed_at = models.DateTimeField()
    letter_to = models.CharField(max_length=160, blank=True)
    entered_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    take_by = models.DateField()
    taken_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    decide_by = models.DateField(null=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    after_result = models.CharField(max_length=8, blank=True)
    after_behaviour = models.CharField(max_length=8, blank=True)
    after_grade = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    paper_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="objection_one_a_sheet", fields=["sheet_id"], condition=~Q(status="WITHDRAWN")
            ),
            models.CheckConstraint(
                name="objection_not_by_its_rater", condition=~Q(employee=F("rater"))
            ),
            *(
                models.CheckConstraint(
                    name=f"objection_{field}_no_side",
                    condition=Q(**{f"{field}__isnull": True})
                    | (~Q(**{field: F("rater")}) & ~Q(**{field: F("employee")})),
                )
                for field in ("taken_by", "decided_by")
            ),
            models.CheckConstraint(
                name="objection_taken_has_days",
                condition=Q(
                    taken_at__isnull=False, answer_by__isnull=False, decide_by__isnull=False
                )
                | Q(status__in=["FILED", "WITHDRAWN"], taken_at__isnull=True),
            ),
            models.CheckConstraint(
                name="objection_decided_with_reason",
                condition=~Q(status="DECIDED") & Q(decided_at__isnull=True)
                | Q(status="DECIDED", decided_at__isnull=False)
                & ~Q(reason="")
                & ~Q(outcome="")
                & ~Q(after_grade=""),
            ),
            models.CheckConstraint(name="objection_says_why", condition=~Q(text="")),
            models.CheckConstraint(
                name="objection_letter_whole",
                condition=Q(letter_to="", entered_by__isnull=True)
                | ~Q(letter_to="") & Q(entered_by__isnull=False) & ~Q(entered_by=F("employee")),
            ),
        ]
        indexes = [
            models.Index(name="objection_of_employee", fields=["employee", "-filed_at"]),
            models.Index(name="objection_of_rater", fields=["rater", "-filed_at"]),
            models.Index(
                name="objection_open",
                fields=["status", "filed_at"],
                condition=Q(status__in=["FILED", "TAKEN"]),
            ),
        ]

    def __str__(self) -> str:
        return f"keberatan {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("objections:objection", args=[self.pk])


@sealed()
class Statement(models.Model):
    """What one side wrote after the objection itself; append-only. `id` is made by the client."""

    class Kind(models.TextChoices):
        ADDITION = "ADDITION", "Tambahan pegawai"
        ANSWER = "ANSWER", "Jawaban penilai"

    id = models.UUIDField(primary_key=True)
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="statement_not_empty", condition=~Q(text=""))]
        indexes = [models.Index(name="statement_of_objection", fields=["objection", "at"])]

    def __str__(self) -> str:
        return self.get_kind_display()


@sealed()
class Hearing(models.Model):
    """A side was heard, how and what was said; NONE: could not be, and why. Append-only."""

    class Side(models.TextChoices):
        EMPLOYEE = "EMPLOYEE", "Pegawai"
        RATER = "RATER", "Pejabat penilai"

    class Mode(models.TextChoices):
        MEETING = "MEETING", "Bertemu langsung"
        CALL = "CALL", "Lewat telepon atau video"
        LETTER = "LETTER", "Lewat surat"
        NONE = "NONE", "Tidak dapat didengar"

    id = models.UUIDField(primary_key=True)
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="hearings")
    side = models.CharField(max_length=12, choices=Side)
    mode = models.CharField(max_length=12, choices=Mode)
    held_on = models.DateField()
    note = models.TextField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="hearing_has_note", condition=~Q(note=""))]
        indexes = [models.Index(name="hearing_of_objection", fields=["objection", "at"])]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.get_mode_display().lower()}"


@sealed()
class Step(models.Model):
    """What happened to an objection, in order; append-only."""

    class Kind(models.TextChoices):
        FILED = "FILED", "Keberatan diajukan"
        ENTERED = "ENTERED", "Surat keberatan dicatat"
        RERATED = "RERATED", "Hasil yang dikeberatani diubah penilai"
        TAKEN = "TAKEN", "Diambil untuk diperiksa"
        HANDED = "HANDED", "Pemeriksaan diteruskan"
        ADDED = "ADDED", "Pegawai menambahkan keterangan"
        ANSWERED = "ANSWERED", "Penilai menjawab"
        HEARD = "HEARD", "Didengar"
        ASSIGNED = "ASSIGNED", "Pemeriksa ditunjuk"
        DECIDED = "DECIDED", "Diputus"
        WITHDRAWN = "WITHDRAWN", "Ditarik pegawai"

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="objection_step", fields=["objection", "at", "id"])]

    def __str__(self) -> str:
        return self.get_kind_display()


class Attachment(models.Model):
    """A photo or PDF that one side put beside its words; `file_id` names it in documents."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="attachments")
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="attachments")
    file_id = models.UUIDField(unique=True)
    is_photo = models.BooleanField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return "lampiran"
