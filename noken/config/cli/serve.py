"""`noken serve`: hands this process over to granian."""

import os
import sys
from argparse import Namespace

from noken.config import database, env
from noken.config.cli.terms import Mistake

APPLICATION = "noken.config.asgi:application"
BACKPRESSURE = 6000
"""An event stream counts for its whole life: more than the streams we expect in one process."""
KILL_SECONDS = 5


def port_of(args: Namespace) -> int:
    """From the command line, else PORT, else 8000. The addresses in pages and papers follow it."""
    if args.port is not None and not 1 <= args.port <= 65535:
        raise Mistake(f"--port must be from 1 to 65535, not {args.port}.")
    port: int = args.port or env.integer("PORT", 8000, least=1, most=65535)
    os.environ["PORT"] = str(port)
    return port


def host() -> str:
    return env.text("BIND_ADDRESS", "127.0.0.1")


def serve(args: Namespace) -> int:
    """Does not return: signals reach granian directly. The flags were found by trial (ADR 0006)."""
    if not (database.var_dir() / "static" / "staticfiles.json").is_file():
        raise Mistake("The static files are not collected. Run: noken prepare")
    processes = args.processes or env.integer("WEB_PROCESSES", 1, least=1, most=64)
    command = [
        *(sys.executable, "-m", "granian", APPLICATION),
        *("--interface", "asgi", "--no-ws", "--loop", "asyncio", "--host", host()),
        *("--port", str(port_of(args)), "--workers", str(processes)),
        *("--backpressure", str(BACKPRESSURE), "--workers-kill-timeout", str(KILL_SECONDS)),
        *("--respawn-failed-workers", "--log-level", "warning"),
    ]
    os.chdir(env.ROOT)
    os.execv(sys.executable, command)  # noqa: S606  # ourselves, no shell
