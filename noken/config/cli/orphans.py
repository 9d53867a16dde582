"""What a `noken run` that was killed left behind: found by the next start, and ended.

Each run marks its children with a word of its own in their environment and keeps that word in a
file. A process number that was given out again never carries it, so no stranger is ended.
"""

import os
import secrets
import signal
import time
from collections.abc import Iterator
from pathlib import Path

MARK = "NOKEN_RUN"
GRACE_SECONDS = 2
"""Jobs that are broken off run again, and nobody waits for pages of a dead run."""
LOOK_EVERY_SECONDS = 0.05


def new_mark(place: Path) -> str:
    """A word for the children of this run, kept before the first of them is started."""
    word = secrets.token_hex(16)
    place.write_text(word)
    return word


def end(place: Path) -> int:
    """End what is left of the run whose word is kept in `place`; how many processes that were."""
    word = place.read_text().strip() if place.is_file() else ""
    if not word:
        return 0
    left = list(_marked(word))
    _signal(left, signal.SIGTERM)
    until = time.monotonic() + GRACE_SECONDS
    while (alive := list(_marked(word))) and time.monotonic() < until:
        time.sleep(LOOK_EVERY_SECONDS)
    while alive:
        _signal(alive, signal.SIGKILL)
        time.sleep(LOOK_EVERY_SECONDS)
        alive = list(_marked(word))
    place.unlink()
    return len(left)


def _signal(processes: list[int], number: signal.Signals) -> None:
    for pid in processes:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def _marked(word: str) -> Iterator[int]:
    """Living processes that were started by that run; never ourselves, and never PostgreSQL, which
    serves whoever comes next."""
    wanted = f"{MARK}={word}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (
                wanted in (process / "environ").read_bytes().split(b"\0")
                and (process / "comm").read_text().strip() != "postgres"
                and int(process.name) != os.getpid()
            ):
                yield int(process.name)
        except OSError:
            continue  # it ended, or it is another user's
