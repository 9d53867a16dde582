"""Who would lead whom by a file that is not applied yet: told of a row, and of all of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from noken.organization.models import ImportRow, ImportRun
from noken.ui.formats import day_short, number

NAMED = 3
_NOBODY = "belum ada"


class _Shift(NamedTuple):
    person: str
    was: str
    now: str
    start: str
    end: str


class Leader(NamedTuple):
    """A superior, with a sentence for each day on which people come or go."""

    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Led:
    """`people` get another superior; `why_not`: a rule forbids all of it."""

    people: int
    leaders: tuple[Leader, ...]
    why_not: str
    by_person: dict[str, tuple[str, ...]]

    def of_row(self, row: ImportRow) -> tuple[str, ...]:
        """What the row's person loses, gains and gets as superior."""
        key = str(row.employee_id or row.data.get("nip", ""))
        return self.by_person.get(key, ())


def led_by(run: ImportRun) -> Led:
    """As it was reckoned with the check, or after the last decision."""
    kept = run.structure.get("led", {})
    names: dict[str, str] = kept.get("names", {})
    shifts = [_Shift(*each) for each in kept.get("shifts", ())]
    lost, gained = defaultdict(list), defaultdict(list)
    said: dict[str, list[str]] = defaultdict(list)
    for each in shifts:
        lost[each.was].append(each)
        gained[each.now].append(each)
        was, now = (names.get(key, _NOBODY) for key in (each.was, each.now))
        said[each.person].append(f"Atasan langsung: {was} → {now}, {_when(each)}.")
    leaders = []
    for key in sorted((lost.keys() | gained.keys()) - {""}, key=lambda key: names[key]):
        told = (
            *_sentences("Kehilangan", lost.get(key, ()), names),
            *_sentences("Mendapat", gained.get(key, ()), names),
        )
        leaders.append(Leader(names[key], told))
        said[key] += told
    return Led(
        len({each.person for each in shifts}),
        tuple(leaders),
        kept.get("why_not", ""),
        {key: tuple(told) for key, told in said.items()},
    )


def _sentences(verb: str, shifts: Sequence[_Shift], names: dict[str, str]) -> Iterator[str]:
    by_days: dict[tuple[str, str], list[_Shift]] = defaultdict(list)
    for each in _joined(shifts):
        by_days[each.start, each.end].append(each)
    for _, group in sorted(by_days.items()):
        people = sorted({names[each.person] for each in group})
        more = len(people) - NAMED
        rest = f", dan {number(more)} lagi" if more > 0 else ""
        yield (
            f"{verb} {number(len(people))} orang: {', '.join(people[:NAMED])}{rest}, "
            f"{_when(group[0])}."
        )


def _joined(shifts: Sequence[_Shift]) -> list[_Shift]:
    """Of one superior: a person's days that follow one another as one span."""
    found: list[_Shift] = []
    for each in sorted(shifts, key=lambda each: (each.person, each.start)):
        last = found[-1] if found else None
        if last and last.person == each.person and last.end == each.start:
            found[-1] = last._replace(end=each.end)
        else:
            found.append(each)
    return found


def _when(shift: _Shift) -> str:
    if not shift.end:
        return f"sejak {_day(shift.start)}"
    last = date.fromisoformat(shift.end) - timedelta(1)
    return f"{_day(shift.start)} sampai {_day(last.isoformat())}"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day_short(day)} {day.year}"
