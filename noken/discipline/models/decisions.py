"""The report, the decision, its delivery, and what the person does against it."""

from django.db import models
from django.db.models import F, Q

from noken.core.sealed import sealed
from noken.discipline.models.cases import Case
from noken.organization.models import Employee


@sealed()
class Report(models.Model):
    """The report of the examination (LHP) with the table of its template. `sanction` "" means
    that nothing was proven."""

    class Impact(models.TextChoices):
        UNIT = "UNIT", "Berdampak pada unit kerja"
        AGENCY = "AGENCY", "Berdampak pada perangkat daerah"
        STATE = "STATE", "Berdampak pada negara atau pemerintah daerah"

    class Examined(models.TextChoices):
        SUPERIOR = "SUPERIOR", "Atasan langsung"
        TEAM = "TEAM", "Tim pemeriksa"

    case = models.OneToOneField(Case, models.PROTECT, related_name="report")
    number = models.CharField(max_length=80)
    examined_by = models.CharField(max_length=8, choices=Examined)
    breach = models.TextField()
    when = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    aggravating = models.TextField(blank=True)
    mitigating = models.TextField(blank=True)
    impact = models.CharField(max_length=8, choices=Impact)
    impact_text = models.TextField()
    is_proven = models.BooleanField()
    sanction = models.CharField(max_length=4, blank=True)
    official = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    copies = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_report_proposes_if_proven",
                condition=Q(is_proven=True) & ~Q(sanction="") | Q(is_proven=False, sanction=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number


@sealed(but=("deliver_by", "in_force_on", "end_on"), once="decided_at")
class Decision(models.Model):
    """One act, one sanction. Somebody drafts it and the competent official, another, confirms.

    `authority` is the rank the matrix names for it. `joined` says on the paper that the law makes
    one official two of rule keeper, rater and sanctioner; "" where they are three. A draft that
    came back stays with `returned` as its reason.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    sanction = models.CharField(max_length=4)
    number = models.CharField(max_length=80)
    considering = models.TextField()
    article = models.CharField(max_length=200)
    impact = models.TextField()
    aggravating = models.TextField(blank=True)
    mitigating = models.TextField(blank=True)
    authority = models.CharField(max_length=16)
    official = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    joined = models.CharField(max_length=300, blank=True)
    copies = models.CharField(max_length=300, blank=True)
    drafted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    returned = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)
    place = models.CharField(max_length=120, blank=True)
    deliver_by = models.DateField(null=True)
    in_force_on = models.DateField(null=True)
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_decision_two_people", condition=~Q(drafted_by=F("official"))
            ),
            models.UniqueConstraint(
                name="case_one_open_draft",
                fields=["case"],
                condition=Q(returned="", decided_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="case_one_decision", fields=["case"], condition=Q(decided_at__isnull=False)
            ),
            models.CheckConstraint(
                name="case_decision_complete",
                condition=Q(decided_at__isnull=True)
                | Q(decided_on__isnull=False, deliver_by__isnull=False, returned=""),
            ),
            models.CheckConstraint(
                name="case_decision_weighs",
                condition=~Q(considering="") & ~Q(article="") & ~Q(impact=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.sanction}"


@sealed()
class DecisionCall(models.Model):
    """The written call to come and receive the decision; it says nothing of what was decided."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="call")
    number = models.CharField(max_length=80)
    come_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    copies = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_call_says_where", condition=~Q(number="") & ~Q(place="")
            ),
        ]

    def __str__(self) -> str:
        return self.number


@sealed(but=("appeal_by",))
class Delivery(models.Model):
    """The decision reached the person: closed, in person before a witness, or sent with a receipt
    of the post where the person did not come. The days of the person count from the day it was put
    on record (`at`), never from one before."""

    class Way(models.TextChoices):
        HANDED = "HANDED", "Diserahkan tertutup"
        SENT = "SENT", "Dikirim ke alamat pegawai"

    case = models.OneToOneField(Case, models.PROTECT, related_name="delivery")
    way = models.CharField(max_length=8, choices=Way)
    on = models.DateField()
    place = models.CharField(max_length=200)
    receiver = models.CharField(max_length=120)
    witness = models.CharField(max_length=120, blank=True)
    receipt = models.CharField(max_length=80, blank=True)
    appeal_by = models.DateField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_delivery_receiver", condition=~Q(receiver="")),
            models.CheckConstraint(
                name="case_delivery_proven",
                condition=Q(way="HANDED") & ~Q(witness="") | Q(way="SENT") & ~Q(receipt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}"


@sealed(fixed=("case", "kind", "text", "filed_on", "at"))
@sealed(
    fixed=(
        *("outcome", "outcome_number", "outcome_by", "outcome_reason"),
        *("sanction", "recorded_by"),
    ),
    once="decided_on",
)
class Appeal(models.Model):
    """What the person does against the decision; id by the client. OBJECTION goes to the superior
    of the official, APPEAL to BPASN. `ruler` is who rules on an objection today, and who did once
    it ended; None: nobody is left, and BKPSDM records. What they ruled here they recorded
    themselves, with `outcome_reason`. After `decide_by` silence on an objection grants it; nobody
    recorded that, so `recorded_by` is None."""

    class Kind(models.TextChoices):
        OBJECTION = "OBJECTION", "Keberatan"
        APPEAL = "APPEAL", "Banding administratif"

    class Outcome(models.TextChoices):
        KEPT = "KEPT", "Keputusan dikuatkan"
        LIGHTER = "LIGHTER", "Hukuman diringankan"
        REVOKED = "REVOKED", "Keputusan dibatalkan"
        SILENT = "SILENT", "Dikabulkan karena tidak dijawab sampai batas waktu"

    GRANTED = (Outcome.REVOKED, Outcome.SILENT)

    id = models.UUIDField(primary_key=True)
    case = models.OneToOneField(Case, models.PROTECT, related_name="appeal")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    filed_on = models.DateField()
    is_late = models.BooleanField(default=False)
    answer_by = models.DateField()
    decide_by = models.DateField()
    ruler = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    outcome_number = models.CharField(max_length=80, blank=True)
    outcome_by = models.CharField(max_length=120, blank=True)
    outcome_reason = models.TextField(blank=True)
    sanction = models.CharField(max_length=4, blank=True)
    decided_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_appeal_not_empty", condition=~Q(text="")),
            models.CheckConstraint(
                name="case_appeal_decided",
                condition=Q(outcome="", decided_on__isnull=True)
                | ~Q(outcome="")
                & Q(decided_on__isnull=False)
                & (Q(recorded_by__isnull=False) | Q(outcome="SILENT")),
            ),
            models.CheckConstraint(
                name="case_appeal_lighter_names_it",
                condition=~Q(outcome="LIGHTER") | ~Q(sanction=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def was_ruled_here(self) -> bool:
        """Whether who rules on it did so themselves; else it was ruled on paper, or silence did."""
        return bool(self.outcome) and self.recorded_by_id in {self.ruler_id} - {None}
