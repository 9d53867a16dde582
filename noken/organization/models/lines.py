"""Who answers for whom: chosen superiors, and the lines derived from the structure."""

from django.db import models
from django.db.models import F, Q

from noken.core.periods import ends_after_start, no_overlap
from noken.organization.models.people import Employee
from noken.organization.models.units import Unit


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


class SuperiorProposal(models.Model):
    """An explicit superior of another agency, until that agency has had its word.

    `unit` is where the person was posted when it was proposed: after a move it is no more.
    """

    class Outcome(models.TextChoices):
        AGREED = "AGREED", "Disetujui"
        DECLINED = "DECLINED", "Ditolak"
        WITHDRAWN = "WITHDRAWN", "Ditarik"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="superior_proposals")
    superior = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    start_on = models.DateField()
    end_on = models.DateField(null=True)
    proposed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    settled_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ends_after_start("proposal_ends_after_start"),
            models.UniqueConstraint(
                name="proposal_one_waiting", fields=["employee"], condition=Q(outcome="")
            ),
            models.CheckConstraint(
                name="proposal_settled_once",
                condition=Q(outcome="", settled_at=None) | ~Q(outcome="") & ~Q(settled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"usulan mulai {self.start_on}"


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
