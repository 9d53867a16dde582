"""What waits, counted for the menu: every area adds its part to one statement."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

_NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Tally:
    """SQL that gives rows (place of the menu, number), with its values."""

    sql: str
    values: Sequence[Any]


def tally(sql: str, values: Mapping[str, Any]) -> Tally:
    """The same from SQL with named values, of which one may stand in several places."""
    return Tally(_NAMED.sub("%s", sql), [values[name] for name in _NAMED.findall(sql)])


def counted(tallies: Iterable[Tally]) -> dict[str, int]:
    """The numbers by place, in one statement. Written SQL: it is asked for on every page."""
    parts = list(tallies)
    with connection.cursor() as cursor:
        cursor.execute(
            " union all ".join(part.sql for part in parts),
            [value for part in parts for value in part.values],
        )
        return dict(cursor.fetchall())
