"""Lines in quarantine, grouped by machine and reason, with what may be done about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, QuerySet

from noken.attendance import queries as attendance
from noken.core.actor import Actor
from noken.devices import access
from noken.devices.models import BadLine, Delivery, Settlement
from noken.devices.queries.places import place_names
from noken.devices.queries.words import REASONS
from noken.devices.rules.future import Shift, propose_shift
from noken.organization import queries as organization
from noken.ui.formats import number

Reason = BadLine.Reason
PAGE_GROUPS = 30
SHOWN_LINES = 200
_SAMPLE = 2_000
_EVER = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class HeldGroup:
    """Open lines of one reason of one machine, however many deliveries brought them; `shift` is
    proposed for times still to come. `received_at` is when the newest came."""

    recorder_id: int
    reason: str
    title: str
    text: str
    sample: str
    count: int
    received_at: datetime
    shift: Shift | None


@dataclass(frozen=True, slots=True)
class HeldLine:
    line_no: int
    text: str
    reason: str
    received_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided about lines, by whom and why."""

    words: str
    place: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HeldPage:
    """Quarantine. `about` are the people whose PINs stand in the lines."""

    groups: Sequence[HeldGroup]
    sheet: "Page[Any]"
    total: int
    settled: Sequence[Settled]
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class HeldLinesPage:
    group: HeldGroup
    lines: Sequence[HeldLine]
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class HeldLinesExport:
    lines: Sequence[HeldLine]
    about: frozenset[int]


def held_groups(actor: Actor, limit: int = PAGE_GROUPS) -> list[HeldGroup]:
    """What waits in quarantine at the places the actor keeps: what came last first."""
    return _groups(list(_grouped(_open(actor))[:limit]))


def held_total(actor: Actor) -> int:
    return int(_open(actor).count())


def held_page(actor: Actor, number: int | None = None) -> HeldPage:
    sheet = Paginator(_grouped(_open(actor)), PAGE_GROUPS).get_page(number)
    groups = _groups(list(sheet))
    shown = {group.recorder_id for group in groups}
    pins = _open(actor).filter(delivery__recorder__in=shown).exclude(pin_key="")
    people = _people(pins[:_SAMPLE])
    return HeldPage(groups, sheet, held_total(actor), _settled(actor), people)


def held_lines_page(actor: Actor, recorder_id: int, reason: str) -> HeldLinesPage | None:
    """The lines of one group, newest delivery first; None when nothing waits there for this
    actor."""
    rows = _open(actor).filter(delivery__recorder=recorder_id, reason=reason)
    groups = _groups(list(_grouped(rows)))
    if not groups:
        return None
    lines = rows.order_by("-delivery__received_at", "line_no")[:SHOWN_LINES]
    return HeldLinesPage(groups[0], _lines(lines), _people(lines))


def all_held(actor: Actor) -> HeldLinesExport:
    """Every open line, for a file to work with."""
    rows = _open(actor).order_by("-delivery__received_at", "line_no")
    return HeldLinesExport(_lines(rows), _people(rows.exclude(pin_key="")))


def _open(actor: Actor):  # type: ignore[no-untyped-def]  # a query set
    return BadLine.objects.filter(
        access.kept_by(actor, "delivery__recorder__site__unit_id"), settled_at=None
    )


def _grouped(rows: QuerySet[BadLine]) -> Any:
    return (
        rows.values("delivery__recorder_id", "reason")
        .annotate(
            count=Count("pk"),
            deliveries=Count("delivery", distinct=True),
            newest=Max("delivery__received_at"),
        )
        .order_by("-newest", "delivery__recorder_id", "reason")
    )


def _groups(rows: Sequence[Mapping[str, object]]) -> list[HeldGroup]:
    places = place_names({int(str(row["delivery__recorder_id"])) for row in rows})
    return [_group(row, places) for row in rows]


def _group(row: Mapping[str, object], places: Mapping[int, str]) -> HeldGroup:
    recorder_id, reason = int(str(row["delivery__recorder_id"])), str(row["reason"])
    lines = BadLine.objects.filter(
        delivery__recorder=recorder_id, reason=reason, settled_at=None
    ).order_by("-delivery__received_at", "line_no")
    first = lines.select_related("delivery__recorder__site").defer("delivery__raw")[0]
    delivery, shift = first.delivery, None
    if reason == Reason.FUTURE:
        zone = ZoneInfo(delivery.recorder.site.timezone)
        times = lines.exclude(told_at=None).values_list("told_at", flat=True)[:_SAMPLE]
        walls = [told.astimezone(zone).replace(tzinfo=None) for told in times if told]
        received = delivery.received_at.astimezone(zone).replace(tzinfo=None)
        shift = propose_shift(walls, received)
    came = _came_words(delivery, int(str(row["deliveries"])))
    return HeldGroup(
        recorder_id,
        reason,
        REASONS[reason],
        _why(places[recorder_id], reason, came, shift),
        first.text,
        int(str(row["count"])),
        delivery.received_at,
        shift,
    )


def _why(place: str, reason: str, came: str, shift: Shift | None) -> str:
    if reason == Reason.FUTURE and shift:
        how = "tepat" if shift.is_year else "sekitar"
        return (
            f"{place}: jam mesin terlalu maju saat mencatat. "
            f"Terlihat maju {how} {number(shift.days)} hari."
        )
    if reason == Reason.LATE:
        return (
            f"{place}: lebih dari tiga hari, padahal mesin terdengar waktu itu. Sampai Anda "
            "putuskan, hari itu tidak ditanyakan kepada siapa pun."
        )
    if reason == Reason.TWIN:
        return f"{place}: baris yang sama sudah datang dari sumber lain. Sudah dihitung sekali."
    return f"{place}: {came}."


def _came_words(newest: Delivery, deliveries: int) -> str:
    if deliveries > 1:
        return f"dari {number(deliveries)} kiriman"
    return f"berkas {newest.name}" if newest.name else "kiriman mesin"


def _lines(rows: Iterable[BadLine]) -> list[HeldLine]:
    rows = list(rows)
    deliveries = Delivery.objects.defer("raw").in_bulk({row.delivery_id for row in rows})
    places = place_names({delivery.recorder_id for delivery in deliveries.values()})
    return [
        HeldLine(
            row.line_no,
            row.text,
            REASONS[row.reason],
            deliveries[row.delivery_id].received_at,
            places[deliveries[row.delivery_id].recorder_id],
        )
        for row in rows
    ]


def _settled(actor: Actor) -> list[Settled]:
    rows = Settlement.objects.filter(access.kept_by(actor, "delivery__recorder__site__unit_id"))
    found = list(rows.select_related("delivery").defer("delivery__raw").order_by("-at")[:8])
    places = place_names({row.delivery.recorder_id for row in found})
    names = organization.people([row.by_id for row in found if row.by_id], actor.on)
    return [
        Settled(
            _act_words(row),
            places[row.delivery.recorder_id],
            row.why,
            names[row.by_id].name if row.by_id in names else "sistem",
            row.at,
        )
        for row in found
    ]


def _act_words(row: Settlement) -> str:
    if row.act == Settlement.Act.SHIFT:
        return f"{number(row.lines)} baris digeser {number(row.days)} hari"
    act = "dihitung" if row.act == Settlement.Act.TAKE else "tidak dihitung"
    return f"{number(row.lines)} baris {act}"


def _people(rows: Iterable[BadLine]) -> frozenset[int]:
    """Whose PINs stand in the lines, at any time."""
    rows = list(rows)
    sites = dict(
        Delivery.objects.filter(pk__in={row.delivery_id for row in rows}).values_list(
            "pk", "recorder__site_id"
        )
    )
    wanted = {(sites[row.delivery_id], row.pin_key) for row in rows if row.pin_key}
    if not wanted:
        return frozenset()
    assigned = attendance.pins({site for site, _ in wanted}, _EVER)
    return frozenset(p.employee_id for p in assigned if (p.site_id, p.pin_key) in wanted)
