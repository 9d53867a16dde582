"""What a superior leaves unreviewed beyond the second limit goes on to the next one."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry
from noken.calendars.models import Holiday
from noken.core.actor import Role, system
from noken.core.tally import counted
from noken.notices.models import Notice
from noken.organization.models import Employee
from noken.work import access, queries, services
from noken.work.models import Escalation, Report
from noken.work.queries.silence import left_beyond
from noken.work.rules.review import ReviewTerms
from tests.cast import Cast
from tests.settings import sign
from tests.world import NOON, TODAY, actor
from tests.world_attendance import make_absence
from tests.world_work import make_report, workdays_before

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
ELEVEN_BACK = workdays_before(TODAY, 11)[0]
TEN_BACK = workdays_before(TODAY, 10)[0]


def escalate() -> int:
    return services.escalate_reports(by=system(TODAY), at=NOON)


def waiting(cast: Cast, on: date = ELEVEN_BACK) -> Report:
    """Of Yohana, whom Markus leads; above him stands Barnabas."""
    return make_report(cast.superior, on=on, title="Rencana supervisi")


def seen_by(person: Employee) -> set[UUID]:
    return {row.id for row in queries.waiting_reports(actor(person, Role.SUPERIOR))}


def test_on_the_eleventh_workday_the_next_superior_may_decide_and_both_are_told(
    cast: Cast,
) -> None:
    fresh, old = waiting(cast, TEN_BACK), waiting(cast)
    assert seen_by(cast.agency_head) == set()

    assert (escalate(), escalate()) == (1, 0)

    assert seen_by(cast.agency_head) == {old.pk}
    assert seen_by(cast.higher_superior) == {fresh.pk, old.pk}
    assert Entry.objects.get(action="ReportsEscalated").subject_id == cast.higher_superior.pk
    told = {notice.person_id: notice.text for notice in Notice.objects.all()}
    assert told == {
        cast.agency_head.pk: (
            "1 laporan yang lama menunggu Markus Mandacan kini juga menunggu Anda."
        ),
        cast.higher_superior.pk: (
            "1 laporan yang lama menunggu Anda naik ke Barnabas Dowansiba. "
            "Anda tetap dapat meninjaunya."
        ),
    }


def test_the_count_of_the_menu_is_that_of_the_list(cast: Cast) -> None:
    waiting(cast)
    escalate()
    by = actor(cast.agency_head, Role.SUPERIOR)

    tally = counted([queries.waiting_tally(by)])

    assert (tally["team"], tally["team_escalated"]) == (0, 1)


def test_the_next_superior_approves_and_may_take_it_back(cast: Cast) -> None:
    report = waiting(cast)
    escalate()
    by = actor(cast.agency_head, Role.SUPERIOR)

    services.approve_reports([report.pk], by=by, at=NOON)
    report.refresh_from_db()
    assert report.status == "APPROVED"
    services.reopen_reviews([report.pk], by=by, at=NOON + timedelta(minutes=1))

    report.refresh_from_db()
    assert report.status == "WAITING"


def test_nobody_else_may_decide_on_it(cast: Cast) -> None:
    report = waiting(cast)
    before = services.approve_reports([report.pk], by=actor(cast.agency_head), at=NOON)
    escalate()

    for person in (cast.leader, cast.bupati, cast.peer, cast.inspectorate):
        who = actor(person)
        assert not access.may_decide(who, report)
        assert not services.approve_reports([report.pk], by=who, at=NOON).done

    assert not before.done
    assert access.may_decide(actor(cast.agency_head), report)


def test_the_days_of_an_absence_are_not_the_superiors(cast: Cast) -> None:
    waiting(cast)
    make_absence(cast.higher_superior, TODAY - timedelta(4), TODAY - timedelta(2))

    assert escalate() == 0


def test_days_on_which_the_superiors_unit_was_closed_are_not_theirs(cast: Cast) -> None:
    waiting(cast)
    day = workdays_before(TODAY, 3)[0]
    Holiday.objects.create(day=day, name="Pesta adat", kind="LOCAL", unit=cast.agency, source="SK")

    assert escalate() == 0


def test_who_leads_for_two_days_has_left_nothing(cast: Cast) -> None:
    """Naomi acts for Yohana since Friday."""
    make_report(cast.maria, on=workdays_before(TODAY, 30)[0])

    assert escalate() == 0


def test_a_decision_taken_back_starts_the_days_anew(cast: Cast) -> None:
    report = waiting(cast)
    by = actor(cast.higher_superior, Role.SUPERIOR)
    services.approve_reports([report.pk], by=by, at=NOON - timedelta(1))
    services.reopen_reviews([report.pk], by=by, at=NOON)

    assert escalate() == 0


def test_a_new_superior_begins_anew_and_the_old_one_above_sees_it_no_more(cast: Cast) -> None:
    report = waiting(cast)
    escalate()
    cast.superior.refresh_from_db()
    line = cast.superior.reporting_lines.get(end_on=None)
    line.superior = cast.leader
    line.save()

    assert not access.may_decide(actor(cast.agency_head), report)


def test_the_limits_are_those_that_two_have_signed(cast: Cast) -> None:
    waiting(cast, TEN_BACK)
    sign(ReviewTerms, on=TODAY - timedelta(1), count_workdays=5, escalate_workdays=4)

    assert [len(each.report_ids) for each in left_beyond(TODAY, 9)] == [1]
    assert escalate() == 1


def test_the_inspectorate_sees_that_some_went_up(cast: Cast) -> None:
    waiting(cast)
    escalate()

    (found,) = queries.overdue_by_superior(actor(cast.inspectorate, Role.INSPECTORATE), TODAY, 5)

    assert (found.superior_id, found.count) == (cast.higher_superior.pk, 1)
    assert (found.workdays, found.escalated) == (11, 1)


def test_the_pages_say_where_it_waits(cast: Cast, browse: Browse) -> None:
    report = waiting(cast)
    escalate()

    above = browse(cast.agency_head).get(reverse("home:waiting")).content.decode()
    silent = browse(cast.higher_superior).get(reverse("home:waiting")).content.decode()
    page = browse(cast.agency_head).get(report.get_absolute_url()).content.decode()

    assert "Menunggu 11 hari kerja pada Markus Mandacan, kini juga pada Anda." in above
    assert "1 sudah naik ke atasan Anda." in silent
    assert "Keputusan Anda" in page
    assert "Dihitung, belum ditinjau" in page
    assert Escalation.objects.count() == 1
