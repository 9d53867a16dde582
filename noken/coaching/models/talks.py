"""A coaching talk: what both saw beforehand, what each wrote, what they agreed, what came of it."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from noken.core.sealed import sealed
from noken.organization.models import Employee


@sealed(fixed=("employee", "coach", "status", "word", "outcome", "why_ended"), once="ended_at")
class Talk(models.Model):
    """One session of two people. `id` is made by the client (UUIDv7); `coach` is the superior.

    `series` is the id of the first session of a row of them, `number` its place in it. `held_on`
    is the day they spoke, `offered_at` when the agreements were put to the person; when it counts
    as held says `queries.took`. `word` is what the person says came of it, before the coach's
    `outcome`; from `alone_on` the coach may record one without it. `why_ended` and everything that
    hangs on a talk is read by these two alone.
    `forgotten_at`: from then on the coach sees only that it took place.
    """

    class Status(models.TextChoices):
        ASKED = "ASKED", "Diminta pegawai"
        AGENDA = "AGENDA", "Agenda"
        TALKING = "TALKING", "Sedang bicara"
        OFFERED = "OFFERED", "Menunggu persetujuan pegawai"
        AGREED = "AGREED", "Disepakati, menunggu cek"
        DONE = "DONE", "Selesai"
        ENDED = "ENDED", "Dihentikan"

    class Outcome(models.TextChoices):
        IMPROVED = "IMPROVED", "Membaik, selesai"
        PARTLY = "PARTLY", "Sebagian, lanjut satu sesi"
        NOT_YET = "NOT_YET", "Belum, perlu langkah lain"

    class Word(models.TextChoices):
        IMPROVED = "IMPROVED", "Membantu"
        PARTLY = "PARTLY", "Membantu sebagian"
        NOT_YET = "NOT_YET", "Belum membantu"

    class Measure(models.TextChoices):
        NONE = "", "Tidak ada angka yang diikuti"
        LATE = "LATE", "Menit terlambat dan pulang cepat per pekan"
        REPORTS = "REPORTS", "Hari dengan laporan per pekan"

    OPEN = (Status.ASKED, Status.AGENDA, Status.TALKING, Status.OFFERED, Status.AGREED)

    id = models.UUIDField(primary_key=True)
    series = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="talks")
    coach = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status)
    meet_on = models.DateField(null=True)
    meet_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    measure = models.CharField(max_length=8, choices=Measure, blank=True)
    held_on = models.DateField(null=True)
    offered_at = models.DateTimeField(null=True)
    check_on = models.DateField(null=True)
    agreed_at = models.DateTimeField(null=True)
    alone_on = models.DateField(null=True)
    word = models.CharField(max_length=8, choices=Word, blank=True)
    word_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=500, blank=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="talk_one_open_of_two",
                fields=["employee", "coach"],
                condition=~Q(status__in=["DONE", "ENDED"]),
            ),
            models.UniqueConstraint(name="talk_place_in_series", fields=["series", "number"]),
            models.CheckConstraint(name="talk_of_two", condition=~Q(employee=F("coach"))),
            models.CheckConstraint(
                name="talk_has_day",
                condition=Q(status__in=["ASKED", "ENDED"])
                | Q(meet_on__isnull=False, meet_at__isnull=False),
            ),
            models.CheckConstraint(
                name="talk_agreed_by_person",
                condition=~Q(status__in=["AGREED", "DONE"])
                | Q(offered_at__isnull=False, agreed_at__isnull=False, held_on__isnull=False),
            ),
            models.CheckConstraint(
                name="talk_agreed_waits_for_word",
                condition=~Q(status="AGREED") | Q(alone_on__gt=F("check_on")),
            ),
            models.CheckConstraint(
                name="talk_checked_within_three_weeks",
                condition=Q(check_on__isnull=True)
                | Q(check_on__gt=F("held_on"), check_on__lte=F("held_on") + timedelta(21)),
            ),
            models.CheckConstraint(
                name="talk_word_has_time",
                condition=Q(word="", word_at__isnull=True)
                | ~Q(word="") & Q(word_at__isnull=False, status__in=["AGREED", "DONE"]),
            ),
            models.CheckConstraint(
                name="talk_done_has_outcome",
                condition=Q(status="DONE", ended_at__isnull=False) & ~Q(outcome="")
                | ~Q(status="DONE") & Q(outcome=""),
            ),
        ]
        indexes = [
            models.Index(name="talk_of_employee", fields=["employee", "held_on"]),
            models.Index(name="talk_of_coach", fields=["coach", "status"]),
        ]

    def __str__(self) -> str:
        return f"sesi {self.number} {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("coaching:talk", args=[self.pk])


class SharedFact(models.Model):
    """Something both may read before they speak, worded as it stood when it was chosen."""

    class Kind(models.TextChoices):
        ATTENDANCE = "ATTENDANCE", "Presensi"
        FINDING = "FINDING", "Temuan"
        WORK = "WORK", "Hasil kerja"
        REPORTS = "REPORTS", "Laporan"
        WORDS = "WORDS", "Ditulis atasan"

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="facts")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    is_good = models.BooleanField()
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=200, blank=True)
    pinned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="shared_fact_order", fields=["talk", "order"]),
            models.CheckConstraint(name="shared_fact_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class TalkNote(models.Model):
    """What one of the two writes: `draft` is read by its writer, `shared` by both."""

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="notes")
    writer = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    draft = models.TextField(blank=True)
    draft_at = models.DateTimeField(null=True)
    shared = models.TextField(blank=True)
    shared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="talk_note_one_each", fields=["talk", "writer"]),
        ]

    def __str__(self) -> str:
        return "catatan"


class Agreement(models.Model):
    """One change the two agree on: who, what, until when, seen in what."""

    class Side(models.TextChoices):
        EMPLOYEE = "EMPLOYEE", "Pegawai"
        COACH = "COACH", "Atasan"

    class Kind(models.TextChoices):
        TIME = "TIME", "Jam dan jadwal"
        TASK = "TASK", "Tugas dan target dibagi ulang"
        HELP = "HELP", "Pendampingan atasan atau rekan"
        LEARN = "LEARN", "Belajar dan pelatihan"
        TOOL = "TOOL", "Sarana dan bahan"
        WORD = "WORD", "Kabar dan komunikasi"
        OTHER = "OTHER", "Lainnya"

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="agreements")
    order = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=8, choices=Side)
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.CharField(max_length=300)
    until_on = models.DateField()
    measured_by = models.CharField(max_length=120)
    added_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="agreement_order", fields=["talk", "order"]),
            models.CheckConstraint(
                name="agreement_is_whole", condition=~Q(text="") & ~Q(measured_by="")
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
