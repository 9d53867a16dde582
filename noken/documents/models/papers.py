"""Official papers: what was issued under which number, and the proof that it is unchanged."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Paper(models.Model):
    """A sealed PDF as it left noken. Whom it is about, the area knows that had it issued.

    `number` is the register's, `code` the letters of the QR: random, so that papers cannot be
    walked through. `content_sha256` is of the facts set in it: the same facts are the same paper.
    Rows are added, never changed.
    """

    class Kind(models.TextChoices):
        """The kinds, with the words of the public check page."""

        PLAN = "PLAN", "Sasaran Kinerja Pegawai (SKP)"
        EVALUATION = "EVALUATION", "Formulir Evaluasi Kinerja Pegawai"
        EVALUATION_RECORD = "EVALUATION_RECORD", "Dokumen Evaluasi Kinerja Pegawai"
        OBJECTION_DECISION = "OBJECTION_DECISION", "Putusan atas keberatan"
        CREDIT_CONVERSION = "CREDIT_CONVERSION", "Konversi predikat kinerja ke angka kredit"
        DISCIPLINE_ORDER = "DISCIPLINE_ORDER", "Keputusan pembentukan tim pemeriksa"
        DISCIPLINE_SUMMONS = "DISCIPLINE_SUMMONS", "Surat panggilan"
        DISCIPLINE_MINUTES = "DISCIPLINE_MINUTES", "Berita acara pemeriksaan"
        DISCIPLINE_REPORT = "DISCIPLINE_REPORT", "Laporan hasil pemeriksaan"
        DISCIPLINE_RELEASE = "DISCIPLINE_RELEASE", "Keputusan pembebasan sementara dari tugas"
        DISCIPLINE_DECISION = "DISCIPLINE_DECISION", "Keputusan hukuman disiplin"
        DISCIPLINE_RECEIPT = "DISCIPLINE_RECEIPT", "Tanda terima keputusan"

    kind = models.CharField(max_length=20, choices=Kind)
    number = models.CharField(max_length=32, unique=True)
    code = models.CharField(max_length=12, unique=True)
    content_sha256 = models.BinaryField()
    sha256 = models.BinaryField()
    bytes = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    stored_name = models.CharField(max_length=32, unique=True)
    signer = models.CharField(max_length=200)
    certificate_sha256 = models.BinaryField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="documents_paper_once", fields=["kind", "content_sha256"]),
            models.CheckConstraint(
                name="documents_paper_sha256",
                condition=Q(
                    Exact(Length("sha256"), 32),
                    Exact(Length("content_sha256"), 32),
                    Exact(Length("certificate_sha256"), 32),
                ),
            ),
            models.CheckConstraint(
                name="documents_paper_name_is_random",
                condition=Q(stored_name__regex=r"^[0-9a-f]{32}$"),
            ),
            models.CheckConstraint(
                name="documents_paper_code", condition=Q(code__regex=r"^[0-9A-HJKMNP-TV-Z]{12}$")
            ),
            models.CheckConstraint(
                name="documents_paper_not_empty", condition=Q(bytes__gt=0, pages__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PaperSerial(models.Model):
    """The last number given in a year for a kind."""

    kind = models.CharField(max_length=20, choices=Paper.Kind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="documents_serial_once", fields=["kind", "year"])
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"
