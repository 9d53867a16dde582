"""Evaluation sheets in the matrix: one in each state, arguments and forms.

All of the owner, of months of last year, which the superior of last month led.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from noken.core.uuid7 import uuid7
from noken.evaluation.models import Period, Pin, Sheet
from tests.cast import MOVED_ON, Cast
from tests.world import NOON, TODAY
from tests.world_evaluation import make_period, make_pin, make_rating, make_self, make_sheet


@dataclass(frozen=True)
class Sheets:
    """`open` waits for the owner, `assessed` for the rater, who has pinned `pin`; `published` was
    published a moment ago; `excused` is not evaluated."""

    open: Sheet
    assessed: Sheet
    published: Sheet
    excused: Sheet
    pin: Pin


def make_sheets(cast: Cast, secret: str) -> Sheets:
    first, second, third, fourth = (make_sheet(cast.owner, _month(n)) for n in range(1, 5))
    for sheet in (second, third):
        make_self(sheet, text=secret)
    make_rating(second, cast.acting_superior, published=False, reason=secret)
    published_at = NOON - timedelta(seconds=3)
    make_rating(third, cast.acting_superior, reason=secret, at=published_at)
    fourth.status, fourth.excuse = Sheet.Status.EXCUSED, secret
    fourth.save()
    pin = make_pin(second, cast.acting_superior, secret)
    return Sheets(first, second, third, fourth, pin)


def _month(number: int) -> Period:
    start, end = date(2025, number, 1), date(2025, number + 1, 1)
    return make_period(kind="MONTH", year=2025, number=number, start_on=start, end_on=end)


def _of(name: str) -> Callable[[Any], list[Any]]:
    return lambda records: [getattr(records.sheets, name).pk]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "evaluation:assess": _of("open"),
    "evaluation:change": _of("published"),
    "evaluation:close_part": _of("assessed"),
    "evaluation:enter": _of("open"),
    "evaluation:evidence": _of("assessed"),
    "evaluation:excuse": _of("assessed"),
    "evaluation:hand_over": _of("published"),
    "evaluation:include": _of("excused"),
    "evaluation:note_part": lambda r: [r.sheets.assessed.employee_id],
    "evaluation:pin": _of("assessed"),
    "evaluation:rate": _of("assessed"),
    "evaluation:receive": _of("published"),
    "evaluation:sheet": _of("assessed"),
    "evaluation:undo": _of("published"),
    "evaluation:unpin": lambda r: [r.sheets.assessed.pk, r.sheets.pin.pk],
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "evaluation:assess": lambda _: {
        "key": str(uuid7(NOON)),
        "rating": "AS-AS",
        "uraian": "Target tercapai.",
        "aksi": "kirim",
    },
    "evaluation:change": lambda _: {"rating": "ABOVE-AS", "alasan": "Sesudah rapat."},
    "evaluation:close_part": lambda r: {
        "bagian": r.sheets.assessed.parts.get().pk,
        "rating": "AS-AS",
        "catatan": "Rapi.",
    },
    "evaluation:enter": lambda _: {
        "key": str(uuid7(NOON)),
        "hasil": "AS",
        "perilaku": "AS",
        "uraian": "Target tercapai.",
        "tanggal": TODAY.isoformat(),
        "penerima": "Yuliana",
    },
    "evaluation:excuse": lambda _: {"alasan": "Cuti besar."},
    "evaluation:hand_over": lambda _: {"tanggal": TODAY.isoformat(), "saksi": "Frans Rumbiak"},
    "evaluation:include": lambda _: {},
    "evaluation:note_part": lambda _: {
        "sampai": MOVED_ON.isoformat(),
        "rating": "AS-AS",
        "catatan": "Rapi.",
    },
    "evaluation:pin": lambda r: {
        "sumber": "OTHER",
        "id": str(uuid7(NOON)),
        "tanggal": r.sheets.assessed.period.start_on.isoformat(),
        "isi": "Panduan dipakai.",
    },
    "evaluation:rate": lambda _: {"rating": "AS-AS", "aksi": "terbitkan"},
    "evaluation:receive": lambda _: {},
    "evaluation:undo": lambda _: {},
    "evaluation:unpin": lambda _: {},
}
