"""A request of a machine, read from its path and query before anything is asked of the database."""

import ipaddress
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl

PREFIX = "/iclock/"
STEPS = {
    ("GET", "cdata"),
    ("POST", "cdata"),
    ("POST", "fdata"),
    ("GET", "getrequest"),
    ("POST", "devicecmd"),
    ("GET", "ping"),
    ("POST", "registry"),
    ("POST", "push"),
}
"""Everything that is answered at all."""
DATA_STEPS = frozenset({"cdata", "fdata"})


class Ask(NamedTuple):
    """`step` is the last part of the path, `params` have keys in lower case."""

    method: str
    step: str
    serial: str
    params: Mapping[str, str]

    @property
    def table(self) -> str:
        return self.params.get("table", "").upper()[:32]


def read_ask(method: str, path: str, query: str) -> Ask | None:
    """None when the path is none of a machine's. A serial given twice in two ways is no serial.

    Source: transport of the protocol (register: adms-push).
    """
    step = path.removeprefix(PREFIX).removesuffix(".aspx")
    if not path.startswith(PREFIX) or (method, step) not in STEPS:
        return None
    found = parse_qsl(query, keep_blank_values=True, max_num_fields=60)
    params = {key.lower(): value for key, value in found}
    serials = {value for key, value in found if key.lower() == "sn"}
    return Ask(method, step, serials.pop() if len(serials) == 1 else "", params)


def in_networks(address: str | None, networks: Sequence[str]) -> bool:
    """Whether an address lies in one of the allowed networks; no networks allow any.

    Source: the fence is the network (register: noken-practice).
    """
    if not networks:
        return True
    try:
        where = ipaddress.ip_address(address or "")
        return any(where in ipaddress.ip_network(each, strict=False) for each in networks)
    except ValueError:
        return False


def read_networks(text: str) -> tuple[list[str], str]:
    """The networks in a text, and the first word that is none.

    Source: the fence is the network (register: noken-practice).
    """
    networks: list[str] = []
    for word in text.replace(",", " ").replace(";", " ").split():
        try:
            networks.append(str(ipaddress.ip_network(word, strict=False)))
        except ValueError:
            return [], word
    return list(dict.fromkeys(networks)), ""
