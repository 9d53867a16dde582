"""Samples and the inspectorate's desk in the matrix: a draw of each stage, a late superior."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from noken.oversight.models import Draw
from tests.cast import Cast
from tests.world import TODAY
from tests.world_findings import make_card
from tests.world_oversight import make_draw
from tests.world_work import make_report


@dataclass(frozen=True)
class Oversight:
    announced: Draw
    frozen: Draw
    drawn: Draw
    opened: Draw


def make_oversight(cast: Cast, secret: str) -> Oversight:
    """Reports of the owner and of the superior have waited three weeks: who leads the superior
    can be reminded, who acts for the superior since Friday has left nothing."""
    old = TODAY - timedelta(21)
    make_report(cast.owner, title=secret, on=old)
    make_report(cast.superior, on=old)
    make_card("ATS-01", values={"waiting_workdays": 5})
    people = (cast.owner, cast.peer)
    return Oversight(
        announced=make_draw(title="Diumumkan"),
        frozen=make_draw(*people, stage="FROZEN", title="Dibekukan"),
        drawn=make_draw(*people, stage="DRAWN", title="Diundi"),
        opened=make_draw(*people, stage="OPENED", title="Dibuka"),
    )


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "oversight:draw": lambda r: [r.oversight.opened.pk],
    "oversight:draw_lots": lambda r: [r.oversight.frozen.pk],
    "oversight:file": lambda r: [r.oversight.opened.pk],
    "oversight:freeze": lambda r: [r.oversight.announced.pk],
    "oversight:names": lambda r: [r.oversight.drawn.pk],
    "oversight:open_seed": lambda r: [r.oversight.drawn.pk],
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "oversight:announce": lambda _: {
        "judul": "Semester I",
        "jumlah": "1",
        "tanggal": (TODAY + timedelta(9)).isoformat(),
    },
    "oversight:check_journal": lambda _: {},
    "oversight:draw_lots": lambda _: {},
    "oversight:trail": lambda _: {},
    "oversight:freeze": lambda _: {},
    "oversight:names": lambda _: {
        "dasar": "Sampel audit acak",
        "nomor": "",
        "alasan": "Memeriksa surat tugas menurut sampel triwulan.",
    },
    "oversight:open_seed": lambda _: {},
    "oversight:remind": lambda r: {"jenis": "REPORT", "unit": str(r.cast.agency.pk)},
}
