"""Two people at the same moment on one sheet: both acts happened in some order, or one came too
late. Never something between.
"""

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from noken.audit.models import Entry
from noken.core import clock
from noken.core.actor import Actor, Role, system
from noken.core.errors import Refused
from noken.evaluation import services as evaluation
from noken.evaluation.models import Rating, Sheet, Step
from noken.evaluation.services import RatingDraft
from noken.objections import services as objections
from noken.objections.models import Objection
from noken.organization.models import Posting
from tests.cast import Cast, make_cast
from tests.journeys.acts import World
from tests.journeys.test_lawful import check_objections, check_sheet
from tests.world import NOON, TODAY, actor, make_posting
from tests.world_evaluation import make_period, make_pin, make_rating, make_self, make_sheet
from tests.world_objections import decision, make_answer, make_grade, make_objection

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCHEMA = "manokwari"
AS = RatingDraft(result="AS", behaviour="AS")
DONE = "done"
Act = Callable[[], Any]
BACK = NOON + timedelta(4)
"""Yohana is back: from this day on she rates, and no longer Naomi, who acted for her."""


@dataclass(frozen=True)
class Race:
    """Two acts on one sheet, and the pairs of what may become of them."""

    sheet: Sheet
    first: Act
    second: Act
    may_end: Collection[tuple[str, str]]


def two_raters(cast: Cast) -> Race:
    """Around the midnight on which the rater changes both press the button."""
    sheet = make_sheet(cast.owner, make_period())
    make_self(sheet)
    naomi, yohana = actor(cast.acting_superior), at_work(cast.superior, BACK)
    for by in (naomi, yohana):
        evaluation.save_rating(sheet.pk, AS, by=by, at=NOON)
    return Race(
        sheet,
        lambda: evaluation.publish_rating(sheet.pk, by=naomi, at=BACK),
        lambda: evaluation.publish_rating(sheet.pk, by=yohana, at=BACK),
        {(DONE, "evaluation.not_now"), ("evaluation.not_now", DONE)},
    )


def two_windows(cast: Cast) -> Race:
    """One rater, two windows."""
    race = two_raters(cast)
    return Race(race.sheet, race.first, race.first, race.may_end)


def published_or_excused(cast: Cast) -> Race:
    race = two_raters(cast)
    by = actor(cast.personnel, Role.PERSONNEL)
    return Race(
        race.sheet,
        race.first,
        lambda: evaluation.excuse(race.sheet.pk, reason="Tugas belajar", by=by, at=NOON),
        race.may_end,
    )


def opened_or_taken_back(cast: Cast) -> Race:
    sheet = make_sheet(cast.owner, make_period())
    make_rating(sheet, cast.acting_superior, at=NOON)
    make_self(sheet)
    return Race(
        sheet,
        lambda: evaluation.receive(sheet.pk, by=actor(cast.owner), at=NOON),
        lambda: evaluation.undo_publish(sheet.pk, by=actor(cast.acting_superior), at=NOON),
        {(DONE, "evaluation.already_received"), ("evaluation.not_now", DONE)},
    )


def changed_or_taken(cast: Cast) -> Race:
    """A change that was first is what the objection is examined against."""
    row = make_objection(graded(cast), at=NOON)
    return Race(
        sheet_of(row),
        change(row, cast),
        lambda: objections.take(row.pk, by=actor(cast.higher_superior), at=NOON),
        {(DONE, DONE), ("evaluation.under_review", DONE)},
    )


def changed_or_decided(cast: Cast) -> Race:
    row = heard(cast)
    return Race(
        sheet_of(row),
        change(row, cast),
        lambda: objections.decide(row.pk, decision(), by=actor(cast.higher_superior), at=NOON),
        {("evaluation.under_review", DONE), ("evaluation.not_now", DONE)},
    )


def final_or_filed(cast: Cast) -> Race:
    """On the night after the last day: late is taken, also against a final grade."""
    sheet = graded(cast)
    at = NOON + timedelta(20)
    draft = objections.ObjectionDraft(
        key=decision().key, sheet_id=sheet.pk, about="BOTH", text="Bukti tertinggal."
    )
    return Race(
        sheet,
        lambda: objections.finalize_due(by=system(clock.day_of(at)), at=at),
        lambda: objections.file_objection(draft, by=at_work(cast.owner, at), at=at),
        {(DONE, DONE)},
    )


def final_or_taken(cast: Cast) -> Race:
    row = make_objection(graded(cast), at=NOON)
    return Race(
        sheet_of(row),
        lambda: evaluation.finalize([row.sheet_id], by=system(TODAY), at=NOON),
        lambda: objections.take(row.pk, by=actor(cast.higher_superior), at=NOON),
        {(DONE, DONE)},
    )


def final_twice(cast: Cast) -> Race:
    """The night and BKPSDM."""
    sheet = graded(cast)
    keeper = actor(cast.personnel, Role.PERSONNEL)
    return Race(
        sheet,
        lambda: evaluation.finalize([sheet.pk], by=system(TODAY), at=NOON),
        lambda: evaluation.finalize([sheet.pk], by=keeper, at=NOON),
        {(DONE, DONE)},
    )


def decided_twice(cast: Cast) -> Race:
    """Two decisions of the one who holds it, with two keys."""
    row, by = heard(cast), actor(cast.higher_superior)
    return Race(
        sheet_of(row),
        lambda: objections.decide(row.pk, decision(), by=by, at=NOON),
        lambda: objections.decide(row.pk, decision("BELOW", "AS"), by=by, at=NOON),
        {(DONE, "objection.not_now"), ("objection.not_now", DONE)},
    )


def decided_or_taken_over(cast: Cast) -> Race:
    """Markus decides in the moment in which Elias, who is Plh from midnight on, takes over."""
    row = heard(cast)
    post = Posting.objects.get(employee=cast.higher_superior).position
    tomorrow = NOON + timedelta(1)
    make_posting(cast.former_superior, post, kind="PLH", start_on=TODAY + timedelta(1), end_on=None)
    return Race(
        sheet_of(row),
        lambda: objections.decide(row.pk, decision(), by=actor(cast.higher_superior), at=NOON),
        lambda: objections.take(row.pk, by=at_work(cast.former_superior, tomorrow), at=tomorrow),
        {(DONE, "objection.not_now"), ("objection.not_taken", DONE)},
    )


def at_work(person: Any, at: datetime) -> Actor:
    return actor(person, on=clock.day_of(at))


def sheet_of(row: Objection) -> Sheet:
    return Sheet.objects.get(pk=row.sheet_id)


def graded(cast: Cast) -> Sheet:
    """Butuh Perbaikan with its fact, published by Naomi and received."""
    sheet = make_grade(cast.owner, cast.acting_superior, published_at=NOON, received_at=NOON)
    make_pin(sheet, cast.acting_superior)
    return sheet


def heard(cast: Cast) -> Objection:
    row = make_objection(graded(cast), status="TAKEN", by=cast.higher_superior, at=NOON)
    make_answer(row)
    return row


def change(row: Objection, cast: Cast) -> Act:
    by = actor(cast.acting_superior)
    return lambda: evaluation.change_after_calibration(
        row.sheet_id, result="AS", behaviour="AS", reason="Kalibrasi", by=by, at=NOON
    )


RACES = (
    two_raters,
    two_windows,
    published_or_excused,
    opened_or_taken_back,
    changed_or_taken,
    changed_or_decided,
    final_or_filed,
    final_or_taken,
    final_twice,
    decided_twice,
    decided_or_taken_over,
)


def run(race: Race) -> tuple[str, str]:
    start = Barrier(2)

    def act(each: Act) -> str:
        connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
        try:
            start.wait()
            each()
        except Refused as refusal:
            return refusal.code
        else:
            return DONE
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(act, (race.first, race.second))
    return first, second


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("made", RACES, ids=lambda made: made.__name__)
def test_two_at_once_leave_what_two_after_each_other_would(made: Callable[[Cast], Race]) -> None:
    cast = make_cast()
    race = made(cast)

    ended = run(race)

    assert ended in race.may_end
    world = World(cast, race.sheet.pk)
    check_sheet(world)
    check_objections(world)
    assert Rating.objects.filter(published_at__isnull=False, replaced_at=None).count() <= 1
    assert Step.objects.filter(kind=Step.Kind.FINAL).count() <= 1
    assert Entry.objects.filter(action="GradeConfirmed").count() <= 1
    assert Entry.objects.filter(action="ObjectionDecided").count() <= 1
