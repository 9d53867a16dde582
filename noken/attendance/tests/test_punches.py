"""The one table of punches: what is sent twice or in another order changes nothing."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest

from noken.attendance.models import DirtySpan, Punch, Recorder
from noken.attendance.services import NewPunch, Recorded, record_punches, void_punch
from noken.audit.models import Entry
from noken.core.actor import system
from noken.core.errors import Refused
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_attendance import make_pin, make_punch, make_recorder, make_site

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 24, 7, 21, 9)  # noqa: DTZ001 (what the clock on the wall showed)
SYSTEM = system(TODAY)


@pytest.fixture
def recorder(cast: Cast) -> Recorder:
    return make_recorder(make_site(cast.division))


def send(recorder: Recorder, *rows: NewPunch) -> Recorded:
    return record_punches(rows, recorder_id=recorder.pk, delivery_id=uuid4(), by=SYSTEM, at=NOON)


def stored() -> set[tuple[object, ...]]:
    return set(
        Punch.objects.values_list(
            "recorder", "pin_key", "local_time", "at", "employee", "status", "verify", "doubtful"
        )
    )


def test_a_punch_is_stored_once_with_the_person_behind_its_pin(
    recorder: Recorder, cast: Cast
) -> None:
    make_pin(recorder.site, "1042", cast.maria)

    assert send(recorder, NewPunch("001042", MORNING, 0, 15)) == Recorded(1, 0)
    assert send(recorder, NewPunch("1042", MORNING, 0, 15)) == Recorded(0, 1)

    punch = Punch.objects.get()
    assert (punch.pin_key, punch.pin_raw, punch.employee) == ("1042", "001042", cast.maria)
    assert punch.local_time == MORNING
    assert punch.at == datetime(2026, 11, 23, 22, 21, 9, tzinfo=UTC)


def test_the_clock_of_the_site_says_when_it_was(cast: Cast) -> None:
    recorder = make_recorder(make_site(cast.division, timezone="Asia/Jakarta"))

    send(recorder, NewPunch("7", MORNING))

    assert Punch.objects.get().at == datetime(2026, 11, 24, 0, 21, 9, tzinfo=UTC)


def test_only_who_held_the_pin_that_day_is_credited(recorder: Recorder, cast: Cast) -> None:
    make_pin(recorder.site, "7", cast.maria, end_on=date(2026, 11, 24))
    make_pin(recorder.site, "7", cast.yohana, start_on=date(2026, 11, 24))

    send(recorder, NewPunch("7", MORNING), NewPunch("7", MORNING - timedelta(1)))

    people = Punch.objects.order_by("at").values_list("employee", flat=True)
    assert list(people) == [cast.maria.pk, cast.yohana.pk]


def test_empty_fields_are_filled_and_nothing_is_replaced(recorder: Recorder) -> None:
    send(recorder, NewPunch("7", MORNING, None, 1))
    send(recorder, NewPunch("7", MORNING, 1, 15))

    punch = Punch.objects.get()
    assert (punch.status, punch.verify) == (1, 1)


def test_two_machines_may_see_the_same_person_at_the_same_second(
    recorder: Recorder,
) -> None:
    other = make_recorder(recorder.site, "Pintu belakang")

    send(recorder, NewPunch("7", MORNING))
    send(other, NewPunch("7", MORNING))

    assert Punch.objects.count() == 2


def test_a_machine_with_a_doubtful_clock_makes_doubtful_punches(cast: Cast) -> None:
    recorder = make_recorder(make_site(cast.division), clock_doubtful=True)

    send(recorder, NewPunch("7", MORNING))

    assert Punch.objects.get().doubtful


def test_doubt_stays_when_the_same_punch_comes_from_a_file(recorder: Recorder) -> None:
    send(recorder, NewPunch("7", MORNING, doubtful=True))
    send(recorder, NewPunch("7", MORNING))

    assert Punch.objects.get().doubtful


@pytest.mark.parametrize("seed", range(3))
def test_replay_overlap_and_shuffle_change_nothing(
    recorder: Recorder, cast: Cast, seed: int
) -> None:
    make_pin(recorder.site, "1", cast.maria)
    random = Random(seed)  # noqa: S311 (chance, not secrets)
    rows = [
        NewPunch(str(random.randint(1, 9)), MORNING + timedelta(seconds=random.randint(0, 300)))
        for _ in range(300)
    ]
    distinct = {(row.pin_raw, row.local_time) for row in rows}

    assert send(recorder, *rows) == Recorded(len(distinct), len(rows) - len(distinct))
    first = stored()
    for _ in range(3):
        random.shuffle(rows)
        half = random.randint(0, len(rows))
        assert send(recorder, *rows[half:], *rows[:half]) == Recorded(0, len(rows))

    assert stored() == first
    assert len(first) == len(distinct)


def test_the_journal_gets_one_line_a_delivery(recorder: Recorder) -> None:
    send(recorder, NewPunch("7", MORNING), NewPunch("8", MORNING))
    send(recorder, NewPunch("8", MORNING))

    lines = Entry.objects.filter(action="PunchesRecorded").values_list("ids__count", flat=True)
    assert list(lines) == [2]


def test_new_punches_leave_their_days_to_be_derived(recorder: Recorder, cast: Cast) -> None:
    make_pin(recorder.site, "7", cast.maria)

    send(recorder, NewPunch("7", MORNING), NewPunch("8", MORNING))

    spans = DirtySpan.objects.values_list("employee", "start_on", "end_on")
    assert list(spans) == [(cast.maria.pk, TODAY - timedelta(1), TODAY + timedelta(2))]


def test_nothing_sent_is_nothing_stored(recorder: Recorder) -> None:
    assert send(recorder) == Recorded(0, 0)


def test_an_entry_by_hand_is_withdrawn_and_stays(cast: Cast) -> None:
    manual = make_recorder(make_site(cast.division), kind=Recorder.Kind.MANUAL, grade=4)
    punch = make_punch(cast.maria, manual, MORNING)

    void_punch(punch.pk, reason="Salah orang", by=SYSTEM, at=NOON)

    punch.refresh_from_db()
    assert (punch.void, punch.void_reason) == (True, "Salah orang")
    assert DirtySpan.objects.count() == 1


def test_what_a_machine_recorded_is_not_withdrawn(recorder: Recorder, cast: Cast) -> None:
    punch = make_punch(cast.maria, recorder, MORNING)

    with pytest.raises(Refused) as refusal:
        void_punch(punch.pk, reason="Salah orang", by=SYSTEM, at=NOON)

    assert refusal.value.code == "attendance.not_by_hand"


def test_a_withdrawal_needs_a_reason(cast: Cast) -> None:
    manual = make_recorder(make_site(cast.division), kind=Recorder.Kind.MANUAL, grade=4)
    punch = make_punch(cast.maria, manual, MORNING)

    with pytest.raises(Refused) as refusal:
        void_punch(punch.pk, reason=" ", by=SYSTEM, at=NOON)

    assert refusal.value.code == "attendance.no_reason"
