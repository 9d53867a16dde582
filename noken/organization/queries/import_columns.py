"""The columns of a file that a person may have read in another way."""

from typing import NamedTuple

from noken.organization.models import ImportRun

_OPEN = frozenset({ImportRun.Status.PREVIEWED, ImportRun.Status.FAILED})


class ColumnChoice(NamedTuple):
    """A column of the file: `name` of its control, `field` it is read as ("": left out)."""

    name: str
    key: str
    field: str


def column_choices(run: ImportRun) -> tuple[ColumnChoice, ...]:
    """None once the file is gone, or while something is at work on it."""
    if not run.stored_name or run.status not in _OPEN:
        return ()
    columns = enumerate(run.columns.get("choices", ()))
    return tuple(ColumnChoice(f"kolom-{place}", key, field) for place, (key, field) in columns)
