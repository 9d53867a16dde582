"""An outage or a new day off gives the person time: to answer what was written down, to appeal."""

from datetime import date, datetime, timedelta

import pytest

from noken.calendars import services as calendars
from noken.calendars.services import UnitDays
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.discipline import services
from noken.discipline.models import Case
from noken.discipline.services import AppealDraft, ReplyDraft
from noken.notices.models import Notice
from noken.organization.models import Unit
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import (
    from_breach,
    make_case,
    make_settings,
    new_delivery,
    new_key,
    new_summons,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(1)


def outage(cast: Cast, day: date, *, at: datetime, unit: Unit | None = None) -> None:
    """Four hours of a day on which nothing could be sent."""
    start = clock.at_noon(day)
    calendars.record_disruption(
        start,
        start + timedelta(hours=4),
        what="Jaringan putus",
        proof="Laporan 12/2026",
        unit_id=unit.pk if unit else None,
        by=actor(cast.personnel, Role.PERSONNEL, on=clock.day_of(at)),
        at=at,
    )


@pytest.fixture
def told(cast: Cast) -> Case:
    """Told on Tuesday the 24th; the three workdays to answer end on Friday the 27th."""
    make_settings()
    by = actor(cast.acting_superior)
    row = services.open_from_breach(from_breach(cast.owner), by=by, at=NOON)
    return services.note_opened(row.pk, by=actor(cast.owner), at=NOON)


def test_an_outage_in_the_days_to_answer_gives_them_back(cast: Cast, told: Case) -> None:
    before = told.reply_by
    assert before is not None

    outage(cast, before, at=clock.at_noon(before + DAY))

    told.refresh_from_db()
    assert told.reply_by == before + 3 * DAY  # the Monday after
    late = clock.at_noon(before + 3 * DAY)
    by = actor(cast.superior, on=clock.day_of(late))
    with pytest.raises(Refused) as refusal:
        services.summon(told.pk, new_summons(late + DAY), by=by, at=late)
    assert refusal.value.code == "discipline.not_heard_first"
    assert told.steps.filter(kind="MOVED").count() == 1
    notice = Notice.objects.get(kind="CaseDeadlineMoved")
    assert notice.person_id == cast.owner.pk


def test_a_notice_after_an_outage_counts_no_day_of_it(cast: Cast) -> None:
    make_settings()
    outage(cast, TODAY + DAY, at=NOON)
    by = actor(cast.acting_superior)
    row = services.open_from_breach(from_breach(cast.owner), by=by, at=NOON)

    row = services.note_opened(row.pk, by=actor(cast.owner), at=NOON)

    assert row.reply_by == TODAY + 6 * DAY


def test_who_answered_or_sits_elsewhere_gets_no_more_time(cast: Cast, told: Case) -> None:
    before = told.reply_by
    outage(cast, TODAY + DAY, at=NOON, unit=cast.other_agency)
    services.reply(
        told.pk, ReplyDraft(key=new_key(), text="Saya sakit."), by=actor(cast.owner), at=NOON
    )
    outage(cast, TODAY + DAY, at=NOON)

    told.refresh_from_db()
    assert told.reply_by == before
    assert not told.steps.filter(kind="MOVED").exists()


def test_an_outage_moves_the_days_to_appeal_and_the_day_of_force(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "DECIDED", official=cast.superior)
    by = actor(cast.personnel)
    done = services.deliver(row.pk, new_delivery(TODAY), by=by, at=NOON)
    force = row.decisions.get().in_force_on
    assert force is not None

    outage(cast, TODAY + DAY, at=NOON + DAY)

    before = done.appeal_by
    done.refresh_from_db()
    assert done.appeal_by > before
    moved = row.decisions.get().in_force_on
    assert moved is not None
    assert moved > force
    assert done.appeal_by < moved
    outage(cast, TODAY + DAY, at=NOON + DAY)
    assert row.steps.filter(kind="MOVED").count() == 1


def test_an_outage_makes_a_late_appeal_one_in_time(cast: Cast) -> None:
    make_settings()
    row = make_case(
        cast.owner, cast.acting_superior, "DECIDED", official=cast.superior, at=NOON - 14 * DAY
    )
    keeper = actor(cast.personnel)
    done = services.deliver(row.pk, new_delivery(TODAY), by=keeper, at=NOON)
    last = done.appeal_by
    late = clock.at_noon(last + DAY)
    draft = AppealDraft(key=new_key(), text="Listrik padam pada hari terakhir.")
    own = actor(cast.owner, on=clock.day_of(late))
    assert services.appeal(row.pk, draft, by=own, at=late).is_late

    outage(cast, last, at=late + DAY)

    row = Case.objects.get(pk=row.pk)
    assert (row.status, row.appeal.is_late) == ("APPEALED", False)


def test_a_day_off_that_is_declared_later_moves_what_runs(cast: Cast, told: Case) -> None:
    before = told.reply_by
    assert before is not None

    by = actor(cast.personnel, Role.PERSONNEL)
    calendars.add_local_day(before, "Libur daerah", source="Perbup 9/2026", by=by, at=NOON)

    told.refresh_from_db()
    assert told.reply_by == before + 3 * DAY  # the Monday after
    notice = Notice.objects.get(kind="CaseDeadlineMoved")
    assert notice.text.startswith("Ada perubahan hari libur, jadi waktu Anda")


def test_days_off_of_a_unit_move_the_day_of_force(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "DECIDED", official=cast.superior)
    done = services.deliver(row.pk, new_delivery(TODAY), by=actor(cast.personnel), at=NOON)
    force = row.decisions.get().in_force_on or TODAY
    days = UnitDays(cast.division.pk, TODAY + DAY, TODAY + DAY, "Libur sekolah", "Kalender")

    calendars.add_unit_days(days, by=actor(cast.personnel, Role.PERSONNEL), at=NOON)

    before = done.appeal_by
    done.refresh_from_db()
    assert done.appeal_by > before
    assert (row.decisions.get().in_force_on or TODAY) > force
