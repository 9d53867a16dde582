"""A superior marks a task as routine: who may, with what reason, and what the author sees."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.work import services
from noken.work.models import Report, RoutineMark
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_work import make_agreed, make_report

pytestmark = pytest.mark.django_db
REASON = "Jaga loket setiap hari"


def mark(report: Report, cast: Cast, reason: str = REASON) -> RoutineMark:
    by = actor(cast.acting_superior, Role.SUPERIOR)
    return services.mark_routine(report.pk, reason, by=by, at=NOON)


def test_a_task_of_the_plan_is_marked_from_the_first_day_of_the_year_once(cast: Cast) -> None:
    indicator = make_agreed(cast.maria).indicators[0]
    report = make_report(cast.maria, indicator)

    first, again = mark(report, cast), mark(report, cast, "Lain")

    assert first == again
    assert (first.indicator_key, first.title) == (indicator.key, "")
    assert first.start_on == TODAY.replace(month=1, day=1)
    assert Entry.objects.get(action="RoutineMarked").ids["mark"] == first.pk


def test_work_outside_the_plan_is_marked_by_its_title(cast: Cast) -> None:
    assert mark(make_report(cast.maria, title="Piket loket"), cast).title == "Piket loket"


@pytest.mark.parametrize(
    ("who", "reason", "code"),
    [
        ("superior", REASON, "routine.not_yours"),
        ("former_superior", REASON, "routine.not_yours"),
        ("acting_superior", " ", "routine.no_reason"),
        ("acting_superior", "a" * 301, "routine.too_long"),
    ],
)
def test_a_mark_that_cannot_stand_is_refused(cast: Cast, who: str, reason: str, code: str) -> None:
    report = make_report(cast.maria)

    with pytest.raises(Refused) as refusal:
        services.mark_routine(
            report.pk, reason, by=actor(getattr(cast, who), Role.SUPERIOR), at=NOON
        )

    assert refusal.value.code == code
    assert not RoutineMark.objects.exists()


def test_a_mark_ends_tomorrow_and_what_was_before_stays(cast: Cast) -> None:
    report = make_report(cast.maria)
    made = mark(report, cast)

    for _ in range(2):
        by = actor(cast.acting_superior, Role.SUPERIOR)
        services.end_routine(report.pk, by=by, at=NOON)

    made.refresh_from_db()
    assert made.end_on == TODAY + timedelta(1)
    assert Entry.objects.filter(action="RoutineEnded").count() == 1


def test_a_mark_after_an_ended_one_begins_where_that_ended(cast: Cast) -> None:
    report = make_report(cast.maria, on=TODAY - timedelta(7))
    RoutineMark.objects.create(
        employee=cast.maria,
        title=report.title,
        reason=REASON,
        start_on=TODAY - timedelta(99),
        end_on=TODAY - timedelta(20),
        by=cast.yohana,
        at=NOON,
    )

    assert mark(report, cast).start_on == TODAY - timedelta(20)


def test_the_mark_is_given_on_the_page_and_shown_to_the_author(
    cast: Cast, superior: Client, maria: Client
) -> None:
    report = make_report(cast.maria)
    url = reverse("work:routine", args=[report.pk])

    assert superior.post(url, {}).status_code == 422
    assert superior.post(url, {"rutin": "ya", "alasan": REASON}).status_code == 302
    assert REASON in maria.get(report.get_absolute_url()).content.decode()

    assert superior.post(url, {"rutin": "tidak"}).status_code == 302
