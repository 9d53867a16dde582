"""What comes from outside, before any page reads it: one door for all addresses, parameters and
fields. Past it a text shows what it holds, a number has a column, and a date has days around it.

Of a question (GET) what fits nowhere is left out, as if it had not been asked. Of an act (POST)
nothing is changed in silence: it is refused in words. Only from a text of several lines, which
nobody types without a break, the invisible is taken: it came along with something copied. What has
no width at all is taken from every text, and a secret is left as it is.
"""

import re
from collections.abc import Mapping
from datetime import date

from django.http import QueryDict

from noken.core.errors import Refused

YEARS = range(1900, 2200)
LARGEST = 2**63 - 1
"""What a column of whole numbers holds."""
SECRETS = frozenset({"password", "old", "new", "again"})
"""Fields of passwords: hashed, never shown again."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and the ends of lines
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the direction of writing
    "\ud800-\udfff\ufffe\uffff]"  # what is no character at all
)
_WITHOUT_WIDTH = re.compile(
    "[\u00ad\u115f\u1160\u180e\u200b\u2028\u2029\u2060-\u2064\u2800\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)
"""A text of these alone would be an empty one that counts as written."""
_NUMBER = re.compile(r"\s*[-+]?(?P<whole>\d{19,})(\.0*)?\s*")
_MONTH, _DAY = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12]\\d|3[01])"
_DATE = re.compile(
    rf"\s*(?:(?P<iso>\d{{4}})-{_MONTH}-{_DAY}(?:[T ][\d:.]+)?"
    rf"|{_DAY}[-/]{_MONTH}[-/](?P<here>\d{{4}}))\s*"
)
"""As fields of days read it; a number of a letter or an activity is none."""


def text(value: str) -> str:
    """The text as it may be kept, without what has no width.

    Raises:
        Refused: `input.unseen`: one line that holds what nobody sees.
    """
    value = _WITHOUT_WIDTH.sub("", value)
    if _UNSEEN.search(value) is None:
        return value
    shown = _UNSEEN.sub("", value)
    if "\n" in shown.strip():
        return shown
    raise Refused(
        "Ada isian yang memuat tanda yang tidak terlihat, biasanya terbawa saat menyalin. "
        "Ketik ulang isian itu, lalu kirim lagi.",
        code="input.unseen",
    )


def day_from(value: str) -> date | None:
    """The day `2026-11-24` names, in years that are ours; None: it names none."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def month_from(value: str, otherwise: date) -> date:
    """The first day of the month `2026-11` names; that of `otherwise` when it names none."""
    return day_from(f"{value}-01") or otherwise.replace(day=1)


def number_from(value: str) -> int | None:
    """The id or page an address names; None: it names none."""
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(LARGEST))):
        return None
    number = int(value)
    return number if number <= LARGEST else None


def asked(given: QueryDict) -> QueryDict:
    """The parameters of an address, without what fits nowhere."""
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        shown = [_WITHOUT_WIDTH.sub("", _UNSEEN.sub("", value)) for value in values]
        kept.setlist(_UNSEEN.sub("", name), [each for each in shown if not _why_not(each)])
    return kept


def sent(given: QueryDict) -> QueryDict:
    """The fields of a form.

    Raises:
        Refused: `input.unseen`, `input.too_large`, `input.year`.
    """
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        if name in SECRETS:
            kept.setlist(name, values)
            continue
        for value in values:
            if why := _why_not(value):
                raise why
        kept.setlist(text(name), [text(value) for value in values])
    return kept


def is_place(parts: Mapping[str, object]) -> bool:
    """Whether the parts of a path can name anything."""
    return not any(
        (isinstance(part, int) and part > LARGEST)
        or (isinstance(part, str) and _UNSEEN.search(part))
        for part in parts.values()
    )


def _why_not(value: str) -> Refused | None:
    number = _NUMBER.fullmatch(value)
    if number and (len(number["whole"]) > len(str(LARGEST)) or int(number["whole"]) > LARGEST):
        return Refused(
            "Ada angka yang terlalu panjang. Periksa lagi, lalu kirim.", code="input.too_large"
        )
    found = _DATE.fullmatch(value)
    if found and int(found["iso"] or found["here"]) not in YEARS:
        return Refused(
            f"Ada tanggal yang tahunnya tidak antara {YEARS[0]} dan {YEARS[-1]}. Periksa lagi.",
            code="input.year",
        )
    return None
