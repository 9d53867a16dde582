"""Sentences that were not so of one of the standing people: what their pages say, and what not."""

import pytest

from tests.cast import Cast
from tests.fixtures import Browse
from tests.whole.people import make_people
from tests.whole.reading import Library, finding_url, sheet_url

pytestmark = pytest.mark.django_db


def test_no_page_says_what_is_not_so(cast: Cast, browse: Browse) -> None:
    people, library = make_people(cast), Library(browse)
    # who, page, what must be read there, what must not
    table: tuple[tuple[str, str, str, str], ...] = (
        ("away", "/hari-ini/", "Belum ada laporan hari ini.", "Cukup satu target"),
        ("away", "/hari-ini/", "Target hari ini", "0 dari 1 dilaporkan"),
        ("teacher", "/hari-ini/", "Belum ada laporan hari ini.", "Cukup satu target"),
        ("approved", "/hari-ini/", "Cukup satu target", "Anda sedang cuti"),
        ("approved", "/hari-ini/", "0 dari 1 dilaporkan", "tidak wajib melapor"),
        ("explained", finding_url(people["explained"]), "menimbang selesai", "bila lewat"),
        ("pppk", finding_url(people["pppk"]), "menimbang bila lewat", "menimbang selesai"),
        (
            "pppk",
            finding_url(people["pppk"]),
            "yang tidak dijawab tidak dihitung, dan jumlahnya",
            "Pada 1 atau 2 hari tidak ada hukuman",
        ),
        (
            "stated",
            sheet_url(people["stated"]),
            "dari yang dinyatakan sampai hari pada barisnya",
            "laporan disetujui",
        ),
        ("approved", sheet_url(people["approved"]), "Target dihitung sampai", "yang dinyatakan"),
    )

    boards = (
        (
            "principal",
            "Persen RHK: Semester II 2026, sampai hari dinyatakan.",
            "kemajuan setahun",
        ),
        ("approved", "Persen RHK: kemajuan setahun. ", "sampai hari dinyatakan"),
    )
    table += tuple((key, "/tim/", so, not_so) for key, so, not_so in boards)

    found = []
    for key, url, so, not_so in table:
        is_board = url == "/tim/" and key != "principal"
        reader = people[key].superior if is_board else people[key].who
        text = library.open(reader, url).text
        found += [(key, url, "misses", so)] * (so not in text)
        found += [(key, url, "says", not_so)] * (not_so in text)

    assert not found
