"""Two tabs opened one after the other file one report; after Urungkan the next one is new."""

from datetime import timedelta

import pytest

from noken.work import queries, services
from noken.work.models import Report
from noken.work.queries import TargetView
from noken.work.services import ReportDraft
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db


def targets(cast: Cast) -> list[TargetView]:
    return list(queries.today(actor(cast.maria), TODAY).targets)


def file(cast: Cast, target: TargetView) -> None:
    assert target.submission is not None
    sent = ReportDraft(
        key=target.submission, work_on=TODAY, indicator_key=target.key, quantity=target.target
    )
    services.file_reports([sent], by=actor(cast.maria), at=NOON)


def test_a_second_tab_sends_the_same_submission(cast: Cast) -> None:
    make_plan(cast.maria)
    one_tab, other_tab = targets(cast), targets(cast)

    file(cast, one_tab[0])
    file(cast, other_tab[0])

    assert one_tab == other_tab
    assert len({target.submission for target in one_tab}) == len(one_tab)
    assert Report.objects.count() == 1


def test_what_was_taken_back_leaves_its_submission_spent(cast: Cast) -> None:
    make_plan(cast.maria)
    before = targets(cast)[0]
    file(cast, before)
    assert before.submission is not None
    later = NOON + timedelta(seconds=3)
    services.withdraw_report(before.submission, by=actor(cast.maria), at=later)

    after = next(target for target in targets(cast) if target.key == before.key)

    assert after.submission != before.submission
