"""What single cells of a table of results say: targets as people write them, aspects, kinds."""

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, InvalidOperation

from noken.planning.rules.content import Targets
from noken.planning.rules.targets import is_level

_LARGEST = Decimal(10) ** 10
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_TARGET = re.compile(
    r"(?P<limit>≤|<=|<|maks(?:imal|imum)?\.?|paling (?:banyak|lama|lambat|tinggi))?\s*"
    r"(?P<sign>-)?\s*(?:rp\.?\s*)?(?P<number>\d[\d.,]*)\s*(?P<unit>.*)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)")
_RANGE = re.compile(r"\d\s*(?:-|–|s\.?\s*/?\s*d\.?|sampai)\s*\d", re.IGNORECASE)  # noqa: RUF001
_ASPECTS: dict[str, tuple[str, ...]] = {
    "QUANTITY": ("kuantitas", "jumlah", "output", "kuant"),
    "QUALITY": ("kualitas", "mutu", "kual"),
    "TIME": ("waktu", "ketepatan waktu"),
    "COST": ("biaya", "anggaran"),
}
_PERSPECTIVES: dict[str, tuple[str, ...]] = {
    "RECIPIENT": ("penerima layanan", "penerima", "pelanggan"),
    "PROCESS": ("proses bisnis", "proses"),
    "STRENGTHENING": ("penguatan internal", "penguatan", "internal"),
    "BUDGET": ("anggaran", "keuangan"),
}
_KINDS: dict[str, tuple[str, ...]] = {"MAIN": ("utama", "a"), "ADDITIONAL": ("tambahan", "b")}
_LOWER = ("makin sedikit makin baik", "batas atas", "maksimal", "turun", "minimize", "≤", "<=")
_HIGHER = ("makin banyak makin baik", "maximize", "naik", "≥", ">=")


@dataclass(frozen=True, slots=True)
class TargetCell:
    """A target as read: `unit` is what stood behind the number, `is_limit` whether it is an upper
    limit. `why` says what is wrong with it, "" when it could be read.
    """

    value: Decimal = Decimal()
    unit: str = ""
    is_limit: bool = False
    why: str = ""


def read_target(text: str) -> TargetCell:
    """A target out of "42", "1.250", "7,5", "42 sekolah", "≤ 2 persen", "100%"; "" and "-" are 0.

    Source: cara kerja noken, impor hasil kerja (register: noken-practice).
    """
    text = " ".join(text.split())
    if text in {"", "-", "–"}:  # noqa: RUF001
        return TargetCell()
    if _RANGE.search(text):
        return TargetCell(why=f"Target “{_short(text)}” memuat dua angka. Pilih satu.")
    found = _TARGET.fullmatch(text)
    if found is None:
        return TargetCell(why=f"Target “{_short(text)}” belum berupa angka, misalnya 42.")
    if found["sign"]:
        return TargetCell(why="Target harus 0 atau lebih.")
    value = _number(found["number"])
    if value is None or value >= _LARGEST:
        return TargetCell(why=f"Target “{_short(text)}” belum berupa angka, misalnya 42.")
    if value != round(value, 2):
        return TargetCell(why="Target memuat paling banyak dua angka di belakang koma.")
    unit = " ".join(_ASIDE.sub(" ", found["unit"]).strip(" .").split())
    return TargetCell(value, "persen" if unit == "%" else unit, bool(found["limit"]))


def spread(value: Decimal, unit: str, *, lower_is_better: bool) -> Targets:
    """A year's target over the quarters: a level or limit holds in all four; a sum is shared
    evenly, in whole numbers where it is whole, what is left over in the last ones.

    Source: cara kerja noken, impor hasil kerja (register: noken-practice).
    """
    if is_level(unit, lower_is_better=lower_is_better):
        return value, value, value, value
    step = Decimal(1) if value == int(value) else Decimal("0.01")
    share = (value / 4).quantize(step, ROUND_DOWN)
    left = int((value - 4 * share) / step)
    first, second, third, fourth = (
        share + (step if place >= 4 - left else 0) for place in range(4)
    )
    return first, second, third, fourth


def aspect_of(text: str) -> str | None:
    """The code of an aspect; "" for an empty cell, None for a word nobody knows.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return _code(text, _ASPECTS)


def perspective_of(text: str) -> str | None:
    """The code of a perspective; "" for an empty cell, None for a word nobody knows.

    Source: PermenPANRB 6/2022, formulir SKP (register: permenpanrb-6-2022).
    """
    return _code(text, _PERSPECTIVES)


def kind_of(text: str) -> str | None:
    """MAIN or ADDITIONAL; "" for an empty cell, None for a word nobody knows.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return _code(text, _KINDS)


def section_of(text: str) -> str | None:
    """The kind that a heading between the lines opens ("A. UTAMA", "Tambahan"); None for others.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    words = re.sub(r"[^a-z]+", " ", text.casefold()).split()
    words = [word for word in words if word not in {"a", "b", "hasil", "kerja", "rhk"}]
    return {"utama": "MAIN", "tambahan": "ADDITIONAL"}.get(" ".join(words))


def direction_of(text: str) -> bool | None:
    """Whether less is better; None for an empty cell or one that does not say.

    Source: cara kerja noken, impor hasil kerja (register: noken-practice).
    """
    said = " ".join(text.casefold().split())
    if not said:
        return None
    if any(word in said for word in _LOWER):
        return True
    return False if any(word in said for word in _HIGHER) else None


def same_words(text: str) -> str:
    """A text in one writing, to find the same sentence again: small letters, no marks.

    Source: cara kerja noken, impor hasil kerja (register: noken-practice).
    """
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def _number(text: str) -> Decimal | None:
    text = text.rstrip(".,")
    if "," in text or _THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _code(text: str, words: dict[str, tuple[str, ...]]) -> str | None:
    said = same_words(text)
    if not said:
        return ""
    return next(
        (code for code, known in words.items() if said in known or said == code.casefold()), None
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
