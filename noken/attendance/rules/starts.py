"""From which day attendance counts. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

NOT_COUNTED = (
    "Kehadiran belum dihitung di unit ini: tanggal mulainya belum ditetapkan. Sebelum itu tidak "
    "ada hari yang dinilai."
)


def counted_from(line: Sequence[int], starts: Mapping[int, date]) -> date | None:
    """The first day that counts: that of the nearest unit which has one; None: none does.

    That of the top holds for those who sit there: each agency begins for itself.

    Args:
        line: the ids of the units from the top down to the person's.
    Source: cara kerja noken, presensi mulai pada hari yang ditetapkan (register: noken-practice).
    """
    below = line[1:] or line
    return next((starts[pk] for pk in reversed(below) if pk in starts), None)


def counting_words(since: date | None, month: date, said: str) -> str:
    """What a page of a month says of days that are not counted; "" where all of them are.

    Args:
        said: `since` in words.
    Source: cara kerja noken, presensi mulai pada hari yang ditetapkan (register: noken-practice).
    """
    if since is None:
        return NOT_COUNTED
    return f"Kehadiran di unit ini dihitung sejak {said}." if since > month else ""


def own_words(said: str) -> str:
    """What a page of a month says of somebody who counts from a day of the own.

    Args:
        said: that day in words.
    Source: cara kerja noken, presensi mulai pada hari yang ditetapkan (register: noken-practice).
    """
    return f"Hari kerja dihitung sejak {said}, seperti ditetapkan waktu data diimpor."
