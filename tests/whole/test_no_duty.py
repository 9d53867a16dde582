"""Who owes no report is not measured by reports: whole pages of a teacher, a principal, a teacher
with a contract (PPPK) and an office worker with too few reports."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.html import strip_tags

from noken.core import clock
from noken.evaluation.exports.reached import reached
from noken.evaluation.models import Sheet, Statement
from noken.evaluation.queries import Asked, gather
from noken.evaluation.rules.periods import TEACHERS
from noken.organization.models import Employee, Position, Unit
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
    make_unit,
)
from tests.world_evaluation import make_period, make_sheet
from tests.world_statements import make_statement
from tests.world_work import Agreed, make_agreed, make_duty, make_report, workdays_before

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
UNSAID = ("Butuh Perbaikan", "Tidak wajib hari ini", "di bawah ekspektasi", "di bawah jadwal")
ZERO = re.compile(r"(?<![\d,.])0 ?%")
SEMESTER = date(2026, 7, 1), date(2027, 1, 1)


@dataclass(frozen=True)
class School:
    """A principal and those who answer to them; Frans is an office worker with one report."""

    principal: Employee
    teacher: Employee
    contract: Employee
    office: Employee
    plans: dict[int, Agreed]


@pytest.fixture
def school(cast: Cast) -> School:
    make_duty(family="TEACHER", kind="", rhythm="NONE")
    make_duty(family="PRINCIPAL", kind="", rhythm="NONE")
    make_duty(kind="PNS")
    unit = make_unit("SD Inpres 1 Wosi", cast.agency)
    principal = _seated("Lukas Kmur", unit, "PRINCIPAL", cast.superior)
    teacher = _seated("Selfina Ahoren", unit, "TEACHER", principal)
    contract = _seated("Yunus Mandacan", unit, "TEACHER", principal, kind="PPPK")
    office = _seated("Frans Operator", unit, "", principal)
    plans = {
        each.pk: make_agreed(each, ["Murid lancar membaca", "Kelas tertata"], target=5)
        for each in (principal, teacher, contract, office)
    }
    make_report(office, plans[office.pk].indicators[0], on=TODAY, quantity=1, status="APPROVED")
    return School(principal, teacher, contract, office, plans)


def _seated(name: str, unit: Unit, family: str, superior: Employee, kind: str = "PNS") -> Employee:
    person = make_employee(name, kind=kind)
    make_posting(person, make_position(unit, family=family or Position.Family.GENERAL))
    make_line(person, superior, start_on=START)
    return person


def sheet_of(person: Employee) -> Sheet:
    """The running semester, as its sheet will stand."""
    start, end = SEMESTER
    period = make_period(
        kind="SEMESTER", group=TEACHERS, number=2, start_on=start, end_on=end, opened_at=NOON
    )
    return make_sheet(person, period)


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def own_pages(plan: Agreed) -> list[str]:
    return [
        "/hari-ini/",
        "/menunggu/",
        "/evaluasi/posisi/",
        "/evaluasi/posisi/prakiraan/",
        "/evaluasi/saya/",
        "/evaluasi/realisasi/",
        plan.plan.get_absolute_url(),
    ]


@pytest.mark.parametrize("who", ["teacher", "principal", "contract"])
def test_without_any_evidence_no_page_counts_or_grades(
    school: School, browse: Browse, who: str
) -> None:
    person: Employee = getattr(school, who)
    client = browse(person)

    for url in own_pages(school.plans[person.pk]):
        page = read(client, url)
        assert not ZERO.search(strip_tags(page)), url
        for words in UNSAID:
            assert words not in page, (url, words)
    assert "Data belum cukup" in read(client, "/evaluasi/posisi/prakiraan/")
    assert "Data belum cukup" in read(client, "/evaluasi/realisasi/")
    sheet = read(client, sheet_of(person).get_absolute_url())
    assert "Data belum cukup" in sheet
    assert not ZERO.search(strip_tags(sheet))
    assert "Prakiraan dari bukti" not in sheet
    assert ' fc">' not in sheet


def test_an_office_worker_with_too_few_reports_is_told_so(school: School, browse: Browse) -> None:
    client = browse(school.office)
    period = make_period(number=4)
    sheet = make_sheet(school.office, period)

    for url in ("/evaluasi/posisi/", "/evaluasi/posisi/prakiraan/"):
        page = read(client, url)
        assert not ZERO.search(strip_tags(page)), url
        assert "Butuh Perbaikan" not in page, url
    forecast = read(client, "/evaluasi/posisi/prakiraan/")
    assert "Data belum cukup" in forecast
    assert "Laporan yang dihitung baru dari 1 hari" in forecast
    page = read(client, sheet.get_absolute_url())
    assert "Data belum cukup" in page
    assert not ZERO.search(strip_tags(page))
    assert "Prakiraan dari bukti" not in page


def test_many_reports_of_one_day_are_one_day(school: School, browse: Browse) -> None:
    plan = school.plans[school.office.pk]
    for indicator in (*plan.indicators, *plan.indicators):
        make_report(school.office, indicator, on=TODAY, quantity=1, status="APPROVED")

    page = read(browse(school.office), "/evaluasi/posisi/prakiraan/")

    assert "Laporan yang dihitung baru dari 1 hari" in page


def test_a_third_of_the_days_owed_is_enough(school: School, browse: Browse) -> None:
    first, second = school.plans[school.office.pk].indicators
    for number, day in enumerate(workdays_before(TODAY, 14)):
        indicator = (first, second)[number % 2]
        make_report(school.office, indicator, on=day, quantity=2, status="APPROVED")

    page = read(browse(school.office), "/evaluasi/posisi/prakiraan/")

    assert "Data belum cukup" not in page


def test_a_principal_sees_what_teachers_owe(school: School, browse: Browse) -> None:
    client = browse(school.principal)
    make_statement(school.teacher, school.plans[school.teacher.pk].indicators[0])

    board = read(client, "/tim/")
    forecasts = read(client, "/evaluasi/posisi/prakiraan/")

    for words in UNSAID:
        assert words not in board, words
        assert words not in forecasts, words
    assert "SKP disepakati" in board
    assert "Realisasi menunggu Anda" in board
    assert "1 realisasi" in board
    assert f"/evaluasi/realisasi/{school.teacher.pk}/" in read(client, "/menunggu/")
    assert forecasts.count("Data belum cukup") == 4


def test_after_an_agreed_statement_the_number_is_one_on_all_pages(
    school: School, browse: Browse
) -> None:
    plan = school.plans[school.teacher.pk]
    at = NOON - timedelta(3)
    for indicator in plan.indicators:
        make_statement(school.teacher, indicator, 18, status="AGREED", by=school.principal, at=at)
    sheet = sheet_of(school.teacher)
    asked = Asked(school.teacher.pk, *SEMESTER)
    evidence = gather(actor(school.teacher), [asked], TODAY)[0].evidence
    shares = [int(each.share_pct or 0) for each in evidence.results]
    assert len(set(shares)) == 1
    said = f"{shares[0]}%"
    assert shares[0] > 90

    own, above = browse(school.teacher), browse(school.principal)
    for client, url in (
        (own, "/evaluasi/posisi/prakiraan/"),
        (own, "/evaluasi/realisasi/"),
        (own, sheet.get_absolute_url()),
        (above, "/evaluasi/posisi/prakiraan/"),
        (above, "/tim/"),
        (above, f"/evaluasi/realisasi/{school.teacher.pk}/"),
        (above, sheet.get_absolute_url()),
    ):
        assert said in read(client, url), url
    assert "18 dari 20 sekolah" in read(own, plan.plan.get_absolute_url())
    (first, *_) = reached(evidence, []).values()
    assert first.reached == "18 sekolah (dinyatakan sampai 21 November 2026, disepakati atasan)"
    assert clock.day_of(at) == date(2026, 11, 21)


def test_a_day_in_december_asks_for_it_where_one_begins(
    school: School, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    december = clock.at_noon(date(2026, 12, 2))
    monkeypatch.setattr(clock, "now", lambda: december)
    client = browse(school.teacher)

    today, waiting = read(client, "/hari-ini/"), read(client, "/menunggu/")

    assert "Realisasi Tahun 2026 ditunggu sampai Kamis, 31 Desember" in today
    assert "2 hasil kerja belum dinyatakan" in waiting
    assert "Realisasi ditunggu sampai 31 Des" in read(browse(school.principal), "/tim/")
    board = browse(school.principal).get("/tim/").content.decode()
    assert '<span class="xs mut">Realisasi ditunggu sampai 31 Des' in board, "cut off at the column"


def test_what_was_stated_is_not_awaited_any_more(
    school: School, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the superior asks about a line; then it is again."""
    first, second = school.plans[school.teacher.pk].indicators
    make_statement(school.teacher, first, 18)
    monkeypatch.setattr(clock, "now", lambda: clock.at_noon(date(2026, 12, 2)))
    seen = (
        (browse(school.teacher), "/evaluasi/realisasi/"),
        (browse(school.principal), f"/evaluasi/realisasi/{school.teacher.pk}/"),
    )
    awaited = "ditunggu sampai Kamis, 31 Desember 2026"

    assert all(awaited in read(*each) for each in seen)
    row = make_statement(school.teacher, second, 18)
    assert not any(awaited in read(*each) for each in seen)
    Statement.objects.filter(pk=row.pk).update(
        status="ASKED", question="Sekolah mana?", answered_by=school.principal, answered_at=NOON
    )
    assert all(awaited in read(*each) for each in seen)


def test_a_board_offers_who_has_not_reported_only_where_somebody_owes_it(
    school: School, browse: Browse
) -> None:
    principal = browse(school.principal)
    board = read(principal, "/tim/")
    assert "Belum melapor" in board
    assert "kemajuan setahun; tanpa laporan harian: Semester II 2026, sampai hari" in board

    school.office.reporting_lines.all().delete()

    for url in ("/tim/", "/tim/?saring=belum"):
        board = read(principal, url)
        assert "Belum melapor" not in board
        assert "Selfina Ahoren" in board
