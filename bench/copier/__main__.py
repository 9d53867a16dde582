"""`python -m bench.copier PEOPLE DAYS`: compares reports as it is told, with the product's service.

`fill` writes the earlier reports of everybody and lets them be compared. `new N` writes the reports
of the N-th new day, one a person, and answers how many were copied, lightly changed and honest
routine. `run` compares what is new and runs the card: seconds, reports compared, rows written, and
how many of copied, changed and honest ones are among them.
"""

import sys
import time
from datetime import date, timedelta
from random import Random

import django

COPIED, CHANGED, ROUTINE = 0.05, 0.03, 0.20
FIRST = date(2025, 12, 1)

if __name__ == "__main__":
    django.setup()
    from django.db import connection
    from psycopg.types.json import Jsonb

    from bench.copier import texts
    from bench.place import SCHEMA
    from noken.core import clock
    from noken.core.actor import system
    from noken.core.tenancy import in_tenant
    from noken.core.uuid7 import uuid7
    from noken.findings.services import run_cards
    from noken.work.services import compare_reports

    people, length = map(int, sys.argv[1:])
    random = Random(5)
    days = [FIRST + timedelta(n) for n in range(2 * length + 60)]
    days = [day for day in days if day.weekday() < 5]
    known: list[list[str]] = [[] for _ in range(people)]
    labels: dict[str, str] = {}

    def note_of(person: int, *, is_new: bool) -> tuple[str, str]:
        """The label and the text of one report."""
        if person % 5 == 0:
            return "routine", texts.routine(random, person)
        draw = random.random() if is_new else 1.0
        share = 1 / (1 - ROUTINE)
        if draw < COPIED * share:
            return "copied", random.choice(known[person])
        if draw < (COPIED + CHANGED) * share:
            return "changed", texts.lightly_changed(random, random.choice(known[person]))
        return "own", texts.fresh(random)

    def write(number: int, *, is_new: bool) -> None:
        at = clock.at_noon(days[number])
        with (
            connection.cursor() as cursor,
            cursor.copy(
                "copy work_report (id, author_id, work_on, title, unit, places, note, late_reason,"
                " claimed_at, received_at, status) from stdin"
            ) as rows,
        ):
            for person in range(people):
                moment = at + timedelta(milliseconds=person)
                label, note = note_of(person, is_new=is_new)
                pk = uuid7(moment)
                if is_new:
                    labels[str(pk)] = label
                elif label == "own" and len(known[person]) < 20:
                    known[person].append(note)
                place = ("Kegiatan harian", "", Jsonb([]), note, "", moment, moment, "WAITING")
                rows.write_row((pk, person + 1, days[number], *place))

    def compare(number: int) -> int:
        by, at = system(days[number]), clock.at_noon(days[number]) + timedelta(hours=6)
        count = 0
        while compared := compare_reports(by=by, at=at):
            count += compared
        return count

    def fill() -> str:
        began = time.monotonic()
        for number in range(length):
            write(number, is_new=False)
        with connection.cursor() as cursor:
            cursor.execute("analyze work_report")
        count = compare(length)
        return f"{time.monotonic() - began} {count}"

    def new(number: int) -> str:
        labels.clear()
        write(length + number, is_new=True)
        told = list(labels.values())
        return " ".join(str(told.count(label)) for label in ("copied", "changed", "routine"))

    def run(number: int) -> str:
        day = days[length + number]
        began = time.monotonic()
        count = compare(length + number)
        done = run_cards(
            codes=["LAP-02"], since=day, by=system(day), at=clock.at_noon(day) + timedelta(hours=7)
        )
        seconds = time.monotonic() - began
        with connection.cursor() as cursor:
            cursor.execute("select item from findings_row")
            found = [labels[item] for (item,) in cursor.fetchall() if item in labels]
        rows = sum(each.rows for each in done)
        shares = (found.count(label) for label in ("copied", "changed", "routine", "own"))
        return " ".join(map(str, (seconds, count, rows, *shares)))

    with in_tenant(SCHEMA):
        print("ready", flush=True)
        for line in sys.stdin:
            match line.split():
                case ["fill"]:
                    print(fill(), flush=True)
                case ["new", number]:
                    print(new(int(number)), flush=True)
                case ["run", number]:
                    print(run(int(number)), flush=True)
