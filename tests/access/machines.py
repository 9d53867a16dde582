"""Machines and what is asked of them in the matrix: records, arguments and forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from noken.devices.models import Command
from noken.devices.tests.machines import make_device
from tests.cast import Cast
from tests.world import NOON
from tests.world_attendance import make_site


@dataclass(frozen=True)
class Machines:
    """Of the owner's section: one in use, one that waits, and a deletion asked by a third one."""

    active_id: int
    pending_id: int
    command_id: int


def make_machines(cast: Cast, secret: str) -> Machines:
    site = make_site(cast.section, "Kantor Mesin")
    active = make_device(site, "UJI00001", last_seen_at=NOON, home="10.20.3.0/24")
    asked = Command.objects.create(
        device=active,
        verb=Command.Verb.DELETE_USER,
        pin="51",
        name=secret[:40],
        state=Command.State.PROPOSED,
        asked_at=NOON,
        asked_by_id=cast.bupati.pk,
    )
    return Machines(active.pk, make_device(site, "UJI00002", state="PENDING").pk, asked.pk)


def _active(records: Any) -> list[Any]:
    return [records.machines.active_id]


def _command(records: Any) -> list[Any]:
    return [records.machines.command_id]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "devices:adjust": _active,
    "devices:approve": lambda r: [r.machines.pending_id],
    "devices:ask": _active,
    "devices:confirm": _command,
    "devices:device": _active,
    "devices:everything": _active,
    "devices:fence": _active,
    "devices:retire": _active,
    "devices:seen": _active,
    "devices:withdraw": _command,
}

DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "devices:adjust": lambda _: {"networks": "10.20.3.0/24", "key": "", "ack": "COUNT"},
    "devices:approve": lambda _: {},
    "devices:ask": lambda _: {"verb": "INFO", "pin": "", "name": "", "day": ""},
    "devices:confirm": lambda _: {},
    "devices:everything": lambda _: {},
    "devices:fence": lambda _: {},
    "devices:register": lambda r: {
        "serial": "UJI00003",
        "name": "Pintu samping",
        "site": "",
        "new_site": "Gedung baru",
        "unit": r.cast.agency.pk,
        "zone": "Asia/Jayapura",
        "networks": "",
        "key": "",
    },
    "devices:retire": lambda _: {"why": "Diganti"},
    "devices:seen": lambda _: {},
    "devices:withdraw": lambda _: {},
}
