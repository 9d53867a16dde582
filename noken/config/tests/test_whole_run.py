"""`noken run` from nothing to a page, and back to nothing; and after all of it was killed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from noken.config import env
from noken.core.database import is_reachable, locate, stop_database

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

READY = "noken is ready"


@pytest.fixture(scope="module")
def prepared() -> Iterator[dict[str, str]]:
    """A run directory with the small sample that every user may enter, a free port, production
    settings."""
    base = Path(tempfile.mkdtemp(prefix="noken-run-"))
    base.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    variables = {key: value for key, value in os.environ.items() if "DATABASE" not in key}
    variables |= {
        "DJANGO_SETTINGS_MODULE": "noken.config.settings.production",
        "NOKEN_VAR": str(base / "var"),
        "PORT": port,
    }
    for command in (("migrate",), ("demo", "--size", "small"), ("db", "stop")):
        run = _start(variables, *command)
        said, _ = run.communicate(timeout=300)
        assert run.returncode == 0, said
    yield variables
    shutil.rmtree(base)


@pytest.fixture
def surroundings(prepared: dict[str, str]) -> Iterator[dict[str, str]]:
    """Before and after each test no PostgreSQL runs: a run that was killed leaves its own behind,
    and the next one stops only what it started."""
    yield prepared
    stop_database(locate(Path(prepared["NOKEN_VAR"])))


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


def _until_ready(run: "subprocess.Popen[str]") -> str:
    assert run.stdout is not None
    said = []
    for line in run.stdout:
        said.append(line)
        if READY in line:
            return "".join(said)
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
    return list(_all_of(var).values())


def _all_of(var: str) -> dict[int, str]:
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"NOKEN_VAR={var}\0" in (process / "environ").read_text(errors="replace"):
                words = (process / "cmdline").read_text().replace("\0", " ")
                if words:  # else it ended, and nobody asked for how
                    found[int(process.name)] = words
        except OSError:
            continue  # it ended, or it is another user's
    return found


def _serving(var: str) -> set[int]:
    return {pid for pid, command in _all_of(var).items() if "granian" in command}


def _kill(run: "subprocess.Popen[str]", *others: int) -> None:
    """The run itself first, so that it sees nobody die."""
    for pid in (run.pid, *others):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert run.stdout is not None
    run.stdout.close()
    run.wait(timeout=60)


def test_it_serves_the_sample_and_interrupting_it_ends_all_it_started(
    surroundings: dict[str, str],
) -> None:
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


def test_after_all_of_it_was_killed_it_starts_without_preparing_again(
    surroundings: dict[str, str],
) -> None:
    var, port = surroundings["NOKEN_VAR"], int(surroundings["PORT"])
    killed = _start(surroundings, "run")
    _until_ready(killed)
    postgres = int((locate(Path(var)).data / "postmaster.pid").read_text().split("\n")[0])
    _kill(killed, *_all_of(var), postgres)

    again = _start(surroundings, "run")
    before = _until_ready(again)
    status = _status_of("/masuk/", port)
    again.send_signal(signal.SIGINT)
    _rest_of(again)

    assert "The database is up to date." not in before
    assert status == 200
    assert again.returncode == 0


def test_what_a_killed_run_left_is_ended_and_answers_no_more(surroundings: dict[str, str]) -> None:
    var, port = surroundings["NOKEN_VAR"], int(surroundings["PORT"])
    killed = _start(surroundings, "run")
    _until_ready(killed)
    _kill(killed)
    orphans = _serving(var)
    assert _status_of("/masuk/", port) == 200

    again = _start(surroundings, "run")
    before = _until_ready(again)
    serving = _serving(var)
    again.send_signal(signal.SIGINT)
    _rest_of(again)

    assert "a killed run had left behind" in before
    assert orphans
    assert serving
    assert not orphans & serving
    assert _processes_of(var) == []
