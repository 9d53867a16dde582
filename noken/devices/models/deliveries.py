"""What came in one piece, from a machine or in a file, and the lines of it that were not taken."""

from django.db import models


class Delivery(models.Model):
    """One request with data, or one file. `id` is UUIDv7; punches point at it.

    `raw` is the body, compressed, after biometrics, passwords and card numbers were taken out;
    `sha256` is that of the body as it came. `rows` counts every line that is not empty;
    `rows_dropped` those of which nothing but the count is kept.
    """

    class Source(models.TextChoices):
        PUSH = "PUSH", "Kiriman mesin"
        FILE = "FILE", "Berkas attlog"
        TABLE = "TABLE", "Berkas dari sistem lain"

    id = models.UUIDField(primary_key=True)
    recorder = models.ForeignKey("attendance.Recorder", models.PROTECT, related_name="deliveries")
    source = models.CharField(max_length=8, choices=Source)
    table = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.IntegerField()
    raw = models.BinaryField(null=True)
    rows = models.IntegerField(default=0)
    rows_new = models.IntegerField(default=0)
    rows_known = models.IntegerField(default=0)
    rows_bad = models.IntegerField(default=0)
    rows_dropped = models.IntegerField(default=0)
    cut = models.BooleanField(default=False)
    by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(name="delivery_recorder", fields=["recorder", "-received_at"]),
            models.Index(name="delivery_received", fields=["received_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.received_at:%Y-%m-%d %H:%M}"


class BadLine(models.Model):
    """A line that could not be taken, with its place in the delivery and why.

    `pin_key` and `told_at` (the moment by the site's clock) are known of lines that could be read.
    """

    class Reason(models.TextChoices):
        NO_PIN = "NO_PIN", "PIN kosong"
        BAD_PIN = "BAD_PIN", "PIN bukan angka atau huruf"
        NO_TIME = "NO_TIME", "Tidak ada waktu yang terbaca"
        BAD_TIME = "BAD_TIME", "Tanggal atau jam yang tidak ada"
        FUTURE = "FUTURE", "Tanggal di masa depan"
        OLD = "OLD", "Tanggal lebih dari sepuluh tahun lalu"
        LATE = "LATE", "Baris lama yang baru dikirim"
        TWIN = "TWIN", "Kembar dengan unggahan lain"
        UNREADABLE = "UNREADABLE", "Tidak terbaca"

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="bad_lines")
    line_no = models.IntegerField()
    text = models.CharField(max_length=500)
    reason = models.CharField(max_length=12, choices=Reason)
    pin_key = models.CharField(max_length=24, blank=True)
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.BigIntegerField(null=True)
    settlement = models.ForeignKey(
        "devices.Settlement", models.PROTECT, null=True, related_name="settled"
    )

    class Meta:
        constraints = [
            # A row of a table may hold several times, each of them a line here.
            models.UniqueConstraint(
                name="bad_line_once",
                fields=["delivery", "line_no", "pin_key", "told_at"],
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                name="bad_line_open", fields=["delivery"], condition=models.Q(settled_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"baris {self.line_no}: {self.get_reason_display()}"
