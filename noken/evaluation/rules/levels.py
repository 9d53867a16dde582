"""Levels of posts, so that grades are compared between like posts and set side by side."""

from dataclasses import dataclass
from functools import lru_cache

JPT = "JPT"
ADMINISTRATOR = "ADMINISTRATOR"
SUPERVISOR = "SUPERVISOR"
EXPERT_SENIOR = "EXPERT_SENIOR"
EXPERT_MIDDLE = "EXPERT_MIDDLE"
EXPERT_FIRST = "EXPERT_FIRST"
SKILLED = "SKILLED"
FUNCTIONAL = "FUNCTIONAL"
EXECUTIVE = "EXECUTIVE"

LEVELS = {
    JPT: "Pimpinan tinggi pratama",
    ADMINISTRATOR: "Administrator",
    SUPERVISOR: "Pengawas (struktural)",
    EXPERT_SENIOR: "Fungsional ahli utama dan madya",
    EXPERT_MIDDLE: "Fungsional ahli muda",
    EXPERT_FIRST: "Fungsional ahli pertama",
    SKILLED: "Fungsional keterampilan",
    FUNCTIONAL: "Fungsional lainnya",
    EXECUTIVE: "Pelaksana",
}
"""Codes with their words, in the order in which they are shown."""

_ECHELONS = {"I": JPT, "II": JPT, "III": ADMINISTRATOR, "IV": SUPERVISOR, "V": SUPERVISOR}
_HEADS = {
    "OPD": JPT,
    "DISTRICT": ADMINISTRATOR,
    "SECRETARIAT": ADMINISTRATOR,
    "DIVISION": ADMINISTRATOR,
    "SUBDIVISION": SUPERVISOR,
    "SECTION": SUPERVISOR,
    "UPTD": SUPERVISOR,
    "KELURAHAN": SUPERVISOR,
}
_WORDS = (
    ("ahli utama", EXPERT_SENIOR),
    ("ahli madya", EXPERT_SENIOR),
    ("ahli muda", EXPERT_MIDDLE),
    ("ahli pertama", EXPERT_FIRST),
    ("penyelia", SKILLED),
    ("mahir", SKILLED),
    ("terampil", SKILLED),
    ("pemula", SKILLED),
)


@dataclass(frozen=True, slots=True)
class Post:
    """What the level of a post is told by; codes are those of organization."""

    kind: str
    title: str
    echelon: str = ""
    is_head: bool = False
    unit_kind: str = ""


@lru_cache(maxsize=10_000)
def level_of(post: Post) -> str:
    """The level of a post: by its echelon, by the unit it heads, by the words of its title.

    A head's post without echelon in a school or health centre is functional.

    Source: levels of posts, PP 11/2017 (register: pp-11-2017).
    """
    echelon = post.echelon.partition(".")[0].strip().upper()
    if echelon in _ECHELONS:
        return _ECHELONS[echelon]
    if post.is_head and post.unit_kind in _HEADS:
        return _HEADS[post.unit_kind]
    title = " ".join(post.title.lower().split())
    named = next((level for words, level in _WORDS if words in title), None)
    if named is not None:
        return named
    return FUNCTIONAL if post.kind == "FUNCTIONAL" or post.is_head else EXECUTIVE
