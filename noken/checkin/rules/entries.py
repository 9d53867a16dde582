"""Entries by hand: what must be said, and who may verify whose."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REASON_LETTERS = 300
OLDEST = timedelta(days=31)
MAX_LIST = 60
AHEAD = timedelta(minutes=2)
"""How far a clock on the wall may be ahead of the server's."""


class Cause(StrEnum):
    """Why a presence is written by hand."""

    MACHINE = "MACHINE"
    POWER = "POWER"
    NETWORK = "NETWORK"
    FINGER = "FINGER"
    FIELD = "FIELD"
    OTHER = "OTHER"


CAUSE_WORDS = {
    Cause.MACHINE: "Mesin rusak",
    Cause.POWER: "Listrik padam",
    Cause.NETWORK: "Jaringan terputus",
    Cause.FINGER: "Sidik jari atau wajah tidak terbaca",
    Cause.FIELD: "Langsung bekerja di lapangan",
    Cause.OTHER: "Sebab lain",
}


@dataclass(frozen=True, slots=True)
class Why:
    """Why not: a stable code, and what happened and what to do next."""

    code: str
    text: str


def why_not_enterable(at: datetime, reason: str, now: datetime) -> Why | None:
    """The first thing that keeps a presence from being written by hand; None if it can be.

    Source: presensi manual dengan alasan dan pemeriksa (register: noken-practice).
    """
    if at > now + AHEAD:
        return Why("entry.future", "Jam ini belum tiba. Isi jam yang sudah lewat.")
    if at < now - OLDEST:
        return Why(
            "entry.too_old",
            f"Presensi manual dapat diisi paling lama {OLDEST.days} hari ke belakang. "
            "Untuk hari yang lebih lama, ajukan koreksi kehadiran.",
        )
    if not reason.strip():
        return Why("entry.no_reason", "Tuliskan alasannya, supaya pemeriksa dapat menilai.")
    if len(reason.strip()) > REASON_LETTERS:
        return Why("entry.long_reason", f"Persingkat alasan menjadi {REASON_LETTERS} huruf.")
    return None


def why_not_verifiable(*, verifier: int | None, person: int, entered_by: int | None) -> Why | None:
    """Two people: whoever entered it, or whom it is about, is not the one who verifies it.

    Source: presensi manual dengan alasan dan pemeriksa (register: noken-practice).
    """
    if verifier is None or verifier == person:
        return Why("entry.own", "Presensi sendiri diperiksa oleh atasan atau admin OPD.")
    if verifier == entered_by:
        return Why(
            "entry.same_person",
            "Anda yang mengisi presensi ini. Minta orang lain memeriksanya: atasan atau admin OPD.",
        )
    return None
