"""The three configuration files of the embedded server, written anew before each start."""

import os
from pathlib import Path

from noken.core.database.account import our_name
from noken.core.database.names import ADMIN, ROLES
from noken.core.database.place import Place

INCLUDE = "include 'noken.conf'\n"

SETTINGS = """\
# Written by noken before each start: changes here are lost.
listen_addresses = ''
unix_socket_directories = '{run}'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = {shared_mb}MB
effective_cache_size = {cache_mb}MB
maintenance_work_mem = 256MB
max_wal_size = 2GB
wal_compression = on
random_page_cost = 1.1
jit = off
timezone = 'UTC'
# The log may hold no personal data: no statement, no value, no detail line.
log_timezone = 'UTC'
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
logging_collector = on
log_directory = '{log}'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
"""


def write_files(place: Place) -> None:
    """Settings, who may connect, and which system user may be which role: never trust, no TCP."""
    memory_mb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    shared_mb = max(128, min(memory_mb // 8, 2048))
    _write(
        place,
        "noken.conf",
        SETTINGS.format(
            run=_quoted(place.run),
            log=_quoted(place.log),
            shared_mb=shared_mb,
            cache_mb=max(256, memory_mb // 2),
        ),
    )
    _write(
        place,
        "pg_hba.conf",
        f"local all {','.join(ROLES)} peer map=noken\nlocal all {ADMIN} peer map=noken_admin\n",
    )
    roles = "|".join(role.removeprefix("noken_") for role in ROLES)
    users = sorted({"root", our_name()})
    admins = sorted({*users, place.account.name})
    lines = [f"noken {_name(user)} /^noken_({roles})$" for user in users]
    lines += [f"noken_admin {_name(user)} {ADMIN}" for user in admins]
    _write(place, "pg_ident.conf", "\n".join(lines) + "\n")
    main = place.data / "postgresql.conf"
    if not main.read_text().endswith(INCLUDE):
        with main.open("a") as file:
            file.write(INCLUDE)


def _write(place: Place, name: str, text: str) -> None:
    file = place.data / name
    file.write_text(text)
    file.chmod(0o600)
    if place.account.other:
        os.chown(file, place.account.uid, place.account.gid)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _name(user: str) -> str:
    return f'"{user}"'
