"""What a rule has seen of one person, row by row, and what became of each row."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from noken.core.sealed import sealed
from noken.findings.models.cards import CardVersion
from noken.findings.rules.numbers import number_of
from noken.organization.models import Employee, Unit


class Finding(models.Model):
    """One rule, one person, one span (`period`: "2026", "2026-11", or what the card says).

    Rows join it as days pass; each is told, answered and decided for itself. `version` is the
    card that first asked (or saw) something (cards are never deleted: the database does not check
    it for each of many); each row says its own. `unit` is the person's unit
    then. Written in bulk, never deleted.
    """

    code = models.CharField(max_length=12)
    version = models.ForeignKey(
        CardVersion, models.PROTECT, related_name="findings", db_constraint=False
    )
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="findings")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="finding_natural_key", fields=["employee", "code", "period"]
            ),
            models.UniqueConstraint(name="finding_number_once", fields=["year", "serial"]),
        ]
        indexes = [models.Index(name="finding_of_card", fields=["code", "raised_at"])]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("findings:finding", args=[self.number])

    @property
    def number(self) -> str:
        """The number in letters and addresses."""
        return number_of(self.year, self.serial)


class Row(models.Model):
    """One thing that was seen: a day, a block of late minutes, a report. `item` names it for good.

    The finding (never deleted, and read as the row is written) and `version`, the card that saw it,
    are unchecked by the database, as the version of the finding; a hint that a newer one
    sees too is that one's. `facts` are what the detector read, enough to count again. `state`
    repeats the newest step, changed only under the lock of the finding. `told_at` is the proven
    notice, `reply_by` the last day in time to answer, `proof_by` that of asked proof, `decide_by`
    that of the superior: to decide, and while the notice is not proven, to hand it over on paper.
    `decided_by` of a CLEARED row accepted elsewhere (a correction of the day) what made it fall.
    LAPSED and REFUSED rows count; no other does. `put_right`: it fell because the person did
    afterwards what was asked about. `heard_again`: what was refused was answered anew, which it is
    once. `rests` while its card has stopped itself: it does not count.
    """

    class State(models.TextChoices):
        HINT = "HINT", "Petunjuk"
        ASKED = "ASKED", "Menunggu keterangan pegawai"
        LAPSED = "LAPSED", "Tanpa keterangan sampai tenggat"
        REPLIED = "REPLIED", "Menunggu keputusan atasan"
        PROOF = "PROOF", "Menunggu bukti"
        ACCEPTED = "ACCEPTED", "Keterangan diterima"
        REFUSED = "REFUSED", "Keterangan tidak diterima"
        CLEARED = "CLEARED", "Gugur oleh catatan yang menyusul"

    COUNTING = (State.LAPSED, State.REFUSED)
    OPEN = (State.ASKED, State.LAPSED, State.REPLIED, State.PROOF)
    SETTLED = (State.LAPSED, State.ACCEPTED, State.REFUSED, State.CLEARED)

    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="rows", db_constraint=False, db_index=False
    )
    version = models.ForeignKey(
        CardVersion, models.PROTECT, related_name="rows", db_constraint=False, db_index=False
    )
    item = models.CharField(max_length=80)
    day = models.DateField()
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    facts = models.JSONField()
    state = models.CharField(max_length=8, choices=State)
    raised_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    reply_by = models.DateField(null=True)
    decide_by = models.DateField(null=True)
    proof_by = models.DateField(null=True)
    decided_by = models.ForeignKey(
        Employee, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, default="", blank=True)
    put_right = models.BooleanField(default=False, db_default=False)
    heard_again = models.BooleanField(default=False, db_default=False)
    rests = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="finding_row_once", fields=["finding", "item"]),
            models.CheckConstraint(
                name="finding_row_lapses_after_notice",
                condition=~Q(state="LAPSED") | Q(told_at__isnull=False, reply_by__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_row_decided_by_somebody",
                condition=~Q(state__in=["ACCEPTED", "REFUSED"])
                | Q(decided_at__isnull=False)
                & (Q(decided_by__isnull=False) | Q(state="ACCEPTED"))
                & ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(
                name="finding_row_open",
                fields=["state", "reply_by"],
                condition=Q(state__in=["ASKED", "REPLIED", "PROOF"]),
            ),
            models.Index(name="finding_row_hint", fields=["finding"], condition=Q(state="HINT")),
            models.Index(name="finding_row_day", fields=["version", "day"]),
            models.Index(
                name="finding_row_settled",
                fields=["version", "state"],
                condition=Q(
                    state__in=["LAPSED", "ACCEPTED", "REFUSED", "CLEARED"], asked_at__isnull=False
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_state_display()}"


@sealed()
class RowStep(models.Model):
    """One act on a finding, in order; append-only. `row` None: on all of it."""

    class Kind(models.TextChoices):
        ASKED = "ASKED", "Ditanyakan kepada pegawai"
        OPENED = "OPENED", "Dibuka pegawai"
        HANDED = "HANDED", "Diserahkan di kertas"
        REPLIED = "REPLIED", "Keterangan disampaikan"
        TAKEN = "TAKEN", "Keterangan ditarik pegawai"
        LAPSED = "LAPSED", "Tenggat lewat tanpa keterangan"
        ACCEPTED = "ACCEPTED", "Keterangan diterima"
        REFUSED = "REFUSED", "Keterangan tidak diterima"
        PROOF = "PROOF", "Bukti diminta"
        CLEARED = "CLEARED", "Gugur oleh catatan yang menyusul"
        SEEN = "SEEN", "Terlihat lagi oleh aturan"
        MOVED = "MOVED", "Tenggat diperpanjang"
        RESTED = "RESTED", "Dibekukan: aturannya berhenti sendiri"
        RESUMED = "RESUMED", "Dilanjutkan dengan versi baru"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="steps")
    row = models.ForeignKey(Row, models.PROTECT, null=True, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="finding_step_of", fields=["finding", "at"])]

    def __str__(self) -> str:
        return self.get_kind_display()


class Alert(models.Model):
    """An early notice to the person, once a year for each early level of days (`days`)."""

    class Kind(models.TextChoices):
        CUMULATIVE = "CUMULATIVE", "Jumlah setahun"
        CONSECUTIVE = "CONSECUTIVE", "Berturut-turut"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="finding_alert_once", fields=["employee", "year", "kind", "days"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.days}"


class DetectionRun(models.Model):
    """One card's run over the days `[since, until)`: what it raised and what it cleared."""

    code = models.CharField(max_length=12)
    version = models.ForeignKey(CardVersion, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    at = models.DateTimeField()
    findings = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    cleared = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(name="finding_run_of", fields=["code", "-at"])]

    def __str__(self) -> str:
        return f"{self.code} {self.at:%Y-%m-%d}"
