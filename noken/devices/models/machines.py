"""A registered machine, how it fares, and the closed list of what may be asked of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from noken.devices.models.deliveries import Delivery


class Device(models.Model):
    """A machine that speaks to us. Its name, site and punches hang on its recorder.

    The serial is printed on the case: it names, it does not prove. `networks` are the addresses
    (CIDR) it may come from; none means any. `home` is the network of its first poll: until it is
    fenced, only from there it is given commands and believed about itself. `key_hash` is set when
    a comm key is wanted; `fenced_at` when BKPSDM said that networks or key are right;
    `key_shown_at`, `key_address` tell when and from where it last came.
    `drift_seconds` is how far its clock runs ahead, `clock_witness` the PIN whose row said so.
    `online_since` begins the span in which it was never away for long. Its keepers were told of
    alarms until `alarms_told_at`, and have seen those until `alarms_seen_at`. `ask_from_start`
    asks it once for everything it holds.
    """

    class State(models.TextChoices):
        PENDING = "PENDING", "Menunggu persetujuan"
        ACTIVE = "ACTIVE", "Aktif"
        RETIRED = "RETIRED", "Dipensiunkan"

    class Ack(models.TextChoices):
        COUNT = "COUNT", "OK dengan jumlah baris"
        PLAIN = "PLAIN", "OK saja"

    class Branch(models.TextChoices):
        ATTENDANCE = "ATT", "Presensi"
        ACCESS = "ACC", "Kontrol pintu"

    recorder = models.OneToOneField("attendance.Recorder", models.PROTECT, related_name="device")
    serial = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    ack = models.CharField(max_length=8, choices=Ack, default=Ack.COUNT)
    one_for_empty = models.BooleanField(default=False)
    branch = models.CharField(max_length=4, choices=Branch, default=Branch.ATTENDANCE)
    networks = ArrayField(models.CharField(max_length=43), default=list, blank=True)
    key_hash = models.CharField(max_length=160, blank=True)
    key_shown_at = models.DateTimeField(null=True)
    key_address = models.GenericIPAddressField(null=True)
    home = models.CharField(max_length=43, blank=True)
    fenced_at = models.DateTimeField(null=True)
    fenced_by_id = models.BigIntegerField(null=True)
    registry_code = models.CharField(max_length=32)
    session_id = models.CharField(max_length=64)

    first_seen_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)
    online_since = models.DateTimeField(null=True)
    last_address = models.GenericIPAddressField(null=True)
    last_rows_at = models.DateTimeField(null=True)
    last_stamp = models.CharField(max_length=20, default="0")
    last_op_stamp = models.CharField(max_length=20, default="0")
    ask_from_start = models.BooleanField(default=False)
    drift_seconds = models.IntegerField(null=True)
    drift_at = models.DateTimeField(null=True)
    clock_witness = models.CharField(max_length=24, blank=True)
    clock_sent_at = models.DateTimeField(null=True)

    maker = models.CharField(max_length=60, blank=True)
    firmware = models.CharField(max_length=60, blank=True)
    push_version = models.CharField(max_length=20, blank=True)
    users_count = models.IntegerField(null=True)
    records_count = models.IntegerField(null=True)
    info_at = models.DateTimeField(null=True)
    missing_count = models.IntegerField(default=0)
    alarms_told_at = models.DateTimeField(null=True)
    alarms_seen_at = models.DateTimeField(null=True)
    alarms_seen_by_id = models.BigIntegerField(null=True)

    registered_at = models.DateTimeField()
    registered_by_id = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="device_serial_shape", condition=Q(serial__regex=r"^[A-Za-z0-9_-]{4,32}$")
            ),
            models.CheckConstraint(
                name="device_active_is_approved",
                condition=~Q(state="ACTIVE") | Q(approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def is_open(self) -> bool:
        """Whoever reaches noken can speak for it, as far as BKPSDM has said."""
        return self.fenced_at is None


class HalfDay(models.Model):
    """How a machine fared in twelve hours of its site, beginning at `start_at`."""

    device = models.ForeignKey(Device, models.PROTECT, related_name="half_days")
    start_at = models.DateTimeField()
    contacts = models.IntegerField(default=0)
    rows = models.IntegerField(default=0)
    bad = models.IntegerField(default=0)
    drift_seconds = models.IntegerField(null=True)
    silent_minutes = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="half_day_once", fields=["device", "start_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.start_at:%Y-%m-%d %H:%M}"


class Command(models.Model):
    """One thing asked of a machine, out of a closed list. Deleting a person needs two people."""

    class Verb(models.TextChoices):
        INFO = "INFO", "Minta keterangan"
        CHECK = "CHECK", "Periksa pengaturan"
        LOG = "LOG", "Minta baris baru"
        CLOCK = "CLOCK", "Setel jam mesin"
        QUERY = "QUERY", "Minta ulang catatan satu hari"
        COUNT = "COUNT", "Hitung catatan satu hari"
        WRITE_USER = "WRITE_USER", "Tulis nama di mesin"
        DELETE_USER = "DELETE_USER", "Hapus orang dari mesin"
        REBOOT = "REBOOT", "Nyalakan ulang mesin"

    class State(models.TextChoices):
        PROPOSED = "PROPOSED", "Menunggu orang kedua"
        WAITING = "WAITING", "Menunggu mesin"
        SENT = "SENT", "Terkirim"
        DONE = "DONE", "Selesai"
        FAILED = "FAILED", "Ditolak mesin"
        GIVEN_UP = "GIVEN_UP", "Tidak dijawab"
        WITHDRAWN = "WITHDRAWN", "Dibatalkan"

    device = models.ForeignKey(Device, models.PROTECT, related_name="commands")
    verb = models.CharField(max_length=12, choices=Verb)
    pin = models.CharField(max_length=24, blank=True)
    name = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    second_by_id = models.BigIntegerField(null=True)
    second_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    times_sent = models.SmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    result = models.IntegerField(null=True)
    count = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="command_delete_by_two",
                condition=~Q(verb="DELETE_USER")
                | Q(state__in=["PROPOSED", "WITHDRAWN"])
                | Q(second_by_id__isnull=False) & ~Q(second_by_id=F("asked_by_id")),
            ),
        ]
        indexes = [
            models.Index(
                name="command_open",
                fields=["device", "id"],
                condition=Q(state__in=["WAITING", "SENT"]),
            ),
        ]

    def __str__(self) -> str:
        return self.get_verb_display()


class DeviceEvent(models.Model):
    """Something a machine told, or was noticed about it, that is no punch. `alarm`: look at it.

    `told_at` is the moment by the machine's clock, `at` when we heard of it.
    """

    class Kind(models.TextChoices):
        OPERATION = "OPERATION", "Tindakan di mesin"
        DOOR = "DOOR", "Kejadian pintu"
        WRONG_KEY = "WRONG_KEY", "Kunci komunikasi tidak cocok"
        NO_KEY = "NO_KEY", "Permintaan tanpa kunci"
        WRONG_NETWORK = "WRONG_NETWORK", "Alamat di luar jaringan yang diizinkan"
        ELSEWHERE = "ELSEWHERE", "Menyapa dari alamat lain"
        UNKNOWN_TABLE = "UNKNOWN_TABLE", "Jenis kiriman yang belum dikenal"
        CLOCK = "CLOCK", "Jam mesin menyimpang"
        ZONE = "ZONE", "Zona waktu mesin berbeda"
        DROPPED = "DROPPED", "Data biometrik dibuang"
        CUT = "CUT", "Kiriman terpotong"
        MISSING = "MISSING", "Catatan belum masuk"
        UNSENT = "UNSENT", "Catatan yang tidak dikirim mesin"
        OTHER = "OTHER", "Lainnya"

    device = models.ForeignKey(Device, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=16, choices=Kind)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    code = models.IntegerField(null=True)
    operator = models.CharField(max_length=24, blank=True)
    text = models.CharField(max_length=200, blank=True)
    alarm = models.BooleanField(default=False)
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="events")

    class Meta:
        constraints = [
            # A machine sends its list of operations again: each stands here once.
            models.UniqueConstraint(
                name="device_event_once",
                fields=["device", "kind", "told_at", "code", "operator", "text"],
                condition=Q(told_at__isnull=False),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(name="device_event_at", fields=["device", "-at"]),
            models.Index(
                name="device_event_alarm", fields=["device", "at"], condition=Q(alarm=True)
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Fault(models.Model):
    """A span in which a machine could not be relied on; open while `end_at` is empty.

    `disruption_id` names the disruption of the calendar that shields the people of its unit;
    `shielded_until` is how far that one has been made to follow.
    """

    class Kind(models.TextChoices):
        SILENT = "SILENT", "Mesin diam"
        CLOCK = "CLOCK", "Jam mesin diragukan"

    device = models.ForeignKey(Device, models.PROTECT, related_name="faults")
    kind = models.CharField(max_length=8, choices=Kind)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField(null=True)
    disruption_id = models.BigIntegerField(null=True)
    shielded_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="fault_one_open", fields=["device", "kind"], condition=Q(end_at=None)
            ),
            models.CheckConstraint(
                name="fault_ends_after_start",
                condition=Q(end_at=None) | Q(end_at__gt=F("start_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class DeviceUser(models.Model):
    """The name a machine shows for a PIN: a hint for whoever assigns PINs to people."""

    site = models.ForeignKey("attendance.Site", models.PROTECT, related_name="+")
    pin_key = models.CharField(max_length=24)
    name = models.CharField(max_length=60)
    told_by = models.ForeignKey(Device, models.PROTECT, null=True, related_name="users")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="device_user_once", fields=["site", "pin_key"]),
        ]

    def __str__(self) -> str:
        return f"{self.pin_key} {self.name}"


class UnknownSerial(models.Model):
    """A machine that knocked and is not registered; the newest thousand are remembered."""

    serial = models.CharField(max_length=32, unique=True)
    address = models.GenericIPAddressField(null=True)
    count = models.IntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.serial
