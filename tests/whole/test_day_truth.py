"""A day has one truth: whatever was decided of it, and wherever, every page says the same."""

from datetime import date, timedelta

import pytest

from noken.attendance import queries as attendance
from noken.attendance import services as days
from noken.attendance.models import Correction
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.tally import counted as tallied
from noken.findings import services as findings
from noken.findings.models import Finding, Row
from noken.organization.models import ReportingLine
from tests.amending import amend
from tests.cast import Cast
from tests.fixtures import Browse
from tests.whole.day_pages import absences, counted, letters_of, line_of, one_letter, own_page
from tests.world import NOON, actor
from tests.world_corrections import correction_draft, empty_day, late_day, make_closing
from tests.world_findings import make_finding, make_row, make_terms, reply_draft

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 11, 9), date(2026, 11, 10)


@pytest.fixture
def row(cast: Cast) -> Row:
    """Nobody saw Maria and Frans on that Monday; both were asked, Maria has opened it."""
    make_terms()
    for person in (cast.maria, cast.peer):
        empty_day(person, MONDAY)
    make_row(make_finding(cast.peer), MONDAY)
    return make_row(make_finding(cast.maria), MONDAY, told=True)


def reply(cast: Cast, row: Row) -> None:
    findings.reply(row.finding_id, reply_draft(row), by=actor(cast.maria), at=NOON)


def decide(cast: Cast, row: Row, verdict: str) -> None:
    by = actor(cast.acting_superior, Role.SUPERIOR)
    findings.decide(row.finding_id, {row.pk: verdict}, "Sudah didengar.", by=by, at=NOON)


def test_a_row_that_is_accepted_heals_the_day_on_every_page(
    cast: Cast, browse: Browse, row: Row
) -> None:
    assert one_letter(browse, cast, cast.maria, MONDAY) == "A"
    assert absences(browse, cast.maria, MONDAY) == 1

    reply(cast, row)
    assert one_letter(browse, cast, cast.maria, MONDAY) == "M"
    decide(cast, row, "ACCEPT")

    found = letters_of(browse, cast, cast.maria, MONDAY)
    assert set(found.values()) == {"I"}
    assert "koreksi" in found
    assert absences(browse, cast.maria, MONDAY) == counted(cast.maria, MONDAY) == 0
    assert attendance.days_in([cast.maria.pk], MONDAY, TUESDAY)[cast.maria.pk].unexplained == 0
    said = Correction.objects.get()
    assert (said.decided_by, said.finding) == (cast.acting_superior, row.finding.number)
    assert one_letter(browse, cast, cast.peer, MONDAY) == "A"


def test_a_row_that_is_refused_leaves_the_day_and_reconsidering_heals_it(
    cast: Cast, browse: Browse, row: Row
) -> None:
    reply(cast, row)
    decide(cast, row, "ASK_PROOF")
    assert one_letter(browse, cast, cast.maria, MONDAY) == "M"
    findings.reply(
        row.finding_id, reply_draft(row, text="Surat dokter."), by=actor(cast.maria), at=NOON
    )
    decide(cast, row, "REFUSE")
    assert one_letter(browse, cast, cast.maria, MONDAY) == "A"
    assert counted(cast.maria, MONDAY) == absences(browse, cast.maria, MONDAY) == 1

    by = actor(cast.acting_superior, Role.SUPERIOR)
    findings.reconsider(row.pk, "Suratnya ada.", by=by, at=NOON)

    assert one_letter(browse, cast, cast.maria, MONDAY) == "I"
    assert counted(cast.maria, MONDAY) == absences(browse, cast.maria, MONDAY) == 0


def test_what_is_overturned_on_appeal_heals_the_day(cast: Cast, browse: Browse, row: Row) -> None:
    Row.objects.filter(pk=row.pk).update(state="LAPSED", reply_by=TUESDAY)

    ids = Finding.objects.filter(employee=cast.maria).values_list("pk", flat=True)
    fallen = findings.overturn(list(ids), NOON, "Dibatalkan.", by=actor(cast.personnel), at=NOON)

    assert (fallen, one_letter(browse, cast, cast.maria, MONDAY)) == (1, "I")


def test_said_at_one_door_it_is_not_asked_at_the_other(
    cast: Cast, browse: Browse, row: Row
) -> None:
    assert "Sampaikan keterangan" in line_of(own_page(browse, cast.maria, MONDAY), MONDAY)

    reply(cast, row)

    line = line_of(own_page(browse, cast.maria, MONDAY), MONDAY)
    assert f"Buka temuan {row.finding.number}" in line
    assert "Sampaikan" not in line
    assert "Tarik keterangan" not in line
    with pytest.raises(Refused, match="sudah Anda kirim"):
        days.file_correction(correction_draft(MONDAY), by=actor(cast.maria), at=NOON)


def test_said_of_the_day_it_is_weighed_in_the_finding_alone(
    cast: Cast, browse: Browse, row: Row
) -> None:
    superior = actor(cast.acting_superior, Role.SUPERIOR)
    draft = correction_draft(MONDAY)
    days.file_correction(draft, by=actor(cast.maria), at=NOON)

    row.refresh_from_db()
    assert (row.state, one_letter(browse, cast, cast.maria, MONDAY)) == ("REPLIED", "M")
    assert attendance.corrections_awaiting(superior) == []
    assert tallied([attendance.waiting_tally(superior)])["team_days"] == 0
    with pytest.raises(Refused) as accepted:
        days.accept_correction(draft.key, by=superior, at=NOON)
    assert accepted.value.code == "correction.in_finding"

    decide(cast, row, "ACCEPT")

    assert Correction.objects.get().status == "ACCEPTED"
    assert one_letter(browse, cast, cast.maria, MONDAY) == "D"


def test_what_is_said_by_who_has_no_superior_stays_for_bkpsdm(cast: Cast, row: Row) -> None:
    ReportingLine.objects.filter(employee=cast.maria).delete()

    draft = correction_draft(MONDAY)
    days.file_correction(draft, by=actor(cast.maria), at=NOON)
    days.accept_correction(draft.key, by=actor(cast.personnel, Role.PERSONNEL), at=NOON)

    row.refresh_from_db()
    assert row.state == "ACCEPTED"


def test_a_closed_month_names_the_day_that_was_healed_since(cast: Cast, row: Row) -> None:
    month = MONDAY.replace(day=1)
    closing = make_closing(cast.agency, [cast.maria], month, at=NOON - timedelta(1))
    absent = "_" * 8 + "A" + "_" * 21
    amend(closing.lines.all(), held=absent, recorded=absent)
    reply(cast, row)
    decide(cast, row, "ACCEPT")

    page = attendance.recap_page(actor(cast.admin_opd), cast.agency.pk, month, 1, NOON)

    assert [(each.name, each.day, each.now) for each in page.changes] == [
        ("Maria Wanggai", MONDAY, "I")
    ]


def late_row(finding: Finding, number: int, *parts: tuple[date, int, int]) -> Row:
    facts = {
        "minutes": 450,
        "days": [
            {"day": day.isoformat(), "late_minutes": late, "early_minutes": 0, "counted": counted}
            for day, late, counted in parts
        ],
    }
    return make_row(finding, parts[-1][0], "ASKED", told=True, item=f"2026-{number}", facts=facts)


def test_a_block_of_minutes_that_is_accepted_heals_its_whole_days(
    cast: Cast, browse: Browse
) -> None:
    make_terms()
    for day in (MONDAY, TUESDAY):
        late_day(cast.maria, day, 300)
    finding = make_finding(cast.maria, code="HDR-07")
    first = late_row(finding, 1, (MONDAY, 300, 300), (TUESDAY, 300, 150))
    second = late_row(finding, 2, (TUESDAY, 300, 150))

    reply(cast, first)
    line = line_of(own_page(browse, cast.maria, MONDAY), MONDAY)
    assert "Sudah Anda jelaskan di" in line
    assert "Ini keliru" not in line
    assert one_letter(browse, cast, cast.maria, MONDAY) == "T"

    decide(cast, first, "ACCEPT")
    assert one_letter(browse, cast, cast.maria, MONDAY) == "H"
    assert one_letter(browse, cast, cast.maria, TUESDAY) == "T"

    reply(cast, second)
    decide(cast, second, "ACCEPT")
    assert one_letter(browse, cast, cast.maria, TUESDAY) == "H"
