"""People, what changes about them from day to day, and the roles they hold."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from noken.accounts.models import User
from noken.core.periods import ends_after_start, no_overlap
from noken.core.sealed import sealed
from noken.organization.models.units import Position, Unit


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


@sealed(but=("end_on", "ended_by", "ended_at", "reviewed_by", "reviewed_on", "review"))
class RoleGrant(models.Model):
    """A role beyond self and superior, for a unit (and all below it) or the whole instansi.

    The row stays when the role ends: it is the register of who held what. `proposed_by` None: the
    console, or not known. `at_console`: the server's console was the second hand, or both. A row
    that ended before its first day was over has no days: `end_on` is `start_on`.
    """

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
    letter = models.CharField(max_length=200, blank=True, default="", db_default="")
    proposed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at_console = models.BooleanField(default=False, db_default=False)
    ended_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(null=True)
    review = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_ends_after_start",
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
            ),
            models.CheckConstraint(
                name="role_admin_has_unit",
                condition=~Q(role="ADMIN_OPD") | Q(unit__isnull=False),
            ),
            no_overlap("role_no_overlap", "employee", "role", Coalesce("unit", 0)),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
