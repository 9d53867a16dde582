"""Files on their way in: what a file would change, row by row, before and after it is applied.

A run keeps what was decided and counted; its rows hold personal data only until it is applied,
discarded or failed. What was refused or waits keeps name, masked NIP, unit and remedy for 30 days
more, for whoever corrects it. The file itself goes when the run is over.
"""

from django.db import models
from django.db.models import Q

from noken.organization.models.people import Employee


class ImportRun(models.Model):
    """One file. `key` is made by the sender, so that sending twice makes one run.

    `columns` says what each column of the file became, which of them a person may map (`choices`)
    and how they did (`chosen`); `dropped` and `forbidden` name those that
    were left out (unknown, and not noken's to keep). `structure` is the proposal of units and
    heads with the open doubts, `decisions` what was chosen for them. `missing` are the employees
    in service here whom the file does not name. `stored_name` is the file's random name on
    disk, "" once it is deleted. `basis` is the ground of the change, for the journal. `status_at`
    is when the status began.
    """

    class Status(models.TextChoices):
        UPLOADED = "UPLOADED", "Diterima"
        READING = "READING", "Sedang dibaca"
        PREVIEWED = "PREVIEWED", "Siap diperiksa"
        APPLYING = "APPLYING", "Sedang diterapkan"
        APPLIED = "APPLIED", "Diterapkan"
        FAILED = "FAILED", "Tidak terbaca"
        DISCARDED = "DISCARDED", "Dibatalkan"

    class Layout(models.TextChoices):
        NATIONAL = "NATIONAL", "Ekspor SIASN"
        LOCAL = "LOCAL", "Daftar lokal"

    key = models.UUIDField(unique=True)
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    stored_name = models.CharField(max_length=40, blank=True)
    layout = models.CharField(max_length=16, choices=Layout, blank=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.UPLOADED)
    columns = models.JSONField(default=dict)
    dropped = models.JSONField(default=list)
    forbidden = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    structure = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    failure = models.CharField(max_length=400, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    uploaded_at = models.DateTimeField()
    status_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_applied_has_time",
                condition=~Q(status="APPLIED") | Q(applied_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="import_latest", fields=["-uploaded_at"])]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_status_display()})"


class ImportRow(models.Model):
    """One row of a file and what becomes of it.

    `data` is what noken takes from the row, `changes` per field the value here and in the file
    ([old, new]). `cause` and `cure` are for rows that are refused or wait. `decision` says which
    value counts where both differ (FILE or HERE).
    """

    class Verdict(models.TextChoices):
        NEW = "NEW", "Baru"
        CHANGED = "CHANGED", "Berubah"
        UNCHANGED = "UNCHANGED", "Sama"
        REFUSED = "REFUSED", "Ditolak"
        WAITING = "WAITING", "Menunggu keputusan"

    class Decision(models.TextChoices):
        FILE = "FILE", "Pakai isi berkas"
        HERE = "HERE", "Pertahankan yang ada di noken"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.IntegerField()
    sheet = models.CharField(max_length=120, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict)
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    data = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    code = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=300, blank=True)
    cure = models.CharField(max_length=400, blank=True)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="import_row_once", fields=["run", "sheet", "number"]),
        ]

    def __str__(self) -> str:
        return f"baris {self.number}: {self.get_verdict_display()}"
