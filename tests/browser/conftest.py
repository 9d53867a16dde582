"""Real browsers on the real server: both once for all modules, each of which empties its rows."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from conftest import SCHEMA
from noken.organization.models import Employee
from tests.browser.office import session_of
from tests.browser.serving import Site, collect_static, served

CHROMIUM = os.environ.get("CHROMIUM") or which("chromium-headless-shell") or which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
RESTING = (380, 20)
"""Where the pointer begins: in the corner it would hold the narrow menu open over the page."""
WAIT_MS = 15_000
expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture
def _django_db_helper(django_db_setup: None) -> None:
    """Instead of pytest-django's: a test leaves its rows, for the server remembers ids it told."""


def inside_the_instansi() -> None:
    """For what is not a test function; those begin inside."""
    connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it


@pytest.fixture(scope="session")
def var(django_db_setup: None) -> Iterator[Path]:
    """A run directory with the static files, as `noken prepare` leaves it."""
    with tempfile.TemporaryDirectory(prefix="noken-browser-") as folder:
        collect_static(Path(folder))
        yield Path(folder)


@pytest.fixture(scope="package")
def site(var: Path, django_db_blocker: Any) -> Iterator[Site]:
    """The served programme, on the database of the tests."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in this thread
        inside_the_instansi()
        with served(var) as running:
            yield running


@pytest.fixture(scope="package")
def chromium(site: Site) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
        connection.close()  # while Playwright's loop runs, Django keeps a connection of its own


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Iterator[Browser]:
    """Chromium; what a module's tests committed is gone after the module.

    The server goes on reading meanwhile: where the two lock one another out, one goes again.
    """
    yield chromium
    for left in reversed(range(5)):
        try:
            call_command("flush", interactive=False, verbosity=0)
            break
        except CommandError:
            if not left:
                raise


class Window:
    """A browser of one person. Complaints on its console are kept."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.context, self.site = context, site
        self.complaints: list[str] = []
        self.page = self.tab()

    def tab(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(WAIT_MS)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        return page

    def go(self, path: str) -> Page:
        self.page.goto(self.site.url + path, wait_until="load")
        self.page.mouse.move(*RESTING)
        return self.page

    def _heard(self, message: ConsoleMessage) -> None:
        """Refusals and 404s are said on the console too: that is the browser, not the page."""
        said = message.text
        if message.type in {"error", "warning"} and "Failed to load resource" not in said:
            self.complaints.append(f"{urlsplit(self.page.url).path} {message.type}: {said}")


Open = Callable[..., Window]


@pytest.fixture
def window(site: Site, browser: Browser) -> Iterator[Open]:
    """Open a browser in which a person is logged in; at the end its console must be empty."""
    windows: list[Window] = []
    with ExitStack() as stack:

        def opened(person: Employee | None, size: ViewportSize | None = None) -> Window:
            context = browser.new_context(viewport=size or DESK, locale="id-ID")
            stack.callback(context.close)
            if person is not None:
                cookie = {"name": "session", "value": session_of(person), "url": site.url}
                context.add_cookies([cookie])  # type: ignore[list-item]  # a SetCookieParam
            windows.append(Window(context, site))
            return windows[-1]

        yield opened
    assert [complaint for each in windows for complaint in each.complaints] == []
