"""kill -9 of the serving processes under load: what was acknowledged is there, with equal hash."""

import json
import os
import random
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from uuid import UUID

import pytest

from noken.core.uuid7 import uuid7
from noken.documents.queries import receipts_for
from noken.work.models import Report
from tests.browser.office import DAY, NOON, make_office, session_of
from tests.browser.serving import collect_static, free_port, served

FULL = os.environ.get("NOKEN_ROUNDS") == "full"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(4 * 3600 if FULL else 900),
]
ROUNDS = 1_000 if FULL else 3
WRITERS = 3
TOKEN = "a" * 32
chance = random.SystemRandom()


@dataclass
class Sender:
    """A phone that keeps sending, keeps each receipt, and sends again what got no answer."""

    session: str
    receipts: dict[str, str] = field(default_factory=dict)
    unknown: list[dict[str, object]] = field(default_factory=list)
    sent: set[str] = field(default_factory=set)

    def run(self, port: int, stop: threading.Event) -> None:
        while not stop.is_set():
            if not self.unknown:
                self.unknown = [self._item() for _ in range(chance.randint(1, 5))]
            with suppress(OSError, HTTPException):
                self.send(port)

    def _item(self) -> dict[str, object]:
        key = str(uuid7(NOON))
        self.sent.add(key)
        return {"key": key, "work_on": DAY.isoformat(), "title": f"Laporan {key}", "quantity": 1}

    def send(self, port: int) -> None:
        """Send what has no answer yet, with the same keys; an answer settles it."""
        headers = {
            "Content-Type": "application/json",
            "Cookie": f"session={self.session}; csrf={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as client:
            body = json.dumps({"items": self.unknown})
            client.request("POST", "/laporan/kirim/", body, headers)
            answer = client.getresponse()
            outcomes = json.loads(answer.read())["outcomes"]
        for outcome in outcomes:
            self.receipts[outcome["key"]] = outcome["receipt"]["sha256"]
        self.unknown = []


@pytest.fixture
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="noken-kill-") as folder:
        collect_static(Path(folder))
        yield Path(folder)


def test_every_acknowledged_receipt_is_found_after_kills(var: Path) -> None:
    office = make_office(WRITERS - 1)
    senders = [Sender(session_of(person)) for person in office.team]
    port = free_port()

    for _ in range(ROUNDS):
        with served(var, port) as site:
            stop = threading.Event()
            threads = [threading.Thread(target=s.run, args=(port, stop)) for s in senders]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.3, 2.0))
            os.killpg(site.process.pid, signal.SIGKILL)
            stop.set()
            for thread in threads:
                thread.join(20)
    with served(var, port):
        for sender in senders:
            if sender.unknown:
                sender.send(port)

    acknowledged = {key: sha for sender in senders for key, sha in sender.receipts.items()}
    stored = {str(card.key): card.sha256 for card in receipts_for(map(UUID, acknowledged)).values()}
    rows = set(map(str, Report.objects.values_list("pk", flat=True)))
    assert len(acknowledged) > ROUNDS
    assert stored == acknowledged
    assert set(acknowledged) == rows == {key for sender in senders for key in sender.sent}
