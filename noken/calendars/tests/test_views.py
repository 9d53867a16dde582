"""The calendar page: everybody reads, the personnel agency adds and decides."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from noken.audit.models import Entry
from noken.calendars import services
from noken.calendars.models import Holiday
from noken.core.actor import system
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY

Browse = Callable[[Employee | None], Client]
PAGE = "/kalender/2028/"
NEW = {"day": "2028-02-05", "name": "Hari Pekabaran Injil", "source": "SK Bupati 12"}


@pytest.fixture
def hendrik(cast: Cast, browse: Browse) -> Client:
    """BKPSDM, the keeper of the calendar."""
    return browse(cast.personnel)


@pytest.fixture
def provisional(cast: Cast) -> Holiday:  # noqa: ARG001 (the database is there first)
    """The first day of a year without decree."""
    services.seed_holidays(2028, by=system(TODAY), at=NOON)
    return Holiday.objects.filter(day__year=2028).earliest("day")


def html_of(browser: Client, path: str = PAGE) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


# --- reading ---


def test_everybody_reads_which_days_are_off_and_which_are_provisional(
    cast: Cast, browse: Browse, provisional: Holiday
) -> None:
    html = html_of(browse(cast.maria))

    assert provisional.name in html
    assert "Perkiraan" in html
    assert "Tambah hari libur daerah" not in html
    assert "Pastikan libur" not in html


def test_the_keeper_may_decide_and_add_and_the_page_says_as_whom(
    hendrik: Client, provisional: Holiday
) -> None:
    html = html_of(hendrik)

    assert f'name="day" value="{provisional.pk}"' in html
    assert "Tambah hari libur daerah" in html
    assert "Anda membuka halaman ini sebagai BKPSDM" in html


def test_a_confirmed_day_is_decided_no_more(hendrik: Client) -> None:
    services.seed_holidays(2026, by=system(TODAY), at=NOON)

    html = html_of(hendrik, "/kalender/2026/")

    assert "SKB Tiga Menteri" in html
    assert "Pastikan libur" not in html


def test_a_year_nobody_has_filled_says_so(cast: Cast, browse: Browse) -> None:
    assert "Kalender tahun ini belum diisi" in html_of(browse(cast.maria), "/kalender/2040/")


@pytest.mark.parametrize(("year", "missing"), [(2020, 2019), (2099, 2100)])
def test_the_years_have_two_ends_and_no_link_leads_past_them(
    cast: Cast, browse: Browse, year: int, missing: int
) -> None:
    browser = browse(cast.maria)

    assert f"/kalender/{missing}/" not in html_of(browser, f"/kalender/{year}/")
    assert browser.get(f"/kalender/{missing}/").status_code == 404


# --- adding ---


def test_a_local_day_is_added_and_told(hendrik: Client) -> None:
    answer = hendrik.post(PAGE, NEW)

    assert answer["Location"] == PAGE
    row = Holiday.objects.get()
    assert (row.day, row.name, row.kind, row.confirmed, row.source) == (
        date(2028, 2, 5),
        "Hari Pekabaran Injil",
        "LOCAL",
        True,
        "SK Bupati 12",
    )
    html = html_of(hendrik)
    assert "Hari libur daerah ditambahkan." in html
    assert "Hari Pekabaran Injil" in html
    assert Entry.objects.get(action="HolidayDecided").role == "PERSONNEL"


def test_a_day_of_another_year_is_shown_in_its_year(hendrik: Client) -> None:
    answer = hendrik.post(PAGE, {**NEW, "day": "2027-02-05"})

    assert answer["Location"] == "/kalender/2027/"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"day": ""}, "Pilih tanggalnya."),
        ({"day": "2028-02-30"}, "Tanggal ini tidak ada."),
        ({"day": "1908-02-05"}, "Tahunnya harus antara 2020 dan 2099."),
        ({"name": ""}, "Tuliskan nama harinya."),
        ({"source": " "}, "Tuliskan dasarnya, misalnya nomor keputusan Bupati."),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(
    hendrik: Client, changed: dict[str, str], error: str
) -> None:
    sent = {**NEW, **changed}

    answer = hendrik.post(PAGE, sent)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert error in html
    assert all(f'value="{value}"' in html for value in sent.values() if value.strip())
    assert not Holiday.objects.exists()


def test_a_day_that_is_off_already_is_refused(hendrik: Client, provisional: Holiday) -> None:
    answer = hendrik.post(PAGE, {**NEW, "day": provisional.day.isoformat()})

    assert answer.status_code == 422
    assert provisional.name in answer.content.decode()
    assert not Holiday.objects.filter(kind="LOCAL").exists()


def test_who_does_not_keep_the_calendar_adds_nothing(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.admin_opd).post(PAGE, NEW)

    assert answer.status_code == 422
    assert "Kalender dijaga BKPSDM." in answer.content.decode()
    assert not Holiday.objects.exists()


# --- deciding ---


def test_a_provisional_day_is_confirmed(hendrik: Client, provisional: Holiday) -> None:
    answer = hendrik.post(f"{PAGE}pastikan/", {"day": provisional.pk, "is_day_off": "ya"})

    assert answer["Location"] == PAGE
    provisional.refresh_from_db()
    assert provisional.confirmed
    assert "Hari itu dipastikan libur." in html_of(hendrik)


def test_a_provisional_day_is_struck(hendrik: Client, provisional: Holiday) -> None:
    hendrik.post(f"{PAGE}pastikan/", {"day": provisional.pk, "is_day_off": "bukan"})

    assert not Holiday.objects.filter(pk=provisional.pk).exists()
    assert "Hari itu dicatat sebagai hari kerja." in html_of(hendrik)


def test_a_confirmed_day_is_struck_for_a_reason_only(hendrik: Client, provisional: Holiday) -> None:
    Holiday.objects.filter(pk=provisional.pk).update(confirmed=True)
    sent = {"day": provisional.pk, "is_day_off": "bukan"}
    page = html_of(hendrik)

    bare = hendrik.post(f"{PAGE}pastikan/", sent)
    long = hendrik.post(f"{PAGE}pastikan/", sent | {"alasan": "x" * 301})
    assert (bare.status_code, long.status_code) == (422, 422)
    assert Holiday.objects.filter(pk=provisional.pk).exists()
    hendrik.post(f"{PAGE}pastikan/", sent | {"alasan": "SKB perubahan 12/2026"})

    assert "Batalkan hari libur" in page
    assert not Holiday.objects.filter(pk=provisional.pk).exists()
    assert Entry.objects.get(action="HolidayDecided").reason == "SKB perubahan 12/2026"


@pytest.mark.parametrize(
    "sent", [{}, {"day": "x", "is_day_off": "ya"}, {"day": "9" * 30, "is_day_off": "ya"}]
)
def test_a_decision_about_nothing_changes_nothing(
    hendrik: Client, provisional: Holiday, sent: dict[str, str]
) -> None:
    answer = hendrik.post(f"{PAGE}pastikan/", sent)

    assert (answer.status_code, answer.get("Location", PAGE)) in {(302, PAGE), (422, PAGE)}
    provisional.refresh_from_db()
    assert not provisional.confirmed


def test_a_day_somebody_struck_meanwhile_is_refused(hendrik: Client) -> None:
    answer = hendrik.post(f"{PAGE}pastikan/", {"day": 999_999, "is_day_off": "ya"})

    assert answer.status_code == 422
    assert "sudah tidak ada di kalender" in answer.content.decode()


@pytest.mark.parametrize("who", ["owner", "admin_opd", "leader"])
def test_nobody_else_decides(cast: Cast, browse: Browse, provisional: Holiday, who: str) -> None:
    sent = {"day": provisional.pk, "is_day_off": "bukan"}

    assert browse(getattr(cast, who)).post(f"{PAGE}pastikan/", sent).status_code == 404
    assert Holiday.objects.filter(pk=provisional.pk).exists()
