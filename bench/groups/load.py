"""What a browser fetches: the first visit of Hari ini, then Tim with warm caches."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from shutil import which
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from bench import database
from bench.figures import Book, note
from bench.groups.page import TEAM, TODAY
from bench.process import Server, collect_static
from bench.rounds import repeated

CHROMIUM = which("chromium-headless-shell") or which("chromium")
PHONE = {"width": 390, "height": 844}
STREAM = "/langsung"
QUIET_MS, LOOK_MS, PATIENCE_MS = 1000, 50, 30_000


@dataclass(slots=True)
class Fetched:
    """One request as Chromium's network log tells it; bodies only, as they came."""

    url: str
    head_bytes: float = 0
    body_bytes: float = 0
    from_cache: bool = False
    is_ahead: bool = False
    is_done: bool = False


@dataclass
class Network:
    """The requests of one visit, the event stream left out. No slots: Playwright adds to it."""

    requests: dict[str, Fetched] = field(default_factory=dict)
    changes: int = 0

    def listen(self, devtools: CDPSession) -> None:
        devtools.on("Network.requestWillBeSent", self._sent)
        devtools.on("Network.requestServedFromCache", self._cached)
        devtools.on("Network.responseReceived", self._answered)
        devtools.on("Network.loadingFinished", self._finished)
        devtools.on("Network.loadingFailed", self._finished)
        devtools.send("Network.enable")

    def wait_until_quiet(self, page: Page) -> None:
        """Until nothing happened for a second and nothing is under way."""
        quiet = waited = 0
        while quiet < QUIET_MS:
            before = self.changes
            page.wait_for_timeout(LOOK_MS)
            waited += LOOK_MS
            busy = self.changes != before or not all(r.is_done for r in self.requests.values())
            quiet = 0 if busy else quiet + LOOK_MS
            if waited > PATIENCE_MS:
                raise TimeoutError("the page did not come to rest")

    def fetched(self) -> list[Fetched]:
        """What came over the wire: not from a cache, not ahead of its use."""
        return [r for r in self.requests.values() if not r.from_cache and not r.is_ahead]

    def _sent(self, event: Mapping[str, Any]) -> None:
        self.changes += 1
        url = event["request"]["url"]
        if STREAM not in url and url.startswith("http"):
            ahead = event.get("type") == "Prefetch"
            self.requests[event["requestId"]] = Fetched(url, is_ahead=ahead)

    def _cached(self, event: Mapping[str, Any]) -> None:
        if fetched := self.requests.get(event["requestId"]):
            fetched.from_cache = fetched.is_done = True

    def _answered(self, event: Mapping[str, Any]) -> None:
        self.changes += 1
        if fetched := self.requests.get(event["requestId"]):
            answer = event["response"]
            fetched.head_bytes = answer["encodedDataLength"]
            fetched.from_cache |= answer["fromDiskCache"] or answer["fromServiceWorker"]

    def _finished(self, event: Mapping[str, Any]) -> None:
        self.changes += 1
        if fetched := self.requests.get(event["requestId"]):
            fetched.is_done = True
            whole = event.get("encodedDataLength", 0)
            fetched.body_bytes = max(0.0, whole - fetched.head_bytes)


def measure(book: Book) -> None:
    base = database.base(5_000)
    collect_static(base)
    session = base.cast["sessions"][str(base.cast["heads"][0])]
    with Server(base) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            measured = repeated(lambda: _visit(browser, f"http://127.0.0.1:{server.port}", session))
        finally:
            browser.close()
    book.take("first_load_kb", measured["first_load_kb"])
    book.take("first_load_requests", measured["first_load_requests"], places=0)
    book.take("later_page_kb", measured["later_page_kb"])


def _visit(browser: Any, site: str, session: str) -> dict[str, float]:
    with _phone(browser, site, session) as (page, devtools):
        first = Network()
        first.listen(devtools)
        page.goto(site + TODAY)
        _insist(page, TODAY)
        first.wait_until_quiet(page)
        came = first.fetched()
        for fetched in came:
            note(fetched.url.removeprefix(site)[:40], [fetched.body_bytes / 1024], "KiB")
        first.requests.clear()
        page.goto(site + TEAM)
        _insist(page, TEAM)
        first.wait_until_quiet(page)
        later = first.fetched()
        for fetched in later:
            note(f"then {fetched.url.removeprefix(site)[:34]}", [fetched.body_bytes / 1024], "KiB")
    return {
        "first_load_kb": sum(each.body_bytes for each in came) / 1024,
        "first_load_requests": len(came),
        "later_page_kb": sum(each.body_bytes for each in later) / 1024,
    }


def _insist(page: Page, path: str) -> None:
    """A redirect to the login would be a small page too."""
    if not page.url.endswith(path) or page.locator("h1").count() == 0:
        raise RuntimeError(f"{path} was not shown, but {page.url}")


@contextmanager
def _phone(browser: Any, site: str, session: str) -> Iterator[tuple[Page, CDPSession]]:
    """A fresh browser with an empty cache, signed in."""
    context = browser.new_context(viewport=PHONE, locale="id-ID", is_mobile=True, has_touch=True)
    context.add_cookies([{"name": "session", "value": session, "url": site}])
    page = context.new_page()
    try:
        yield page, context.new_cdp_session(page)
    finally:
        context.close()
