"""The signed head of the journal's chain, as people keep it outside noken. Whoever changes a byte
here breaks every head in their hands, so a new form gets a new first line."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

FORM = "noken kepala jurnal 1"
INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"
_KEPT = re.compile(
    rf"(?P<signed>{FORM}\n"
    r"instansi: (?P<tenant>[a-z_][a-z0-9_]{0,62})\n"
    r"segel: (?P<number>[1-9][0-9]{0,17})\n"
    r"sidik: (?P<hash>[0-9a-f]{64})\n"
    r"baris: (?P<rows>[1-9][0-9]{0,17})\n"
    r"waktu: [0-9TZ:.-]{27}\n"
    r"kunci: (?P<key_id>[0-9a-f]{16})\n)"
    r"tanda tangan: (?P<signature>[0-9a-f]{128})\n"
)


class Verdict(StrEnum):
    """Does the chain extend a head that somebody kept?"""

    EXTENDS = "EXTENDS"
    SHORTER = "SHORTER"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A head somebody kept. `signed` is exactly what `signature` (hexadecimal) signs."""

    tenant: str
    number: int
    hash: str
    rows: int
    key_id: str
    signed: str
    signature: str


def signed_text(
    tenant: str, number: int, chain: tuple[str, int], at: datetime, *, key_id: str
) -> str:
    """What is signed: seven lines, each with its line feed.

    Args:
        chain: the hash of the seal, and how many entries are sealed up to it.
    Source: the format in docs/areas/oversight.md (register: noken-practice).
    """
    sealed, rows = chain
    lines = (
        FORM,
        f"instansi: {tenant}",
        f"segel: {number}",
        f"sidik: {sealed}",
        f"baris: {rows}",
        f"waktu: {at.astimezone(UTC).strftime(INSTANT)}",
        f"kunci: {key_id}",
    )
    return "".join(f"{line}\n" for line in lines)


def kept_text(signed: str, signature: str) -> str:
    """The head as it is handed out: what is signed, and the signature below it.

    Source: the format in docs/areas/oversight.md (register: noken-practice).
    """
    return f"{signed}tanda tangan: {signature}\n"


def read(text: str) -> KeptHead | None:
    """The head in a file or message, whatever stands around it; None: there is none.

    Lines may end as Windows ends them, and the last feed may be lost.
    Source: the format in docs/areas/oversight.md (register: noken-practice).
    """
    lines = (line.strip() for line in text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines())
    found = _KEPT.search("".join(f"{line}\n" for line in lines))
    if found is None:
        return None
    said = found.groupdict()
    return KeptHead(
        tenant=said["tenant"],
        number=int(said["number"]),
        hash=said["hash"],
        rows=int(said["rows"]),
        key_id=said["key_id"],
        signed=said["signed"],
        signature=said["signature"],
    )


def compare(kept: KeptHead, there: tuple[str, int] | None) -> Verdict:
    """Whether the chain holds what somebody saw.

    Args:
        there: hash of the seal with the kept number today, and the entries up to it.
    Source: RFC 9162 section 2.1.4, consistency (register: noken-practice).
    """
    if there is None:
        return Verdict.SHORTER
    return Verdict.EXTENDS if there == (kept.hash, kept.rows) else Verdict.OTHER
