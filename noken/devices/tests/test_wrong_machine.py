"""A file of another machine or another time is asked about twice before it counts."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from noken.attendance.models import Punch, Recorder
from noken.devices.management import attlog as command
from noken.devices.models import Delivery, Upload
from noken.devices.rules.wrong import signs
from noken.devices.tests.attlogs import attlog, line
from noken.devices.tests.test_file_pages import attlog_text, send
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world_attendance import make_pin, make_recorder, make_site

pytestmark = pytest.mark.django_db
PLAIN: dict[str, Any] = {
    "pins": 40,
    "unknown": 3,
    "at_site": 60,
    "new": 900,
    "twins": 0,
    "age": timedelta(days=40),
}


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "files")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, []),
        ({"unknown": 20}, []),
        ({"unknown": 21}, ["PINS"]),
        ({"unknown": 40, "at_site": 0}, []),  # a place that begins: nobody has a PIN yet
        ({"pins": 2, "unknown": 2}, []),  # guests
        ({"age": timedelta(days=200)}, ["AGE"]),
        ({"age": timedelta(days=200), "new": 0}, []),
        ({"age": None, "new": 0}, []),
        ({"twins": 901}, ["TWINS"]),
    ],
)
def test_what_speaks_against_the_machine(given: dict[str, Any], found: list[str]) -> None:
    assert signs(**(PLAIN | given)) == found


@pytest.fixture
def machine(cast: Cast) -> Recorder:
    recorder = make_recorder(make_site(cast.section, "Kantor"), "Pintu utama")
    make_pin(recorder.site, "1", cast.owner)
    return recorder


def lines(day: str = "2026-11-23") -> list[str]:
    return [line(str(pin), f"{day} 07:2{pin}:09") for pin in range(1, 7)]


def test_most_pins_unknown_is_asked_twice(cast: Cast, browse: Browse, machine: Recorder) -> None:
    browser = browse(cast.admin_opd)
    url = send(browser, machine.pk, attlog_text(*lines())).url
    page = browser.get(url).content.decode()
    assert "5 dari 6 PIN di berkas ini belum dikenal di sini." in page
    assert 'name="sure"' in page
    take = reverse("devices:take", args=[Upload.objects.get().pk])

    refused = browser.post(take)
    assert (refused.status_code, Punch.objects.count()) == (422, 0)
    browser.post(take, {"sure": "1"})

    assert Punch.objects.count() == 6


def test_what_fits_the_machine_is_taken_at_once(
    cast: Cast, browse: Browse, machine: Recorder
) -> None:
    browser = browse(cast.admin_opd)
    url = send(browser, machine.pk, attlog_text(*lines()[:2])).url

    assert 'name="sure"' not in browser.get(url).content.decode()
    browser.post(reverse("devices:take", args=[Upload.objects.get().pk]))
    assert Punch.objects.count() == 2


def test_the_command_asks_twice_too(
    cast: Cast, machine: Recorder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cast.owner.pk
    path = attlog(tmp_path, lines("2024-11-23"))

    assert command.run(path, machine.name, preview=False) == command.FAILED
    said = capsys.readouterr()
    assert "5 dari 6 PIN" in said.out
    assert "Rekaman terbarunya dari 23 Nov 2024." in said.out
    assert "--sure" in said.err
    assert not Delivery.objects.exists()

    assert command.run(path, machine.name, preview=False, sure=True) == command.TAKEN
    assert Punch.objects.count() == 6
