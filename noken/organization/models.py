"""The shared vocabulary: instansi's units, positions, employees and who answers for whom.

Everything is dated, half-open `[start_on, end_on)`; the database refuses overlaps. A reporting
line is derived from the rest (rules/reporting.py) and kept, so that "who is my superior" is one
look-up on any day.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from noken.accounts.models import User
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
    """A post (jabatan) in a unit. Staff posts are shared by many people, a head's post is not."""

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
            models.UniqueConstraint(name="position_unique", fields=["unit", "title"]),
            models.UniqueConstraint(
                name="position_one_head", fields=["unit"], condition=Q(is_head=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Employee(models.Model):
    """A person in service, or an official without NIP (Bupati, Wakil Bupati).

    `name` as the person writes it, without titles. `search` is name and NIP in lower case,
    kept by the services, for the forgiving search.
    """

    class Kind(models.TextChoices):
        PNS = "PNS", "PNS"
        CPNS = "CPNS", "CPNS"
        PPPK = "PPPK", "PPPK"
        PPPK_PART_TIME = "PPPK_PART_TIME", "PPPK Paruh Waktu"
        OFFICIAL = "OFFICIAL", "Pejabat negara"

    account = models.OneToOneField(User, models.PROTECT, null=True, related_name="employee")
    nip = models.CharField(max_length=18, null=True, unique=True)  # noqa: DJ001 (unique, absent for officials)
    name = models.CharField(max_length=120)
    front_title = models.CharField(max_length=40, blank=True)
    back_title = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=16, choices=Kind)
    search = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="employee_nip_18_digits",
                condition=Q(nip__isnull=True) | Q(nip__regex=r"^[0-9]{18}$"),
            ),
            models.CheckConstraint(
                name="employee_nip_unless_official",
                condition=Q(nip__isnull=False) | Q(kind="OFFICIAL"),
            ),
        ]
        indexes = [
            GinIndex(name="employee_search_trgm", fields=["search"], opclasses=["gin_trgm_ops"]),
            models.Index(name="employee_by_name", fields=["name", "id"]),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organization:person", args=[self.pk])


class RankPeriod(models.Model):
    """The rank (pangkat/golongan) held from a day on."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="ranks")
    code = models.CharField(max_length=8)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("rank_ends_after_start"),
            no_overlap("rank_no_overlap", "employee"),
        ]

    def __str__(self) -> str:
        return self.code


class StandingPeriod(models.Model):
    """The legal standing (kedudukan hukum) from a day on; it changes duties."""

    class Standing(models.TextChoices):
        ACTIVE = "ACTIVE", "Aktif"
        STUDY = "STUDY", "Tugas belajar"
        UNPAID_LEAVE = "UNPAID_LEAVE", "CLTN"
        SECONDED = "SECONDED", "Dipekerjakan"
        SUSPENDED = "SUSPENDED", "Pemberhentian sementara"
        RETIRED = "RETIRED", "Pensiun"
        ENDED = "ENDED", "Berhenti"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="standings")
    standing = models.CharField(max_length=16, choices=Standing)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("standing_ends_after_start"),
            no_overlap("standing_no_overlap", "employee"),
        ]

    def __str__(self) -> str:
        return self.get_standing_display()


class Posting(models.Model):
    """A person in a post from a day until a day.

    DEFINITIVE: the post is theirs. PLT: acting while it is vacant. PLH: acting while its holder
    is absent. `is_head` repeats the post's, for the constraint "one definitive head a day".
    """

    class Kind(models.TextChoices):
        DEFINITIVE = "DEFINITIVE", "Definitif"
        PLT = "PLT", "Plt"
        PLH = "PLH", "Plh"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="postings")
    position = models.ForeignKey(Position, models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DEFINITIVE)
    is_head = models.BooleanField(default=False)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("posting_ends_after_start"),
            no_overlap("posting_one_definitive", "employee", condition=Q(kind="DEFINITIVE")),
            no_overlap(
                "posting_one_head",
                "position",
                "kind",
                condition=Q(is_head=True),
            ),
        ]
        indexes = [models.Index(name="posting_unit", fields=["unit", "start_on"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} sejak {self.start_on}"


class SuperiorOverride(models.Model):
    """An explicit superior that goes before the structure, with dates and a reason."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="superior_overrides")
    superior = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("override_ends_after_start"),
            no_overlap("override_no_overlap", "employee"),
            models.CheckConstraint(name="override_not_self", condition=~Q(employee=F("superior"))),
        ]

    def __str__(self) -> str:
        return f"sejak {self.start_on}"


class ReportingLine(models.Model):
    """Derived: who is whose superior on which days, and why. Never edited by hand.

    `superior` None is a gap to close (`basis` says which). `via` is the unit whose head answers.
    """

    class Basis(models.TextChoices):
        STRUCTURE = "STRUCTURE", "Kepala unit"
        ACTING = "ACTING", "Pelaksana tugas"
        OVERRIDE = "OVERRIDE", "Ditetapkan khusus"
        VACANCY = "VACANCY", "Jabatan atasan kosong, sementara ke atasan berikutnya"
        TOP = "TOP", "Puncak instansi"
        GAP = "GAP", "Belum ada atasan"

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="reporting_lines")
    superior = models.ForeignKey(
        Employee, models.CASCADE, null=True, related_name="subordinate_lines"
    )
    via = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    basis = models.CharField(max_length=12, choices=Basis)
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("line_ends_after_start"),
            no_overlap("line_no_overlap", "employee"),
            models.CheckConstraint(
                name="line_not_self",
                condition=Q(superior__isnull=True) | ~Q(employee=F("superior")),
            ),
            models.CheckConstraint(
                name="line_superior_unless_gap",
                condition=Q(superior__isnull=False) | Q(basis__in=["TOP", "GAP"]),
            ),
        ]
        indexes = [
            models.Index(name="line_superior", fields=["superior", "start_on"]),
            models.Index(name="line_basis", fields=["basis"]),
        ]

    def __str__(self) -> str:
        return f"{self.basis} sejak {self.start_on}"


class RoleGrant(models.Model):
    """A role beyond self and superior, for a unit (and all below it) or the whole instansi."""

    class Role(models.TextChoices):
        ADMIN_OPD = "ADMIN_OPD", "Admin kepegawaian OPD"
        PERSONNEL = "PERSONNEL", "BKPSDM"
        INSPECTORATE = "INSPECTORATE", "Inspektorat"
        LEADER = "LEADER", "Pimpinan"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=16, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    start_on = models.DateField()
    end_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ends_after_start("role_ends_after_start"),
            models.CheckConstraint(
                name="role_admin_has_unit",
                condition=~Q(role="ADMIN_OPD") | Q(unit__isnull=False),
            ),
            no_overlap("role_no_overlap", "employee", "role", Coalesce("unit", 0)),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
