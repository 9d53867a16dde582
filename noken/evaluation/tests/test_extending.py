from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from noken.calendars import services as calendars
from noken.core import clock
from noken.core.actor import Actor, Role, system
from noken.core.errors import Refused
from noken.evaluation import services
from noken.evaluation.models import Extension, Period, Sheet
from noken.evaluation.queries import due_days, period_due
from noken.evaluation.services import More
from noken.notices.models import Notice
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import DUE, make_period, make_sheet

pytestmark = pytest.mark.django_db
SELF = DUE - timedelta(7)
LATER = DUE + timedelta(4)


@pytest.fixture
def period(cast: Cast) -> Period:  # noqa: ARG001 (the people are there first)
    return make_period()


@pytest.fixture
def sheet(cast: Cast, period: Period) -> Sheet:
    return make_sheet(cast.owner, period)


def keeper(cast: Cast) -> Actor:
    return actor(cast.personnel, Role.PERSONNEL)


def more(period: Period, **changes: Any) -> More:
    given = {"self_due_on": SELF, "due_on": LATER, "reason": "Listrik padam.", **changes}
    return More(period_id=period.pk, **given)


def test_more_time_for_all_reaches_every_sheet(cast: Cast, period: Period, sheet: Sheet) -> None:
    services.extend(more(period), by=keeper(cast), at=NOON)

    assert due_days([sheet.pk]) == {sheet.pk: (SELF, LATER)}
    assert period_due(period.pk) == (SELF, LATER)


def test_more_time_for_a_unit_reaches_all_below_it_and_nobody_else(
    cast: Cast, period: Period, sheet: Sheet
) -> None:
    other = make_sheet(cast.admin_other, period)

    services.extend(more(period, unit_id=cast.agency.pk), by=keeper(cast), at=NOON)

    assert due_days([sheet.pk, other.pk]) == {sheet.pk: (SELF, LATER), other.pk: (SELF, DUE)}
    assert period_due(period.pk) == (SELF, DUE)
    assert period_due(period.pk, cast.section.pk) == (SELF, LATER)


def test_more_time_for_one_sheet_is_only_theirs(cast: Cast, period: Period, sheet: Sheet) -> None:
    peer = make_sheet(cast.peer, period)

    services.extend(more(period, sheet_id=sheet.pk), by=keeper(cast), at=NOON)

    assert due_days([sheet.pk, peer.pk])[peer.pk] == (SELF, DUE)
    assert due_days([sheet.pk])[sheet.pk].on == LATER


def test_those_it_concerns_hear_the_reason(cast: Cast, period: Period, sheet: Sheet) -> None:
    make_sheet(cast.peer, period, status="FINAL")

    services.extend(more(period), by=keeper(cast), at=NOON)

    told = dict(Notice.objects.values_list("person_id", "text"))
    assert set(told) == {sheet.employee_id, cast.acting_superior.pk}
    assert told[cast.owner.pk].endswith("Senin, 23 November 2026. Listrik padam.")
    assert (
        "Hasil penilaian Triwulan III 2026 kini sampai Jumat, 4 Desember"
        in told[cast.acting_superior.pk]
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": "  "}, "period.no_reason"),
        ({"due_on": DUE - timedelta(1)}, "period.not_later"),
        ({"due_on": DUE}, "period.not_later"),
        ({"self_due_on": LATER + timedelta(1)}, "period.due_order"),
        ({"unit_id": 2**40}, "period.unknown_unit"),
        ({"sheet_id": 2**40}, "period.unknown_sheet"),
    ],
)
@pytest.mark.usefixtures("sheet")
def test_what_is_no_extension_is_refused(
    cast: Cast, period: Period, change: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        services.extend(more(period, **change), by=keeper(cast), at=NOON)

    assert refusal.value.code == code
    assert not Extension.objects.exists()


def test_only_bkpsdm_extends_and_only_what_runs(cast: Cast, period: Period) -> None:
    with pytest.raises(Refused) as refusal:
        services.extend(more(period), by=actor(cast.admin_opd), at=NOON)
    assert refusal.value.code == "period.keeper_only"

    Period.objects.update(closed_at=NOON)
    with pytest.raises(Refused) as refusal:
        services.extend(more(period), by=keeper(cast), at=NOON)
    assert refusal.value.code == "period.closed"


# --- outages ---


def outage(
    cast: Cast, first: date, last: date, *, unit: bool = False, only_presence: bool = False
) -> None:
    calendars.record_disruption(
        clock.at_noon(first) - timedelta(hours=3),
        clock.at_noon(last) + timedelta(hours=3),
        what="Kabel laut putus",
        proof="Catatan pemantau",
        unit_id=cast.agency.pk if unit else None,
        only_presence=only_presence,
        by=system(TODAY),
        at=NOON,
    )


def test_an_outage_moves_what_was_due_by_itself(cast: Cast, period: Period, sheet: Sheet) -> None:
    outage(cast, date(2026, 11, 19), date(2026, 11, 20))

    row = Extension.objects.get(period=period)
    assert due_days([sheet.pk])[sheet.pk] == (date(2026, 11, 25), date(2026, 12, 2))
    assert (row.by, row.reason) == (None, "Gangguan sistem: Kabel laut putus")
    assert Notice.objects.filter(person_id=cast.owner.pk, kind="PeriodExtended").exists()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 10, 1), date(2026, 10, 2)),
        (date(2026, 11, 21), date(2026, 11, 22)),
        (date(2026, 12, 1), date(2026, 12, 3)),
    ],
    ids=["before the opening", "on a weekend", "after it was due"],
)
def test_an_outage_that_took_no_day_moves_nothing(
    cast: Cast, period: Period, first: date, last: date
) -> None:
    outage(cast, first, last)

    assert not Extension.objects.filter(period=period).exists()


def test_an_outage_of_a_unit_counts_when_it_hit_the_work(cast: Cast, period: Period) -> None:
    day = date(2026, 11, 19)

    outage(cast, day, day, unit=True, only_presence=True)
    silent = period_due(period.pk, cast.section.pk)
    outage(cast, day, day, unit=True)

    assert silent == (SELF, DUE)
    assert period_due(period.pk, cast.section.pk) == (date(2026, 11, 24), date(2026, 12, 1))
    assert period_due(period.pk) == (SELF, DUE)


def test_an_outage_that_goes_on_is_counted_once(cast: Cast, period: Period) -> None:
    day = date(2026, 11, 19)
    outage(cast, day, day)
    disruption_id = Extension.objects.get().disruption_id or 0

    calendars.extend_disruption(
        disruption_id,
        clock.at_noon(day + timedelta(1)) + timedelta(hours=3),
        by=system(TODAY),
        at=NOON,
    )
    services.extend_for_disruption(disruption_id, by=system(TODAY), at=NOON)

    assert Extension.objects.count() == 1
    assert period_due(period.pk) == (date(2026, 11, 25), date(2026, 12, 2))


def test_two_outages_add_up(cast: Cast, period: Period) -> None:
    for day in (date(2026, 11, 18), date(2026, 11, 20)):
        outage(cast, day, day)

    assert period_due(period.pk) == (date(2026, 11, 25), date(2026, 12, 2))


FAR_SELF, FAR = date(2026, 12, 14), date(2026, 12, 16)
LATE = date(2026, 12, 15)
"""After the period was due, and before those with more time are."""


def test_an_outage_gives_back_to_a_sheet_that_had_more_time(
    cast: Cast, period: Period, sheet: Sheet
) -> None:
    peer = make_sheet(cast.peer, period)
    given = more(period, sheet_id=sheet.pk, self_due_on=FAR_SELF, due_on=FAR)
    services.extend(given, by=keeper(cast), at=NOON)

    outage(cast, LATE, LATE)
    outage(cast, date(2026, 11, 19), date(2026, 11, 19))

    dues = due_days([sheet.pk, peer.pk])
    assert dues[sheet.pk] == (date(2026, 12, 15), date(2026, 12, 18))
    assert dues[peer.pk] == period_due(period.pk) == (date(2026, 11, 24), date(2026, 12, 1))
    rows = Extension.objects.exclude(disruption_id=None).order_by("pk")
    assert [row.sheet_id for row in rows] == [sheet.pk, None, sheet.pk]


def test_an_outage_gives_back_to_a_unit_that_had_more_time(
    cast: Cast, period: Period, sheet: Sheet
) -> None:
    other = make_sheet(cast.admin_other, period)
    given = more(period, unit_id=cast.division.pk, self_due_on=FAR_SELF, due_on=FAR)
    services.extend(given, by=keeper(cast), at=NOON)

    outage(cast, LATE, LATE, unit=True)

    assert period_due(period.pk, cast.section.pk) == (FAR_SELF, date(2026, 12, 17))
    assert due_days([sheet.pk, other.pk]) == {
        sheet.pk: (FAR_SELF, date(2026, 12, 17)),
        other.pk: (SELF, DUE),
    }
    assert Extension.objects.get(disruption_id__isnull=False).unit == cast.division


def test_an_outage_elsewhere_gives_nothing_back(cast: Cast, period: Period, sheet: Sheet) -> None:
    other = make_sheet(cast.admin_other, period)
    for each in (sheet, other):
        given = more(period, sheet_id=each.pk, self_due_on=FAR_SELF, due_on=FAR)
        services.extend(given, by=keeper(cast), at=NOON)

    outage(cast, LATE, LATE, unit=True)

    dues = due_days([sheet.pk, other.pk])
    assert (dues[sheet.pk].on, dues[other.pk].on) == (date(2026, 12, 17), FAR)


def test_two_outages_of_the_whole_and_of_a_unit_add_up(
    cast: Cast, period: Period, sheet: Sheet
) -> None:
    outage(cast, date(2026, 11, 18), date(2026, 11, 18), unit=True)
    outage(cast, date(2026, 11, 20), date(2026, 11, 20))

    assert due_days([sheet.pk])[sheet.pk] == (date(2026, 11, 25), date(2026, 12, 2))
    assert period_due(period.pk) == (date(2026, 11, 24), date(2026, 12, 1))


def test_who_gets_days_back_in_two_ways_hears_it_once(
    cast: Cast, period: Period, sheet: Sheet
) -> None:
    given = more(period, sheet_id=sheet.pk, self_due_on=FAR_SELF, due_on=FAR)
    services.extend(given, by=keeper(cast), at=NOON)
    make_sheet(cast.peer, period)
    Notice.objects.all().delete()

    outage(cast, date(2026, 11, 19), date(2026, 11, 19))

    told = {
        person: list(Notice.objects.filter(person_id=person).values_list("text", flat=True))
        for person in (cast.owner.pk, cast.acting_superior.pk)
    }
    assert [text.split(" kini sampai ")[1] for text in told[cast.owner.pk]] == [
        "Selasa, 15 Desember 2026. Gangguan sistem: Kabel laut putus"
    ]
    assert [text.split(" kini sampai ")[1] for text in told[cast.acting_superior.pk]] == [
        "Selasa, 1 Desember 2026. Gangguan sistem: Kabel laut putus"
    ]


def test_an_outage_that_goes_on_moves_a_sheet_once(
    cast: Cast, period: Period, sheet: Sheet
) -> None:
    given = more(period, sheet_id=sheet.pk, self_due_on=FAR_SELF, due_on=FAR)
    services.extend(given, by=keeper(cast), at=NOON)
    outage(cast, date(2026, 11, 19), date(2026, 11, 19))
    disruption_id = Extension.objects.exclude(disruption_id=None)[0].disruption_id or 0

    services.extend_for_disruption(disruption_id, by=system(TODAY), at=NOON)
    calendars.extend_disruption(
        disruption_id,
        clock.at_noon(date(2026, 11, 20)) + timedelta(hours=3),
        by=system(TODAY),
        at=NOON,
    )

    assert Extension.objects.filter(disruption_id=disruption_id).count() == 2
    assert due_days([sheet.pk])[sheet.pk] == (date(2026, 12, 16), date(2026, 12, 18))


def test_a_closed_period_stays_as_it_was(cast: Cast, period: Period) -> None:
    Period.objects.filter(pk=period.pk).update(closed_at=NOON)

    outage(cast, date(2026, 11, 19), date(2026, 11, 19))

    assert not Extension.objects.exists()


# --- reminders ---


Remind = Callable[[date], int]


@pytest.fixture
def remind() -> Remind:
    def on(day: date) -> int:
        at: datetime = clock.at_noon(day)
        return services.remind(by=system(day), at=at)

    return on


def told(person_id: int) -> list[str]:
    kinds = ("SelfDueSoon", "RatingsDueSoon")
    rows = Notice.objects.filter(person_id=person_id, kind__in=kinds).order_by("pk")
    return list(rows.values_list("text", flat=True))


@pytest.mark.usefixtures("sheet")
def test_people_are_reminded_a_week_and_a_day_before_and_once(cast: Cast, remind: Remind) -> None:
    days = [date(2026, 11, day) for day in range(13, 25)]

    counts = [remind(day) for day in days for _ in range(2)]

    said = "Penilaian diri Triwulan III 2026 ditunggu sampai Senin, 23 November 2026."
    assert told(cast.owner.pk) == [said, said]
    assert sum(1 for count in counts if count) == 6


@pytest.mark.usefixtures("sheet")
def test_a_rater_hears_how_many_wait_in_one_notice(
    cast: Cast, period: Period, remind: Remind
) -> None:
    make_sheet(cast.peer, period, status="ASSESSED")
    make_sheet(cast.acting_superior, period, status="FINAL")

    remind(date(2026, 11, 23))

    assert told(cast.acting_superior.pk) == [
        "2 orang masih menunggu penilaian Anda untuk Triwulan III 2026, "
        "sampai Senin, 30 November 2026."
    ]


def test_who_has_spoken_and_what_is_closed_is_not_reminded(
    cast: Cast, period: Period, sheet: Sheet, remind: Remind
) -> None:
    Sheet.objects.filter(pk=sheet.pk).update(status="ASSESSED")
    assert remind(date(2026, 11, 16)) == 0

    Sheet.objects.filter(pk=sheet.pk).update(status="OPEN")
    Period.objects.filter(pk=period.pk).update(closed_at=NOON)
    assert remind(date(2026, 11, 16)) == 0
    assert told(cast.owner.pk) == []


def test_nobody_is_reminded_of_what_just_opened(
    cast: Cast, period: Period, sheet: Sheet, remind: Remind
) -> None:
    Period.objects.filter(pk=period.pk).update(opened_at=clock.at_noon(date(2026, 11, 15)))

    remind(date(2026, 11, 16))

    assert told(cast.owner.pk) == []
    assert sheet.status == "OPEN"
