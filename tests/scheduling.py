"""Which tests one process runs together when several run side by side."""

from pathlib import PurePosixPath
from typing import Any

from xdist.scheduler import LoadScopeScheduling

SAMPLE = "noken/config/tests/sample"


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist says nothing of its types
    """A file is one piece, for what it stores once; all tests of the sample are one as well."""

    def _split_scope(self, nodeid: str) -> Any:
        file = nodeid.split("::", 1)[0]
        return SAMPLE if PurePosixPath(file).is_relative_to(SAMPLE) else file
