"""Rules of work: tables of boundaries, and what must always hold."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.core.values import Span
from noken.work.rules import filing, habits, review, standing
from noken.work.rules.duties import (
    Deadlines,
    DutyTerm,
    Stitch,
    deadline_on,
    duty_for,
    is_late,
    is_owed,
    stitch,
    streak,
)
from noken.work.rules.filing import Sent, why_not_filable
from noken.work.rules.habits import Seen, needs_look
from noken.work.rules.review import ReviewTerms
from noken.work.rules.standing import Row, Tone

TUESDAY = date(2026, 11, 24)
DAY = timedelta(1)
NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)


class Weekdays:
    """Monday to Friday, less the given days."""

    def __init__(self, *off: date) -> None:
        self._off = off

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self._off


def terms(*disrupted: date, grace: int = 1, off: tuple[date, ...] = ()) -> Deadlines:
    return Deadlines(Weekdays(*off), frozenset(disrupted), grace)


def term(family: str, kind: str, *, owed: bool = True, start: date = TUESDAY) -> DutyTerm:
    return DutyTerm(family, kind, owed, 1, "surat", "C", Span(start))


# --- duties ---


@pytest.mark.parametrize(
    ("family", "kind", "expected"),
    [
        ("TEACHER", "PNS", ("TEACHER", "PNS")),
        ("TEACHER", "PPPK", ("TEACHER", "")),
        ("GENERAL", "PNS", ("", "PNS")),
        ("GENERAL", "PPPK", ("", "")),
    ],
)
def test_the_most_specific_duty_wins(family: str, kind: str, expected: tuple[str, str]) -> None:
    duties = [term("", ""), term("", "PNS"), term("TEACHER", ""), term("TEACHER", "PNS")]

    found = duty_for(duties, family, kind, TUESDAY)

    assert found is not None
    assert (found.family, found.kind) == expected


def test_a_duty_that_has_not_begun_is_none() -> None:
    assert duty_for([term("", "")], "GENERAL", "PNS", TUESDAY - DAY) is None
    assert not is_owed(None, TUESDAY, Weekdays())
    assert is_owed(term("", ""), TUESDAY, Weekdays())
    assert not is_owed(term("", "", owed=False), TUESDAY, Weekdays())
    assert not is_owed(term("", ""), TUESDAY, Weekdays(TUESDAY))


@pytest.mark.parametrize(
    ("work_on", "given_terms", "expected"),
    [
        (TUESDAY, terms(grace=0), TUESDAY),
        (TUESDAY, terms(grace=1), TUESDAY + DAY),
        (date(2026, 11, 27), terms(grace=1), date(2026, 11, 30)),  # Friday to Monday
        (date(2026, 11, 28), terms(grace=0), date(2026, 11, 30)),  # work on a Saturday
        (TUESDAY, terms(TUESDAY, grace=0), TUESDAY + DAY),  # outage on the day itself
        (TUESDAY, terms(TUESDAY + DAY, grace=1), TUESDAY + 2 * DAY),  # outage on the last day
        (TUESDAY, terms(grace=1, off=(TUESDAY + DAY,)), TUESDAY + 2 * DAY),  # holiday
    ],
)
def test_the_last_day_in_time(work_on: date, given_terms: Deadlines, expected: date) -> None:
    assert deadline_on(work_on, given_terms) == expected
    assert not is_late(work_on, expected, given_terms)
    assert is_late(work_on, expected + DAY, given_terms)


def test_a_calendar_without_workdays_ends_the_search() -> None:
    class Never:
        def is_workday(self, day: date) -> bool:  # noqa: ARG002 (the protocol's)
            return False

    assert deadline_on(TUESDAY, Deadlines(Never(), ())) == TUESDAY + timedelta(366)


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
outages = st.frozensets(days, max_size=40)


@given(days, outages, outages, st.integers(0, 5))
def test_more_outages_never_shorten_a_deadline(
    work_on: date, some: frozenset[date], more: frozenset[date], grace: int
) -> None:
    fewer = Deadlines(Weekdays(), some, grace)
    longer = Deadlines(Weekdays(), some | more, grace)

    assert deadline_on(work_on, fewer) <= deadline_on(work_on, longer)


@given(days, st.integers(0, 30), st.integers(0, 5))
def test_a_report_of_the_same_day_is_never_late(work_on: date, later: int, grace: int) -> None:
    held = terms(grace=grace)

    assert not is_late(work_on, work_on, held)
    assert is_late(work_on, work_on + timedelta(later), held) <= is_late(
        work_on, work_on + timedelta(later + 1), held
    )


@pytest.mark.parametrize(
    ("received", "owed", "today", "expected"),
    [
        (TUESDAY, True, TUESDAY, Stitch.FULL),
        (TUESDAY + DAY, True, TUESDAY + DAY, Stitch.FULL),
        (TUESDAY + 2 * DAY, True, TUESDAY + 2 * DAY, Stitch.LATE),
        (TUESDAY, False, TUESDAY, Stitch.FULL),
        (None, False, TUESDAY, Stitch.NONE),
        (None, True, TUESDAY, Stitch.WAITING),
        (None, True, TUESDAY + DAY, Stitch.WAITING),
        (None, True, TUESDAY + 2 * DAY, Stitch.EMPTY),
    ],
)
def test_how_a_day_stands(received: date | None, owed: bool, today: date, expected: Stitch) -> None:
    assert stitch(TUESDAY, received, terms(), owed=owed, today=today) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [("", 0), ("FFF", 3), ("FEF", 1), ("FLW", 2), ("FNFN", 2), ("EW", 0), ("FFE", 0)],
)
def test_days_in_a_row(row: str, expected: int) -> None:
    letters = {state.value[0]: state for state in Stitch}

    assert streak([letters[letter] for letter in row]) == expected


# --- filing ---

GOOD = Sent(today=TUESDAY, work_on=TUESDAY, title="Rapat")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"work_on": TUESDAY + DAY}, "report.future"),
        ({"work_on": TUESDAY - 60 * DAY}, None),
        ({"work_on": TUESDAY - 61 * DAY}, "report.too_old"),
        ({"late": True, "late_reason": "  "}, "report.no_reason"),
        ({"late": True, "late_reason": "Sakit"}, None),
        ({"title": " "}, "report.no_title"),
        ({"title": "", "has_indicator": True, "quantity": Decimal(0)}, None),
        ({"has_indicator": True}, "report.no_quantity"),
        ({"has_indicator": True, "is_counted": False}, None),
        ({"quantity": Decimal(-1)}, "report.bad_quantity"),
        ({"quantity": Decimal("NaN")}, "report.bad_quantity"),
        ({"quantity": Decimal("Infinity")}, "report.bad_quantity"),
        ({"quantity": Decimal("9999999999.99")}, None),
        ({"quantity": Decimal(10**10)}, "report.bad_quantity"),
        ({"quantity": Decimal("0.005")}, "report.bad_quantity"),
        ({"title": "a" * 300}, None),
        ({"title": "a" * 301}, "report.too_long"),
        ({"note": "a" * 4001}, "report.too_long"),
        ({"late_reason": "a" * 301}, "report.too_long"),
        ({"places": ["a" * 81]}, "report.too_long"),
        ({"places": ["a"] * 13}, "report.too_many_places"),
        ({"file_count": 5}, None),
        ({"file_count": 6}, "report.too_many_files"),
    ],
)
def test_why_a_report_cannot_be_filed(changed: dict[str, object], code: str | None) -> None:
    values = {name: getattr(GOOD, name) for name in GOOD.__slots__}
    why = why_not_filable(Sent(**{**values, **changed}))

    assert (why.code if why else None) == code
    assert why is None or why.text.endswith(".")


def test_how_far_back_is_a_parameter() -> None:
    sent = Sent(today=TUESDAY, work_on=TUESDAY - 3 * DAY, title="Rapat")

    assert why_not_filable(sent, oldest_days=3) is None
    assert why_not_filable(sent, oldest_days=2) is not None


@pytest.mark.parametrize(("seconds", "free"), [(0, True), (12, True), (12.1, False)])
def test_urungkan_holds_for_eight_seconds_and_four_for_the_network(
    seconds: float, free: bool
) -> None:
    why = filing.why_not_withdrawable(NOON, NOON + timedelta(seconds=seconds))

    assert (why is None) is free


@pytest.mark.parametrize(("days_later", "free"), [(0, True), (7, True), (8, False)])
def test_a_decision_can_be_taken_back_for_a_week(days_later: int, free: bool) -> None:
    why = filing.why_not_reopenable(NOON, NOON + timedelta(days_later))

    assert (why is None) is free


@pytest.mark.parametrize(
    ("text", "code"),
    [("Bagus", None), (" ", "feedback.empty"), ("a" * 2001, "feedback.too_long")],
)
def test_a_note_says_something_and_not_too_much(text: str, code: str | None) -> None:
    why = filing.why_not_said(text)

    assert (why.code if why else None) == code


# --- habits ---


@pytest.mark.parametrize(
    ("quantities", "expected"),
    [([], None), ([2], 2), ([2, 3], 2), ([9, 2, 3], 3), ([1] * 10 + [50] * 50, 1)],
)
def test_the_usual_count(quantities: list[int], expected: int | None) -> None:
    found = habits.habit_of([Decimal(quantity) for quantity in quantities])

    assert found == (None if expected is None else Decimal(expected))


@given(st.lists(st.decimals(0, 1000, places=2), min_size=1))
def test_the_usual_count_really_occurred_lately(quantities: list[Decimal]) -> None:
    assert habits.habit_of(quantities) in quantities[:10]


def test_usual_places_are_the_most_frequent_then_the_newest() -> None:
    recent = [["Wosi"], ["Amban", "Prafi"], ["Amban"], ["Masni"]]

    assert habits.usual_places(recent) == ("Amban", "Wosi", "Prafi", "Masni")
    assert habits.usual_places(recent, at_most=1) == ("Amban",)


@pytest.mark.parametrize(
    ("seen", "count"),
    [
        (Seen(), 0),
        (Seen(quantity=Decimal(6), habit=Decimal(2)), 0),
        (Seen(quantity=Decimal(7), habit=Decimal(2)), 1),
        (Seen(quantity=Decimal(7), habit=Decimal(0)), 0),
        (Seen(quantity=None, habit=Decimal(2)), 0),
        (Seen(evidence_share=Decimal("0.6")), 1),
        (Seen(evidence_share=Decimal("0.59")), 0),
        (Seen(evidence_share=Decimal(1), has_evidence=True), 0),
        (Seen(is_late=True, is_correction=True, same_text_on=TUESDAY), 3),
    ],
)
def test_what_deserves_a_look(seen: Seen, count: int) -> None:
    reasons = needs_look(seen)

    assert len(reasons) == count
    assert all(reason.endswith(".") for reason in reasons)


@pytest.mark.parametrize(
    ("earlier", "expected"), [([True, True], None), ([True, True, False, False], Decimal("0.5"))]
)
def test_the_share_with_evidence_needs_three(earlier: list[bool], expected: Decimal | None) -> None:
    assert habits.evidence_share(earlier) == expected


def test_short_notes_are_not_compared_and_spacing_does_not_matter() -> None:
    assert habits.comparable_text("Selesai") == ""
    one = habits.comparable_text("Verifikasi  Dapodik\nSD Inpres 28")
    assert one == habits.comparable_text("verifikasi dapodik sd inpres 28 ") != ""


# --- standing ---


def test_progress_counts_what_stands() -> None:
    rows = [
        Row(Decimal(3), "APPROVED", TUESDAY, Decimal(1)),
        Row(Decimal(4), "COUNTED", TUESDAY + DAY, Decimal(2), 2),
        Row(Decimal(5), "WAITING", TUESDAY + 2 * DAY, Decimal(5)),
        Row(Decimal(99), "RETURNED", TUESDAY + 2 * DAY, Decimal(9)),
    ]

    found = standing.progress_from(rows)

    assert (found.done, found.latest, found.unreviewed) == (Decimal(7), Decimal(2), 2)
    assert (found.waiting, found.awaited) == (1, Decimal(5))
    assert found.last_on == TUESDAY + DAY
    assert standing.progress_from([]) == standing.Sum()


@given(
    st.lists(
        st.builds(
            Row,
            st.decimals(0, 100, places=2),
            st.sampled_from(["WAITING", "COUNTED", "APPROVED", "RETURNED", "CORRECTED"]),
            days,
            st.decimals(0, 100, places=2),
        )
    )
)
def test_a_superior_who_lets_reports_wait_takes_nothing_away(rows: list[Row]) -> None:
    found = standing.progress_from(rows)
    silent = [
        replace(row, standing="COUNTED") if row.standing == "APPROVED" else row for row in rows
    ]

    assert standing.progress_from(silent).done == found.done
    assert found.done == standing.progress_from(rows[::-1]).done


def test_the_mean_is_plain_and_capped() -> None:
    assert standing.mean_pct([]) is None
    assert standing.mean_pct([Decimal(50), Decimal(300)]) == Decimal(75)


@pytest.mark.parametrize(
    ("tones", "expected"),
    [
        ([], Tone.ON),
        ([Tone.DONE], Tone.DONE),
        ([Tone.DONE, Tone.ON], Tone.ON),
        ([Tone.BEHIND, Tone.FAR, Tone.DONE], Tone.FAR),
    ],
)
def test_the_furthest_behind_speaks_for_all(tones: list[Tone], expected: Tone) -> None:
    assert standing.worst(tones) is expected


# --- the time to review ---


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (TUESDAY, TUESDAY - 7 * DAY),
        (TUESDAY + 4 * DAY, TUESDAY - 4 * DAY),
        (TUESDAY + 5 * DAY, TUESDAY - 4 * DAY),
        (TUESDAY + 6 * DAY, TUESDAY - DAY),
    ],
    ids=["a workday", "saturday", "sunday", "monday"],
)
def test_a_report_counts_on_the_sixth_workday_after_it_came(on: date, first: date) -> None:
    assert review.first_fresh(Weekdays(), on, ReviewTerms().count_workdays) == first
