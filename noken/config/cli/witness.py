"""`noken audit witness FILE…`: does the chain of today extend what somebody outside kept?"""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from noken.audit import services as audit
from noken.config.cli.audit import why_broken
from noken.config.cli.terms import Mistake, complain, say
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.oversight import queries as oversight
from noken.oversight.queries import KeptHead, Verdict
from noken.tenants.queries import schemas

SAYS = {
    Verdict.SHORTER: "has {seals} seals and lacks seal {number}: AN OLDER DATABASE CAME BACK",
    Verdict.OTHER: "has another seal {number} than the witness saw: THE CHAIN WAS MADE ANEW",
}


def witness(args: Namespace) -> int:
    """Each kept head in one line, then whether the journal is whole; 1 where they disagree."""
    kept = [(name, _read(name)) for name in args.files]
    wrong = sum(not _agrees(name, head) for name, head in kept)
    tenants = sorted({head.tenant for _, head in kept} & set(schemas()))
    broken = [said for tenant in tenants for said in _broken(tenant)]
    for said in broken:
        complain(said)
    if not wrong and not broken:
        say("The journal is whole and extends all that the witnesses saw.")
    return 1 if wrong or broken else 0


def _read(name: str) -> KeptHead:
    try:
        head = oversight.read_head(Path(name).read_text("utf-8", "replace"))
    except OSError as fault:
        raise Mistake(f"{name} cannot be read: {fault.strerror}.") from fault
    if head is None:
        raise Mistake(f"{name} holds no whole head (eight lines that begin `noken kepala jurnal`).")
    return head


def _agrees(name: str, head: KeptHead) -> bool:
    if head.tenant not in schemas():
        complain(f"{name}: there is no instansi {head.tenant} on this server any more")
        return False
    with in_tenant(head.tenant):
        found = oversight.compare_head(head)
    if found.verdict != Verdict.EXTENDS:
        told = SAYS[found.verdict].format(seals=found.seals, number=head.number)
        complain(f"{name}: DISAGREES, {head.tenant} {told}")
        return False
    if not found.ours:
        complain(f"{name}: not signed by key {head.key_id} as published here; ask who keeps it")
        return False
    say(f"{name}: {head.tenant} extends seal {head.number} and has {found.seals} seals now")
    return True


def _broken(tenant: str) -> Iterator[str]:
    with in_tenant(tenant):
        why = why_broken(audit.check_journal(by=system(clock.today()), at=clock.now()))
    if why:
        yield f"{tenant}: BROKEN, {why}"
