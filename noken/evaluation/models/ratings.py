"""What is said about a person in a period: the own assessment, the ratings, the pinned facts."""

from django.db import models
from django.db.models import F, Q

from noken.core.sealed import sealed
from noken.evaluation.models.sheets import Sheet
from noken.organization.models import Employee


@sealed(once="published_at")
class SelfAssessment(models.Model):
    """The person's own view; nobody else reads it before `published_at`.

    `results` keeps a sentence per result of the plan, by its key; `submission` is the client-made
    id under which it was sent, and that of its receipt.
    """

    sheet = models.OneToOneField(Sheet, models.CASCADE, related_name="self_assessment")
    result = models.CharField(max_length=8, blank=True)
    behaviour = models.CharField(max_length=8, blank=True)
    text = models.TextField(blank=True)
    results = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    submission = models.UUIDField(null=True, unique=True)
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"penilaian diri {self.sheet_id}"


@sealed(but=("replaced_at", "undone_at"), once="published_at")
class Rating(models.Model):
    """Two ratings and the grade the table gives. A change is a new row.

    A draft is its writer's alone: who acts for the rater for a while has one of their own.

    Codes are those of regulations/data/predikat.toml. `forecast` is what the evidence gave when it
    was saved; `evidence` the figures as they were when it was published. `replaced_at` is set when
    a later one (calibration, objection) takes its place. One taken back at once (Urungkan) gets
    `undone_at` as well and its writer a new draft: it was never said, and nobody reads it.
    """

    class Origin(models.TextChoices):
        RATER = "RATER", "Penilai"
        CALIBRATION = "CALIBRATION", "Sesudah kalibrasi"
        OBJECTION = "OBJECTION", "Putusan keberatan"

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="ratings")
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.RATER)
    result = models.CharField(max_length=8)
    behaviour = models.CharField(max_length=8)
    grade = models.CharField(max_length=20)
    forecast = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    rules_from = models.DateField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="rating_one_draft",
                fields=["sheet", "by"],
                condition=Q(published_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="rating_one_in_force",
                fields=["sheet"],
                condition=Q(published_at__isnull=False, replaced_at__isnull=True),
            ),
            models.CheckConstraint(
                name="rating_undone_is_replaced",
                condition=Q(undone_at__isnull=True) | Q(replaced_at=F("undone_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.grade


@sealed(but=("removed_at",))
class Pin(models.Model):
    """A dated fact that one side put beside the sheet, kept as it was when it was pinned; DECIDER:
    on which the decision of an objection rests.

    `source` and `source_id` say where it came from; `content` is what was read there.
    """

    class Side(models.TextChoices):
        EMPLOYEE = "EMPLOYEE", "Pegawai"
        RATER = "RATER", "Penilai"
        DECIDER = "DECIDER", "Pemutus keberatan"

    class Source(models.TextChoices):
        REPORT = "REPORT", "Laporan kerja"
        FEEDBACK = "FEEDBACK", "Umpan balik"
        INDICATOR = "INDICATOR", "Capaian indikator"
        ATTENDANCE = "ATTENDANCE", "Kehadiran"
        OTHER = "OTHER", "Catatan bertanggal"

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="pins")
    side = models.CharField(max_length=12, choices=Side)
    source = models.CharField(max_length=12, choices=Source)
    source_id = models.CharField(max_length=40)
    day = models.DateField()
    content = models.JSONField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="pin_once",
                fields=["sheet", "side", "source", "source_id"],
                condition=Q(removed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.day}"
