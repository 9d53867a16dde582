"""Words no page offers, in every part, parameter and field of every address: never a fault of ours.

What an address reads is noted while it reads it, so a new parameter is tried without a line here.
The usual rounds send a tenth of all, the same each time, and what once broke; `make prove` all.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from noken.organization.models import Employee
from noken.work.models import Report
from tests.access.asks import ARGS, DATA
from tests.access.hostile import ASKED, NINES, ODD_JSON, WORDS, Sent, other_paths, send
from tests.access.records import Records
from tests.access.table import MATRIX
from tests.access.test_matrix import no_form, undone, url_of
from tests.cast import STANDING_PEOPLE

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
EVERY = 1 if os.environ.get("NOKEN_ROUNDS") == "full" else 10
PAGES = [(address, method) for address, method in MATRIX if method in {"GET", "POST"}]
COMPANIONS: Mapping[str, Mapping[str, str]] = {
    "organization:choose": {"jenis": "orang", "nama": "x"},
}
"""What an address must hear before it asks for more."""
ONCE_BROKE = (
    ("leave:colleagues", "bulan", "9999-12"),
    ("leave:team", "bulan", "9999-12"),
    ("work:reports", "bulan", "9999-12"),
    ("work:reports", "pegawai", "²"),
    ("attendance:schedules", "cari", "a\0b"),
    ("organization:accounts", "unit", NINES),
    ("discipline:handover", "tahun", "0000"),
)


@pytest.fixture(autouse=True)
def _noting(settings: Any) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.access.hostile.Noting"]
    for names in ASKED.values():
        names.clear()
    cache.clear()  # the limits on tries


@pytest.mark.parametrize(("address", "name", "word"), ONCE_BROKE)
def test_what_once_broke(
    records: Records, browse: Browse, address: str, name: str, word: str
) -> None:
    client = browse(getattr(records.cast, who_may(address, "GET")[0]))

    assert client.get(url_of(address, records), {name: word}).status_code == 200


@pytest.mark.parametrize(("address", "method"), PAGES)
def test_no_word_breaks_an_address(
    records: Records, browse: Browse, address: str, method: str
) -> None:
    visitors = {
        name: browse(records.cast.standing()[name]) for name in sorted(who_may(address, method))
    }
    for client in visitors.values():
        client.raise_request_exception = False

    assert list(_Trial(records, visitors, address, method).broken()) == []


@pytest.mark.parametrize(
    "field", ["indicator", "key", "work_on", "title", "quantity", "claimed_at"]
)
def test_no_word_breaks_the_batch_of_reports(records: Records, browse: Browse, field: str) -> None:
    client = browse(records.cast.owner)
    form = DATA["work:file"](records)
    usual = {
        "key": form["key"],
        "work_on": form["tanggal"],
        "indicator": form["indikator"],
        "title": form["judul"],
        "quantity": 1,
    }
    before = Report.objects.count()

    for word in ODD_JSON:
        body = json.dumps({"items": [{**usual, field: word}]})
        with undone(client):
            answer = client.post(reverse("work:file"), body, "application/json")
        assert answer.status_code in {200, 422}, repr(word)
    assert Report.objects.count() == before


def who_may(address: str, method: str) -> list[str]:
    """Those for whom there is most to break: who sees the page, or may act on it."""
    codes = dict(zip(STANDING_PEOPLE, MATRIX[address, method], strict=True))
    entered = {"GET": (200, 302), "POST": (302, 200)}[method]
    inside = [name for name in STANDING_PEOPLE if name not in {"ended", "anonymous"}]
    found = ([name for name in inside if codes[name] == code] for code in entered)
    return next(filter(None, found), list(STANDING_PEOPLE))


@dataclass(frozen=True)
class _Trial:
    """One address by one method."""

    records: Records
    visitors: Mapping[str, Client]
    address: str
    method: str

    def broken(self) -> Iterator[str]:
        usual = self._usual()
        url = url_of(self.address, self.records)
        yield from self._sent(Sent(self.method, url, "lain", "no-id"), usual)
        tried: set[str] = {"csrfmiddlewaretoken"}
        while names := (ASKED[self.method] | self._fields(usual)) - tried:
            for name in sorted(names):
                for word in WORDS:
                    if self._mark(name, word) % EVERY == 0:
                        yield from self._sent(Sent(self.method, url, name, word), usual)
            tried |= names
        args = ARGS[self.address](self.records) if self.address in ARGS else []
        for number, path in enumerate(other_paths(url, args)):
            if EVERY == 1 or number % EVERY == self._mark("", "") % EVERY:
                yield from self._sent(Sent(self.method, path, "lain", "no-id"), usual)

    def _usual(self) -> dict[str, Any]:
        if self.method == "POST":
            return DATA.get(self.address, no_form)(self.records)
        return dict(COMPANIONS.get(self.address, {}))

    def _fields(self, usual: Mapping[str, Any]) -> set[str]:
        return set(usual) if self.method == "POST" else set()

    def _mark(self, name: str, word: str) -> int:
        return crc32(f"{self.address} {self.method} {name} {word}".encode())

    def _sent(self, sent: Sent, usual: Mapping[str, Any]) -> Iterator[str]:
        mark = self._mark(sent.name, sent.word) // EVERY
        who = list(self.visitors)[mark % len(self.visitors)]
        headers = {"hx-request": "true"} if mark // len(self.visitors) % 2 else {}
        with undone(self.visitors[who]):
            answer = send(self.visitors[who], sent, usual, **headers)
        if answer.status_code >= 500:
            why = repr((getattr(answer, "exc_info", None) or (None, None))[1])[:200]
            yield f"{sent.method} {sent.url} {sent.name}={sent.word} ({who}): {why}"
