"""Whose machine it is: the host name says so; where machines know an IP only, the serial does."""

import ipaddress
import time

from noken.core.tenancy import in_tenant
from noken.devices.queries.machines import knows
from noken.tenants.queries import schema_for_host, schemas

REMEMBERED_S = 60
MOST_REMEMBERED = 10_000

_found: dict[str, tuple[str, float]] = {}


def instansi_of(host: str, serial: str) -> str | None:
    """The schema that answers to a machine; None when nobody does, or two would."""
    named = schema_for_host(host)
    if named is not None:
        return named
    return _by_serial(serial) if _is_address(host) else None


def forget() -> None:
    """After machines or instansi changed; tests need it."""
    _found.clear()


def _by_serial(serial: str) -> str | None:
    schema, until = _found.get(serial, ("", 0.0))
    if until > time.monotonic():
        return schema
    owners = []
    for each in schemas():
        with in_tenant(each):
            if knows(serial):
                owners.append(each)
    if len(owners) != 1:
        return None
    if len(_found) >= MOST_REMEMBERED:
        _found.clear()
    _found[serial] = (owners[0], time.monotonic() + REMEMBERED_S)
    return owners[0]


def _is_address(host: str) -> bool:
    name = host.strip()
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    if not name:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
