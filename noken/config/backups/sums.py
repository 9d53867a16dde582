"""Copies whose hash is known, and lists of hashes as `sha256sum -c` reads them."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

LIST = "SHA256SUMS"
PIECE = 1 << 20


def copied(source: Path, target: Path) -> str:
    """Copy the content and its time, for us alone; the SHA-256 of what was read."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with source.open("rb") as read, os.fdopen(handle, "wb") as write:
        while piece := read.read(PIECE):
            digest.update(piece)
            write.write(piece)
    shutil.copystat(source, target)
    target.chmod(0o600)
    return digest.hexdigest()


def of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_in(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, from there, in order; none when it is absent."""
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            yield (Path(place) / name).relative_to(folder).as_posix()


def write(folder: Path, known: Mapping[str, str]) -> None:
    """The list of all files below `folder`; what is not `known` is read for it."""
    lines = [f"{known.get(name) or of(folder / name)}  {name}\n" for name in files_in(folder)]
    (folder / LIST).write_text("".join(lines))


def read(folder: Path) -> dict[str, str]:
    """Path to hash; empty where there is no list."""
    with suppress(FileNotFoundError):
        lines = (folder / LIST).read_text(errors="replace").splitlines()
        return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    return {}


def wrong(folder: Path) -> list[str]:
    """What is not as listed: changed, gone, or added."""
    listed, there = read(folder), set(files_in(folder)) - {LIST}
    faults = [f"{name} is gone" for name in sorted(set(listed) - there)]
    faults += [f"{name} is not of this backup" for name in sorted(there - set(listed))]
    both = sorted(there & set(listed))
    return faults + [f"{name} was changed" for name in both if of(folder / name) != listed[name]]
