"""Which tests one process runs together when several run side by side."""

from pathlib import PurePosixPath
from typing import Any

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("noken/config/tests/sample", "tests/access/second")
"""Folders whose tests share what takes long to make."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist says nothing of its types
    """A file is one piece, for what it stores once; some folders are one as well."""

    def _split_scope(self, nodeid: str) -> Any:
        file = nodeid.split("::", 1)[0]
        path = PurePosixPath(file)
        return next((folder for folder in TOGETHER if path.is_relative_to(folder)), file)
