"""Words and small values that several pages of leave show."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from noken.leave.models import Portion, Request
from noken.leave.rules import flow, kinds
from noken.regulations import loader
from noken.ui.formats import day_short, number

TONES = {
    flow.SUBMITTED: ("thr", "clock"),
    flow.ADVISED: ("thr", "clock"),
    flow.RETURNED: ("warn", "undo-2"),
    flow.APPROVED: ("ok", "check"),
    flow.REFUSED: ("bad", "x"),
    flow.WITHDRAWN: ("", "x"),
    flow.CANCELLED: ("", "x"),
}
KIND_NAMES = {
    **{code: kind.name for code, kind in loader.leave_kinds().items()},
    kinds.FLEX_PLACE: "Kerja dari tempat lain",
    kinds.FLEX_TIME: "Jam kerja fleksibel",
    kinds.DUTY: "Dinas luar",
    kinds.TRAINING: "Pelatihan",
}
ICONS = {
    kinds.ANNUAL: "sun",
    kinds.SICK: "shield",
    kinds.MATERNITY: "sprout",
    kinds.IMPORTANT: "house",
    kinds.LONG: "calendar-days",
    kinds.UNPAID: "hourglass",
    kinds.FLEX_PLACE: "map-pin",
    kinds.FLEX_TIME: "timer",
    kinds.DUTY: "footprints",
    kinds.TRAINING: "graduation-cap",
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request in a list: what, when, how it stands. `tone` and `icon` are for the badge."""

    id: UUID
    kind: str
    name: str
    when: str
    status: str
    says: str
    tone: str
    icon: str
    url: str


def when_of(start_on: date, end_on: date, portion: str = "FULL") -> str:
    """24 Nov; 24 sampai 26 Nov; 30 Des 2026 sampai 2 Jan 2027; with the half of the day."""
    last = end_on - timedelta(1)
    text = day_short(last)
    if start_on.year != last.year:
        text = f"{day_short(start_on)} {start_on.year} sampai {text} {last.year}"
    elif start_on.month != last.month:
        text = f"{day_short(start_on)} sampai {text}"
    elif start_on != last:
        text = f"{start_on.day} sampai {text}"
    if portion == Portion.FULL:
        return text
    return f"{text}, {Portion(portion).label.lower()}"


def days_text(days: Decimal | None) -> str:
    """12 or 1,5"""
    return number(days)


def row_of(request: Request) -> RequestRow:
    tone, icon = TONES[request.status]
    return RequestRow(
        id=request.pk,
        kind=request.kind,
        name=KIND_NAMES[request.kind],
        when=when_of(request.start_on, request.end_on, request.portion),
        status=request.status,
        says=Request.Status(request.status).label,
        tone=tone,
        icon=icon,
        url=request.get_absolute_url(),
    )


def detail_of(kind: str, detail: str) -> str:
    """The words of a detail: for the owner and who decides only."""
    return kinds.DETAILS.get(kind, {}).get(detail, "")
