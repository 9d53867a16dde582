"""`noken audit verify`, `export` and `seal`: what is sealed in every instansi, and its seals."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from noken.audit import queries as sealed
from noken.audit import services as audit
from noken.audit.gateways import copies
from noken.audit.gateways.copies import NotACopy
from noken.audit.models import JournalCheck
from noken.config.cli.people import tenant_of
from noken.config.cli.terms import Mistake, complain, say
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas

WHY = {
    "ROWS": "rows of {table} under {seal} were changed, taken away or added",
    "LINK": "{seal} does not follow from the one before it",
    "STAMP": "{seal} does not carry this server's stamp",
    "GONE": "{seal}, which an earlier check has seen, is gone or another",
    "FACT": "{count} rows of {table} are not what {seal} binds, the first has key {key}",
    "ADDED": "{count} rows of {table} were written by hand, the first has key {key}",
}


def verify(_: Namespace) -> int:
    """Each instansi in one line; 1 when a journal is not as it was sealed."""
    broken = 0
    for tenant in schemas():
        with in_tenant(tenant):
            check = audit.check_journal(by=system(clock.today()), at=clock.now())
            why = why_broken(check)
        told = f"{tenant}: {check.rows} rows, {check.seals} seals, last {check.last_hash}"
        if not why:
            say(f"{told}: whole")
        else:
            broken = 1
            complain(f"{told}: BROKEN, {why}")
    return broken


def why_broken(check: JournalCheck) -> str:
    """Table and span in words; "" where all is whole."""
    if not check.why:
        return ""
    seal = "what is not sealed yet"
    if check.broken_number:
        since, until = sealed.span_of_seal(check.broken_number)
        times = " to ".join(_named(each) for each in (since, until) if each)
        seal = f"seal {check.broken_number} ({times or 'gone'})"
    return WHY[check.why].format(seal=seal, table=check.table, count=check.count, key=check.key)


def export(args: Namespace) -> int:
    """A copy of one moment for whoever checks it elsewhere; readable by its owner alone."""
    tenant, path = tenant_of(args), Path(args.file)
    try:
        with in_tenant(tenant):
            copies.write(path, tenant)
    except OSError as fault:
        raise Mistake(f"{path} cannot be written: {fault.strerror}.") from fault
    say(f"{path}: all that is sealed in {tenant}, in clear. Hand it to nobody but who checks it.")
    return 0


def copy(args: Namespace) -> int:
    """What a copy says of itself; whoever kept a head compares number and hash."""
    path = Path(args.file)
    try:
        tenant, found = copies.read(path)
    except OSError as fault:
        raise Mistake(f"{path} cannot be read: {fault.strerror}.") from fault
    except NotACopy as fault:
        raise Mistake(f"{path} is no whole copy made by `noken audit export`.") from fault
    told = f"{tenant}: {found.rows} rows, {found.facts} facts, {found.seals} seals"
    told = f"{told}, last {found.last}"
    if found.broken is None:
        say(f"{told}: whole. The stamps need the server's key; compare the last hash with a head.")
        return 0
    broken = found.broken
    seal = f"seal {broken.number}" if broken.number else "what is not sealed yet"
    why = WHY[broken.why].format(seal=seal, table=broken.table, count=broken.count, key=broken.key)
    complain(f"{told}: BROKEN, {why}")
    return 1


def _named(at: datetime) -> str:
    return f"{clock.local(at):%Y-%m-%d %H:%M}"


def seal(_: Namespace) -> int:
    for tenant in schemas():
        with in_tenant(tenant):
            say(f"{tenant}: {audit.seal_journal(at=clock.now())} rows sealed")
    return 0
