"""Background work: personnel files, and the day's structure. Each may run twice without harm."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from noken.accounts import services as accounts
from noken.core import clock
from noken.core.actor import Actor, Role, system
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tenancy import current_tenant
from noken.notices import services as notices
from noken.organization.events import (
    ImportConfirmed,
    ImportMapped,
    ImportReceived,
    ImportResumed,
)
from noken.organization.queries.imports import actor_of
from noken.organization.services import bring_up_to_date, imports
from noken.tenants.jobs import by_the_clock, job

NOTICES_KEPT = timedelta(days=365)
_STOPPED = (
    "Pekerjaan ini terhenti karena gangguan di server; tidak ada data pegawai yang berubah. "
    "Coba lagi, atau hubungi pengelola server."
)


def _stopped(*, run_id: int) -> None:
    imports.stop_run(run_id, _STOPPED, by=system(clock.today()), at=clock.now())


@job("organization.read_import", queue="imports", given_up=_stopped)
def read_import(*, run_id: int) -> None:
    """Read a received file and keep the verdicts on its rows."""
    _said(run_id, lambda: _read(current_tenant(), run_id))


@job("organization.apply_import", queue="imports", given_up=_stopped)
def apply_import(*, run_id: int) -> None:
    """Apply a confirmed file in one transaction."""
    _said(run_id, lambda: _apply(run_id))


@by_the_clock("5 15 * * *")
def begin_day(by: Actor, at: datetime) -> None:
    """Just after midnight in Papua: what begins or ends today is in force in every instansi."""
    bring_up_to_date(by=by, at=at)


@by_the_clock("35 16 * * *")
def forget_old(by: Actor, at: datetime) -> None:
    """Every night: notices after a year, sessions that are over, files nobody came back to."""
    notices.forget(before=at - NOTICES_KEPT)
    accounts.forget_sessions(by=by, at=at)
    imports.expire_runs(by=by, at=at)


def queue_reading(batch: Sequence[ImportReceived | ImportMapped | ImportResumed]) -> None:
    """Have received files read; the command line reads its own."""
    for event in batch:
        if event.by.role is not Role.SYSTEM:
            job = read_import.configure(lock=_lock(event.run_id))
            job.defer(tenant=current_tenant(), run_id=event.run_id)


def queue_applying(batch: Sequence[ImportConfirmed]) -> None:
    """Have confirmed files applied; the command line applies its own."""
    for event in batch:
        if event.by.role is not Role.SYSTEM:
            job = apply_import.configure(lock=_lock(event.run_id))
            job.defer(tenant=current_tenant(), run_id=event.run_id)


def _lock(run_id: int) -> str:
    return f"import-{current_tenant()}-{run_id}"


def _read(tenant: str, run_id: int) -> None:
    by, at = actor_of(run_id, clock.today()), clock.now()
    run = imports.begin_reading(run_id, by=by, at=at)
    if run is not None:
        try:
            parsed = imports.parse(inbox.stored(tenant, run.stored_name), run.columns.get("chosen"))
        except imports.UnmatchedColumns as unmatched:
            choices = imports.choices_of(unmatched.columns)
            imports.ask_columns(run_id, unmatched.message, choices, by=by, at=clock.now())
        else:
            imports.stage_file(run_id, parsed, by=by, at=clock.now())


def _apply(run_id: int) -> None:
    imports.apply_run(run_id, by=actor_of(run_id, clock.today()), at=clock.now())


def _said(run_id: int, work: Callable[[], None]) -> None:
    """What the file or a rule forbids is said at once, and tried no more."""
    try:
        work()
    except (UnreadableFile, Refused) as refusal:
        imports.fail_run(run_id, refusal.message, by=system(clock.today()), at=clock.now())
