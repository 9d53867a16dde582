"""Pages of what follows from a grade, empty and full."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from noken.evaluation.models import Period, Sheet
from noken.followup.models import Award, Difference, Improvement
from noken.followup.rules import flow
from noken.organization.models import Position, Posting
from tests.browser.conftest import Open
from tests.browser.office import DAY, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world import make_position
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_followup import (
    make_award,
    make_difference,
    make_final,
    make_improvement,
    make_note,
    make_potential,
)

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
LONG = "Laporan validasi data sekolah terlambat pada tiga triwulan berturut-turut. "


@dataclass(frozen=True)
class Followed:
    """`running` is Maria's, with two talks; the others' are proposed and tested."""

    running: Improvement
    proposed: Improvement
    tested: Improvement
    award: Award
    difference: Difference
    sheet: Sheet


def quarter(year: int, number: int) -> Period:
    """Found or made: the tests of a module leave their rows."""
    found = Period.objects.filter(kind="QUARTER", group="GENERAL", year=year, number=number)
    return found.first() or make_period(year=year, number=number)


def fill(office: Office) -> Followed:
    maria, yohana, others = office.maria, office.yohana, office.others
    post = make_position(
        office.unit, "Pranata Komputer Ahli Pertama", kind=Position.Kind.FUNCTIONAL
    )
    Posting.objects.filter(employee=maria).update(position=post)
    sheet = make_final(maria, yohana)
    for person, ratings in zip(
        others, (("BELOW", "AS"), ("AS", "BELOW"), ("ABOVE", "ABOVE")), strict=True
    ):
        make_final(person, yohana, ratings)
    make_final(maria, yohana, ("AS", "AS"), period=quarter(2025, 4))
    now = make_sheet(others[2], quarter(2026, 2), superior=yohana)
    make_rating(now, yohana, "BELOW", "AS")
    running = make_improvement(
        maria, by=yohana, sheet=sheet, text=LONG, start_on=DAY - timedelta(40)
    )
    note = make_note(running, yohana, held_on=DAY - timedelta(20), text=LONG)
    note.help, note.agreed = "Saya menelepon kampung tiap Senin.", "Kabar sebelum Jumat."
    note.save()
    make_note(running, yohana, by=maria, held_on=DAY - timedelta(5), text=LONG)
    make_potential(others[2])
    return Followed(
        running=running,
        proposed=make_improvement(
            others[0], by=yohana, status=flow.PROPOSED, start_on=DAY - timedelta(2), answered=True
        ),
        tested=make_improvement(
            others[1], by=yohana, status=flow.TESTED, start_on=DAY - timedelta(90)
        ),
        award=make_award(others[2], yohana, text=LONG),
        difference=make_difference(now, yohana, yohana),
        sheet=sheet,
    )


@pytest.fixture
def office() -> Office:
    return make_office()


def test_pages_of_an_employee(window: Open, office: Office) -> None:
    check(window, office.maria, ["/tindak-lanjut/", "/tindak-lanjut/ketentuan/"])
    full = fill(office)
    check(window, office.maria, ["/tindak-lanjut/", full.running.get_absolute_url()])
    for person, plan in ((office.others[0], full.proposed), (office.others[1], full.tested)):
        check(window, person, [plan.get_absolute_url()])


def test_pages_of_a_superior(window: Open, office: Office) -> None:
    check(window, office.yohana, ["/tindak-lanjut/tim/"])
    full = fill(office)
    high = office.others[2].pk
    check(
        window,
        office.yohana,
        [
            "/tindak-lanjut/tim/",
            f"/tindak-lanjut/pegawai/{high}/",
            f"/tindak-lanjut/pegawai/{high}/penghargaan/",
            f"/tindak-lanjut/pegawai/{high}/rencana/",
            full.running.get_absolute_url(),
            f"{full.proposed.get_absolute_url()}ubah/",
            full.tested.get_absolute_url(),
            full.award.get_absolute_url(),
            full.difference.get_absolute_url(),
        ],
    )


def test_pages_of_those_who_keep(window: Open, office: Office) -> None:
    keeper = make_keepers(office)["PERSONNEL"]
    place = "/tindak-lanjut/kepegawaian/"
    desk = [place, f"{place}berkas/", "/tindak-lanjut/ketentuan/"]
    check(window, keeper, desk)
    full = fill(office)
    unit = office.unit.parent_id
    check(
        window,
        keeper,
        [
            *desk,
            f"{place}?cari=Maria",
            f"/tindak-lanjut/pegawai/{office.maria.pk}/",
            f"{place}angka-kredit/?unit={unit}&tahun=2025",
            f"{place}kotak-sembilan/?unit={unit}",
            f"{place}berkas/?unit={unit}&tahun=2025",
            full.difference.file.get_absolute_url(),
            full.tested.get_absolute_url(),
            full.award.get_absolute_url(),
        ],
    )
