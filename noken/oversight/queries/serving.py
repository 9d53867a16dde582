"""Who is in active service."""

from datetime import date

from django.db import connection

from noken.organization.models import Employee

_SERVING = """
select distinct p.employee_id
from organization_posting p
join organization_employee e on e.id = p.employee_id and e.kind <> %(official)s
join organization_standingperiod s on s.employee_id = p.employee_id and s.standing = 'ACTIVE'
    and s.start_on <= %(on)s::date and (s.end_on is null or s.end_on > %(on)s::date)
where p.kind = 'DEFINITIVE' and p.start_on <= %(on)s::date
  and (p.end_on is null or p.end_on > %(on)s::date)
order by 1
"""


def serving_ids(on: date) -> list[int]:
    """Employees with a post and in active service on a day, officials of state left out."""
    with connection.cursor() as cursor:
        cursor.execute(_SERVING, {"on": on, "official": Employee.Kind.OFFICIAL})
        return [row[0] for row in cursor.fetchall()]
