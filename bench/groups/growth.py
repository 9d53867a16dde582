"""How the cost of a page grows with the instansi: 500 to 50,000 people, same team."""

from bench import database
from bench.figures import Book
from bench.groups.page import TEAM, TODAY, Failed, costs
from bench.process import collect_static
from bench.rounds import ROUNDS

SMALLER, LARGER = 500, 50_000


def measure(book: Book) -> None:
    small, large = database.base(SMALLER), database.base(LARGER)
    collect_static(small)
    count = min(len(small.cast["heads"]), len(large.cast["heads"]))
    for name, path, who in (("today", TODAY, "staff"), ("team", TEAM, "heads")):
        growth = []
        try:
            for _ in range(ROUNDS):
                spent = [
                    costs(base, path, base.cast[who][:count], count=1)[0].both_ms
                    for base in (small, large)
                ]
                growth.append(spent[1] / spent[0])
        except Failed as failed:
            book.leave_out(f"growth_{name}", str(failed))
            continue
        book.take(f"growth_{name}", growth)
