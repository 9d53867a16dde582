"""One-line adaptors between what areas tell and what others do about it."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from noken.accounts.events import AccountEvent
from noken.core import clock
from noken.core.events import Event
from noken.notices import services as notices
from noken.notices.services import Message
from noken.organization import queries as organization
from noken.planning import events as planning
from noken.realtime import services as realtime
from noken.realtime.ports import Audience, Visit, account_topic
from noken.realtime.services import Announcement
from noken.work import events as work


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


def tell_approved(batch: Sequence[work.ReportApproved]) -> None:
    for person_id, events in _by_subject(batch):
        count = len(events)
        what = "laporan Anda" if count == 1 else f"{count} laporan Anda"
        _tell(person_id, events[0], f"{events[0].by.name} menyetujui {what}.", _report(events[0]))


def tell_returned(batch: Sequence[work.ReportReturned]) -> None:
    for event in batch:
        text = f"{event.by.name} meminta perbaikan: {event.note}"
        _tell(event.subject_id or 0, event, text, _report(event))


def untell(batch: Sequence[work.ReviewReopened]) -> None:
    """A decision that was undone in time was never said."""
    notices.revoke([f"review-{event.undone_id}" for event in batch], at=batch[0].at)


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
        url = reverse("planning:plan", args=[event.plan_id])
        _tell(event.subject_id or 0, event, f"{event.by.name} {what}", url)


def tell_plan_submitted(batch: Sequence[planning.PlanSubmitted]) -> None:
    for event in batch:
        person_id = event.subject_id or 0
        superior = organization.superiors([person_id], clock.day_of(event.at)).get(person_id)
        if superior is not None:
            url = reverse("planning:plan", args=[event.plan_id])
            _tell(superior, event, f"{event.by.name} mengajukan SKP untuk Anda tinjau.", url)


def _announcement(event: Event) -> Announcement:
    """What happened to an account is heard by that account only."""
    topic = account_topic(event.user_id) if isinstance(event, AccountEvent) else ""
    return Announcement(event.kind, event.subject_id, _plain(event), topic)


def _tell(person_id: int, event: Event, text: str, url: str) -> None:
    shown = text if len(text) <= 300 else f"{text[:297]}…"
    notices.notify([Message(person_id, _key(event), event.kind, shown, url, event.at)])


def _key(event: Event) -> str:
    """Once per event; a review's notice is found again when the review is undone."""
    if isinstance(event, work.ReportApproved | work.ReportReturned):
        return f"review-{event.review_id}"
    ids = "-".join(str(value) for value in event.ids().values())
    return f"{event.kind}-{ids}-{event.at:%Y%m%d%H%M%S}"[:80]


def _report(event: work.ReportApproved | work.ReportReturned) -> str:
    return reverse("work:report", args=[event.report_id])


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
