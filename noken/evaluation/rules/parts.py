"""Whose days a period is made of: one part for each unit and superior that lasted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

SHORT_DAYS = 28
"""Somebody who acts for a shorter time makes no part of their own."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A definitive posting; `end` is the first day after."""

    posting_id: int
    unit_id: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Answering:
    """To whom a person answered. `passing`: somebody acts, or the seat is vacant meanwhile."""

    superior_id: int | None
    passing: bool
    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def lasting(self) -> bool:
        return self.superior_id is not None and not (self.passing and self.days < SHORT_DAYS)


@dataclass(frozen=True, slots=True)
class PartSpan:
    """Days of a period in one unit under one superior; None where nobody was found."""

    superior_id: int | None
    unit_id: int
    posting_id: int
    start: date
    end: date


def parts_of(
    stays: Sequence[Stay],
    lines: Sequence[Answering],
    span: tuple[date, date],
    *,
    now: int | None = None,
) -> tuple[PartSpan, ...]:
    """The parts of `[start, end)` of `span`, in order, without a gap from the first posting on.

    Days between two postings belong to the earlier one. A new unit always begins a part; another
    superior does when it was for good, or when who acted did so for 28 days and more.

    Args:
        stays: postings of one person that touch the span, in order.
        lines: to whom the person answered in the span, in order.
        now: the superior of today, for a last part that had none.
    Source: pindah dalam periode, ditutup tiap atasan (register: permenpanrb-6-2022).
    """
    parts: list[PartSpan] = []
    for stay in _clipped(stays, span):
        for superior_id, start, end in _runs(stay, lines):
            last = parts[-1] if parts else None
            if last and (last.superior_id, last.unit_id) == (superior_id, stay.unit_id):
                parts[-1] = replace(last, posting_id=stay.posting_id, end=end)
            else:
                parts.append(PartSpan(superior_id, stay.unit_id, stay.posting_id, start, end))
    if parts and parts[-1].superior_id is None:
        parts[-1] = replace(parts[-1], superior_id=now)
    return tuple(parts)


def parted_on(parts: Sequence[PartSpan]) -> tuple[date, ...]:
    """The first day of each part but the first.

    Source: pindah dalam periode, ditutup tiap atasan (register: permenpanrb-6-2022).
    """
    return tuple(part.start for part in parts[1:])


def _clipped(stays: Sequence[Stay], span: tuple[date, date]) -> Iterator[Stay]:
    """The postings within the span; each lasts until the next begins, the last to the end."""
    start, end = span
    inside = [stay for stay in stays if stay.start < end and stay.end > start]
    for place, stay in enumerate(inside):
        until = inside[place + 1].start if place + 1 < len(inside) else end
        yield replace(stay, start=max(stay.start, start), end=until)


def _runs(stay: Stay, lines: Sequence[Answering]) -> list[tuple[int | None, date, date]]:
    """(superior, start, end) over a whole stay; what did not last belongs to its neighbour."""
    within = [
        replace(line, start=max(line.start, stay.start), end=min(line.end, stay.end))
        for line in lines
        if line.start < stay.end and line.end > stay.start
    ]
    lasting = [line for line in within if line.lasting]
    if not lasting:
        lasting = sorted((line for line in within if line.superior_id), key=lambda x: x.days)[-1:]
    runs: list[tuple[int | None, date, date]] = []
    for line in lasting:
        if runs and runs[-1][0] == line.superior_id:
            runs[-1] = (line.superior_id, runs[-1][1], line.end)
        elif runs:
            runs[-1] = (runs[-1][0], runs[-1][1], line.start)
            runs.append((line.superior_id, line.start, line.end))
        else:
            runs.append((line.superior_id, stay.start, line.end))
    if not runs:
        return [(None, stay.start, stay.end)]
    return [*runs[:-1], (runs[-1][0], runs[-1][1], stay.end)]
