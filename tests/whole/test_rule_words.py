"""What a rule card says holds today: what it waits for, and whom it counts."""

import re

import pytest

from noken.organization.models import Employee
from tests.cast import Cast
from tests.detecting import make_tolerance
from tests.fixtures import Browse
from tests.whole.reading import words
from tests.world_discipline import make_counting, make_medium
from tests.world_findings import make_card, make_terms

pytestmark = pytest.mark.django_db
SUMS, ABSENCE = "/aturan/HDR-07/", "/aturan/HDR-03/"
UNSETTLED = "pemotongan di daerah menunggu aturan TPP. belum dipastikan"


def read(browse: Browse, who: Employee, url: str) -> str:
    return words(browse(who).get(url).content.decode().partition("<main")[2])


def test_sums_of_minutes_wait_for_the_tolerance(cast: Cast, browse: Browse) -> None:
    make_card("HDR-07", signers=(cast.personnel, cast.leader))
    said = "Petunjuk, menunggu penetapan"

    page = read(browse, cast.maria, SUMS)
    assert said in page
    assert "Toleransi menunggu penetapan dua orang" in page
    listed = read(browse, cast.maria, "/aturan/")
    assert re.search(r"HDR-07.{0,200}?Petunjuk, menunggu", listed)

    make_tolerance(cast)

    page = read(browse, cast.maria, SUMS)
    assert said not in page
    assert "Aktif" in page
    assert "Toleransi menunggu" not in page


def test_the_ladder_says_what_two_people_signed(cast: Cast, browse: Browse) -> None:
    make_card("HDR-03")
    page = read(browse, cast.maria, ABSENCE)
    assert UNSETTLED in page
    assert "kartu HDR-07 . belum dipastikan" in page

    make_medium()
    make_card("HDR-07")

    page = read(browse, cast.maria, ABSENCE)
    assert UNSETTLED not in page
    assert "belum dipastikan" not in page.partition("Hitungan hari kerja dalam")[2][:300]
    assert re.search(r"Hukuman sedang: berlaku sejak \w+, \d+ \w+ \d{4} \(", page)


def test_what_is_not_answered_is_told_of_contracts_as_it_is_counted(
    cast: Cast, browse: Browse
) -> None:
    make_terms()
    Employee.objects.filter(pk=cast.owner.pk).update(kind="PPPK")
    finding = make_counting(cast.owner)

    page = read(browse, cast.owner, finding.get_absolute_url())

    assert "yang tidak dijawab tidak dihitung" in page
    assert "dihitung sementara; bagi PPPK baru setelah tabel daerah dimuat" in page
