"""The legal group of a person (PNS, CPNS, PPPK) and the standing in law (kedudukan hukum)."""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache


class EmploymentKind(StrEnum):
    """Legal group."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"
    PPPK_PART_TIME = "PPPK_PART_TIME"


class Standing(StrEnum):
    """Standing in law; everything but ACTIVE changes what a person owes."""

    ACTIVE = "ACTIVE"
    UNPAID_LEAVE = "UNPAID_LEAVE"
    STUDY = "STUDY"
    SECONDED = "SECONDED"
    SUSPENDED = "SUSPENDED"
    RETIRED = "RETIRED"
    LEFT = "LEFT"
    OTHER = "OTHER"


_STANDING_WORDS = (
    ("PENSIUN", Standing.RETIRED),
    ("BUP", Standing.RETIRED),
    ("CLTN", Standing.UNPAID_LEAVE),
    ("CUTI DI LUAR", Standing.UNPAID_LEAVE),
    ("CUTI DILUAR", Standing.UNPAID_LEAVE),
    ("BELAJAR", Standing.STUDY),
    ("DIPEKERJAKAN", Standing.SECONDED),
    ("DIPERBANTUKAN", Standing.SECONDED),
    ("PENUGASAN", Standing.SECONDED),
    ("PEMBERHENTIAN SEMENTARA", Standing.SUSPENDED),
    ("DIBERHENTIKAN SEMENTARA", Standing.SUSPENDED),
    ("SKORSING", Standing.SUSPENDED),
    ("PEJABAT NEGARA", Standing.SECONDED),
    ("MENINGGAL", Standing.LEFT),
    ("WAFAT", Standing.LEFT),
    ("BERHENTI", Standing.LEFT),
    ("DIBERHENTIKAN", Standing.LEFT),
    ("PEMBERHENTIAN", Standing.LEFT),
    ("MENGUNDURKAN DIRI", Standing.LEFT),
    ("PINDAH", Standing.LEFT),
    ("MUTASI KELUAR", Standing.LEFT),
    ("AKTIF", Standing.ACTIVE),
)
_UNTOLD = ("PERSIAPAN PENSIUN", "TIDAK AKTIF", "NON AKTIF", "NON-AKTIF", "NONAKTIF")


@lru_cache(maxsize=1_000)
def standing_of(text: str) -> Standing:
    """The standing a cell names: ACTIVE where the cell is empty, OTHER for words not known.

    "Masa persiapan pensiun" and "tidak aktif" do not tell which, so a person decides.

    Source: PP 11/2017 on standing in law (register: pp-11-2017).
    """
    plain = " ".join(text.upper().split())
    if not plain:
        return Standing.ACTIVE
    if any(word in plain for word in _UNTOLD):
        return Standing.OTHER
    return next((found for word, found in _STANDING_WORDS if word in plain), Standing.OTHER)


def employment_kind(texts: Iterable[str]) -> EmploymentKind | None:
    """The legal group named by status cells together (JENIS PEGAWAI, STATUS CPNS PNS).

    The most particular one wins: part-time PPPK, PPPK, CPNS, PNS. None where no cell names one.

    Source: personnel files; UU 20/2023 groups as in PP 11/2017 and Perpres 98/2020
    (register: personnel-files) (register: pp-11-2017) (register: perpres-98-2020).
    """
    found = {kind for kind in map(_kind_of, texts) if kind}
    order = (
        EmploymentKind.PPPK_PART_TIME,
        EmploymentKind.PPPK,
        EmploymentKind.CPNS,
        EmploymentKind.PNS,
    )
    return next((kind for kind in order if kind in found), None)


@lru_cache(maxsize=1_000)
def _kind_of(text: str) -> EmploymentKind | None:
    plain = " ".join(text.upper().replace(".", "").split())
    if "PARUH" in plain or "PART TIME" in plain:
        return EmploymentKind.PPPK_PART_TIME
    if "PPPK" in plain or "P3K" in plain or "PERJANJIAN KERJA" in plain:
        return EmploymentKind.PPPK
    if "CPNS" in plain or "CALON P" in plain or plain == "C":
        return EmploymentKind.CPNS
    if "PNS" in plain or plain in {"P", "PEGAWAI NEGERI SIPIL"}:
        return EmploymentKind.PNS
    return None
