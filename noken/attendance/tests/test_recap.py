"""Team and unit: the matrix, its figures, what protects, with whom to talk, and the files."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.http import Http404
from python_calamine import CalamineWorkbook

from noken.attendance import queries, services
from noken.attendance.exports import month_sheet, recap_book, team_sheet
from noken.attendance.models import Day, MonthLine, ToleranceProposal, ToleranceSignature
from noken.calendars.models import Disruption
from noken.core.actor import Role
from tests.cast import Cast
from tests.world import (
    NOON,
    START,
    TODAY,
    actor,
    make_employee,
    make_line,
    make_position,
    make_posting,
)
from tests.world_corrections import at_minute, empty_day, late_day, make_correction, make_day
from tests.world_work import workdays_before

NOVEMBER = TODAY.replace(day=1)
SECOND, THIRD, FOURTH = (date(2026, 11, number) for number in (2, 3, 4))


def make_outage(day: date) -> Disruption:
    return Disruption.objects.create(
        start_at=at_minute(day, 425),
        end_at=at_minute(day, 580),
        what="Mesin pintu utama diam",
        proof="catatan mesin",
        recorded_at=NOON,
    )


def sign_tolerance(cast: Cast, start_on: date) -> None:
    row = ToleranceProposal.objects.create(
        late_minutes=5, make_up_minutes=15, source="Perbup", start_on=start_on, proposed_at=NOON
    )
    for signer in (cast.personnel, cast.leader):
        ToleranceSignature.objects.create(
            proposal=row, signer=signer, role="PERSONNEL", reason="Dibahas", at=NOON
        )


@pytest.fixture
def november(cast: Cast) -> Cast:
    """Maria: late thrice, one day empty long ago; Frans (peer): protected, and here today."""
    for day in workdays_before(TODAY, 3):
        late_day(cast.owner, day, 20)
    empty_day(cast.owner, SECOND)
    outage = make_outage(THIRD)
    for person in (cast.owner, cast.peer):
        make_day(person, THIRD, first=None, shield=outage)
    make_day(cast.peer, TODAY, Day.Status.RUNNING, last=None)
    make_day(cast.owner, TODAY, Day.Status.RUNNING, first=None, last=None)
    make_day(cast.peer, FOURTH, Day.Status.SICK, first=None, last=None)
    return cast


def test_the_file_holds_when_people_came_and_went_but_not_for_leaders(november: Cast) -> None:
    unit, keeper = november.agency.pk, actor(november.admin_opd)
    kept = queries.recap_file(keeper, unit, NOVEMBER, NOON)
    seen = queries.recap_file(actor(november.leader), unit, NOVEMBER, NOON)

    book = CalamineWorkbook.from_filelike(BytesIO(recap_book(kept)))
    rows = book.get_sheet_by_name("Jam masuk dan pulang").to_python()
    [maria] = [row for row in rows if row[1] == november.owner.name]
    late = workdays_before(TODAY, 1)[0]
    assert maria[2 + late.day] == "07.50-16.02"
    assert maria[2 + THIRD.day] == "?-16.02"
    assert maria[2 + SECOND.day] == ""
    assert seen.times == {}
    names = CalamineWorkbook.from_filelike(BytesIO(recap_book(seen))).sheet_names
    assert "Jam masuk dan pulang" not in names


def test_figures_of_a_team(november: Cast) -> None:
    page = queries.team_page(actor(november.acting_superior, Role.SUPERIOR), NOVEMBER, NOON)

    figures = page.board.figures
    assert (figures.present_today, figures.due_today) == (1, 2)
    assert (figures.late_minutes, figures.late_people) == (60, 1)
    assert (figures.absent_days, figures.absent_people) == (1, 1)
    assert figures.shielded_days == 1
    assert page.about == {november.owner.pk, november.peer.pk}


def test_lateness_adds_up_by_the_tolerance_of_each_day(cast: Cast) -> None:
    """15 of each late arrival may be made up from the 20th on; 5 minutes are let pass."""
    days = (date(2026, 10, 19), date(2026, 10, 20), date(2026, 10, 21), date(2026, 10, 22))
    for day, late, end in zip(days, (20, 20, 20, 5), (970, 962, 999, 960), strict=True):
        make_day(cast.owner, day, first=450 + late, last=end, late=late)
    october = date(2026, 10, 1)
    unsigned = queries.team_page(actor(cast.acting_superior), october, NOON)
    sign_tolerance(cast, days[1])

    team = queries.team_page(actor(cast.acting_superior), october, NOON)
    own = queries.month_page(actor(cast.owner), cast.owner.pk, october, NOON)
    services.close_month(cast.agency.pk, october, by=actor(cast.admin_opd), at=NOON)
    recap = queries.recap_page(actor(cast.admin_opd), cast.agency.pk, october, 1, NOON)

    counted = (20 - 2) + (20 - 15) + 0
    assert (unsigned.board.figures.adding_minutes, unsigned.adds_up) == (0, False)
    assert (team.board.figures.late_minutes, team.board.figures.adding_minutes) == (65, counted)
    assert (own.late_minutes, own.adding_minutes, own.adds_up) == (65, counted, True)
    assert MonthLine.objects.get(employee=cast.owner).adding_minutes == counted
    assert recap.board.figures.adding_minutes == counted


def test_columns_are_the_days_of_which_something_is_known(november: Cast) -> None:
    board = queries.team_page(actor(november.acting_superior), NOVEMBER, NOON).board

    assert [column.day.day for column in board.columns] == [2, 3, 4, 19, 20, 23, 24]
    rows = {row.person.name: row.cells for row in board.rows}
    assert rows["Maria Wanggai"] == "AG_TTT."
    assert rows["Frans Rumbiak"] == "_GS___H"
    assert [shield.sentence for shield in board.shields] == [
        "3 November: Mesin pintu utama diam, 07.05 sampai 09.40"
    ]
    assert board.shields[0].people == 2


def test_talks_name_facts_only(november: Cast) -> None:
    page = queries.team_page(actor(november.acting_superior), NOVEMBER, NOON)

    assert [(talk.person.name, talk.facts) for talk in page.talks] == [
        ("Maria Wanggai", "terlambat 3 kali, 60 menit dan 1 hari tanpa keterangan")
    ]


def test_an_empty_month_and_an_empty_team(cast: Cast) -> None:
    page = queries.team_page(actor(cast.acting_superior), date(2025, 2, 1), NOON)
    nobody = queries.team_page(actor(cast.leader), NOVEMBER, NOON)

    assert page.board.columns == []
    assert page.board.figures.present_today is None
    assert nobody.talks == []


@pytest.mark.parametrize(
    ("who", "role"),
    [("admin_opd", Role.ADMIN_OPD), ("personnel", Role.PERSONNEL), ("leader", Role.LEADER)],
)
def test_who_opens_the_recap_of_a_unit(november: Cast, who: str, role: Role) -> None:
    page = queries.recap_page(actor(getattr(november, who)), november.agency.pk, NOVEMBER, 1, NOON)

    names = {row.person.name: row for row in page.board.rows}
    assert page.role is role
    assert names["Maria Wanggai"].totals.late == 3
    assert bool(names["Maria Wanggai"].url) is (role is not Role.LEADER)
    assert page.total == len(page.about)


@pytest.mark.parametrize("who", ["owner", "acting_superior", "admin_other", "inspectorate"])
def test_a_recap_is_not_for_everybody(november: Cast, who: str) -> None:
    with pytest.raises(Http404):
        queries.recap_page(actor(getattr(november, who)), november.agency.pk, NOVEMBER, 1, NOON)


def test_without_a_unit_the_highest_one_opens(november: Cast) -> None:
    admin = queries.recap_page(actor(november.admin_opd), 0, NOVEMBER, 1, NOON)

    assert admin.unit.id == november.agency.pk


def test_sixty_people_a_page(cast: Cast) -> None:
    post = make_position(cast.section)
    for number in range(61):
        make_posting(make_employee(f"Pegawai {number:02}", account=False), post)
    by = actor(cast.admin_opd)

    first = queries.recap_page(by, cast.section.pk, NOVEMBER, 1, NOON)
    second = queries.recap_page(by, cast.section.pk, NOVEMBER, 2, NOON)

    assert len(first.board.rows) == 60
    assert len(second.board.rows) == first.total - 60
    assert (first.pages, first.after, second.before) == (2, 2, 1)
    assert not first.about & second.about


def test_the_month_can_be_closed_only_after_its_end(cast: Cast) -> None:
    by = actor(cast.admin_opd)

    now = queries.recap_page(by, cast.agency.pk, NOVEMBER, 1, NOON)
    before = queries.recap_page(by, cast.agency.pk, date(2026, 10, 1), 1, NOON)

    assert (now.may_close, now.opens_on) == (False, date(2026, 12, 1))
    assert before.may_close


# --- files ---


def sheets_of(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def test_the_recap_as_offices_use_it(november: Cast) -> None:
    make_correction(november.owner, workdays_before(TODAY, 1)[0], status="ACCEPTED",
                    by=november.superior)  # fmt: skip

    page = queries.recap_file(actor(november.admin_opd), november.agency.pk, NOVEMBER, NOON)
    sheets = sheets_of(recap_book(page))

    section = sheets[november.section.name]
    assert section[0][0] == "REKAPITULASI KEHADIRAN PEGAWAI"
    maria = next(row for row in section if row[1] == "Maria Wanggai")
    letters = [cell or "" for cell in maria[4:34]]
    assert (letters[1], letters[2], letters[18], letters[22]) == ("A", "G", "T", "H")
    assert maria[2] == november.owner.nip
    text = " ".join(str(cell) for row in section for cell in row if cell)
    assert "C = cuti" in text
    assert f"Kepala {november.section.name}" in text
    assert "Rekap belum ditutup" in text
    changed = sheets["Koreksi"]
    assert [row[0] for row in changed[3:]] == ["Maria Wanggai"]
    assert changed[3][2:5] == ["terlambat", "hadir", "Saya di tugas lapangan atau rapat luar"]


def test_a_leader_sees_no_nip(november: Cast) -> None:
    page = queries.recap_file(actor(november.leader), november.agency.pk, NOVEMBER, NOON)

    assert str(november.owner.nip) not in str(sheets_of(recap_book(page)))


def test_text_stays_text_whatever_it_begins_with(november: Cast) -> None:
    november.owner.name = "=HYPERLINK(1)"
    november.owner.save()
    make_correction(november.owner, SECOND, text="+1+1", status="ACCEPTED", by=november.superior)

    page = queries.recap_file(actor(november.admin_opd), november.agency.pk, NOVEMBER, NOON)
    content = recap_book(page)

    with ZipFile(BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets" in name]
    assert not any("<f>" in sheet for sheet in sheets)
    cells = {cell for rows in sheets_of(content).values() for row in rows for cell in row}
    assert {"=HYPERLINK(1)", "+1+1"} <= cells


def test_the_team_and_the_own_month_as_files(november: Cast) -> None:
    team = queries.team_page(actor(november.acting_superior), NOVEMBER, NOON)
    own = queries.month_page(actor(november.owner), november.owner.pk, NOVEMBER, NOON)
    empty = queries.month_page(actor(november.owner), november.owner.pk, date(2025, 2, 1), NOON)

    (sheet,) = sheets_of(team_sheet(team)).values()
    (mine,) = sheets_of(month_sheet(own)).values()
    (none,) = sheets_of(month_sheet(empty)).values()

    assert any("Maria Wanggai" in row for row in sheet)
    assert mine[5][0] == "Senin, 2 November 2026"
    assert mine[5][2] == "tanpa keterangan"
    assert none[5][0] == "Belum ada hari yang tercatat pada bulan ini."


def test_a_larger_team_and_a_longer_name(cast: Cast) -> None:
    person = make_employee("Agustinus Sroyer Wanggai Mandowen " * 3)
    make_posting(person, make_position(cast.section))
    make_line(person, cast.acting_superior, start_on=START)
    late_day(person, TODAY - timedelta(1))

    page = queries.team_page(actor(cast.acting_superior), NOVEMBER, NOON)

    assert person.name in {row.person.name for row in page.board.rows}
    assert isinstance(page.as_of, datetime)
