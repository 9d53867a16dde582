"""Where punches come from: sites and the recorders that stand in them."""

from django.conf import settings
from django.db import models


def local_zone() -> str:
    """The zone of the region, for a site that says no other."""
    return settings.TIME_ZONE


class Site(models.Model):
    """A place with machines. A PIN is one person's within a site; its clock is the machines'."""

    name = models.CharField(max_length=120)
    unit = models.ForeignKey("organization.Unit", models.PROTECT, related_name="+")
    timezone = models.CharField(max_length=40, default=local_zone)

    class Meta:
        constraints = [models.UniqueConstraint(name="site_unique", fields=["unit", "name"])]

    def __str__(self) -> str:
        return self.name


class Recorder(models.Model):
    """Whatever writes punches: a machine (its USB file too), a file of another system, a code.

    `grade` is the grade of its evidence: 1 a registered machine, 2 the office code, 3 a place,
    4 a statement that somebody confirms.
    """

    class Kind(models.TextChoices):
        DEVICE = "DEVICE", "Mesin presensi"
        FILE = "FILE", "Berkas sistem lain"
        CODE = "CODE", "Kode kantor"
        PLACE = "PLACE", "Tempat terdaftar"
        MANUAL = "MANUAL", "Dicatat dengan alasan"

    site = models.ForeignKey(Site, models.PROTECT, related_name="recorders")
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=120)
    grade = models.PositiveSmallIntegerField()
    clock_doubtful = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="recorder_unique", fields=["site", "kind", "name"]),
            models.UniqueConstraint(
                name="recorder_one_per_site",
                fields=["site", "kind"],
                condition=models.Q(kind__in=["CODE", "PLACE", "MANUAL"]),
            ),
            models.CheckConstraint(
                name="recorder_grade", condition=models.Q(grade__gte=1, grade__lte=4)
            ),
        ]

    def __str__(self) -> str:
        return self.name
