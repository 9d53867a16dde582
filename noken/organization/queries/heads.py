"""Who leads the units above an office, whoever held the office then."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef

from noken.core.periods import in_force
from noken.organization.models import Posting, StandingPeriod, Unit
from noken.organization.queries.facts import MAY_LEAD

_ORDER = (Posting.Kind.PLH, Posting.Kind.DEFINITIVE, Posting.Kind.PLT)


def heads_above(employee_id: int, led_on: date, on: date, *, over: int | None) -> list[int]:
    """Who leads on a day the units above the office that a person held on `led_on`, nearest first.

    One a unit: a Plh goes before the holder, a Plt fills a vacancy, an empty seat is passed over.
    Of several units that the person led, the office is the highest on the way up from `over`.
    """
    office = _office(employee_id, led_on, over)
    above = [int(pk) for pk in office.strip("/").split("/")[:-1]] if office else []
    heads = _heads(above, on)
    return [heads[pk] for pk in reversed(above) if pk in heads]


def _office(employee_id: int, led_on: date, over: int | None) -> str:
    """The path of the unit, "" where the person led none."""
    led = Posting.objects.filter(in_force(led_on), employee_id=employee_id, is_head=True)
    paths = list(led.values_list("unit__path", flat=True))
    below = Unit.objects.filter(pk=over or 0).values_list("path", flat=True).first() or ""
    return min([each for each in paths if below.startswith(each)] or paths, key=len, default="")


def _heads(unit_ids: list[int], on: date) -> Mapping[int, int]:
    unable = StandingPeriod.objects.filter(in_force(on), employee_id=OuterRef("employee_id"))
    rows = Posting.objects.filter(in_force(on), is_head=True, unit_id__in=unit_ids)
    rows = rows.exclude(Exists(unable.exclude(standing__in=MAY_LEAD)))
    seats = list(rows.values_list("unit_id", "kind", "employee_id"))
    seats.sort(key=lambda seat: _ORDER.index(seat[1]), reverse=True)
    return {unit_id: employee_id for unit_id, _kind, employee_id in seats}
