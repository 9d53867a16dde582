"""Until when a row is awaited, and from whom: one answer for its page, lists, inbox and desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from noken.findings.rules import flow
from noken.ui.formats import day_named

ON = """case state
    when 'ASKED' then case when told_at is null then decide_by else reply_by end
    when 'PROOF' then proof_by
    when 'REPLIED' then decide_by
    when 'LAPSED' then reply_by
end"""
"""The day of a row, by its columns. Of one nobody was told of no clock runs for the person: it is
the day after which the superior hands it over on paper."""

PERSON, SUPERIOR = "pegawai", "atasan"
_TO: Mapping[str, Mapping[str, str]] = {
    PERSON: {PERSON: "Anda", SUPERIOR: "atasan Anda"},
    SUPERIOR: {SUPERIOR: "Anda"},
}
"""By who reads it, how the others are called."""
_ACTS: Mapping[tuple[str, bool], tuple[str, str]] = {
    (flow.ASKED, False): (PERSON, "menjawab sampai"),
    (flow.ASKED, True): (SUPERIOR, "menyerahkan di kertas sesudah"),
    (flow.PROOF, False): (PERSON, "mengirim bukti sampai"),
    (flow.REPLIED, False): (SUPERIOR, "memutus sampai"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """What is awaited of a row in a state; `untold`: nobody is proven to know of it."""

    day: date
    state: str
    untold: bool

    def act(self, reader: str = "") -> str:
        """Who does what until the day; `reader`: PERSON, SUPERIOR, or anybody else."""
        who, act = _ACTS[self.state, self.untold]
        return f"{_TO.get(reader, {}).get(who, who)} {act}"

    def words(self, reader: str = "") -> str:
        """`act` with the day."""
        return f"{self.act(reader)} {day_named(self.day)}"


def due_of(state: str, day: date | None, *, untold: bool = False) -> Due | None:
    """None: nobody is awaited, or no day is set."""
    if day is None or (state, untold) not in _ACTS:
        return None
    return Due(day, state, untold)


def earliest(found: Iterable[Due | None]) -> Due | None:
    return min((each for each in found if each), key=lambda each: each.day, default=None)
