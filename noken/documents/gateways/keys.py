"""The Ed25519 keys of this server, one in use per instansi, as files only the server may read.

`<VAR_DIR>/keys/<tenant>/<key id>.pem` (0400) and `current`, which names the one in use. A process
keeps the key in memory and looks at `current` (one `stat`) to hear of a rotation by another.
"""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.core.exceptions import ImproperlyConfigured

from noken.documents.gateways.keyfiles import (
    NOT_YET,
    folder_of,
    insist_private,
    locked,
    stamp_of,
    write,
)
from noken.documents.rules import receipts as rules


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
    folder = folder_of(tenant)
    stamp = stamp_of(folder / "current")
    known = _known.get(folder)
    if known and known[0] == stamp:
        return known[1]
    with _loading:
        if stamp == NOT_YET:
            _make_first(folder)
        stamp = stamp_of(folder / "current")
        signer = _load(folder, (folder / "current").read_text().strip())
        _known[folder] = (stamp, signer)
        return signer


def make_signer(tenant: str) -> Signer:
    """A new key on disk that is not in use yet."""
    folder = folder_of(tenant)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = Ed25519PrivateKey.generate()
    signer = _signer(private)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write(folder / f"{signer.key_id}.pem", pem, 0o400)
    return signer


def put_in_use(tenant: str, key_id: str) -> None:
    """Sign with this key from now on, in every process of this server; destroy the one before."""
    folder = folder_of(tenant)
    with locked(folder):
        before = (folder / "current").read_text().strip()
        write(folder / "current", f"{key_id}\n".encode(), 0o600)
        if before != key_id:
            (folder / f"{before}.pem").unlink(missing_ok=True)


def _make_first(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(folder):
        if stamp_of(folder / "current") == NOT_YET:
            signer = make_signer(folder.name)
            write(folder / "current", f"{signer.key_id}\n".encode(), 0o600)


def _load(folder: Path, key_id: str) -> Signer:
    path = folder / f"{key_id}.pem"
    try:
        insist_private(path)
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
