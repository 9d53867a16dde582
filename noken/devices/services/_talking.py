"""The talk with a machine about commands: what it is sent, and what it says became of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from noken.attendance.queries.counts import count_of_day
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


def make_command(device_id: int, wish: Wish, *, by_id: int | None, at: datetime) -> Command:
    """A new row; a deletion waits for its second person."""
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


def ask_by_itself(device_id: int, wish: Wish, *, at: datetime) -> bool:
    """noken's own questions: the clock, counts and what is missing. One of each waits at a time."""
    waiting = Command.objects.filter(
        device_id=device_id, verb=wish.verb, day=wish.day, state__in=OPEN
    )
    if waiting.exists():
        return False
    make_command(device_id, wish, by_id=None, at=at)
    return True


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
