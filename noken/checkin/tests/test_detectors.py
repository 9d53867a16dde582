"""What is asked about patterns: what an examiner left open, of each person, and never a machine."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from noken.attendance.models import Site
from noken.checkin.models import Claim, Examination
from noken.checkin.queries import found_between
from noken.checkin.rules.patterns import LAWFUL, TITLES, Pattern
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from tests.cast import Cast
from tests.detecting import assert_as_stated, seen
from tests.world import NOON
from tests.world_attendance import make_punch, make_recorder, make_site
from tests.world_checkin import make_claim, make_phone

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
EXAMINED = NOON - 7 * DAY
BACK = 8
"""Days before noon on which what is examined was seen."""


def examine(
    cast: Cast,
    pattern: Pattern,
    key: str,
    *,
    finding: str = "OPEN",
    at: datetime = EXAMINED,
) -> Examination:
    return Examination.objects.create(
        pattern=pattern, key=key, finding=finding, by=cast.inspectorate, at=at
    )


def key_of(pattern: Pattern) -> str:
    end = EXAMINED + timedelta(seconds=1)
    found = found_between(EXAMINED - 60 * DAY, end)
    return next(each.key for each in found if each.pattern is pattern)


def same_point(person: Employee, site: Site) -> str:
    for back in range(3):
        make_claim(person, site, NOON - (BACK + back) * DAY, accuracy_m=9 + back)
    return key_of(Pattern.SAME_POINT)


def lent_phone(person: Employee, other: Employee, site: Site) -> str:
    phone = make_phone(person).phone
    make_claim(other, site, NOON - BACK * DAY, way=Claim.Way.TYPED, phone=phone)
    return key_of(Pattern.PHONE)


def test_a_pattern_left_open_is_asked_with_its_sentence_and_lawful_reasons(
    cast: Cast, site: Site
) -> None:
    row = examine(cast, Pattern.SAME_POINT, key := same_point(cast.maria, site))

    (hit,) = seen("PRS-01")

    day = EXAMINED.date()
    expected = (cast.maria.pk, f"pola-{row.pk}", f"SAME_POINT-{key}", day, Decimal(1))
    assert hit[:5] == expected
    assert hit.facts == {
        "pattern": TITLES[Pattern.SAME_POINT],
        "seen": "Titik yang sama sampai enam desimal pada 3 hari.",
        "lawful": list(LAWFUL[Pattern.SAME_POINT]),
    }


def test_what_concerns_two_is_asked_of_both_and_names_neither_to_the_other(
    cast: Cast, site: Site
) -> None:
    examine(cast, Pattern.PHONE, lent_phone(cast.maria, cast.peer, site))

    hits = seen("PRS-01")

    assert {hit.employee_id for hit in hits} == {cast.maria.pk, cast.peer.pk}
    assert not any(cast.maria.name in str(hit.facts) for hit in hits)


def test_the_examiner_has_some_workdays_to_think_again(cast: Cast, site: Site) -> None:
    examine(cast, Pattern.SAME_POINT, same_point(cast.maria, site), at=NOON - 3 * DAY)

    assert not seen("PRS-01")
    assert len(seen("PRS-01", open_workdays=1)) == 1


def test_a_sentence_that_can_no_longer_be_said_is_left_out(cast: Cast) -> None:
    examine(cast, Pattern.FROZEN, f"{cast.maria.pk}-202610")

    (hit,) = seen("PRS-01")

    assert hit.facts["seen"] == ""


def test_who_moved_too_fast_is_known_by_the_record(cast: Cast, site: Site) -> None:
    claim = make_claim(cast.maria, site, NOON - BACK * DAY)
    examine(cast, Pattern.SPEED, str(claim.pk))
    examine(cast, Pattern.SPEED, str(uuid7(NOON)))

    assert [hit.employee_id for hit in seen("PRS-01")] == [cast.maria.pk]


def roll_call(cast: Cast, site: Site) -> None:
    """A machine that writes four people in one second is nobody's doing."""
    recorder = make_recorder(site)
    for back in range(3):
        moment = datetime.fromisoformat("2026-11-16T07:15:00") - back * DAY
        for person in (cast.maria, cast.peer, cast.superior, cast.admin_opd):
            make_punch(person, recorder, moment)
    examine(cast, Pattern.RUN, key_of(Pattern.RUN))


def examined_as(finding: str) -> Callable[[Cast, Site], None]:
    def plant(cast: Cast, site: Site) -> None:
        key = same_point(cast.personnel, site)
        examine(cast, Pattern.SAME_POINT, key, finding=finding)

    return plant


def spouses(cast: Cast, site: Site) -> None:
    """One phone for two, which the examiner found lawful."""
    key = lent_phone(cast.leader, cast.admin_other, site)
    examine(cast, Pattern.PHONE, key, finding="LAWFUL")


def unexamined(cast: Cast, site: Site) -> None:
    same_point(cast.higher_superior, site)


LOOKALIKES = (
    roll_call,
    spouses,
    unexamined,
    examined_as("LAWFUL"),
)


def test_the_card_states_what_is_measured(cast: Cast, site: Site) -> None:
    other = make_site(cast.agency, "Pustu")
    for look_alike in LOOKALIKES:
        look_alike(cast, site)
    planted = set()
    for person, office in ((cast.maria, site), (cast.peer, other)):
        make_claim(person, office, NOON - BACK * DAY)
        key = f"{person.pk}-{EXAMINED:%Y%m%d}"
        examine(cast, Pattern.TWO_PLACES, key)
        planted.add((person.pk, f"TWO_PLACES-{key}"))

    assert_as_stated("PRS-01", planted)
