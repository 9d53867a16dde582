"""What the night does with talks: lost days are given back, words forgotten, left talks end."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from noken.coaching.events import TalkEnded, TalkForgotten, TalkGivenTime
from noken.coaching.models import Talk
from noken.coaching.queries.terms import terms_on
from noken.coaching.queries.word import alone_on
from noken.coaching.rules import flow
from noken.coaching.rules.levels import months_before
from noken.core import clock, events
from noken.core.actor import Actor
from noken.organization import queries as organization

LEFT = "Atasan yang membukanya bukan lagi atasan pegawai ini."


@transaction.atomic
def forget_due(*, by: Actor, at: datetime) -> int:
    """Take the words of talks that ended long ago from the superior's screen; how many talks.

    That they took place, and what came of them, stays. Nothing follows while nobody has signed how
    long is long. The person keeps reading.

    Emits: TalkForgotten.
    """
    today = clock.day_of(at)
    terms = terms_on(today)
    if not terms.is_signed:
        return 0
    before = clock.start_of(months_before(today, terms.words_months))
    due = list(
        Talk.objects.select_for_update().filter(ended_at__lt=before, forgotten_at__isnull=True)
    )
    Talk.objects.filter(pk__in=[talk.pk for talk in due]).update(forgotten_at=at)
    events.emit(
        *(
            TalkForgotten(
                by=by, at=at, subject_id=talk.employee_id, talk_id=talk.pk, reader_id=talk.coach_id
            )
            for talk in due
        )
    )
    return len(due)


@transaction.atomic
def give_time(people: Collection[int] | None = None, *, by: Actor, at: datetime) -> int:
    """Count the days anew in which outcomes wait for the word of these people, None: of all; how
    many got more. None comes earlier than it was said.

    Emits: TalkGivenTime.
    """
    waiting = Talk.objects.select_for_update().filter(status=flow.AGREED, word="")
    if people is not None:
        waiting = waiting.filter(employee_id__in=people)
    talks = {talk.pk: talk for talk in waiting.order_by("pk") if talk.check_on}
    anew = alone_on({key: (t.employee_id, t.check_on) for key, t in talks.items() if t.check_on})
    moved = []
    for key, day in anew.items():
        if talks[key].alone_on != (later := max(day, talks[key].alone_on or day)):
            talks[key].alone_on = later
            moved.append(talks[key])
    Talk.objects.bulk_update(moved, ["alone_on"])
    events.emit(
        *(
            TalkGivenTime(
                by=by, at=at, subject_id=talk.employee_id, talk_id=talk.pk, reader_id=talk.coach_id
            )
            for talk in moved
        )
    )
    return len(moved)


@transaction.atomic
def end_left(*, by: Actor, at: datetime) -> int:
    """End open talks whose coach does not stand above the person any more; how many.

    Emits: TalkEnded.
    """
    open_ = list(Talk.objects.select_for_update().filter(status__in=list(flow.OPEN)))
    above = _above({talk.employee_id for talk in open_}, clock.day_of(at))
    left = [talk for talk in open_ if talk.coach_id not in above[talk.employee_id]]
    for talk in left:
        talk.status, talk.ended_at, talk.why_ended = flow.ENDED, at, LEFT
        talk.save(update_fields=["status", "ended_at", "why_ended"])
    events.emit(
        *(
            TalkEnded(
                by=by, at=at, subject_id=talk.employee_id, talk_id=talk.pk, reader_id=talk.coach_id
            )
            for talk in left
        )
    )
    return len(left)


def _above(people: Collection[int], on: date) -> dict[int, set[int]]:
    """Everybody who stands above each of these people; a statement a rung."""
    found: dict[int, set[int]] = {person: set() for person in people}
    edge = {person: {person} for person in people}
    while any(edge.values()):
        asked = {each for at in edge.values() for each in at}
        superiors = organization.superiors(asked, on)
        for person, at in edge.items():
            next_up = {superiors.get(each) for each in at} - {None}
            edge[person] = {each for each in next_up if each is not None} - found[person]
            found[person] |= edge[person]
    return found
