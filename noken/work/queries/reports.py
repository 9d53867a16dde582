"""Reports to read: one with all that belongs to it, and a person's month."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count
from django.http import Http404

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.documents import queries as documents
from noken.documents.queries import ReceiptCard
from noken.organization import queries as organization
from noken.regulations import loader
from noken.regulations.loader import CoreValue
from noken.work import access
from noken.work.models import Evidence, Report, Review, RoutineMark, Withdrawal
from noken.work.queries.counting import counted_before, counted_of
from noken.work.queries.feedback import FeedbackView, feedback_on
from noken.work.queries.lateness import Excused, late_among
from noken.work.queries.reviews import reasons_to_look, reviews_of
from noken.work.queries.routine import mark_for
from noken.work.rules import filing

PAGE_SIZE = 60
CORRECTABLE = frozenset({Report.Status.WAITING, Report.Status.APPROVED, Report.Status.RETURNED})
OPEN = frozenset({Report.Status.WAITING, Report.Status.RETURNED})
TONES = {
    Report.Status.WAITING: ("thr", "clock"),
    Report.Status.APPROVED: ("ok", "check"),
    Report.Status.RETURNED: ("warn", "undo-2"),
    Report.Status.CORRECTED: ("", "repeat"),
    Report.Status.WITHDRAWN: ("", "x"),
}

# UNION drops what is known, so the walk ends.
_CHAIN = """
    with recursive chain(id) as (
        select %(id)s::uuid
        union
        select case when r.id = chain.id then r.corrects_id else r.id end
        from chain join work_report r
          on (r.id = chain.id and r.corrects_id is not null) or r.corrects_id = chain.id
    )
    select id from chain
"""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A photo (with a small picture) or a PDF of a report."""

    id: UUID
    name: str
    is_photo: bool


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One report of a chain of corrections, with its decisions and evidence."""

    report: Report
    is_shown: bool
    tone: str
    icon: str
    evidence: Sequence[EvidenceView]
    reviews: Sequence[Review]
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that the page of one report shows. `chain` is oldest first and holds `link`.

    `counted` holds its id when it waits so long that it counts as done. `may_withdraw` holds for
    the eight seconds of Urungkan. `look` says in words what to see before approving; filled for
    the one who may decide. `routine` is the superior's word that the task is the same every day,
    `may_mark` whether the actor may give or end it.
    """

    report: Report
    person: organization.Person
    link: ChainLink
    chain: Sequence[ChainLink]
    feedback: Sequence[FeedbackView]
    receipt: ReceiptCard | None
    values: Sequence[CoreValue]
    look: Sequence[str]
    routine: RoutineMark | None
    may_mark: bool
    counted: Collection[UUID]
    is_own: bool
    may_review: bool
    may_reopen: bool
    may_correct: bool
    may_attach: bool
    may_withdraw: bool
    about: frozenset[int]
    role: Role

    @property
    def url(self) -> str:
        return self.report.get_absolute_url()


@dataclass(frozen=True, slots=True)
class DayReports:
    day: date
    rows: Sequence[Report]


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A person's reports of one month, by day, newest first. `status` filters, "" for all; `late`
    are those that came after their deadline; `counted` those that wait so long that they count."""

    person: organization.Person
    month: date
    before: date
    after: date | None
    status: str
    page: Page[Any]
    days: Sequence[DayReports]
    counts: Sequence[tuple[str, str, int]]
    late: Collection[UUID]
    counted: Collection[UUID]
    is_own: bool
    about: frozenset[int]
    role: Role

    @property
    def who(self) -> str:
        """The beginning of addresses of this page, for somebody else's reports."""
        return "" if self.is_own else f"pegawai={self.person.id}&"

    @property
    def query(self) -> str:
        return f"{self.who}bulan={self.month:%Y-%m}"

    @property
    def pager_url(self) -> str:
        chosen = f"&saring={self.status}" if self.status else ""
        return f"?{self.query}{chosen}&"


def get_report(actor: Actor, report_id: UUID) -> tuple[Report, Role]:
    """A report and the relation in which the actor sees it.

    Raises:
        Http404: there is none, or the actor may not see it.
    """
    report = Report.objects.filter(pk=report_id).first()
    role = access.can_see(actor, report) if report else None
    if report is None or role is None:
        raise Http404
    return report, role


def report_page(actor: Actor, report_id: UUID, at: datetime) -> ReportPage:
    """One report with its evidence, decisions, corrections, feedback and receipt.

    Raises:
        Http404: as `get_report`.
    """
    report, role = get_report(actor, report_id)
    is_own = role is Role.SELF
    chain = _chain(report)
    link = next(each for each in chain if each.is_shown)
    person = organization.people([report.author_id], actor.on)[report.author_id]
    direct = not is_own and access.can_review(actor, report.author_id)
    decides = direct or (not is_own and access.may_decide(actor, report))
    waits = report.status == Report.Status.WAITING
    newest = link.reviews[-1] if link.reviews else None
    return ReportPage(
        report=report,
        person=person,
        link=link,
        chain=chain,
        feedback=feedback_on([each.report.pk for each in chain]),
        receipt=documents.receipts_for([report.pk]).get(report.pk),
        values=loader.core_values(),
        look=reasons_to_look([report.pk])[report.pk] if decides and waits else (),
        routine=mark_for(report),
        may_mark=direct,
        counted=_counted([report], clock.day_of(at)),
        is_own=is_own,
        may_review=decides and waits,
        may_reopen=decides and _may_reopen(report, newest, actor, at),
        may_correct=is_own and report.status in CORRECTABLE,
        may_attach=is_own and report.status in OPEN and len(link.evidence) < filing.MAX_FILES,
        may_withdraw=is_own and waits and not filing.why_not_withdrawable(report.received_at, at),
        about=frozenset({report.author_id}),
        role=role,
    )


def _may_reopen(report: Report, newest: Review | None, actor: Actor, at: datetime) -> bool:
    decided = report.status in {Report.Status.APPROVED, Report.Status.RETURNED}
    if newest is None or not decided or newest.by_id != actor.employee_id:
        return False
    return filing.why_not_reopenable(newest.at, at) is None


def _chain(report: Report) -> list[ChainLink]:
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN, {"id": report.pk})
        ids = [row[0] for row in cursor.fetchall()]
    reviews = reviews_of(ids)
    evidence = _evidence(ids)
    withdrawn = dict(Withdrawal.objects.filter(report__in=ids).values_list("report_id", "at"))
    return [
        ChainLink(
            report=each,
            is_shown=each.pk == report.pk,
            tone=TONES[Report.Status(each.status)][0],
            icon=TONES[Report.Status(each.status)][1],
            evidence=evidence.get(each.pk, ()),
            reviews=reviews.get(each.pk, ()),
            withdrawn_at=withdrawn.get(each.pk),
        )
        for each in Report.objects.filter(pk__in=ids).order_by("received_at", "pk")
    ]


def _evidence(report_ids: Sequence[UUID]) -> dict[UUID, list[EvidenceView]]:
    rows = list(Evidence.objects.filter(report__in=report_ids).order_by("order"))
    files = documents.files_for([row.file_id for row in rows]) if rows else {}
    found: dict[UUID, list[EvidenceView]] = {}
    for row in rows:
        name = files[row.file_id].display_name if row.file_id in files else "berkas"
        view = EvidenceView(row.file_id, name, row.is_photo)
        found.setdefault(row.report_id, []).append(view)
    return found


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """Whom an opened file shows, for the journal."""

    file_id: UUID
    about: frozenset[int]
    role: Role


def open_evidence(actor: Actor, file_id: UUID) -> EvidencePage:
    """A file that is evidence of a report the actor may see.

    Raises:
        Http404: otherwise.
    """
    evidence = Evidence.objects.select_related("report").filter(file_id=file_id).first()
    role = access.can_see(actor, evidence.report) if evidence else None
    if evidence is None or role is None:
        raise Http404
    return EvidencePage(file_id, frozenset({evidence.report.author_id}), role)


def reports_of(
    actor: Actor, person_id: int, month: date, *, status: str = "", number: int | str = 1
) -> MonthPage:
    """A person's reports of the month that holds `month`, newest first.

    Raises:
        Http404: the actor may not see the person's work.
    """
    role = access.can_see_work_of(actor, person_id)
    person = organization.find_person(person_id, actor.on) if role else None
    if role is None or person is None:
        raise Http404
    first = month.replace(day=1)
    after = (first + timedelta(32)).replace(day=1)
    mine = Report.objects.filter(author=person_id, work_on__gte=first, work_on__lt=after)
    shown = mine.filter(status=status) if status in Report.Status.values else mine
    counted = shown.annotate(evidence_count=Count("evidence"))
    page = Paginator(counted.order_by("-work_on", "-received_at"), PAGE_SIZE).get_page(number)
    return MonthPage(
        person=person,
        month=first,
        before=first - timedelta(1),
        after=after if after <= actor.on else None,
        status=status if status in Report.Status.values else "",
        page=page,
        days=_by_day(page.object_list),
        counts=_counts(mine.order_by().values_list("status").annotate(n=Count("pk"))),
        late=_late(page.object_list),
        counted=_counted(page.object_list, actor.on),
        is_own=role is Role.SELF,
        about=frozenset({person_id}),
        role=role,
    )


def _late(rows: Iterable[Report]) -> Collection[UUID]:
    return late_among(
        [
            Excused(row.pk, row.author_id, row.work_on, clock.day_of(row.received_at))
            for row in rows
            if row.late_reason
        ]
    )


def _counted(rows: Iterable[Report], on: date) -> Collection[UUID]:
    waiting = [row for row in rows if row.status == Report.Status.WAITING]
    before = counted_before(on) if waiting else None
    return {
        row.pk
        for row in waiting
        if before and row.received_at < counted_of(row.work_on, on, before)
    }


def _by_day(rows: Iterable[Report]) -> list[DayReports]:
    days: dict[date, list[Report]] = {}
    for row in rows:
        days.setdefault(row.work_on, []).append(row)
    return [DayReports(day, found) for day, found in days.items()]


def _counts(found: Iterable[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """(code, words, count) of each status that occurs, in the order of Report.Status."""
    counts = dict(found)
    return [(code, word, counts[code]) for code, word in Report.Status.choices if code in counts]
