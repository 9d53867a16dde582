"""The way of an objection as both sides see it: what is done, what is due, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from noken.core import clock
from noken.objections.models import Objection
from noken.objections.queries.words import day_full
from noken.objections.rules import flow, hearing
from noken.ui.formats import day_named

DONE, NOW, NEXT = "done", "now", ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One step of the way: its words, the day in words, DONE, NOW or NEXT, is it late."""

    title: str
    text: str
    state: str
    late: bool = False


def way_of(row: Objection, unheard: Sequence[str], decider: str, today: date) -> tuple[Mark, ...]:
    """Four steps; the same for the person, the rater and who decides."""
    if row.status == flow.WITHDRAWN:
        return (_filed(row), Mark("Ditarik oleh pegawai", "Tidak ada putusan.", DONE))
    return (_filed(row), _taken(row, decider, today), _heard(row, unheard, today), _end(row, today))


def in_time(row: Objection) -> str:
    """Whether it came in time, in one sentence without blame."""
    if row.is_late:
        return (
            f"Diajukan sesudah {day_full(row.due_on)}. Keterlambatan dicatat; keberatan tetap "
            "diterima dan atasan penilai menimbangnya."
        )
    return f"Diajukan tepat waktu, batasnya {day_full(row.due_on)}."


def _filed(row: Objection) -> Mark:
    return Mark("Keberatan diajukan", day_full(clock.day_of(row.filed_at)), DONE)


def _taken(row: Objection, decider: str, today: date) -> Mark:
    if row.taken_at is not None:
        taker = row.taken_by.name if row.taken_by else ""
        return Mark(f"Diambil oleh {taker}", day_full(clock.day_of(row.taken_at)), DONE)
    who = decider or "pemeriksa yang ditunjuk BKPSDM"
    return _due(f"Diambil oleh {who}", row.take_by, today, NOW)


def _heard(row: Objection, unheard: Sequence[str], today: date) -> Mark:
    title = "Kedua pihak didengar"
    if row.answer_by is None:
        return Mark(title, "sesudah keberatan diambil", NEXT)
    if not unheard or row.status == flow.DECIDED:
        return Mark(title, "Keterangan kedua pihak tercatat.", DONE)
    whom = " dan ".join(hearing.SAYS[side] for side in unheard)
    mark = _due(title, row.answer_by, today, NOW)
    return Mark(title, f"menunggu {whom}, {mark.text}", NOW, mark.late)


def _end(row: Objection, today: date) -> Mark:
    if row.decided_at is not None:
        by = row.decided_by.name if row.decided_by else ""
        day = day_full(clock.day_of(row.decided_at))
        return Mark(f"Diputus oleh {by}", f"{day}. Putusannya final.", DONE)
    if row.decide_by is None:
        return Mark("Diputus, dengan alasan", "sesudah kedua pihak didengar", NEXT)
    return _due("Diputus, dengan alasan", row.decide_by, today, NEXT)


def _due(title: str, day: date, today: date, state: str) -> Mark:
    if day < today:
        return Mark(title, f"seharusnya sampai {day_named(day)}", state, late=True)
    return Mark(title, f"sampai {day_named(day)}", state)
