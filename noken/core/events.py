"""Facts that happened, and the handlers that react to them (listed in config/wiring.py)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django.db import transaction

from noken.core.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`kind` is the name stored in journal and outbox; `subject_id` the employee concerned.

    `is_derived`: it follows by rule from what the journal holds already, and is not written there.
    """

    kind: ClassVar[str] = ""
    is_derived: ClassVar[bool] = False
    by: Actor
    at: datetime
    subject_id: int | None = None

    def ids(self) -> dict[str, Any]:
        """What the event points at, as JSON-able ids: never content, never a name."""
        return {}

    def reason(self) -> str:
        """Why, where the person was asked."""
        return ""


Handler = Callable[[Any], None]
Table = Mapping[type[Event], Sequence[Handler]]
_inside: dict[type[Event], Sequence[Handler]] = {}
_after: dict[type[Event], Sequence[Handler]] = {}


def connect(*, inside: Table, after: Table) -> None:
    _inside.update(inside)
    _after.update(after)


def emit(*events: Event) -> None:
    """State that something happened, inside the transaction that made it happen.

    Several events of one transaction are handed over together, so that a handler may write
    them in one statement: an INSIDE handler receives the sequence of its events.
    """
    for handler, batch in _batches(_inside, events):
        handler(batch)
    for handler, batch in _batches(_after, events):
        transaction.on_commit(partial(handler, batch), robust=True)


def _batches(table: Table, events: Sequence[Event]) -> Iterator[tuple[Handler, Sequence[Event]]]:
    batches: dict[Handler, list[Event]] = {}
    for event in events:
        for kind in type(event).__mro__:
            for handler in table.get(kind, ()):
                batches.setdefault(handler, []).append(event)
    yield from batches.items()
