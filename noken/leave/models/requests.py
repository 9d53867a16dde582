"""What a person asks for, and every step on its way to a decision."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from noken.core.periods import ends_after_start, no_overlap
from noken.core.sealed import sealed
from noken.organization.models import Employee


class Portion(models.TextChoices):
    """Which part of each day of a period is meant."""

    FULL = "FULL", "Sehari penuh"
    MORNING = "MORNING", "Paruh pertama hari"
    AFTERNOON = "AFTERNOON", "Paruh kedua hari"


class Request(models.Model):
    """A wish to be away (leave) or to work elsewhere or at other hours (flexible).

    `id` is made by the client (UUIDv7): sent again, it is the same request. `kind` is a code of
    the regulations' table. `detail` narrows a kind (`rules.DETAILS`) and may speak of health, so
    `detail`, `reason` and the attachments of medical kinds are for the owner and for who decides.
    `extra_days` are the calendar days of travel at the end that use up no annual leave.
    `asked_end_on` is the end as granted, when the leave ended earlier. `recorded_by` wrote it for
    somebody who could not, on the `basis` of a letter, and never decides on it.
    """

    class Status(models.TextChoices):
        SUBMITTED = "SUBMITTED", "Menunggu pertimbangan atasan"
        ADVISED = "ADVISED", "Menunggu keputusan"
        RETURNED = "RETURNED", "Dikembalikan untuk diperbaiki"
        APPROVED = "APPROVED", "Disetujui"
        REFUSED = "REFUSED", "Tidak disetujui"
        WITHDRAWN = "WITHDRAWN", "Ditarik"
        CANCELLED = "CANCELLED", "Dibatalkan"

    id = models.UUIDField(primary_key=True)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="leave_requests")
    kind = models.CharField(max_length=16)
    detail = models.CharField(max_length=16, blank=True)
    start_on = models.DateField()
    end_on = models.DateField()
    portion = models.CharField(max_length=12, choices=Portion, default=Portion.FULL)
    extra_days = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    stand_in = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=12, choices=Status)
    submitted_at = models.DateTimeField()
    advised_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    advice = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    number = models.CharField(max_length=80, blank=True)
    asked_end_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ends_after_start("leave_request_ends_after_start"),
            no_overlap(
                "leave_request_mornings",
                "employee",
                condition=Q(status__in=["SUBMITTED", "ADVISED", "APPROVED"])
                & Q(portion__in=["FULL", "MORNING"]),
            ),
            no_overlap(
                "leave_request_afternoons",
                "employee",
                condition=Q(status__in=["SUBMITTED", "ADVISED", "APPROVED"])
                & Q(portion__in=["FULL", "AFTERNOON"]),
            ),
            models.CheckConstraint(
                name="leave_request_stand_in_other",
                condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("employee")),
            ),
            models.CheckConstraint(
                name="leave_request_decided",
                condition=~Q(status__in=["APPROVED", "REFUSED", "CANCELLED"])
                | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="leave_request_recorded_on_a_basis",
                condition=Q(recorded_by__isnull=True, basis="")
                | Q(recorded_by__isnull=False) & ~Q(basis="") & ~Q(recorded_by=F("employee")),
            ),
            models.CheckConstraint(
                name="leave_request_second_person",
                condition=Q(recorded_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(recorded_by=F("decided_by")),
            ),
        ]
        indexes = [
            models.Index(name="leave_request_owner", fields=["employee", "-start_on"]),
            models.Index(
                name="leave_request_open",
                fields=["status", "submitted_at"],
                condition=Q(status__in=["SUBMITTED", "ADVISED", "RETURNED"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start_on}"

    def get_absolute_url(self) -> str:
        return reverse("leave:request", args=[self.pk])


@sealed()
class Step(models.Model):
    """What happened to a request, in order; nothing is changed afterwards."""

    class Kind(models.TextChoices):
        SUBMITTED = "SUBMITTED", "Diajukan"
        RESUBMITTED = "RESUBMITTED", "Diperbaiki dan diajukan lagi"
        ATTACHED = "ATTACHED", "Lampiran ditambahkan"
        SUPPORTED = "SUPPORTED", "Didukung atasan"
        OPPOSED = "OPPOSED", "Tidak didukung atasan"
        RETURNED = "RETURNED", "Dikembalikan"
        APPROVED = "APPROVED", "Disetujui"
        REFUSED = "REFUSED", "Tidak disetujui"
        WITHDRAWN = "WITHDRAWN", "Ditarik"
        SHORTENED = "SHORTENED", "Diakhiri lebih awal"
        CANCELLED = "CANCELLED", "Dibatalkan"

    request = models.ForeignKey(Request, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="leave_step_request", fields=["request", "at", "id"])]

    def __str__(self) -> str:
        return self.get_kind_display()


class Attachment(models.Model):
    """A photo or PDF that goes with a request; `file_id` names it in documents."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="attachments")
    file_id = models.UUIDField(unique=True)
    order = models.PositiveSmallIntegerField()
    is_photo = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="leave_attachment_order", fields=["request", "order"])
        ]

    def __str__(self) -> str:
        return f"lampiran {self.order}"
