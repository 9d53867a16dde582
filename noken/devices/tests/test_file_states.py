"""A file of a machine or a system in any state is over, taken in, or put away, also a lost one."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noken.attendance.models import Punch
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.devices.models import Upload
from noken.devices.tests.test_file_pages import CSV, GOOD, SURE, attlog_text, send
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world_attendance import make_recorder, make_site

pytestmark = pytest.mark.django_db
State = Upload.State


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "files")


@pytest.fixture
def browser(cast: Cast, browse: Browse) -> Client:
    return browse(cast.admin_opd)


def reach(state: str, browser: Client, cast: Cast) -> Upload:
    site = make_site(cast.section, "Kantor")
    if state == State.MAPPING:
        send(browser, "", CSV, table=True, site=site.pk, name="Aplikasi lama")
    else:
        send(browser, make_recorder(site, "Pintu").pk, attlog_text(*GOOD))
    upload = Upload.objects.get()
    for act, end in (("take", State.TAKEN), ("drop", State.DROPPED)):
        if state == end:
            browser.post(reverse(f"devices:{act}", args=[upload.pk]), SURE)
    upload.refresh_from_db()
    assert upload.state == state
    return upload


def lose(upload: Upload) -> None:
    inbox.path_of(current_tenant(), upload.stored_name).unlink()


def offered(upload: Upload, browser: Client) -> set[str]:
    answer = browser.get(reverse("devices:upload_page", args=[upload.pk]))
    assert answer.status_code == 200
    page = answer.content.decode()
    acts = {"take", "drop", "columns"}
    return {
        act for act in acts if f'action="{reverse(f"devices:{act}", args=[upload.pk])}"' in page
    }


OFFERED = {
    State.MAPPING: {"columns", "drop"},
    State.CHECKED: {"take", "drop"},
    State.TAKEN: set[str](),
    State.DROPPED: set[str](),
}


@pytest.mark.parametrize("state", State.values)
def test_the_page_offers_to_go_on_or_to_put_away(state: str, browser: Client, cast: Cast) -> None:
    assert offered(reach(state, browser, cast), browser) == OFFERED[State(state)]


@pytest.mark.parametrize("state", [State.MAPPING, State.CHECKED])
def test_a_lost_file_can_be_put_away(state: str, browser: Client, cast: Cast) -> None:
    upload = reach(state, browser, cast)
    lose(upload)

    assert offered(upload, browser) == {"drop"}
    browser.post(reverse("devices:drop", args=[upload.pk]))

    upload.refresh_from_db()
    assert upload.state == State.DROPPED


@pytest.mark.parametrize(("state", "act"), [(State.CHECKED, "take"), (State.MAPPING, "columns")])
def test_a_lost_file_is_said_in_words(state: str, act: str, browser: Client, cast: Cast) -> None:
    upload = reach(state, browser, cast)
    lose(upload)

    answer = browser.post(reverse(f"devices:{act}", args=[upload.pk]), {"title_row": 1})

    assert answer.status_code == 422
    assert "sudah tidak ada di server" in answer.content.decode()
    assert not Punch.objects.exists()
