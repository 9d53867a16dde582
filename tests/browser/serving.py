"""The programme as it is served to people, on the test database, for real browsers."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

from noken.config import env
from tests.browser.office import BEHIND

READY_S = 90


@dataclass(frozen=True)
class Site:
    """A server that answers at `url`."""

    process: "subprocess.Popen[bytes]"
    url: str
    log: Path

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])


def surroundings(var: Path) -> dict[str, str]:
    """The variables under which another process uses the test database."""
    base = settings.DATABASES["default"] | connection.settings_dict
    owner = base["TEST"]["OWNER"]

    def url(user: str, password: str | None) -> str:
        where = urlencode({"host": base["HOST"], "port": base["PORT"]})
        return f"postgresql://{quote(user)}:{quote(password or '')}@/{base['NAME']}?{where}"

    return os.environ | {
        "DATABASE_URL": url(base["USER"], base["PASSWORD"]),
        "DATABASE_OWNER_URL": url(owner["USER"], owner["PASSWORD"]),
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "NOKEN_VAR": str(var),
        "TEST_MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "TEST_CLOCK_BEHIND_S": str(BEHIND.total_seconds()),
    }


def collect_static(var: Path) -> None:
    """Hashed and compressed, as `noken prepare` does it."""
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
        cwd=env.ROOT,
        env=surroundings(var),
        check=True,
    )


@contextmanager
def served(var: Path, port: int = 0) -> Iterator[Site]:
    """`noken serve` until the end of the block."""
    port = port or free_port()
    log = var / f"serve-{port}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 (our own command, no shell)
            [sys.executable, "-m", "noken", "serve", "--port", str(port)],
            cwd=env.ROOT,
            env=surroundings(var),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait(process, port, log)
        yield Site(process, f"http://127.0.0.1:{port}", log)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(15)
        _wait_until_left()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: Any, port: int, log: Path) -> None:
    """Until a page and the event feed answer."""
    end = time.monotonic() + READY_S
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        with suppress(OSError):
            if _status(port) == 403:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def _wait_until_left() -> None:
    """Until the database has seen that the server is gone: it is dropped soon."""
    with connection.cursor() as cursor:
        for _ in range(100):
            cursor.execute(
                "select count(*) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.05)


def _status(port: int) -> int:
    client = HTTPConnection("127.0.0.1", port, timeout=10)
    client.request("GET", "/langsung/susulan", headers={"Cookie": f"session={'0' * 32}"})
    status = client.getresponse().status
    client.close()
    return status
