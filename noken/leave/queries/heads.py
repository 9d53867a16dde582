"""Heads who are on leave, today or soon, while nobody is appointed to act for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.leave.queries.concerned import personnel_ids
from noken.leave.queries.words import when_of
from noken.organization import queries as organization

SOON = timedelta(14)
"""So long before a leave begins its Plh is asked for."""
_AWAY = """
    select a.employee_id, e.name, u.id, u.name, a.start_on, a.end_on, r.stand_in_id,
        coalesce(s.name, '')
    from leave_absence a
    join organization_employee e on e.id = a.employee_id
    join organization_posting h on h.employee_id = a.employee_id and h.is_head
        and h.kind = 'DEFINITIVE' and h.start_on <= greatest(a.start_on, %(on)s::date)
        and (h.end_on is null or h.end_on > greatest(a.start_on, %(on)s::date))
    join organization_unit u on u.id = h.unit_id
    left join leave_request r on r.id = a.request_id
    left join organization_employee s on s.id = r.stand_in_id
    where a.cancelled_at is null and a.portion = 'FULL' and a.family = 'LEAVE'
      and a.end_on > %(on)s::date
      and not exists (select from organization_posting p
          where p.unit_id = h.unit_id and p.kind in ('PLH', 'PLT') and p.start_on < a.end_on
            and (p.end_on is null or p.end_on > greatest(a.start_on, %(on)s::date)))
"""
_SOON = f"{_AWAY} and a.start_on < %(until)s::date"
_ORDER = " order by a.start_on, e.name"
_OF_UNITS = f"{_SOON} and u.id = any (%(units)s::bigint[]) {_ORDER}"
_OF_ALL = f"{_SOON} {_ORDER}"
_OF_REQUESTS = f"{_AWAY} and a.request_id = any (%(requests)s::uuid[]) {_ORDER}"


@dataclass(frozen=True, slots=True)
class HeadAway:
    """A head on leave in `[start_on, end_on)`; `stand_in` is who they named, "" for nobody."""

    employee_id: int
    name: str
    unit_id: int
    unit: str
    start_on: date
    end_on: date
    stand_in_id: int | None
    stand_in: str

    @property
    def when(self) -> str:
        return when_of(self.start_on, self.end_on)

    @property
    def url(self) -> str:
        """The page of the unit, with the form of the appointment filled in."""
        filled = {
            "buka": "plt",
            "sebagai": "PLH",
            "mulai": self.start_on.isoformat(),
            "sampai": (self.end_on - timedelta(1)).isoformat(),
        }
        if self.stand_in_id:
            filled |= {"pejabat": str(self.stand_in_id), "nama": self.stand_in}
        page = reverse("organization:unit", args=[self.unit_id])
        return f"{page}?{urlencode(filled)}#aksi-plt"


def heads_away(actor: Actor) -> Sequence[HeadAway]:
    """For who appoints: the OPD's admin for the own units that do not lead them, BKPSDM for all."""
    values: dict[str, Any] = {"on": actor.on, "until": actor.on + SOON}
    if actor.has(Role.PERSONNEL):
        return _rows(_OF_ALL, values)
    if actor.has(Role.ADMIN_OPD):
        units = actor.unit_ids - organization.units_above(actor)
        return _rows(_OF_UNITS, {**values, "units": sorted(units)})
    return ()


def heads_of_requests(request_ids: Collection[UUID], on: date) -> Sequence[HeadAway]:
    """Of these granted requests, those of heads for whom nobody acts yet."""
    return _rows(_OF_REQUESTS, {"on": on, "requests": list(request_ids)})


def appointers_of(unit_id: int, on: date) -> list[int]:
    """Who appoints in a unit: its admins whom it does not lead, else the people of BKPSDM."""
    return organization.seat_keepers(unit_id, on) or personnel_ids(on)


def _rows(sql: str, values: dict[str, Any]) -> Sequence[HeadAway]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [HeadAway(*row) for row in cursor.fetchall()]
