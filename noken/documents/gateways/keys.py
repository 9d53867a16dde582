"""The Ed25519 keys of this server, one in use per instansi, as files only the server may read.

`<VAR_DIR>/keys/<tenant>/<key id>.pem` (0400) and `current`, which names the one in use. A process
keeps the key in memory and looks at `current` (one `stat`) to hear of a rotation by another.
"""

import fcntl
import os
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from noken.documents.rules import receipts as rules

_TENANT = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_READABLE_BY_OTHERS = 0o077
_NOT_YET = (0, 0)


@dataclass(frozen=True, slots=True)
class Signer:
    """A key ready to sign; `public_key` is its raw 32 bytes."""

    key_id: str
    public_key: bytes
    private: Ed25519PrivateKey = field(repr=False)

    def sign(self, text: bytes) -> bytes:
        return self.private.sign(text)


_known: dict[Path, tuple[tuple[int, int], Signer]] = {}
_loading = threading.Lock()


def current_signer(tenant: str) -> Signer:
    """The key in use for this instansi, made on first use; racing processes get the same one.

    Raises:
        ImproperlyConfigured: the key file is missing, is no Ed25519 key or is readable by others.
    """
    folder = _folder(tenant)
    stamp = _stamp(folder)
    known = _known.get(folder)
    if known and known[0] == stamp:
        return known[1]
    with _loading:
        if stamp == _NOT_YET:
            _make_first(folder)
        stamp = _stamp(folder)
        signer = _load(folder, (folder / "current").read_text().strip())
        _known[folder] = (stamp, signer)
        return signer


def make_signer(tenant: str) -> Signer:
    """A new key on disk that is not in use yet."""
    folder = _folder(tenant)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = Ed25519PrivateKey.generate()
    signer = _signer(private)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write(folder / f"{signer.key_id}.pem", pem, 0o400)
    return signer


def put_in_use(tenant: str, key_id: str) -> None:
    """Sign with this key from now on, in every process of this server; destroy the one before."""
    folder = _folder(tenant)
    with _locked(folder):
        before = (folder / "current").read_text().strip()
        _write(folder / "current", f"{key_id}\n".encode(), 0o600)
        if before != key_id:
            (folder / f"{before}.pem").unlink(missing_ok=True)


def _folder(tenant: str) -> Path:
    if not _TENANT.fullmatch(tenant):
        raise ValueError(f"not the name of a schema: {tenant!r}")
    return Path(settings.VAR_DIR) / "keys" / tenant


def _stamp(folder: Path) -> tuple[int, int]:
    try:
        status = (folder / "current").stat()
    except FileNotFoundError:
        return _NOT_YET
    return status.st_ino, status.st_mtime_ns


def _make_first(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder):
        if _stamp(folder) == _NOT_YET:
            signer = make_signer(folder.name)
            _write(folder / "current", f"{signer.key_id}\n".encode(), 0o600)


def _load(folder: Path, key_id: str) -> Signer:
    path = folder / f"{key_id}.pem"
    try:
        if path.stat().st_mode & _READABLE_BY_OTHERS:
            raise ImproperlyConfigured(f"{path} is readable by others: chmod 0400 it")
        private = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"the signing key {path} cannot be read: restore it from the backup of {folder}, "
            "or remove `current` there to begin a new key (old receipts stay valid)"
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise ImproperlyConfigured(f"{path} holds no Ed25519 key")
    return _signer(private)


def _signer(private: Ed25519PrivateKey) -> Signer:
    public = private.public_key().public_bytes_raw()
    return Signer(rules.key_id_of(public), public, private)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder / ".lock", os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, data: bytes, mode: int) -> None:
    """All of `data` under its name, or nothing: a crash leaves no half key."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
