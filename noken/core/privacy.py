"""How each area says what it holds about people. A model field without an entry fails a test."""

from dataclasses import dataclass
from enum import StrEnum


class DataClass(StrEnum):
    PUBLIC = "PUBLIC"
    INTERNAL = "INTERNAL"
    PERSONAL = "PERSONAL"
    SENSITIVE = "SENSITIVE"
    ANONYMOUS = "ANONYMOUS"
    """Answers from which no way may lead to who gave them: never sealed (core.sealed)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one column (or a few with one purpose) holds.

    `purpose` and `source` are Indonesian sentences a person may read in Data saya;
    `retention` says how long and why; `path` is the lookup from the row to the person
    (Django's double underscores, "" when the row is the person).
    """

    data_class: DataClass
    purpose: str
    source: str
    retention: str
    path: str
