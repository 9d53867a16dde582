"""Every kind of job, how it begins, and what the database says after all of them."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django import app

from noken.attendance import services as attendance
from noken.config import env
from noken.core import clock
from noken.core.actor import Actor, Role, system
from noken.core.postgres import as_owner
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.documents.services.printing import Wanted, ask_print
from noken.organization.models import ImportRun
from noken.organization.services import imports
from tests.access.records import Records
from tests.world import actor

SAMPLE = env.ROOT / "noken" / "organization" / "tests" / "data" / "siasn_contoh.xlsx"
Begin = Callable[[], object]
Prepare = Callable[[Records, datetime], Begin]
"""Makes ready what a job needs, and hands back what asks for it. Jobs asked for before are done."""

_COLUMNS = """
select k.relname, array_agg(a.attname::text order by a.attnum)
from pg_class k join pg_namespace n on n.oid = k.relnamespace
    join pg_attribute a on a.attrelid = k.oid and a.attnum > 0 and not a.attisdropped
where n.nspname = %s and k.relkind in ('r', 'p') and not k.relispartition
    and not k.relname = any(%s) and a.attname <> 'serial'
    and a.atttypid = any(
        array['text', 'varchar', 'int4', 'int2', 'date', 'numeric', 'bool']::regtype[])
group by 1 order by 1
"""
BY_TIME = [
    *("calendars_pulse", "devices_halfday", "django_session", "django_migrations"),
    *("audit_seal", "audit_journalcheck", "findings_detectionrun"),
]
"""Tables that say when a worker lived and how often it looked, and not what it did."""
DRAWN = ("work_wordingprint", "documents_paper", "oversight_draw")
"""Tables with numbers that are drawn, or follow from drawn ones: only the rows are counted."""
_SEQUENCES = """
select format('select setval(%%L, coalesce(max(%%I), 0) + 1, false) from %%I.%%I',
    s.oid::regclass::text, a.attname, n.nspname, k.relname)
from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i')
    join pg_class k on k.oid = d.refobjid join pg_namespace n on n.oid = k.relnamespace
    join pg_attribute a on a.attrelid = k.oid and a.attnum = d.refobjsubid
where s.relkind = 'S' and n.nspname = any(%s) and d.classid = 'pg_class'::regclass
"""
_NUMBERS = re.compile(r"\w*\d\w*")


def receive(by: Actor, at: datetime) -> ImportRun:
    file = inbox.receive(current_tenant(), [SAMPLE.read_bytes()])
    return imports.receive_file(imports.NewFile(uuid7(at), SAMPLE.name, file), by=by, at=at)


def _read(records: Records, at: datetime) -> Begin:
    return lambda: receive(actor(records.cast.personnel, Role.PERSONNEL), at)


def _apply(records: Records, at: datetime) -> Begin:
    """Read here, as the command line does, so that nothing but the applying is a job."""
    by, today = actor(records.cast.personnel, Role.PERSONNEL), system(clock.day_of(at))
    run = receive(today, at)
    imports.begin_reading(run.pk, by=today, at=at)
    path = inbox.path_of(current_tenant(), run.stored_name)
    imports.stage_file(run.pk, imports.parse(path, None), by=today, at=at)
    return lambda: imports.confirm_run(run.pk, "SK", by=by, at=at)


def _derive(_: Records, at: datetime) -> Begin:
    """Two months of everybody are dirty, and asked for in as many jobs as there are parts."""
    today = clock.day_of(at)
    attendance.mark_dirty(None, today - timedelta(60), today, by=system(today), at=at)
    return _by_the_clock("noken.attendance.tasks.go_round")(_, at)


def _print(records: Records, at: datetime) -> Begin:
    owner = records.cast.owner
    wanted = [Wanted(str(records.agreed.plan.pk), "SKP")]
    return lambda: ask_print("PLAN", wanted, key=uuid7(at), title="SKP", by=actor(owner), at=at)


def _for_instansi(name: str) -> Prepare:
    return lambda *_: lambda: app.configure_task(name).defer(tenant=current_tenant())


def _by_the_clock(name: str) -> Prepare:
    return lambda *_: lambda: app.configure_task(name).defer(timestamp=0)


ASKED_FOR: dict[str, Prepare] = {
    "attendance.derive": _derive,
    "discipline.seat": _for_instansi("discipline.seat"),
    "documents.print_part": _print,
    "organization.apply_import": _apply,
    "organization.read_import": _read,
}


def kinds() -> dict[str, Prepare]:
    """Every task there is, out of the registry; one nobody knows to begin is named."""
    by_the_clock = {each.task.name for each in app.periodic_registry.periodic_tasks.values()}
    known = {name: _by_the_clock(name) for name in by_the_clock} | ASKED_FOR
    there = {name for name in app.tasks if "builtin" not in name}
    assert there == set(known), f"say in ASKED_FOR how these begin: {there ^ set(known)}"
    return dict(sorted(known.items()))


def begin_anew() -> None:
    """An empty database that numbers from the start: what comes to be has the same numbers."""
    call_command("flush", interactive=False, verbosity=0)
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute(_SEQUENCES, [["public", current_tenant()]])
        for (reset,) in cursor.fetchall():
            cursor.execute(reset)


def contents() -> dict[str, Counter[Any]]:
    """What stands in each table of the instansi, but for keys, times and numbers that count on:
    two runs of the same work say the same."""
    said: dict[str, Counter[Any]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [current_tenant(), BY_TIME])
        for table, columns in cursor.fetchall():
            names = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(f'select {names} from "{table}"')  # noqa: S608 (names of the catalogue)
            rows = [() if table in DRAWN else _plain(row) for row in cursor.fetchall()]
            said[table] = Counter(rows)
    return said


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        _NUMBERS.sub("#", _word(value)) if isinstance(value, str) else value for value in row
    )


def _word(text: str) -> str:
    """Hashes and seeds are longer than words."""
    return text if len(text) < 24 or " " in text else "#"


def differences(first: dict[str, Counter[Any]], second: dict[str, Counter[Any]]) -> list[str]:
    """Table, how many rows only one of them has, and the first of each."""
    return [
        f"{table}: -{sum(less.values())} {next(iter(less), '')} +{sum(more.values())}"
        f" {next(iter(more), '')}"
        for table in first
        if (less := first[table] - second[table]) | (more := second[table] - first[table])
    ]
