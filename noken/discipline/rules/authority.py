"""Who may decide: the rank that the matrix asks for, and the first official who has it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from noken.core.signing import SIGNATURES
from noken.discipline.rules.flow import Why

PENGAWAS, ADMINISTRATOR, JPT_PRATAMA, PPK = "PENGAWAS", "ADMINISTRATOR", "JPT_PRATAMA", "PPK"
PELAKSANA, FUNGSIONAL = "PELAKSANA", "FUNGSIONAL"
TARGETS = (PELAKSANA, FUNGSIONAL, PENGAWAS, ADMINISTRATOR, JPT_PRATAMA)
OFFICIALS = (PENGAWAS, ADMINISTRATOR, JPT_PRATAMA, PPK)
LEVELS = ("RINGAN", "SEDANG", "BERAT")
RANK_WORDS = {
    PELAKSANA: "Pelaksana",
    FUNGSIONAL: "Pejabat fungsional",
    PENGAWAS: "Pengawas",
    ADMINISTRATOR: "Administrator",
    JPT_PRATAMA: "JPT Pratama",
    PPK: "Pejabat Pembina Kepegawaian",
}
GROUPS = frozenset({"PNS"})
"""Kinds of employment whose cases are led here. Steps and authority are those of the law for PNS;
for PPPK they are the region's and the contract's, and lie outside (ADR 0032)."""

_ECHELONS = {"II": JPT_PRATAMA, "III": ADMINISTRATOR, "IV": PENGAWAS}
_UNITS = {
    "OPD": JPT_PRATAMA,
    "DISTRICT": ADMINISTRATOR,
    "SECRETARIAT": ADMINISTRATOR,
    "DIVISION": ADMINISTRATOR,
    "SUBDIVISION": PENGAWAS,
    "SECTION": PENGAWAS,
    "UPTD": PENGAWAS,
    "KELURAHAN": PENGAWAS,
}
"""What the head of a unit is where the echelon of the post is not known."""

Cells = Mapping[tuple[str, str], str]


class Rung(NamedTuple):
    """Somebody above the person, nearest first; `rank` "" where it has no power to decide."""

    employee_id: int
    rank: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who may decide by (rank of the person, level). `since` None: nobody has signed it, so it is
    shown and nothing can be decided."""

    cells: Cells
    source: str
    since: date | None = None

    @property
    def is_signed(self) -> bool:
        return self.since is not None


@dataclass(frozen=True, slots=True)
class ProposedMatrix:
    matrix: Matrix
    start_on: date
    signer_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Parts:
    """The people of a case whose roles must lie apart. `raiser_ids` wrote a breach down;
    `keeper_ids` proposed or signed the cards its findings rest on; `acted_ids` opened, examined,
    reported, drafted or decided."""

    person_id: int
    rater_id: int | None = None
    raiser_ids: frozenset[int] = frozenset()
    keeper_ids: frozenset[int] = frozenset()
    acted_ids: frozenset[int] = frozenset()


def usual(stated: Cells) -> Cells:
    """The cells to begin with: those of the table, the highest official for functional posts.

    Source: PP 94/2021 Pasal 16-24, belum dipastikan (register: pp-94-2021).
    """
    return {**{(FUNGSIONAL, level): PPK for level in LEVELS}, **stated}


def matrix_on(day: date, proposals: Sequence[ProposedMatrix], stated: Cells) -> Matrix:
    """The newest matrix that two different people signed and that holds on a day.

    Source: PP 94/2021 Pasal 16-24 (register: pp-94-2021).
    """
    held = [
        each for each in proposals if len(each.signer_ids) >= SIGNATURES and each.start_on <= day
    ]
    if not held:
        return Matrix(usual(stated), "PP 94/2021 Pasal 16 sampai 24, belum dipastikan")
    return max(held, key=lambda each: each.start_on).matrix


def why_not_matrix(cells: Cells) -> Why | None:
    """Why a matrix cannot be proposed: a hole, an official who is not above, heavy not the PPK.

    Source: PP 94/2021 Pasal 16-24, hukuman berat selalu PPK (register: pp-94-2021).
    """
    for target in TARGETS:
        for level in LEVELS:
            official = cells.get((target, level), "")
            if official not in OFFICIALS:
                return Why("Isi setiap kotak matriks.", "authority.hole")
            if level == "BERAT" and official != PPK:
                return Why(
                    "Hukuman berat selalu ditetapkan Pejabat Pembina Kepegawaian.",
                    "authority.heavy",
                    "PP 94/2021 Pasal 16",
                )
            if target in OFFICIALS and OFFICIALS.index(official) <= OFFICIALS.index(target):
                return Why(
                    "Pejabat yang berwenang harus di atas jabatan pegawainya.",
                    "authority.not_above",
                )
    return None


def target_of(kind: str, echelon: str, led: str = "") -> str:
    """The row of the matrix for a post: the head of a unit and structural posts by their rank,
    else functional or staff.

    Args:
        led: the kind of the unit the person leads for good, "" where they lead none.

    Source: PP 94/2021 Pasal 16-24 (register: pp-94-2021).
    """
    rank = rank_of(led, echelon) if kind == "STRUCTURAL" else ""
    if rank in TARGETS:
        return rank
    return FUNGSIONAL if kind == "FUNCTIONAL" else PELAKSANA


def rank_of(led: str, echelon: str) -> str:
    """The rank in which the head of a unit decides; "" where the office has no such power.

    Source: PP 94/2021 Pasal 16-24 (register: pp-94-2021).
    """
    if led == "INSTANSI":
        return PPK
    return _ECHELONS.get(echelon.split(".", maxsplit=1)[0]) or _UNITS.get(led, "")


def barred_of(parts: Parts) -> frozenset[int]:
    """Who must not decide: the person, who wrote it down, and the keepers of the rule.

    Source: cara kerja noken, pemisahan peran (register: noken-practice).
    """
    return frozenset({parts.person_id, *parts.raiser_ids, *parts.keeper_ids})


def competent(chain: Sequence[Rung], least: str, barred: Collection[int]) -> int | None:
    """The first above the person, nearest first, who has the rank and whose roles lie apart.

    Source: PP 94/2021 Pasal 16-24, di luar jangkauan dilaporkan berjenjang (register: pp-94-2021).
    """
    need = OFFICIALS.index(least)
    able = (
        each.employee_id
        for each in chain
        if each.rank in OFFICIALS
        and OFFICIALS.index(each.rank) >= need
        and each.employee_id not in barred
    )
    return next(able, None)


def examiner(chain: Sequence[Rung], parts: Parts) -> int | None:
    """Who examines without a team: the direct superior, the next above where they keep the rule.

    Source: PP 94/2021 Pasal 26 (register: pp-94-2021).
    """
    barred = {parts.person_id, *parts.keeper_ids}
    return next((each.employee_id for each in chain if each.employee_id not in barred), None)


def ruler(above: Sequence[int], parts: Parts) -> int | None:
    """Who rules on an objection: the nearest above the office that decided who had no hand in the
    case; None: nobody is left.

    Source: PP 79/2021 Pasal 1 angka 4, kepada atasan pejabat (register: pp-79-2021).
    """
    barred = barred_of(parts) | parts.acted_ids
    return next((pk for pk in above if pk not in barred), None)


def joined(official_id: int, parts: Parts) -> str:
    """What the paper says where the law makes one official two of the three; "" where they lie
    apart.

    Source: PP 94/2021 Pasal 16 dan 26 (register: pp-94-2021).
    """
    if official_id == parts.rater_id:
        return (
            "Pejabat yang berwenang adalah juga atasan langsung pegawai, karena peraturan menunjuk "
            "pejabat yang sama (PP 94/2021 Pasal 16 dan 26)."
        )
    if parts.rater_id in parts.raiser_ids:
        return (
            "Atasan langsung yang menilai pegawai adalah juga yang mencatat dugaannya, karena "
            "peraturan mewajibkannya (PP 94/2021 Pasal 26)."
        )
    return ""


def is_ruled(kind: str) -> bool:
    """Whether there is a discipline rule set for this kind of employment.

    Source: PP 94/2021 Pasal 1 (register: pp-94-2021).
    """
    return kind in GROUPS
