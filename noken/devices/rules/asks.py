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
WIDEST = {4: 2**24, 6: 2**96}
"""Addresses of a /8, the largest private network, and of a provider's /32."""
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
    params = {key.lower(): value.replace("\0", "") for key, value in found}
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
        return any(where in _network(each) for each in networks)
    except ValueError:
        return False


def is_fence(networks: Sequence[str]) -> bool:
    """Whether these networks keep anybody out: together they are no wider than a /8 (IPv6: /32).

    Source: the fence is the network (register: noken-practice).
    """
    sizes = {4: 0, 6: 0}
    for network in map(_network, networks):
        sizes[network.version] += network.num_addresses
    return sum(sizes.values()) > 0 and all(sizes[version] <= WIDEST[version] for version in sizes)


def home_of(address: str | None) -> str:
    """The network to propose for a machine heard from here: of private addresses the office's,
    of public ones the address itself.

    Source: the fence is the network (register: noken-practice).
    """
    try:
        where = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    size = 64 if where.version == 6 else 24 if where.is_private else 32
    return str(_network(f"{where}/{size}"))


def read_networks(text: str) -> tuple[list[str], str]:
    """The networks in a text, and the first word that is none.

    Source: the fence is the network (register: noken-practice).
    """
    networks: list[str] = []
    for word in text.replace(",", " ").replace(";", " ").split():
        try:
            networks.append(str(_network(word)))
        except ValueError:
            return [], word
    return list(dict.fromkeys(networks)), ""


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    """An IPv4 network written as IPv6 is the IPv4 one: addresses are compared as such."""
    network = ipaddress.ip_network(text, strict=False)
    mapped = getattr(network.network_address, "ipv4_mapped", None)
    if mapped is None or network.prefixlen < 96:
        return network
    return ipaddress.ip_network(f"{mapped}/{network.prefixlen - 96}")
