"""Numbers, dates and names as people here write them (locale id-ID). Pure: `now` is an argument."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings

from noken.core import clock
from noken.core.values import MONTHS

MINUS = "\N{MINUS SIGN}"
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SPELLED = ["Nol", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan"]
ZONES = {"Asia/Jayapura": "WIT", "Asia/Makassar": "WITA", "Asia/Jakarta": "WIB"}
NIP_LENGTH = 18
HIDDEN = "\N{BULLET}" * 4


def number(value: float | Decimal | None, digits: int | None = None) -> str:
    """4486 as 4.486 and 15.2 as 15,2; None as an empty text.

    Args:
        digits: decimals to show, rounded half up; None keeps what the value has, without
            trailing zeros.
    """
    if value is None:
        return ""
    if isinstance(value, int) and not digits and value >= 0:
        return f"{value:,}".replace(",", ".")
    exact = Decimal(str(value))
    if digits is not None:
        exact = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,f}"
    if digits is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    sign = MINUS if exact < 0 else ""
    return sign + text.translate(str.maketrans(",.", ".,"))


def signed(value: float | Decimal | None, digits: int | None = None) -> str:
    """A difference with a true sign: +0,28, −0,07."""  # noqa: RUF002  # the sign is the subject
    text = number(value, digits)
    return f"+{text}" if value is not None and value > 0 else text


def percent(value: float | Decimal | None) -> str:
    """A share of 0 to 100: no decimals, one when it is under 1."""
    if value is None:
        return ""
    small = not isinstance(value, int) and 0 < abs(Decimal(str(value))) < 1
    return f"{number(value, 1 if small else 0)}%"


def spelled(count: int) -> str:
    """1 as Satu, up to nine; larger counts as figures."""
    return SPELLED[count] if 0 <= count < len(SPELLED) else number(count)


def day_of(value: date | datetime) -> date:
    """The region's date of an instant; a date is left as it is."""
    return clock.day_of(value) if isinstance(value, datetime) else value


def day_short(value: date | datetime | None) -> str:
    """24 Nov"""
    if value is None:
        return ""
    day = day_of(value)
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def day_named(value: date | datetime | None) -> str:
    """Jumat, 27 November: the form of a deadline."""
    if value is None:
        return ""
    day = day_of(value)
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}"


def day_long(value: date | datetime | None) -> str:
    """Selasa, 24 November 2026"""
    return "" if value is None else f"{day_named(value)} {day_of(value).year}"


def time_of(value: datetime | None) -> str:
    """08.14 on the clock of the region."""
    return "" if value is None else f"{clock.local(value):%H.%M}"


def zone() -> str:
    """WIT, WITA or WIB, by settings.TIME_ZONE."""
    return ZONES[settings.TIME_ZONE]


def ago(at: datetime | None, now: datetime) -> str:
    """How a moment is named in a row: baru saja, 3 menit lalu, hari ini, kemarin, Senin, 24 Nov."""
    if at is None:
        return ""
    seconds = (now - at).total_seconds()
    if 0 <= seconds < timedelta(minutes=1).total_seconds():
        return "baru saja"
    if 0 <= seconds < timedelta(hours=1).total_seconds():
        return f"{int(seconds // 60)} menit lalu"
    day, days = day_of(at), (day_of(now) - day_of(at)).days
    named = {0: "hari ini", 1: "kemarin"} | {past: DAYS[day.weekday()] for past in range(2, 7)}
    if days in named:
        return f"{named[days]}, {time_of(at)}"
    return day_short(at) if day.year == day_of(now).year else f"{day_short(at)} {day.year}"


def initials(name: str) -> str:
    """First letters of the first and the last word: Maria Wanggai as MW."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


def nip_groups(nip: str) -> str:
    """19910412 201504 2 014; anything that is not a NIP is left as it is."""
    if len(nip) != NIP_LENGTH:
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def mask_nip(nip: str) -> str:
    """•••• 2 014, the form of lists: the first eight figures are a birth date."""
    return f"{HIDDEN} {nip[-4]} {nip[-3:]}" if len(nip) == NIP_LENGTH else HIDDEN
