"""What the inspectorate reminded officials of."""

from django.db import models

from noken.organization.models import Employee


class Reminder(models.Model):
    """One official, one kind of thing left undone, one day: `count` things, the oldest `days`
    working days late."""

    class Kind(models.TextChoices):
        REPLY = "REPLY", "Memutus keterangan pegawai"
        CASE = "CASE", "Memanggil dan memeriksa"
        DECIDE = "DECIDE", "Memutus perkara disiplin"
        KEEP = "KEEP", "Menyiapkan keputusan disiplin"
        REPORT = "REPORT", "Meninjau laporan kerja"
        PAPER = "PAPER", "Menyerahkan pemberitahuan di kertas"
        SHEET = "SHEET", "Menilai kinerja bawahan"

    official = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    day = models.DateField()
    count = models.PositiveIntegerField()
    days = models.PositiveIntegerField()
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reminder_once_a_day", fields=["official", "kind", "day"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"
