"""Schedules, days and corrections in the matrix: arguments and forms."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from noken.core.uuid7 import uuid7
from tests.access.records import ROSTER_DAY, UNSAID, Records
from tests.world import NOON, TODAY
from tests.world_schedules import schedule, shift

DAY = TODAY.isoformat()
SOON = (TODAY + timedelta(2)).isoformat()
LAST = (TODAY + timedelta(40)).isoformat()


def _nothing(_: Records) -> dict[str, Any]:
    return {}


def _key() -> str:
    return str(uuid7(NOON))


def _owner(records: Records) -> list[Any]:
    return [records.cast.owner.pk]


def _section(records: Records) -> list[Any]:
    return [records.cast.section.pk]


def _said(records: Records) -> list[Any]:
    return [records.said.pk]


def _asked(records: Records) -> list[Any]:
    return [records.asked.pk]


ARGS: Mapping[str, Callable[[Records], list[Any]]] = {
    "attendance:answer": _asked,
    "attendance:decide": _said,
    "attendance:person": _owner,
    "attendance:proof": _said,
    "attendance:reopen": lambda r: [r.closing.pk],
    "attendance:withdraw": _said,
    "attendance:person_schedule": _owner,
    "attendance:person_schedule_end": lambda r: [r.cast.owner.pk, r.own_schedule_id],
    "attendance:roster": _section,
    "attendance:start_sign": lambda r: [r.starts_id],
    "attendance:start_withdraw": lambda r: [r.starts_id],
    "attendance:tolerance_sign": lambda r: [r.tolerance_id],
    "attendance:tolerance_withdraw": lambda r: [r.tolerance_id],
    "attendance:unit_days": _section,
    "attendance:unit_days_drop": _section,
    "attendance:unit_schedule": _section,
    "attendance:unit_schedule_end": lambda r: [r.cast.section.pk, r.unit_schedule_id],
}


def _schedule(_: Records) -> dict[str, Any]:
    """Until the day before the records' own ones begin."""
    return {
        "jadwal": schedule("FLEXIBLE").pk,
        "mulai": DAY,
        "sampai": DAY,
        "dasar": "Surat 800/41",
        "lain": ["4"],
    }


def _roster(records: Records) -> dict[str, Any]:
    """The owner's Saturday of this week."""
    owner, monday = records.cast.owner.pk, TODAY - timedelta(TODAY.weekday())
    return {
        "dilihat": f"{monday.isoformat()};{owner}:-1,-1,-1,-1,-1,-1,-1",
        f"s-{owner}-{ROSTER_DAY.isoformat()}": shift("ORDER_SHIFTS", "P").pk,
    }


DATA: Mapping[str, Callable[[Records], dict[str, Any]]] = {
    "attendance:answer": lambda _: {"jawaban": "Ke Bank Papua."},
    "attendance:close": lambda r: {"unit": r.cast.agency.pk, "bulan": "2026-09"},
    "attendance:decide": lambda _: {"keputusan": "terima"},
    "attendance:reopen": lambda _: {"alasan": "Surat tugas baru masuk."},
    "attendance:say": lambda _: {
        "key": _key(),
        "hari": UNSAID.isoformat(),
        "sebenarnya": "FIELD",
        "keterangan": "Rapat di Bappeda.",
    },
    "attendance:withdraw": _nothing,
    "attendance:person_schedule": _schedule,
    "attendance:person_schedule_end": lambda _: {"pada": ROSTER_DAY.isoformat()},
    "attendance:ramadan": lambda _: {
        "pertama": "2027-02-09",
        "terakhir": "2027-03-09",
        "dasar": "Sidang isbat",
    },
    "attendance:roster": _roster,
    "attendance:schedule_define": lambda _: {
        "nama": "Piket IGD",
        "dasar": "SK 3",
        "harian": "piket",
        "s0-nama": "Malam",
        "s0-masuk": "20:00",
        "s0-pulang": "08:00",
    },
    "attendance:start_propose": lambda r: {
        "unit": r.closing.unit_id,
        f"mulai_{r.closing.unit_id}": SOON,
        "dilihat": f"{r.closing.unit_id}:{SOON}",
        "dasar": "Edaran 8/2026",
    },
    "attendance:start_sign": lambda _: {"alasan": "Sudah dibahas"},
    "attendance:start_withdraw": _nothing,
    "attendance:tolerance": lambda _: {
        "telat": "5",
        "ganti": "0",
        "mulai": SOON,
        "dasar": "Perbup 8/2026",
    },
    "attendance:tolerance_sign": lambda _: {"alasan": "Sudah dibahas"},
    "attendance:tolerance_withdraw": _nothing,
    "attendance:unit_days": lambda _: {
        "dari": LAST,
        "sampai": LAST,
        "nama": "Libur seksi",
        "dasar": "SK 2",
    },
    "attendance:unit_days_drop": lambda r: {
        "dari": r.day_off.isoformat(),
        "sampai": r.day_off.isoformat(),
    },
    "attendance:unit_schedule": _schedule,
    "attendance:unit_schedule_end": lambda _: {"pada": LAST},
}
