"""Where attendance counts, and from which day: one small table."""

from collections.abc import Collection
from datetime import date

from django.db import connection

from noken.attendance.models import CountingStart, PersonStart
from noken.attendance.queries.contracts import contract_words, own_contract_words
from noken.attendance.rules.contracts import is_by_contract
from noken.attendance.rules.starts import counting_words, own_words
from noken.organization.queries import Person
from noken.ui import formats

TOP = 2
"""So many strokes has the path of the top."""
_NEAREST = """
    select c.counts_from from attendance_countingstart c
    join organization_unit above on above.id = c.unit_id
    where starts_with({path}, above.path)
      and (above.parent_id is not null or above.path = {path})
    order by length(above.path) desc limit 1
"""
_OF_PEOPLE = f"""
    select g.employee_id, ({_NEAREST.format(path="u.path")}),
        (select p.counts_from from attendance_personstart p where p.employee_id = g.employee_id)
    from organization_posting g join organization_unit u on u.id = g.unit_id
    where g.employee_id = any(%(people)s::bigint[]) and g.kind = 'DEFINITIVE'
      and g.start_on <= %(on)s::date and (g.end_on is null or g.end_on > %(on)s::date)
"""  # noqa: S608 (constants only)
_IN_UNIT = _NEAREST.format(path="%(path)s::text")


def first_days() -> dict[int, date]:
    """The first day that counts, of every unit that has one of its own."""
    return dict(CountingStart.objects.values_list("unit", "counts_from"))


def own_first_days(employee_ids: Collection[int] | None = None) -> dict[int, date]:
    """The first day that counts of those who have one of their own; None: of everybody."""
    rows = PersonStart.objects.all()
    if employee_ids is not None:
        rows = rows.filter(employee__in=set(employee_ids))
    return dict(rows.values_list("employee", "counts_from"))


def counted_since(employee_ids: Collection[int], on: date) -> dict[int, date | None]:
    """From which day the days of people are counted where they are; None: they are not."""
    return {pk: unit for pk, unit, _ in _of_people(employee_ids, on)}


def not_counted_yet(people: Collection[Person], month: date, on: date) -> str:
    """What a page about a month of these people says of days that are not counted; "" where all
    are. Of several it speaks of who begins last, and names whose contract says no hours."""
    found = counted_since([each.id for each in people], on).values()
    latest = None if None in found else max(filter(None, found), default=month)
    return _joined(_words(latest, month), contract_words(people, month, on))


def own_not_counted_yet(person: Person, month: date, on: date) -> str:
    """The same on the page of one person, who may count from a day of the own."""
    _, unit, own = next(iter(_of_people([person.id], on)), (person.id, month, None))
    is_later = unit is not None and own is not None and own > max(unit, month)
    return _joined(
        own_words(formats.day_long(own)) if own and is_later else _words(unit, month),
        own_contract_words(person.id, month, on) if is_by_contract(person.kind) else "",
    )


def counted_in(path: str) -> date | None:
    """From which day attendance counts in the unit of a path; None: it does not."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_UNIT, {"path": path})
        row = cursor.fetchone()
    return row[0] if row else None


def not_counted_in(path: str, people: Collection[Person], month: date, on: date) -> str:
    """`not_counted_yet` for these people of a unit; of the top nothing is said, for each agency has
    its own."""
    said = "" if path.count("/") <= TOP else _words(counted_in(path), month)
    return _joined(said, contract_words(people, month, on))


def _of_people(
    employee_ids: Collection[int], on: date
) -> list[tuple[int, date | None, date | None]]:
    """The person, the first day of their unit, and the one of their own, where they have a post."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_PEOPLE, {"people": list(employee_ids), "on": on})
        return [(pk, unit, own) for pk, unit, own in cursor.fetchall()]


def _words(since: date | None, month: date) -> str:
    return counting_words(since, month, formats.day_long(since) if since else "")


def _joined(*said: str) -> str:
    return " ".join(filter(None, said))
