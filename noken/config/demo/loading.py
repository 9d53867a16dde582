"""Loading the sample regency into an empty database."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from random import Random
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from noken.accounts.models import User
from noken.accounts.passwords import random_password
from noken.audit import services as audit
from noken.calendars import queries as calendar_queries
from noken.calendars import services as calendars
from noken.config import data_files
from noken.config.demo import (
    extras,
    leave,
    people,
    plans,
    reports,
    structure,
    tables,
    write_attendance,
    write_cascade,
    write_checkin,
    write_coaching,
    write_devices,
    write_discipline,
    write_evaluation,
    write_evidence,
    write_findings,
    write_followup,
    write_leave,
    write_objections,
    write_oversight,
    write_people,
    write_plans,
    write_planted,
    write_reports,
    write_schedules,
    write_statements,
)
from noken.config.demo.people import Staffing, Worker
from noken.config.demo.reports import Diary
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.organization import services as organization
from noken.tenants import queries as tenants
from noken.tenants import services as tenant_services

SCHEMA = "manokwari"
NAME = "Pemerintah Kabupaten Manokwari"
SEED = 20261124
WORKDAYS = {"full": 60, "small": 25}
OUTAGE_BACK = 31  # workdays before the day of loading
RARELY = 50_000, 20, 100
COMING_DAYS = 40  # of leave and duty that is known already
LOGINS = (
    ("Pegawai", "Maria Wanggai"),
    ("Atasan (kepala bidang)", "Yohana Saiba"),
    ("BKPSDM", "Hendrik Mambor"),
    ("Inspektorat", "Paulina Tibiay"),
    ("Pimpinan (Sekda)", "Yan Piet Mosyoi Sawaki"),
    ("Kepala sekolah", "Lukas Kmur"),
    ("Guru", people.TEACHER),
)
ADMIN_ROLE, ADMIN_UNIT = "Admin OPD (Dinas Pendidikan)", "DISDIK-SUB1"


class Login(NamedTuple):
    """One line of the file of sample logins."""

    role: str
    worker: Worker
    password: str


def load(size: str, *, schema: str = SCHEMA, domain: str = "manokwari.localhost") -> Path:
    """Create the instansi unless it exists, and fill it; the file of sample logins (mode 600).

    Needs the owner's rights. `size` is `full` (4,486 people) or `small`. The same day gives the
    same people and reports on every machine; only the passwords are random.
    """
    on, at = clock.today(), clock.now()
    with _much_kept():
        if schema not in tenants.schemas():
            tenant_services.create_instansi(schema, NAME, domain=domain, on=on)
        data_files.bring(schema)
        with in_tenant(schema):
            audit.prepare_months(date(on.year - 1, 1, 1), months=30)
            with transaction.atomic(), audit.bound_at_the_end():
                logins = _fill(size, on, at)
            audit.seal_journal(at=at)
            tables.analyse()
    return _write_logins(logins)


@contextmanager
def _much_kept() -> Iterator[None]:
    """Python looks for garbage rarely: most of what a load makes is kept until its end."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _fill(size: str, on: date, at: datetime) -> list[Login]:
    random = Random(SEED)  # noqa: S311 (a fixed seed on purpose: the same sample everywhere)
    by = system(on)
    for year in (on.year - 1, on.year, on.year + 1):
        calendars.seed_holidays(year, by=by, at=at)
    units = structure.units(size, random)
    staffing = people.staff(units, size, random, on)
    unit_rows = write_people.UnitRows(units)
    unit_rows.write()
    write_people.PeopleRows(unit_rows, staffing, on).write()
    write_schedules.write_schedules(unit_rows, staffing, on)
    organization.refresh_lines(by=by, at=at)
    bosses = _bosses(staffing)
    drafts = plans.plans(staffing, bosses, random, on)
    write_plans.write_plans(drafts, bosses)
    write_cascade.write_cascade(drafts, bosses, staffing, at)
    diary = _diary(size, on, at, bosses, staffing)
    _record_outage(diary, on, at)
    written = (reports.reports(plan, diary, random) for plan in drafts if plan.is_reported)
    book = _write_leave(staffing, bosses, unit_rows, diary)
    filed = _filed(chain.from_iterable(written), book)
    with _receipts(filed):
        _write_reports(filed, random, on, at)
        extras.add_feedback(staffing, on, at - timedelta(hours=20))
        write_statements.write_statements(drafts, bosses, on)
        _write_results(staffing, drafts, bosses, unit_rows, at)
        _write_attendance(unit_rows, staffing, diary, on, at)
    return _logins(staffing)


def _filed(
    written: Iterable[reports.DraftReport], book: leave.LeaveBook
) -> list[reports.DraftReport]:
    """Nobody on leave reports, and who is on duty reports from there; with what rules find."""
    away, sent = book.on_leave(), book.sent()
    filed = [each for each in written if (each.author, each.work_on) not in away]
    for each in filed:
        if place := sent.get((each.author, each.work_on)):
            each.places = [place]
    write_planted.plant(filed, away)
    return filed


@contextmanager
def _receipts(filed: list[reports.DraftReport]) -> Iterator[None]:
    """Signed while the database is busy with the rest, and written last."""
    with ThreadPoolExecutor(1) as meanwhile:
        signed = meanwhile.submit(write_reports.receipts, filed, write_reports.signer())
        yield
        write_reports.write_receipts(signed.result())


def _write_reports(
    filed: list[reports.DraftReport], random: Random, on: date, at: datetime
) -> None:
    """Reports with their photos, compared as the job of the night does."""
    with tables.bare("work_report", "work_review"):
        write_reports.write_reports(filed)
    tables.analyse("work_report", "work_review")
    extras.add_photos(filed, random, on)
    write_planted.add_photos(filed, on)
    write_planted.compare(on, at)


def _write_results(
    staffing: Staffing,
    drafts: list[plans.DraftPlan],
    bosses: dict[int, int],
    units: write_people.UnitRows,
    at: datetime,
) -> None:
    """The results, objections, and what follows from grades that are final."""
    write_evaluation.write_evaluation(staffing, drafts, bosses, units, at)
    write_objections.write_objections(staffing, at)
    write_followup.write_followup(staffing, at)
    write_oversight.write_oversight(staffing, at)


def _write_attendance(
    units: write_people.UnitRows, staffing: Staffing, diary: Diary, on: date, at: datetime
) -> None:
    """Machines and what they brought, the days, once, the evidence they add to, and findings."""
    write_attendance.write_punches(
        units, staffing, diary.workdays, sorted(diary.outage), on=on, at=at
    )
    keeper = next(w for w in staffing.workers if w.identity.name == "Hendrik Mambor")
    write_devices.write_devices(keeper.id, on=on, at=at)
    write_checkin.write_checkin(staffing, diary.workdays, on, at)
    write_attendance.derive(staffing, diary.workdays, on=on, at=at)
    write_evidence.keep_evidence(at)
    write_findings.write_findings(staffing, diary.workdays, at)
    write_discipline.write_discipline(staffing, diary.workdays, at)
    write_coaching.write_coaching(staffing, at)


def _write_leave(
    staffing: Staffing, bosses: dict[int, int], units: write_people.UnitRows, diary: Diary
) -> leave.LeaveBook:
    """Who is on leave, and who is sent where."""
    on = clock.day_of(diary.until)
    ahead = calendar_queries.workdays(on + timedelta(1), on + timedelta(COMING_DAYS))
    book = leave.book(staffing, bosses, [*diary.workdays, *ahead], on, diary.until)
    write_leave.write_leave(book, units.ids)
    tables.analyse("leave_absence", "organization_posting", "organization_standingperiod")
    return book


def _bosses(staffing: Staffing) -> dict[int, int]:
    """Worker to superior by structure, vacancies skipped; heads of agencies answer to Sekda."""
    parents = {w.unit.key: w.unit.parent for w in staffing.workers}
    found: dict[int, int] = {}
    for worker in staffing.workers:
        key: str | None = worker.unit.key
        if worker.is_head:
            key = "SETDA" if worker.unit.parent == "KAB" else worker.unit.parent
            key = "KAB" if worker.unit.key == "SETDA" else key
        while key is not None and staffing.heads.get(key) in {None, worker.id}:
            key = parents.get(key) or (key.rpartition("-")[0] or None)
        if key is not None and worker.unit.key != "KAB":
            found[worker.id] = staffing.heads[key]
    return found


def _diary(size: str, on: date, at: datetime, bosses: dict[int, int], staffing: Staffing) -> Diary:
    days = calendar_queries.last_workdays(on, WORKDAYS[size] + 1)
    outage = frozenset(days[-OUTAGE_BACK : -OUTAGE_BACK + 5]) if size == "full" else frozenset()
    quiet = "DINSOS-BID1" if size == "full" else "SETDA-BID1"
    never = staffing.heads.get(quiet, 0)
    return Diary(days, outage, at, bosses, never)


def _record_outage(diary: Diary, on: date, at: datetime) -> None:
    if diary.outage:
        first, last = min(diary.outage), max(diary.outage)
        calendars.record_disruption(
            clock.at_noon(first) - timedelta(hours=5),
            clock.at_noon(last) + timedelta(hours=6),
            what="Kabel laut putus, server tidak dapat dicapai",
            proof="Catatan pemantau noken dan surat penyedia jaringan",
            by=system(on),
            at=at,
        )


def _logins(staffing: Staffing) -> list[Login]:
    """A random password for one person per role; everybody else cannot log in yet."""
    named = {worker.identity.name: worker for worker in staffing.workers}
    admin = next(w for w in staffing.workers if w.unit.key == ADMIN_UNIT and w.is_head)
    chosen = [*((role, named[name]) for role, name in LOGINS), (ADMIN_ROLE, admin)]
    logins = [Login(role, worker, random_password()) for role, worker in chosen]
    for login in logins:
        hashed = make_password(login.password)
        User.objects.filter(pk=login.worker.id).update(password=hashed)
    return logins


def _write_logins(logins: Sequence[Login]) -> Path:
    """Readable by its owner alone before a password stands in it, also where it stood open."""
    lines = [
        f"{role:<30} {worker.identity.name:<26} {write_people.login_of(worker):<19} {password}"
        for role, worker, password in logins
    ]
    head = f"{'Peran':<30} {'Nama':<26} {'NIP':<19} Kata sandi"
    path = Path(settings.VAR_DIR) / "sample-logins.txt"
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text("\n".join([head, *lines]) + "\n", "utf-8")
    return path
