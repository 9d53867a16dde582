"""Receipts, the keys that signed them, and the files that were taken in."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from noken.core.sealed import sealed


@sealed(but=("retired_at",))
class SigningKey(models.Model):
    """The public half of a key; the row outlives the private file: old receipts stay provable."""

    key_id = models.CharField(max_length=16, primary_key=True)
    public_key = models.BinaryField()
    first_used_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("public_key"), 32), name="documents_key_is_ed25519"
            ),
            models.CheckConstraint(
                condition=Exact(
                    F("key_id"),
                    Func(
                        Func(
                            Func(F("public_key"), function="sha256"),
                            models.Value("hex"),
                            function="encode",
                        ),
                        16,
                        function="left",
                        output_field=models.CharField(),
                    ),
                ),
                name="documents_key_id_is_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(retired_at__gte=F("first_used_at")),
                name="documents_key_retires_after_use",
            ),
        ]

    def __str__(self) -> str:
        return self.key_id


@sealed()
class Receipt(models.Model):
    """The answer to one submission, kept as long as the record and, as id and hash, after it.

    `key` is the client-made submission id; `form` is how the number is spelled and the text under
    the signature begins (of rules.receipts). Rows are added, never changed.
    """

    class Kind(models.TextChoices):
        """What may be submitted, with the words of the public check page."""

        REPORT = "REPORT", "Laporan kerja"
        REPORT_CORRECTION = "REPORT_CORRECTION", "Perbaikan laporan kerja"
        REPORT_WITHDRAWAL = "REPORT_WITHDRAWAL", "Penarikan laporan kerja"
        REPORT_REVIEW = "REPORT_REVIEW", "Keputusan atas laporan kerja"
        ATTACHMENT = "ATTACHMENT", "Lampiran"
        FEEDBACK = "FEEDBACK", "Umpan balik"
        FEEDBACK_REPLY = "FEEDBACK_REPLY", "Jawaban umpan balik"
        PLAN = "PLAN", "Pengajuan SKP"
        PLAN_DECISION = "PLAN_DECISION", "Keputusan atas SKP"
        PRESENCE = "PRESENCE", "Presensi"
        CORRECTION = "CORRECTION", "Koreksi kehadiran"
        LEAVE = "LEAVE", "Pengajuan cuti"
        LEAVE_CORRECTION = "LEAVE_CORRECTION", "Perbaikan pengajuan cuti"
        DUTY_LETTER = "DUTY_LETTER", "Surat tugas"
        SELF_ASSESSMENT = "SELF_ASSESSMENT", "Penilaian diri"
        OBJECTION = "OBJECTION", "Keberatan atas predikat kinerja"
        OBJECTION_ANSWER = "OBJECTION_ANSWER", "Jawaban penilai atas keberatan"
        OBJECTION_DECISION = "OBJECTION_DECISION", "Putusan keberatan"
        FINDING_REPLY = "FINDING_REPLY", "Keterangan atas temuan"
        CASE_REPLY = "CASE_REPLY", "Keterangan atas dugaan pelanggaran"
        CASE_APPEAL = "CASE_APPEAL", "Upaya administratif"

    key = models.UUIDField(primary_key=True)
    number = models.BinaryField(unique=True)
    form = models.SmallIntegerField(default=1, db_default=1)
    kind = models.CharField(max_length=32, choices=Kind.choices)
    content_sha256 = models.BinaryField()
    received_at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Exact(
                    Func(
                        F("key"),
                        function="uuid_extract_version",
                        output_field=models.SmallIntegerField(),
                    ),
                    7,
                ),
                name="documents_receipt_key_is_uuid7",
            ),
            models.CheckConstraint(
                condition=Exact(Length("number"), 16), name="documents_receipt_number_128_bits"
            ),
            models.CheckConstraint(
                condition=Q(form__in=(1, 2)), name="documents_receipt_form_is_known"
            ),
            models.CheckConstraint(
                condition=Exact(Length("content_sha256"), 32), name="documents_receipt_sha256"
            ),
            models.CheckConstraint(
                condition=Exact(Length("signature"), 64), name="documents_receipt_ed25519"
            ),
            models.CheckConstraint(
                condition=Q(kind__regex=r"^[A-Z][A-Z_]*$"), name="documents_receipt_kind_is_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class StoredFile(models.Model):
    """A file as noken keeps it. Whose it is, the area knows that owns the record it belongs to.

    `stored_name` is random; the name it came with is only shown (`display_name`), never a path.
    `look` tells in 64 bits what a photo looks like, so that the same one is known again after it
    was made smaller; None of PDFs, of plain pictures, and of photos taken in before it was kept.
    """

    class Kind(models.TextChoices):
        PHOTO = "PHOTO", "Foto"
        PDF = "PDF", "PDF"

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    sha256_sent = models.BinaryField()
    sha256_stored = models.BinaryField()
    bytes = models.PositiveIntegerField()
    width = models.PositiveSmallIntegerField(null=True)
    height = models.PositiveSmallIntegerField(null=True)
    look = models.BigIntegerField(null=True)
    stored_name = models.CharField(max_length=32, unique=True)
    display_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("sha256_sent"), 32) & Exact(Length("sha256_stored"), 32),
                name="documents_file_sha256",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="PHOTO",
                    width__isnull=False,
                    width__gt=0,
                    height__isnull=False,
                    height__gt=0,
                )
                | Q(kind="PDF", width__isnull=True, height__isnull=True),
                name="documents_file_photo_has_a_size",
            ),
            models.CheckConstraint(
                condition=Q(stored_name__regex=r"^[0-9a-f]{32}$"),
                name="documents_file_name_is_random",
            ),
            models.CheckConstraint(condition=Q(bytes__gt=0), name="documents_file_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
