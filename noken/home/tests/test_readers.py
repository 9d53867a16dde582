"""Siapa melihat data saya: every reader by name, role, what, when and why."""

import re
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
from tests.world_work import make_report

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

    assert [(day.name, day.roles, day.whats, day.reasons) for day in page.days] == [
        (cast.personnel.name, ["BKPSDM"], ["data kepegawaian"], []),
        (cast.inspectorate.name, ["Inspektorat"], ["temuan"], [WHY]),
        (cast.acting_superior.name, ["atasan"], ["papan tim"], []),
    ]
    assert page.days[0].last == NOON + timedelta(hours=2)
    assert readers.readers_page(actor(cast.peer), "1").days == []


def test_one_line_per_person_and_day_with_the_times_inside(cast: Cast, browse: Browse) -> None:
    """Minutes within an hour count for the order, too; another day is another line."""
    for minutes, who in ((0, "acting_superior"), (5, "personnel"), (25, "acting_superior")):
        role = Role.PERSONNEL if who == "personnel" else Role.SUPERIOR
        emit(
            RecordsRead(
                by=actor(getattr(cast, who), role),
                at=NOON + timedelta(minutes=minutes),
                screen="home:team" if minutes else "work:reports",
                about=frozenset({cast.owner.pk}),
            )
        )
    look(cast, "acting_superior", Role.SUPERIOR, "home:team", hours=-24)

    html = browse(cast.owner).get("/saya/dilihat/").text

    names = [cast.acting_superior.name, cast.personnel.name, cast.acting_superior.name]
    assert re.findall(r'<p class="sm"><b>([^<]+)</b>', html) == names
    assert "Membuka papan tim, laporan kerja" in html
    assert html.count("<summary>2 kali</summary>") == 1


def test_who_leads_reads_what_waits_as_superior(cast: Cast, browse: Browse) -> None:
    make_report(cast.owner)
    assert browse(cast.acting_superior).get("/menunggu/").status_code == 200

    html = browse(cast.owner).get("/saya/dilihat/").text

    assert "sebagai atasan" in html
    assert "sebagai pegawai" not in html


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
