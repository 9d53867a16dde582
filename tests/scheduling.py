"""Which tests one process runs together when several run side by side, and which come first."""

from pathlib import PurePosixPath
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("noken/config/tests/sample", "tests/access/second")
"""Folders whose tests share what takes long to make."""
LONG = "tests/access"
"""A folder of files with hundreds of tests each."""


def longest_first(items: list[pytest.Item]) -> None:
    """Whatever takes long begins early: no process works on alone at the end.

    Browsers come together, for the server and the Chromium that they share.
    """
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    if item.get_closest_marker("browser"):
        return 0
    if item.get_closest_marker("slow"):
        return 1
    return 2 if item.nodeid.startswith(LONG) else 3


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist says nothing of its types
    """A file is one piece, for what it stores once; some folders are one as well."""

    def _split_scope(self, nodeid: str) -> Any:
        file = nodeid.split("::", 1)[0]
        path = PurePosixPath(file)
        return next((folder for folder in TOGETHER if path.is_relative_to(folder)), file)
