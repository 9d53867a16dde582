"""How it stands with the witnesses of one journal, as `noken doctor` and the health page say it."""

from datetime import datetime

from django.conf import settings

from noken.audit import queries as audit
from noken.config.health.verdicts import NOTHING, Said
from noken.core.tenancy import current_tenant
from noken.oversight import queries as oversight

PAGE = "docs/operations/witnesses.md"


def set_here() -> list[str]:
    """The folder and the addresses that are set."""
    place = [str(settings.WITNESS_DIR)] if settings.WITNESS_DIR else []
    return [*place, *settings.WITNESS_MAIL]


def state(since: datetime) -> tuple[Said, Said]:
    """How it stands with the witnesses of this instansi, and what to do about it.

    Args:
        since: whoever got nothing since then has waited too long.
    """
    kept = _newest_kept()
    if kept and oversight.compare_head(kept).verdict != oversight.Verdict.EXTENDS:
        return Said(
            f"seal {kept.number} kept in WITNESS_DIR IS NOT IN THE JOURNAL as it was seen",
            f"segel {kept.number} di WITNESS_DIR TIDAK COCOK dengan jurnal sekarang",
        ), Said(
            f"Change nothing; run noken audit witness with the kept files ({PAGE}).",
            f"Jangan ubah apa pun; jalankan noken audit witness dengan berkasnya ({PAGE}).",
        )
    found = oversight.witness_states(set_here())
    if failed := [f"{each.to}: {each.why}" for each in found if each.why]:
        said = "; ".join(failed)
        return Said(said, said), Said(
            f"Mend it; noken worker tries again every hour ({PAGE}).",
            f"Perbaiki; noken worker mencobanya lagi tiap jam ({PAGE}).",
        )
    if audit.last_seal() is None:
        return Said("nothing is sealed yet", "belum ada yang disegel"), NOTHING
    if late := [each.to for each in found if each.got_at is None or each.got_at < since]:
        names = ", ".join(late)
        return Said(
            f"nothing in two days for {names}", f"dua hari tidak menerima apa pun: {names}"
        ), Said("See that noken worker runs.", "Pastikan noken worker berjalan.")
    return Said(f"{len(found)} have the head", f"{len(found)} memegang kepala jurnal"), NOTHING


def _newest_kept() -> oversight.KeptHead | None:
    place = settings.WITNESS_DIR
    files = sorted(place.glob(f"{current_tenant()}-????-??-??.txt")) if place else []
    return oversight.read_head(files[-1].read_text("utf-8", "replace")) if files else None
