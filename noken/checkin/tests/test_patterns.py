"""Patterns: each is found, honest days make hardly any, and nothing follows from one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

import pytest

from noken.attendance.models import Punch, Site
from noken.audit.models import Entry
from noken.checkin import queries, services
from noken.checkin.models import Claim, Examination, Phone
from noken.checkin.queries import found_between
from noken.checkin.rules import patterns as rules
from noken.checkin.rules.patterns import Pattern
from noken.checkin.rules.places import Point
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor, new_employee
from tests.world_attendance import make_punch, make_recorder, make_site
from tests.world_checkin import OFFICE, make_claim, make_phone

START = NOON - timedelta(days=60)
END = NOON + timedelta(seconds=1)
DAY = timedelta(days=1)
HONEST_SHARE = 0.001


def found() -> list[tuple[Pattern, tuple[int, ...]]]:
    return [(each.pattern, each.person_ids) for each in found_between(START, END)]


def moved(east: str) -> tuple[Decimal, Decimal]:
    return OFFICE[0], OFFICE[1] + Decimal(east)


@pytest.mark.parametrize(("days", "seen"), [(2, 0), (3, 1)])
def test_the_same_six_decimals_on_three_days(cast: Cast, site: Site, days: int, seen: int) -> None:
    for back in range(days):
        make_claim(cast.maria, site, NOON - back * DAY, accuracy_m=9 + back)
        make_claim(cast.maria, site, NOON - back * DAY - timedelta(hours=5), accuracy_m=20 + back)

    assert found() == [(Pattern.SAME_POINT, (cast.maria.pk,))] * seen


def test_the_same_point_of_a_computer_on_a_desk_means_nothing(cast: Cast, site: Site) -> None:
    for back in range(9):
        make_claim(cast.maria, site, NOON - back * DAY, way=Claim.Way.TYPED)

    assert found() == []


def test_two_people_at_one_point_on_three_days(cast: Cast, site: Site) -> None:
    for back in range(3):
        point = moved(f"0.00{back}1")
        make_claim(cast.maria, site, NOON - back * DAY, point=point, accuracy_m=5 + back)
        make_claim(cast.peer, site, NOON - back * DAY, point=point, accuracy_m=7 + back)

    assert found() == [(Pattern.SHARED_POINT, tuple(sorted((cast.maria.pk, cast.peer.pk))))]


def test_an_accuracy_that_never_changes(cast: Cast, site: Site) -> None:
    for back in range(rules.FROZEN_CLAIMS):
        make_claim(cast.maria, site, NOON - back * DAY, point=moved(f"0.0001{back:02}"))

    assert found() == [(Pattern.FROZEN, (cast.maria.pk,))]


@pytest.mark.parametrize(("minutes", "seen"), [(10, 1), (60, 0)])
def test_faster_than_a_plane_is_looked_at(cast: Cast, site: Site, minutes: int, seen: int) -> None:
    make_claim(cast.maria, site, NOON - timedelta(minutes=minutes), point=moved("0.9"))
    make_claim(cast.maria, site, NOON)

    assert found() == [(Pattern.SPEED, (cast.maria.pk,))] * seen


def test_phones_hold_their_own_error_in_their_favour() -> None:
    near, far = Point(0, 134, 0), Point(0, 134.05, 0)
    minute = timedelta(minutes=1)

    assert rules.speed_km_h(near, far, minute) == pytest.approx(333.6, abs=1)
    assert rules.speed_km_h(near, Point(0, 134.05, 900), minute) == 0
    assert rules.speed_km_h(near, Point(0, 134.01, 0), timedelta()) == 0


def test_one_phone_for_two_people(cast: Cast, site: Site) -> None:
    lent = make_phone(cast.peer).phone
    make_claim(cast.maria, site, point=None, way=Claim.Way.TYPED, phone=lent)

    assert found() == [(Pattern.PHONE, tuple(sorted((cast.maria.pk, cast.peer.pk))))]


def test_one_key_registered_by_two_people(cast: Cast) -> None:
    mine = make_phone(cast.maria).phone
    yours = make_phone(cast.peer).phone
    Phone.objects.filter(pk=yours.pk).update(fingerprint=mine.fingerprint)

    assert found() == [(Pattern.PHONE, tuple(sorted((cast.maria.pk, cast.peer.pk))))]


def local(moment: datetime) -> datetime:
    return (moment + timedelta(hours=9)).replace(tzinfo=None)


@pytest.mark.parametrize(("minutes", "seen"), [(1, 1), (5, 0)])
def test_two_offices_at_once(cast: Cast, site: Site, minutes: int, seen: int) -> None:
    one, other = make_recorder(site), make_recorder(make_site(cast.other_agency))
    make_punch(cast.maria, one, local(NOON - timedelta(minutes=minutes)))
    make_punch(cast.maria, other, local(NOON))

    assert found() == [(Pattern.TWO_PLACES, (cast.maria.pk,))] * seen


def test_a_doubtful_clock_puts_nobody_in_two_places(cast: Cast, site: Site) -> None:
    one, other = make_recorder(site), make_recorder(make_site(cast.other_agency))
    make_punch(cast.maria, one, local(NOON), doubtful=True)
    make_punch(cast.maria, other, local(NOON))

    assert found() == []


@pytest.mark.parametrize(("times", "seen"), [(2, 0), (3, 1)])
def test_many_people_in_one_second_again_and_again(
    cast: Cast, site: Site, times: int, seen: int
) -> None:
    machine = make_recorder(site)
    people = (cast.maria, cast.peer, cast.superior, cast.acting_superior)
    for back in range(times):
        for person in people:
            make_punch(person, machine, local(NOON - back * DAY))

    assert found() == [(Pattern.RUN, ())] * seen


# --- a person decides ---


def test_a_pattern_that_was_looked_at_is_not_asked_about_again(cast: Cast, site: Site) -> None:
    for back in range(3):
        make_claim(cast.maria, site, NOON - back * DAY, accuracy_m=9 + back)
    before = queries.patterns_page(actor(cast.inspectorate), NOON)
    row = before.groups[0].rows[0]

    services.examine_pattern(
        "SAME_POINT",
        row.found.key,
        "LAWFUL",
        "Bekerja di meja yang sama",
        by=actor(cast.inspectorate),
        at=NOON,
    )

    after = queries.patterns_page(actor(cast.inspectorate), NOON)
    assert (before.count, after.count, after.examined) == (1, 0, 1)
    assert Entry.objects.get(action="PatternExamined").reason == "Bekerja di meja yang sama"
    assert str(OFFICE[0]) not in Examination.objects.get().key


@pytest.mark.parametrize("person", ["maria", "acting_superior", "admin_opd", "leader"])
def test_others_examine_nothing(cast: Cast, person: str) -> None:
    with pytest.raises(Refused) as refused:
        services.examine_pattern(
            "SPEED", "x", "LAWFUL", "", by=actor(getattr(cast, person)), at=NOON
        )

    assert refused.value.code == "pattern.not_yours"


def test_looking_changes_no_presence(cast: Cast, site: Site) -> None:
    for back in range(3):
        make_claim(cast.maria, site, NOON - back * DAY)
    before = (list(Claim.objects.values()), Punch.objects.count())

    queries.patterns_page(actor(cast.inspectorate), NOON)

    assert before == (list(Claim.objects.values()), Punch.objects.count())


def test_groups_are_ordered_by_date_and_people_by_name(cast: Cast, site: Site) -> None:
    for person, back in ((cast.peer, 9), (cast.maria, 1)):
        for day in range(3):
            point = moved(f"0.0{back}")
            make_claim(person, site, NOON - (back + day) * DAY, point=point, accuracy_m=day + back)

    page = queries.patterns_page(actor(cast.inspectorate), NOON)

    assert [row.names for row in page.groups[0].rows] == [["Maria Wanggai"], ["Frans Rumbiak"]]


def test_every_pattern_offers_lawful_reasons() -> None:
    assert set(rules.LAWFUL) == set(rules.TITLES) == set(Pattern)
    assert all(len(reasons) >= 2 for reasons in rules.LAWFUL.values())
    words = " ".join([*rules.TITLES.values(), *sum(rules.LAWFUL.values(), ())]).lower()
    assert not {"pelanggaran", "kecurangan", "curiga", "pelaku"} & set(words.split())


# --- honest days ---


@dataclass(frozen=True)
class Habit:
    """How an honest phone tells its place: metres of noise, and how coarsely it rounds."""

    noise_m: float
    stale: float
    """So often it repeats its last point instead of measuring."""


HABITS = (Habit(6, 0.0), Habit(12, 0.02), Habit(25, 0.05))
PEOPLE, DAYS = 60, 40
METRE = 1 / 111_195


def honest(people: list[Employee], site: Site, random: Random) -> Iterator[Claim]:
    """Two claims a workday near the own desk; now and then duty in another distrik, by road."""
    for number, person in enumerate(people):
        habit = HABITS[number % len(HABITS)]
        desk = (random.gauss(0, 20), random.gauss(0, 20))
        last = None
        for back in range(DAYS):
            away = random.random() < 0.03
            for hour in (-4.5 + random.gauss(0, 0.2), 4 + random.gauss(0, 0.3)):
                if last is None or away or random.random() > habit.stale:
                    centre = (60_000, 20_000) if away else desk
                    last = tuple(place + random.gauss(0, habit.noise_m) for place in centre)
                at = NOON - back * DAY + timedelta(hours=hour)
                yield _claim(person, site, at, last, max(3, round(random.gauss(14, 5))))


def _claim(
    person: Employee, site: Site, at: datetime, metres: tuple[float, ...], accuracy: int
) -> Claim:
    north, east = (Decimal(str(round(value * METRE, 6))) for value in metres)
    return Claim(
        id=uuid7(at),
        employee=person,
        site=site,
        way=Claim.Way.PLACE,
        at=at,
        received_at=at,
        grade=3,
        inside=True,
        distance_m=10,
        accuracy_m=accuracy,
        latitude=OFFICE[0] + north,
        longitude=OFFICE[1] + east,
    )


def test_honest_days_make_hardly_any_pattern(
    site: Site, django_assert_num_queries: Callable[[int], object]
) -> None:
    people = Employee.objects.bulk_create(new_employee(f"Jujur {n}") for n in range(PEOPLE))
    claims = Claim.objects.bulk_create(honest(list(people), site, Random(20261124)))  # noqa: S311 (a fixed seed on purpose)

    with django_assert_num_queries(7):  # type: ignore[attr-defined]  # a context
        alarms = found_between(NOON - timedelta(days=60), NOON + DAY)

    assert len(claims) == PEOPLE * DAYS * 2
    assert len(alarms) / len(claims) <= HONEST_SHARE
