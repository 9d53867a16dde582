"""Checking in without a machine: offices and their screens, phones, claims, entries by hand.

What counts as a presence is a punch of attendance; these rows say how it came about. A claim is
never changed, except that its exact point and its photo are erased when their time is over.
"""

from django.db import models
from django.db.models import F, Q

from noken.checkin.rules.entries import Cause
from noken.organization.models import Employee


class OfficePlace(models.Model):
    """Where a site is: inside is nearer than `radius_m`. `photo_per_mille` of the claims by place
    alone are asked for a photo."""

    site = models.OneToOneField("attendance.Site", models.PROTECT, related_name="place")
    latitude = models.DecimalField(max_digits=9, decimal_places=6)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)
    radius_m = models.PositiveSmallIntegerField()
    photo_per_mille = models.PositiveSmallIntegerField(default=20)
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="checkin_place_on_earth",
                condition=Q(latitude__gte=-90, latitude__lte=90)
                & Q(longitude__gte=-180, longitude__lte=180),
            ),
            models.CheckConstraint(
                name="checkin_place_shares", condition=Q(photo_per_mille__lte=1000)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude} ± {self.radius_m} m"


class Screen(models.Model):
    """A tablet or cheap screen that shows the rotating code of a site.

    It is paired once with a word the administrator reads out (`pairing_hash`, valid until
    `pairing_until`), and known afterwards by the secret in its cookie (`token_hash`).
    """

    site = models.ForeignKey("attendance.Site", models.PROTECT, related_name="screens")
    name = models.CharField(max_length=80)
    pairing_hash = models.CharField(max_length=64, blank=True)
    pairing_until = models.DateTimeField(null=True)
    token_hash = models.CharField(max_length=64, blank=True)
    registered_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    paired_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="checkin_screen_token", fields=["token_hash"], condition=~Q(token_hash="")
            ),
            models.UniqueConstraint(
                name="checkin_screen_pairing",
                fields=["pairing_hash"],
                condition=~Q(pairing_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScreenKey(models.Model):
    """The secret of a screen's codes, with its time. An old key still shows what was seen then."""

    screen = models.ForeignKey(Screen, models.CASCADE, related_name="keys")
    key = models.BinaryField()
    start_at = models.DateTimeField()
    end_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="checkin_one_key_in_force", fields=["screen"], condition=Q(end_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"kunci layar {self.screen_id}"


class Phone(models.Model):
    """The public half of a key that stays in a person's browser. One in use for each person."""

    class State(models.TextChoices):
        WAITING = "WAITING", "Menunggu dipastikan"
        ACTIVE = "ACTIVE", "Terdaftar"
        REFUSED = "REFUSED", "Ditolak"
        ENDED = "ENDED", "Tidak dipakai lagi"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="phones")
    public_key = models.BinaryField()
    fingerprint = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=State)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="checkin_one_phone", fields=["employee"], condition=Q(state="ACTIVE")
            ),
            models.UniqueConstraint(
                name="checkin_one_phone_asked", fields=["employee"], condition=Q(state="WAITING")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PersonalCode(models.Model):
    """What a person types on the office's own screen; only its hash is kept."""

    employee = models.OneToOneField(Employee, models.PROTECT, related_name="personal_code")
    code_hash = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"kode pribadi {self.employee_id}"


class WrongTry(models.Model):
    """A code that was wrong, so that nobody can go on guessing. Erased after a day."""

    employee = models.ForeignKey(Employee, models.CASCADE, null=True, related_name="+")
    screen = models.ForeignKey(Screen, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="checkin_try_at", fields=["at"])]

    def __str__(self) -> str:
        return f"salah {self.at:%H:%M}"


class Claim(models.Model):
    """Somebody says "I am here". `id` is the submission id made by the client (UUIDv7).

    `at` is what counts as the time, `claimed_at` the phone's clock, `received_at` the server's.
    Point and accuracy are erased after 90 days; distance and inside or outside stay.
    """

    class Way(models.TextChoices):
        QR = "QR", "Kode QR kantor"
        TYPED = "TYPED", "Kode angka kantor"
        SCREEN = "SCREEN", "Layar kantor"
        PLACE = "PLACE", "Tempat"
        STATEMENT = "STATEMENT", "Pernyataan sendiri"

    id = models.UUIDField(primary_key=True)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="claims")
    site = models.ForeignKey("attendance.Site", models.PROTECT, related_name="claims")
    screen = models.ForeignKey(Screen, models.PROTECT, null=True, related_name="claims")
    step = models.BigIntegerField(null=True)
    way = models.CharField(max_length=12, choices=Way)
    at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    grade = models.PositiveSmallIntegerField()
    inside = models.BooleanField(null=True)
    distance_m = models.PositiveIntegerField(null=True)
    accuracy_m = models.PositiveIntegerField(null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    phone = models.ForeignKey(Phone, models.PROTECT, null=True, related_name="claims")
    photo_asked = models.BooleanField(default=False)
    photo_id = models.UUIDField(null=True, unique=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="checkin_claim_grade", condition=Q(grade__in=(2, 3, 4))),
            models.CheckConstraint(
                name="checkin_point_whole",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="checkin_claim_person", fields=["employee", "-at"]),
            models.Index(
                name="checkin_claim_point",
                fields=["at"],
                condition=Q(latitude__isnull=False),
            ),
            models.Index(
                name="checkin_claim_photo",
                fields=["received_at"],
                condition=Q(photo_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.at:%Y-%m-%d %H:%M}"


class ManualEntry(models.Model):
    """A presence that waits for a second person. A claim of grade 4 is one, entered by oneself."""

    class State(models.TextChoices):
        WAITING = "WAITING", "Menunggu diperiksa"
        VERIFIED = "VERIFIED", "Dibenarkan"
        REJECTED = "REJECTED", "Tidak dibenarkan"
        VOIDED = "VOIDED", "Ditarik"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="manual_entries")
    site = models.ForeignKey("attendance.Site", models.PROTECT, related_name="manual_entries")
    claim = models.OneToOneField(Claim, models.PROTECT, null=True, related_name="entry")
    at = models.DateTimeField()
    cause = models.CharField(max_length=8, choices=[(cause.value, cause.value) for cause in Cause])
    reason = models.CharField(max_length=300)
    entered_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)
    withdrawn_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="checkin_entry_once",
                fields=["employee", "site", "at"],
                condition=~Q(state="REJECTED"),
            ),
            models.CheckConstraint(
                name="checkin_two_people",
                condition=Q(decided_by__isnull=True)
                | (~Q(decided_by=F("entered_by")) & ~Q(decided_by=F("employee"))),
            ),
            models.CheckConstraint(
                name="checkin_decided_whole",
                condition=Q(state="WAITING", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="WAITING") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="checkin_withdrawn_whole",
                condition=(
                    Q(state="VOIDED", withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~Q(note="")
                    & ~Q(withdrawn_by=F("employee"))
                )
                | (~Q(state="VOIDED") & Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                name="checkin_entry_waiting", fields=["employee"], condition=Q(state="WAITING")
            ),
            models.Index(name="checkin_entry_by", fields=["entered_by", "-entered_at"]),
        ]

    def __str__(self) -> str:
        return f"manual {self.at:%Y-%m-%d %H:%M}"


class PresenceCheck(models.Model):
    """A claim picked by chance: the superior says whether the person was in the office."""

    class Answer(models.TextChoices):
        YES = "YES", "Ya, ada di kantor"
        NO = "NO", "Tidak ada di kantor"
        UNSEEN = "UNSEEN", "Saya tidak melihat"

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="presence_check")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="checkin_answer_whole",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(name="checkin_check_open", fields=["employee"], condition=Q(answer="")),
        ]

    def __str__(self) -> str:
        return f"uji petik {self.asked_at:%Y-%m-%d}"


class Examination(models.Model):
    """What came of looking at a pattern: nothing but a sentence, so that it is not asked twice."""

    pattern = models.CharField(max_length=16)
    key = models.CharField(max_length=120)
    finding = models.CharField(max_length=16)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="checkin_examined_once", fields=["pattern", "key"]),
        ]

    def __str__(self) -> str:
        return f"{self.pattern} {self.key}"
