"""Files as the people of the cast do, and notes when COMMIT was sent."""

import json
import time
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from bench.writer import ALL
from noken.core import clock
from noken.core.actor import Actor
from noken.core.uuid7 import uuid7
from noken.organization.queries import actor_for
from noken.realtime.services import Announcement, announce
from noken.work.services import ReportDraft, file_reports


class Writer:
    """The service is called inside a transaction of ours: its end is the moment we time."""

    def __init__(self, cast: dict[str, Any]) -> None:
        self._indicators = {
            int(person): UUID(indicator) for person, (indicator, _) in cast["targets"].items()
        }
        today = clock.today()
        self._authors = cycle(
            [actor for author in cast["authors"] if (actor := actor_for(author, today))]
        )

    def file(self, seconds: float, rate: float, out: Path) -> None:
        done: dict[str, tuple[int | None, int]] = {}
        began = time.monotonic()
        for number in range(int(seconds * rate)):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            author = next(self._authors)
            with transaction.atomic():
                key = self._file(author)
                at = time.monotonic_ns()
            done[str(key)] = (author.employee_id, at)
        out.write_text(json.dumps(done))
        print("done", flush=True)

    def say_to_all(self) -> None:
        with transaction.atomic():
            announce([Announcement(ALL)])
            at = time.monotonic_ns()
        print(at, flush=True)

    def _file(self, author: Actor) -> UUID:
        now = clock.now()
        draft = ReportDraft(
            key=uuid7(now),
            work_on=author.on,
            indicator_key=self._indicators[author.employee_id or 0],
            quantity=Decimal(2),
            note="Berkas diperiksa dan diserahkan.",
            claimed_at=now,
        )
        (outcome,) = file_reports([draft], by=author, at=now)
        if outcome.receipt is None:
            raise RuntimeError(f"not filed: {outcome.refused}")
        return draft.key
