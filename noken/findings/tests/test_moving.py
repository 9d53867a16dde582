"""What gives time to answer and to decide, and what lapsed only for the want of it."""

from datetime import date, timedelta

import pytest

from noken.calendars import services as calendars
from noken.calendars.services import UnitDays
from noken.core import clock
from noken.core.actor import Role
from noken.findings import services
from noken.findings.models import RowStep
from noken.findings.queries.deadlines import Deadlines
from noken.notices.models import Notice
from noken.organization.models import Employee, Posting, Unit
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_position, make_posting, make_unit
from tests.world_findings import make_finding, make_row, make_terms

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


def told_at(person: Employee) -> list[str]:
    return list(Notice.objects.filter(person_id=person.pk).values_list("kind", flat=True))


def outage(
    cast: Cast, first: date, last: date, unit: Unit | None = None, *, only_presence: bool = False
) -> int:
    """Recorded by BKPSDM; how many rows got more time in all."""
    calendars.record_disruption(
        clock.start_of(first),
        clock.start_of(last) + timedelta(hours=20),
        what="Jaringan putus",
        proof="Berita acara",
        unit_id=unit.pk if unit else None,
        only_presence=only_presence,
        by=actor(cast.personnel, Role.PERSONNEL),
        at=NOON,
    )
    return RowStep.objects.filter(kind=RowStep.Kind.MOVED).count()


def test_an_outage_moves_the_days_to_answer(cast: Cast) -> None:
    make_terms()
    monday = NOON - timedelta(1)
    row = make_row(
        make_finding(cast.owner), MONDAY, told=True, at=monday, reply_by=date(2026, 11, 26)
    )

    moved = outage(cast, TODAY, TODAY + timedelta(1))

    row.refresh_from_db()
    assert (moved, row.reply_by) == (1, date(2026, 11, 30))
    assert row.steps.filter(kind=RowStep.Kind.MOVED).count() == 1
    assert told_at(cast.owner) == ["DeadlineMoved"]


def test_an_outage_elsewhere_or_before_moves_nothing(cast: Cast) -> None:
    make_terms()
    make_row(make_finding(cast.owner), MONDAY, told=True, at=NOON, reply_by=date(2026, 11, 27))

    assert outage(cast, TODAY + timedelta(1), TODAY + timedelta(1), cast.other_agency) == 0
    assert outage(cast, TODAY - timedelta(3), TODAY - timedelta(2)) == 0


def test_a_machine_that_is_silent_every_night_stops_no_clock(cast: Cast) -> None:
    make_terms()
    make_row(make_finding(cast.owner), MONDAY, told=True, at=NOON, reply_by=date(2026, 11, 27))
    days = [TODAY + timedelta(n) for n in range(30)]

    moved = [outage(cast, day, day, cast.agency, only_presence=True) for day in days]

    assert not any(moved)
    last = Deadlines(TODAY, 3).last_day(cast.agency.path, TODAY, 3)
    assert last == date(2026, 11, 27)


def test_what_lapsed_only_for_an_outage_is_open_again(cast: Cast) -> None:
    make_terms()
    told = NOON - timedelta(5)
    row = make_row(make_finding(cast.owner), MONDAY, "LAPSED", at=told, reply_by=date(2026, 11, 24))

    outage(cast, date(2026, 11, 20), TODAY)

    row.refresh_from_db()
    assert (row.state, row.reply_by) == ("ASKED", date(2026, 11, 27))


def test_the_superior_s_days_move_too(cast: Cast) -> None:
    make_terms()
    row = make_row(
        make_finding(cast.owner), MONDAY, "REPLIED", at=NOON, decide_by=date(2026, 12, 1)
    )

    outage(cast, TODAY + timedelta(1), TODAY + timedelta(1))

    row.refresh_from_db()
    assert row.decide_by == date(2026, 12, 2)


def day_off(cast: Cast, day: date) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    calendars.add_local_day(day, "Libur daerah", source="Perbup 9/2026", by=by, at=NOON)


def unit_off(cast: Cast, unit: Unit, day: date) -> None:
    days = UnitDays(unit.pk, day, day, "Libur sekolah", "Kalender pendidikan")
    calendars.add_unit_days(days, by=actor(cast.personnel, Role.PERSONNEL), at=NOON)


def test_a_day_off_that_is_declared_later_gives_its_day_back(cast: Cast) -> None:
    make_terms()
    finding = make_finding(cast.owner)
    asked = make_row(finding, MONDAY, told=True, at=NOON, reply_by=date(2026, 11, 27))
    said = make_row(finding, TODAY, "REPLIED", at=NOON, decide_by=date(2026, 12, 1))

    day_off(cast, date(2026, 11, 27))

    asked.refresh_from_db()
    said.refresh_from_db()
    assert (asked.reply_by, said.decide_by) == (date(2026, 11, 30), date(2026, 12, 2))
    assert asked.steps.get(kind=RowStep.Kind.MOVED).note == "Perubahan hari libur"
    (text,) = Notice.objects.filter(person_id=cast.owner.pk).values_list("text", flat=True)
    assert text.startswith("Ada perubahan hari libur, jadi waktu Anda menjawab")


def test_what_lapsed_on_a_day_off_is_open_again(cast: Cast) -> None:
    make_terms()
    told = NOON - timedelta(5)
    row = make_row(make_finding(cast.owner), MONDAY, "LAPSED", at=told, reply_by=date(2026, 11, 24))

    day_off(cast, date(2026, 11, 24))

    row.refresh_from_db()
    assert (row.state, row.reply_by) == ("ASKED", date(2026, 11, 25))


def test_days_off_of_a_unit_are_those_of_its_people(cast: Cast) -> None:
    make_terms()
    row = make_row(
        make_finding(cast.owner), MONDAY, told=True, at=NOON, reply_by=date(2026, 11, 27)
    )

    unit_off(cast, cast.other_agency, date(2026, 11, 26))
    row.refresh_from_db()
    assert row.reply_by == date(2026, 11, 27)
    unit_off(cast, cast.division, date(2026, 11, 26))
    row.refresh_from_db()
    assert row.reply_by == date(2026, 11, 30)


def test_a_day_off_that_is_struck_brings_no_deadline_nearer(cast: Cast) -> None:
    make_terms()
    row = make_row(
        make_finding(cast.owner), MONDAY, told=True, at=NOON, reply_by=date(2026, 11, 27)
    )
    unit_off(cast, cast.division, date(2026, 11, 26))
    by = actor(cast.personnel, Role.PERSONNEL)

    day = date(2026, 11, 26)
    calendars.drop_unit_days(cast.division.pk, day, day, by=by, at=NOON)

    row.refresh_from_db()
    assert row.reply_by == date(2026, 11, 30)


def moved_to(cast: Cast, on: date) -> Unit:
    """Maria serves in a new unit of the health agency from a day on."""
    Posting.objects.filter(employee=cast.owner).update(end_on=on)
    ward = make_unit("Puskesmas Prafi", cast.other_agency)
    make_posting(cast.owner, make_position(ward), start_on=on)
    return ward


def test_days_follow_the_person_to_another_unit(cast: Cast) -> None:
    make_terms()
    finding = make_finding(cast.owner)
    row = make_row(finding, MONDAY, told=True, at=NOON, reply_by=date(2026, 11, 27))
    moved_to(cast, date(2026, 11, 26))

    assert outage(cast, date(2026, 11, 27), date(2026, 11, 27), cast.agency) == 0
    assert outage(cast, date(2026, 11, 25), date(2026, 11, 25), cast.agency) == 1
    row.refresh_from_db()
    assert row.reply_by == date(2026, 11, 30)
    assert outage(cast, date(2026, 11, 30), date(2026, 11, 30), cast.other_agency) == 2
    row.refresh_from_db()
    assert row.reply_by == date(2026, 12, 1)
    assert finding.unit == cast.section


def test_a_notice_after_a_move_runs_in_the_days_of_the_new_unit(cast: Cast) -> None:
    make_terms()
    finding = make_finding(cast.owner)
    row = make_row(finding, MONDAY)
    ward = moved_to(cast, date(2026, 11, 20))
    unit_off(cast, ward, date(2026, 11, 25))
    unit_off(cast, cast.agency, date(2026, 11, 26))

    services.note_opened(finding.pk, by=actor(cast.owner), at=NOON)

    row.refresh_from_db()
    assert row.reply_by == date(2026, 11, 30)
