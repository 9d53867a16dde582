"""What a plan may still want looking at. Hints: nothing here keeps anybody from anything."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from noken.planning.rules.content import Content, IndicatorContent, ResultContent

LATE_DAYS = 30
"""Days from the first day of the plan after which it is called late, until two people signed
another number. A plan is to be fixed in January [C]: shown as a hint, nothing follows from it."""

_NO_MEASURE = frozenset({"", "-", "–", ".", "ada", "tidak ada", "n/a", "na", "lainnya"})  # noqa: RUF001
_AMOUNTS = frozenset(
    {"satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"}
    | {"semua", "seluruh", "setiap", "tanpa", "separuh", "setengah", "sekali", "baik"}
)
_TIME_GONE = frozenset({"bulan", "tahun", "minggu", "pekan", "hari", "hari kerja", "triwulan"})


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint: `kind` is NO_MEASURE, TIME_ONLY, NO_SIDE, NO_GOAL or OLD_GOAL; `result` a key.

    In a plan in sentences NO_MEASURE says that the sentence names no amount.
    """

    kind: str
    message: str
    result: UUID
    indicator: UUID | None = None


def hints_of(content: Content, *, parents: frozenset[UUID] | None) -> tuple[Hint, ...]:
    """All hints of a plan, in reading order.

    Args:
        parents: keys of the superior's results; None where there are none to serve.
    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return tuple(_all(content, parents))


def late_since(year: int, began_on: date | None, days: int) -> date:
    """The first day on which a plan of a year without agreement is late: `days` after the year
    began, or after the person began in it.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    first = date(year, 1, 1)
    if began_on is not None and began_on.year == year:
        first = max(first, began_on)
    return first + timedelta(days)


def _all(content: Content, parents: frozenset[UUID] | None) -> Iterator[Hint]:
    found = _WORDED if content.is_worded else _INDICATOR
    if content.is_leaders and not content.is_worded:
        found = (*found, _NO_SIDE)
    for number, result in enumerate(content.results, start=1):
        if message := _about_goal(result, parents, is_leaders=content.is_leaders):
            kind = "NO_GOAL" if result.supports is None else "OLD_GOAL"
            yield Hint(kind, f"RHK {number} {message}", result.key)
        for place, indicator in enumerate(result.indicators, start=1):
            for kind, is_so, message in found:
                if is_so(indicator):
                    name = f"RHK {number}, indikator {place}: "
                    yield Hint(kind, name + message, result.key, indicator.key)


def _about_goal(result: ResultContent, parents: frozenset[UUID] | None, *, is_leaders: bool) -> str:
    """Leaders draw their results from strategy and agreement of the unit; so may additional ones
    come from elsewhere."""
    if not parents:
        return ""
    if result.supports is None and (is_leaders or result.kind != "MAIN"):
        return ""
    if result.supports is None:
        return "belum mendukung hasil kerja siapa pun. Tautkan, atau bicarakan dengan atasan."
    if result.supports not in parents:
        return "mendukung hasil kerja atasan yang tidak berlaku lagi. Tautkan ke yang sekarang."
    return ""


def _lacks_measure(indicator: IndicatorContent) -> bool:
    asked = any(indicator.targets) or indicator.lower_is_better
    return asked and indicator.unit.strip().casefold() in _NO_MEASURE


def _names_no_amount(indicator: IndicatorContent) -> bool:
    words = set(re.findall(r"[a-z]+", indicator.text.casefold()))
    said = any(letter.isdigit() for letter in indicator.text) or words & _AMOUNTS
    return bool(indicator.text.strip()) and not said


def _only_time(indicator: IndicatorContent) -> bool:
    unit = indicator.unit.strip().casefold()
    return indicator.aspect != "TIME" and unit in _TIME_GONE and not indicator.lower_is_better


Check = tuple[str, Callable[[IndicatorContent], bool], str]
Checks = tuple[Check, ...]
_NO_SIDE: Check = ("NO_SIDE", lambda i: not i.perspective, "perspektifnya belum dipilih.")
_WORDED: Checks = (
    (
        "NO_MEASURE",
        _names_no_amount,
        "kalimatnya belum memuat target. Sebut jumlah, mutu, atau waktunya.",
    ),
)
_INDICATOR: Checks = (
    (
        "NO_MEASURE",
        _lacks_measure,
        "targetnya ada, ukurannya belum, jadi capaiannya tidak dapat dihitung. Tulis satuannya, "
        "misalnya sekolah atau persen.",
    ),
    (
        "TIME_ONLY",
        _only_time,
        "satuannya hanya waktu, jadi tercapai dengan sendirinya. Ukur hasilnya, misalnya jumlah "
        "dokumen.",
    ),
)
