"""Setting schedules: what ends, what is interrupted, who may; Ramadan."""

from datetime import date, timedelta

import pytest

from noken.attendance import services
from noken.attendance.models import PersonSchedule, Ramadan, UnitSchedule
from noken.attendance.services.schedules import NewSchedule
from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.organization.models import Unit
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_schedules import make_person_schedule, make_unit_schedule, schedule

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(7)
Spans = list[tuple[str, date, date | None]]


def _new(code: str = "FLEXIBLE", start_on: date = SOON, **more: object) -> NewSchedule:
    facts = {"basis": "Surat 800/21"} | more
    return NewSchedule(schedule(code).pk, start_on, **facts)  # type: ignore[arg-type]  # as given


def _spans(unit: Unit) -> Spans:
    rows = UnitSchedule.objects.filter(unit=unit).order_by("start_on")
    return list(rows.values_list("schedule__code", "start_on", "end_on"))


def test_a_new_schedule_ends_the_one_before(cast: Cast) -> None:
    make_unit_schedule(cast.section, "NORMAL")

    services.set_unit_schedule(cast.section.pk, _new(), by=actor(cast.admin_opd), at=NOON)

    (first, second) = _spans(cast.section)
    assert (first[0], first[2]) == ("NORMAL", SOON)
    assert second == ("FLEXIBLE", SOON, None)
    entry = Entry.objects.get(action="ScheduleSet")
    assert (entry.ids["unit"], entry.reason) == (cast.section.pk, "Surat 800/21")


def test_a_passing_schedule_interrupts_the_one_before(cast: Cast) -> None:
    make_unit_schedule(cast.section, "NORMAL")
    after = SOON + timedelta(14)

    services.set_unit_schedule(
        cast.section.pk, _new(end_on=after), by=actor(cast.personnel), at=NOON
    )

    assert [span[0] for span in _spans(cast.section)] == ["NORMAL", "FLEXIBLE", "NORMAL"]
    assert _spans(cast.section)[2][1:] == (after, None)


def test_a_schedule_from_the_same_day_replaces_it(cast: Cast) -> None:
    make_unit_schedule(cast.section, "NORMAL", start_on=SOON)

    services.set_unit_schedule(cast.section.pk, _new(), by=actor(cast.personnel), at=NOON)

    assert _spans(cast.section) == [("FLEXIBLE", SOON, None)]


def test_one_that_begins_later_must_be_ended_first(cast: Cast) -> None:
    later = make_unit_schedule(cast.section, "NORMAL", start_on=SOON + timedelta(3))
    by = actor(cast.personnel)

    with pytest.raises(Refused) as refusal:
        services.set_unit_schedule(cast.section.pk, _new(), by=by, at=NOON)
    services.end_unit_schedule(later.pk, TODAY, by=by, at=NOON)
    services.set_unit_schedule(cast.section.pk, _new(), by=by, at=NOON)

    assert refusal.value.code == "schedule.later_exists"
    assert _spans(cast.section) == [("FLEXIBLE", SOON, None)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"basis": " "}, "schedule.no_basis"),
        ({"start_on": date(2019, 12, 31)}, "schedule.too_early"),
        ({"end_on": SOON}, "schedule.ends_before_start"),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, change: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.set_unit_schedule(
            cast.section.pk,
            _new(**change),  # type: ignore[arg-type]  # as given
            by=actor(cast.personnel),
            at=NOON,
        )

    assert refusal.value.code == code


def test_a_schedule_that_is_not_offered_cannot_be_set(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.set_unit_schedule(
            cast.section.pk, NewSchedule(0, SOON, "Surat"), by=actor(cast.personnel), at=NOON
        )

    assert refusal.value.code == "schedule.unknown"


def test_units_belong_to_their_admin(cast: Cast) -> None:
    row = make_unit_schedule(cast.section, "NORMAL")
    for who in (cast.superior, cast.admin_other, cast.owner, cast.inspectorate):
        with pytest.raises(Refused) as refusal:
            services.set_unit_schedule(cast.section.pk, _new(), by=actor(who), at=NOON)
        with pytest.raises(Refused) as ending:
            services.end_unit_schedule(row.pk, SOON, by=actor(who), at=NOON)
        assert {refusal.value.code, ending.value.code} == {"attendance.not_yours"}


def test_a_persons_schedule_is_set_and_ended_by_the_admin(cast: Cast) -> None:
    by = actor(cast.admin_opd)

    row = services.set_person_schedule(cast.owner.pk, _new(elsewhere_days=(4, 2)), by=by, at=NOON)
    services.end_person_schedule(row.pk, SOON + timedelta(9), by=by, at=NOON)

    stored = PersonSchedule.objects.get()
    assert (stored.elsewhere_days, stored.end_on) == ([2, 4], SOON + timedelta(9))
    with pytest.raises(Refused) as again:
        services.end_person_schedule(row.pk, SOON + timedelta(20), by=by, at=NOON)
    assert again.value.code == "schedule.ended"
    assert Entry.objects.filter(subject_id=cast.owner.pk).count() == 2


def test_nobody_sets_their_own_schedule(cast: Cast) -> None:
    row = make_person_schedule(cast.personnel, "NORMAL")
    for who in (cast.personnel, cast.admin_opd, cast.owner):
        with pytest.raises(Refused) as refusal:
            services.set_person_schedule(who.pk, _new(), by=actor(who), at=NOON)
        assert refusal.value.code == "schedule.not_yours"
    with pytest.raises(Refused):
        services.end_person_schedule(row.pk, SOON, by=actor(cast.personnel), at=NOON)


def test_what_is_gone_has_ended(cast: Cast) -> None:
    for end in (services.end_unit_schedule, services.end_person_schedule):
        with pytest.raises(Refused) as refusal:
            end(0, SOON, by=actor(cast.personnel), at=NOON)
        assert refusal.value.code == "schedule.ended"


def test_an_announced_ramadan_replaces_the_expected_one(cast: Cast) -> None:
    first, last = date(2027, 2, 9), date(2027, 3, 9)

    services.set_ramadan(
        first, last, source="Sidang isbat 1448 H", by=actor(cast.personnel), at=NOON
    )

    (row,) = Ramadan.objects.filter(start_on__year=2027)
    assert (row.start_on, row.end_on, row.confirmed) == (first, date(2027, 3, 10), True)
    assert Ramadan.objects.filter(start_on__year=2026, confirmed=False).count() == 1
    entry = Entry.objects.get(action="RamadanSet")
    assert (entry.ids["start_on"], entry.ids["end_on"]) == ("2027-02-08", "2027-03-10")


@pytest.mark.parametrize(
    ("days", "source", "who", "code"),
    [
        (28, "Isbat", "personnel", "ramadan.length"),
        (31, "Isbat", "personnel", "ramadan.length"),
        (30, " ", "personnel", "ramadan.no_source"),
        (30, "Isbat", "admin_opd", "ramadan.not_yours"),
    ],
)
def test_a_ramadan_has_its_length_its_source_and_its_keeper(
    cast: Cast, days: int, source: str, who: str, code: str
) -> None:
    first = date(2027, 2, 9)
    with pytest.raises(Refused) as refusal:
        services.set_ramadan(
            first,
            first + timedelta(days - 1),
            source=source,
            by=actor(getattr(cast, who)),
            at=NOON,
        )

    assert refusal.value.code == code
