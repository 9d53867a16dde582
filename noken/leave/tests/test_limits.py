"""What may be asked for: one line a limit, on both sides of it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.core.values import Span
from noken.leave.rules import flow, kinds
from noken.leave.rules.balance import Balance
from noken.leave.rules.limits import (
    Asked,
    Person,
    Setting,
    hints_for,
    needs_letter,
    needs_state_doctor,
    why_not_askable,
    why_not_covered,
)
from noken.regulations import loader
from tests.world import TODAY
from tests.world_leave import MONDAY

LAW = {name: Setting(value.value, value.mark) for name, value in loader.leave_values().items()}
PNS = Person("PNS", date(2010, 1, 1))
ANNUAL = Asked("ANNUAL", "", MONDAY, MONDAY + timedelta(3), "FULL", 0, "Keluarga", 3)


def asked(kind: str, days: int, **fields: Any) -> Asked:
    detail = next(iter(kinds.DETAILS.get(kind, {})), "")
    found = replace(ANNUAL, kind=kind, detail=detail, end_on=MONDAY + timedelta(days))
    return replace(found, **fields)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (ANNUAL, None),
        (replace(ANNUAL, end_on=MONDAY), "leave.ends_before_start"),
        (replace(ANNUAL, start_on=TODAY), None),
        (replace(ANNUAL, start_on=TODAY - timedelta(1)), "leave.in_the_past"),
        (asked("SICK", 3, start_on=TODAY - timedelta(90)), None),
        (asked("SICK", 3, start_on=TODAY - timedelta(91)), "leave.too_old"),
        (
            replace(ANNUAL, start_on=TODAY + timedelta(401), end_on=TODAY + timedelta(402)),
            "leave.too_far",
        ),
        (replace(ANNUAL, workdays=0), "leave.no_workday"),
        (asked("SICK", 2, workdays=0), None),
        (replace(ANNUAL, portion="MORNING"), "leave.whole_days"),
        (asked("FLEX_PLACE", 1, portion="MORNING"), None),
        (replace(ANNUAL, reason=" "), "leave.no_reason"),
        (asked("SICK", 1, reason=""), None),
        (replace(ANNUAL, reason="x" * 501), "leave.too_long"),
        (asked("SICK", 2, detail="FLU"), "leave.no_detail"),
        (asked("SICK", 45, detail="MISCARRIAGE"), None),
        (asked("SICK", 46, detail="MISCARRIAGE"), "leave.too_many_days"),
        (asked("SICK", 200), None),
        (asked("MATERNITY", 91), None),
        (asked("MATERNITY", 92), "leave.too_many_days"),
        (asked("LONG", 91), None),
        (asked("LONG", 92), "leave.too_many_days"),
        (replace(ANNUAL, extra_days=1), "leave.no_extra_days"),
        # Numbers nobody has signed off stop nobody.
        (asked("IMPORTANT", 60), None),
        (asked("UNPAID", 1400), None),
    ],
)
def test_what_may_be_asked(wanted: Asked, code: str | None) -> None:
    found = why_not_askable(wanted, PNS, TODAY, LAW)

    assert (found.code if found else None) == code


def test_long_leave_needs_five_years_but_for_the_first_hajj() -> None:
    young = Person("PNS", date(2022, 1, 1))

    found = why_not_askable(asked("LONG", 30, detail="OTHER"), young, TODAY, LAW)

    assert found
    assert found.code == "leave.too_early_in_service"
    assert why_not_askable(asked("LONG", 30, detail="HAJJ"), young, TODAY, LAW) is None
    assert why_not_askable(asked("LONG", 30, detail="OTHER"), PNS, TODAY, LAW) is None


def test_a_number_that_is_signed_off_stops_who_asks_for_more() -> None:
    signed = {**LAW, "IMPORTANT_MONTHS": Setting(1, "C", settled=True)}

    found = why_not_askable(asked("IMPORTANT", 31), PNS, TODAY, signed)

    assert found
    assert found.code == "leave.too_many_days"
    assert not hints_for(asked("IMPORTANT", 31), signed, {})


def test_a_number_that_is_not_is_told_to_who_decides() -> None:
    assert hints_for(asked("IMPORTANT", 31), LAW, {})
    assert not hints_for(asked("IMPORTANT", 30), LAW, {})
    assert hints_for(asked("UNPAID", 1200), LAW, {})


def test_days_of_travel_where_they_are_settled() -> None:
    remote = {**LAW, "REMOTE_DAYS": Setting(12, "C", settled=True)}
    week = replace(ANNUAL, end_on=MONDAY + timedelta(20))

    assert why_not_askable(replace(week, extra_days=12), PNS, TODAY, remote) is None
    found = why_not_askable(replace(week, extra_days=13), PNS, TODAY, remote)
    assert found
    assert found.code == "leave.no_extra_days"
    assert why_not_askable(replace(ANNUAL, extra_days=3), PNS, TODAY, remote) is not None


def test_half_a_day_of_leave_where_it_is_settled() -> None:
    allowed = {**LAW, "HALF_DAY_LEAVE": Setting(1, "C", settled=True)}

    assert why_not_askable(replace(ANNUAL, portion="MORNING"), PNS, TODAY, allowed) is None
    assert why_not_askable(asked("IMPORTANT", 1, portion="MORNING"), PNS, TODAY, allowed)


def test_letters_of_a_doctor() -> None:
    assert not needs_letter(1, LAW)
    assert needs_letter(2, LAW)
    assert not needs_state_doctor(14, LAW)
    assert needs_state_doctor(15, LAW)


def balance(left: int, from_on: date | None = date(2011, 1, 1)) -> Balance:
    d = Decimal(left)
    return Balance(2026, d, Decimal(0), d, Decimal(0), Decimal(0), d, from_on)


@pytest.mark.parametrize(
    ("found", "days", "code"),
    [
        (balance(3), 3, None),
        (balance(2), 3, "leave.not_enough"),
        (balance(12, date(2027, 1, 1)), 3, "leave.too_early_in_service"),
        (balance(12, None), 3, "leave.service_unknown"),
    ],
)
def test_what_is_left_covers_it(found: Balance, days: int, code: str | None) -> None:
    why = why_not_covered({2026: found}, {2026: Decimal(days)}, MONDAY)

    assert (why.code if why else None) == code


@pytest.mark.parametrize(
    ("kind", "employee", "code"),
    [
        ("ANNUAL", "PPPK", None),
        ("SICK", "PPPK_PART_TIME", None),
        ("MATERNITY", "PPPK", None),
        ("LONG", "PPPK", "leave.not_for_pppk"),
        ("UNPAID", "PPPK", "leave.not_for_pppk"),
        ("IMPORTANT", "PPPK_PART_TIME", "leave.not_for_pppk"),
        ("LONG", "PNS", None),
        ("ANNUAL", "CPNS", None),
        ("ANNUAL", "OFFICIAL", "leave.not_for_officials"),
    ],
)
def test_who_has_which_leave(kind: str, employee: str, code: str | None) -> None:
    law = loader.leave_kinds()[kind]

    why = kinds.why_not_for(employee, pns=law.pns, pppk=law.pppk)

    assert (why.code if why else None) == code


def test_a_kind_that_is_not_for_pns() -> None:
    why = kinds.why_not_for("PNS", pns=False, pppk=True)

    assert why
    assert why.code == "leave.not_for_pns"


def test_every_kind_has_words_and_sick_says_no_more() -> None:
    for code in (*kinds.REQUESTABLE, kinds.DUTY, kinds.TRAINING):
        assert kinds.label_of(code)
        assert kinds.plain_label_of(code)
        assert kinds.family_of(code)
    assert kinds.label_of("SICK") == "sakit"
    assert kinds.plain_label_of("SICK") == kinds.plain_label_of("ANNUAL") == "cuti"


spans = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(
    lambda pair: Span(MONDAY + timedelta(pair[0]), MONDAY + timedelta(sum(pair)))
)
portions = st.sampled_from(["FULL", "MORNING", "AFTERNOON"])


def _halves(span: Span, portion: str) -> set[tuple[date, int]]:
    halves = {"FULL": (1, 2), "MORNING": (1,), "AFTERNOON": (2,)}[portion]
    assert span.end
    days = (span.start + timedelta(n) for n in range((span.end - span.start).days))
    return {(day, half) for day in days for half in halves}


@given(spans, portions, spans, portions)
def test_absences_overlap_when_they_share_half_a_day(
    one: Span, portion: str, other: Span, other_portion: str
) -> None:
    shared = bool(_halves(one, portion) & _halves(other, other_portion))

    assert kinds.overlaps(one, portion, other, other_portion) is shared
    assert kinds.overlaps(other, other_portion, one, portion) is shared


@pytest.mark.parametrize(
    ("superior", "official", "status"),
    [(1, 2, "SUBMITTED"), (1, 1, "ADVISED"), (None, 2, "ADVISED"), (1, None, "SUBMITTED")],
)
def test_where_a_request_begins(superior: int | None, official: int | None, status: str) -> None:
    assert flow.first_status(superior, official) == status


@pytest.mark.parametrize(
    ("days_ago", "starts_in", "may"),
    [(0, 10, False), (4, 10, False), (5, 10, True), (0, 3, True), (0, 4, False), (0, -2, True)],
)
def test_nobody_waits_for_ever_for_advice(days_ago: int, starts_in: int, may: bool) -> None:
    sent, start = TODAY - timedelta(days_ago), TODAY + timedelta(starts_in)

    assert flow.may_decide_without_advice(sent, TODAY, start_on=start) is may


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (MONDAY, "leave.not_begun_then"),
        (MONDAY + timedelta(1), "leave.in_the_past"),
        (MONDAY + timedelta(2), None),
        (MONDAY + timedelta(3), "leave.not_earlier"),
    ],
)
def test_ending_earlier(on: date, code: str | None) -> None:
    end, earliest = MONDAY + timedelta(3), MONDAY + timedelta(2)

    why = flow.why_not_ended(MONDAY, end, on, earliest=earliest)

    assert (why.code if why else None) == code


def test_leave_that_goes_on_from_another_is_measured_with_it() -> None:
    wanted = asked("LONG", 60)
    before = (MONDAY - timedelta(40), MONDAY + timedelta(60))

    alone = why_not_askable(wanted, PNS, TODAY, LAW)
    joined = why_not_askable(replace(wanted, unbroken=before), PNS, TODAY, LAW)

    assert alone is None
    assert joined is not None
    assert joined.code == "leave.too_many_days"
    assert "bersambung" in joined.text


def test_long_leave_after_annual_leave_of_the_year_is_told_to_who_decides() -> None:
    used = {MONDAY.year: Decimal(5)}

    assert hints_for(asked("LONG", 30), LAW, used)
    assert not hints_for(asked("LONG", 30), LAW, {MONDAY.year - 1: Decimal(5)})
    assert not hints_for(asked("UNPAID", 30), LAW, used)
