"""Where the bench keeps its things, and how its child processes find their database."""

import os
import sys
from pathlib import Path

from noken.config import database, env
from noken.core.database import APP, OWNER, Place, locate

VAR = database.var_dir() / "bench"
OUT = database.var_dir() / "bench.json"
SCHEMA = "bench"
SCRATCH = "bench_scratch"
"""A copy of a sized database for the groups that write: what is kept stays as it was made."""


def name_of(size: int) -> str:
    """The database with so many active people."""
    return f"bench_{size}"


def server_place() -> Place:
    """The embedded server of the bench: not the one that `make run` uses."""
    return locate(VAR)


def environment(name: str, *, process: str = "web", port: int = 0) -> dict[str, str]:
    """The environment of a child that works on the database `name` with production settings."""
    place = server_place()
    return {
        **os.environ,
        "NOKEN_VAR": str(VAR),
        "NOKEN_PROCESS": process,
        "DATABASE_URL": place.url(APP, name),
        "DATABASE_OWNER_URL": place.url(OWNER, name),
        "DJANGO_SETTINGS_MODULE": "noken.config.settings.production",
        "SITE_URL": f"http://127.0.0.1:{port or 8000}",
        "LOG_LEVEL": "INFO",
    }


def python(*arguments: str) -> list[str]:
    """A command line of this interpreter."""
    return [sys.executable, *arguments]


ROOT: Path = env.ROOT
