"""One-line adaptors between what areas tell and what others do about it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.urls import reverse

from noken.accounts.events import AccountEvent
from noken.calendars.queries import Touched
from noken.coaching import services as coaching
from noken.core import clock
from noken.core.events import Event
from noken.discipline import services as discipline
from noken.findings import services as findings
from noken.leave.events import AbsenceChanged
from noken.notices import services as notices
from noken.notices.services import UNDO_TIME, Message
from noken.objections import services as objections
from noken.organization import queries as organization
from noken.planning import events as planning
from noken.realtime import services as realtime
from noken.realtime.ports import Audience, Visit, account_topic
from noken.realtime.services import Announcement
from noken.work import events as work
from noken.work import queries as work_queries

TAKEN_BACK = {"APPROVED": "persetujuannya", "RETURNED": "permintaan perbaikannya"}


def keep_to_oneself(batch: Sequence[Event]) -> None:
    """While nobody has confirmed who uses an account, no act on somebody else is kept, whatever
    let it through.

    Raises:
        Refused: `account.unconfirmed`.
    """
    for event in batch:
        by, about = event.by, event.subject_id
        if not event.is_derived and about not in {None, by.employee_id}:
            by.check_confirmed()


def announce(batch: Sequence[Event]) -> None:
    """Open pages learn that something changed, by ids only."""
    realtime.announce([_announcement(event) for event in batch])


def audiences(visits: Sequence[Visit]) -> Mapping[str, Audience]:
    """Everyone hears of the own record, a superior of the direct reports of today."""
    heard = organization.heard_by((visit.user_id for visit in visits), clock.today())
    return {
        visit.session_key: Audience(visit.user_id, heard[visit.user_id])
        for visit in visits
        if visit.user_id in heard
    }


def give_time(batch: Sequence[AbsenceChanged]) -> None:
    """Who is on leave or duty has their days to answer afterwards, in the transaction that records
    it."""
    people: dict[tuple[date, date], set[int]] = defaultdict(set)
    for event in batch:
        people[event.start_on, event.end_on - timedelta(1)].add(event.subject_id or 0)
    for (first, last), theirs in people.items():
        days = Touched(first, last, None, "cuti atau dinas", frozenset(theirs))
        findings.move_deadlines(days, by=batch[0].by, at=batch[0].at)
        discipline.move_deadlines(days, by=batch[0].by, at=batch[0].at)
        objections.give_time_to(theirs, by=batch[0].by, at=batch[0].at)
        coaching.give_time(theirs, by=batch[0].by, at=batch[0].at)


def tell_approved(batch: Sequence[work.ReportApproved]) -> None:
    """One notice a person, however many reports were approved in one act."""
    for person_id, events in _by_subject(batch):
        first = events[0]
        _say_approved(
            person_id, first.by.name, first.review_id, [e.report_id for e in events], first.at
        )


def tell_returned(batch: Sequence[work.ReportReturned]) -> None:
    for event in batch:
        text = _short(f"{event.by.name} meminta perbaikan: {event.note}")
        key, url = _review_key(event.review_id), _report(event.report_id)
        notices.notify([Message(event.subject_id or 0, key, event.kind, text, url, event.at)])


def untell(batch: Sequence[work.ReviewReopened]) -> None:
    """A decision that was undone in time was never said; what stays of a bulk one still is.

    One that had been said is taken back in words.
    """
    undone, at = [event.undone_id for event in batch], batch[0].at
    notices.revoke(map(_review_key, undone), at=at)
    for act in work_queries.approved_together(undone):
        counts = range(1, act.total + 1)
        notices.revoke([_review_key(act.first_id, count) for count in counts], at=at)
        if act.left and at < act.at + UNDO_TIME:
            _say_approved(act.person_id, act.by_name, act.first_id, act.left, act.at)
    for what, events in _taken_back(batch):
        first, count = events[0], len(events)
        reports = "laporan Anda" if count == 1 else f"{count} laporan Anda"
        text = f"{first.by.name} menarik {what} atas {reports}."
        key, url = _review_key(first.review_id, count), _report(first.report_id)
        notices.notify([Message(first.subject_id or 0, key, first.kind, text, url, first.at)])


def tell_feedback(batch: Sequence[work.FeedbackGiven]) -> None:
    for event in batch:
        text = f"{event.by.name} memberi Anda umpan balik."
        _tell(event.subject_id or 0, event, text, reverse("work:feedback"))


def tell_answer(batch: Sequence[work.FeedbackAnswered]) -> None:
    for event in batch:
        text = f"{event.by.name} menjawab umpan balik Anda."
        _tell(event.giver_id, event, text, reverse("work:feedback"))


def tell_plan_decided(batch: Sequence[planning.PlanApproved | planning.PlanReturned]) -> None:
    for event in batch:
        done = isinstance(event, planning.PlanApproved)
        what = "menyetujui SKP Anda." if done else "mengembalikan SKP Anda dengan catatan."
        text = f"{event.by.name} {what}"
        _tell_of_plan(event.subject_id or 0, event, event.step_id, text)


def tell_plan_submitted(batch: Sequence[planning.PlanSubmitted]) -> None:
    for event in batch:
        text = f"{event.by.name} mengajukan SKP untuk Anda tinjau."
        _tell_of_plan(event.superior_id, event, event.step_id, text)


def untell_plan(batch: Sequence[planning.PlanWithdrawn | planning.PlanReopened]) -> None:
    """What was taken back in time was never said; a decision that was said is taken back too."""
    notices.revoke([_step_key(event.undone_id) for event in batch], at=batch[0].at)
    for event in batch:
        if isinstance(event, planning.PlanReopened) and event.at >= event.undone_at + UNDO_TIME:
            text = f"{event.by.name} menarik {TAKEN_BACK[event.undone]} atas SKP Anda."
            _tell(event.subject_id or 0, event, text, _plan(event.plan_id))


def _announcement(event: Event) -> Announcement:
    """What happened to an account is heard by that account only."""
    topic = account_topic(event.user_id) if isinstance(event, AccountEvent) else ""
    return Announcement(event.kind, event.subject_id, _plain(event), topic)


def _tell_of_plan(
    person_id: int,
    event: planning.PlanSubmitted | planning.PlanApproved | planning.PlanReturned,
    step_id: int,
    text: str,
) -> None:
    key, url = _step_key(step_id), _plan(event.plan_id)
    notices.notify([Message(person_id, key, event.kind, _short(text), url, event.at)])


def _tell(person_id: int, event: Event, text: str, url: str) -> None:
    notices.notify([Message(person_id, _key(event), event.kind, _short(text), url, event.at)])


def _say_approved(
    person_id: int, by_name: str, first_id: int, reports: Sequence[UUID], at: datetime
) -> None:
    count = len(reports)
    what = "laporan Anda" if count == 1 else f"{count} laporan Anda"
    text, key = f"{by_name} menyetujui {what}.", _review_key(first_id, count)
    kind = work.ReportApproved.kind
    notices.notify([Message(person_id, key, kind, text, _report(reports[0]), at)])


def _review_key(review_id: int, count: int = 1) -> str:
    """Found again when the decision is undone. `review_id` is the first of an act, `count` how
    many reports it approved: an act that shrinks is said anew."""
    return f"review-{review_id}-{count}"


def _step_key(step_id: int | None) -> str:
    """Found again when the submission or decision is undone."""
    return f"skp-{step_id}"


def _key(event: Event) -> str:
    """Once per event: of equal length, however many ids it points at."""
    text = f"{event.at.isoformat()} {sorted(event.ids().items())}"
    return f"{event.kind}-{sha256(text.encode()).hexdigest()[:40]}"


def _short(text: str) -> str:
    """What fits into a notice; the rest is read on the page it leads to."""
    return text if len(text) <= 300 else f"{text[:299]}…"


def _report(report_id: UUID) -> str:
    return reverse("work:report", args=[report_id])


def _taken_back(
    batch: Sequence[work.ReviewReopened],
) -> Iterable[tuple[str, list[work.ReviewReopened]]]:
    """What was said before, by person and decision, with the words for it."""
    grouped: dict[tuple[int | None, str], list[work.ReviewReopened]] = {}
    for event in batch:
        if event.at >= event.undone_at + UNDO_TIME:
            grouped.setdefault((event.subject_id, event.undone), []).append(event)
    return [(TAKEN_BACK[undone], events) for (_, undone), events in grouped.items()]


def _plan(plan_id: int) -> str:
    return reverse("planning:plan", args=[plan_id])


def _by_subject(
    batch: Sequence[work.ReportApproved],
) -> Iterable[tuple[int, list[work.ReportApproved]]]:
    grouped: dict[int, list[work.ReportApproved]] = {}
    for event in batch:
        grouped.setdefault(event.subject_id or 0, []).append(event)
    return grouped.items()


def _plain(event: Event) -> Mapping[str, object]:
    """Ids without empty ones: the outbox holds numbers, codes and ids only."""
    return {name: value for name, value in event.ids().items() if value not in (None, "")}
