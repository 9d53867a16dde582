"""The lines of a file on disk, whatever its kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from noken.devices.gateways import attlog
from noken.devices.gateways.table_file import Mapped, TableFile
from noken.devices.models import Upload
from noken.devices.rules.attlog import Line
from noken.devices.rules.push_lines import Bad


@contextmanager
def lines_of(path: Path, kind: str, reading: dict[str, Any]) -> Iterator[Iterator[Line | Bad]]:
    """The lines, read as they are asked for.

    Raises:
        UnreadableFile: not what it should be, or it breaks off.
    """
    if kind == Upload.Kind.ATTLOG:
        attlog.check_attlog(path)
        yield attlog.read(path)
    else:
        with TableFile(path) as table:
            yield table.read(Mapped.of(reading))
