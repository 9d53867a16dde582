"""Feedback as its receiver reads it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.organization import queries as organization
from noken.regulations import loader
from noken.regulations.loader import CoreValue
from noken.work import access
from noken.work.models import Feedback, FeedbackReply

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class ReplyView:
    by_name: str
    text: str
    done: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """A note with its replies. `value` is the Indonesian name of the BerAKHLAK value, or "";
    `tone` says in words what kind of note its writer made it, or "".

    `submission` is an id for the next answer, for forms that are sent without script.
    """

    id: UUID
    by_id: int
    by_name: str
    at: datetime
    value: str
    text: str
    report_id: UUID | None
    report_title: str
    is_new: bool
    person_id: int
    person_name: str = ""
    replies: Sequence[ReplyView] = ()
    submission: UUID | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """Notes to the actor (`given` False) or by the actor, newest first."""

    feedback: Page[Feedback]
    items: Sequence[FeedbackView]
    given: bool
    unread: int
    values: Sequence[CoreValue]
    about: frozenset[int] = frozenset()
    role: Role = Role.SELF


@dataclass(frozen=True, slots=True)
class GivePage:
    """The form for a note to a colleague."""

    person: organization.Person
    values: Sequence[CoreValue]


def value_name(code: str) -> str:
    return next((value.name for value in loader.core_values() if value.code == code), "")


def unread_from(rows: Iterable[Sequence[Any]], person_id: int) -> tuple[FeedbackView, ...]:
    """Unread notes from the rows of the day statement."""
    return tuple(
        FeedbackView(
            id=UUID(pk),
            by_id=by_id,
            by_name=name,
            at=datetime.fromisoformat(at),
            value=value_name(value),
            text=text,
            report_id=UUID(report) if report else None,
            report_title=title or "",
            is_new=True,
            person_id=person_id,
            submission=uuid7(datetime.fromisoformat(at)),
        )
        for pk, by_id, name, at, value, text, report, title in rows
    )


def feedback_page(actor: Actor, number: int | str, *, given: bool, at: datetime) -> FeedbackPage:
    """All notes to the actor, or those the actor gave; replies included, four queries."""
    mine = Feedback.objects.select_related("by", "person", "report").order_by("-at")
    chosen = mine.filter(by=actor.employee_id) if given else mine.filter(person=actor.employee_id)
    page = Paginator(chosen, PAGE_SIZE).get_page(number)
    items = [replace(view, submission=uuid7(at)) for view in views_of(list(page.object_list))]
    return FeedbackPage(
        feedback=page,
        items=items,
        given=given,
        unread=Feedback.objects.filter(person=actor.employee_id, read_at=None).count(),
        values=loader.core_values(),
        about=frozenset(item.person_id for item in items) if given else frozenset(),
    )


def feedback_on(report_ids: Collection[UUID]) -> tuple[FeedbackView, ...]:
    """Notes on these reports, oldest first."""
    rows = Feedback.objects.filter(report__in=report_ids).select_related("by", "person", "report")
    return views_of(list(rows.order_by("at")))


def give_page(actor: Actor, person_id: int) -> GivePage | None:
    """None where the actor may not give feedback."""
    if not access.can_feedback(actor, person_id):
        return None
    person = organization.find_person(person_id, actor.on)
    return None if person is None else GivePage(person, loader.core_values())


def views_of(rows: Sequence[Feedback]) -> tuple[FeedbackView, ...]:
    replies = _replies(FeedbackReply.objects.filter(feedback__in=rows)) if rows else {}
    return tuple(
        FeedbackView(
            id=row.pk,
            by_id=row.by_id,
            by_name=row.by.name,
            at=row.at,
            value=value_name(row.value),
            text=row.text,
            report_id=row.report_id,
            report_title=row.report.title if row.report else "",
            is_new=row.read_at is None,
            person_id=row.person_id,
            person_name=row.person.name,
            replies=tuple(replies.get(row.pk, ())),
            tone=row.get_tone_display(),
        )
        for row in rows
    )


def _replies(found: QuerySet[FeedbackReply]) -> dict[UUID, list[ReplyView]]:
    replies: dict[UUID, list[ReplyView]] = {}
    for reply in found.select_related("by").order_by("at"):
        view = ReplyView(reply.by.name, reply.text, reply.done, reply.at)
        replies.setdefault(reply.feedback_id, []).append(view)
    return replies
