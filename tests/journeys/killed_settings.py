"""The worker of the tests, which kills itself by SIGKILL at a given statement of its work.

`kill` in the run directory holds a token and a number: before the so manieth statement of a job
since the token changed the process is gone; with 0 it lives. `seen` says how many there were.
"""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.backends.signals import connection_created

from tests.browser.settings import *  # noqa: F403 (settings build on one another)

BESIDE = {"pulse", "rescue"}
"""Threads of the worker that do no job."""
_VAR = Path(os.environ["NOKEN_VAR"])
_lock = threading.Lock()
_count: list[Any] = ["", 0]


def _counted(execute: Callable[..., Any], *statement: Any) -> Any:
    if threading.current_thread().name in BESIDE or not (_VAR / "kill").is_file():
        return execute(*statement)
    token, _, number = (_VAR / "kill").read_text().partition(" ")
    with _lock:
        _count[:] = [token, _count[1] + 1 if _count[0] == token else 1]
        if _count[1] == int(number or 0):
            os.kill(os.getpid(), signal.SIGKILL)
        (_VAR / "seen").write_text(f"{token} {_count[1]}")
    return execute(*statement)


def _count_statements(connection: Any, **_: Any) -> None:
    if _counted not in connection.execute_wrappers:
        connection.execute_wrappers.append(_counted)


connection_created.connect(_count_statements)
