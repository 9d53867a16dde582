"""What is planted in the sample is found by the rules, and the honest look-alikes beside it are
not. Which is which is read from the records themselves, not from what the rules say."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from noken.attendance.models import Day, Punch, RosterEntry
from noken.calendars.models import Disruption
from noken.config.demo.write_findings import SHOWN
from noken.config.demo.write_planted import COPIED, COUNTER
from noken.config.tests.sample import SAMPLE
from noken.core import clock
from noken.findings.models import Row
from noken.leave.models import Absence
from noken.organization.models import Employee, Posting
from noken.work.models import Evidence, Report
from tests.world_detectors import seen

pytestmark = SAMPLE
DAY = timedelta(1)
Seen = set[tuple[int, str]]


def found(code: str) -> Seen:
    """Person and item of what a rule would raise."""
    return {(hit.employee_id, hit.item) for hit in seen(code) if hit.amount}


def authors(hits: Seen) -> set[int]:
    return {person for person, _item in hits}


def of(reports: Collection[Report]) -> Seen:
    return {(report.author_id, str(report.pk)) for report in reports}


# --- reports ---


def test_copied_notes_are_found_and_the_routine_of_a_clerk_is_not() -> None:
    planted: list[Report] = []
    for note in COPIED:
        copies = Report.objects.filter(note=note).order_by("work_on", "received_at")
        planted += list(copies)[1:]  # the first was written, the others are copies of it
    clerks = Report.objects.filter(note__startswith=COUNTER.split("{}", maxsplit=1)[0])

    hits = found("LAP-02")

    assert len(planted) == 6
    assert hits == of(planted)
    assert clerks.count() > 50
    assert not authors(hits) & set(clerks.values_list("author", flat=True))


def test_a_photo_used_twice_is_found_and_the_crowd_of_a_roll_call_is_not() -> None:
    by_day: dict[date, set[int]] = defaultdict(set)
    by_author: dict[int, list[Report]] = defaultdict(list)
    for each in Evidence.objects.select_related("report").order_by("report__work_on"):
        by_day[each.report.work_on].add(each.report.author_id)
        by_author[each.report.author_id].append(each.report)
    crowd = max(by_day.values(), key=len)

    hits = found("LAP-03")

    assert len(hits) == 1
    ((person, item),) = hits
    assert len({report.work_on for report in by_author[person]}) > 1
    assert item in {str(report.pk) for report in by_author[person]}
    assert len(crowd - {person}) >= len(COPIED)


def test_reports_of_a_day_of_leave_are_found_and_no_others() -> None:
    away = {
        (person, start + DAY * number)
        for person, start, end in Absence.objects.filter(
            family="LEAVE", portion="FULL", cancelled_at=None
        ).values_list("employee", "start_on", "end_on")
        for number in range((end - start).days)
    }
    kept = Report.objects.exclude(status__in=["WITHDRAWN", "CORRECTED"])
    planted = [each for each in kept if (each.author_id, each.work_on) in away]

    assert len(planted) == 2
    assert found("LAP-04") == of(planted)


def test_a_week_filled_up_at_once_is_found_and_a_queue_without_network_is_not() -> None:
    filled = Report.objects.filter(late_reason="Baru sempat mengisi.")
    queued = {
        each.author_id for each in Report.objects.all() if each.received_at - each.claimed_at > DAY
    }

    hits = found("LAP-05")

    assert authors(hits) == set(filled.values_list("author", flat=True))
    assert queued
    assert not authors(hits) & queued


# --- presence ---


def nights() -> Seen:
    """Shifts that end on the next day, of people who came and went."""
    entries = RosterEntry.objects.filter(hours__end__gt=24 * 60).select_related("hours")
    came: dict[tuple[int, date], set[int]] = defaultdict(set)
    for person, at, status in Punch.objects.values_list("employee", "at", "status"):
        if person is not None and status is not None:
            came[person, clock.day_of(at)].add(status)
    return {
        (each.employee_id, each.day.isoformat())
        for each in entries
        if 0 in came[each.employee_id, each.day] and 1 in came[each.employee_id, each.day + DAY]
    }


def test_days_without_a_record_are_found() -> None:
    """While a day is being explained it is seen and raises nothing new."""
    shown = Employee.objects.get(name=SHOWN)
    rows = Row.objects.filter(finding__employee=shown, finding__code="HDR-03")
    rows = rows.exclude(state__in=["CLEARED", "ACCEPTED"])
    planted = {(shown.pk, row.item) for row in rows}
    explained = {(shown.pk, row.item) for row in rows if row.state == "REPLIED"}

    assert len(planted) >= 3
    assert planted <= {(hit.employee_id, hit.item) for hit in seen("HDR-03")}
    assert planted - explained == planted & found("HDR-03")


def test_nobody_who_came_is_taken_for_absent() -> None:
    """A night shift ends on another day; a health worker in the field serves two posts."""
    hits = found("HDR-03")
    sites: dict[tuple[int, str], set[int]] = defaultdict(set)
    came: Seen = set()
    for person, at, site in Punch.objects.exclude(employee=None).values_list(
        "employee", "at", "recorder__site"
    ):
        day = (person or 0, clock.day_of(at).isoformat())
        sites[day].add(site)
        came.add(day)
    two_posts = {day for day, places in sites.items() if len(places) > 1}
    in_the_night = nights()

    assert len(in_the_night) > 5
    assert len(two_posts) > 5
    assert len(authors(two_posts)) == 1
    assert not hits & in_the_night
    assert not hits & two_posts
    assert not authors(found("LAP-04")) & authors(two_posts)
    assert not {day for day in hits & came if day not in in_the_night}


def test_a_morning_on_which_the_machine_was_silent_makes_nobody_late_or_absent() -> None:
    outage = Disruption.objects.get(what="Mesin pintu utama diam")
    day = clock.day_of(outage.start_at)
    assert outage.unit is not None
    people = Posting.objects.filter(
        unit__path__startswith=outage.unit.path, kind="DEFINITIVE"
    ).values_list("employee", flat=True)
    mornings = set(
        Punch.objects.filter(
            employee__in=people, at__gte=clock.start_of(day), at__lt=outage.end_at
        ).values_list("employee", flat=True)
    )
    unseen = set(people) - mornings

    assert len(unseen) > 5
    assert not found("HDR-03") & {(person, day.isoformat()) for person in unseen}
    lost = Day.objects.filter(employee__in=unseen, day=day, is_shielded=False)
    assert not lost.filter(late_minutes__gt=0).exists()
    assert not authors(found("HDR-07"))
