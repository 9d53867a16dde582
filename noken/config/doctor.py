"""`noken doctor`: what is broken in this installation, and what to do about it.

A check yields its verdicts. It may not rest on an earlier one: each says its own fault.
"""

import os
import re
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import metadata
from typing import Any

import django
import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from noken.config import database, env
from noken.config.backups import shelf
from noken.config.cli.run import port_state
from noken.config.cli.serve import host
from noken.config.cli.terms import say
from noken.core.database import APP, OWNER, DatabaseError
from noken.core.database.binaries import OLDEST_MAJOR
from noken.core.database.roles import EXTENSIONS
from noken.core.tenancy import in_tenant

PYTHONS = ((3, 11), (3, 13))
LEAST_FREE_MB = 2048
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[.*\])?==(\S+)", re.MULTILINE)
FOR_OTHERS = re.compile(r"^([a-z0-9._-]+)(?:\[.*\])?==\S+ ;", re.MULTILINE)
"""Pins with a marker: for other systems, or other versions of Python."""
RED, GREEN, PLAIN = "\033[31m", "\033[32m", "\033[0m"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line. Without a remedy it is well."""

    about: str
    says: str
    remedy: str = ""


Check = Callable[[], Iterator[Verdict]]


def run(_: Namespace) -> int:
    """One line per check; 0 when all is well, 1 when something is to be done."""
    verdicts = [verdict for check in CHECKS for verdict in _tried(check)]
    for verdict in verdicts:
        say(_line(verdict))
    broken = sum(bool(verdict.remedy) for verdict in verdicts)
    say(f"\n{len(verdicts) - broken} well, {broken} to be done.")
    return min(broken, 1)


def _tried(check: Check) -> Iterator[Verdict]:
    name = check.__name__.strip("_").replace("_", " ")
    try:
        yield from check()
    except (env.EnvironmentMistake, DatabaseError) as error:
        yield Verdict(name, "not as it should be", str(error))
    except (psycopg.OperationalError, OperationalError) as error:
        said = str(error).strip().splitlines()[0]
        yield Verdict(name, f"the database does not answer: {said}", _how_to_start())
    except Exception as error:  # noqa: BLE001  # whatever is broken, the other checks go on
        yield Verdict(name, f"could not be asked: {error!r}", "Correct what the other lines name.")


def _line(verdict: Verdict) -> str:
    mark, colour = ("BAD ", RED) if verdict.remedy else ("well", GREEN)
    if sys.stdout.isatty():
        mark = f"{colour}{mark}{PLAIN}"
    remedy = f"\n       -> {verdict.remedy}" if verdict.remedy else ""
    return f"{mark}  {verdict.about}: {verdict.says}{remedy}"


def _how_to_start() -> str:
    if database.is_embedded():
        return "Start it: noken db start (or make run, which starts all of it)."
    return "See that DATABASE_URL and DATABASE_OWNER_URL are right and the server runs."


def _python() -> Iterator[Verdict]:
    here = sys.version_info[:2]
    fits = PYTHONS[0] <= here <= PYTHONS[1]
    version = ".".join(map(str, sys.version_info[:3]))
    yield Verdict("python", version, "" if fits else "Use Python 3.11, 3.12 or 3.13.")


def _packages() -> Iterator[Verdict]:
    lock = (env.ROOT / "requirements" / "base.txt").read_text().lower()
    pins = dict(PIN.findall(lock))
    marked = set(FOR_OTHERS.findall(lock))
    installed = {
        found.metadata["Name"].lower().replace("_", "-"): found.version
        for found in metadata.distributions()
    }
    wrong = [
        f"{name} {installed.get(name, 'absent')} instead of {version}"
        for name, version in pins.items()
        if name not in marked and installed.get(name) != version
    ]
    yield Verdict(
        "packages",
        "; ".join(wrong) or f"all {len(pins)} as locked",
        "Install as locked: make setup" if wrong else "",
    )


def _settings() -> Iterator[Verdict]:
    django.setup()
    yield Verdict("settings", f"{os.environ['DJANGO_SETTINGS_MODULE']}, {settings.SITE_URL}")


def _database() -> Iterator[Verdict]:
    kind = "embedded" if database.is_embedded() else "outside"
    with psycopg.connect(database.url_of(APP), connect_timeout=5) as app:
        version = app.info.server_version // 10000
        said = f"{kind}, PostgreSQL {version}, as {app.info.user}"
        old = version < OLDEST_MAJOR
        yield Verdict("database", said, f"Take PostgreSQL {OLDEST_MAJOR} or newer." if old else "")
        found = {row[0] for row in app.execute("select extname from pg_extension")}
    absent = sorted(set(EXTENSIONS) - found)
    yield Verdict(
        "extensions",
        f"absent: {', '.join(absent)}" if absent else ", ".join(EXTENSIONS),
        "As administrator of the database: create extension …; then noken migrate."
        if absent
        else "",
    )


def _roles() -> Iterator[Verdict]:
    with (
        psycopg.connect(database.url_of(APP), connect_timeout=5) as app,
        psycopg.connect(database.url_of(OWNER), connect_timeout=5) as owner,
    ):
        serves, owns = app.info.user, owner.info.user
        strong = app.execute(
            "select rolsuper or rolcreaterole or pg_has_role(current_user, %s, 'member')"
            " or has_schema_privilege('public', 'create') from pg_roles"
            " where rolname = current_user",
            [owns],
        ).fetchone()
    if serves == owns:
        yield Verdict(
            "roles",
            f"one role for all, {serves}: the journal is NOT write-protected",
            "Make noken_owner and noken_app (docs/operations/postgresql.md).",
        )
        return
    yield Verdict(
        "roles",
        f"{serves} serves, {owns} owns",
        f"Take from {serves} what a superuser or owner may: see postgresql.md."
        if strong and strong[0]
        else "",
    )


WRITABLE_JOURNAL = """
    with journal as (
        select t.relid from pg_class k, pg_partition_tree(k.oid) t
        where k.relname in ('audit_entry', 'audit_reading') and k.relkind = 'p'
          and not k.relispartition
    )
    select coalesce(string_agg(distinct relid::regclass::text, ', '), ''),
           (select count(*) from journal)
    from journal, unnest(array['UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'])
         as privilege
    where has_table_privilege(current_user, relid, privilege)
"""


def _journal() -> Iterator[Verdict]:
    """Asked of the catalogue, of each partition in each schema: they have rights of their own."""
    with psycopg.connect(database.url_of(APP), connect_timeout=5) as app:
        row = app.execute(WRITABLE_JOURNAL).fetchone()
    writable, tables = row or ("", 0)
    if not tables:
        yield Verdict(
            "journal", "has no tables yet", "Run: noken migrate, then noken instansi create."
        )
        return
    yield Verdict(
        "journal",
        f"can be changed by the application: {writable}" if writable else f"{tables} tables, safe",
        "As owner: revoke all on … from noken_app; grant select, insert." if writable else "",
    )


def _migrations() -> Iterator[Verdict]:
    django.setup()
    from noken.tenants.queries import schemas  # noqa: PLC0415  # models need Django set up

    behind = []
    for schema in ["public", *schemas()]:
        with in_tenant(schema):
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                behind.append(schema)
    yield Verdict(
        "migrations",
        f"behind: {', '.join(behind)}" if behind else "none waits",
        "Run: noken migrate" if behind else "",
    )


JOBS = """
    with job as (
        select status, task_name, worker_id, coalesce(scheduled_at, (
            select max(at) from procrastinate_events where job_id = j.id)) as due_at
        from procrastinate_jobs j
    )
    select count(*) filter (where status = 'todo' and due_at <= now()),
        coalesce(round(extract(epoch from now() - min(due_at) filter (where status = 'todo'))), 0),
        count(*) filter (where status = 'doing' and (
            worker.id is null or worker.last_heartbeat < now() - interval '60 seconds')),
        coalesce(string_agg(distinct task_name, ', ') filter (where status = 'failed'), '')
    from job left join procrastinate_workers worker on worker.id = job.worker_id
"""
WAITS_LONG = 600


def _jobs() -> Iterator[Verdict]:
    """What waits, what lost its worker, what failed after its last try."""
    with psycopg.connect(database.url_of(APP), connect_timeout=5) as app:
        waiting, oldest, lost, failed = app.execute(JOBS).fetchone() or (0, 0, 0, "")
    stuck = lost or oldest > WAITS_LONG
    yield Verdict(
        "jobs",
        f"{waiting} wait, the oldest for {max(0, oldest)} s; {lost} without their worker",
        "See that noken worker runs; it takes up what is left within a minute." if stuck else "",
    )
    yield Verdict(
        "failed jobs",
        failed or "none",
        "Mend the cause (the log of the worker names it), then run: noken jobs retry"
        if failed
        else "",
    )


def _static_files() -> Iterator[Verdict]:
    made = (database.var_dir() / "static" / "staticfiles.json").is_file()
    says = "collected" if made else "not collected"
    yield Verdict("static files", says, "" if made else "Run: noken prepare")


def _disk() -> Iterator[Verdict]:
    place = database.var_dir() if database.var_dir().is_dir() else env.ROOT
    free_mb = shutil.disk_usage(place).free // 2**20
    full = free_mb < LEAST_FREE_MB
    says = f"{free_mb} MB free at {place}"
    yield Verdict("disk", says, f"Make room: {LEAST_FREE_MB} MB at least." if full else "")


BACKUP_WITHIN, DRILL_WITHIN = timedelta(hours=26), timedelta(days=8)


def _backups() -> Iterator[Verdict]:
    """The newest whole backup, and whether one came back whole lately."""
    folder = env.folder("BACKUP_DIR")
    if folder is None:
        yield Verdict(
            "backup",
            "OFF, no folder is set: what is lost is lost for good",
            "Set BACKUP_DIR in .env to a folder on another disk (docs/operations/backup.md).",
        )
        return
    now, found = datetime.now(UTC), shelf.whole_ones(folder)
    age = now - found[-1].at if found else None
    yield Verdict(
        "backup",
        f"{found[-1].place}, {_hours(age)} old, {len(found)} kept" if age else f"none in {folder}",
        ""
        if age and age <= BACKUP_WITHIN
        else "See that noken worker runs at night (noken jobs list), or run: noken db backup",
    )
    yield _drill(shelf.last_drill(folder), now)


def _drill(last: dict[str, Any] | None, now: datetime) -> Verdict:
    again = "Try a backup out: noken db drill"
    if last is None:
        return Verdict("drill", "no backup was ever tried out", again)
    age = now - datetime.fromisoformat(last["at"])
    if not last["good"]:
        return Verdict("drill", f"FAILED {_hours(age)} ago: {last['why']}", again)
    says = f"{last['backup']} came back whole in {last['seconds']} s, {_hours(age)} ago"
    return Verdict("drill", says, again if age > DRILL_WITHIN else "")


def _hours(age: timedelta) -> str:
    return f"{age.days} days" if age.days > 1 else f"{age // timedelta(hours=1)} h"


def _port() -> Iterator[Verdict]:
    port = env.integer("PORT", 8000, least=1, most=65535)
    says, remedy = port_state(host(), port, database.var_dir())
    yield Verdict("port", says, remedy)


def _secrets() -> Iterator[Verdict]:
    var = database.var_dir()
    files = [*(var / "keys").glob("**/*"), var / "sample-logins.txt"]
    open_ones = [file for file in files if file.is_file() and file.stat().st_mode & 0o077]
    names = " ".join(str(file) for file in open_ones)
    yield Verdict(
        "keys",
        f"others can read {names}" if open_ones else "only we can read them",
        f"Run: chmod 400 {names}" if open_ones else "",
    )


CHECKS: tuple[Check, ...] = (
    _python,
    _packages,
    _settings,
    _database,
    _roles,
    _journal,
    _migrations,
    _jobs,
    _static_files,
    _disk,
    _backups,
    _port,
    _secrets,
)
