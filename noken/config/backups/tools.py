"""PostgreSQL's own programs, run as ourselves. Passwords go by the environment, never as words."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from noken.config import env
from noken.core.database import DatabaseError
from noken.core.database.binaries import find_binaries

JOBS = 2
"""So many tables are dumped or brought back at the same time: a backup shares the machine."""
SAID = 800


@dataclass(frozen=True, slots=True)
class Tools:
    """The folder of the programs, and the database they work on."""

    folder: Path
    url: str

    def dump(self, into: Path, *, snapshot: str) -> None:
        """The whole database as of an exported snapshot; no rows of what a crash empties anyway."""
        self._run(
            *("pg_dump", "-Fd", f"-j{JOBS}", "--compress=gzip:3", "--no-comments"),
            *("--no-unlogged-table-data", f"--snapshot={snapshot}", "-f", str(into)),
            *("-d", self._without_password()),
        )

    def read(self, dump: Path) -> None:
        """Unpack every byte of a dump, to nowhere.

        Raises:
            DatabaseError: it cannot be read to its end.
        """
        self._run("pg_restore", "-f", os.devnull, str(dump))

    def bring(self, dump: Path) -> None:
        """Everything of a dump into a database without tables; the first fault ends it."""
        self._run(
            *("pg_restore", f"-j{JOBS}", "--exit-on-error", "--no-comments"),
            *("-d", self._without_password(), str(dump)),
        )

    def _without_password(self) -> str:
        return make_conninfo(self.url, password=None)

    def _run(self, program: str, *options: str) -> None:
        password = conninfo_to_dict(self.url).get("password")
        known = {"PGPASSWORD": str(password)} if password else {}
        try:
            done = subprocess.run(  # noqa: S603  # a program of PostgreSQL, no shell
                [str(self.folder / program), *options],
                env={**os.environ, "LC_ALL": "C.UTF-8", **known},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise DatabaseError(
                f"{program} is not in {self.folder}. Install PostgreSQL's client programs, or name "
                "a folder that has them in POSTGRES_BIN."
            ) from error
        if done.returncode:
            raise DatabaseError(f"{program} failed: {done.stderr.strip()[-SAID:]}")


def tools_for(url: str) -> Tools:
    """Programs that are as new as the server, or newer.

    Raises:
        DatabaseError: none are.
    """
    with psycopg.connect(url, connect_timeout=10) as connection:
        server = connection.info.server_version // 10000
    found = find_binaries(env.folder("POSTGRES_BIN"), None)
    if found.major < server:
        raise DatabaseError(
            f"The server is PostgreSQL {server}, the programs in {found.folder} are of "
            f"{found.version}. Install the package postgresql-client-{server} or newer and name "
            "its bin folder in POSTGRES_BIN."
        )
    return Tools(found.folder, url)
