"""The states of an improvement plan, and the clock it runs by."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

PROPOSED, RUNNING, TESTED = "PROPOSED", "RUNNING", "TESTED"
IMPROVED, FORWARDED, STOPPED = "IMPROVED", "FORWARDED", "STOPPED"
OPEN = frozenset({PROPOSED, RUNNING, TESTED})
DONE = frozenset({IMPROVED, FORWARDED, STOPPED})

MEND, ANSWER, AGREE, START, NOTE = "mend", "answer", "agree", "start", "note"
TEST, IMPROVE, EXTEND, FORWARD, STOP = "test", "improve", "extend", "forward", "stop"
# The state each act leads to, by the states it is lawful in.
_AFTER: Mapping[str, Mapping[str, str]] = {
    MEND: {PROPOSED: PROPOSED},
    ANSWER: {PROPOSED: PROPOSED},
    AGREE: {PROPOSED: RUNNING},
    START: {PROPOSED: RUNNING},
    NOTE: {RUNNING: RUNNING, TESTED: TESTED},
    TEST: {RUNNING: TESTED},
    IMPROVE: {TESTED: IMPROVED},
    EXTEND: {TESTED: RUNNING},
    FORWARD: {TESTED: FORWARDED},
    STOP: {PROPOSED: STOPPED, RUNNING: STOPPED, TESTED: STOPPED},
}
ACTS = tuple(_AFTER)

REACHED, PARTLY, NOT_YET = "REACHED", "PARTLY", "NOT_YET"
OUTCOMES = (REACHED, PARTLY, NOT_YET)

LOW_GRADES = frozenset({"NEEDS_IMPROVEMENT", "POOR_MISCONDUCT", "VERY_POOR"})
ANSWER_DAYS = 7
"""Days a proposed plan waits for its person; afterwards the superior may start it."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why something cannot be done: a sentence, a code, the rule."""

    text: str
    code: str
    basis: str = ""


def after(status: str, act: str) -> str | None:
    """The state an act leads to; None where it is not lawful.

    Source: reason, clock, coaching, re-test, decision (register: pp-30-2019)
    """
    return _AFTER.get(act, {}).get(status)


def leads_to_plan(grade: str, *, final: bool) -> bool:
    """Is there a chance to improve to be given? Only a final grade below Baik gives one.

    Source: who misses the target gets a chance to improve (register: pp-30-2019)
    """
    return final and grade in LOW_GRADES


def due_after(start_on: date, months: int) -> date:
    """The day on which the months are over: the same day of the month, or its last one.

    Source: span of the improvement plan (register: pp-30-2019)
    """
    index = start_on.year * 12 + start_on.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start_on.day, monthrange(year, month + 1)[1]))


def note_due(start_on: date, last_note_on: date | None) -> date:
    """When the next coaching talk is due: a month after the last one, or after the start.

    Source: monthly coaching notes (register: pp-30-2019)
    """
    return due_after(last_note_on or start_on, 1)


def why_not_startable(proposed_on: date, today: date, *, answered: bool) -> Why | None:
    """May the superior start a plan its person has not agreed to?

    Once the person has answered, or was silent for a week: what was said stands in the plan.

    Source: expectations are set in dialogue (register: permenpanrb-6-2022)
    """
    if answered or today >= proposed_on + timedelta(ANSWER_DAYS):
        return None
    return Why(
        f"Tunggu tanggapan pegawai, paling lama {ANSWER_DAYS} hari sejak diusulkan. Rencana yang "
        "disepakati langsung berjalan.",
        "followup.wait_for_answer",
    )


def why_not_extendable(today: date, until: date, months: int) -> Why | None:
    """May the plan go on until a day? From tomorrow on, at most another whole span.

    Source: span of the improvement plan (register: pp-30-2019)
    """
    if today < until <= due_after(today, months):
        return None
    return Why(
        f"Pilih tanggal sesudah hari ini, paling lama {months} bulan lagi.",
        "followup.bad_extension",
    )


def why_not_forwardable(outcome: str, due_on: date, today: date, *, settled: bool) -> Why | None:
    """May a plan go on to the competence test? Only when its span is settled and over.

    Source: after the chance to improve comes the competence test (register: pp-30-2019)
    """
    basis = "PP 30/2019 pasal 56 sampai 58"
    if outcome == REACHED:
        return Why(
            "Cek hasilnya “tercapai”, jadi tidak ada yang diteruskan. Selesaikan rencana ini.",
            "followup.reached",
            basis,
        )
    if not settled:
        return Why(
            "Lamanya masa perbaikan belum ditetapkan, jadi belum ada akibat yang boleh mengikuti. "
            "Tetapkan dulu di Ketentuan tindak lanjut, dengan persetujuan dua orang.",
            "followup.unsettled",
            basis,
        )
    if today < due_on:
        return Why(
            "Masa perbaikannya belum habis. Pegawai berhak memakai seluruh waktunya.",
            "followup.too_early",
            basis,
        )
    return None
