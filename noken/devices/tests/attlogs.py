"""Files for the tests: written ones, and the real log where it is at hand."""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def real_log() -> Path:
    """The log of a government office; it is personal data and never part of the repository."""
    wanted = os.environ.get("NOKEN_ATTLOG", "")
    folder = Path(wanted) if wanted else ROOT.parent / "shared" / "data" / "attlog"
    found = [folder] if folder.is_file() else sorted(folder.glob("*attlog.dat"))
    if not found:
        pytest.skip(
            f"THE REAL LOG IS ABSENT: no *attlog.dat in {folder}. Set NOKEN_ATTLOG to the file; "
            "until then nothing proves that it loads."
        )
    return found[0]


def line(pin: str, time: datetime | str, status: int = 0, verify: int = 1) -> str:
    text = time if isinstance(time, str) else f"{time:%Y-%m-%d %H:%M:%S}"
    return f"{pin:>9}\t{text}\t1\t{status}\t{verify}\t0"


def attlog(folder: Path, lines: Iterable[str], name: str = "1_attlog.dat") -> Path:
    path = folder / name
    path.write_bytes("".join(f"{each}\r\n" for each in lines).encode())
    return path
