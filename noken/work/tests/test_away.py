"""Whole days of leave, duty and training owe no report, on the board and on Hari ini."""

from datetime import timedelta

import pytest

from noken.core.actor import Role
from noken.work import queries
from noken.work.queries import Stitch
from tests.cast import Cast
from tests.world import TODAY, actor
from tests.world_attendance import make_absence
from tests.world_work import make_duty, make_report, workdays_before

DAY = timedelta(1)
AWAY = [("LEAVE", "ANNUAL"), ("DUTY", "DUTY"), ("TRAINING", "TRAINING")]


@pytest.fixture(autouse=True)
def _owing(cast: Cast) -> None:  # noqa: ARG001 (the people stand first)
    make_duty(grace_workdays=0)


@pytest.mark.parametrize(("family", "kind"), AWAY)
def test_nobody_is_silent_while_away(cast: Cast, family: str, kind: str) -> None:
    make_absence(cast.peer, TODAY - 30 * DAY, TODAY + DAY, family=family, kind=kind)

    board = queries.team_board(actor(cast.acting_superior, Role.SUPERIOR), TODAY)

    frans = next(row for row in board.rows if row.person.id == cast.peer.pk)
    assert {each.state for each in frans.days} == {Stitch.NONE}
    assert (frans.owed, frans.silent_workdays, frans.risk) == (False, 0, "")
    assert next(row for row in board.rows if row.person.id == cast.maria.pk).owed


@pytest.mark.parametrize(
    "absence", [{"family": "FLEXIBLE", "kind": "FLEX_PLACE"}, {"portion": "MORNING"}]
)
def test_work_from_elsewhere_and_half_days_still_owe(cast: Cast, absence: dict[str, str]) -> None:
    make_absence(cast.peer, TODAY - 30 * DAY, TODAY + DAY, **absence)

    board = queries.team_board(actor(cast.acting_superior, Role.SUPERIOR), TODAY)

    frans = next(row for row in board.rows if row.person.id == cast.peer.pk)
    assert (frans.owed, frans.silent_workdays) == (True, 9)


def test_a_report_of_a_day_away_counts_all_the_same(cast: Cast) -> None:
    make_absence(cast.maria, TODAY, TODAY + DAY)
    make_report(cast.maria, on=TODAY)

    found = queries.today(actor(cast.maria), TODAY)

    assert (found.owed, found.week[TODAY.weekday()].state) == (False, Stitch.FULL)
    assert found.why_not_owed.startswith("Anda sedang cuti atau bertugas di luar.")


def test_days_away_are_not_asked_for_afterwards_nor_ahead(cast: Cast) -> None:
    before, last = workdays_before(TODAY, 3)[:2]
    make_report(cast.maria, on=before - 20 * DAY)
    make_absence(cast.maria, before, TODAY)
    make_absence(cast.maria, TODAY + DAY, TODAY + 4 * DAY)

    found = queries.today(actor(cast.maria), TODAY)

    assert found.owed
    assert not {before, last} & set(found.catch_up)
    ahead = [each.state for each in found.week if each.day > TODAY]
    assert set(ahead) <= {Stitch.NONE}
