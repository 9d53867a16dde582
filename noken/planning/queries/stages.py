"""Where a plan stands, in words: its stages, who acts next, how an indicator does."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from noken.organization.models import ReportingLine
from noken.organization.queries import Person, Superior
from noken.planning.models import Indicator, Revision
from noken.planning.queries.results import IndicatorView, Measured
from noken.planning.rules import Standing
from noken.ui.formats import day_named, day_short, number

Status = Revision.Status
OPEN = frozenset({Status.DRAFT, Status.SUBMITTED, Status.RETURNED})
STANDINGS: dict[Standing, tuple[str, str]] = {
    Standing.AHEAD: ("k", "di atas rencana"),
    Standing.ON: ("", "sesuai rencana"),
    Standing.BEHIND: ("w", "di bawah rencana"),
    Standing.FAR_BEHIND: ("x", "jauh di bawah rencana"),
}
LIMITS: dict[Standing, tuple[str, str]] = {
    Standing.AHEAD: ("k", "di bawah batas"),
    Standing.ON: ("k", "dalam batas"),
    Standing.BEHIND: ("w", "melewati batas"),
    Standing.FAR_BEHIND: ("x", "jauh melewati batas"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    label: str
    note: str
    state: Literal["done", "now", ""]


@dataclass(frozen=True, slots=True)
class Said:
    """What the words depend on."""

    year: int
    owner: Person
    superior: Superior
    open: Revision | None
    agreed: Revision | None
    is_own: bool
    on: date
    is_stated: bool = False

    @property
    def above(self) -> str:
        return self.superior.person.name if self.superior.person else "atasan"


def word_of(revision: Revision) -> str:
    return str(revision.get_status_display())


def side_word(view: IndicatorView, *, leaders: bool) -> str:
    """Which side of a result an indicator measures: its perspective in the form of leaders, else
    its aspect; "" for a measure in words.
    """
    if leaders and view.perspective:
        return str(Indicator.Perspective(view.perspective).label)
    return "" if view.is_worded or leaders else str(Indicator.Aspect(view.aspect).label)


def stages_of(said: Said) -> tuple[Stage, ...]:
    """Draf, Menunggu atasan, Disepakati, Berjalan: of the open revision, else of the agreed one."""
    revision = said.open or said.agreed
    if revision is None:
        return ()
    at = _place(revision, said)
    notes = (
        _draft_note(revision, said),
        f"giliran {said.above}" if revision.status == Status.SUBMITTED else "",
        day_short(revision.decided_at) if revision.status == Status.APPROVED else "",
        f"Januari sampai Desember {said.year}",
    )
    words = ("Draf", "Menunggu atasan", "Disepakati", "Berjalan")
    return tuple(
        Stage(word, note, "done" if place < at else "now" if place == at else "")
        for place, (word, note) in enumerate(zip(words, notes, strict=True))
    )


def says(said: Said) -> str:
    """The line that names who acts next."""
    if said.open is None:
        return _agreed_line(said)
    if said.open.status == Status.SUBMITTED:
        sent = day_named(said.open.submitted_at)
        return f"Diajukan {sent}. {said.above} menyetujui atau mengembalikannya dengan catatan."
    if not said.is_own:
        return f"{said.owner.name} sedang menyusun. Isinya tampak setelah diajukan."
    lacking = _no_superior(said)
    if said.open.status == Status.RETURNED:
        return (
            lacking or f"Giliran Anda: perbaiki menurut catatan, lalu ajukan lagi ke {said.above}."
        )
    return lacking or f"Giliran Anda: lengkapi, lalu ajukan ke {said.above}."


def tone_and_words(indicator: IndicatorView, so_far: Measured) -> tuple[str, str]:
    """Colour and words of an indicator's progress; they say the same."""
    unit = indicator.unit
    if indicator.is_worded:
        return "", "diukur dari kalimatnya, bukan dari jumlah"
    if indicator.lower_is_better:
        if so_far.last_on is None:
            return "", f"belum ada nilai, batas {number(so_far.planned)} {unit}"
        tone, word = LIMITS[so_far.standing]
        return tone, f"{number(so_far.done)} {unit}, {word} {number(so_far.planned)}"
    if indicator.is_level and so_far.last_on is None:
        return "", f"belum ada nilai, target {number(so_far.planned)} {unit}"
    tone, word = STANDINGS[so_far.standing]
    if so_far.share_pct is not None and so_far.done >= so_far.year_target:
        tone, word = "k", "target tercapai"
    span = "" if indicator.is_level else " setahun"
    return tone, f"{number(so_far.done)} dari {number(so_far.year_target)} {unit}{span}, {word}"


def _place(revision: Revision, said: Said) -> int:
    if revision.status == Status.SUBMITTED:
        return 1
    if revision.status != Status.APPROVED:
        return 0
    return 3 if said.on.year >= said.year else 2


def _draft_note(revision: Revision, said: Said) -> str:
    if revision.status == Status.RETURNED:
        return "dikembalikan"
    if revision.status == Status.DRAFT:
        return "giliran Anda" if said.is_own else "sedang disusun"
    return day_short(revision.submitted_at)


def _agreed_line(said: Said) -> str:
    if said.agreed is None:
        return ""
    decided = day_named(said.agreed.decided_at)
    agreed = f"Disepakati {decided}." if decided else "Disepakati."
    if said.is_stated:
        whose = "Anda nyatakan" if said.is_own else f"dinyatakan {said.owner.name}"
        return f"{agreed} Kemajuannya dari realisasi yang {whose}."
    if said.is_own:
        return f"{agreed} Laporan harian Anda mengisi kemajuannya."
    return f"{agreed} Kemajuan di bawah ini berasal dari laporan harian."


def _no_superior(said: Said) -> str:
    """What to do when nobody can decide."""
    if said.superior.person is not None:
        return ""
    if said.superior.basis == ReportingLine.Basis.TOP:
        return "Anda memimpin instansi, jadi tidak ada atasan yang menyetujui SKP ini di noken."
    return (
        "Atasan Anda belum tercatat. Susun dulu; sebelum mengajukan, minta admin kepegawaian OPD "
        "melengkapi data atasan Anda."
    )
