"""Giving out shifts: who may, what overlaps, what is over."""

from datetime import timedelta

import pytest

from noken.attendance import services
from noken.attendance.models import RosterEntry
from noken.attendance.services.rosters import Shift
from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_schedules import make_roster, make_unit_schedule, shift

pytestmark = pytest.mark.django_db
ONE = timedelta(1)


@pytest.fixture
def letters(cast: Cast) -> dict[str, int]:
    make_unit_schedule(cast.section, "CLINIC_SHIFTS")
    return {letter: shift("CLINIC_SHIFTS", letter).pk for letter in "PSMK"}


def _write(by: Employee, *cells: Shift) -> int:
    return services.write_roster(cells, by=actor(by), at=NOON)


@pytest.mark.parametrize("who", ["acting_superior", "higher_superior", "admin_opd", "personnel"])
def test_shifts_are_given_out_changed_and_taken_back(
    cast: Cast, letters: dict[str, int], who: str
) -> None:
    by, me = getattr(cast, who), cast.owner.pk
    written = [Shift(me, TODAY, letters["M"]), Shift(me, TODAY + ONE), Shift(me, TODAY + 2 * ONE)]

    assert _write(by, *written) == 3
    assert _write(by, *written) == 0
    assert _write(by, Shift(me, TODAY, letters["P"]), Shift(me, TODAY + ONE, cleared=True)) == 2

    rows = RosterEntry.objects.order_by("day").values_list("day", "hours")
    assert list(rows) == [(TODAY, letters["P"]), (TODAY + 2 * ONE, None)]
    assert Entry.objects.filter(action="RosterWritten", subject_id=me).count() == 2


def test_a_shift_does_not_begin_inside_another(cast: Cast, letters: dict[str, int]) -> None:
    _write(cast.personnel, Shift(cast.owner.pk, TODAY, letters["M"]))
    _write(cast.personnel, Shift(cast.owner.pk, TODAY + ONE, letters["P"]))
    long_night = shift("ORDER_SHIFTS", "M")

    with pytest.raises(Refused) as refusal:
        _write(cast.personnel, Shift(cast.owner.pk, TODAY - ONE, long_night.pk),
               Shift(cast.owner.pk, TODAY, shift("ORDER_SHIFTS", "P").pk),
               Shift(cast.owner.pk, TODAY + ONE, letters["P"]),
               Shift(cast.owner.pk, TODAY - 2 * ONE, letters["M"]),
               Shift(cast.peer.pk, TODAY, long_night.pk),
               Shift(cast.peer.pk, TODAY + ONE, _early(long_night.schedule_id)))  # fmt: skip

    assert refusal.value.code == "roster.overlaps"
    assert cast.peer.name in refusal.value.message


def _early(schedule_id: int) -> int:
    """A shift that begins at 06.00."""
    hours = shift("ORDER_SHIFTS", "P")
    hours.pk, hours.code, hours.schedule_id = None, "D", schedule_id
    hours.start = hours.late_from = 360
    hours.save(force_insert=True)
    return hours.pk


def test_who_may_not(cast: Cast, letters: dict[str, int]) -> None:
    for who in (cast.owner, cast.peer, cast.former_superior, cast.admin_other, cast.inspectorate):
        with pytest.raises(Refused) as refusal:
            _write(who, Shift(cast.owner.pk, TODAY, letters["P"]))
        assert refusal.value.code == "roster.not_yours"
    with pytest.raises(Refused):
        _write(cast.personnel, Shift(cast.personnel.pk, TODAY, letters["P"]))


def test_what_is_over_is_put_right_by_the_admin(cast: Cast, letters: dict[str, int]) -> None:
    make_roster(cast.owner, TODAY - ONE, None)
    same, other = Shift(cast.owner.pk, TODAY - ONE), Shift(cast.owner.pk, TODAY - ONE, letters["P"])

    assert _write(cast.acting_superior, same) == 0
    with pytest.raises(Refused) as refusal:
        _write(cast.acting_superior, other)
    assert refusal.value.code == "roster.past"
    assert _write(cast.admin_opd, other) == 1


def test_only_shifts_and_not_too_many(cast: Cast) -> None:
    weekday = shift("CLINIC_SHIFTS", "P").pk + 10_000
    with pytest.raises(Refused) as unknown:
        _write(cast.personnel, Shift(cast.owner.pk, TODAY, weekday))
    with pytest.raises(Refused) as many:
        _write(cast.personnel, *[Shift(cast.owner.pk, TODAY + n * ONE) for n in range(2001)])

    assert (unknown.value.code, many.value.code) == ("roster.unknown_shift", "roster.too_many")
