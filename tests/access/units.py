"""Ratings of units, spread, mirror and meeting in the matrix: arguments and forms.

The period is one in which the superior has graded the owner; the section's meeting is announced.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from noken.evaluation.models import Calibration
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_evaluation import make_graded, make_period

SOON = TODAY + timedelta(8)


def make_meeting(cast: Cast) -> Calibration:
    first, after = date(2024, 5, 1), date(2024, 6, 1)
    period = make_period(kind="MONTH", year=2024, number=5, start_on=first, end_on=after)
    make_graded([cast.owner], period, cast.superior, final=True)
    return Calibration.objects.create(
        period=period, unit=cast.section, meet_on=SOON, by=cast.superior, at=NOON
    )


def _place(records: Any) -> dict[str, Any]:
    return {"periode": records.meeting.period_id, "unit": records.cast.section.pk}


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "evaluation:mirror": lambda r: [r.meeting.period_id],
    "evaluation:unit_rating": lambda r: [r.meeting.period_id, r.cast.section.pk],
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "evaluation:announce_calibration": lambda r: {
        **_place(r),
        "tanggal": (SOON + timedelta(1)).isoformat(),
        "catatan": "Aula",
    },
    "evaluation:cancel_calibration": _place,
    "evaluation:explain_spread": lambda r: {**_place(r), "alasan": "Baru satu orang."},
    "evaluation:unit_rating": lambda _: {"capaian": "GOOD", "alasan": "Target tercapai."},
}
