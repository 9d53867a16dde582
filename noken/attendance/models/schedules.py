"""Who is expected when: schedules and for whom they hold, rosters, Ramadan, tolerance."""

from django.db import models
from django.db.models import F, Q

from noken.core.periods import ends_after_start, no_overlap
from noken.organization.models import Employee, SettingProposal, SettingSignature, Unit


class Schedule(models.Model):
    """Hours of work by weekday (WEEK), or shifts that a roster gives out (SHIFT).

    `mark`: A official, B secondary, C not signed off. `in_use` False: not offered any more.
    """

    class Kind(models.TextChoices):
        WEEK = "WEEK", "Menurut hari"
        SHIFT = "SHIFT", "Piket bergilir"

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    keeps_holidays = models.BooleanField(default=True)
    source = models.CharField(max_length=200)
    mark = models.CharField(max_length=1)
    in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="schedule_shifts_ignore_holidays",
                condition=Q(kind="WEEK") | Q(keeps_holidays=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScheduleHours(models.Model):
    """The hours of one weekday (usual or Ramadan), or of one shift. Minutes from midnight.

    `late_from` and `early_until` are the core hours; equal to `start` and `end` for fixed hours.
    """

    class Season(models.TextChoices):
        USUAL = "USUAL", "Biasa"
        RAMADAN = "RAMADAN", "Ramadan"

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="hours")
    season = models.CharField(max_length=8, choices=Season, default=Season.USUAL)
    weekday = models.SmallIntegerField(null=True)
    code = models.CharField(max_length=3, blank=True)
    label = models.CharField(max_length=30, blank=True)
    start = models.SmallIntegerField()
    end = models.SmallIntegerField()
    late_from = models.SmallIntegerField()
    early_until = models.SmallIntegerField()
    break_from = models.SmallIntegerField()
    break_minutes = models.SmallIntegerField(default=0)
    required = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="schedule_hours_once",
                fields=["schedule", "season", "weekday", "code"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="schedule_hours_weekday_or_shift",
                condition=Q(weekday__range=(0, 6), code="")
                | (Q(weekday__isnull=True, season="USUAL") & ~Q(code="")),
            ),
            models.CheckConstraint(
                name="schedule_hours_in_order",
                condition=Q(
                    start__range=(0, 1439),
                    end__gt=F("start"),
                    end__lte=F("start") + 1440,
                    late_from__gte=F("start"),
                    early_until__gte=F("late_from"),
                    early_until__lte=F("end"),
                    break_minutes__gte=0,
                    required__gt=0,
                    required__lte=F("end") - F("start") - F("break_minutes"),
                ),
            ),
            models.CheckConstraint(
                name="schedule_hours_end_by_next_noon", condition=Q(end__lte=2160)
            ),
            models.CheckConstraint(
                name="schedule_hours_break_inside",
                condition=Q(break_minutes=0)
                | Q(
                    break_from__gte=F("start"),
                    break_from__lte=F("end") - F("break_minutes"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.weekday} {self.start}-{self.end}"


class UnitSchedule(models.Model):
    """From which day a schedule holds for a unit and all below it; the nearest unit decides.

    `elsewhere_days`: weekdays (0 is Monday) on which its people may work from another place.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="+")
    elsewhere_days = models.JSONField(default=list)
    basis = models.CharField(max_length=200)
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("unit_schedule_ends_after_start"),
            no_overlap("unit_schedule_no_overlap", "unit"),
        ]

    def __str__(self) -> str:
        return f"sejak {self.start_on}"


class PersonSchedule(models.Model):
    """From which day a schedule holds for one person, before that of the unit."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="+")
    elsewhere_days = models.JSONField(default=list)
    basis = models.CharField(max_length=200)
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    start_on = models.DateField()
    end_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("person_schedule_ends_after_start"),
            no_overlap("person_schedule_no_overlap", "employee"),
        ]

    def __str__(self) -> str:
        return f"sejak {self.start_on}"


class RosterEntry(models.Model):
    """The shift of a person on a day; `hours` None: free that day. It goes with the person."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    day = models.DateField()
    hours = models.ForeignKey(ScheduleHours, models.PROTECT, null=True, related_name="+")
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="roster_once", fields=["employee", "day"]),
        ]
        indexes = [models.Index(name="roster_day", fields=["day"])]

    def __str__(self) -> str:
        return str(self.day)


class Ramadan(models.Model):
    """The days of a year with the hours of Ramadan; expected until BKPSDM confirms them."""

    start_on = models.DateField()
    end_on = models.DateField()
    confirmed = models.BooleanField(default=False)
    source = models.CharField(max_length=200)
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ends_after_start("ramadan_ends_after_start"),
            no_overlap("ramadan_no_overlap"),
        ]

    def __str__(self) -> str:
        return f"Ramadan {self.start_on.year}"


class ToleranceProposal(SettingProposal):
    """Lateness that is let pass and time that may be made up: counts once two people signed it."""

    late_minutes = models.PositiveSmallIntegerField()
    make_up_minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tolerance_within_a_day",
                condition=Q(late_minutes__lte=240, make_up_minutes__lte=480),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.late_minutes} menit sejak {self.start_on}"


class ToleranceSignature(SettingSignature):
    proposal = models.ForeignKey(ToleranceProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="tolerance_signed_once", fields=["proposal", "signer"]),
        ]
