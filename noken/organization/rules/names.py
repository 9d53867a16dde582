"""Names and titles of people, names of units and posts, as screens show them."""

import re
from functools import lru_cache
from typing import NamedTuple


class SplitName(NamedTuple):
    """A name without its titles, and the titles ("" where there are none)."""

    front: str
    name: str
    back: str


_PARTICLE_WORDS = "bin binti van von der den de da dos ter"
_JOINER_WORDS = "dan di ke dari pada untuk serta atau yang dalam bagi oleh dengan atas"
_NUMERAL_WORDS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"
_ACRONYM_WORDS = """
UPTD UPT RSUD RSU SD SDN SMP SMPN SMA SMAN SMK SMKN SLB TK TKN PAUD MI MTS MA YPK YPPK YPPGI
YAPIS KB UKM UMKM SDM ASN PNS PPPK CPNS BKPSDM BAPPEDA BRIDA BPKAD BAPENDA BPBD DPRD DPRK DPRP
PUPR PMD PTSP DPMPTSP KIA IGD ICU TIK IT IPA IPS PPKN PJOK PKN PNFI SKB PKBM APIP JPT PAD BUMD
BLUD LPSE UKPBJ SPBE KDRT PPA ESDM OAP P3A HIV AIDS TB
"""
_FRONT_TITLE_WORDS = "Prof. Dr. drg. drh. Drs. Dra. Ir. Apt. Ns. Bd."
_BACK_TITLE_WORDS = """
S.Pd. S.Pd.I. S.Pd.K. S.Pd.SD. S.Pd.AUD. S.Pd.Gr. M.Pd. M.Pd.I. M.Pd.K. S.E. S.H. M.H. S.T. M.T.
S.Sos. M.Si. S.Si. S.IP. M.IP. S.AP. M.AP. M.M. S.K.M. M.Kes. S.Kep. M.Kep. A.Md. A.Md.Kep.
A.Md.Keb. A.Md.Kom. A.Md.Farm. A.Md.Gz. A.Md.AK. A.Md.KL. A.Md.Pd. A.Ma. A.Ma.Pd. AMK Am.Keb.
S.STP. S.Tr.Keb. S.Tr.Kep. S.Tr.IP. M.Tr.IP. S.P. M.P. S.Pi. S.Pt. S.Hut. S.Kom. M.Kom. S.Th.
M.Th. S.Ag. M.Ag. S.PAK. S.Farm. S.Gz. S.Psi. S.I.Kom. S.Ak. S.Hum. M.Hum. S.S. S.Fil. S.PWK.
S.Ked. M.Sc. M.A. B.A. B.Sc. Ph.D. M.P.A. M.B.A. Ners Gr. Ak. CA Sp.A. Sp.B. Sp.PD. Sp.OG. S.KG.
S.KH. M.Ec.Dev.
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_JOINERS = frozenset(_JOINER_WORDS.split())
_NUMERALS = frozenset(_NUMERAL_WORDS.split())
_ACRONYMS = frozenset(_ACRONYM_WORDS.split())
_FRONT_TITLES = {word.replace(".", "").upper(): word for word in _FRONT_TITLE_WORDS.split()}
_BACK_TITLES = {word.replace(".", "").upper(): word for word in _BACK_TITLE_WORDS.split()}
_DOTTED_OR_SPACED = re.compile(r"[.\s]+")


@lru_cache(maxsize=50_000)
def person_name(text: str) -> str:
    """A name as a screen shows it: written as the person writes it, capitals turned to title case.

    Only names wholly in capitals or wholly in small letters change; particles (van, de, bin) go
    small, initials and apostrophes are kept (D'Ornay, Ma'ruf, A.R.).

    Source: personnel files as offices have them (register: personnel-files).
    """
    words = text.split()
    if not _needs_case(text):
        return " ".join(words)
    return " ".join(
        word.lower() if place and word.lower() in _PARTICLES else _name_word(word)
        for place, word in enumerate(words)
    )


@lru_cache(maxsize=20_000)
def official_name(text: str) -> str:
    """The name of a unit or post as a screen shows it: "Sub Bagian Umum dan Kepegawaian".

    Only text wholly in capitals or small letters changes; joining words go small, acronyms (RSUD,
    SMP, words without a vowel) and Roman numerals stay capital.

    Source: personnel files as offices have them (register: personnel-files).
    """
    words = text.split()
    if not _needs_case(text):
        return " ".join(words)
    return " ".join(_official_word(word, first=not place) for place, word in enumerate(words))


@lru_cache(maxsize=50_000)
def split_name(text: str) -> SplitName:
    """Take the titles off a name: "Drs. YOHANES MANDACAN, S.Pd., M.Si." in three parts.

    Titles after a comma count where one of them is known or carries a dot; titles without a
    comma only where they are known and carry a dot. "H." may be an initial and stays in the name.

    Source: personnel files as offices have them (register: personnel-files).
    """
    head, comma, tail = text.partition(",")
    if comma and not _looks_like_titles(tail):
        head, tail = text, ""
    words = head.split()
    front: list[str] = []
    while len(words) > 1 and _folded(words[0]) in _FRONT_TITLES:
        front.append(words.pop(0))
    back: list[str] = []
    while len(words) > 1 and "." in words[-1] and _folded(words[-1]) in _BACK_TITLES:
        back.insert(0, words.pop())
    if tail.strip():
        back.append(tail)
    return SplitName(front_title(" ".join(front)), " ".join(words), back_title(",".join(back)))


@lru_cache(maxsize=5_000)
def front_title(text: str) -> str:
    """Titles before the name in their usual writing; a physician's "dr." is left alone.

    Source: personnel files as offices have them (register: personnel-files).
    """
    return " ".join(
        _FRONT_TITLES.get(_folded(word), word) if word != "dr." else word for word in text.split()
    )


@lru_cache(maxsize=5_000)
def back_title(text: str) -> str:
    """Titles after the name in their usual writing: "S.PD,M.SI" gives "S.Pd., M.Si.".

    Source: personnel files as offices have them (register: personnel-files).
    """
    found: list[str] = []
    for part in text.split(","):
        found.extend(_known_back_titles(part.strip()))
    return ", ".join(found)


def _known_back_titles(part: str) -> list[str]:
    if not part or part == "-":
        return []
    if known := _BACK_TITLES.get(_folded(part)):
        return [known]
    words = [_BACK_TITLES.get(_folded(word), "") for word in part.split()]
    return words if all(words) else [" ".join(part.split())]


def _looks_like_titles(tail: str) -> bool:
    parts = tail.replace(",", " ").split()
    return any("." in part or _folded(part) in _BACK_TITLES for part in parts)


def _folded(text: str) -> str:
    return _DOTTED_OR_SPACED.sub("", text).strip(",").upper()


def _needs_case(text: str) -> bool:
    return text == text.upper() or text == text.lower()


def _name_word(word: str) -> str:
    if word.upper() in {"II", "III", "IV"}:
        return word.upper()
    return "-".join(".".join(map(_name_part, part.split("."))) for part in word.split("-"))


def _name_part(part: str) -> str:
    start, mark, rest = part.partition("'")
    if not mark:
        return part.capitalize()
    after = rest.capitalize() if len(start) == 1 else rest.lower()
    return f"{start.capitalize()}{mark}{after}"


def _official_word(word: str, *, first: bool) -> str:
    core = word.strip("(),.;:/\"'").upper()
    if not first and core.lower() in _JOINERS and core == word.upper():
        return word.lower()
    if "/" in word or "-" in word:
        mark = "/" if "/" in word else "-"
        return mark.join(_official_word(part, first=True) for part in word.split(mark))
    if core in _ACRONYMS or core in _NUMERALS or _has_no_vowel(core):
        return word.upper()
    lead = len(word) - len(word.lstrip("(\"'"))
    return word[:lead] + word[lead:].capitalize()


def _has_no_vowel(core: str) -> bool:
    return core.isalnum() and not re.search(r"[AIUEOY]", core)
