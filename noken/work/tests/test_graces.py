"""A person's own, longer time to report: every judgement of in time or late respects it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from noken.audit.models import Entry
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.tally import counted
from noken.core.values import Span
from noken.work import queries, services
from noken.work.models import PersonalGrace
from noken.work.queries import Punctual
from noken.work.rules.duties import Deadlines, GraceTerm, deadline_on, is_late
from noken.work.services import NewGrace
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_work import make_agreed, make_duty, make_report, workdays_before

DAY = timedelta(1)
FRIDAY, MONDAY = TODAY - 4 * DAY, TODAY - DAY


class _Weekdays:
    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5


def give(cast: Cast, start_on: date = TODAY - 30 * DAY, days: int = 4) -> None:
    new = [NewGrace(cast.maria.pk, days, start_on)]
    services.give_graces(new, "Longgar", by=actor(cast.superior), at=NOON)


def test_an_own_time_holds_for_the_days_of_its_span_and_never_shortens() -> None:
    own = [GraceTerm(4, Span(MONDAY, TODAY)), GraceTerm(0, Span(TODAY))]
    terms = Deadlines(_Weekdays(), (), 1, own)

    assert [terms.grace_on(day) for day in (FRIDAY, MONDAY, TODAY)] == [1, 4, 1]
    assert deadline_on(MONDAY, terms) == MONDAY + 4 * DAY
    assert is_late(FRIDAY, TODAY, terms)
    assert not is_late(MONDAY, MONDAY + 4 * DAY, terms)


def test_the_board_and_the_day_draw_no_empty_day_while_the_own_time_runs(cast: Cast) -> None:
    make_duty(grace_workdays=0)
    make_agreed(cast.maria)
    make_report(cast.maria, on=workdays_before(TODAY, 4)[0])
    board = actor(cast.acting_superior, Role.SUPERIOR)
    before = _maria(board)

    give(cast)

    today = queries.today(actor(cast.maria), TODAY)
    assert before.endswith("FEEEW")
    assert _maria(board).endswith("FWWWW")
    assert "".join(str(each.state)[0] for each in today.week).startswith("WW")


def _maria(by: Actor) -> str:
    rows = queries.team_board(by, TODAY).rows
    (days,) = [row.days for row in rows if row.person.name == "Maria Wanggai"]
    return "".join(str(each.state)[0] for each in days)


def test_filing_asks_no_reason_while_the_own_time_runs(cast: Cast) -> None:
    make_duty(grace_workdays=0)
    give(cast)

    terms = queries.deadlines_of(cast.maria.pk, FRIDAY, TODAY)

    assert terms is not None
    assert not is_late(FRIDAY, TODAY, terms)


def test_the_day_is_asked_for_once_in_the_own_time(cast: Cast) -> None:
    make_duty()

    def asked() -> int:
        return counted([queries.waiting_tally(actor(cast.maria))])["own_today"]

    make_report(cast.maria, on=MONDAY)
    before = asked()
    give(cast)
    assert (before, asked()) == (1, 0)
    PersonalGrace.objects.update(grace_workdays=1)
    assert asked() == 1


def test_given_twice_the_first_stays_and_an_end_keeps_the_days_before(cast: Cast) -> None:
    give(cast, MONDAY)
    give(cast, TODAY, 9)
    row = PersonalGrace.objects.get()
    assert (row.grace_workdays, row.start_on, row.end_on) == (4, MONDAY, None)

    ended = services.end_graces([cast.maria.pk], TODAY, by=actor(cast.superior), at=NOON)

    row.refresh_from_db()
    assert (ended, row.end_on) == ([cast.maria.pk], TODAY)
    kinds = Entry.objects.order_by("at", "pk").values_list("action", flat=True)
    assert list(kinds) == ["GraceGiven", "GraceEnded"]


def test_one_that_has_not_begun_is_taken_back(cast: Cast) -> None:
    give(cast, TODAY + DAY)

    services.end_graces([cast.maria.pk], TODAY, by=actor(cast.superior), at=NOON)

    assert not PersonalGrace.objects.exists()


def test_the_database_knows_one_own_time_a_day(cast: Cast) -> None:
    give(cast)

    with pytest.raises(IntegrityError):
        PersonalGrace.objects.create(
            employee=cast.maria, grace_workdays=1, start_on=TODAY, source="x"
        )


def test_punctuality_counts_owed_days_and_reports_before_the_deadline(cast: Cast) -> None:
    make_duty(grace_workdays=0)
    since = TODAY - 14 * DAY
    days = workdays_before(TODAY, 10)
    for day in days[:8]:
        make_report(cast.maria, on=day)
    make_report(cast.maria, on=days[8], at=clock.at_noon(TODAY))
    make_report(cast.maria, on=days[9], status="WITHDRAWN")

    found = queries.punctuality(since, TODAY, [cast.maria.pk, cast.peer.pk])

    assert found == {cast.maria.pk: Punctual(10, 8), cast.peer.pk: Punctual(10, 0)}


def test_punctuality_counts_by_the_own_time_and_leaves_open_days_out(cast: Cast) -> None:
    make_duty(grace_workdays=0)
    days = workdays_before(TODAY, 10)
    for day in days:
        make_report(cast.maria, on=day, at=clock.at_noon(day + 2 * DAY))
    give(cast)

    found = queries.punctuality(TODAY - 14 * DAY, TODAY)

    assert found[cast.maria.pk] == Punctual(6, 6)
    assert found[cast.peer.pk] == Punctual(10, 0)


def test_reports_are_counted_by_week(cast: Cast) -> None:
    make_report(cast.maria, on=MONDAY)
    make_report(cast.maria, on=MONDAY, title="Lagi")
    make_report(cast.maria, on=FRIDAY)

    weeks = [MONDAY - 7 * DAY, MONDAY]

    assert queries.reported_weeks(cast.maria.pk, weeks) == [1, 1]
