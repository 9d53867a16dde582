"""What waits, counted for the menu: every area adds its part to one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Tally:
    """SQL that gives rows (place of the menu, number), with its values."""

    sql: str
    values: Sequence[Any]


def counted(tallies: Iterable[Tally]) -> dict[str, int]:
    """The numbers by place, in one statement. Written SQL: it is asked for on every page."""
    parts = list(tallies)
    with connection.cursor() as cursor:
        cursor.execute(
            " union all ".join(part.sql for part in parts),
            [value for part in parts for value in part.values],
        )
        return dict(cursor.fetchall())
