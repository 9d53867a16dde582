"""Siapa melihat data saya: every reader by name, role, what, when and why."""

from datetime import timedelta

import pytest
from django.urls import get_resolver

from noken.core.actor import Role
from noken.core.events import emit
from noken.core.http import RecordsRead
from noken.home.queries import readers
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world import NOON, actor

pytestmark = pytest.mark.django_db
WHY = "Surat tugas 700/218: keterangannya belum dijawab."


def look(
    cast: Cast, reader: str, role: Role, screen: str, *, why: str = "", hours: int = 0
) -> None:
    by = actor(getattr(cast, reader), role)
    at = NOON + timedelta(hours=hours)
    emit(RecordsRead(by=by, at=at, screen=screen, about=frozenset({cast.owner.pk}), why=why))


def test_every_reader_stands_there_newest_first(cast: Cast) -> None:
    look(cast, "acting_superior", Role.SUPERIOR, "home:team")
    look(cast, "inspectorate", Role.INSPECTORATE, "findings:finding", why=WHY, hours=1)
    look(cast, "personnel", Role.PERSONNEL, "organization:person", hours=2)

    page = readers.readers_page(actor(cast.owner), "1")

    assert [(each.name, each.role, each.what, each.reason) for each in page.looks] == [
        (cast.personnel.name, "BKPSDM", "data kepegawaian", ""),
        (cast.inspectorate.name, "Inspektorat", "temuan", WHY),
        (cast.acting_superior.name, "atasan", "papan tim", ""),
    ]
    assert page.looks[0].at == NOON + timedelta(hours=2)
    assert readers.readers_page(actor(cast.peer), "1").looks == []


def test_a_page_opened_by_the_superior_is_on_the_list_at_once(cast: Cast, browse: Browse) -> None:
    assert browse(cast.acting_superior).get(f"/laporan/?pegawai={cast.owner.pk}").status_code == 200

    html = browse(cast.owner).get("/saya/dilihat/").content.decode()

    assert cast.acting_superior.name in html
    assert "Membuka laporan kerja" in html


def test_every_area_has_words_for_what_its_screens_show() -> None:
    areas = set(get_resolver("noken.config.urls").namespace_dict)

    assert areas - set(readers.AREAS) <= {"calendars"}
    for screen in readers.SCREENS:
        area, _, name = screen.partition(":")
        _, resolver = get_resolver("noken.config.urls").namespace_dict[area]
        assert resolver.reverse_dict.getlist(name), screen
