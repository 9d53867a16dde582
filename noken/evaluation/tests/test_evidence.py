"""Evidence as it is drawn up from work, plans and days: one way for forecast and final result."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from noken.attendance.models import Day
from noken.core import clock
from noken.evaluation import services
from noken.evaluation.queries import Asked, gather
from noken.evaluation.rules import evidence as rules
from noken.evaluation.rules.grading import forecast
from noken.evaluation.services import RatingDraft
from noken.planning.models import Indicator, PlannedResult, Revision
from noken.regulations import grades
from noken.work.models import Feedback
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_coaching import make_talk
from tests.world_evaluation import make_period, make_self, make_sheet
from tests.world_planning import make_indicator, make_result, make_revision
from tests.world_work import make_agreed, make_duty, make_feedback, make_report

START, END = date(2026, 7, 1), date(2026, 10, 1)
LAST = END - timedelta(1)
TABLE = grades.grade_table()


def asked(cast: Cast) -> Asked:
    return Asked(cast.maria.pk, START, END)


def of(cast: Cast, on: date = TODAY) -> rules.Evidence:
    return gather(actor(cast.acting_superior), [asked(cast)], on)[0].evidence


@pytest.fixture(autouse=True)
def _little_is_owed(db: None) -> None:  # noqa: ARG001 (a mark)
    """Reports are owed since the last day alone, so that one of them is enough for shares."""
    make_duty(start_on=LAST)


def test_targets_of_the_quarter_stand_beside_what_counts_as_done(cast: Cast) -> None:
    agreed = make_agreed(cast.maria, ["Data valid", "Pendampingan"], target=12)
    first = agreed.indicators[0]
    make_report(cast.maria, first, on=START, quantity=8, status="APPROVED")
    make_report(cast.maria, first, on=LAST, quantity=10, status="APPROVED")
    make_report(cast.maria, first, on=END, quantity=99, status="APPROVED")
    make_report(cast.maria, first, on=START - timedelta(1), quantity=99, status="APPROVED")
    make_report(cast.maria, first, on=LAST, quantity=50)
    make_report(cast.maria, None, on=LAST, title="Rapat", status="APPROVED")

    found = gather(actor(cast.acting_superior), [asked(cast)], TODAY)[0]

    first_result, second_result = found.evidence.results
    assert first_result.indicators[0].target == Decimal(12)
    assert first_result.indicators[0].done == Decimal(68)
    assert first_result.share_pct == Decimal("566.66")
    assert (first_result.reports, second_result.reports) == (3, 0)
    assert (first_result.indicators[0].unreviewed, found.evidence.unreviewed) == (1, 1)
    assert second_result.share_pct == Decimal(0)
    assert (found.evidence.reports, found.evidence.others, found.waiting) == (4, 1, 0)


def test_a_plan_agreed_after_the_last_day_changes_nothing_of_the_period(cast: Cast) -> None:
    """Not its targets, and a result that was dropped later still counts."""
    agreed = make_agreed(cast.maria, ["Data valid", "Dihapus kemudian"], target=12)
    first = agreed.plan.revisions.get()
    decided = clock.start_of(END) - timedelta(hours=1)
    Revision.objects.update(decided_at=decided, status="SUPERSEDED")
    make_revision(agreed.plan, number=2, status="APPROVED")
    later = make_result(agreed.plan, "Data valid", indicators=0)
    PlannedResult.objects.filter(pk=later.pk).update(key=agreed.results[0].key)
    make_indicator(later, targets=[Decimal(99)] * 4)
    make_report(cast.maria, agreed.indicators[1], on=LAST, quantity=12, status="APPROVED")

    for on in (LAST, TODAY):
        found = of(cast, on)
        assert [r.text for r in found.results] == ["Data valid", "Dihapus kemudian"]
        assert [r.indicators[0].target for r in found.results] == [12, 12]
        assert (found.results[1].share_pct, found.others) == (Decimal(100), 0)
    fourth = Asked(cast.maria.pk, END, date(2027, 1, 1))
    (shown,) = gather(actor(cast.maria), [fourth], TODAY)
    assert [r.text for r in shown.evidence.results] == ["Data valid"]
    Revision.objects.filter(pk=first.pk).update(decided_at=NOON + timedelta(1))
    assert [r.indicators[0].target for r in of(cast).results] == [99], "the first agreed later"


def test_within_the_quarter_the_target_grows_with_its_days(cast: Cast) -> None:
    make_agreed(cast.maria, ["Data valid"], target=12)

    half = of(cast, date(2026, 8, 15))

    assert half.as_of == date(2026, 8, 15)
    assert half.results[0].indicators[0].target == Decimal("6.00")


def test_of_a_level_the_newest_value_stands_and_of_a_limit_too(cast: Cast) -> None:
    agreed = make_agreed(cast.maria, ["Kepuasan"], unit="persen", target=90)
    limit = make_indicator(
        agreed.results[0],
        "Temuan",
        order=2,
        unit="temuan",
        lower_is_better=True,
        targets=[Decimal(2)] * 4,
    )
    make_report(cast.maria, agreed.indicators[0], on=START, quantity=99, status="APPROVED")
    make_report(cast.maria, agreed.indicators[0], on=LAST, quantity=81, status="APPROVED")
    make_report(cast.maria, limit, on=LAST, quantity=1, status="APPROVED")

    level, kept = of(cast).results[0].indicators

    assert [level.target, level.done, level.share_pct] == [Decimal(90), Decimal(81), Decimal(90)]
    assert [kept.done, kept.share_pct] == [Decimal(1), Decimal(100)]


def test_what_nobody_measured_says_nothing(cast: Cast) -> None:
    make_agreed(cast.maria, ["Kepuasan"], unit="persen", target=90)

    found = of(cast)

    assert found.results[0].indicators[0].done is None
    assert found.results[0].share_pct is None
    assert not forecast(found, TABLE).is_measured


def test_a_sentence_is_read_by_its_reports_and_never_counted(cast: Cast) -> None:
    agreed = make_agreed(cast.maria, ["Data valid"], unit="", target=0)
    none = [Decimal()] * 4
    other = make_indicator(agreed.results[0], "Panduan", order=2, unit="", targets=none)
    make_report(cast.maria, agreed.indicators[0], on=LAST, quantity=None, status="APPROVED")
    make_report(cast.maria, agreed.indicators[0], on=START, quantity=4, status="APPROVED")
    make_report(cast.maria, other, on=LAST, quantity=None, status="APPROVED")

    found = of(cast)

    (result,) = found.results
    assert [(i.is_worded, i.reports, i.done, i.share_pct) for i in result.indicators] == [
        (True, 2, None, None),
        (True, 1, None, None),
    ]
    assert result.reports == 3
    assert not forecast(found, TABLE).is_measured
    assert rules.from_json(rules.to_json(found)) == found


def test_notes_are_counted_by_value_and_tone_with_their_givers(cast: Cast) -> None:
    at = clock.at_noon(date(2026, 8, 14))
    for by, value, tone in (
        (cast.peer, "SERVICE", "GOOD"),
        (cast.superior, "SERVICE", "BETTER"),
        (cast.superior, "", ""),
    ):
        note = make_feedback(cast.maria, by, value=value, at=at)
        amend(Feedback.objects.filter(pk=note.pk), tone=tone)
    make_feedback(cast.maria, cast.peer, value="SERVICE", at=NOON)

    found = gather(actor(cast.acting_superior), [asked(cast)], TODAY, quotes=2)[0]

    service = next(v for v in found.evidence.values if v.code == "SERVICE")
    assert (service.good, service.better, service.plain) == (1, 1, 0)
    assert (found.evidence.notes, found.evidence.givers) == (3, 2)
    assert len(found.quotes) == 2
    assert {quote.tone for quote in found.quotes} == {"GOOD", "BETTER"}


def test_days_of_attendance_are_summed_where_they_are_known(cast: Cast) -> None:
    assert of(cast).attendance is None
    for number, (status, late) in enumerate([("FULL", 0), ("FULL", 12), ("OPEN", 0), ("OFF", 0)]):
        Day.objects.create(
            employee_id=cast.maria.pk,
            day=START + timedelta(number),
            status=status,
            late_minutes=late,
            closes_at=NOON,
            reasons=[],
            rule_version=1,
            derived_at=NOON,
            zone="Asia/Jayapura",
        )

    seen = of(cast).attendance

    assert seen == rules.AttendanceEvidence(owed=3, present=2, late=1, unexplained=1)


def test_the_forecast_of_the_last_day_is_the_final_one_byte_for_byte(cast: Cast) -> None:
    agreed = make_agreed(cast.maria, ["Data valid", "Pendampingan"], target=12)
    for number, indicator in enumerate(agreed.indicators):
        day = START + timedelta(20 * number)
        make_report(cast.maria, indicator, on=day, quantity=13, status="APPROVED")
    sheet = make_sheet(cast.maria, make_period())
    make_self(sheet)
    last_day = of(cast, LAST)
    by = actor(cast.acting_superior)
    draft = RatingDraft(result="AS", behaviour="AS")
    services.save_rating(sheet.pk, draft, by=by, at=NOON)

    rating = services.publish_rating(sheet.pk, by=by, at=NOON)

    kept = rules.from_json(rating.evidence)
    assert rules.as_bytes(kept) == rules.as_bytes(last_day)
    expected = forecast(last_day, TABLE)
    assert (rating.forecast["result"], rating.forecast["grade"]) == (
        *(expected.result,),
        expected.grade,
    )
    assert rating.forecast["why"] == list(expected.why)


def test_what_a_talk_adds_is_the_same_bytes_for_both_readers(cast: Cast) -> None:
    """The person's link to the own page is shown and not kept."""
    make_talk(cast.maria, status="DONE", on=LAST)
    sheet = make_sheet(cast.maria, make_period())
    make_self(sheet)
    by = actor(cast.acting_superior)

    (own,) = gather(actor(cast.maria, on=LAST), [asked(cast)], LAST)
    services.save_rating(sheet.pk, RatingDraft(result="AS", behaviour="AS"), by=by, at=NOON)
    rating = services.publish_rating(sheet.pk, by=by, at=NOON)

    assert [bool(item.url) for item in (*own.evidence.more, *of(cast).more)] == [True, False]
    assert rules.as_bytes(rules.from_json(rating.evidence)) == rules.as_bytes(own.evidence)
    with_link = {**rating.evidence, "more": [[*rating.evidence["more"][0], "/pembinaan/"]]}
    assert rules.from_json(with_link) == of(cast), "as it was kept before"


@given(
    targets=st.lists(st.integers(0, 40), min_size=1, max_size=3),
    unit=st.sampled_from(["sekolah", "persen", ""]),
    lower=st.booleans(),
    reports=st.lists(
        st.tuples(st.integers(0, 2), st.integers(-20, 130), st.integers(0, 60)), max_size=10
    ),
    agreed_after=st.integers(-30, 50),
)
@settings(max_examples=25)
def test_whatever_was_agreed_and_reported_the_last_day_forecasts_the_final_result(
    cast: Cast,
    targets: list[int],
    unit: str,
    *,
    lower: bool,
    reports: list[tuple[int, int, int]],
    agreed_after: int,
) -> None:
    """The last day, any day afterwards and what is published: the same bytes."""
    with transaction.atomic():
        texts = [f"Hasil {number}" for number in range(len(targets))]
        agreed = make_agreed(cast.maria, texts, unit=unit, lower_is_better=lower)
        Revision.objects.update(decided_at=clock.at_noon(LAST) + timedelta(agreed_after))
        for indicator, target in zip(agreed.indicators, targets, strict=True):
            Indicator.objects.filter(pk=indicator.pk).update(target_q2=1, target_q3=target)
        for place, day, quantity in reports:
            indicator = agreed.indicators[place % len(targets)]
            done = quantity if unit else None
            on = START + timedelta(day)
            make_report(cast.maria, indicator, on=on, quantity=done, status="APPROVED")
        sheet = make_sheet(cast.maria, make_period())
        make_self(sheet)
        by = actor(cast.acting_superior)
        services.save_rating(sheet.pk, RatingDraft(result="AS", behaviour="AS"), by=by, at=NOON)

        days = [rules.as_bytes(of(cast, LAST + timedelta(number))) for number in (0, 1, 54)]
        rating = services.publish_rating(sheet.pk, by=by, at=NOON)

        assert len({*days, rules.as_bytes(rules.from_json(rating.evidence))}) == 1
        expected = forecast(of(cast, LAST), TABLE)
        assert rating.forecast["grade"] == expected.grade
        assert rating.forecast["why"] == list(expected.why)
        transaction.set_rollback(True)


def test_the_way_through_the_period_is_told_by_weeks(cast: Cast) -> None:
    agreed = make_agreed(cast.maria, ["Data valid"], target=12)
    make_report(cast.maria, agreed.indicators[0], on=START, quantity=3, status="APPROVED")
    make_report(cast.maria, agreed.indicators[0], on=LAST, quantity=9, status="APPROVED")

    weeks = gather(actor(cast.acting_superior), [asked(cast)], TODAY)[0].weeks

    assert weeks[0].done_pct == Decimal(25)
    assert [weeks[-1].done_pct, weeks[-1].planned_pct] == [Decimal(100), Decimal(100)]
    assert [week.done_pct for week in weeks] == sorted(week.done_pct for week in weeks)


@pytest.mark.parametrize("people", [1, 5])
def test_many_people_cost_as_little_as_one(cast: Cast, people: int) -> None:
    spans = [Asked(cast.maria.pk, START, END)]
    spans += [Asked(person.pk, START, END) for person in (cast.peer, cast.ended)]
    spans += [Asked(person.pk, START, END) for person in (cast.superior, cast.acting_superior)]

    by = actor(cast.acting_superior)

    with CaptureQueriesContext(connection) as caught:
        found = gather(by, spans[:people], TODAY)

    assert len(found) == people
    assert len(caught) == 10, "three of them are settings, which a request has read already"


def test_nobody_asked_is_nothing(cast: Cast) -> None:
    assert gather(actor(cast.acting_superior), [], TODAY) == []
