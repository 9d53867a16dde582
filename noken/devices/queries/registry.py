"""The list of machines and the page of one: what it is, what it told, what is asked of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q
from django.urls import reverse

from noken.core.actor import Actor
from noken.devices import access
from noken.devices.models import Command, Device, DeviceEvent, Fault, UnknownSerial
from noken.devices.queries.alarms import unseen_alarms
from noken.devices.queries.machines import fence_of
from noken.devices.rules.health import drift_words
from noken.organization import queries as organization
from noken.ui.formats import ago, day_short, number, time_of

SHOWN_COMMANDS, SHOWN_EVENTS, SHOWN_KNOCKS = 12, 20, 20
TONES = {"PENDING": "warn", "ACTIVE": "ok", "RETIRED": ""}
STATES = {"PENDING": "Menunggu", "ACTIVE": "Aktif", "RETIRED": "Dipensiunkan"}
COMMAND_TONES = {"PROPOSED": "warn", "DONE": "ok", "FAILED": "bad", "GIVEN_UP": "bad"}
ZONES = {"Asia/Jayapura": "WIT", "Asia/Makassar": "WITA", "Asia/Jakarta": "WIB"}
SIMPLE = ("INFO", "CHECK", "LOG", "CLOCK", "REBOOT")


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One machine of the list."""

    url: str
    name: str
    place: str
    serial: str
    state: str
    state_label: str
    tone: str
    heard: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Knock:
    """A machine that asked and is not registered."""

    serial: str
    address: str
    count: int
    heard: str


@dataclass(frozen=True, slots=True)
class RegistryPage:
    devices: Sequence[DeviceRow]
    pending: int
    open: int
    knocks: Sequence[Knock]


@dataclass(frozen=True, slots=True)
class CommandRow:
    """`may_confirm`: the reader may be the second person; `may_withdraw`: it was not fetched."""

    id: int
    label: str
    about: str
    state_label: str
    tone: str
    asked: str
    may_confirm: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened at the machine."""

    text: str
    when: str
    alarm: bool


@dataclass(frozen=True)
class DevicePage:
    """One machine. `may_change` is false for those who only read, `may_fence` true for BKPSDM;
    `fence` are the networks proposed while it is open. `unseen` alarms wait to be
    looked at, and `seen` says who did so last."""

    device: Device
    name: str
    place: str
    unit: str
    tone: str
    facts: Sequence[tuple[str, str]]
    commands: Sequence[CommandRow]
    notes: Sequence[Note]
    unseen: int
    seen: str
    may_change: bool
    may_fence: bool
    fence: str
    silent_since: datetime | None
    simple: Sequence[tuple[str, str]]

    @cached_property
    def url(self) -> str:
        return reverse("devices:device", args=[self.device.pk])

    @property
    def is_pending(self) -> bool:
        return self.device.state == Device.State.PENDING

    @property
    def is_active(self) -> bool:
        return self.device.state == Device.State.ACTIVE

    @property
    def is_open(self) -> bool:
        return _is_open(self.device)

    @property
    def is_retired(self) -> bool:
        return self.device.state == Device.State.RETIRED


def registry_page(actor: Actor, *, at: datetime) -> RegistryPage:
    """The machines the actor keeps, those that wait for approval first; and who knocked."""
    rows = list(
        Device.objects.filter(access.kept_by(actor))
        .select_related("recorder__site__unit")
        .order_by("recorder__site__name", "recorder__name")
    )
    order = {state: place for place, state in enumerate(Device.State.values)}
    rows.sort(key=lambda device: order[device.state])
    pending = sum(device.state == Device.State.PENDING for device in rows)
    known = Device.objects.exclude(state=Device.State.RETIRED).values("serial")
    knocks = UnknownSerial.objects.exclude(serial__in=known).order_by("-last_at")[:SHOWN_KNOCKS]
    return RegistryPage(
        devices=[_row(device, at) for device in rows],
        pending=pending,
        open=sum(map(_is_open, rows)),
        knocks=[
            Knock(each.serial, each.address or "", each.count, ago(each.last_at, at))
            for each in knocks
        ],
    )


def device_page(actor: Actor, device_id: int, *, at: datetime) -> DevicePage:
    """One machine.

    Raises:
        Refused: `device.not_yours`.
    """
    device = _find(access.seen_by(actor), device_id)
    keeps = Device.objects.filter(access.kept_by(actor), pk=device_id).exists()
    site = device.recorder.site
    silent = Fault.objects.filter(device=device, kind=Fault.Kind.SILENT, end_at=None).first()
    return DevicePage(
        device=device,
        name=device.recorder.name,
        place=site.name,
        unit=site.unit.name,
        tone=TONES[device.state],
        facts=_facts(device, at),
        commands=_commands(device, actor, keeps=keeps) if keeps else [],
        notes=_notes(device),
        unseen=unseen_alarms([device.pk]).get(device.pk, 0),
        seen=_seen(device),
        may_change=keeps,
        may_fence=access.keeps_all(actor),
        fence=", ".join(fence_of(device)),
        silent_since=silent.start_at if silent else None,
        simple=[(verb, str(Command.Verb(verb).label)) for verb in SIMPLE],
    )


def _find(allowed: Q, device_id: int) -> Device:
    device = (
        Device.objects.filter(allowed, pk=device_id).select_related("recorder__site__unit").first()
    )
    if device is None:
        raise access.not_yours()
    return device


def command_of(actor: Actor, command_id: int) -> Command:
    """A command of a machine the actor keeps.

    Raises:
        Refused: `device.not_yours`.
    """
    kept = access.kept_by(actor, "device__recorder__site__unit_id")
    command = Command.objects.filter(kept, pk=command_id).first()
    if command is None:
        raise access.not_yours()
    return command


def require_kept(actor: Actor, device_id: int) -> None:
    """Raises:
    Refused: `device.not_yours`.
    """
    _find(access.kept_by(actor), device_id)


def _row(device: Device, at: datetime) -> DeviceRow:
    site = device.recorder.site
    return DeviceRow(
        url=reverse("devices:device", args=[device.pk]),
        name=device.recorder.name,
        place=f"{site.name}, {site.unit.name}",
        serial=device.serial,
        state=device.state,
        state_label=STATES[device.state],
        tone=TONES[device.state],
        heard=ago(device.last_seen_at, at) if device.last_seen_at else "belum pernah",
        is_open=_is_open(device),
    )


def _is_open(device: Device) -> bool:
    return device.is_open and device.state == Device.State.ACTIVE


def _facts(device: Device, at: datetime) -> list[tuple[str, str]]:
    facts = [
        ("Terdengar", ago(device.last_seen_at, at) if device.last_seen_at else "belum pernah"),
        ("Alamat terakhir", device.last_address or "belum diketahui"),
        ("Selisih jam", drift_words(device.drift_seconds)),
        ("Catatan belum masuk", number(device.missing_count)),
        ("Zona waktu", _zone(device.recorder.site.timezone)),
        ("Jenis", str(Device.Branch(device.branch).label)),
        ("Model", device.maker or "belum diberitahukan mesin"),
        ("Perangkat lunak", device.firmware or "belum diberitahukan mesin"),
    ]
    if device.records_count is not None:
        facts.append(("Isi mesin", f"{number(device.records_count)} catatan"))
    if device.users_count is not None:
        facts.append(("Orang di mesin", number(device.users_count)))
    return facts


def _zone(name: str) -> str:
    return ZONES.get(name, name)


def _commands(device: Device, actor: Actor, *, keeps: bool) -> list[CommandRow]:
    rows = list(device.commands.order_by("-pk")[:SHOWN_COMMANDS])
    names = _names(command.asked_by_id for command in rows)
    return [
        CommandRow(
            id=command.pk,
            label=str(Command.Verb(command.verb).label),
            about=_about(command),
            state_label=str(Command.State(command.state).label),
            tone=COMMAND_TONES.get(command.state, ""),
            asked=f"{day_short(command.asked_at)}, {time_of(command.asked_at)}, oleh "
            f"{names.get(command.asked_by_id or 0, 'noken')}",
            may_confirm=keeps
            and command.state == Command.State.PROPOSED
            and command.asked_by_id != actor.employee_id,
            may_withdraw=keeps and command.state in {Command.State.PROPOSED, Command.State.WAITING},
        )
        for command in rows
    ]


def _about(command: Command) -> str:
    if command.day:
        counted = f", mesin menghitung {number(command.count)}" if command.count is not None else ""
        return f"{day_short(command.day)} {command.day.year}{counted}"
    if command.pin:
        return f"PIN {command.pin}{f', {command.name}' if command.name else ''}"
    return ""


def _notes(device: Device) -> list[Note]:
    rows = DeviceEvent.objects.filter(device=device).order_by("-at", "-pk")[:SHOWN_EVENTS]
    return [
        Note(
            text=_told(row),
            when=f"{day_short(row.told_at or row.at)}, {time_of(row.told_at or row.at)}",
            alarm=row.alarm,
        )
        for row in rows
    ]


def _seen(device: Device) -> str:
    if device.alarms_seen_at is None:
        return ""
    who = _names([device.alarms_seen_by_id]).get(device.alarms_seen_by_id or 0, "sistem")
    return f"{day_short(device.alarms_seen_at)}, {time_of(device.alarms_seen_at)} oleh {who}"


def _told(event: DeviceEvent) -> str:
    if event.kind in {DeviceEvent.Kind.MISSING, DeviceEvent.Kind.UNSENT}:
        return event.text
    return ": ".join(filter(None, (str(DeviceEvent.Kind(event.kind).label), event.text)))


def _names(ids: Iterable[int | None]) -> dict[int, str]:
    found = organization.people({pk for pk in ids if pk is not None})
    return {pk: person.name for pk, person in found.items()}
