"""Files on their way in, how tables of a system are read, what was decided about lines."""

from django.db import models
from django.db.models import Q

from noken.devices.models.deliveries import Delivery


class Upload(models.Model):
    """A file between its preview and its being taken in. `stored_name` is its name on disk,
    "" once it is gone.

    `preview` is what was found on checking: counts, first lines that could not be read. It holds
    PINs and times, and is emptied when the file is taken in or dropped. `reading` says how a
    table is read; "" for an attlog.
    """

    class Kind(models.TextChoices):
        ATTLOG = "ATTLOG", "Berkas attlog"
        TABLE = "TABLE", "Berkas dari sistem lain"

    class State(models.TextChoices):
        MAPPING = "MAPPING", "Kolom belum dicocokkan"
        CHECKED = "CHECKED", "Siap dimuat"
        TAKEN = "TAKEN", "Dimuat"
        DROPPED = "DROPPED", "Dibatalkan"

    key = models.UUIDField(unique=True)
    recorder = models.ForeignKey("attendance.Recorder", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=8, choices=State)
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    stored_name = models.CharField(max_length=40, blank=True)
    reading = models.JSONField(default=dict)
    preview = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    uploaded_by_id = models.BigIntegerField(null=True)
    state_at = models.DateTimeField()
    delivery = models.OneToOneField(Delivery, models.PROTECT, null=True, related_name="upload")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="upload_taken_has_delivery",
                condition=Q(state="TAKEN") | Q(delivery__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"


class SourceMapping(models.Model):
    """How the tables of one outside system are read, as somebody chose it on the screen."""

    recorder = models.OneToOneField("attendance.Recorder", models.PROTECT, related_name="mapping")
    reading = models.JSONField()
    set_at = models.DateTimeField()
    set_by_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"kolom {self.recorder_id}"


class Settlement(models.Model):
    """What somebody decided about lines in quarantine, and why. The lines stay as they came.

    SHIFT counts them `days` earlier, TAKE as they are, DROP leaves them uncounted; `lines`
    is how many there were. `delivery` is the newest that brought any of them.
    """

    class Act(models.TextChoices):
        SHIFT = "SHIFT", "Digeser"
        TAKE = "TAKE", "Dihitung"
        DROP = "DROP", "Tidak dihitung"

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="settlements")
    act = models.CharField(max_length=8, choices=Act)
    reason = models.CharField(max_length=12)
    days = models.IntegerField(default=0)
    lines = models.IntegerField()
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="settlement_shift_has_days", condition=~Q(act="SHIFT") | Q(days__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.lines} baris"


class IgnoredPin(models.Model):
    """A PIN that is nobody's, such as a technician's: nobody is asked about its punches."""

    site = models.ForeignKey("attendance.Site", models.PROTECT, related_name="+")
    pin_key = models.CharField(max_length=32)
    why = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ignored_pin_once", fields=["site", "pin_key"]),
        ]

    def __str__(self) -> str:
        return self.pin_key
