"""`noken run` refuses before it starts anything: a second one, and a taken port."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from noken.config import env
from noken.config.cli.run import _alone, port_state


def _noken(*command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-m", "noken", *command],
        cwd=env.ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_second_run_says_so_and_where(tmp_path: Path) -> None:
    with _alone(tmp_path / "run.lock", "http://127.0.0.1:8000"):
        second = _noken("run", NOKEN_VAR=str(tmp_path), PORT=str(_free_port()))

        assert port_state("127.0.0.1", 8000, tmp_path)[1] == ""

    assert second.returncode == 1
    assert f"already runs from this folder: process {os.getpid()}" in second.stderr
    assert "http://127.0.0.1:8000" in second.stderr
    assert not (tmp_path / "postgres").exists()


def test_a_taken_port_is_named_with_another_to_choose(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = _noken("run", NOKEN_VAR=str(tmp_path), PORT=str(port))

        assert port_state("127.0.0.1", port, tmp_path)[1] != ""

    assert refused.returncode == 1
    assert f"Port {port} on 127.0.0.1 is taken" in refused.stderr
    assert f"make run PORT={port + 1}" in refused.stderr
    assert not (tmp_path / "postgres").exists()


def test_a_mistake_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    wrong = _noken("run", NOKEN_VAR=str(tmp_path), PORT="eighty")

    assert wrong.returncode == 1
    assert wrong.stderr.count("\n") == 1
    assert "PORT must be a whole number" in wrong.stderr


@pytest.mark.parametrize(
    "command", [["serve"], ["migrate"], ["db", "status"], ["import", "people"]]
)
def test_each_command_has_its_help(command: list[str]) -> None:
    assert "usage: noken" in _noken(*command, "--help").stdout
