"""The weeks before and after the first talk, of what the two follow together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from noken.attendance import queries as attendance
from noken.coaching.models import Talk
from noken.ui import formats
from noken.work import queries as work

WEEKS = 8
HIGH, BASE = 58.0, 72.0
UNITS = {"LATE": "menit terlambat dan pulang cepat", "REPORTS": "hari dengan laporan"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: where it is drawn (per cent and pixels, written with a point), its number, whether
    the first talk was in it or before."""

    x: str
    middle: str
    y: str
    label_y: str
    height: str
    width: str
    week: int
    monday: date
    value: int
    is_after: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """`title` says the same as the bars; `first_on` is the day of the first talk, None before."""

    title: str
    about: str
    bars: Sequence[Bar]
    first_on: date | None


def chart_of(talk: Talk, on: date) -> Chart | None:
    """Of a talk that follows something; up to this week, or the week in which it ended."""
    if talk.measure not in UNITS:
        return None
    first = (
        Talk.objects.filter(series=talk.series, held_on__isnull=False)
        .order_by("held_on")
        .values_list("held_on", flat=True)
        .first()
    )
    monday = on - timedelta(on.weekday())
    mondays = [monday - timedelta(7 * back) for back in range(WEEKS - 1, -1, -1)]
    late = talk.measure == Talk.Measure.LATE
    read = attendance.late_weeks if late else work.reported_weeks
    values = read(talk.employee_id, mondays)
    return Chart(
        title=_title(talk, mondays, values, first),
        about=UNITS[talk.measure],
        bars=_bars(mondays, values, first),
        first_on=first,
    )


def _bars(mondays: Sequence[date], values: Sequence[int], first: date | None) -> list[Bar]:
    step = 100 / len(mondays)
    top = max([*values, 1])
    found = []
    for place, (monday, value) in enumerate(zip(mondays, values, strict=True)):
        height = max(1.5, HIGH * value / top)
        found.append(
            Bar(
                x=f"{place * step + step * 0.15:.1f}",
                middle=f"{place * step + step / 2:.1f}",
                y=f"{BASE - height:.1f}",
                label_y=f"{BASE - height - 6:.1f}",
                height=f"{height:.1f}",
                width=f"{step * 0.7:.1f}",
                week=monday.isocalendar().week,
                monday=monday,
                value=value,
                is_after=first is not None and monday + timedelta(6) >= first,
            )
        )
    return found


def _title(talk: Talk, mondays: Sequence[date], values: Sequence[int], first: date | None) -> str:
    weeks = f"pekan {mondays[0].isocalendar().week} sampai {mondays[-1].isocalendar().week}"
    said = ", ".join(map(formats.number, values))
    since = f"; sesi pertama {formats.day_named(first)}" if first else ""
    return f"{UNITS[talk.measure].capitalize()}, {weeks}: {said}{since}"
