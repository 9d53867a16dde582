"""What a first visit fetches over a thin line: little, compressed, and no more than once."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.office import Office, fill, make_office

STREAM = "/langsung"
MOST_BYTES, MOST_REQUESTS, LATER_BYTES = 60 * 1024, 10, 15 * 1024


@dataclass
class Network:
    """Requests of one visit as Chromium counts them, the event stream left out."""

    urls: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    heads: dict[str, float] = field(default_factory=dict)
    cached: set[str] = field(default_factory=set)

    def listen(self, devtools: CDPSession) -> None:
        devtools.on("Network.requestWillBeSent", self._sent)
        devtools.on("Network.requestServedFromCache", lambda e: self.cached.add(e["requestId"]))
        devtools.on("Network.responseReceived", self._answered)
        devtools.on("Network.loadingFinished", self._finished)
        devtools.send("Network.enable")

    def fetched(self) -> dict[str, float]:
        """Bytes of the bodies on the wire by address, as the bench counts them."""
        ids = [i for i in self.urls if i not in self.cached]
        return {self.urls[i]: self.sizes.get(i, 0.0) - self.heads.get(i, 0.0) for i in ids}

    def _sent(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if STREAM not in url and url.startswith("http"):
            self.urls[event["requestId"]] = url

    def _answered(self, event: dict[str, Any]) -> None:
        self.heads[event["requestId"]] = event["response"]["encodedDataLength"]
        if event["response"].get("fromDiskCache"):
            self.cached.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]


def full_office() -> Office:
    office = make_office(13)
    fill(office)
    return office


def test_a_first_visit_is_small_and_a_later_page_smaller(window: Open) -> None:
    maria = window(full_office().maria, PHONE)
    network = Network()
    network.listen(maria.context.new_cdp_session(maria.page))

    page = maria.go("/hari-ini/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_timeout(1500)

    first = network.fetched()
    assert len(first) <= MOST_REQUESTS, first
    assert sum(first.values()) <= MOST_BYTES, first


def test_the_board_comes_with_what_is_there_already(window: Open) -> None:
    yohana = window(full_office().yohana)
    yohana.go("/hari-ini/")
    network = Network()
    network.listen(yohana.context.new_cdp_session(yohana.page))

    page = yohana.go("/tim/")
    page.wait_for_timeout(1500)

    later = network.fetched()
    assert len(later) <= 4, later
    assert sum(later.values()) <= LATER_BYTES, later
