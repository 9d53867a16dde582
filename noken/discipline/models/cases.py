"""A case: what is alleged, of whom, where it stands, and every step on the way."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from noken.core.sealed import sealed
from noken.organization.models import Employee, Unit


class Case(models.Model):
    """One matter against one person, from a finding or from a breach that was written down.

    `level` is what the matter may lead to at most. `unit` is the person's unit then. `status`
    repeats the newest step, changed only under the lock of the row. `asked_at` is when the person
    was last asked about a breach that was written down, `told_on` the proven notice of it and
    `reply_by` the last day to answer; findings were told and answered there, and of them alone all
    three stay None. A breach that is added is told and answered like the first. `examiner` examines
    alone (None: a team does, or nobody may) and `official` is competent, as worked out by the
    newest step or the newest change of who sits where: lists go by them, acts ask anew. `reason`
    says why it was dropped.
    """

    class Status(models.TextChoices):
        SUSPECTED = "SUSPECTED", "Dugaan dicatat"
        GUIDANCE_ONLY = "GUIDANCE_ONLY", "Diteruskan ke pembinaan"
        SUMMONED_1 = "SUMMONED_1", "Dipanggil pertama"
        SUMMONED_2 = "SUMMONED_2", "Dipanggil kedua"
        EXAMINED = "EXAMINED", "Sudah diperiksa"
        NO_SHOW = "NO_SHOW", "Tidak hadir setelah dua panggilan"
        REPORTED = "REPORTED", "Dilaporkan kepada pejabat berwenang"
        DECIDED = "DECIDED", "Keputusan ditetapkan"
        DELIVERED = "DELIVERED", "Keputusan disampaikan"
        APPEALED = "APPEALED", "Dalam upaya administratif"
        IN_FORCE = "IN_FORCE", "Keputusan berlaku"
        SERVED = "SERVED", "Selesai dijalani"
        DROPPED = "DROPPED", "Dihentikan"

    class Level(models.TextChoices):
        RINGAN = "RINGAN", "Ringan"
        SEDANG = "SEDANG", "Sedang"
        BERAT = "BERAT", "Berat"

    class Origin(models.TextChoices):
        FINDING = "FINDING", "Temuan"
        BREACH = "BREACH", "Dicatat atasan"

    class Way(models.TextChoices):
        OPENED = "OPENED", "Dibuka pegawai"
        PAPER = "PAPER", "Diserahkan di kertas"

    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="discipline_cases")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=8, choices=Origin)
    status = models.CharField(max_length=13, choices=Status, default=Status.SUSPECTED)
    level = models.CharField(max_length=8, choices=Level)
    breach = models.TextField()
    article = models.CharField(max_length=500)
    source = models.CharField(max_length=1000)
    place = models.CharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField()
    opened_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    told_on = models.DateField(null=True)
    told_way = models.CharField(max_length=8, choices=Way, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    reply_by = models.DateField(null=True)
    examiner = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    official = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_number_once", fields=["year", "serial"]),
            models.CheckConstraint(
                name="case_not_by_the_person", condition=~Q(opened_by=F("employee"))
            ),
            models.CheckConstraint(
                name="case_not_decided_by_the_person",
                condition=Q(official__isnull=True) | ~Q(official=F("employee")),
            ),
            models.CheckConstraint(name="case_says_what", condition=~Q(breach="") & ~Q(source="")),
            models.CheckConstraint(name="case_days", condition=Q(last_on__gte=F("first_on"))),
            models.CheckConstraint(
                name="case_breach_told_before_it_burdens",
                condition=Q(asked_at__isnull=True)
                | Q(told_on__isnull=False, reply_by__isnull=False)
                | Q(status__in=["SUSPECTED", "GUIDANCE_ONLY", "DROPPED"]),
            ),
            models.CheckConstraint(
                name="case_paper_has_witness", condition=~Q(told_way="PAPER") | ~Q(witness="")
            ),
            models.CheckConstraint(
                name="case_stopped_with_reason",
                condition=~Q(status__in=["DROPPED", "GUIDANCE_ONLY"]) | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(name="case_of_employee", fields=["employee", "-opened_at"]),
            models.Index(name="case_by_status", fields=["status", "moved_at"]),
            models.Index(name="case_of_official", fields=["official", "status"]),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("discipline:case", args=[self.number])

    @property
    def number(self) -> str:
        """The number in letters and addresses."""
        return f"D-{self.year}-{self.serial:04d}"


class CaseFinding(models.Model):
    """A finding the case rests on, as it counted when it joined; `sanction` the rung."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="findings")
    finding_id = models.BigIntegerField()
    number = models.CharField(max_length=16)
    code = models.CharField(max_length=12)
    counted = models.DecimalField(max_digits=10, decimal_places=2)
    sanction = models.CharField(max_length=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_finding_once", fields=["case", "finding_id"]),
            models.CheckConstraint(name="case_finding_counts", condition=Q(counted__gt=0)),
        ]
        indexes = [models.Index(name="case_by_finding", fields=["finding_id"])]

    def __str__(self) -> str:
        return self.number


@sealed()
class Reply(models.Model):
    """What the person says to a breach that was written down; append-only, id by the client."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="replies")
    text = models.TextField()
    companion = models.CharField(max_length=120, blank=True)
    is_late = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="case_reply_not_empty", condition=~Q(text=""))]
        indexes = [models.Index(name="case_reply_of", fields=["case", "at"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"


@sealed()
class CaseStep(models.Model):
    """One act in a case, in order, with the state it led to; append-only."""

    class Kind(models.TextChoices):
        OPENED = "OPENED", "Dugaan dicatat"
        TOLD = "TOLD", "Diberitahukan kepada pegawai"
        REPLIED = "REPLIED", "Pegawai memberi keterangan"
        TEAM = "TEAM", "Tim pemeriksa dibentuk"
        SUMMONED = "SUMMONED", "Panggilan dibuat"
        SERVED_ON = "SERVED_ON", "Panggilan diterima pegawai"
        EXCUSED = "EXCUSED", "Pegawai menyampaikan alasan berhalangan"
        WEIGHED = "WEIGHED", "Alasan berhalangan tidak diterima"
        RELEASED = "RELEASED", "Dibebaskan sementara dari tugas jabatan"
        HEARD = "HEARD", "Diperiksa, berita acara dibuat"
        NO_SHOW = "NO_SHOW", "Tidak hadir setelah dua panggilan"
        REPORTED = "REPORTED", "Laporan hasil pemeriksaan disampaikan"
        DRAFTED = "DRAFTED", "Konsep keputusan disusun"
        RETURNED = "RETURNED", "Konsep keputusan dikembalikan"
        DECIDED = "DECIDED", "Keputusan ditetapkan"
        CALLED = "CALLED", "Dipanggil menerima keputusan"
        DELIVERED = "DELIVERED", "Keputusan disampaikan"
        APPEALED = "APPEALED", "Upaya administratif diajukan"
        ANSWERED = "ANSWERED", "Tanggapan pejabat dicatat"
        SETTLED = "SETTLED", "Upaya administratif diputus"
        IN_FORCE = "IN_FORCE", "Keputusan berlaku"
        SERVED = "SERVED", "Selesai dijalani"
        DROPPED = "DROPPED", "Dihentikan"
        GUIDANCE = "GUIDANCE", "Diteruskan ke pembinaan"
        MOVED = "MOVED", "Waktu pegawai diperpanjang"
        JOINED = "JOINED", "Temuan ditambahkan"
        ACCUSED = "ACCUSED", "Dugaan lain ditambahkan"

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    status = models.CharField(max_length=13, choices=Case.Status)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="case_step_of", fields=["case", "at", "id"])]

    def __str__(self) -> str:
        return self.get_kind_display()


@sealed(but=("paper_id",))
class Letter(models.Model):
    """A letter of a case. `about_id` is the row it is made from (summons, hearing, decision, …).

    `number` is that of the agency's register, "" for a record without one. `paper_id` names the
    sealed PDF in documents; None until it was made.
    """

    class Kind(models.TextChoices):
        ORDER = "ORDER", "Keputusan pembentukan tim pemeriksa"
        SUMMONS_1 = "SUMMONS_1", "Surat panggilan I"
        SUMMONS_2 = "SUMMONS_2", "Surat panggilan II"
        BAP = "BAP", "Berita acara pemeriksaan"
        REPORT = "REPORT", "Laporan hasil pemeriksaan"
        RELEASE = "RELEASE", "Keputusan pembebasan sementara dari tugas jabatan"
        DECISION = "DECISION", "Keputusan hukuman disiplin"
        CALL = "CALL", "Surat panggilan menerima keputusan"
        RECEIPT = "RECEIPT", "Tanda terima keputusan"

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind)
    about_id = models.BigIntegerField()
    number = models.CharField(max_length=80, blank=True)
    on = models.DateField()
    paper_id = models.BigIntegerField(null=True)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_letter_once", fields=["case", "kind", "about_id"]),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
