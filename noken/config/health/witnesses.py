"""Whether somebody outside keeps the head of each journal, and what they have still fits."""

from collections.abc import Iterator
from datetime import timedelta

from noken.config.health.data import instansi
from noken.config.health.verdicts import Said, Verdict, setup
from noken.core import clock
from noken.core.tenancy import in_tenant

WITHIN = timedelta(days=2)


def witnesses() -> Iterator[Verdict]:
    setup()
    from noken.config import witnessing  # noqa: PLC0415  # models need Django set up

    if not witnessing.set_here():
        yield Verdict(
            Said("witnesses", "Saksi jurnal"),
            Said(
                "NONE: nobody would see a journal that was made anew",
                "TIDAK ADA: jurnal yang dibuat ulang tidak akan ketahuan",
            ),
            Said(
                "Set WITNESS_DIR or WITNESS_MAIL in .env (docs/operations/witnesses.md).",
                "Isi WITNESS_DIR atau WITNESS_MAIL di .env (docs/operations/witnesses.md).",
            ),
        )
        return
    for each in instansi():
        with in_tenant(each.schema):
            says, remedy = witnessing.state(clock.now() - WITHIN)
        about = Said(f"witnesses of {each.schema}", f"Saksi jurnal {each.name}")
        yield Verdict(about, says, remedy)
