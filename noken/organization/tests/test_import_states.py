"""An import in any state is over, goes on, or can be given up; the page offers what there is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from noken.core import clock
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.organization import tasks
from noken.organization.models import Employee, ImportRun
from noken.organization.queries.import_pages import STALLED_AFTER
from noken.organization.services import imports
from noken.tenants.jobs import ATTEMPTS
from tests.cast import Cast
from tests.fixtures import Browse
from tests.jobs import do
from tests.world import NOON, actor

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).parent / "data" / "siasn_contoh.xlsx"
State = ImportRun.Status
LATER = NOON + STALLED_AFTER + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def received(cast: Cast) -> ImportRun:
    file = inbox.receive(current_tenant(), [SAMPLE.read_bytes()])
    new = imports.NewFile(uuid7(NOON), SAMPLE.name, file)
    return imports.receive_file(new, by=actor(cast.personnel, Role.PERSONNEL), at=NOON)


def read(cast: Cast) -> ImportRun:
    run = received(cast)
    do(tasks.read_import, run_id=run.pk)
    return run


def reading(cast: Cast) -> ImportRun:
    run = received(cast)
    imports.begin_reading(run.pk, by=system(NOON.date()), at=NOON)
    return run


def stopped(cast: Cast) -> ImportRun:
    """A fault of the server ended the reading after the last try."""
    run = received(cast)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imports, "parse", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            do(tasks.read_import, attempts=ATTEMPTS - 1, run_id=run.pk)
    return run


def applying(cast: Cast) -> ImportRun:
    run = read(cast)
    imports.confirm_run(run.pk, "SK", by=actor(cast.personnel, Role.PERSONNEL), at=NOON)
    return run


def unapplied(cast: Cast) -> ImportRun:
    """A fault of the server ended the applying after the last try."""
    run = applying(cast)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imports, "apply_run", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            do(tasks.apply_import, attempts=ATTEMPTS - 1, run_id=run.pk)
    return run


def applied(cast: Cast) -> ImportRun:
    run = applying(cast)
    do(tasks.apply_import, run_id=run.pk)
    return run


def given_up(cast: Cast) -> ImportRun:
    run = read(cast)
    return imports.discard_run(run.pk, by=actor(cast.personnel, Role.PERSONNEL), at=NOON)


# How it came there, when it is looked at, in which state, and what its page offers.
LIVES: tuple[tuple[Callable[[Cast], ImportRun], datetime, str, set[str]], ...] = (
    (received, NOON, State.UPLOADED, {"discard"}),
    (received, LATER, State.UPLOADED, {"again", "discard"}),
    (reading, NOON, State.READING, {"discard"}),
    (reading, LATER, State.READING, {"again", "discard"}),
    (stopped, NOON, State.FAILED, {"again", "discard"}),
    (read, NOON, State.PREVIEWED, {"apply", "discard"}),
    (applying, NOON, State.APPLYING, set()),
    (applying, LATER, State.APPLYING, {"apply", "discard"}),
    (unapplied, NOON, State.PREVIEWED, {"apply", "discard"}),
    (applied, NOON, State.APPLIED, set()),
    (given_up, NOON, State.DISCARDED, set()),
)
lives = pytest.mark.parametrize(
    ("begin", "at", "state", "offered"),
    LIVES,
    ids=[f"{begin.__name__}{'-late' if at is LATER else ''}" for begin, at, *_ in LIVES],
)


def browser_of(cast: Cast, browse: Browse, at: datetime, monkeypatch: Any) -> Client:
    monkeypatch.setattr(clock, "now", lambda: at)
    return browse(cast.personnel)


def url(act: str, run: ImportRun) -> str:
    return reverse(f"organization:import{act}", args=[run.pk])


def test_every_state_is_looked_at() -> None:
    assert {state for _, _, state, _ in LIVES} == set(State)


@lives
def test_the_page_offers_to_go_on_or_to_give_up(
    begin: Callable[[Cast], ImportRun],
    at: datetime,
    state: str,
    offered: set[str],
    cast: Cast,
    browse: Browse,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = begin(cast)
    browser = browser_of(cast, browse, at, monkeypatch)

    page = browser.get(url("", run)).content.decode()

    run.refresh_from_db()
    assert run.status == state
    acts = {"again", "apply", "discard"}
    assert {act for act in acts if f'action="{url(f"_{act}", run)}"' in page} == offered


@lives
def test_what_can_be_given_up_is_gone(
    begin: Callable[[Cast], ImportRun],
    at: datetime,
    state: str,  # noqa: ARG001 (one table for all)
    offered: set[str],
    cast: Cast,
    browse: Browse,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run, people = begin(cast), Employee.objects.count()

    browser_of(cast, browse, at, monkeypatch).post(url("_discard", run))

    run.refresh_from_db()
    assert (run.status == State.DISCARDED) == ("discard" in offered or begin is given_up)
    for task in (tasks.read_import, tasks.apply_import):  # jobs of before may still come
        do(task, run_id=run.pk)
    run.refresh_from_db()
    if "discard" in offered:
        assert (run.status, run.stored_name, run.rows.count()) == (State.DISCARDED, "", 0)
        assert Employee.objects.count() == people


@lives
def test_what_can_go_on_comes_to_its_end(
    begin: Callable[[Cast], ImportRun],
    at: datetime,
    state: str,  # noqa: ARG001 (one table for all)
    offered: set[str],
    cast: Cast,
    browse: Browse,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = begin(cast)
    browser = browser_of(cast, browse, at, monkeypatch)
    before = ProcrastinateJob.objects.count()

    for act in sorted(offered - {"discard"}):
        browser.post(url(f"_{act}", run))
        assert ProcrastinateJob.objects.count() == before + 1, "a job goes on with it"
    if "again" in offered or begin in {received, reading}:
        do(tasks.read_import, run_id=run.pk)
        browser.post(url("_apply", run))
    do(tasks.apply_import, run_id=run.pk)

    run.refresh_from_db()
    assert run.status == (State.DISCARDED if begin is given_up else State.APPLIED), run.failure


def test_a_file_that_is_gone_is_not_read_again(cast: Cast) -> None:
    run, by = given_up(cast), actor(cast.personnel, Role.PERSONNEL)

    with pytest.raises(Refused) as refusal:
        imports.read_again(run.pk, by=by, at=LATER)

    assert refusal.value.code == "import.file_gone"


def test_a_lost_file_ends_its_reading_at_once(cast: Cast) -> None:
    run = received(cast)
    inbox.path_of(current_tenant(), run.stored_name).unlink()

    do(tasks.read_import, run_id=run.pk)

    run.refresh_from_db()
    assert (run.status, run.stored_name) == (State.FAILED, "")
    assert "sudah tidak ada di server" in run.failure


def test_one_press_reads_once(cast: Cast) -> None:
    run, by = stopped(cast), actor(cast.personnel, Role.PERSONNEL)
    before = ProcrastinateJob.objects.count()

    for _ in range(3):
        imports.read_again(run.pk, by=by, at=NOON)

    assert ProcrastinateJob.objects.count() == before + 1


def test_an_applying_nobody_came_back_to_goes_after_thirty_days(cast: Cast) -> None:
    run = applying(cast)

    imports.expire_runs(by=system(NOON.date()), at=NOON + imports.EXPIRES)

    run.refresh_from_db()
    assert (run.status, run.stored_name, run.rows.count()) == (State.DISCARDED, "", 0)
