"""Who is on leave or duty is heard afterwards; the days others have go on."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

import pytest
from django.test import Client

from noken.core import clock, events
from noken.core.actor import system
from noken.core.errors import Refused
from noken.leave.events import AbsenceChanged
from noken.objections import services
from noken.objections.models import Objection
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import actor
from tests.world_attendance import make_absence
from tests.world_objections import hearing_draft, make_grade, make_objection

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 12, 1)
AT = clock.at_noon(TUESDAY)
USUAL = date(2026, 12, 8), date(2026, 12, 22)
AWAY = date(2026, 12, 3), date(2026, 12, 10)
"""Five workdays, until Wednesday of the next week."""
LATER = date(2026, 12, 15)


class Away(AbsenceChanged):
    """Any of them."""

    kind: ClassVar[str] = "Away"


def taken(cast: Cast) -> Objection:
    row = make_objection(make_grade(cast.owner, cast.superior), at=AT)
    return services.take(row.pk, by=actor(cast.higher_superior, on=TUESDAY), at=AT)


def leave(person: Employee) -> None:
    make_absence(person, *AWAY)
    first, end = AWAY
    events.emit(Away(by=system(TUESDAY), at=AT, subject_id=person.pk, start_on=first, end_on=end))


def days(row: Objection) -> tuple[date | None, date | None]:
    row.refresh_from_db()
    return row.answer_by, row.decide_by


def test_nobody_away_has_the_usual_days(cast: Cast) -> None:
    assert days(taken(cast)) == USUAL


def test_leave_that_was_known_gives_the_days_back(cast: Cast) -> None:
    make_absence(cast.owner, *AWAY)

    assert days(taken(cast)) == (LATER, USUAL[1])


def test_leave_that_is_entered_later_too_and_once(
    cast: Cast, browse: Callable[[Employee | None], Client]
) -> None:
    row = taken(cast)

    leave(cast.owner)

    assert days(row) == (LATER, USUAL[1])
    assert services.give_time_to([cast.owner.pk], by=system(TUESDAY), at=AT) == 0
    page = browse(cast.owner).get(row.get_absolute_url()).content.decode()
    assert "15 Desember" in page


def test_the_leave_of_the_rater_keeps_nobody_waiting(cast: Cast) -> None:
    row = taken(cast)

    leave(cast.superior)

    assert days(row) == USUAL


def test_who_is_on_leave_cannot_be_put_down_as_unheard(cast: Cast) -> None:
    row = taken(cast)
    leave(cast.owner)
    on = USUAL[0] + timedelta(1)

    with pytest.raises(Refused):
        services.hear(
            row.pk,
            hearing_draft(mode="NONE", held_on=on, note="Tidak datang."),
            by=actor(cast.higher_superior, on=on),
            at=clock.at_noon(on),
        )


def test_long_leave_moves_the_decision_behind_the_hearing(cast: Cast) -> None:
    make_absence(cast.owner, date(2026, 12, 2), date(2027, 1, 29))

    heard, decided = days(taken(cast))

    assert heard == decided
    assert heard is not None
    assert heard > date(2027, 1, 29)
