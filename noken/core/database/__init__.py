"""The embedded PostgreSQL server: binaries from a package, data under `var/`, our own keeper."""

from noken.core.database.names import (
    ADMIN,
    ADOPTS,
    APP,
    DATABASE,
    OWNER,
    ROLES,
    SEALER,
    DatabaseError,
)
from noken.core.database.place import Place, locate
from noken.core.database.server import ensure_database, is_reachable, stop_database

__all__ = [
    "ADMIN",
    "ADOPTS",
    "APP",
    "DATABASE",
    "OWNER",
    "ROLES",
    "SEALER",
    "DatabaseError",
    "Place",
    "ensure_database",
    "is_reachable",
    "locate",
    "stop_database",
]
