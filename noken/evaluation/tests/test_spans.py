"""A school in two legal groups: rated once over the same days, and its grades counted together."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.test import Client
from django.urls import reverse

from noken.core.tally import counted
from noken.evaluation import services
from noken.evaluation.models import Calibration, Period, SpreadReason, UnitRating
from noken.evaluation.queries.calibration import calibration_page
from noken.evaluation.queries.leading import unrated_tally
from noken.evaluation.queries.spans import chosen_period, periods_with_sheets
from noken.evaluation.queries.spread import spread_card
from noken.evaluation.queries.spread_page import spread_page
from noken.evaluation.queries.unit_ratings import (
    org_rating_for,
    ratings_awaiting,
    unit_rating_page,
    unit_ratings_page,
)
from noken.evaluation.services import Meeting, UnitVerdict
from noken.notices.models import Notice
from noken.organization.models import Employee, Unit
from tests.amending import amend, as_owner_does
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import (
    make_graded,
    make_led_unit,
    make_period,
    make_sheet,
    make_staff,
    make_unit_rating,
)

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
BOTH = ["teachers", "general"]


class School:
    """Nine teachers and three others under one head; the teachers' quarter was opened first."""

    def __init__(self, cast: Cast) -> None:
        self.teachers = make_period(group=Period.Group.TEACHERS)
        self.general = make_period()
        self.unit, self.head = make_led_unit(
            cast.agency, cast.agency_head, kind=Unit.Kind.SCHOOL, name="SD Inpres 5"
        )
        teachers = make_staff(self.unit, self.head, 9, "Guru Ahli Muda")
        others = make_staff(self.unit, self.head, 3)
        self.sheets = [
            *make_graded(teachers, self.teachers, self.head),
            *make_graded(others, self.general, self.head),
        ]

    def period(self, name: str) -> Period:
        found: Period = getattr(self, name)
        return found

    def rate(self, by: Employee, name: str, rating: str) -> UnitRating:
        given = UnitVerdict(
            period_id=self.period(name).pk, unit_id=self.unit.pk, rating=rating, reason="Tercapai."
        )
        return services.rate_unit(given, by=actor(by), at=NOON)


@pytest.fixture
def school(cast: Cast) -> School:
    return School(cast)


def test_the_same_days_are_offered_once_under_either_period(school: School) -> None:
    make_period(number=2)
    offered = periods_with_sheets()

    assert [(each.label, each.group) for each in offered] == [
        ("Triwulan III 2026", ""),
        ("Triwulan II 2026", "Pegawai selain guru"),
    ]
    for name in BOTH:
        assert chosen_period(offered, school.period(name).pk) == offered[0]


def test_a_second_rating_under_the_other_period_replaces_the_first(
    cast: Cast, school: School
) -> None:
    first = school.rate(cast.agency_head, "general", "GOOD")
    second = school.rate(cast.agency_head, "teachers", "EXCELLENT")

    first.refresh_from_db()
    assert first.replaced_at == NOON
    assert {first.period, second.period} == {school.teachers}
    for name in BOTH:
        page = unit_rating_page(actor(cast.agency_head), school.period(name).pk, school.unit.pk)
        assert (page.code, len(page.history), page.bar.asked) == ("EXCELLENT", 2, 12)


def test_it_waits_once_and_no_more_when_it_is_rated(cast: Cast, school: School) -> None:
    above = actor(cast.agency_head)
    assert counted([unrated_tally(above)]) == {"unit_ratings": 1}
    assert [(each.count, each.period) for each in ratings_awaiting(above)] == [
        (1, "Triwulan III 2026")
    ]
    school.teachers.closed_at = NOON
    school.teachers.save()
    assert counted([unrated_tally(above)]) == {"unit_ratings": 1}

    make_unit_rating(school.unit, school.general, cast.agency_head)

    assert counted([unrated_tally(above)]) == {"unit_ratings": 0}
    (row,) = unit_ratings_page(above, school.teachers.pk).mine
    assert (row.code, row.people) == ("GOOD", 12)


@pytest.mark.parametrize("name", BOTH)
def test_all_twelve_are_one_group_to_which_the_guide_applies(
    cast: Cast, school: School, name: str
) -> None:
    make_unit_rating(school.unit, school.general, cast.agency_head)
    SpreadReason.objects.create(
        period=school.general, unit=school.unit, reason="Lomba.", by=school.head, at=NOON
    )

    page = spread_page(actor(cast.leader), school.period(name).pk, school.unit.pk)
    cards = [spread_card(actor(school.head), sheet) for sheet in school.sheets]

    assert (page.bars[0].people, page.bars[0].hidden, page.rating) == (12, False, "Baik")
    assert [said.text for said in page.reasons] == ["Lomba."]
    assert page.advice is not None
    assert page.advice.asks_reason
    for card in cards:
        assert card is not None
        assert card.bars[0].people == 12
        assert card.advice.reason == "Lomba."


def test_a_head_in_the_other_group_hears_the_same_rating(cast: Cast, school: School) -> None:
    make_unit_rating(school.unit, school.teachers, cast.agency_head, "EXCELLENT")
    sheet = make_sheet(school.head, school.general)

    proposal = org_rating_for(sheet)

    assert proposal is not None
    assert proposal.code == "EXCELLENT"


def test_the_meeting_sees_both_groups_and_its_notice_leads_to_the_own_mirror(
    cast: Cast, browse: Browse, school: School
) -> None:
    make_graded(make_staff(cast.section, cast.superior, 1), school.general, cast.superior)
    meeting = Meeting(
        period_id=school.general.pk, unit_id=cast.agency.pk, meet_on=TODAY + timedelta(8)
    )

    row = services.announce_calibration(meeting, by=actor(cast.agency_head), at=NOON)
    page = calibration_page(actor(cast.agency_head), school.general.pk, cast.agency.pk)

    assert row.period == school.teachers
    assert (page.published, page.asked, page.meet_on) == (13, 13, row.meet_on)
    notices = Notice.objects.filter(kind="CalibrationAnnounced")
    assert {notice.person_id for notice in notices} == {school.head.pk, cast.superior.pk}
    (notice,) = notices.filter(person_id=cast.superior.pk)
    assert notice.url == reverse("evaluation:mirror", args=[school.teachers.pk])
    assert browse(cast.superior).get(notice.url).status_code == 200


def test_of_two_ratings_from_before_the_newer_stands(cast: Cast, school: School) -> None:
    by, earlier = cast.agency_head, NOON - timedelta(1)
    newer = make_unit_rating(school.unit, school.general, by, "EXCELLENT")
    older = make_unit_rating(school.unit, school.teachers, by)
    amend(UnitRating.objects.filter(pk=older.pk), at=earlier)
    meeting = Calibration.objects.create(
        period=school.general, unit=school.unit, meet_on=TODAY, by=by, at=NOON
    )
    migration = import_module("noken.evaluation.migrations.0004_one_rating_of_a_unit")

    for statement in migration.STATEMENTS:
        as_owner_does(statement)

    for row in (newer, older, meeting):
        row.refresh_from_db()
        assert row.period == school.teachers
    assert (newer.replaced_at, older.replaced_at) == (None, NOON)
    assert meeting.replaced_at is None
