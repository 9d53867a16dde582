"""Who answers for whom, case by case."""

from dataclasses import replace
from typing import Any

import pytest

from noken.organization.rules.reporting import Line, circles, reporting_lines
from noken.organization.rules.seats import (
    Absence,
    Facts,
    Override,
    ParentFact,
    Placement,
    Seat,
    Structure,
    UnitFact,
)
from noken.organization.tests.histories import ORIGIN, day


def _line(lines: dict[int, list[Line]], person: int) -> tuple[int | None, str, int | None]:
    (only,) = lines[person]
    return only.superior, only.basis, only.via


BUPATI, KADIS, KABID, STAFF, OTHER = 1, 2, 3, 4, 5
FROM = ORIGIN


def _instansi(**changes: Any) -> Facts:
    """Instansi 10 > dinas 20 > bidang 30, each with its head; STAFF works in the bidang."""
    facts = Facts(
        units=[UnitFact(10, True), UnitFact(20), UnitFact(30)],
        parents=[ParentFact(10, None, FROM), ParentFact(20, 10, FROM), ParentFact(30, 20, FROM)],
        head_posts=frozenset({10, 20, 30}),
        seats=[
            Seat(10, BUPATI, "DEFINITIVE", FROM),
            Seat(20, KADIS, "DEFINITIVE", FROM),
            Seat(30, KABID, "DEFINITIVE", FROM),
        ],
        placements=[
            Placement(BUPATI, 10, True, FROM),
            Placement(KADIS, 20, True, FROM),
            Placement(KABID, 30, True, FROM),
            Placement(STAFF, 30, False, FROM),
            Placement(OTHER, 30, False, FROM),
        ],
    )
    return replace(facts, **changes)


def _seats(*more: Seat, without: int = 0) -> list[Seat]:
    return [seat for seat in _instansi().seats if seat.employee != without] + list(more)


CASES = [
    ("staff answer to the head of the unit", STAFF, {}, (KABID, "STRUCTURE", 30)),
    ("a head answers to the head above", KABID, {}, (KADIS, "STRUCTURE", 20)),
    ("the head of the instansi is the top", BUPATI, {}, (None, "TOP", None)),
    (
        "a vacancy goes to the next superior",
        STAFF,
        {"seats": _seats(without=KABID)},
        (KADIS, "VACANCY", 20),
    ),
    (
        "a unit without a head's post is no vacancy",
        STAFF,
        {"seats": _seats(without=KABID), "head_posts": frozenset({10, 20})},
        (KADIS, "STRUCTURE", 20),
    ),
    (
        "a Plt fills the vacancy",
        STAFF,
        {"seats": _seats(Seat(30, OTHER, "PLT", FROM), without=KABID)},
        (OTHER, "ACTING", 30),
    ),
    (
        "a Plt answers to the next seat above",
        OTHER,
        {"seats": _seats(Seat(30, OTHER, "PLT", FROM), without=KABID)},
        (KADIS, "STRUCTURE", 20),
    ),
    (
        "a Plh goes before the holder",
        STAFF,
        {"seats": _seats(Seat(30, OTHER, "PLH", FROM))},
        (OTHER, "ACTING", 30),
    ),
    (
        "a Plh answers to the holder",
        OTHER,
        {"seats": _seats(Seat(30, OTHER, "PLH", FROM))},
        (KABID, "STRUCTURE", 30),
    ),
    (
        "the holder keeps the own superior while away",
        KABID,
        {"seats": _seats(Seat(30, OTHER, "PLH", FROM))},
        (KADIS, "STRUCTURE", 20),
    ),
    (
        "who heads two seats in a row is passed",
        KABID,
        {"seats": _seats(Seat(20, KABID, "PLT", FROM), without=KADIS)},
        (BUPATI, "STRUCTURE", 10),
    ),
    (
        "a head on unpaid leave leaves a vacancy",
        STAFF,
        {"absences": [Absence(KABID, FROM)]},
        (KADIS, "VACANCY", 20),
    ),
    (
        "an explicit superior goes first",
        STAFF,
        {"overrides": [Override(STAFF, OTHER, FROM)]},
        (OTHER, "OVERRIDE", None),
    ),
    (
        "an explicit superior who has retired does not",
        STAFF,
        {"overrides": [Override(STAFF, OTHER, FROM)], "absences": [Absence(OTHER, FROM)]},
        (KABID, "STRUCTURE", 30),
    ),
    (
        "nobody above is a gap",
        KADIS,
        {"seats": _seats(without=BUPATI)},
        (None, "GAP", None),
    ),
    (
        "who acts for the head of the instansi is the top",
        KADIS,
        {"seats": _seats(Seat(10, KADIS, "PLT", FROM), without=BUPATI)},
        (None, "TOP", None),
    ),
    (
        "a merged unit's people follow its successor",
        STAFF,
        {"units": [UnitFact(10, True), UnitFact(20), UnitFact(30, False, FROM, 20)]},
        (KADIS, "STRUCTURE", 20),
    ),
    (
        "so does its former head",
        KABID,
        {"units": [UnitFact(10, True), UnitFact(20), UnitFact(30, False, FROM, 20)]},
        (KADIS, "STRUCTURE", 20),
    ),
    (
        "a unit outside of the instansi is a gap",
        KABID,
        {"parents": [ParentFact(10, None, FROM), ParentFact(30, None, FROM)]},
        (None, "GAP", None),
    ),
]


@pytest.mark.parametrize(
    ("person", "changes", "expected"),
    [pytest.param(*case, id=name) for name, *case in CASES],
)
def test_the_table(
    person: int, changes: dict[str, Any], expected: tuple[int | None, str, int | None]
) -> None:
    assert _line(reporting_lines(_instansi(**changes)), person) == expected


def test_two_acting_heads_of_each_others_units_answer_to_the_seat_above() -> None:
    crossed = Facts(
        units=[UnitFact(1, True), *(UnitFact(unit) for unit in (2, 3, 20, 30))],
        parents=[
            ParentFact(1, None, FROM),
            ParentFact(2, 1, FROM),
            ParentFact(3, 1, FROM),
            ParentFact(20, 2, FROM),
            ParentFact(30, 3, FROM),
        ],
        head_posts=frozenset({1, 2, 3, 20, 30}),
        seats=[
            Seat(1, 100, "DEFINITIVE", FROM),
            Seat(20, 200, "DEFINITIVE", FROM),
            Seat(30, 300, "DEFINITIVE", FROM),
            Seat(3, 200, "PLT", FROM),
            Seat(2, 300, "PLT", FROM),
        ],
        placements=[
            Placement(100, 1, True, FROM),
            Placement(200, 20, True, FROM),
            Placement(300, 30, True, FROM),
        ],
    )

    lines = reporting_lines(crossed)

    assert _line(lines, 200) == (100, "STRUCTURE", 1)
    assert _line(lines, 300) == (100, "STRUCTURE", 1)


def test_a_chosen_circle_is_kept_and_named_with_its_days() -> None:
    facts = _instansi(overrides=[Override(KADIS, KABID, day(2), day(5))])

    (circle,) = circles(reporting_lines(facts))

    assert circle.members == (KADIS, KABID)
    assert (circle.start, circle.end, circle.is_chosen) == (day(2), day(5), True)


def test_below_a_unit_is_all_whose_way_up_ever_leads_through_it() -> None:
    facts = _instansi(
        units=[UnitFact(10, True), UnitFact(20), UnitFact(30, False, day(1), 20), UnitFact(40)],
        parents=[ParentFact(20, 10, FROM), ParentFact(30, 20, FROM), ParentFact(40, 99, FROM)],
    )

    assert Structure(facts).below([20]) == {20, 30}
    assert Structure(facts).below([10]) == {10, 20, 30}


def test_a_unit_nobody_knows_of_leads_nowhere() -> None:
    facts = _instansi(placements=[Placement(STAFF, 77, False, FROM)])

    assert _line(reporting_lines(facts), STAFF) == (None, "GAP", None)
