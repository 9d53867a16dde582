"""Which database this process uses, and as whom. Decided before Django starts."""

import os
from pathlib import Path
from typing import Any

from noken.config import env
from noken.core.database import ADOPTS, APP, OWNER, Place, ensure_database, locate, stop_database

PROCESSES = ("web", "worker", "owner")
"""`owner` migrates and makes tenants; `web` serves; `worker` runs jobs, imports and commands."""
PREPARED_AFTER = 3
"""Pages send the same few statements all day: from the fourth time on PostgreSQL keeps the plan."""
STATEMENT_SECONDS = {"web": 10, "worker": 15 * 60}


def choose_process(kind: str) -> None:
    """Say what this process is for; before `django.setup()`, for it decides the database role."""
    os.environ["NOKEN_PROCESS"] = kind


def process() -> str:
    return env.choice("NOKEN_PROCESS", PROCESSES, "web")


def var_dir() -> Path:
    """The run directory: data, keys, logins of the sample, static files."""
    return env.path("NOKEN_VAR") or env.ROOT / "var"


def is_embedded() -> bool:
    """Whether noken keeps its own server: no DATABASE_URL is set.

    Raises:
        EnvironmentMistake: only one of the two URLs is set.
    """
    names = ("DATABASE_URL", "DATABASE_OWNER_URL")
    absent = [name for name in names if not env.text(name, "")]
    if len(absent) == 1:
        raise env.EnvironmentMistake(
            f"{absent[0]} is not set, its companion is. An outside database needs both: "
            "DATABASE_URL for noken_app and DATABASE_OWNER_URL for noken_owner "
            "(docs/operations/postgresql.md)."
        )
    return bool(absent)


def place() -> Place:
    """Where the embedded server of this checkout lives."""
    return locate(var_dir())


def url_of(role: str) -> str:
    """The connection URL of the owner or the application.

    Args:
        role: `noken_owner` or `noken_app`.
    """
    if is_embedded():
        return place().url(role)
    return env.text("DATABASE_OWNER_URL") if role == OWNER else env.text("DATABASE_URL")


def start() -> bool:
    """See that the embedded server runs; True when this call started it."""
    return is_embedded() and ensure_database(place(), binaries=env.folder("POSTGRES_BIN"))


def stop() -> bool:
    """Stop the embedded server; False when none ran."""
    return is_embedded() and stop_database(place(), binaries=env.folder("POSTGRES_BIN"))


def entry(kind: str | None = None) -> dict[str, Any]:
    """The one entry of Django's DATABASES, for what this process is."""
    kind = kind or process()
    role = OWNER if kind == "owner" else APP
    name = "DATABASE_OWNER_URL" if kind == "owner" else "DATABASE_URL"
    settings = env.database(name, url_of(role))
    flags = ""
    if seconds := STATEMENT_SECONDS.get(kind):
        flags = f"-c statement_timeout={seconds}s -c idle_in_transaction_session_timeout=60s"
    if kind == "owner":
        flags = f"-c {ADOPTS}=on"
    options = {
        "application_name": f"noken-{kind}",
        "connect_timeout": "10",
        "options": flags,
        "server_side_binding": True,
        "prepare_threshold": PREPARED_AFTER if kind == "web" else None,
        **settings.pop("OPTIONS"),  # type: ignore[dict-item]  # a dictionary by construction
    }
    return {
        **settings,
        "ENGINE": "django_tenants.postgresql_backend",
        "OPTIONS": {key: value for key, value in options.items() if value},
        "CONN_MAX_AGE": None if kind == "web" else 0,
        "CONN_HEALTH_CHECKS": True,
    }
