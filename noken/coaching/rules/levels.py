"""Levels of supervision: lighter by rule after a clean record, closer only for a time."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

EASY, USUAL, CLOSE = "EASY", "USUAL", "CLOSE"
MOST_CLOSE_MONTHS = 3
SHORTEST_REASON = 20
USUAL_CHECK_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Record:
    """What the months before a day show of a person.

    `owed` are days with a report owed, `in_time` those whose report came in time, `counting` the
    rows of findings that count, `known_since` the first day in service.
    """

    owed: int
    in_time: int
    counting: int
    known_since: date | None


@dataclass(frozen=True, slots=True)
class Clean:
    """What a clean record is: the months it covers and the share of reports in time."""

    months: int
    in_time_percent: int

    def since(self, on: date) -> date:
        """The first day that is looked at."""
        return months_before(on, self.months)


def why_not_easy(record: Record, clean: Clean, on: date) -> str:
    """What still stands between a person and a lighter level; "": nothing.

    Source: pengawasan melonggar dengan catatan baik (register: noken-practice).
    """
    if record.known_since is None or record.known_since > clean.since(on):
        return f"Belum {clean.months} bulan bertugas."
    if record.counting:
        return f"Ada {record.counting} baris temuan yang dihitung dalam {clean.months} bulan."
    if record.owed == 0:
        return "Tidak ada laporan harian yang wajib, jadi tidak ada yang dilonggarkan."
    if record.in_time * 100 < record.owed * clean.in_time_percent:
        return (
            f"{record.in_time} dari {record.owed} laporan tepat waktu; "
            f"syaratnya {clean.in_time_percent}%."
        )
    return ""


def why_not_close(reason: str, start_on: date, end_on: date, today: date) -> tuple[str, str] | None:
    """Why a closer level may not be set so: a sentence and the end of a code.

    It begins after the person was told (today), always ends, and says why.
    Source: pengawasan merapat hanya dengan alasan dan akhir (register: noken-practice).
    """
    if len(reason.strip()) < SHORTEST_REASON:
        return (
            f"Tuliskan alasannya, paling sedikit {SHORTEST_REASON} huruf. Pegawai membacanya.",
            "no_reason",
        )
    if not today < start_on < end_on:
        return ("Mulainya sesudah hari ini, dan berakhir sesudah mulai.", "bad_span")
    if end_on > months_after(start_on, MOST_CLOSE_MONTHS):
        return (f"Paling lama {MOST_CLOSE_MONTHS} bulan sejak mulai.", "too_long_span")
    return None


def months_after(day: date, months: int) -> date:
    """The same day of the month some months later, or the last of that month.

    Source: cara kerja noken (register: noken-practice).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The same, earlier: never later than counting forward would say.

    Source: cara kerja noken (register: noken-practice).
    """
    found = months_after(day, -months)
    return found if months_after(found, months) <= day else found - timedelta(1)
