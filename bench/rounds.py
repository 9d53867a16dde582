"""Five rounds of everything: the median counts, least and most are shown."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from bench.process import Server, Spent, load

ROUNDS = int(os.environ.get("ROUNDS", "5"))
REQUESTS, WARM_UP = 300, 30
QUIET = 1.0


def rounds(count: int = ROUNDS) -> Iterator[int]:
    """Round numbers; before each the load of the machine is told."""
    for number in range(1, count + 1):
        busy = load()
        doubt = ", wall times are doubtful" if busy > QUIET else ""
        print(f"    round {number} of {count}: load average {busy:.2f}{doubt}", flush=True)
        yield number


def repeated(measure: Callable[[], Mapping[str, float]]) -> dict[str, list[float]]:
    """What `measure` returns, gathered over the rounds."""
    gathered = defaultdict(list)
    for _ in rounds():
        for name, value in measure().items():
            gathered[name].append(value)
    return dict(gathered)


def cost(server: Server, request: Callable[[int], float]) -> tuple[Spent, float]:
    """CPU of one request and its mean wall time in ms, after a warm-up.

    Args:
        server: whose CPU is taken.
        request: does the request with this number and returns its wall time in seconds.
    """
    for number in range(WARM_UP):
        request(number)
    before = server.spent()
    wall = sum(request(WARM_UP + number) for number in range(REQUESTS))
    return server.spent().since(before, REQUESTS), wall * 1000 / REQUESTS
