"""The recap of a unit of 60 in the month before today's: its cost, and how it grows."""

from bench import database
from bench.database import Base
from bench.figures import Book
from bench.groups.page import Failed, costs
from bench.process import collect_static
from bench.rounds import ROUNDS

SMALLER, LARGER = 5_000, 50_000


def measure(book: Book) -> None:
    small, large = database.base(SMALLER), database.base(LARGER)
    collect_static(small)
    path, who = _path(small), [small.cast["admin_opd"]]
    try:
        spent = costs(small, path, who)
        growth = [
            costs(large, path, who, count=1)[0].both_ms
            / costs(small, path, who, count=1)[0].both_ms
            for _ in range(ROUNDS)
        ]
    except Failed as failed:
        for name in ("recap_cpu_ms", "recap_db_cpu_ms", "growth_recap"):
            book.leave_out(name, str(failed))
        return
    book.take("recap_cpu_ms", [each.app_ms for each in spent])
    book.take("recap_db_cpu_ms", [each.db_ms for each in spent])
    book.take("growth_recap", growth)


def _path(base: Base) -> str:
    return f"/kehadiran/rekap/?unit={base.cast['division']}&bulan={base.cast['recap_month']}"
