"""What a machine is asked to do: from a closed list, by one person, to delete by two."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from noken.attendance.queries.counts import count_of_day
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.devices import access
from noken.devices.events import CommandAsked, CommandConfirmed, CommandWithdrawn
from noken.devices.models import Command, Device, DeviceEvent
from noken.devices.queries.machines import Machine
from noken.devices.rules import words

AT_ONCE = 10
ANSWER_WITHIN = timedelta(minutes=15)
MOST_TIMES = 5
MOST_COUNTS = 2
CLOCK_EVERY = timedelta(hours=6)
CLOCK_AGAIN_AFTER = timedelta(minutes=10)

State, Verb = Command.State, Command.Verb
OPEN = (State.PROPOSED, State.WAITING, State.SENT)

_TAKE = """
update devices_command set state = 'SENT', sent_at = %(at)s, times_sent = times_sent + 1
where id in (
    select id from devices_command
    where device_id = %(device)s and times_sent < %(most)s
      and (state = 'WAITING' or state = 'SENT' and sent_at <= %(overdue)s)
    order by (verb = 'REBOOT'), id limit %(at_once)s for update skip locked
)
returning id, verb, pin, name, day
"""
_GIVE_UP = """
update devices_command set state = 'GIVEN_UP'
where device_id = %(device)s and state = 'SENT' and times_sent >= %(most)s
  and sent_at <= %(overdue)s
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked; `pin` and `name` for people in the machine, `day` for records of one day."""

    verb: str
    pin: str = ""
    name: str = ""
    day: date | None = None


@transaction.atomic
def ask_command(device_id: int, wish: Wish, *, by: Actor, at: datetime) -> Command:
    """Ask one thing of a machine at its next poll. Deleting a person waits for a second one.

    Raises:
        Refused: `device.not_yours`, `device.not_active`, `command.unknown`, `command.incomplete`,
            `command.waiting`.
    Emits: CommandAsked.
    """
    device = access.lock_device(device_id, by)
    if device.state != Device.State.ACTIVE:
        raise Refused(
            "Mesin ini belum aktif. Setujui dulu pendaftarannya.", code="device.not_active"
        )
    wish = Wish(wish.verb, words.plain_value(wish.pin), words.plain_value(wish.name), wish.day)
    _check(wish)
    same = device.commands.filter(verb=wish.verb, pin=wish.pin, day=wish.day, state__in=OPEN)
    if same.exists():
        raise Refused("Perintah ini sudah menunggu mesin.", code="command.waiting")
    command = _make(device.pk, wish, by_id=by.employee_id, at=at)
    events.emit(CommandAsked(by=by, at=at, device_id=device.pk, command_id=command.pk))
    return command


@transaction.atomic
def confirm_command(command_id: int, *, by: Actor, at: datetime) -> Command:
    """The second person agrees to a deletion.

    Raises:
        Refused: `device.not_yours`, `command.gone`, `command.same_person`.
    Emits: CommandConfirmed.
    """
    command = _lock(command_id, by)
    if command.state != State.PROPOSED:
        raise Refused("Perintah ini tidak lagi menunggu persetujuan.", code="command.gone")
    if by.employee_id is None or by.employee_id == command.asked_by_id:
        raise Refused(
            "Penghapusan dari mesin disetujui orang kedua. Mintalah rekan admin membukanya.",
            code="command.same_person",
        )
    command.state, command.second_by_id, command.second_at = State.WAITING, by.employee_id, at
    command.save(update_fields=["state", "second_by_id", "second_at"])
    events.emit(CommandConfirmed(by=by, at=at, device_id=command.device_id, command_id=command.pk))
    return command


@transaction.atomic
def withdraw_command(command_id: int, *, by: Actor, at: datetime) -> Command:
    """Take back what the machine has not fetched yet.

    Raises:
        Refused: `device.not_yours`, `command.gone`.
    Emits: CommandWithdrawn.
    """
    command = _lock(command_id, by)
    if command.state not in {State.PROPOSED, State.WAITING}:
        raise Refused("Perintah ini sudah diambil mesin.", code="command.gone")
    command.state = State.WITHDRAWN
    command.save(update_fields=["state"])
    events.emit(CommandWithdrawn(by=by, at=at, device_id=command.device_id, command_id=command.pk))
    return command


def ask_by_itself(device_id: int, wish: Wish, *, at: datetime) -> None:
    """noken's own questions: the clock, counts and what is missing. One of each waits at a time."""
    waiting = Command.objects.filter(
        device_id=device_id, verb=wish.verb, day=wish.day, state__in=OPEN
    )
    if not waiting.exists():
        _make(device_id, wish, by_id=None, at=at)


def see_to_clock(machine: Machine, *, at: datetime, off: bool) -> None:
    """Send the time every six hours, and at once to a clock that is off."""
    sent = machine.device.clock_sent_at
    wait = CLOCK_AGAIN_AFTER if off else CLOCK_EVERY
    if sent is None or at - sent >= wait:
        ask_by_itself(machine.device.pk, Wish(Verb.CLOCK), at=at)


def take_lines(machine: Machine, *, at: datetime) -> list[str]:
    """What waits for this machine, marked as sent. An overdue one is sent again, not for ever."""
    device_id = machine.device.pk
    values: dict[str, Any] = {
        "device": device_id,
        "at": at,
        "overdue": at - ANSWER_WITHIN,
        "most": MOST_TIMES,
        "at_once": AT_ONCE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        rows = cursor.fetchall()
        cursor.execute(_GIVE_UP, values)
    rows.sort(key=lambda row: (row[1] == Verb.REBOOT, row[0]))
    if any(row[1] == Verb.CLOCK for row in rows):
        Device.objects.filter(pk=device_id).update(clock_sent_at=at)
    local = machine.local(at)
    return [
        words.command_line(
            number, words.command_text(verb, local=local, pin=pin, name=name, day=day)
        )
        for number, verb, pin, name, day in rows
    ]


def take_results(machine: Machine, results: Sequence[Mapping[str, str]], *, at: datetime) -> None:
    """What the machine says became of its commands; numbers that are not its own are ignored."""
    said = {int(result["id"], 16): result for result in results}
    commands = Command.objects.select_for_update().filter(
        device=machine.device, state=State.SENT, pk__in=said
    )
    for command in commands:
        answer = said[command.pk]
        command.result = _number(answer.get("return", ""))
        command.state = State.DONE if command.result == 0 else State.FAILED
        command.answered_at = at
        if command.verb == Verb.COUNT:
            command.count = _count(answer)
            _compare(machine, command, at)
        if command.verb == Verb.QUERY:
            _count_again(machine, command, at)
        command.save(update_fields=["result", "state", "answered_at", "count"])


def _compare(machine: Machine, command: Command, at: datetime) -> None:
    """Ask for a day again if the machine holds more of it than we do."""
    if command.count is None or command.day is None:
        return
    device = machine.device
    ours = count_of_day(device.recorder_id, command.day)
    missing = max(0, command.count - ours)
    Device.objects.filter(pk=device.pk).update(missing_count=missing)
    if not missing:
        return
    DeviceEvent.objects.create(
        device=device,
        kind=DeviceEvent.Kind.MISSING,
        at=at,
        code=missing,
        text=f"{missing} catatan {command.day:%d-%m-%Y} belum masuk",
        alarm=True,
    )
    if not _own(device, Verb.QUERY, command.day).exists():
        ask_by_itself(device.pk, Wish(Verb.QUERY, day=command.day), at=at)


def _count_again(machine: Machine, command: Command, at: datetime) -> None:
    """After a day was asked for again, see whether it is whole now."""
    if _own(machine.device, Verb.COUNT, command.day).count() < MOST_COUNTS:
        ask_by_itself(machine.device.pk, Wish(Verb.COUNT, day=command.day), at=at)


def _own(device: Device, verb: str, day: date | None) -> QuerySet[Command]:
    return Command.objects.filter(device=device, verb=verb, day=day, asked_by_id=None)


def _check(wish: Wish) -> None:
    if wish.verb not in Verb.values:
        raise Refused("Perintah ini tidak ada dalam daftar noken.", code="command.unknown")
    needs_pin = wish.verb in {Verb.WRITE_USER, Verb.DELETE_USER}
    needs_day = wish.verb in {Verb.QUERY, Verb.COUNT}
    if (needs_pin and not wish.pin) or (wish.verb == Verb.WRITE_USER and not wish.name):
        raise Refused("Isi PIN dan nama yang dimaksud.", code="command.incomplete")
    if needs_pin and not (wish.pin.isascii() and wish.pin.isalnum()):
        raise Refused("PIN hanya angka atau huruf.", code="command.incomplete")
    if needs_day and wish.day is None:
        raise Refused("Pilih harinya.", code="command.incomplete")


def _make(device_id: int, wish: Wish, *, by_id: int | None, at: datetime) -> Command:
    return Command.objects.create(
        device_id=device_id,
        verb=wish.verb,
        pin=wish.pin[:24],
        name=wish.name[:40],
        day=wish.day,
        state=State.PROPOSED if wish.verb == Verb.DELETE_USER else State.WAITING,
        asked_at=at,
        asked_by_id=by_id,
    )


def _lock(command_id: int, by: Actor) -> Command:
    command = Command.objects.select_for_update().filter(pk=command_id).first()
    if command is None:
        raise access.not_yours()
    access.lock_device(command.device_id, by)
    return command


def _number(text: str) -> int | None:
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    return sign * int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else None


def _count(answer: Mapping[str, str]) -> int | None:
    return next(
        (_number(answer[key]) for key in _sums(answer) if _number(answer[key]) is not None), None
    )


def _sums(answer: Mapping[str, str]) -> Iterable[str]:
    """The count is named differently by firmware (u)."""
    return [key for key in answer if key in {"attlogsum", "attlogcount", "sum", "count"}]
