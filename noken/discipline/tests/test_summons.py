"""The summons: how it arrives, who is missed, and the same one again."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline import services
from noken.discipline.models import Case
from noken.discipline.services import Handing
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import (
    LATER_ON,
    from_finding,
    make_case,
    make_counting,
    make_settings,
    new_summons,
)

pytestmark = pytest.mark.django_db
AFTER_HEARING = LATER_ON + timedelta(hours=3)


def by(person: Employee, at: datetime = NOON) -> Actor:
    return actor(person, on=clock.day_of(at))


def refused(call: Any, *args: Any, who: Employee, at: datetime = NOON) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, by=by(who, at), at=at)
    return caught.value.code


def opened(cast: Cast) -> Case:
    finding = make_counting(cast.owner)
    return services.open_from_findings(from_finding(finding), by=by(cast.acting_superior), at=NOON)


def test_nobody_is_absent_from_a_summons_that_never_arrived(cast: Cast) -> None:
    make_settings()
    row = opened(cast)
    services.summon(row.pk, new_summons(), by=by(cast.acting_superior), at=NOON)
    second = new_summons(AFTER_HEARING + timedelta(2))

    code = refused(services.summon, row.pk, second, who=cast.superior, at=AFTER_HEARING)
    assert code == "discipline.not_received"
    handed = Handing(on=TODAY + timedelta(2), witness="Frans")
    at = NOON + timedelta(2)
    services.hand_summons(row.pk, handed, by=by(cast.acting_superior, at), at=at)
    early = refused(services.summon, row.pk, second, who=cast.acting_superior, at=at)
    assert early == "discipline.not_missed"
    services.summon(row.pk, second, by=by(cast.superior, AFTER_HEARING), at=AFTER_HEARING)
    services.note_summons_opened(row.pk, by=by(cast.owner, AFTER_HEARING), at=AFTER_HEARING)
    over = AFTER_HEARING + timedelta(2, hours=1)
    services.note_missed(row.pk, by=by(cast.superior, over), at=over)

    row.refresh_from_db()
    assert row.status == "NO_SHOW"
    assert [each.came for each in row.summonses.order_by("ordinal")] == [False, False]


def renewed(cast: Cast, row: Case, held_at: datetime, at: datetime) -> None:
    """The same summons again, by who examines."""
    made = services.renew_summons(row.pk, new_summons(held_at), by=by(cast.superior, at), at=at)
    assert made.on == clock.day_of(at)


def test_a_summons_that_arrived_after_its_day_is_issued_anew(cast: Cast) -> None:
    """Neither missed nor in the way: the same one again, for the second as for the first."""
    make_settings()
    row = opened(cast)
    services.summon(row.pk, new_summons(), by=by(cast.acting_superior), at=NOON)
    at = AFTER_HEARING + timedelta(1)
    services.note_summons_opened(row.pk, by=by(cast.owner, at), at=at)
    code = refused(services.summon, row.pk, new_summons(at), who=cast.superior, at=at)
    assert code == "discipline.not_missed"

    renewed(cast, row, at + timedelta(1), at)
    services.note_summons_opened(row.pk, by=by(cast.owner, at), at=at)
    at += timedelta(1, hours=1)
    second = new_summons(at + timedelta(1))
    services.summon(row.pk, second, by=by(cast.superior, at), at=at)
    at += timedelta(4)
    renewed(cast, row, at + timedelta(1), at)
    services.note_summons_opened(row.pk, by=by(cast.owner, at), at=at)
    at += timedelta(1, hours=1)
    services.note_missed(row.pk, by=by(cast.superior, at), at=at)

    row.refresh_from_db()
    assert row.status == "NO_SHOW"
    found = row.summonses.order_by("pk").values_list("ordinal", "is_void", "came")
    assert list(found) == [(1, True, None), (1, False, False), (2, True, None), (2, False, False)]
    kinds = list(row.letters.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["SUMMONS_1", "SUMMONS_1", "SUMMONS_2", "SUMMONS_2"]


def test_a_summons_that_is_on_its_way_or_arrived_is_not_issued_anew(cast: Cast) -> None:
    make_settings()
    row = opened(cast)
    services.summon(row.pk, new_summons(), by=by(cast.acting_superior), at=NOON)
    naomi = cast.acting_superior

    assert refused(services.renew_summons, row.pk, new_summons(), who=naomi) == "discipline.reached"
    services.note_summons_opened(row.pk, by=by(cast.owner), at=NOON)
    late = new_summons(AFTER_HEARING + timedelta(1))
    code = refused(services.renew_summons, row.pk, late, who=cast.superior, at=AFTER_HEARING)
    assert code == "discipline.reached"


def test_a_void_summons_holds_nothing_and_only_one_holds(cast: Cast) -> None:
    row = make_case(cast.owner, cast.superior, "SUMMONED_1")
    with pytest.raises(IntegrityError, match="case_summons_once"), transaction.atomic():
        row.summonses.create(**_again(row))
    with pytest.raises(IntegrityError, match="case_void_summons"), transaction.atomic():
        row.summonses.update(is_void=True, came=False)


def _again(row: Case) -> dict[str, Any]:
    first = row.summonses.values().get()
    return {key: value for key, value in first.items() if key not in {"id", "case_id"}}


@pytest.mark.parametrize(
    "hear_at",
    [
        NOON - timedelta(hours=1),
        clock.at_noon(date(2026, 11, 28)),
        clock.at_noon(date(2026, 12, 4)),
    ],
)
def test_the_hour_of_a_hearing(cast: Cast, hear_at: datetime) -> None:
    make_settings()
    row = opened(cast)

    code = refused(services.summon, row.pk, new_summons(hear_at), who=cast.acting_superior)
    assert code == "discipline.bad_hour"
