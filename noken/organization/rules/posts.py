"""Posts (jabatan): kind, level, echelon, family, and which unit a post is the head of."""

import re
from enum import StrEnum
from functools import lru_cache


class PostKind(StrEnum):
    """Kind of post; EXECUTIVE is the pelaksana (staff)."""

    STRUCTURAL = "STRUCTURAL"
    FUNCTIONAL = "FUNCTIONAL"
    EXECUTIVE = "EXECUTIVE"


class PostFamily(StrEnum):
    """What duties a post calls for; teachers owe no daily report by default."""

    PRINCIPAL = "PRINCIPAL"
    TEACHER = "TEACHER"
    SCHOOL_SUPERVISOR = "SCHOOL_SUPERVISOR"
    HEALTH = "HEALTH"
    GENERAL = "GENERAL"


_KIND_WORDS = (
    ("FUNGSIONAL UMUM", PostKind.EXECUTIVE),
    ("JFU", PostKind.EXECUTIVE),
    ("PELAKSANA", PostKind.EXECUTIVE),
    ("STAF", PostKind.EXECUTIVE),
    ("FUNGSIONAL", PostKind.FUNCTIONAL),
    ("JFT", PostKind.FUNCTIONAL),
    ("STRUKTURAL", PostKind.STRUCTURAL),
    ("PIMPINAN TINGGI", PostKind.STRUCTURAL),
    ("JPT", PostKind.STRUCTURAL),
    ("ADMINISTRATOR", PostKind.STRUCTURAL),
    ("JABATAN PENGAWAS", PostKind.STRUCTURAL),
    ("ESELON", PostKind.STRUCTURAL),
)
_LEVEL = re.compile(
    r"\b(AHLI\s+(PERTAMA|MUDA|MADYA|UTAMA)|(PEMULA|TERAMPIL|MAHIR|PENYELIA))\s*$", re.IGNORECASE
)
_ACTING = re.compile(r"^\s*(PLT|PLH|PJ|PJS|PELAKSANA\s+TUGAS|PELAKSANA\s+HARIAN|PENJABAT)\b[\s.:]*")
_HEADS = (
    (re.compile(r"^(?:KEPALA\s+SEKOLAH|KEPSEK)\b\s*(?P<rest>.*)$"), "SEKOLAH"),
    (re.compile(r"^INSPEKTUR\s+PEMBANTU\b\s*(?P<rest>.*)$"), "INSPEKTUR PEMBANTU"),
    (re.compile(r"^INSPEKTUR\b\s*(?P<rest>.*)$"), "INSPEKTORAT"),
    (re.compile(r"^CAMAT\b\s*(?P<rest>.*)$"), "DISTRIK"),
    (re.compile(r"^KEPALA\s+KECAMATAN\b\s*(?P<rest>.*)$"), "DISTRIK"),
    (re.compile(r"^LURAH\b\s*(?P<rest>.*)$"), "KELURAHAN"),
    (re.compile(r"^SEKRETARIS\b\s*(?P<rest>.*)$"), "SEKRETARIAT"),
    (re.compile(r"^DIREKTUR\s+(?P<rest>RSU.*|RUMAH\s+SAKIT.*)$"), ""),
    (re.compile(r"^DIREKTUR\b\s*(?P<rest>.*)$"), "RUMAH SAKIT"),
    (re.compile(r"^KEPALA\s+(?P<rest>.+)$"), ""),
)
_NO_UNIT = re.compile(r"^(?:WAKIL|ASISTEN PRIBADI|SEKRETARIS PRIBADI|SEKRETARIS PIMPINAN)\b")
_ECHELON = re.compile(r"\b(IV|I{1,3}|V|[1-5])\s*[./\-\s]?\s*([AB])\b")
_ECHELON_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
_HEALTH = re.compile(
    r"\b(DOKTER|PERAWAT|BIDAN|APOTEKER|NUTRISIONIS|SANITARIAN|FISIOTERAPIS|RADIOGRAFER|"
    r"EPIDEMIOLOG\w*|PEREKAM MEDIS|PRANATA LABORATORIUM KESEHATAN|ASISTEN APOTEKER|"
    r"TERAPIS GIGI|PENATA ANESTESI|ADMINISTRATOR KESEHATAN|ENTOMOLOG\w*|PENYULUH KESEHATAN|"
    r"PROMOSI KESEHATAN|TENAGA SANITASI|TEKNISI ELEKTROMEDIS|PSIKOLOG KLINIS)\b"
)
_SCHOOL_WORDS = r"(?:SEKOLAH|SD|SDN|SMP|SMPN|SMA|SMAN|SMK|SMKN|TK|TKN|PAUD|SLB|SKB|MI|MTS|MA)"
_PRINCIPAL = re.compile(rf"^(?:KEPSEK|KEPALA\s+{_SCHOOL_WORDS})\b")


@lru_cache(maxsize=10_000)
def post_kind(kind_text: str, title: str, echelon: str) -> PostKind | None:
    """Kind of a post from JENIS JABATAN, and where that is empty from echelon and title.

    "Fungsional Umum" is an old name of the pelaksana. None where neither tells.

    Source: PP 11/2017 on kinds of posts (register: pp-11-2017).
    """
    plain = _plain(kind_text)
    for words, kind in _KIND_WORDS:
        if words in plain:
            return kind
    if echelon:
        return PostKind.STRUCTURAL
    bare = _plain(title)
    if functional_level(bare) or post_family(bare) is not PostFamily.GENERAL:
        return PostKind.FUNCTIONAL
    if headed_unit(bare):
        return PostKind.STRUCTURAL
    return PostKind.EXECUTIVE if bare else None


@lru_cache(maxsize=1_000)
def read_echelon(text: str) -> str:
    """The echelon in one writing, "II.b"; "" for none or for words that are none (Non Eselon).

    Source: PP 11/2017 on levels of structural posts (register: pp-11-2017).
    """
    match = _ECHELON.search(_plain(text))
    if not match:
        return ""
    roman, letter = match.groups()
    return f"{_ECHELON_ROMAN.get(roman, roman)}.{letter.lower()}"


@lru_cache(maxsize=10_000)
def functional_level(title: str) -> str:
    """The level at the end of a functional title: "AHLI_MUDA", "TERAMPIL"; "" for none.

    Source: PP 11/2017 on functional posts (register: pp-11-2017).
    """
    match = _LEVEL.search(title.strip())
    return "_".join(match.group(1).upper().split()) if match else ""


@lru_cache(maxsize=10_000)
def post_family(title: str) -> PostFamily:
    """The family a title belongs to, for the duties that follow from it.

    Source: personnel files as offices have them (register: personnel-files).
    """
    plain = _plain(acting_removed(title))
    if _PRINCIPAL.search(plain):
        return PostFamily.PRINCIPAL
    if plain.startswith("PENGAWAS SEKOLAH"):
        return PostFamily.SCHOOL_SUPERVISOR
    if re.match(r"(?:WAKIL KEPALA SEKOLAH|GURU|TUTOR|PAMONG BELAJAR)\b", plain):
        return PostFamily.TEACHER
    if not plain.startswith(("KEPALA ", "SEKRETARIS")) and _HEALTH.search(plain):
        return PostFamily.HEALTH
    return PostFamily.GENERAL


@lru_cache(maxsize=10_000)
def headed_unit(title: str) -> str:
    """The unit a title is the head of, in capitals: "SUB BAGIAN UMUM", "SEKRETARIAT"; "" for none.

    An acting officer (Plt, Plh) heads nothing by title: the post stays with its holder or vacant.

    Source: personnel files as offices have them (register: personnel-files).
    """
    plain = _plain(title)
    if _ACTING.match(plain) or _NO_UNIT.match(plain):
        return ""
    for pattern, unit in _HEADS:
        if match := pattern.match(plain):
            return " ".join(f"{unit} {match.group('rest')}".split())
    return ""


def is_acting(title: str) -> bool:
    """Does the title say that its holder only acts in the post (Plt, Plh, Pj)?

    Source: PP 11/2017 on acting officers (register: pp-11-2017).
    """
    return bool(_ACTING.match(_plain(title)))


def acting_removed(title: str) -> str:
    """The title without Plt, Plh or Pj before it, in capitals.

    Source: PP 11/2017 on acting officers (register: pp-11-2017).
    """
    return _ACTING.sub("", _plain(title))


def is_head(title: str, kind: PostKind | None, echelon: str) -> bool:
    """Is the post one that leads a unit: its title names the unit, or it has an echelon?

    A pelaksana never leads, whatever the title says.

    Source: personnel files as offices have them (register: personnel-files).
    """
    if kind is PostKind.EXECUTIVE and not echelon:
        return False
    return bool(headed_unit(title)) or (bool(echelon) and not is_acting(title))


def _plain(text: str) -> str:
    return " ".join(text.upper().split())
