"""Archives of papers: one file for many, its PDFs as they are (they hardly pack any smaller)."""

import os
import secrets
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from noken.documents.gateways import disk

PIECE = 256 * 1024


def pack(tenant: str, entries: Sequence[tuple[str, Path]]) -> tuple[str, int]:
    """Pack files under names; the archive's own name on disk and its size."""
    name = secrets.token_hex(16)
    path = disk.path_of(tenant, name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.draf")
    try:
        with draft.open("xb") as file:
            draft.chmod(0o600)
            with ZipFile(file, "w", ZIP_STORED) as archive:
                for shown, source in entries:
                    archive.write(source, shown)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return name, path.stat().st_size


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of an archive, piece by piece; it is opened when the first is asked for."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def remove(tenant: str, names: Collection[str]) -> None:
    for name in names:
        disk.path_of(tenant, name).unlink(missing_ok=True)
