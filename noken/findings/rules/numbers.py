"""The number of a finding, as letters and addresses say it: T-2026-0417."""

import re

_NUMBER = re.compile(r"T-(\d{4})-(\d{4,9})", re.ASCII)


def number_of(year: int, serial: int) -> str:
    """The serial runs within a year.

    Source: cara kerja noken (register: noken-practice).
    """
    return f"T-{year}-{serial:04d}"


def parts_of(number: str) -> tuple[int, int] | None:
    """Year and serial; None: written otherwise than `number_of` does.

    Source: cara kerja noken (register: noken-practice).
    """
    hit = _NUMBER.fullmatch(number)
    if hit is None:
        return None
    parts = int(hit[1]), int(hit[2])
    return parts if number_of(*parts) == number else None
