"""What people's finished work and the notes they received add up to in a span, for areas above.

Unscoped: who asks has settled what the reader may see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from noken.core import clock
from noken.work.models import Feedback
from noken.work.queries.counting import DONE_SQL, counted_before, counted_in_span
from noken.work.queries.feedback import value_name
from noken.work.rules.duties import Workdays

MOST = 200
_WORK = f"""
    select a.person, a.start_on,
        (select coalesce(json_agg(json_build_array(result_key, indicator_key, week, n, unreviewed,
            total::text, latest::text, last_on) order by last_on), '[]')
         from (select result_key, indicator_key, date_trunc('week', work_on)::date as week,
                   count(*) as n, count(*) filter (where status = 'WAITING') as unreviewed,
                   sum(quantity) as total, max(work_on) as last_on,
                   (array_agg(quantity order by work_on desc, received_at desc)
                    filter (where quantity is not null))[1] as latest
               from work_report r
               where r.author_id = a.person and r.work_on >= a.start_on and r.work_on < a.end_on
                 and {DONE_SQL.format(counted="a.counted")}
               group by 1, 2, 3) s),
        (select count(*) from work_report r
         where r.author_id = a.person and r.work_on >= a.start_on and r.work_on < a.end_on
           and r.status = 'WAITING' and r.received_at >= a.counted),
        (select count(distinct work_on) from work_report r
         where r.author_id = a.person and r.work_on >= a.start_on and r.work_on < a.end_on
           and {DONE_SQL.format(counted="a.counted")}),
        (select coalesce(json_agg(json_build_array(value, tone, n)), '[]')
         from (select value, tone, count(*) as n from work_feedback f
               where f.person_id = a.person and f.at >= a.since and f.at < a.until
               group by 1, 2) t),
        (select count(distinct by_id) from work_feedback f
         where f.person_id = a.person and f.at >= a.since and f.at < a.until),
        (select coalesce(json_agg(json_build_array(id, by_id, name, at, value, tone, text)), '[]')
         from (select f.id, f.by_id, e.name, f.at, f.value, f.tone, f.text
               from work_feedback f join organization_employee e on e.id = f.by_id
               where f.person_id = a.person and f.at >= a.since and f.at < a.until
               order by f.tone = '', f.at desc limit %(quotes)s::int) q)
    from unnest(%(people)s::bigint[], %(starts)s::date[], %(ends)s::date[],
        %(since)s::timestamptz[], %(until)s::timestamptz[], %(counted)s::timestamptz[])
        as a(person, start_on, end_on, since, until, counted)
"""  # noqa: S608 (constants only)
_REPORTS = f"""
    select id, work_on, title, quantity, unit, note, result_key, indicator_key, status = 'WAITING'
    from work_report
    where author_id = %(person)s and work_on >= %(start)s::date and work_on < %(end)s::date
      and {DONE_SQL.format(counted="%(counted)s::timestamptz")}
      and (%(result)s::uuid is null or result_key = %(result)s)
      and (%(report)s::uuid is null or id = %(report)s)
    order by work_on desc, received_at desc limit %(most)s
"""  # noqa: S608 (constants only)


class SpanAsked(NamedTuple):
    """One person's days `[start, end)`."""

    person_id: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class WeekSum:
    """Reports that count as done of one indicator in the week that begins on `week`; of these
    nobody has reviewed `unreviewed`.

    Keys are None for work outside the plan, amounts None without a quantity; `latest` is the
    newest value, of the day `last_on`.
    """

    result_key: UUID | None
    indicator_key: UUID | None
    week: date
    reports: int
    unreviewed: int
    total: Decimal | None
    latest: Decimal | None
    last_on: date


@dataclass(frozen=True, slots=True)
class NoteSum:
    """Notes about one value (code, "" for none) of one tone."""

    value: str
    tone: str
    notes: int


@dataclass(frozen=True, slots=True)
class Quote:
    """One note as it was written; `value_name` and `tone_name` are "" where it has none.

    `indicator_key` is that of the report the note is about, where it was asked for.
    """

    id: UUID
    by_id: int
    by_name: str
    at: datetime
    value: str
    tone: str
    text: str
    indicator_key: UUID | None = None

    @property
    def day(self) -> date:
        return clock.day_of(self.at)

    @property
    def value_name(self) -> str:
        return value_name(self.value)

    @property
    def tone_name(self) -> str:
        return dict(Feedback.Tone.choices).get(self.tone, "")


@dataclass(frozen=True, slots=True)
class SpanWork:
    """`weeks` by day, of what counts as done, on `days` different days; `waiting` fresh reports
    that do not count yet; `givers` people whose notes are counted; `quotes` the notes with a
    tone first, then the newest.
    """

    weeks: tuple[WeekSum, ...]
    waiting: int
    days: int
    notes: tuple[NoteSum, ...]
    givers: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class DoneReport:
    """A report that counts as done; `unreviewed`: only because its superior let it wait."""

    id: UUID
    work_on: date
    title: str
    quantity: Decimal | None
    unit: str
    note: str
    result_key: UUID | None
    indicator_key: UUID | None
    unreviewed: bool


def work_in(
    asked: Sequence[SpanAsked], on: date, *, quotes: int = 0, calendar: Workdays | None = None
) -> Mapping[SpanAsked, SpanWork]:
    """Each asked span with its sums as they stand on a day, and at most `quotes` notes; one
    statement, and another without a `calendar` for `counted_before`."""
    if not asked:
        return {}
    spans = {(span.person_id, span.start): span for span in asked}
    before = counted_before(on, calendar)
    values: dict[str, Any] = {
        "people": [span.person_id for span in asked],
        "starts": [span.start for span in asked],
        "ends": [span.end for span in asked],
        "since": [clock.start_of(span.start) for span in asked],
        "until": [clock.start_of(span.end) for span in asked],
        "quotes": quotes,
        "counted": [counted_in_span(span.end, on, before) for span in asked],
    }
    with connection.cursor() as cursor:
        cursor.execute(_WORK, values)
        return {spans[row[0], row[1]]: _work(*row[2:]) for row in cursor.fetchall()}


def done_reports(
    span: SpanAsked, on: date, *, result_key: UUID | None = None, report_id: UUID | None = None
) -> list[DoneReport]:
    """The reports of a span that count as done on a day, newest first; of one result, or one
    report."""
    values: dict[str, Any] = {
        "person": span.person_id,
        "start": span.start,
        "end": span.end,
        "result": result_key,
        "report": report_id,
        "most": MOST,
        "counted": counted_in_span(span.end, on, counted_before(on)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_REPORTS, values)
        return [DoneReport(*row) for row in cursor.fetchall()]


def notes_in(span: SpanAsked, *, note_id: UUID | None = None) -> list[Quote]:
    """The notes a person received in a span, newest first; or one of them."""
    rows = Feedback.objects.filter(
        person_id=span.person_id,
        at__gte=clock.start_of(span.start),
        at__lt=clock.start_of(span.end),
    )
    if note_id is not None:
        rows = rows.filter(pk=note_id)
    fields = ("pk", "by_id", "by__name", "at", "value", "tone", "text", "report__indicator_key")
    return [Quote(*row) for row in rows.order_by("-at").values_list(*fields)[:MOST]]


def _work(weeks: Any, waiting: int, days: int, notes: Any, givers: int, quotes: Any) -> SpanWork:
    return SpanWork(
        weeks=tuple(_week(*row) for row in weeks),
        waiting=waiting,
        days=days,
        notes=tuple(NoteSum(*row) for row in notes),
        givers=givers,
        quotes=tuple(
            Quote(UUID(pk), by_id, name, datetime.fromisoformat(at), value, tone, text)
            for pk, by_id, name, at, value, tone, text in quotes
        ),
    )


def _week(*row: Any) -> WeekSum:
    result, indicator, week, reports, unreviewed, total, latest, last_on = row
    return WeekSum(
        UUID(result) if result else None,
        UUID(indicator) if indicator else None,
        date.fromisoformat(week),
        reports,
        unreviewed,
        None if total is None else Decimal(total),
        None if latest is None else Decimal(latest),
        date.fromisoformat(last_on),
    )
