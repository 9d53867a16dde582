"""The structure: units, what they were called and under whom, and their posts."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from noken.core.periods import ends_after_start, no_overlap


class Unit(models.Model):
    """A node of the structure. Renaming and moving make a new version row in UnitVersion.

    `name` and `parent` here are those in force today or last; `successor` is where the work
    went when the unit was merged or closed.
    """

    class Kind(models.TextChoices):
        INSTANSI = "INSTANSI", "Instansi"
        OPD = "OPD", "Perangkat daerah"
        DISTRICT = "DISTRICT", "Distrik"
        SECRETARIAT = "SECRETARIAT", "Sekretariat"
        DIVISION = "DIVISION", "Bidang"
        SUBDIVISION = "SUBDIVISION", "Subbagian"
        SECTION = "SECTION", "Seksi"
        UPTD = "UPTD", "UPTD"
        SCHOOL = "SCHOOL", "Sekolah"
        PUSKESMAS = "PUSKESMAS", "Puskesmas"
        KELURAHAN = "KELURAHAN", "Kelurahan"
        TEAM = "TEAM", "Tim kerja"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    code = models.CharField(max_length=80, blank=True)
    start_on = models.DateField()
    end_on = models.DateField(null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")
    path = models.CharField(max_length=400, db_index=True, db_collation="C")

    class Meta:
        constraints = [
            ends_after_start("unit_ends_after_start"),
            models.UniqueConstraint(
                name="unit_code_unique", fields=["code"], condition=~Q(code="")
            ),
            models.CheckConstraint(name="unit_not_own_parent", condition=~Q(parent=F("pk"))),
            models.CheckConstraint(name="unit_not_own_successor", condition=~Q(successor=F("pk"))),
        ]
        indexes = [
            GinIndex(name="unit_name_trgm", fields=["name"], opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name


class UnitVersion(models.Model):
    """What a unit was called and under whom it stood, from a day on."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("unit_version_ends_after_start"),
            no_overlap("unit_version_no_overlap", "unit"),
        ]

    def __str__(self) -> str:
        return f"{self.name} sejak {self.start_on}"


class Position(models.Model):
    """A post (jabatan) in a unit. Staff posts are shared by many people, a head's post is not.

    A title may stand twice in a unit: for the head's post, and for those who bear the title while
    nobody has confirmed who of them leads.
    """

    class Kind(models.TextChoices):
        STRUCTURAL = "STRUCTURAL", "Struktural"
        FUNCTIONAL = "FUNCTIONAL", "Fungsional"
        EXECUTIVE = "EXECUTIVE", "Pelaksana"

    class Family(models.TextChoices):
        GENERAL = "GENERAL", "Umum"
        TEACHER = "TEACHER", "Guru"
        PRINCIPAL = "PRINCIPAL", "Kepala sekolah"
        HEALTH = "HEALTH", "Tenaga kesehatan"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind)
    family = models.CharField(max_length=16, choices=Family, default=Family.GENERAL)
    echelon = models.CharField(max_length=8, blank=True)
    is_head = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="position_unique", fields=["unit", "title", "is_head"]),
            models.UniqueConstraint(
                name="position_one_head", fields=["unit"], condition=Q(is_head=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title
