"""The way of a coaching talk: who may do what in which state.

A talk helps and is no sanction. Nothing of it holds without the person's consent, and the check
comes soon, so that nothing drags on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

ASKED, AGENDA, TALKING, OFFERED = "ASKED", "AGENDA", "TALKING", "OFFERED"
AGREED, DONE, ENDED = "AGREED", "DONE", "ENDED"
OPEN = frozenset({ASKED, AGENDA, TALKING, OFFERED, AGREED})
IMPROVED, PARTLY, NOT_YET = "IMPROVED", "PARTLY", "NOT_YET"
OUTCOMES = (IMPROVED, PARTLY, NOT_YET)

EMPLOYEE, COACH = "EMPLOYEE", "COACH"
ARRANGE, BEGIN, WRITE, AGREE_ON, DROP = "ARRANGE", "BEGIN", "WRITE", "AGREE_ON", "DROP"
OFFER, CONSENT, TALK_ON, TICK = "OFFER", "CONSENT", "TALK_ON", "TICK"
WEIGH, CHECK, END = "WEIGH", "CHECK", "END"

MOST_CHECK_DAYS = 21
"""Three weeks: later nobody remembers what was agreed."""
MOST_AGREEMENTS = 8

# act → whose it is, and from which state to which.
WAYS: Mapping[str, tuple[frozenset[str], Mapping[str, str]]] = {
    ARRANGE: (frozenset({COACH}), {ASKED: AGENDA, AGENDA: AGENDA}),
    BEGIN: (frozenset({COACH}), {AGENDA: TALKING}),
    WRITE: (
        frozenset({EMPLOYEE, COACH}),
        {each: each for each in (ASKED, AGENDA, TALKING, OFFERED, AGREED)},
    ),
    AGREE_ON: (frozenset({EMPLOYEE, COACH}), {TALKING: TALKING}),
    DROP: (frozenset({EMPLOYEE, COACH}), {TALKING: TALKING}),
    OFFER: (frozenset({COACH}), {TALKING: OFFERED}),
    CONSENT: (frozenset({EMPLOYEE}), {OFFERED: AGREED}),
    TALK_ON: (frozenset({EMPLOYEE, COACH}), {OFFERED: TALKING}),
    TICK: (frozenset({EMPLOYEE, COACH}), {AGREED: AGREED}),
    WEIGH: (frozenset({EMPLOYEE}), {AGREED: AGREED}),
    CHECK: (frozenset({COACH}), {AGREED: DONE}),
    END: (
        frozenset({EMPLOYEE, COACH}),
        {ASKED: ENDED, AGENDA: ENDED, TALKING: ENDED, OFFERED: ENDED},
    ),
}

STEPS = (
    ("Agenda", frozenset({ASKED, AGENDA})),
    ("Bicara", frozenset({TALKING})),
    ("Sepakat", frozenset({OFFERED})),
    ("Cek", frozenset({AGREED})),
    ("Hasil", frozenset({DONE})),
)


@dataclass(frozen=True, slots=True)
class Why:
    """Why something cannot be done: a sentence for people and a code."""

    text: str
    code: str


def after(act: str, status: str, side: str) -> str | None:
    """The state after an act of a side; None: the act has no place there.

    The person may end only what the person asked for (see `may_end`).
    Source: cara kerja noken, percakapan pembinaan (register: noken-practice).
    """
    sides, ways = WAYS[act]
    return ways.get(status) if side in sides else None


def may_end(status: str, side: str, *, asked_by_person: bool) -> bool:
    """Whether a side may end a talk before it was agreed.

    Source: cara kerja noken, percakapan pembinaan (register: noken-practice).
    """
    if after(END, status, side) is None:
        return False
    return side == COACH or (asked_by_person and status == ASKED)


def step_of(status: str) -> int:
    """The place of a state among the five steps, from 0; 5 when it was ended before its outcome.

    Source: cara kerja noken, percakapan pembinaan (register: noken-practice).
    """
    return next((at for at, (_, states) in enumerate(STEPS) if status in states), len(STEPS))


def why_not_checked_on(check_on: date, today: date) -> Why | None:
    """May the agreements be checked on that day? After today, within three weeks of the talk.

    Source: cara kerja noken, cek paling lama tiga pekan (register: noken-practice).
    """
    if today < check_on <= last_check(today):
        return None
    return Why(
        "Pilih tanggal cek sesudah hari ini, paling lama 3 pekan lagi, supaya tidak berlarut.",
        "coaching.bad_check",
    )


def why_not_weighed(check_on: date, today: date) -> Why | None:
    """May one say today what came of the agreements? From their check day on.

    Source: cara kerja noken, hasil sesudah cek (register: noken-practice).
    """
    if today >= check_on:
        return None
    return Why(
        f"Hasilnya dilihat pada hari cek, {check_on:%d/%m/%Y}. Tunggu sampai hari itu.",
        "coaching.before_check",
    )


def why_not_closed(check_on: date, today: date, *, closes_on: date, said: bool) -> Why | None:
    """May the superior record the outcome today? The person speaks first, or has had the days to.

    Args:
        closes_on: the first workday on which the days for the person's word are over.
    Source: cara kerja noken, pegawai lebih dulu berkata (register: noken-practice).
    """
    if today < check_on or said or today >= closes_on:
        return why_not_weighed(check_on, today)
    return Why(
        "Pegawai lebih dulu menyampaikan apakah kesepakatannya membantu. Tanpa itu Anda mencatat "
        f"hasilnya mulai {closes_on:%d/%m/%Y}.",
        "coaching.person_first",
    )


def outcome_of_both(outcome: str, word: str) -> str:
    """What counts as come of a talk: the less favourable of what the two say.

    Source: cara kerja noken, pengaruh ditunjukkan dengan jujur (register: noken-practice).
    """
    return max(outcome, word, key=OUTCOMES.index)


def last_check(held_on: date) -> date:
    """The last day on which the agreements of a talk may be checked.

    Source: cara kerja noken, cek paling lama tiga pekan (register: noken-practice).
    """
    return held_on + timedelta(MOST_CHECK_DAYS)
