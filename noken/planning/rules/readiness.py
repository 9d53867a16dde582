"""What a plan still lacks, and what may be done to it in which state."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from noken.planning.rules.content import Content, IndicatorContent, ResultContent

MAX_RESULTS = 20
MAX_INDICATORS = 10
MAX_ANNEX = 10
"""Lines in each section of the annex."""
UNDO = timedelta(seconds=8)
UNDO_TOLERANCE = timedelta(seconds=4)
"""The toast shows for 8 s; the rest is the way of the request."""

# Nouns that begin like a verb of doing. "Meningkatnya …" ends in -nya: a state, not a doing.
_NOUNS = frozenset(
    {"memo", "memori", "menara", "mentor", "menteri", "menu", "merek", "meritokrasi"}
)
_DOING = ("mem", "men", "mel", "mer", "mew", "mey")
_ACTIVITIES = frozenset(
    {"ikut", "kegiatan", "koordinasi", "partisipasi", "pelaksanaan", "pembuatan"}
    | {"penyelenggaraan", "pengadaan", "rapat", "sosialisasi", "turut"}
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to repair before the plan can be submitted.

    `result` and `indicator` are keys, None when the whole plan is meant; `field` is the name of
    the field of the content.
    """

    message: str
    result: UUID | None = None
    indicator: UUID | None = None
    field: str = ""


def why_not_submittable(content: Content) -> str:
    """The first thing that keeps a plan from its superior, "" when nothing does.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return next((problem.message for problem in problems_of(content)), "")


def problems_of(content: Content) -> tuple[Problem, ...]:
    """Everything that keeps a plan from its superior, in reading order: what cannot be read.

    What may want a second look (no goal above, no measure, no perspective) is a hint and keeps
    nobody.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return tuple(_whole(content)) + tuple(
        problem
        for number, result in enumerate(content.results, start=1)
        for problem in _of_result(number, result, content)
    )


def why_not_startable(year: int, *, today_year: int, exists: bool) -> str:
    """Why a plan for a year cannot be started, "" when it can: this year's or the next one's.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    if year not in {today_year, today_year + 1}:
        return f"SKP baru dapat disusun untuk tahun {today_year} atau {today_year + 1}."
    if exists:
        return f"Anda sudah mempunyai SKP {year}. Buka yang ada, lalu ubah di sana."
    return ""


def why_not_changeable(status: str) -> str:
    """Why the content of a revision cannot be changed in its state, "" when it can.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return _said(status, ("DRAFT", "RETURNED"), _CLOSED)


def why_not_withdrawable(status: str) -> str:
    """Why a submission cannot be taken back, "" when it can.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return _said(status, ("SUBMITTED",), _DECIDED)


def why_not_decidable(status: str) -> str:
    """Why a superior cannot decide on a revision, "" when it waits for a decision.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return _said(status, ("SUBMITTED",), _DECIDED)


def why_not_undone(decided_at: datetime, at: datetime) -> str:
    """Why a decision can no longer be taken back, "" while it can: 8 s, and 4 s for the network.

    Source: setelan noken, Urungkan (register: noken-practice).
    """
    if at - decided_at <= UNDO + UNDO_TOLERANCE:
        return ""
    return (
        "Keputusan ini tidak dapat diurungkan lagi. Minta pemiliknya memulai perubahan SKP, lalu "
        "putuskan yang baru."
    )


def looks_like_activity(text: str) -> bool:
    """Whether a result is worded as something one does ("Melaksanakan rapat") instead of what
    comes of it. A hint while writing: it never stops anybody.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    words = text.lower().split()
    if not words or words[0] in _NOUNS:
        return False
    first = words[0]
    return first in _ACTIVITIES or (first.startswith(_DOING) and not first.endswith("nya"))


_CLOSED = {
    "SUBMITTED": "SKP ini sedang menunggu keputusan atasan. Tarik kembali dulu, lalu ubah.",
    "APPROVED": "SKP ini sudah disepakati. Mulai perubahan baru untuk mengubahnya.",
    "SUPERSEDED": "Ini versi lama. Ubah versi yang berlaku.",
    "DISCARDED": "Perubahan ini sudah dibuang. Mulai perubahan baru.",
}
_DECIDED = {
    "DRAFT": "SKP ini sudah ditarik kembali oleh pemiliknya dan sedang disusun.",
    "RETURNED": "SKP ini sudah dikembalikan dengan catatan dan sedang diperbaiki.",
    "APPROVED": "SKP ini sudah disepakati. Tidak ada lagi yang menunggu keputusan.",
    "SUPERSEDED": "Versi ini sudah digantikan. Buka versi yang berlaku.",
    "DISCARDED": "Perubahan ini sudah dibuang pemiliknya.",
}


def _said(status: str, allowed: tuple[str, ...], reasons: dict[str, str]) -> str:
    return "" if status in allowed else reasons[status]


def _whole(content: Content) -> Iterator[Problem]:
    if not content.results:
        yield Problem("Tambahkan paling sedikit satu hasil kerja.")
    if len(content.results) > MAX_RESULTS:
        yield Problem(
            f"SKP ini berisi {len(content.results)} hasil kerja. Gabungkan menjadi paling banyak "
            f"{MAX_RESULTS}."
        )


def _of_result(number: int, result: ResultContent, content: Content) -> Iterator[Problem]:
    name = f"RHK {number}"
    if not result.text.strip():
        yield Problem(f"{name}: tuliskan hasil kerjanya.", result.key, field="text")
    if not result.indicators:
        yield Problem(f"{name}: tambahkan paling sedikit satu indikator.", result.key)
    if len(result.indicators) > MAX_INDICATORS:
        yield Problem(f"{name}: sisakan paling banyak {MAX_INDICATORS} indikator.", result.key)
    for place, indicator in enumerate(result.indicators, start=1):
        for field, lacks, message in _WORDS if content.is_worded else _NUMBERS:
            if lacks(indicator):
                yield Problem(
                    f"{name}, indikator {place}: {message}", result.key, indicator.key, field
                )


Lack = tuple[str, Callable[[IndicatorContent], bool], str]

_NUMBERS: tuple[Lack, ...] = (
    ("text", lambda i: not i.text.strip(), "tuliskan indikatornya."),
    (
        "targets",
        lambda i: not i.lower_is_better and not any(i.targets),
        "isi target paling sedikit pada satu triwulan.",
    ),
)
_WORDS: tuple[Lack, ...] = (
    ("text", lambda i: not i.text.strip(), "tuliskan ukuran keberhasilan beserta targetnya."),
)
