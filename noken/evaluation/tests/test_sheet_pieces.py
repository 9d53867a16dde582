"""What a sheet fetches late: the mirror in one line above the button, the periods of a year."""

from collections.abc import Callable

import pytest
from django.test import Client

from noken.evaluation.models import Period, Sheet
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON
from tests.world_evaluation import (
    make_led_unit,
    make_period,
    make_rating,
    make_self,
    make_sheet,
    make_staff,
)

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
LATE = {"HX-Request": "true"}


def late(client: Client, url: str) -> str:
    answer = client.get(url, headers=LATE)
    assert answer.status_code == 200, url
    return answer.content.decode()


@pytest.fixture
def head(cast: Cast) -> Employee:
    """A head with nine people in a quarter in which ten others rated six each."""
    period = make_period()
    for _ in range(10):
        unit, other = make_led_unit(cast.other_agency, cast.former_superior)
        for person in make_staff(unit, other, 6):
            make_rating(make_sheet(person, period, superior=other), other)
    unit, head = make_led_unit(cast.agency, cast.agency_head)
    for person in make_staff(unit, head, 9):
        make_self(make_sheet(person, period, superior=head))
    return head


def rate(head: Employee, count: int) -> Sheet:
    """Drafts for so many of the head's people; the last sheet, which waits for the head."""
    sheets = list(Sheet.objects.filter(parts__superior=head).order_by("pk"))
    for sheet in sheets[:count]:
        make_rating(sheet, head, "ABOVE", "ABOVE", published=False)
    return sheets[-1]


def test_from_eight_saved_ratings_on_the_mirror_is_read_where_one_publishes(
    head: Employee, browse: Browse
) -> None:
    waiting, client = rate(head, 8), browse(head)
    url = f"/evaluasi/cermin/{waiting.period_id}/?ringkas=1"

    page = client.get(waiting.get_absolute_url()).content.decode()

    assert page.index(f'hx-get="{url}"') < page.index("Terbitkan hasil")
    assert "Predikat Anda lebih tinggi daripada penilai lain" not in page
    line = late(client, url)
    assert "Predikat Anda lebih tinggi daripada penilai lain" in line
    assert f'href="/evaluasi/cermin/{waiting.period_id}/"' in line
    answer = client.post(
        f"{waiting.get_absolute_url()}nilai/", {"rating": "AS-AS", "aksi": "terbitkan"}
    )
    assert answer.status_code == 302


def test_below_eight_there_is_no_line(head: Employee, browse: Browse) -> None:
    waiting, client = rate(head, 7), browse(head)

    page = client.get(waiting.get_absolute_url()).content.decode()

    assert "Terbitkan hasil" in page
    assert "ringkas=1" not in page
    assert late(client, f"/evaluasi/cermin/{waiting.period_id}/?ringkas=1").strip() == ""


def test_who_has_rated_nobody_reads_an_empty_line(
    cast: Cast, head: Employee, browse: Browse
) -> None:
    period = Period.objects.get()

    assert rate(head, 8)
    assert late(browse(cast.agency_head), f"/evaluasi/cermin/{period.pk}/?ringkas=1").strip() == ""


@pytest.fixture
def year(cast: Cast) -> Sheet:
    """A year whose second quarter is published as Sangat Baik and whose third is a draft."""
    second, third = make_period(number=2), make_period(number=3)
    published = make_sheet(cast.maria, second)
    make_rating(published, cast.superior, "ABOVE", "ABOVE", received_at=NOON)
    make_rating(make_sheet(cast.maria, third), cast.acting_superior, "BELOW", published=False)
    before = make_period(year=2025, number=4)
    make_rating(make_sheet(cast.maria, before), cast.superior, "BELOW", "BELOW", received_at=NOON)
    return make_sheet(cast.maria, make_period(kind="YEAR", number=0))


@pytest.mark.parametrize("name", ["maria", "acting_superior", "higher_superior"])
def test_the_year_shows_its_published_periods(
    cast: Cast, browse: Browse, year: Sheet, name: str
) -> None:
    client, url = browse(getattr(cast, name)), f"{year.get_absolute_url()}?tahun=1"

    assert f'hx-get="{url}"' in client.get(year.get_absolute_url()).content.decode()
    piece = late(client, url)

    assert "Triwulan II 2026" in piece
    assert "Sangat Baik" in piece
    assert "1 periode lain" in piece
    assert "Triwulan III 2026" not in piece
    assert "2025" not in piece
    whole = client.get(url).content.decode()
    assert "Triwulan II 2026" in whole
    assert "hx-get" not in whole.split('id="tahun"')[1].split("</section>")[0]


def test_who_reads_no_texts_is_shown_no_periods(cast: Cast, browse: Browse, year: Sheet) -> None:
    url = f"{year.get_absolute_url()}?tahun=1"

    for person in (cast.personnel, cast.admin_opd):
        assert "Hasil periode tahun" not in late(browse(person), url)
    assert browse(cast.peer).get(url, headers=LATE).status_code == 404


def test_an_own_result_that_was_not_opened_stays_closed(
    cast: Cast, browse: Browse, year: Sheet
) -> None:
    Sheet.objects.filter(period__number=2, employee=cast.maria).update(received_at=None)

    piece = late(browse(cast.maria), f"{year.get_absolute_url()}?tahun=1")

    assert "Sangat Baik" not in piece
    assert "Belum ada hasil periode tahun ini" in piece


def test_a_quarter_shows_no_year(cast: Cast, browse: Browse) -> None:
    sheet = make_sheet(cast.maria, make_period())

    page = browse(cast.maria).get(f"{sheet.get_absolute_url()}?tahun=1").content.decode()

    assert 'id="tahun"' not in page
