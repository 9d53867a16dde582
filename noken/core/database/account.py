"""The operating system user that PostgreSQL runs as: never root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_IXGRP, S_IXOTH, S_IXUSR
from typing import Any

from noken.core.database.names import DatabaseError

SERVER_USERS = ("noken-db", "postgres")
"""Looked for in this order, so that a postgres user that arrives later changes nothing."""
CLEAN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Account:
    """A user with a passwd entry. `other` tells whether we must change to it first."""

    name: str
    uid: int
    gid: int
    other: bool

    def run(self, command: Sequence[str | Path], *, timeout_seconds: float = 150) -> str:
        """Run as this user in `/` with a clean environment; the output on success.

        Raises:
            DatabaseError: the command failed; its last words are in the text.
        """
        become: dict[str, Any] = (
            {"user": self.uid, "group": self.gid, "extra_groups": []} if self.other else {}
        )
        done = subprocess.run(  # noqa: S603  # our own binaries, no shell
            [str(part) for part in command],
            cwd="/",
            env=CLEAN_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout_seconds,
            check=False,
            **become,
        )
        said = str(done.stdout)
        if done.returncode:
            raise DatabaseError(f"{Path(command[0]).name} failed: {said.strip()[-800:]}")
        return said

    def may_enter(self, folder: Path) -> bool:
        """Whether this user can pass through every folder down to `folder`, as far as it exists."""
        return all(self._passes(part) for part in [folder, *folder.parents] if part.is_dir())

    def _passes(self, folder: Path) -> bool:
        facts = folder.stat()
        if facts.st_uid == self.uid:
            return bool(facts.st_mode & S_IXUSR)
        if facts.st_gid == self.gid:
            return bool(facts.st_mode & S_IXGRP)
        return bool(facts.st_mode & S_IXOTH)


def server_account() -> Account:
    """Ourselves; or, when we are root, an unprivileged user that is made if it is missing.

    Raises:
        DatabaseError: our user has no passwd entry, or none could be made.
    """
    if os.geteuid() != 0:
        return _ourselves()
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in SERVER_USERS:
        if name in known:
            return Account(name, known[name].pw_uid, known[name].pw_gid, other=True)
    return _make_user(SERVER_USERS[0])


def our_name() -> str:
    """The name of the user this process runs as."""
    return "root" if os.geteuid() == 0 else _ourselves().name


def _ourselves() -> Account:
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError as error:
        raise DatabaseError(
            f"User id {os.geteuid()} has no entry in /etc/passwd, so PostgreSQL cannot run as it. "
            "Run noken as a user with a name, or set DATABASE_URL and DATABASE_OWNER_URL."
        ) from error
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, other=False)


def _make_user(name: str) -> Account:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise DatabaseError(
            "PostgreSQL may not run as root and there is no useradd to make another user. "
            f"Add a system user called {name}, or install the package passwd."
        )
    command = [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/bin/false"]
    made = subprocess.run(  # noqa: S603  # a fixed command, no shell
        [*command, name], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise DatabaseError(f"Could not add the system user {name}: {made.stderr.strip()}")
    entry = pwd.getpwnam(name)
    return Account(name, entry.pw_uid, entry.pw_gid, other=True)
