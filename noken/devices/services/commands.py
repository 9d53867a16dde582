"""What a person asks of a machine: from a closed list, by one person, to delete by two."""

from datetime import datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.devices import access
from noken.devices.events import CommandAsked, CommandConfirmed, CommandWithdrawn
from noken.devices.models import Command, Device
from noken.devices.rules import words
from noken.devices.services._talking import OPEN, Wish, make_command

State, Verb = Command.State, Command.Verb

__all__ = ["Wish", "ask_command", "confirm_command", "withdraw_command"]


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
    command = make_command(device.pk, wish, by_id=by.employee_id, at=at)
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


def _lock(command_id: int, by: Actor) -> Command:
    command = Command.objects.select_for_update().filter(pk=command_id).first()
    if command is None:
        raise access.not_yours()
    access.lock_device(command.device_id, by)
    return command
