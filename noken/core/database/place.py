"""Where the embedded server keeps its data and its socket."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from noken.core.database.account import Account, server_account
from noken.core.database.names import DATABASE, PORT

STATE_DIR = Path("/var/lib/noken")
SOCKET_LIMIT = 107
"""Bytes that Linux allows in the path of a socket."""


@dataclass(frozen=True, slots=True)
class Place:
    """Folders of one embedded server. `moved` tells that they lie outside the checkout."""

    base: Path
    run: Path
    account: Account
    moved: bool

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "log"

    def url(self, role: str, database: str = DATABASE) -> str:
        """A connection URL for one role through the private socket; it holds no secret."""
        return f"postgresql://{role}@/{database}?host={self.run}&port={PORT}"


def locate(var: Path) -> Place:
    """The place of the server that belongs to `var`. Computed, so it is the same every time.

    It is `var/postgres`, unless a folder above is closed to the user that the server runs as:
    then nobody's rights are changed and it is /var/lib/noken/<hash of var>. `var` is made here,
    open to read, so that the umask of whoever comes first does not decide the place.
    """
    var = var.resolve()
    if not var.is_dir():
        var.mkdir(parents=True, exist_ok=True)
        var.chmod(0o755)
    account = server_account()
    mark = hashlib.sha256(os.fsencode(var)).hexdigest()[:16]
    moved = account.other and not account.may_enter(var)
    base = STATE_DIR / mark if moved else var / "postgres"
    return Place(base, _socket_folder(base, mark, account), account, moved)


def _socket_folder(base: Path, mark: str, account: Account) -> Path:
    usual = base / "run"
    if len(os.fsencode(usual / f".s.PGSQL.{PORT}")) <= SOCKET_LIMIT:
        return usual
    return Path("/tmp") / f"noken-{account.uid}-{mark}"  # noqa: S108  # made 0700, owner checked
