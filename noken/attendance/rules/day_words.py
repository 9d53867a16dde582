"""Why a day stands as it does, in one or two short sentences. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from noken.core.values import MONTHS

DAY = 1440
SHIELDS = frozenset({"outage", "doubtful", "waits"})


@dataclass(frozen=True, slots=True)
class Told:
    """A stored day as its sentence needs it. Times are minutes of the wall clock of the place,
    from midnight of the day. `ended`: a day that is not judged yet is past its hours."""

    day: date
    status: str
    first: int | None
    last: int | None
    late: int
    early: int
    start: int | None
    end: int | None
    reasons: Sequence[Sequence[Any]]
    ended: bool = False


def sentence(told: Told) -> str:
    """The day in words; minutes are named, never judged.

    Source: setiap hari dapat dijelaskan (register: noken-practice).
    """
    if told.status == "OFF":
        return _off(told)
    if told.status in {"DUTY", "TRAINING", "LEAVE", "SICK"}:
        return _joined(_away(told))
    if told.status == "RUNNING":
        return _joined([*_away(told), _running(told)])
    return _joined([*_away(told), *_judged(told)])


def clock_words(minute: int) -> str:
    """A minute of the day as people write it: 07.24.

    Source: penulisan jam (register: noken-practice).
    """
    return f"{minute % DAY // 60:02}.{minute % 60:02}"


def _judged(told: Told) -> Iterable[str]:
    shields = [reason for reason in told.reasons if reason[0] in SHIELDS]
    if any(reason[0] == "elsewhere" for reason in told.reasons):
        yield from _elsewhere(told)
        return
    if not shields:
        yield from _plain(told)
        return
    seen = _seen(told)
    if seen:
        yield seen
    for reason in shields:
        yield _shield(told, reason)
    missing = _missing(told) if told.status == "OPEN" else ""
    if missing:
        yield missing


def _plain(told: Told) -> Iterable[str]:
    came, went = told.first is not None, told.last is not None
    if told.status == "OPEN":
        yield _lone(told) if came or went else _unseen(told)
        return
    parts = [_came(told), _went(told)]
    text = ", ".join(part for part in parts if part)
    if text:
        yield text
    if came and not told.late and not told.early and not _away(told):
        yield "Tepat waktu"


def _unseen(told: Told) -> str:
    for reason in told.reasons:
        if reason[0] == "half":
            return f"{reason[1].capitalize()} tanpa rekaman, {reason[2]} menit"
    return "Tidak ada rekaman"


def _came(told: Told) -> str:
    if told.first is None:
        return ""
    over = f", lewat {told.late} menit" if told.late else ""
    return f"Masuk {clock_words(told.first)}{over}"


def _went(told: Told) -> str:
    if told.last is None:
        return ""
    word = "pulang" if told.first is not None else "Pulang"
    under = f", kurang {told.early} menit" if told.early else ""
    return f"{word} {clock_words(told.last)}{under}"


def _lone(told: Told) -> str:
    if told.first is not None:
        return f"{_came(told)}, rekaman pulang tidak ada"
    return f"{_went(told)}, rekaman masuk tidak ada"


def _seen(told: Told) -> str:
    return ", ".join(part for part in (_came(told), _went(told)) if part)


def _missing(told: Told) -> str:
    sides = {reason[1] for reason in told.reasons if reason[0] in SHIELDS}
    if told.last is None and not sides & {"out", "both"}:
        return "Rekaman pulang tidak ada"
    if told.first is None and not sides & {"in", "both"}:
        return "Rekaman masuk tidak ada"
    return ""


def _shield(told: Told, reason: Sequence[Any]) -> str:
    if reason[0] == "waits":
        return f"Rekaman {_word(reason[1])} masih diperiksa petugas mesin"
    if reason[0] == "doubtful":
        return f"Jam mesin diragukan, {_word(reason[1])} dianggap tepat waktu"
    _, side, what, start, end = reason
    span = _span(told, start, end)
    if side == "both":
        return f"{what} {span}. Dihitung penuh"
    missing = told.first if side == "in" else told.last
    if missing is None:
        counted = "" if told.status == "OPEN" else ". Dihitung penuh"
        return f"{what} {span}, {_word(side)} tidak tercatat{counted}"
    return f"{what} {span}. {_word(side).capitalize()} dianggap tepat waktu"


def _word(side: str) -> str:
    return "masuk" if side == "in" else "pulang"


def _span(told: Told, start: int, end: int) -> str:
    """From when until when, with the date where it was another day; open at the end of work."""
    since = _moment(told.day, start)
    if told.end is not None and end > told.end:
        return f"sejak {since}"
    return f"{since} sampai {_moment(told.day, end)}"


def _moment(day: date, minute: int) -> str:
    other = day + timedelta(minute // DAY)
    when = "" if other == day else f"{other.day} {MONTHS[other.month - 1]} "
    return f"{when}{clock_words(minute)}"


def _running(told: Told) -> str:
    if told.first is None and told.last is None:
        start = f"; jam kerja mulai {clock_words(told.start)}" if told.start is not None else ""
        return f"Belum ada rekaman{start}"
    if told.first is not None and told.last is None:
        return _came_so_far(told)
    return f"{_seen(told)}. {_counted_when(told)}"


def _counted_when(told: Told) -> str:
    """A day is judged once no record can join it any more, some hours after its work."""
    closed = "rekaman hari itu ditutup" if told.ended else "jam kerja selesai"
    return f"Dihitung setelah {closed}"


def _came_so_far(told: Told) -> str:
    if told.ended:
        return f"{_came(told)}. Rekaman pulang belum ada"
    start = told.start if told.start is not None else told.first or 0
    if (told.first or 0) <= start:
        return f"{_came(told)}, tepat waktu. Pulang dicatat nanti"
    return f"{_came(told)}. Dihitung setelah jam kerja selesai"


def _elsewhere(told: Told) -> Iterable[str]:
    seen = _seen(told)
    if seen:
        yield seen
    yield "Bekerja dari tempat lain sesuai jadwal"


def _off(told: Told) -> str:
    kind = next((reason[1] for reason in told.reasons if reason[0] == "off"), "OFF")
    why = {"HOLIDAY": "Hari libur", "UNSET": "Jadwal piket belum diisi"}.get(kind, "Tidak bertugas")
    times = [clock_words(time) for time in (told.first, told.last) if time is not None]
    seen = f"; ada rekaman {' dan '.join(times)}" if times else ""
    return _joined([f"{why}{seen}"])


def _away(told: Told) -> list[str]:
    return [_away_words(*reason[1:]) for reason in told.reasons if reason[0] == "away"]


def _away_words(part: str, family: str, _: str, label: str, reference: str, place: str) -> str:
    where = f" di {place}" if place else ""
    letter = f", {_letter(family)} {reference}" if reference else ""
    when = f" ({part})" if part else ""
    return f"{label.capitalize()}{where}{when}{letter}"


def _letter(family: str) -> str:
    return "surat tugas" if family in {"DUTY", "TRAINING"} else "nomor"


def _joined(parts: Iterable[str]) -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
