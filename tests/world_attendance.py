"""Makers of sites, recorders, PINs and punches. They write rows directly."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from noken.attendance.models import PinAssignment, Punch, Recorder, Site
from noken.attendance.rules.pins import person_key
from noken.core.uuid7 import uuid7
from noken.leave.models import Absence, Letter
from noken.organization.models import Employee, Unit
from tests.world import NOON, START


def make_site(unit: Unit, name: str = "Kantor", *, timezone: str = settings.TIME_ZONE) -> Site:
    return Site.objects.create(unit=unit, name=name, timezone=timezone)


def make_recorder(
    site: Site,
    name: str = "Pintu utama",
    *,
    kind: str = Recorder.Kind.DEVICE,
    grade: int = 1,
    clock_doubtful: bool = False,
) -> Recorder:
    return Recorder.objects.create(
        site=site, kind=kind, name=name, grade=grade, clock_doubtful=clock_doubtful
    )


def make_pin(
    site: Site,
    pin: str,
    employee: Employee,
    *,
    start_on: date = START,
    end_on: date | None = None,
) -> PinAssignment:
    return PinAssignment.objects.create(
        site=site, pin_key=pin, employee=employee, start_on=start_on, end_on=end_on
    )


def make_punch(
    employee: Employee, recorder: Recorder, local_time: datetime, *, doubtful: bool = False
) -> Punch:
    """A record of a person at what the clock of the site showed (naive)."""
    zone = ZoneInfo(recorder.site.timezone)
    key = person_key(employee.pk)
    return Punch.objects.create(
        recorder=recorder,
        pin_key=key,
        pin_raw=key,
        local_time=local_time,
        at=local_time.replace(tzinfo=zone),
        employee=employee,
        doubtful=doubtful,
        received_at=NOON,
        delivery_id=uuid7(NOON),
    )


def make_absence(
    employee: Employee,
    start_on: date,
    end_on: date,
    *,
    family: str = "DUTY",
    kind: str = "DUTY",
    portion: str = "FULL",
    reference: str = "094/790",
    place: str = "",
) -> Absence:
    """An absence in force, by a letter of its own whatever its family."""
    letter = Letter.objects.create(
        id=uuid7(NOON),
        unit=employee.postings.latest("start_on").unit,
        number=f"{reference}/{Letter.objects.count()}",
        family="DUTY",
        purpose="Monitoring",
        place=place,
        start_on=start_on,
        end_on=end_on,
        role="SUPERIOR",
        issued_at=NOON,
    )
    return Absence.objects.create(
        employee=employee,
        start_on=start_on,
        end_on=end_on,
        portion=portion,
        family=family,
        kind=kind,
        letter=letter,
        reference=reference,
        place=place,
    )
