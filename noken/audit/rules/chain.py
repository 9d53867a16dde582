"""How seals of the journal hang together. Whoever changes a byte here breaks every seal, so a new
form gets a new first line. docs/areas/audit.md tells it byte by byte."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

FORM, FORM_OF_STREAM = "noken jurnal 1", "noken jurnal 2"
"""The second names its stream too; entries are sealed in the first, as they always were."""
ENTRY = "ENTRY"
BEGIN = "0" * 64
"""What the first seal follows."""
ROWS, LINK, STAMP, GONE = "ROWS", "LINK", "STAMP", "GONE"
FACT, ADDED = "FACT", "ADDED"


@dataclass(frozen=True, slots=True)
class Link:
    """One seal: the rows of a stream with ids in `(after_id, until_id]`, `rows` many, and their
    `digest`.

    `previous` and `hash` bind it to the seal before; `stamp` is made with a key that is not in the
    database.
    """

    number: int
    after_id: int
    until_id: int
    rows: int
    digest: str
    previous: str
    hash: str
    stamp: str
    stream: str = ENTRY


@dataclass(frozen=True, slots=True)
class Break:
    """The first seal that is not as it was, and why: its rows (changed, gone or added), its link
    to the one before, its stamp, or that seals which stood there are gone. FACT: facts that it
    binds are not as they were; ADDED: facts stand that nothing binds. `count` rows of `table`,
    the first by its `key`."""

    number: int
    why: str
    table: str = ""
    count: int = 0
    key: str = ""


def hash_of(
    previous: str,
    number: int,
    span: tuple[int, int],
    rows: int,
    digest: str,
    stream: str = ENTRY,
) -> str:
    """What a seal says, in one SHA-256.

    Args:
        span: the ids, without the first and with the last.
    Source: FIPS 180-4 (register: noken-practice).
    """
    form = (FORM,) if stream == ENTRY else (FORM_OF_STREAM, stream)
    lines = (*form, previous, number, *span, rows, digest)
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def broken_link(links: Iterable[Link], stamps: Iterable[str]) -> Break | None:
    """The first seal that does not follow from the one before it; None: all do.

    Args:
        links: seals in order, beginning with the first one.
        stamps: what each stamp should be.
    Source: FIPS 180-4 (register: noken-practice).
    """
    before, number = BEGIN, 1
    until: dict[str, int] = {}
    for link, stamp in zip(links, stamps, strict=True):
        span = (link.after_id, link.until_id)
        told = hash_of(link.previous, link.number, span, link.rows, link.digest, link.stream)
        goes_on = link.after_id == until.get(link.stream, 0)
        fits = link.number == number and goes_on and link.previous == before
        if not fits or told != link.hash:
            return Break(number, LINK)
        if link.stamp != stamp:
            return Break(number, STAMP)
        before, number = link.hash, number + 1
        until[link.stream] = link.until_id
    return None
