"""What a day counts as: what was recorded, and what holds once a correction lies over it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Mark(StrEnum):
    """One day of one person in one letter, as recaps of offices write it."""

    PRESENT = "H"
    LATE = "T"
    EARLY = "P"
    SHIELDED = "G"
    DUTY = "D"
    TRAINING = "L"
    LEAVE = "C"
    SICK = "S"
    EXCUSED = "I"
    OPEN = "?"
    WAITING = "M"
    ABSENT = "A"
    RUNNING = "."
    OFF = "-"


class Choice(StrEnum):
    """What was true instead, as the person says it; FINDING: as they said it in a finding."""

    FIELD = "FIELD"
    MACHINE = "MACHINE"
    EMERGENCY = "EMERGENCY"
    MADE_UP = "MADE_UP"
    FINDING = "FINDING"


AT_WORK = frozenset({Mark.PRESENT, Mark.LATE, Mark.EARLY, Mark.SHIELDED})
ON_DUTY = frozenset({Mark.DUTY, Mark.TRAINING})
DISPUTABLE = frozenset({Mark.LATE, Mark.EARLY, Mark.OPEN, Mark.ABSENT})
UNDECIDED = frozenset({"WAITING", "ASKED"})
_AWAY = {
    "DUTY": Mark.DUTY,
    "TRAINING": Mark.TRAINING,
    "LEAVE": Mark.LEAVE,
    "SICK": Mark.SICK,
    "OFF": Mark.OFF,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A day as recorded. `came`: there is a punch, or two. `overdue`: the days in which an
    explanation is awaited have passed. `covered`: part of it is (`is_covered`). `going_due`: the
    hours are over, the coming is known and the going is not; the day is not judged yet."""

    status: str
    shielded: bool = False
    late_minutes: int = 0
    early_minutes: int = 0
    came: bool = False
    overdue: bool = False
    covered: bool = False
    going_due: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What a day counts as, with the minutes that stand."""

    mark: Mark
    late_minutes: int = 0
    early_minutes: int = 0


def is_covered(reasons: Sequence[Sequence[Any]]) -> bool:
    """Whether an absence or an outage covers part of a day that is open: then it is no whole day
    without reason, whatever is missing of the rest. Flexible hours cover nothing.

    Source: PP 94/2021 Pasal 9 sampai 11, hari kerja tanpa alasan yang sah (register: pp-94-2021).
    """
    return any(
        reason[0] == "outage" or (reason[0] == "away" and reason[3] != "FLEX_TIME")
        for reason in reasons
    )


def recorded(day: Seen) -> Held:
    """The day without any correction. A disruption takes lateness and emptiness away.

    Without any punch it is "perlu keterangan" first, and "tanpa keterangan" only when the days
    for an explanation have passed. Who came, and has one punch missing, is never called
    absent, nor is who was away for half of the day with a reason.
    Source: hari dihitung dari rekaman, gangguan sistem tidak (register: noken-practice).
    """
    if away := _AWAY.get(day.status):
        return Held(away)
    if day.shielded:
        return Held(Mark.SHIELDED)
    if day.status == "OPEN":
        absent = day.overdue and not day.came and not day.covered
        return Held(Mark.ABSENT if absent else Mark.OPEN, day.late_minutes, day.early_minutes)
    if day.late_minutes:
        return Held(Mark.LATE, day.late_minutes, day.early_minutes)
    if day.early_minutes:
        return Held(Mark.EARLY, 0, day.early_minutes)
    if day.status == "RUNNING":
        return Held(Mark.PRESENT if day.came else Mark.RUNNING)
    return Held(Mark.PRESENT)


def holds(day: Seen, state: str = "", choice: str = "") -> Held:
    """The day with the correction over it: undecided it counts as nothing, accepted as corrected.

    `state` and `choice` are those of the correction, "" without one. A leave, a duty or a
    disruption that became known later goes before a correction, which has nothing left to say.
    Source: sampai diputuskan, hari yang dijelaskan tidak dihitung (register: noken-practice).
    """
    found = recorded(day)
    if found.mark not in DISPUTABLE:
        return found
    if state in UNDECIDED:
        return Held(Mark.WAITING)
    if state == "ACCEPTED":
        return Held(_accepted_as(choice, came=day.came))
    return found


def _accepted_as(choice: str, *, came: bool) -> Mark:
    if came or choice in {Choice.MACHINE, Choice.MADE_UP}:
        return Mark.PRESENT
    return Mark.DUTY if choice == Choice.FIELD else Mark.EXCUSED


def choices_for(day: Seen) -> tuple[Choice, ...]:
    """What a person may say of a day: nothing where there is nothing to correct.

    Making up for lateness needs a day on which the person came. A going that was not recorded can
    be said at once.
    Source: empat pilihan keterangan (register: noken-practice).
    """
    if recorded(day).mark not in DISPUTABLE and not day.going_due:
        return ()
    here = (Choice.FIELD, Choice.MACHINE, Choice.EMERGENCY)
    return (*here, Choice.MADE_UP) if day.came else here
