"""Days derived and stored: which facts change them, and what is kept of what stood before."""

from datetime import date, datetime, timedelta

import pytest

from noken.attendance import queries, services
from noken.attendance.models import Day, DayVersion, DirtySpan, Recorder
from noken.attendance.queries.day_facts import Asked
from noken.attendance.services import derive_days, deriving
from noken.audit.models import Entry
from noken.calendars import services as calendars
from noken.calendars.models import Disruption
from noken.core.actor import system
from noken.organization.models import Employee, Unit
from noken.realtime.models import Outbox
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_attendance import make_absence, make_pin, make_punch, make_recorder, make_site
from tests.world_schedules import make_day_off, make_person_schedule, make_roster, shift

pytestmark = pytest.mark.django_db
SYSTEM = system(TODAY)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def recorder(cast: Cast) -> Recorder:
    return make_recorder(make_site(cast.division))


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}")


def derive(person: Employee, day: date = MONDAY, now: datetime = NOON) -> Day | None:
    derive_days([Asked(person.pk, day, day + timedelta(1))], by=SYSTEM, at=now)
    return Day.objects.filter(employee=person, day=day).first()


def derived(person: Employee, day: date = MONDAY, now: datetime = NOON) -> Day:
    found = derive(person, day, now)
    assert found is not None
    return found


def record_outage(
    start: datetime, end: datetime, unit: Unit | None = None, site_id: int | None = None
) -> Disruption:
    return calendars.record_disruption(
        start,
        end,
        what="Jaringan padam",
        proof="Catatan pemantau",
        unit_id=unit.pk if unit else None,
        site_id=site_id,
        by=SYSTEM,
        at=NOON,
    )


def test_first_and_last_punch_make_the_day(recorder: Recorder, cast: Cast) -> None:
    for clock in ("07:24:31", "12:03", "16:04:59"):
        make_punch(cast.maria, recorder, at(clock))

    day = derived(cast.maria)

    assert (day.status, day.late_minutes, day.early_minutes, day.grade) == ("PRESENT", 0, 0, 1)
    assert day.worked_minutes == 450
    assert day.first_at == datetime.fromisoformat("2026-11-23T07:24:31+09:00")
    assert day.last_at == datetime.fromisoformat("2026-11-23T16:04:59+09:00")


def test_deriving_twice_changes_nothing(recorder: Recorder, cast: Cast) -> None:
    make_punch(cast.maria, recorder, at("07:24"))
    asked = [Asked(cast.maria.pk, MONDAY, MONDAY + timedelta(1))]

    assert derive_days(asked, by=SYSTEM, at=NOON) == 1
    assert derive_days(asked, by=SYSTEM, at=NOON + timedelta(hours=1)) == 0

    assert not DayVersion.objects.exists()


def test_a_late_record_changes_the_day_and_what_stood_is_kept(
    recorder: Recorder, cast: Cast
) -> None:
    make_punch(cast.maria, recorder, at("07:26"))
    assert derived(cast.maria).status == "OPEN"

    make_punch(cast.maria, recorder, at("16:01"))
    assert derived(cast.maria).status == "PRESENT"

    [version] = queries.day_versions(cast.maria.pk, MONDAY, TODAY)[MONDAY]
    assert version.replaced_at == NOON
    assert version.view.sentence == "Masuk 07.26, rekaman pulang tidak ada."


def test_a_day_without_any_record_wants_an_explanation(cast: Cast) -> None:
    day = derived(cast.maria)

    assert (day.status, day.first_at, day.last_at) == ("OPEN", None, None)


def test_a_day_in_progress_is_not_judged(recorder: Recorder, cast: Cast) -> None:
    make_punch(cast.maria, recorder, at("08:12", TODAY))

    day = derived(cast.maria, TODAY)

    assert (day.status, day.late_minutes) == ("RUNNING", 0)
    assert derived(cast.maria, TODAY, NOON + timedelta(1)).late_minutes == 42
    assert not DayVersion.objects.exists()


def test_days_to_come_and_free_days_have_no_row(cast: Cast) -> None:
    assert derive(cast.maria, TODAY + timedelta(1)) is None
    assert derive(cast.maria, date(2026, 11, 22)) is None


def test_who_punched_on_a_free_day_is_seen_and_owes_nothing(recorder: Recorder, cast: Cast) -> None:
    sunday = date(2026, 11, 22)
    make_punch(cast.maria, recorder, at("09:10", sunday))

    day = derived(cast.maria, sunday)

    assert (day.status, day.late_minutes, day.first_at is not None) == ("OFF", 0, True)


def test_a_day_that_becomes_free_is_taken_back(cast: Cast) -> None:
    derived(cast.maria)
    make_day_off(MONDAY)

    assert derive(cast.maria) is None
    assert [
        old.view.status for old in queries.day_versions(cast.maria.pk, MONDAY, TODAY)[MONDAY]
    ] == ["OPEN"]


def test_a_withdrawn_entry_no_longer_counts(cast: Cast) -> None:
    manual = make_recorder(make_site(cast.division), kind=Recorder.Kind.MANUAL, grade=4)
    punch = make_punch(cast.maria, manual, at("07:20"))
    assert derived(cast.maria).grade == 4

    services.void_punch(punch.pk, reason="Salah orang", by=SYSTEM, at=NOON)

    assert derived(cast.maria).first_at is None


def test_at_the_same_second_the_better_evidence_counts(recorder: Recorder, cast: Cast) -> None:
    manual = make_recorder(recorder.site, kind=Recorder.Kind.MANUAL, grade=4)
    for each in (recorder, manual):
        make_punch(cast.maria, each, at("07:20"))
        make_punch(cast.maria, each, at("16:20"))

    assert derived(cast.maria).grade == 1


def test_an_outage_recorded_later_heals_the_days_it_covers(recorder: Recorder, cast: Cast) -> None:
    make_punch(cast.maria, recorder, at("07:28"))
    assert derived(cast.maria).status == "OPEN"

    start = datetime.fromisoformat("2026-11-23T13:10+09:00")
    row = record_outage(start, start + timedelta(hours=4, minutes=30))

    services.derive_waiting(by=SYSTEM, at=NOON)
    day = Day.objects.get(employee=cast.maria, day=MONDAY)
    assert (day.status, day.is_shielded, day.shield_id) == ("PRESENT", True, row.pk)
    [view] = queries.days([cast.maria.pk], MONDAY, TODAY, NOON)
    assert view.sentence == (
        "Masuk 07.28. Jaringan padam sejak 13.10, pulang tidak tercatat. Dihitung penuh."
    )


def test_an_outage_of_another_unit_shields_nobody_here(recorder: Recorder, cast: Cast) -> None:
    make_punch(cast.maria, recorder, at("09:00"))
    make_punch(cast.maria, recorder, at("16:10"))
    start = datetime.fromisoformat("2026-11-23T07:00+09:00")
    record_outage(start, start + timedelta(hours=1), cast.other_agency)
    assert derived(cast.maria).late_minutes == 90

    record_outage(start, start + timedelta(hours=1), cast.agency)

    assert derived(cast.maria).late_minutes == 0


def test_an_outage_of_a_machine_shields_whoever_has_a_pin_at_its_place(
    recorder: Recorder, cast: Cast
) -> None:
    """Two OPDs share a machine: it hangs on one of them and fails both."""
    shared = make_site(cast.other_agency)
    make_pin(shared, "7", cast.maria)
    make_pin(shared, "8", cast.yohana, end_on=MONDAY)
    for person in (cast.maria, cast.yohana):
        make_punch(person, recorder, at("09:00"))
        make_punch(person, recorder, at("16:10"))
        assert derived(person).late_minutes == 90
    start = datetime.fromisoformat("2026-11-23T07:00+09:00")

    row = record_outage(start, start + timedelta(hours=1), cast.other_agency, shared.pk)

    services.derive_waiting(by=SYSTEM, at=NOON)
    days = {day.employee_id: day for day in Day.objects.filter(day=MONDAY)}
    assert days[cast.maria.pk].shield_id == row.pk
    assert days[cast.yohana.pk].late_minutes == 90  # the PIN had ended


@pytest.mark.parametrize(
    ("family", "kind", "status"),
    [("LEAVE", "ANNUAL", "LEAVE"), ("LEAVE", "SICK", "SICK"), ("DUTY", "DUTY", "DUTY")],
)
def test_leave_and_duty_need_no_record(cast: Cast, family: str, kind: str, status: str) -> None:
    make_absence(cast.maria, MONDAY, TODAY, family=family, kind=kind)

    assert derived(cast.maria).status == status


def test_a_doubtful_clock_takes_lateness_away(recorder: Recorder, cast: Cast) -> None:
    make_punch(cast.maria, recorder, at("09:00"), doubtful=True)
    make_punch(cast.maria, recorder, at("16:10"))

    day = derived(cast.maria)

    assert (day.late_minutes, day.is_shielded, day.shield_id) == (0, True, None)


def test_a_shift_over_midnight_is_one_day(recorder: Recorder, cast: Cast) -> None:
    make_person_schedule(cast.maria, "CLINIC_SHIFTS")
    make_roster(cast.maria, MONDAY, shift("CLINIC_SHIFTS", "M"))
    make_punch(cast.maria, recorder, at("21:20"))
    make_punch(cast.maria, recorder, at("07:35", TODAY))

    day = derived(cast.maria)

    assert (day.status, day.late_minutes, day.early_minutes) == ("PRESENT", 0, 0)
    assert day.last_at == datetime.fromisoformat("2026-11-24T07:35+09:00")


def test_another_zone_keeps_its_own_clock(cast: Cast) -> None:
    recorder = make_recorder(make_site(cast.agency, timezone="Asia/Jakarta"))
    make_punch(cast.maria, recorder, at("07:40"))
    make_punch(cast.maria, recorder, at("16:00"))

    assert derived(cast.maria).late_minutes == 10
    [view] = queries.days([cast.maria.pk], MONDAY, TODAY, NOON)
    assert view.sentence == "Masuk 07.40, lewat 10 menit, pulang 16.00."


def test_what_waits_is_derived_once_for_each_person(cast: Cast) -> None:
    for person in (cast.maria, cast.yohana):
        services.mark_dirty([person.pk], MONDAY, TODAY + timedelta(3), by=SYSTEM, at=NOON)
        services.mark_dirty([person.pk], MONDAY - timedelta(3), TODAY, by=SYSTEM, at=NOON)

    assert services.derive_waiting(people=1, by=SYSTEM, at=NOON)
    assert services.derive_waiting(people=1, by=SYSTEM, at=NOON)
    assert not services.derive_waiting(by=SYSTEM, at=NOON)

    assert not DirtySpan.objects.exists()
    assert Day.objects.filter(employee=cast.maria).count() == 3


def test_a_running_day_that_is_over_waits_to_be_judged(cast: Cast) -> None:
    derived(cast.maria, TODAY)

    services.mark_over(by=SYSTEM, at=NOON)
    assert not DirtySpan.objects.exists()
    services.mark_over(by=SYSTEM, at=NOON + timedelta(1))

    services.derive_waiting(by=SYSTEM, at=NOON + timedelta(1))
    assert Day.objects.get(employee=cast.maria, day=TODAY).status == "OPEN"


def test_an_open_page_hears_of_a_change(recorder: Recorder, cast: Cast) -> None:
    make_punch(cast.maria, recorder, at("07:24", TODAY))

    derived(cast.maria, TODAY)

    assert Outbox.objects.filter(kind="DayChanged", subject_id=cast.maria.pk).exists()
    assert not Entry.objects.filter(action="DayChanged").exists()


def test_when_many_change_at_once_pages_hear_of_all_whose_today_did(
    recorder: Recorder, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deriving, "TELL_EACH", 2)
    for person in (cast.maria, cast.yohana):
        make_punch(person, recorder, at("07:24", TODAY))
    make_punch(cast.peer, recorder, at("07:24"))
    asked = [
        Asked(person.pk, day, day + timedelta(1))
        for person, day in ((cast.maria, TODAY), (cast.yohana, TODAY), (cast.peer, MONDAY))
    ]

    derive_days(asked, by=SYSTEM, at=NOON)

    heard = Outbox.objects.filter(kind="DayChanged").values_list("subject_id", flat=True)
    assert set(heard) == {cast.maria.pk, cast.yohana.pk}
