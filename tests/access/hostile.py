"""Words that no page offers and any address may meet, and the way they are sent."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client

NINES = "9" * 23
WORDS: Mapping[str, Any] = {
    "nul": "a\0b",
    "nul-alone": "\0",
    "bidi": "Lapor\u202egnp.exe\u2066",
    "control": "a\x07\x1b[31m\x85",
    "lone-surrogate": b"a\xed\xa0\x80",
    "no-utf8": b"\xff\xfe",
    "nines": NINES,
    "past-eight-bytes": str(2**63),
    "past-four-bytes": str(2**31),
    "past-two-bytes": "32768",
    "five-thousand-digits": "9" * 5000,
    "negative": "-1",
    "nought": "0",
    "year-nought": "0000",
    "year-last": "9999",
    "month-last": "9999-12",
    "month-nought": "0000-00",
    "month-first": "0001-01",
    "day-first": "0001-01-01",
    "day-last": "9999-12-31",
    "day-none": "2026-02-30",
    "moment-last": "9999-12-31T23:59",
    "moment-first": "0001-01-01T00:00",
    "hour": "24:61",
    "exponent": "1e999999",
    "no-number": "NaN",
    "infinite": "-Infinity",
    "other-digits": "٣٤",
    "raised-digit": "²",
    "letters-beyond": "𒈙﷽👩‍👩‍👧‍👦" * 200,
    "long": "x" * 40_000,
    "lines": "a\r\nb\n\n\tc",
    "marks": "%' \"\\;--{{ }}{% x %}<b>&",
    "list-inside": [],
    "twice": ["1", NINES],
    "uuid": "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "json": '{"a":[1e400,{"b":null}]}',
    "no-id": "abc",
    "nothing": "",
}
ODD_JSON: tuple[Any, ...] = (
    *("", "\0", "\ud800", "a\u202e", "9999-12-31", "0001-01-01", "2026-02-30", NINES, "1e999999"),
    *("9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00-14:00", "NaN", "x" * 40_000, "²"),
    *(None, True, -1, 0, 1e308, float("inf"), float("nan"), 2**63, 10**400, [], {}, [[{}]]),
)
"""What stands in a field of a JSON batch."""


class Noted(QueryDict):
    """Fields that note which of them are asked for."""

    names: set[str]

    @classmethod
    def of(cls, given: QueryDict, names: set[str]) -> "Noted":
        noted = cls(mutable=True)
        noted.names = names
        for name, values in given.lists():
            noted.setlist(name, values)
        return noted

    def __getitem__(self, name: str) -> Any:
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._note(str(name))
        return super().__contains__(name)

    def getlist(self, name: str, default: Any = None) -> Any:
        self._note(name)
        return super().getlist(name, default)

    def _note(self, name: str) -> None:
        self.__dict__.get("names", set()).add(name)  # a copy notes nothing


ASKED: dict[str, set[str]] = {"GET": set(), "POST": set()}


class Noting:
    """Last of the middleware: what the view asks for is noted in ASKED."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        request.GET = Noted.of(request.GET, ASKED["GET"])  # type: ignore[assignment]  # the test's
        if request.method == "POST":
            request.POST = Noted.of(request.POST, ASKED["POST"])  # type: ignore[assignment]  # too


@dataclass(frozen=True)
class Sent:
    """One word in one field, the others as they are."""

    method: str
    url: str
    name: str
    word: str

    def fields(self, usual: Mapping[str, Any]) -> dict[str, Any]:
        value = WORDS[self.word]
        if self.word == "list-inside":
            return {**usual, f"{self.name}[]": "1", f"{self.name}[a]": "1", self.name: "[]"}
        return {**usual, self.name: value}


def send(client: Client, sent: Sent, usual: Mapping[str, Any], **headers: str) -> Any:
    for value in usual.values():
        if hasattr(value, "seek"):
            value.seek(0)
    fields = sent.fields(usual)
    if sent.method == "GET":
        return client.get(f"{sent.url}?{urlencode(fields, doseq=True)}", headers=headers)
    if any(hasattr(value, "read") for value in usual.values()):
        return client.post(sent.url, fields, headers=headers)
    kind = "application/x-www-form-urlencoded"
    return client.post(sent.url, urlencode(fields, doseq=True), kind, headers=headers)


def other_paths(url: str, args: list[Any]) -> Iterator[str]:
    """The address with each of its parts put out of place, one after the other."""
    for arg in args:
        before, part, after = url.rpartition(f"/{arg}/")
        for word in (NINES, str(2**63), str(2**31), "0", "-1", "%00", "a%00b", "%E2%80%AE"):
            if part:
                yield f"{before}/{word}/{after}"
