"""Periods of many people in one table: what is there, what ends, what is new."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from psycopg import sql

from noken.organization.rules.succession import Held, succession
from noken.organization.services.imports._copy import copy


class Ledger:
    """Collects new periods, then ends and removes what they follow, and writes them.

    Args:
        table: one with `employee_id`, `start_on`, `end_on`.
        columns: the other columns of a new row.
        employees: those who may have periods already.
        condition: SQL that narrows the stored periods, a constant of ours.
    """

    def __init__(
        self,
        table: str,
        columns: Sequence[str],
        employees: Iterable[int],
        condition: sql.SQL | None = None,
    ) -> None:
        self._table = table
        self._columns = columns
        self._held = _stored(table, list(employees), condition or sql.SQL("true"))
        self._drops: list[int] = []
        self._closes: list[tuple[int, date]] = []
        self.rows: list[tuple[int, date, tuple[Any, ...]]] = []

    def begin(
        self, employee: int, start: date, values: tuple[Any, ...], *, is_same: bool = False
    ) -> None:
        """A new, open period; see `succession` for what it does to the one before."""
        next_one = succession(self._held.get(employee, ()), start, is_same=is_same)
        if next_one.drop is not None:
            self._drops.append(next_one.drop)
        if next_one.close is not None:
            self._closes.append((next_one.close, next_one.start))
        self.rows.append((employee, next_one.start, values))

    def end(self, employee: int, on: date) -> None:
        """The running period ends on a day; one that would begin then or later is removed."""
        for held in self._held.get(employee, ()):
            if held.start >= on:
                self._drops.append(held.pk)
            elif held.end is None or held.end > on:
                self._closes.append((held.pk, on))

    def make_room(self) -> None:
        """Remove and end what is to be, before anything new is written."""
        table = sql.Identifier(self._table)
        with connection.cursor() as cursor:
            if self._drops:
                cursor.execute(
                    sql.SQL("delete from {} where id = any(%s)").format(table), [self._drops]
                )
            if self._closes:
                pks, ends = zip(*self._closes, strict=True)
                cursor.execute(
                    sql.SQL(
                        "update {} t set end_on = n.end_on"
                        " from unnest(%s::bigint[], %s::date[]) as n (id, end_on)"
                        " where t.id = n.id"
                    ).format(table),
                    [list(pks), list(ends)],
                )

    def write(self) -> None:
        """Make room and store the new periods."""
        self.make_room()
        self.store(self.rows)

    def store(self, rows: Iterable[tuple[int, date, tuple[Any, ...]]]) -> None:
        """Store periods for which there is room."""
        copy(
            self._table,
            ("employee_id", "start_on", *self._columns),
            ((employee, start, *values) for employee, start, values in rows),
        )


def _stored(table: str, employees: list[int], condition: sql.SQL) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = {}
    if not employees:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "select employee_id, id, start_on, end_on from {}"
                " where employee_id = any(%s) and {} order by employee_id, start_on"
            ).format(sql.Identifier(table), condition),
            [employees],
        )
        for employee, pk, start, end in cursor.fetchall():
            found.setdefault(employee, []).append(Held(pk, start, end))
    return found
