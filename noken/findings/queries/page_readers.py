"""Who has read a finding, for its person."""

from dataclasses import dataclass
from datetime import datetime

from noken.audit import queries as audit
from noken.core.actor import ROLE_WORDS, Role
from noken.findings.queries.page_found import Found
from noken.organization import queries as organization

SCREENS = ("findings:finding", "findings:file")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Reader:
    """One look in one clock hour; `reason` where one had to be given."""

    name: str
    role: str
    reason: str
    at: datetime


def readers_of(finding: Found, at: datetime) -> list[Reader]:
    """Who opened findings about this person since this one was raised, newest first."""
    found = audit.readings_of(finding.employee_id).filter(
        screen__in=SCREENS, first_at__gte=finding.raised_at, first_at__lte=at
    )[:SHOWN]
    rows = list(found)
    people = organization.people({row.reader_id for row in rows}) if rows else {}
    return [
        Reader(
            people[row.reader_id].name if row.reader_id in people else "",
            ROLE_WORDS[Role(row.role)],
            row.reason,
            row.first_at,
        )
        for row in rows
    ]
