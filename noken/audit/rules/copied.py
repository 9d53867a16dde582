"""Checking an exported copy: the chain, each row under its seals, each fact under its line.

Nothing of it asks a server. The stamps need the server's key and stay unchecked; whoever kept a
head outside compares its number and hash with what is told here.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from noken.audit.rules import chain
from noken.audit.rules.chain import Break, Link

FORM = "noken salinan 1"
JOURNAL, READINGS, COMMITMENTS = "audit_entry", "audit_reading", "audit_commitment"
TABLES = {"ENTRY": JOURNAL, "READING": READINGS, "FACT": COMMITMENTS}
"""The streams of the chain, by name, with the tables they are of."""


@dataclass(frozen=True, slots=True)
class Form:
    """Which columns of a table state a kind of fact; `shape` is the hash of their list. Of one that
    is not `there` a column is gone, by a later version: what it binds cannot be compared."""

    id: int
    name: str
    table: str
    shape: str
    there: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """The texts of a copy, line by line. `rows` by stream, `facts` by form (the id of its line,
    the salt and the content, by tabs, in the order of the lines), `unbound` facts without a line
    (table and key by a tab)."""

    seals: Iterable[str]
    forms: Iterable[Form]
    rows: Callable[[str], Iterator[str]]
    facts: Callable[[int], Iterator[str]]
    unbound: Iterable[str]


@dataclass(frozen=True, slots=True)
class Found:
    """How much was checked, the end of the chain, and the first thing that is not as it was."""

    rows: int
    facts: int
    seals: int
    last: str
    broken: Break | None


def check(copy: Copy) -> Found:
    """All of it, in one pass over each stream.

    Source: FIPS 180-4 (register: noken-practice).
    """
    links = [Link(*json.loads(line)) for line in copy.seals]
    last = links[-1].hash if links else chain.BEGIN
    rows = sum(link.rows for link in links)
    broken = chain.broken_link(links, [link.stamp for link in links])
    facts = _Facts(copy)
    for stream in TABLES:
        broken = broken or _changed(stream, links, copy.rows(stream), facts)
    broken = broken or facts.broken(links) or _by_hand(copy.unbound)
    return Found(rows, facts.seen, len(links), last, broken)


class _Facts:
    """Compares each line of the facts' stream with the fact itself, which stands in its order."""

    def __init__(self, copy: Copy) -> None:
        self.seen = 0
        self._forms = {(form.name, form.shape): form for form in copy.forms}
        self._facts: Mapping[int, Iterator[str]] = {
            form.id: copy.facts(form.id) for form in self._forms.values()
        }
        self._next: dict[int, str] = {}
        self._hits: list[tuple[int, str, str]] = []

    def compare(self, line: str) -> None:
        number, name, shape, key, told = json.loads(line)
        form = self._forms.get((name, shape))
        self.seen += 1
        if form is None or (form.there and not self._stands(form, number, told)):
            self._hits.append((number, form.table if form else name, key))

    def broken(self, links: Iterable[Link]) -> Break | None:
        if not self._hits:
            return None
        number, table, key = self._hits[0]
        holds = (x.number for x in links if x.stream == "FACT" and number <= x.until_id)
        count = sum(hit[1] == table for hit in self._hits)
        return Break(next(holds, 0), chain.FACT, table, count, key)

    def _stands(self, form: Form, number: int, told: str) -> bool:
        fact = self._next.pop(form.id, "") or next(self._facts[form.id], "")
        while fact and int(fact.partition("\t")[0]) < number:
            fact = next(self._facts[form.id], "")
        of, _, rest = fact.partition("\t")
        if not fact or int(of) > number:
            self._next[form.id] = fact
            return False
        salt, _, content = rest.partition("\t")
        return sha256(bytes.fromhex(salt) + content.encode()).hexdigest() == told


def _changed(
    stream: str, links: Iterable[Link], lines: Iterator[str], facts: _Facts
) -> Break | None:
    """The first seal of a stream whose rows are not as they were sealed."""
    held, broken = next(lines, ""), None
    for link in links:
        if link.stream != stream:
            continue
        digest, rows = sha256(), 0
        while held and _id(held) <= link.until_id:
            digest.update(b"\n" * bool(rows) + held.encode())
            rows += 1
            if stream == "FACT":
                facts.compare(held)
            held = next(lines, "")
        if broken is None and (rows, digest.hexdigest()) != (link.rows, link.digest):
            broken = Break(link.number, chain.ROWS, TABLES[stream], abs(rows - link.rows))
    while held and stream == "FACT":
        facts.compare(held)
        held = next(lines, "")
    return broken


def _by_hand(unbound: Iterable[str]) -> Break | None:
    lines = [line.split("\t") for line in unbound]
    if not lines:
        return None
    table, key = lines[0]
    return Break(0, chain.ADDED, table, sum(line[0] == table for line in lines), key)


def _id(line: str) -> int:
    return int(line[1 : line.index(",")])
