"""Sites, recorders, and who stands behind a PIN from when until when."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from noken.attendance import queries, services
from noken.attendance.models import DirtySpan, PinAssignment, Punch, Recorder, Site
from noken.attendance.queries import SiteCard
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_attendance import make_pin, make_recorder, make_site

pytestmark = pytest.mark.django_db
SYSTEM = system(TODAY)
MONDAY = datetime(2026, 11, 16, 7, 20)  # noqa: DTZ001 (what the clock on the wall showed)


@pytest.fixture
def site(cast: Cast) -> Site:
    return make_site(cast.division)


def punch_week(site: Site, pin: str = "1042") -> Recorder:
    recorder = make_recorder(site)
    services.record_punches(
        [services.NewPunch(pin, MONDAY + timedelta(day)) for day in range(5)],
        recorder_id=recorder.pk,
        delivery_id=uuid4(),
        by=SYSTEM,
        at=NOON,
    )
    return recorder


def assign(site: Site, person: Employee, start_on: date, end_on: date | None = None) -> int:
    return services.assign_pin(site.pk, "01042", person.pk, start_on, end_on, by=SYSTEM, at=NOON)


def credited(person: Employee) -> list[int]:
    return [
        at.day for at in Punch.objects.filter(employee=person).values_list("local_time", flat=True)
    ]


def test_waiting_punches_of_the_period_are_credited(site: Site, cast: Cast) -> None:
    punch_week(site)

    assert assign(site, cast.maria, date(2026, 11, 17), date(2026, 11, 19)) == 2

    assert sorted(credited(cast.maria)) == [17, 18]
    assert list(DirtySpan.objects.values_list("employee", "start_on", "end_on")) == [
        (cast.maria.pk, date(2026, 11, 16), date(2026, 11, 20))
    ]


def test_ending_an_assignment_frees_what_came_after(site: Site, cast: Cast) -> None:
    punch_week(site)
    assign(site, cast.maria, date(2026, 11, 1))
    row = PinAssignment.objects.get()

    assert services.end_pin(row.pk, date(2026, 11, 19), by=SYSTEM, at=NOON) == 2

    assert sorted(credited(cast.maria)) == [16, 17, 18]
    assert assign(site, cast.yohana, date(2026, 11, 19)) == 2


def test_a_wrong_assignment_is_taken_back_as_a_whole(site: Site, cast: Cast) -> None:
    punch_week(site)
    assign(site, cast.maria, date(2026, 11, 1))

    services.end_pin(PinAssignment.objects.get().pk, date(2026, 11, 1), by=SYSTEM, at=NOON)

    assert not PinAssignment.objects.exists()
    assert credited(cast.maria) == []


def test_the_pin_of_another_site_is_another_pin(site: Site, cast: Cast) -> None:
    punch_week(make_site(cast.division, "Gudang"))

    assert assign(site, cast.maria, date(2026, 11, 1)) == 0


def test_a_pin_has_one_owner_a_day(site: Site, cast: Cast) -> None:
    make_pin(site, "1042", cast.yohana)

    with pytest.raises(Refused, match="milik Yohana Saiba") as refusal:
        assign(site, cast.maria, TODAY)

    assert refusal.value.code == "attendance.pin_taken"


def test_a_person_may_have_two_pins_at_once(site: Site, cast: Cast) -> None:
    make_pin(site, "7", cast.maria)

    assert assign(site, cast.maria, TODAY) == 0


def test_the_waiting_pins_are_listed_by_how_many_wait(site: Site, cast: Cast) -> None:
    recorder = punch_week(site, "007")
    make_pin(site, "8", cast.maria)

    [row] = queries.unknown_pins([site.pk])

    assert (row.pin_key, row.pin_raw, row.recorder_id, row.count) == ("7", "007", recorder.pk, 5)
    assert (row.first_at, row.last_at) == (MONDAY, MONDAY + timedelta(4))


@pytest.mark.parametrize(
    ("pin", "days", "code"),
    [("", 1, "attendance.no_pin"), ("7", 0, "attendance.ends_before_start")],
)
def test_what_makes_no_sense_is_refused(
    site: Site, cast: Cast, pin: str, days: int, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        services.assign_pin(
            site.pk, pin, cast.maria.pk, TODAY, TODAY + timedelta(days), by=SYSTEM, at=NOON
        )

    assert refusal.value.code == code


def test_the_admin_keeps_the_own_sites_only(site: Site, cast: Cast) -> None:
    own, other = actor(cast.admin_opd, Role.ADMIN_OPD), actor(cast.admin_other, Role.ADMIN_OPD)

    assert [card.id for card in queries.sites(own)] == [site.pk]
    assert queries.sites(other) == []
    services.make_recorder(site.pk, Recorder.Kind.DEVICE, "Pintu", by=own, at=NOON)
    with pytest.raises(Refused) as refusal:
        services.make_recorder(site.pk, Recorder.Kind.DEVICE, "Pintu", by=other, at=NOON)
    assert refusal.value.code == "attendance.not_yours"
    with pytest.raises(Refused):
        services.assign_pin(site.pk, "7", cast.maria.pk, TODAY, by=other, at=NOON)


def test_making_twice_makes_once(site: Site, cast: Cast) -> None:
    again = services.make_site(site.unit_id, site.name, by=SYSTEM, at=NOON)
    code = services.make_recorder(site.pk, Recorder.Kind.CODE, by=actor(cast.maria), at=NOON)

    assert again == site
    assert services.make_recorder(site.pk, Recorder.Kind.CODE, by=SYSTEM, at=NOON) == code
    assert code.grade == 2
    assert queries.recorders(SYSTEM) == [code]


def test_a_zone_that_does_not_exist_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.make_site(
            cast.division.pk, "Kantor", timezone="Asia/Manokwari", by=SYSTEM, at=NOON
        )

    assert refusal.value.code == "attendance.unknown_zone"


def test_the_nearest_site_at_or_above_is_the_persons(site: Site, cast: Cast) -> None:
    near = make_site(cast.section, "Kantor seksi")
    make_site(cast.other_agency, "Kantor lain")

    found = queries.sites_of([cast.maria.pk, cast.yohana.pk], TODAY)

    assert found[cast.maria.pk].id == near.pk
    assert queries.site(site.pk) == SiteCard(
        site.pk, "Kantor", cast.division.pk, cast.division.name, "Asia/Jayapura"
    )
    assert queries.site_of(cast.bupati.pk, TODAY) is None
