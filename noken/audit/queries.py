"""Reading the journal. What a person may see of it is decided by the areas above."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Max, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from noken.audit.events import RecordOpened
from noken.audit.models import Entry, JournalCheck, Reading, Seal
from noken.core.actor import Actor

REASON_HOLDS = timedelta(hours=12)


def readings_of(employee_id: int) -> QuerySet[Reading]:
    """Who looked at a person's records, newest first."""
    return Reading.objects.filter(person_id=employee_id).order_by("-first_at")


def days_of_readers(employee_id: int) -> QuerySet[Reading, Any]:
    """Each reader's day with a person's records: `reader_id`, `day` (of the server's zone), `last`
    look; the newest first."""
    rows = Reading.objects.filter(person_id=employee_id).annotate(day=TruncDate("first_at"))
    days = rows.values("reader_id", "day").annotate(last=Max("first_at"))
    return days.order_by("-last", "reader_id")


def stated_reason(actor: Actor, subject_id: int, at: datetime, *, record: str = "") -> str | None:
    """What the actor gave as reason for opening this person's records, in the last 12 hours; with
    `record` for that one only.

    None: they have to say why first.
    """
    if actor.employee_id is None:
        return None
    given = Entry.objects.filter(
        subject_id=subject_id,
        employee_id=actor.employee_id,
        action=RecordOpened.kind,
        at__gt=at - REASON_HOLDS,
        at__lte=at,
    )
    if record:
        given = given.filter(ids__record=record)
    return given.order_by("-at").values_list("reason", flat=True).first()


def stated_reasons(actor: Actor, subject_ids: Collection[int], at: datetime) -> dict[int, str]:
    """`stated_reason` for many: by person what the actor gave as reason last; what was said for
    one record alone opens no more than that one."""
    given = Entry.objects.filter(
        subject_id__in=subject_ids,
        employee_id=actor.employee_id or 0,
        action=RecordOpened.kind,
        at__gt=at - REASON_HOLDS,
        at__lte=at,
    ).exclude(ids__has_key="record")
    rows = given.order_by("at").values_list("subject_id", "reason")
    return {subject: reason for subject, reason in rows if subject}


def who_did(action: str, to: Collection[int], since: datetime) -> dict[int, set[int]]:
    """By person in `to`: the people who did this to them after `since`."""
    rows = Entry.objects.filter(
        subject_id__in=to, action=action, at__gt=since, employee_id__isnull=False
    )
    found: dict[int, set[int]] = {}
    for subject, doer in rows.values_list("subject_id", "employee_id").distinct():
        if subject is not None and doer is not None:
            found.setdefault(subject, set()).add(doer)
    return found


_QUIET = """
select start_at, end_at from (
    select at as end_at, lag(at) over (order by at) as start_at from (
        select %(start)s::timestamptz as at union all select %(end)s::timestamptz
        union all
        select e.at from audit_entry e where e.at > %(start)s and e.at < %(end)s
    ) moments
) spans
where end_at - start_at > make_interval(secs => %(seconds)s) order by start_at
"""


def quiet_spans(
    start: datetime, end: datetime, longest: timedelta
) -> list[tuple[datetime, datetime]]:
    """The spans of `[start, end)`, longer than `longest`, in which nothing was written."""
    with connection.cursor() as cursor:
        cursor.execute(_QUIET, {"start": start, "end": end, "seconds": longest.total_seconds()})
        return [(since, until) for since, until in cursor.fetchall()]


def last_checks(most: int) -> list[JournalCheck]:
    """The newest checks of the journal, newest first."""
    return list(JournalCheck.objects.order_by("-at", "-pk")[:most])


def last_seal() -> Seal | None:
    return Seal.objects.order_by("-number").first()


class Place(NamedTuple):
    """Where an entry stands in the journal, the newest first."""

    at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries are sought: of `[since, until)`, about a person, by a person, of a kind; after
    a `before` only older ones. Those of `hidden` kinds are left out."""

    since: datetime
    until: datetime
    subject_id: int | None = None
    doer_id: int | None = None
    action: str = ""
    before: Place | None = None
    hidden: frozenset[str] = frozenset()


def entries(sought: Sought, most: int) -> list[Entry]:
    """The newest `most` of them. What they cost does not grow with the journal."""
    rows = Entry.objects.filter(at__gte=sought.since, at__lt=sought.until)
    if sought.subject_id is not None:
        rows = rows.filter(subject_id=sought.subject_id)
    if sought.doer_id is not None:
        rows = rows.filter(employee_id=sought.doer_id)
    if sought.action:
        rows = rows.filter(action=sought.action)
    if sought.before is not None:
        at, number = sought.before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, id__lt=number), at__lte=at)
    return list(rows.exclude(action__in=sought.hidden).order_by("-at", "-id")[:most])


def persons_of(entry_id: int, hidden: Collection[str]) -> set[int]:
    """Who did what an entry says, and to whom, as far as they are people; nobody of `hidden`
    kinds."""
    found = Entry.objects.filter(id=entry_id).exclude(action__in=hidden)
    rows = found.values_list("subject_id", "employee_id")
    return {person for row in rows for person in row if person is not None}


def span_of_seal(number: int) -> tuple[datetime | None, datetime | None]:
    """When the seal of the same stream before one was made, and when the one: its rows came
    between. None: there is none."""
    seal = Seal.objects.filter(number=number).first()
    if seal is None:
        return None, None
    before = Seal.objects.filter(stream=seal.stream, number__lt=number).order_by("-number").first()
    return before.at if before else None, seal.at


class Head(NamedTuple):
    """The chain up to a seal: its number and hash, and how many rows are sealed up to it."""

    number: int
    hash: str
    rows: int


def head_of_chain(number: int | None = None) -> Head | None:
    """The chain as it stands up to a seal (None: the newest); None where there is none."""
    seals = Seal.objects.all() if number is None else Seal.objects.filter(number=number)
    seal = seals.order_by("-number").first()
    if seal is None:
        return None
    rows = Seal.objects.filter(number__lte=seal.number).aggregate(sum=Sum("rows"))["sum"]
    return Head(seal.number, seal.hash, rows)
