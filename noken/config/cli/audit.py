"""`noken audit verify` and `noken audit seal`: the journal of every instansi and its seals."""

from argparse import Namespace

from noken.audit import services as audit
from noken.config.cli.terms import complain, say
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas

WHY = {
    "ROWS": "entries of seal {number} were changed, taken away or added",
    "LINK": "seal {number} does not follow from the one before it",
    "STAMP": "seal {number} does not carry this server's stamp",
    "GONE": "seal {number}, which an earlier check has seen, is gone or another",
}


def verify(_: Namespace) -> int:
    """Each instansi in one line; 1 when a journal is not as it was sealed."""
    broken = 0
    for tenant in schemas():
        with in_tenant(tenant):
            check = audit.check_journal(by=system(clock.today()), at=clock.now())
        told = f"{tenant}: {check.rows} entries, {check.seals} seals, last {check.last_hash}"
        if check.broken_number is None:
            say(f"{told}: whole")
        else:
            broken = 1
            complain(f"{told}: BROKEN, {WHY[check.why].format(number=check.broken_number)}")
    return broken


def seal(_: Namespace) -> int:
    for tenant in schemas():
        with in_tenant(tenant):
            say(f"{tenant}: {audit.seal_journal(at=clock.now())} entries sealed")
    return 0
