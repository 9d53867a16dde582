"""A whole year of an agency of 300 by PermenPANRB 6/2022, through the services alone.

Plans from the top down with a talk and a change in mid-year, four quarters with reports, feedback,
own views, ratings of people and units, a meeting about grades, notices and objections, a transfer
and an acting head in between, the annual evaluation, its papers, and the follow-up.
`make prove` does it for 4,486 people.
"""

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO

import pypdf
import pytest

from noken.audit.models import Entry
from noken.core.tally import counted
from noken.core.tenancy import current_tenant
from noken.documents.gateways import disk
from noken.documents.models import PrintItem, PrintJob
from noken.evaluation.models import Part, Rating, Sheet
from noken.evaluation.rules import grading
from noken.objections import queries as objection_queries
from noken.objections.models import Objection
from noken.organization.models import Employee
from noken.planning.models import Revision
from noken.work.models import Report
from tests.journeys.year import QUARTERS, TABLE, Year, at_hour
from tests.world_year import make_regency

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(3600)]
SIZE = 4486 if os.environ.get("NOKEN_ROUNDS") == "full" else 300
MOVED_ON = date(2026, 5, 18)


def test_a_whole_year() -> None:
    year = Year(make_regency(SIZE, at_hour(date(2026, 1, 2))))
    year.plan(date(2026, 1, 12))
    assert Revision.objects.filter(status=Revision.Status.APPROVED).count() == SIZE
    year.talk(date(2026, 1, 13))

    moved: list[Employee] = []
    for number, opened in QUARTERS.items():
        year.work(opened - timedelta(1) if number < 4 else date(2026, 12, 30))
        if number == 3:
            year.stand_in(date(2026, 10, 5), date(2026, 10, 15))
        year.evaluate("QUARTER", number, opened)
        if number == 1:
            moved = year.transfer(MOVED_ON)
            year.revise(date(2026, 6, 8))
    last = year.evaluate("YEAR", 0, date(2027, 1, 25))
    improvement = year.follow_up(date(2027, 3, 10))

    check_sheets()
    check_moved(moved)
    check_objections(year)
    check_journal()
    check_print(year.print_section(last, date(2027, 3, 11)))
    assert improvement.employee_id in {person.pk for person in year.regency.order}
    assert Report.objects.count() == 8 * SIZE


def check_sheets() -> None:
    """Everybody has four quarters and the year, final, each with one rating by the table."""
    sheets = Sheet.objects.all()
    standing = Rating.objects.filter(published_at__isnull=False, replaced_at=None)
    of_agencies = Counter(sheets.values_list("employee_id", flat=True))
    assert sum(count == 5 for count in of_agencies.values()) >= SIZE
    assert not standing.exclude(sheet__status="FINAL").exists()
    assert standing.count() == sheets.filter(status="FINAL").count() == 5 * SIZE
    for rating in standing.only("result", "behaviour", "grade"):
        assert rating.grade == grading.grade_of(rating.result, rating.behaviour, TABLE)


def check_moved(moved: Sequence[Employee]) -> None:
    """Who moved in May was seen by both superiors in the second quarter, and in the year."""
    parts = Counter(
        Part.objects.filter(sheet__employee__in=moved).values_list(
            "sheet__period__kind", "sheet__period__number"
        )
    )
    assert parts["QUARTER", 1] == parts["QUARTER", 3] == len(moved)
    assert parts["QUARTER", 2] == parts["YEAR", 0] == 2 * len(moved)
    earlier = Part.objects.filter(sheet__employee__in=moved, end_on=MOVED_ON)
    assert not earlier.filter(closed_at=None).exists()


def check_objections(year: Year) -> None:
    """All were decided by somebody above the rater, half of them with another rating; nothing
    waits for anybody."""
    rows = list(Objection.objects.all())
    outcomes = Counter(row.outcome for row in rows)
    assert {row.status for row in rows} == {"DECIDED"}
    assert min(outcomes["KEPT"], outcomes["CHANGED"]) > 0
    assert abs(outcomes["KEPT"] - outcomes["CHANGED"]) <= 5
    assert all(row.decided_by_id not in {row.rater_id, row.employee_id} for row in rows)
    assert len({row.paper_id for row in rows}) == len(rows)
    on = date(2027, 3, 10)
    for person in [*year.regency.heads.values(), year.regency.keeper]:
        waits = counted([objection_queries.waiting_tally(year.regency.by(person.pk, on))])
        assert set(waits.values()) == {0}


def check_journal() -> None:
    """The journal tells of every final grade, and of each decision once more."""
    told = Counter(Entry.objects.values_list("action", flat=True))
    finals = Sheet.objects.filter(status="FINAL").count()
    assert told["GradeConfirmed"] == finals
    assert told["ObjectionDecided"] == told["ResultSettled"] == Objection.objects.count()
    assert told["ResultPublished"] == finals
    assert told["UnitRated"] >= 6
    assert told["SpreadExplained"] == told["CalibrationAnnounced"] == told["ResultChanged"] == 1
    assert told["DialogueNoteAdded"] == 6
    assert Revision.objects.filter(number=2, status=Revision.Status.APPROVED).count() == 3


def check_print(job: PrintJob) -> None:
    """Every paper says who was rated, by whom and how."""
    items = list(PrintItem.objects.filter(job=job).select_related("paper"))
    assert len(items) >= 8
    for item in items:
        assert item.paper is not None, item.failure
        rating = Rating.objects.get(
            sheet=int(item.ref), published_at__isnull=False, replaced_at=None
        )
        pdf = disk.path_of(current_tenant(), item.paper.stored_name).read_bytes()
        pages = pypdf.PdfReader(BytesIO(pdf)).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        words = (rating.sheet.employee.name, rating.by.name, TABLE.grade(rating.grade).name)
        assert all(each in text for each in (*words, item.paper.number)), words
