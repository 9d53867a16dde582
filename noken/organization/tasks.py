"""Background work: personnel files, and the day's structure. Each may run twice without harm."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from noken.accounts import services as accounts
from noken.core import clock
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tenancy import current_tenant, in_tenant
from noken.notices import services as notices
from noken.organization.events import ImportConfirmed, ImportMapped, ImportReceived
from noken.organization.queries.imports import actor_of
from noken.organization.services import bring_up_to_date, imports
from noken.tenants.queries import schemas

ATTEMPTS = 5
NOTICES_KEPT = timedelta(days=365)
_STOPPED = (
    "Pekerjaan ini terhenti karena gangguan di server; tidak ada data pegawai yang berubah. "
    "Coba lagi, atau hubungi pengelola server."
)
_RETRY = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=3)


@app.task(name="organization.read_import", queue="imports", retry=_RETRY, pass_context=True)
def read_import(context: JobContext, *, tenant: str, run_id: int) -> None:
    """Read a received file and keep the verdicts on its rows."""
    with in_tenant(tenant):
        _guarded(context, run_id, lambda: _read(tenant, run_id))


@app.task(name="organization.apply_import", queue="imports", retry=_RETRY, pass_context=True)
def apply_import(context: JobContext, *, tenant: str, run_id: int) -> None:
    """Apply a confirmed file in one transaction."""
    with in_tenant(tenant):
        _guarded(context, run_id, lambda: _apply(run_id))


@app.periodic(cron="5 15 * * *")
@app.task(queue="upkeep", queueing_lock="organization.new_day")
def begin_day(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """Just after midnight in Papua: what begins or ends today is in force in every instansi."""
    for tenant in schemas():
        with in_tenant(tenant):
            bring_up_to_date(by=system(clock.today()), at=clock.now())


@app.periodic(cron="35 16 * * *")
@app.task(queue="upkeep", queueing_lock="organization.forget")
def forget_old(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """Every night: notices after a year, sessions that are over, files nobody came back to."""
    by, at = system(clock.today()), clock.now()
    for tenant in schemas():
        with in_tenant(tenant):
            notices.forget(before=at - NOTICES_KEPT)
            accounts.forget_sessions(by=by, at=at)
            imports.expire_runs(by=by, at=at)


def queue_reading(batch: Sequence[ImportReceived | ImportMapped]) -> None:
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
            parsed = imports.parse(
                inbox.path_of(tenant, run.stored_name), run.columns.get("chosen")
            )
        except imports.UnmatchedColumns as unmatched:
            choices = imports.choices_of(unmatched.columns)
            imports.ask_columns(run_id, unmatched.message, choices, by=by, at=clock.now())
        else:
            imports.stage_file(run_id, parsed, by=by, at=clock.now())


def _apply(run_id: int) -> None:
    imports.apply_run(run_id, by=actor_of(run_id, clock.today()), at=clock.now())


def _guarded(context: JobContext, run_id: int, work: Callable[[], None]) -> None:
    """What the file or a rule forbids is said at once; a fault is said after the last try."""
    by = system(clock.today())
    try:
        work()
    except (UnreadableFile, Refused) as refusal:
        imports.fail_run(run_id, refusal.message, by=by, at=clock.now())
    except Exception:
        if context.job.attempts + 1 >= ATTEMPTS:
            imports.fail_run(run_id, _STOPPED, by=by, at=clock.now())
        raise
