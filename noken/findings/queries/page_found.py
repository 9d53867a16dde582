"""One finding by its number, with what its page needs of its person and its card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.http import Http404

from noken.core.http import url_of
from noken.findings.rules.numbers import number_of, parts_of
from noken.organization.models import Employee

_FOUND = """
    select f.id, f.code, f.employee_id, f.unit_id, f.period, f.year, f.serial, f.raised_at,
        coalesce(e.nip, ''), e.kind, v.version, v.groups
    from findings_finding f
    join organization_employee e on e.id = f.employee_id
    join findings_cardversion v on v.id = f.version_id
    where f.year = %s and f.serial = %s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """`nip` "" and `kind` are the person's; `version` and the `groups` that it asks the card's."""

    pk: int
    code: str
    employee_id: int
    unit_id: int | None
    period: str
    year: int
    serial: int
    raised_at: datetime
    nip: str
    kind: str
    version: int
    groups: Sequence[str]

    @property
    def number(self) -> str:
        return number_of(self.year, self.serial)

    @property
    def url(self) -> str:
        return url_of("findings:finding", self.number)

    @property
    def kind_words(self) -> str:
        return str(Employee.Kind(self.kind).label)


def find_finding(text: str) -> Found:
    """By its number. Raises Http404."""
    parts = parts_of(text)
    if parts is None:
        raise Http404
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, parts)
        row = cursor.fetchone()
    if row is None:
        raise Http404
    return Found(*row)
