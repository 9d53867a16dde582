"""A registered machine for tests, and requests to it without a network."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from noken.attendance.models import Day, Site
from noken.core import clock
from noken.core.actor import system
from noken.devices.models import Device
from noken.devices.queries.machines import Machine
from noken.devices.rules.asks import read_ask
from noken.devices.services import pushing
from tests.world import TODAY, make_employee, make_unit
from tests.world_attendance import make_pin, make_recorder, make_site

SERIAL = "NKNA240700031"
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""17.00 on the day of the sample payloads, on the clock of the site."""


def make_device(
    site: Site | None = None, serial: str = SERIAL, *, state: str = "ACTIVE", **fields: Any
) -> Device:
    """A machine with a recorder of its own name; the site is made up if none is given."""
    site = site or make_site(make_unit(f"Unit {serial}"))
    return Device.objects.create(
        recorder=make_recorder(site, f"Mesin {serial}"),
        serial=serial,
        state=state,
        registry_code="q8Zt2LmV4c",
        session_id="s" * 32,
        registered_at=AT - timedelta(days=30),
        approved_at=AT - timedelta(days=30) if state == "ACTIVE" else None,
        **fields,
    )


def expect_somebody(device: Device, start: datetime, end: datetime, *, pin: str = "77") -> None:
    """Somebody with a PIN at the place of a machine has these hours, as days are derived."""
    person = make_employee(f"Pegawai {device.serial} {pin}", account=False)
    make_pin(device.recorder.site, pin, person)
    Day.objects.create(
        employee=person,
        day=clock.day_of(start),
        status=Day.Status.RUNNING,
        late_minutes=0,
        early_minutes=0,
        worked_minutes=0,
        start_at=start,
        end_at=end,
        closes_at=end,
        schedule="Lima hari",
        reasons=[],
        rule_version=1,
        derived_at=start,
    )


def ask(
    target: str,
    body: str | bytes = b"",
    *,
    method: str = "",
    at: datetime = AT,
    address: str = "10.20.3.7",
) -> pushing.Answer:
    """What the service says to a request with this path and query."""
    raw = body.encode() if isinstance(body, str) else body
    path, _, query = target.partition("?")
    read = read_ask(method or ("POST" if raw else "GET"), path, query)
    assert read is not None
    return pushing.answer(read, pushing.Body(raw), address=address, by=system(TODAY), at=at)


def attlog(*lines: str, serial: str = SERIAL, at: datetime = AT, stamp: str = "9999") -> str:
    """The answer to lines of attendance."""
    target = f"/iclock/cdata?SN={serial}&table=ATTLOG&Stamp={stamp}"
    said = ask(target, "".join(f"{line}\n" for line in lines), method="POST", at=at)
    assert said.status == 200
    return said.text


def machine_of(device: Device) -> Machine:
    return Machine(device, ZoneInfo(device.recorder.site.timezone), clock_off=False)
