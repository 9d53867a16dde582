"""Evaluation of the sample is as the product itself would have left it."""

from collections import Counter
from datetime import timedelta

from django.db.models import F, Q

from noken.config.tests.sample import SAMPLE
from noken.evaluation.models import Part, Period, Pin, Rating, SelfAssessment, Sheet, UnitRating
from noken.evaluation.queries import position
from noken.evaluation.rules.evidence import from_json
from noken.evaluation.rules.grading import grade_of, needs_fact
from noken.evaluation.rules.periods import span_of
from noken.notices.models import Notice
from noken.objections.models import Objection
from noken.organization.models import Employee
from noken.regulations import grades
from tests.world import NOON, TODAY, actor

pytestmark = SAMPLE


def running() -> Period:
    return Period.objects.get(closed_at=None)


def test_two_quarters_and_a_semester_are_over_and_one_quarter_runs() -> None:
    labels = [str(period) for period in Period.objects.exclude(pk=running().pk).order_by("pk")]

    assert labels == ["Triwulan I 2026", "Triwulan II 2026", "Semester I 2026"]
    assert (str(running()), running().due_on.isoformat()) == ("Triwulan III 2026", "2026-11-30")
    for period in Period.objects.all():
        assert span_of(period.kind, period.year, period.number) == (
            period.start_on,
            period.end_on,
        )


def test_what_is_over_is_final_or_has_its_reason() -> None:
    over = Sheet.objects.exclude(period=running())

    unsaid = Q(period__group="TEACHERS") & ~Q(period__closing_note="")
    left = over.exclude(unsaid, status__in=("OPEN", "ASSESSED"))
    assert set(left.values_list("status", flat=True)) <= {"FINAL", "EXCUSED"}
    assert not over.filter(status="FINAL", final_at=None).exists()
    assert not over.filter(status="EXCUSED", excuse="").exists()


def test_most_have_spoken_and_about_two_thirds_are_rated() -> None:
    counts = Counter(Sheet.objects.filter(period=running()).values_list("status", flat=True))
    total = sum(counts.values())

    assert counts["OPEN"] / total < 0.2
    assert 0.5 < counts["PUBLISHED"] / total < 0.85


def test_every_grade_follows_from_its_ratings_and_says_why() -> None:
    table = grades.grade_table()

    assert Rating.objects.exists()
    for rating in Rating.objects.select_related("sheet"):
        assert rating.grade == grade_of(rating.result, rating.behaviour, table)
        assert rating.reason
        pinned = Pin.objects.filter(sheet=rating.sheet, side="RATER").exists()
        assert pinned or not needs_fact(rating.grade)
        assert rating.sheet.employee_id != rating.by_id


def test_moments_are_in_order_and_none_is_to_come() -> None:
    rated = Rating.objects.filter(origin="RATER").filter(
        Q(published_at__lte=F("started_at"))
        | Q(published_at__lte=F("sheet__opened_at"))
        | Q(published_at__gte=NOON)
    )
    early = SelfAssessment.objects.filter(
        Q(published_at__lte=F("sheet__opened_at")) | Q(published_at__gte=NOON)
    )

    assert not rated.exists()
    assert not early.exists()
    assert not Sheet.objects.filter(received_at__gte=NOON).exists()
    assert not Rating.objects.filter(
        sheet__self_assessment__published_at__gte=F("published_at")
    ).exists()


def test_every_sheet_has_parts_over_its_days() -> None:
    for sheet in Sheet.objects.prefetch_related("parts").select_related("period"):
        parts = sorted(sheet.parts.all(), key=lambda part: part.start_on)
        assert parts
        assert parts[-1].end_on == sheet.period.end_on
    assert not Part.objects.filter(closed_at__gte=NOON).exists()


def test_yohanas_people_are_rated_but_for_one() -> None:
    yohana = Employee.objects.get(name="Yohana Saiba")

    (team,) = position.position_page(actor(yohana, on=TODAY)).teams

    assert (team.done, team.owed) == (13, 14)
    waiting = [group for group in team.groups if group.waits]
    assert [m.person.name for group in waiting for m in group.members] == ["Siti Nurhayati"]


def test_units_are_rated_one_level_up() -> None:
    rows = UnitRating.objects.select_related("unit")

    assert rows.exists()
    assert all(row.reason and row.by_id for row in rows)
    assert not rows.filter(at__gte=NOON + timedelta(1)).exists()


def test_objections_are_decided_under_way_and_waiting_and_none_shows_to_its_rater() -> None:
    states = Counter(Objection.objects.values_list("status", flat=True))
    assert set(states) == {"DECIDED", "TAKEN", "FILED", "WITHDRAWN"}
    for row in Objection.objects.filter(status="DECIDED"):
        stands = Rating.objects.get(sheet_id=row.sheet_id, replaced_at=None)
        assert stands.grade == row.after_grade
        assert stands.sheet.status == "FINAL"
        assert row.paper_id is not None
    told = Notice.objects.filter(kind__startswith="Objection")
    for row in Objection.objects.filter(taken_at=None):
        assert not told.filter(person_id=row.rater_id, url=row.get_absolute_url()).exists()


def test_what_was_published_keeps_its_evidence_and_forecast() -> None:
    kept = Rating.objects.filter(sheet__period=running(), origin="RATER")

    assert kept.exists()
    for rating in kept:
        assert rating.forecast["grade"] in {grade.code for grade in grades.grades()}
        assert from_json(rating.evidence).end_on == running().end_on
