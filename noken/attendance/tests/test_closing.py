"""A month is closed with what was recorded and what holds; reopening leaves a trace."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from noken.attendance import queries, services
from noken.attendance.exports import recap_book
from noken.attendance.models import Day, DayVersion, MonthClosing, MonthLine
from noken.audit.models import Entry
from noken.core.errors import Refused
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_corrections import (
    correction_draft,
    empty_day,
    late_day,
    make_closing,
    make_correction,
    make_day,
)

OCTOBER = date(2026, 10, 1)
SIXTH, SEVENTH, EIGHTH = (date(2026, 10, number) for number in (6, 7, 8))
IN_NOVEMBER = NOON


@pytest.fixture
def october(cast: Cast) -> Cast:
    """Maria: present, late and accepted, empty and not decided."""
    make_day(cast.owner, SIXTH)
    late_day(cast.owner, SEVENTH)
    make_correction(cast.owner, SEVENTH, status="ACCEPTED", by=cast.superior)
    empty_day(cast.owner, EIGHTH)
    make_correction(cast.owner, EIGHTH)
    late_day(cast.peer, SIXTH, 10)
    return cast


def close(cast: Cast, at: datetime = IN_NOVEMBER) -> MonthClosing:
    return services.close_month(cast.agency.pk, OCTOBER, by=actor(cast.admin_opd), at=at)


def test_what_was_recorded_and_what_holds_are_kept_side_by_side(october: Cast) -> None:
    row = close(october)

    line = MonthLine.objects.get(closing=row, employee=october.owner)
    assert line.recorded[5:8] == "HTA"
    assert line.held[5:8] == "HHM"
    assert (line.recorded_late_minutes, line.late_minutes) == (42, 0)
    assert MonthLine.objects.get(closing=row, employee=october.peer).late_minutes == 10
    assert row.people == MonthLine.objects.filter(closing=row).count()
    assert Entry.objects.filter(action="MonthClosed").exists()


def test_a_closed_month_stays_as_it_was(october: Cast) -> None:
    close(october)
    Day.objects.filter(employee=october.owner, day=SIXTH).update(late_minutes=9)

    page = queries.month_page(actor(october.owner), october.owner.pk, OCTOBER, NOON)
    recap = queries.recap_page(actor(october.admin_opd), october.agency.pk, OCTOBER, 1, NOON)

    assert page.closed is not None
    assert page.changed_since == 1
    assert all(not line.choices for line in (*page.attention, *page.lines))
    (maria,) = [row for row in recap.board.rows if row.person.id == october.owner.pk]
    assert (maria.totals.late, maria.totals.present, maria.totals.waiting) == (0, 2, 1)


def test_nothing_new_is_said_in_a_closed_month(october: Cast) -> None:
    close(october)

    with pytest.raises(Refused) as said:
        services.file_correction(correction_draft(EIGHTH), by=actor(october.owner), at=NOON)

    assert said.value.code == "month.closed"


def test_what_was_said_before_is_still_decided_and_the_keeper_sees_what_changed(
    october: Cast,
) -> None:
    waiting = make_correction(october.peer, SIXTH)
    closing = close(october)
    keeper = actor(october.admin_opd)
    before = queries.recap_page(keeper, october.agency.pk, OCTOBER, 1, NOON).changes

    services.accept_correction(waiting.pk, by=actor(october.acting_superior), at=NOON)
    Day.objects.filter(employee=october.owner, day=SEVENTH).delete()
    DayVersion.objects.create(
        employee=october.owner,
        day=SEVENTH,
        status="PRESENT",
        closes_at=NOON,
        schedule="Lima hari",
        reasons=[],
        rule_version=1,
        derived_at=NOON,
        replaced_at=NOON + timedelta(hours=1),
    )

    page = queries.recap_page(keeper, october.agency.pk, OCTOBER, 1, NOON)
    assert before == []
    assert [(each.name, each.day, each.kept, each.now) for each in page.changes] == [
        (october.peer.name, SIXTH, "M", "H"),
        (october.owner.name, SEVENTH, "H", "_"),
    ]
    assert MonthLine.objects.get(closing=closing, employee=october.peer).held[5] == "M"
    file = queries.recap_file(keeper, october.agency.pk, OCTOBER, NOON)
    assert file.changes == page.changes
    sheet = CalamineWorkbook.from_filelike(BytesIO(recap_book(file)))
    rows = sheet.get_sheet_by_name("Berubah sejak ditutup").to_python()
    assert rows[3] == [
        *(october.peer.name, "Selasa, 6 Oktober 2026"),
        *("menunggu keputusan", "hadir"),
    ]
    leader = queries.recap_page(actor(october.leader), october.agency.pk, OCTOBER, 1, NOON)
    assert leader.changes == ()


def test_reopening_asks_why_and_keeps_the_old_lines(october: Cast) -> None:
    row = close(october)
    by = actor(october.admin_opd)

    with pytest.raises(Refused) as silent:
        services.reopen_month(row.pk, why="  ", by=by, at=NOON)
    with pytest.raises(Refused) as long:
        services.reopen_month(row.pk, why="a" * 301, by=by, at=NOON)
    services.reopen_month(row.pk, why="Surat tugas menyusul.", by=by, at=NOON)
    with pytest.raises(Refused) as again:
        services.reopen_month(row.pk, why="Lagi.", by=by, at=NOON)
    second = close(october)

    codes = [silent.value.code, long.value.code, again.value.code]
    assert codes == ["month.no_reason", "month.too_long", "month.not_closed"]
    assert Entry.objects.get(action="MonthReopened").reason == "Surat tugas menyusul."
    assert MonthLine.objects.filter(closing=row, current=False).count() == row.people
    assert MonthLine.objects.filter(closing=second, current=True).count() == second.people
    page = queries.recap_page(by, october.agency.pk, OCTOBER, 1, NOON)
    assert [old.reason for old in page.history] == ["Surat tugas menyusul."]
    assert page.closing is not None
    assert page.closing.id == second.pk


def test_a_month_is_closed_once_and_not_in_parts_twice(october: Cast) -> None:
    services.close_month(october.section.pk, OCTOBER, by=actor(october.personnel), at=NOON)

    with pytest.raises(Refused) as part:
        close(october)
    with pytest.raises(Refused) as again:
        services.close_month(october.section.pk, OCTOBER, by=actor(october.personnel), at=NOON)

    assert (part.value.code, again.value.code) == ("month.part_closed", "month.closed")


def test_a_month_that_goes_on_is_not_closed(cast: Cast) -> None:
    last = datetime(2026, 10, 31, 14, 59, tzinfo=UTC)  # 23.59 in Manokwari

    with pytest.raises(Refused) as early:
        close(cast, at=last)

    assert early.value.code == "month.not_over"
    assert close(cast, at=last + timedelta(minutes=1)).month == OCTOBER


@pytest.mark.parametrize("who", ["owner", "acting_superior", "admin_other", "leader"])
def test_who_does_not_keep_the_unit_closes_nothing(october: Cast, who: str) -> None:
    row = make_closing(october.agency, [october.owner], date(2026, 9, 1))
    by = actor(getattr(october, who))

    with pytest.raises(Refused) as closing:
        services.close_month(october.agency.pk, OCTOBER, by=by, at=NOON)
    with pytest.raises(Refused) as opening:
        services.reopen_month(row.pk, why="x", by=by, at=NOON)

    assert {closing.value.code, opening.value.code} == {"month.not_yours"}


def test_an_unknown_unit(cast: Cast) -> None:
    with pytest.raises(Refused) as found:
        services.close_month(0, OCTOBER, by=actor(cast.personnel), at=NOON)

    assert found.value.code == "month.unknown_unit"
