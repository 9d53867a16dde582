"""Periods in the matrix: arguments and forms; the period is that of a sheet of the owner."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tests.world import TODAY

LATER = TODAY + timedelta(20)


def _period(records: Any) -> list[Any]:
    return [records.objections.sheet.period_id]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "evaluation:period": _period,
    "evaluation:period_close": _period,
    "evaluation:period_complete": _period,
    "evaluation:period_extend": _period,
}

DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "evaluation:period_close": lambda _: {"tutup-note": "Selesai menurut surat BKPSDM."},
    "evaluation:period_complete": lambda _: {},
    "evaluation:period_days": lambda _: {
        "hari-name": "SELF_DUE",
        "hari-value": 4,
        "hari-on": TODAY.isoformat(),
        "hari-source": "SE Sekda 4/2026",
    },
    "evaluation:period_extend": lambda _: {
        "tambah-unit": "0",
        "tambah-self_due_on": LATER.isoformat(),
        "tambah-due_on": LATER.isoformat(),
        "tambah-reason": "Jaringan padam.",
    },
    "evaluation:period_remind": lambda _: {"periode": "GENERAL-QUARTER-2026-3"},
    "evaluation:period_open": lambda _: {
        "self_due_on": LATER.isoformat(),
        "due_on": LATER.isoformat(),
    },
}
