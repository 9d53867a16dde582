"""The summons: how it arrives, who is missed, and the same one again."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from noken.calendars import services as calendars
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.discipline import queries, services
from noken.discipline.models import Case
from noken.discipline.services import ExcuseDraft, Handing
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_attendance import make_absence
from tests.world_discipline import (
    LATER_ON,
    from_finding,
    make_case,
    make_counting,
    make_settings,
    new_key,
    new_report,
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


def summoned_for(cast: Cast, hear_at: datetime = LATER_ON) -> Case:
    make_settings()
    row = opened(cast)
    services.summon(row.pk, new_summons(hear_at), by=by(cast.acting_superior), at=NOON)
    return row


@pytest.mark.parametrize(("hour", "is_late"), [(9, False), (10, False), (11, True), (16, True)])
def test_who_opens_a_summons_after_its_hour_was_not_absent(
    cast: Cast, hour: int, *, is_late: bool
) -> None:
    """The hearing is at 10.00; whoever reads of it at 16.00 could not come."""
    row = summoned_for(cast)
    at = LATER_ON + timedelta(hours=hour - 10)
    services.note_summons_opened(row.pk, by=by(cast.owner, at), at=at)

    over = LATER_ON + timedelta(hours=7)
    again = new_summons(LATER_ON + timedelta(1))
    late = services.summon if is_late else services.renew_summons
    code = refused(late, row.pk, again, who=cast.superior, at=over)
    assert code == ("discipline.not_missed" if is_late else "discipline.reached")
    right = services.renew_summons if is_late else services.summon
    right(row.pk, again, by=by(cast.superior, over), at=over)


@pytest.mark.parametrize(
    ("hour", "code"),
    [(None, "discipline.not_missed"), (9, ""), (11, "discipline.not_missed")],
)
def test_paper_of_the_same_day_is_late_without_an_hour(
    cast: Cast, hour: int | None, code: str
) -> None:
    row = summoned_for(cast)
    moment = LATER_ON + timedelta(hours=hour - 10) if hour else None
    handing = Handing(on=clock.day_of(LATER_ON), witness="Frans", moment=moment)
    over = LATER_ON + timedelta(hours=4)
    services.hand_summons(row.pk, handing, by=by(cast.superior, over), at=over)

    again = new_summons(LATER_ON + timedelta(1))
    if code:
        assert refused(services.summon, row.pk, again, who=cast.superior, at=over) == code
    else:
        services.summon(row.pk, again, by=by(cast.superior, over), at=over)


def test_paper_is_not_handed_over_at_an_hour_to_come(cast: Cast) -> None:
    row = summoned_for(cast)
    handing = Handing(on=TODAY, witness="Frans", moment=NOON + timedelta(hours=1))

    code = refused(services.hand_summons, row.pk, handing, who=cast.acting_superior)
    assert code == "discipline.bad_day"


def away(cast: Cast) -> None:
    day = clock.day_of(LATER_ON)
    make_absence(cast.owner, day, day + timedelta(1))


def outage(cast: Cast) -> None:
    calendars.record_disruption(
        LATER_ON - timedelta(hours=1),
        LATER_ON + timedelta(hours=1),
        what="Banjir",
        proof="Laporan 12/2026",
        unit_id=None,
        by=actor(cast.personnel, Role.PERSONNEL, on=clock.day_of(AFTER_HEARING)),
        at=AFTER_HEARING,
    )


@pytest.mark.parametrize("covers", [away, outage])
def test_nobody_misses_a_hearing_on_a_day_of_leave_or_of_an_outage(
    cast: Cast, covers: Callable[[Cast], None]
) -> None:
    row = summoned_for(cast)
    services.note_summons_opened(row.pk, by=by(cast.owner), at=NOON)
    covers(cast)
    again = new_summons(AFTER_HEARING + timedelta(1))

    code = refused(services.summon, row.pk, again, who=cast.superior, at=AFTER_HEARING)
    assert code == "discipline.away"
    actor_then = by(cast.superior, AFTER_HEARING)
    services.renew_summons(row.pk, again, by=actor_then, at=AFTER_HEARING)
    assert row.summonses.get(is_void=False).ordinal == 1


def no_show(cast: Cast) -> Case:
    """After two summonses that arrived in time."""
    make_settings()
    row = make_case(cast.owner, cast.superior, "SUMMONED_2")
    services.note_missed(row.pk, by=by(cast.acting_superior), at=NOON)
    return row


def excuse(row: Case, cast: Cast, at: datetime = NOON) -> None:
    draft = ExcuseDraft(key=new_key(at), text="Anak saya masuk rumah sakit.")
    services.state_excuse(row.pk, draft, by=by(cast.owner, at), at=at)


def test_an_excuse_is_answered_before_anything_goes_on(cast: Cast) -> None:
    row = summoned_for(cast)
    services.note_summons_opened(row.pk, by=by(cast.owner), at=NOON)
    excuse(row, cast)
    assert refused(
        services.state_excuse, row.pk, ExcuseDraft(key=new_key(), text="Lagi."), who=cast.owner
    ) == ("discipline.excused")
    page = queries.case_page(by(cast.owner), row.number, NOON)
    assert isinstance(page, queries.CasePage)
    assert "menunggu jawaban pemeriksa" in page.next
    again = new_summons(AFTER_HEARING + timedelta(1))
    code = refused(services.summon, row.pk, again, who=cast.superior, at=AFTER_HEARING)
    assert code == "discipline.excuse_waits"

    then = by(cast.superior, AFTER_HEARING)
    services.decline_excuse(row.pk, "Ada di kantor hari itu.", by=then, at=AFTER_HEARING)
    assert refused(
        services.decline_excuse, row.pk, "Lagi.", who=cast.superior, at=AFTER_HEARING
    ) == ("discipline.no_excuse")
    services.summon(row.pk, again, by=then, at=AFTER_HEARING)
    told = Notice.objects.filter(kind__in=["ExcuseStated", "ExcuseDeclined"])
    assert {each.person_id for each in told} == {cast.acting_superior.pk, cast.owner.pk}
    assert not [each for each in told if "rumah sakit" in each.text]


def test_an_excuse_after_two_missed_summonses_still_leads_back(cast: Cast) -> None:
    row = no_show(cast)
    excuse(row, cast)
    naomi = cast.acting_superior
    assert refused(services.report, row.pk, new_report(), who=naomi) == "discipline.excuse_waits"

    services.renew_summons(row.pk, new_summons(), by=by(naomi), at=NOON)

    row.refresh_from_db()
    assert row.status == "SUMMONED_2"
    assert list(row.summonses.order_by("pk").values_list("came", "is_void")) == [
        (None, False),
        (None, True),
        (None, False),
    ]


def test_leave_recorded_after_two_missed_summonses_counts_too(cast: Cast) -> None:
    row = no_show(cast)
    day = clock.day_of(row.summonses.get(ordinal=2).hear_at)
    make_absence(cast.owner, day, day + timedelta(1))

    code = refused(services.report, row.pk, new_report(), who=cast.acting_superior)
    assert code == "discipline.away"
