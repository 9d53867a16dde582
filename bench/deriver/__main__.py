"""`python -m bench.deriver`: derives days as it is told, with the product's own service.

`punch` lays punches over the windows of everybody. `derive FIRST LAST` derives all days of the
people with these ids, in the pieces in which the worker does, and answers with their number.
`clear` takes all days away. Each answer is one line.
"""

import sys
from datetime import date, timedelta

import django

PIECE = 500
START, END = date(2025, 11, 10), date(2026, 11, 21)
"""250 workdays and a few more, all of them over."""

if __name__ == "__main__":
    django.setup()
    from django.db import connection, transaction

    from bench.deriver.facts import PUNCHES
    from bench.place import SCHEMA
    from noken.attendance.queries import lay_windows
    from noken.attendance.queries.day_facts import Asked
    from noken.attendance.services import derive_days
    from noken.core import clock
    from noken.core.actor import system
    from noken.core.tenancy import in_tenant

    def punch() -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            lay_windows(START, END)
            cursor.execute(PUNCHES)
            return int(cursor.rowcount)

    def derive(first: int, last: int) -> int:
        stored, by, at = 0, system(END + timedelta(1)), clock.at_noon(END + timedelta(2))
        for start in range(first, last, PIECE):
            people = range(start, min(start + PIECE, last))
            stored += derive_days([Asked(pk, START, END) for pk in people], by=by, at=at)
        return stored

    with in_tenant(SCHEMA):
        print("ready", flush=True)
        for line in sys.stdin:
            match line.split():
                case ["punch"]:
                    print(punch(), flush=True)
                case ["derive", first, last]:
                    print(derive(int(first), int(last)), flush=True)
