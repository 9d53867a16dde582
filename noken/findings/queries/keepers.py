"""What discipline asks of findings: who keeps the rule behind one, whether it rests, which one a
number names, and since when somebody stands on the ladder."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from noken.findings.models import CardSignature, Finding
from noken.findings.queries.standing import LADDER
from noken.findings.rules.numbers import number_of, parts_of
from noken.regulations.discipline import thresholds

_REACHED = """
    with counted as (
        select f.employee_id, f.id, k.known, row_number() over (
            partition by f.employee_id order by k.known, r.day, r.id) as place
        from findings_row r join findings_finding f on f.id = r.finding_id
        cross join lateral (select coalesce(
            (r.decided_at at time zone %(zone)s)::date, r.reply_by + 1) as known) k
        where f.code = any(%(ladder)s) and r.state in ('LAPSED', 'REFUSED') and not r.rests
          and r.day >= make_date(%(year)s::int, 1, 1)
          and r.day < make_date(%(year)s::int + 1, 1, 1)
    )
    select c.employee_id, f.id, f.year, f.serial, c.known
    from counted c join findings_finding f on f.id = c.id
    where c.place = %(least)s order by c.known, c.employee_id
"""


class Reached(NamedTuple):
    """Since when a person stands on the first rung of a year, and the finding that brought it."""

    employee_id: int
    finding_id: int
    number: str
    known_on: date


def keepers_of(finding_ids: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Who proposed and signed the card each was raised by, for areas that keep roles apart."""
    rows = Finding.objects.filter(pk__in=finding_ids).values_list(
        "pk", "version_id", "version__proposed_by"
    )
    versions = {version for _pk, version, _by in rows}
    signers: dict[int, set[int]] = {}
    for version, signer in CardSignature.objects.filter(proposal__in=versions).values_list(
        "proposal", "signer"
    ):
        signers.setdefault(version, set()).add(signer)
    return {
        pk: frozenset({*signers.get(version, ()), *([by] if by else [])})
        for pk, version, by in rows
    }


def id_of(number: str) -> int | None:
    """The finding with a number, T-2026-0417; None: there is none."""
    parts = parts_of(number)
    if parts is None:
        return None
    found = Finding.objects.filter(year=parts[0], serial=parts[1])
    return found.values_list("pk", flat=True).first()


def reached_since(year: int) -> list[Reached]:
    """Everybody whose counted days of a year reach the first rung, in one statement: the day is
    that on which the row came to count that brought the sum there."""
    values: dict[str, Any] = {
        "zone": settings.TIME_ZONE,
        "ladder": list(LADDER),
        "year": year,
        "least": thresholds().rungs[0].least,
    }
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, values)
        return [
            Reached(person, pk, number_of(of, serial), known)
            for person, pk, of, serial, known in cursor.fetchall()
        ]
