"""`noken run` from nothing to a page, and back to nothing."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from noken.config import env
from noken.core.database import is_reachable, locate, stop_database

pytestmark = pytest.mark.slow

READY = "noken is ready"


@pytest.fixture
def surroundings() -> Iterator[dict[str, str]]:
    """An empty run directory that every user may enter, a free port, production settings."""
    base = Path(tempfile.mkdtemp(prefix="noken-run-"))
    base.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    variables = {key: value for key, value in os.environ.items() if "DATABASE" not in key}
    yield variables | {
        "DJANGO_SETTINGS_MODULE": "noken.config.settings.production",
        "NOKEN_VAR": str(base / "var"),
        "PORT": port,
    }
    stop_database(locate(base / "var"))
    shutil.rmtree(base)


def _start(surroundings: dict[str, str], *command: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603  # ourselves
        [sys.executable, "-m", "noken", *command],
        cwd=env.ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _until_ready(run: "subprocess.Popen[str]") -> None:
    assert run.stdout is not None
    said = []
    for line in run.stdout:
        said.append(line)
        if READY in line:
            return
    raise AssertionError("".join(said))


def _rest_of(run: "subprocess.Popen[str]") -> str:
    """Not by `communicate`: it passes over what the last line read already took in."""
    assert run.stdout is not None
    with run.stdout as output:
        said = output.read()
    run.wait(timeout=60)
    return said


def _status_of(address: str, port: int) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def _processes_of(var: str) -> list[str]:
    """Command lines of living processes that were started for this run directory."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"NOKEN_VAR={var}\0" in (process / "environ").read_text(errors="replace"):
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue  # it ended, or it is another user's
    return found


def test_it_serves_the_sample_and_interrupting_it_ends_all_it_started(
    surroundings: dict[str, str],
) -> None:
    demo = ("migrate",), ("demo", "--size", "small"), ("db", "stop")
    for command in demo:
        said, _ = _start(surroundings, *command).communicate(timeout=120)
        assert "Traceback" not in said
    var = Path(surroundings["NOKEN_VAR"])

    run = _start(surroundings, "run")
    _until_ready(run)
    status = _status_of("/", int(surroundings["PORT"]))
    run.send_signal(signal.SIGINT)
    rest = _rest_of(run)

    assert status == 302
    assert run.returncode == 0
    assert len(re.findall(r"\b\d{18}\b", rest)) >= 5
    assert (var / "sample-logins.txt").stat().st_mode & 0o777 == 0o600
    assert not is_reachable(locate(var))
    assert _processes_of(str(var)) == []
