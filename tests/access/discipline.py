"""Discipline in the matrix: a case of the owner, a colleague's days that would carry one, and the
settings that wait for a signature.

Naomi, the direct superior of today, wrote the breach down and said why she opens the case; so
Yohana above her is competent, who has not said why yet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from noken.audit.services import state_reason
from noken.discipline.models import Case, Letter, MatrixProposal, MediumProposal, TermsProposal
from noken.discipline.rules.authority import LEVELS, TARGETS
from noken.findings.models import Finding
from tests.access.papers import make_paper
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import (
    DAYS,
    make_case,
    make_counting,
    make_days,
    make_matrix,
    make_medium,
    make_settings,
)

WHY = "Menangani perkara sesuai tugas jabatan saya."


@dataclass(frozen=True)
class Discipline:
    """`case` was answered and waits for the summons; `finding` is the colleague's."""

    case: Case
    letter: Letter
    finding: Finding
    terms: TermsProposal
    matrix: MatrixProposal
    medium: MediumProposal


def make_discipline(cast: Cast, secret: str) -> Discipline:
    make_settings()
    naomi = cast.acting_superior
    case = make_case(cast.owner, naomi, text=secret, source=secret, place=secret)
    at = NOON - timedelta(hours=1)
    state_reason(cast.owner.pk, "Tugas jabatan", WHY, by=actor(naomi), at=at, record=case.number)
    letter = Letter.objects.create(
        case=case,
        kind="SUMMONS_1",
        about_id=0,
        on=TODAY,
        paper_id=make_paper("DISCIPLINE_SUMMONS", "SPG-2026-000999").pk,
        by=naomi,
        at=at,
    )
    make_case(cast.peer, naomi, "IN_FORCE", official=cast.superior, text="Sudah berlaku.")
    return Discipline(
        case=case,
        letter=letter,
        finding=make_counting(cast.peer),
        terms=make_days(signed=False, start_on=TODAY),
        matrix=make_matrix(signed=False, start_on=TODAY),
        medium=make_medium(signed=False, start_on=TODAY),
    )


def _case(records: Any) -> list[Any]:
    return [records.discipline.case.number]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "discipline:act": lambda r: [r.discipline.case.number, "panggil"],
    "discipline:case": _case,
    "discipline:letter": lambda r: [r.discipline.case.number, r.discipline.letter.pk],
    "discipline:matrix_sign": lambda r: [r.discipline.matrix.pk],
    "discipline:matrix_withdraw": lambda r: [r.discipline.matrix.pk],
    "discipline:medium_sign": lambda r: [r.discipline.medium.pk],
    "discipline:medium_withdraw": lambda r: [r.discipline.medium.pk],
    "discipline:opened": _case,
    "discipline:reason": _case,
    "discipline:start": lambda r: [r.discipline.finding.number],
    "discipline:terms_sign": lambda r: [r.discipline.terms.pk],
    "discipline:terms_withdraw": lambda r: [r.discipline.terms.pk],
}


def _setting() -> dict[str, Any]:
    return {"mulai": TODAY.isoformat(), "dasar": "Perbup 4/2026"}


DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "discipline:act": lambda _: {
        "nomor": "800/12",
        "hari": "2026-11-30",
        "jam": "10:00",
        "tempat": "Ruang rapat",
    },
    "discipline:handover": lambda _: {"dasar": "Tugas jabatan", "alasan": WHY},
    "discipline:matrix_propose": lambda _: {
        **{f"{target}_{level}": "PPK" for target in TARGETS for level in LEVELS},
        **_setting(),
    },
    "discipline:matrix_sign": lambda _: {"alasan": "Sesuai rapat 3 November"},
    "discipline:matrix_withdraw": lambda _: {},
    "discipline:medium_propose": lambda _: {"jenis": ["S1"], **_setting()},
    "discipline:medium_sign": lambda _: {"alasan": "Sesuai rapat 3 November"},
    "discipline:medium_withdraw": lambda _: {},
    "discipline:opened": lambda _: {},
    "discipline:reason": lambda _: {"dasar": "Tugas jabatan", "alasan": WHY},
    "discipline:start": lambda _: {
        "uraian": "Tidak masuk kerja.",
        "pasal": "PP 94/2021 Pasal 4 huruf f",
        "tempat": "Seksi",
    },
    "discipline:terms_propose": lambda _: {**DAYS, **_setting()},
    "discipline:terms_sign": lambda _: {"alasan": "Sesuai rapat 3 November"},
    "discipline:terms_withdraw": lambda _: {},
    "discipline:write": lambda r: {
        "orang": r.cast.peer.pk,
        "uraian": "Loket ditinggalkan.",
        "sumber": "Laporan warga",
        "pasal": "PP 94/2021 Pasal 4 huruf f",
        "sejak": "2026-11-17",
        "sampai": "2026-11-17",
        "dampak": "UNIT",
    },
}
