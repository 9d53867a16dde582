"""Units as files write them: chains "A - B - C", kinds by name, one key for many spellings."""

import re
from enum import StrEnum
from functools import lru_cache

from noken.organization.rules.names import official_name


class UnitKind(StrEnum):
    """Kind of unit."""

    OPD = "OPD"
    DISTRICT = "DISTRICT"
    SECRETARIAT = "SECRETARIAT"
    DIVISION = "DIVISION"
    SUBDIVISION = "SUBDIVISION"
    SECTION = "SECTION"
    UPTD = "UPTD"
    SCHOOL = "SCHOOL"
    PUSKESMAS = "PUSKESMAS"
    KELURAHAN = "KELURAHAN"


_SPELLINGS = (
    (re.compile(r"\bSUB\s*BAG(?:IAN)?\b\.?"), "SUB BAGIAN"),
    (re.compile(r"\bSUB\s*BID(?:ANG)?\b\.?"), "SUB BIDANG"),
    (re.compile(r"\bBID\."), "BIDANG"),
    (re.compile(r"\bBAG\."), "BAGIAN"),
    (re.compile(r"\bDIN\."), "DINAS"),
    (re.compile(r"\bPKM\b\.?"), "PUSKESMAS"),
    (re.compile(r"\bUPT[DB]?\s+(?=PUSKESMAS)"), ""),
    (re.compile(r"\bKEL\."), "KELURAHAN"),
    (re.compile(r"\b(?:DISTR|DIST|KEC)\."), "DISTRIK"),
    (re.compile(r"\bKECAMATAN\b"), "DISTRIK"),
    (re.compile(r"\bINSPEKTORAT DAERAH\b"), "INSPEKTORAT"),
    (re.compile(r"\bSETDA\b"), "SEKRETARIAT DAERAH"),
    (re.compile(r"\b(?:SETWAN|SEKWAN)\b"), "SEKRETARIAT DPRK"),
    (re.compile(r"\bIRBAN(?=\s|$)"), "INSPEKTUR PEMBANTU"),
    (re.compile(r"\b(SD|SMP|SMA|SMK|TK)\s*N(?:EG(?:ERI)?)?\b\.?"), r"\1 NEGERI"),
    (re.compile(r"&|\+"), " DAN "),
)
_NOT_WORDS = re.compile(r"[^A-Z0-9]+")
_KINDS = (
    ("SEKRETARIAT DAERAH|SEKRETARIAT DPR[A-Z]*|SEKRETARIAT DEWAN", UnitKind.OPD),
    ("SEKRETARIAT|TATA USAHA", UnitKind.SECRETARIAT),
    ("SUB BAGIAN|SUB BIDANG|SUB KOORDINATOR", UnitKind.SUBDIVISION),
    ("SEKSI|SIE", UnitKind.SECTION),
    ("BIDANG|BAGIAN|ASISTEN|INSPEKTUR PEMBANTU|STAF AHLI|KELOMPOK|JABATAN", UnitKind.DIVISION),
    ("PUSKESMAS|PUSTU|PUSAT KESEHATAN", UnitKind.PUSKESMAS),
    (
        "SD|SDN|SMP|SMPN|SMA|SMAN|SMK|SMKN|TK|TKN|PAUD|SLB|SKB|SEKOLAH|MI|MTS|TAMAN KANAK",
        UnitKind.SCHOOL,
    ),
    ("UPTD|UPT|UPTB|BALAI|LABORATORIUM|INSTALASI|PASAR|TERMINAL", UnitKind.UPTD),
    ("DISTRIK", UnitKind.DISTRICT),
    ("KELURAHAN|KAMPUNG|DESA", UnitKind.KELURAHAN),
    (
        "DINAS|BADAN|INSPEKTORAT|KANTOR|SATUAN|RSUD|RSU|RUMAH SAKIT|PEMADAM|BAPPEDA|BRIDA|BKPSDM|"
        "BPKAD|BAPENDA|BPBD|KESBANGPOL",
        UnitKind.OPD,
    ),
)
_KIND_PATTERNS = tuple((re.compile(rf"(?:{words})(?: |$)"), kind) for words, kind in _KINDS)
_INSTANSI = re.compile(r"(?:PEMERINTAH|PEMKAB|PEMKOT|PEMDA|PEMPROV|KABUPATEN|KAB)(?: |$)")
_SEPARATOR = re.compile(r"\s+[-\u2013\u2014]\s+|\s*[>\u203a\u00bb|\u2192]\s*")
_ROOTS = frozenset({UnitKind.OPD, UnitKind.DISTRICT})


@lru_cache(maxsize=50_000)
def unit_key(name: str) -> str:
    """One key for the spellings of a unit's name: "SUBBAG. UMUM & KEPEG" is not told apart by
    capitals, dots or the usual short forms.

    Source: personnel files as offices have them (register: personnel-files).
    """
    plain = " ".join(name.upper().split())
    for pattern, written in _SPELLINGS:
        plain = pattern.sub(written, plain)
    return " ".join(_NOT_WORDS.sub(" ", plain).split())


@lru_cache(maxsize=50_000)
def unit_kind(name: str) -> UnitKind | None:
    """The kind a unit's name begins with; None where the first words are no kind known.

    Source: personnel files as offices have them (register: personnel-files).
    """
    key = unit_key(name)
    return next((kind for pattern, kind in _KIND_PATTERNS if pattern.match(key)), None)


@lru_cache(maxsize=50_000)
def chain_of(text: str) -> tuple[str, ...]:
    """The units a cell names, from the unit up: "A - B - C" gives three names for screens.

    A name may hold " - " itself (SD NEGERI 1 - WOSI): a piece after the first that begins with no
    kind of unit belongs to the name before it. The government as a whole at the end is no unit.

    Source: personnel files as offices have them (register: personnel-files).
    """
    names: list[str] = []
    for piece in filter(None, map(_clean, _SEPARATOR.split(text))):
        if _INSTANSI.match(unit_key(piece)):
            continue
        if names and unit_kind(piece) is None:
            names[-1] = f"{names[-1]} - {piece}"
        else:
            names.append(piece)
    return tuple(map(official_name, _without_repeats(names)))


def is_inner(name: str) -> bool:
    """Does the name need a larger unit above it (a bidang, a seksi, a bare Sekretariat)?

    Source: personnel files as offices have them (register: personnel-files).
    """
    return unit_kind(name) not in _ROOTS


def _clean(piece: str) -> str:
    return " ".join(piece.split()).strip(" -,;.")


def _without_repeats(names: list[str]) -> list[str]:
    keys = [unit_key(name) for name in names]
    return [name for place, name in enumerate(names) if keys[place] not in keys[:place]]
