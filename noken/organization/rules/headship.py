"""Who of several people leads a unit, told by title, echelon and standing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from noken.organization.rules.groups import Standing
from noken.organization.rules.person_row import PersonRow
from noken.organization.rules.unit_names import UnitKind, unit_key, unit_kind
from noken.organization.rules.unit_tree import Node, Path

_GONE = frozenset({Standing.RETIRED, Standing.LEFT})
_ECHELONS = ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V.a", "V.b")
_SMALL = frozenset({UnitKind.SECRETARIAT, UnitKind.DIVISION, UnitKind.SUBDIVISION})
_SMALL_OR_SECTION = _SMALL | {UnitKind.SECTION}
_CAN_HOLD = frozenset(
    {UnitKind.OPD, UnitKind.DISTRICT, UnitKind.SECRETARIAT, UnitKind.DIVISION, UnitKind.UPTD}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person whose post may lead a unit; `strength` 2: the title names it, 1: it may mean it."""

    place: tuple[str, int]
    nip: str
    title: str
    echelon: str
    standing: Standing
    path: Path
    ref: str
    strength: int = 0

    @classmethod
    def of(cls, row: PersonRow, path: Path) -> "Candidate":
        """The candidate in a row."""
        return cls(
            place=(row.sheet, row.number),
            nip=row.nip,
            title=row.post_title,
            echelon=row.echelon,
            standing=row.standing,
            path=path,
            ref=row.unit_ref,
        )

    def with_strength(self, strength: int) -> "Candidate":
        """The same person, with how surely the title names the unit."""
        return replace(self, strength=strength)


def fits(phrase: str, node: Node, keys_above: Collection[str]) -> int:
    """How surely the unit a title names ("SEKRETARIAT", "DINAS PENDIDIKAN") is this one.

    Returns:
        2 where the names agree, 1 where only the kind does, 0 for another unit.

    Source: personnel files as offices have them (register: personnel-files).
    """
    led, own = unit_key(phrase), unit_key(node.name)
    if not led:
        return 0
    if node.kind is UnitKind.SECRETARIAT and led.startswith("SEKRETARIAT "):
        rest = led.removeprefix("SEKRETARIAT ")
        return 2 if led == own or rest.startswith(tuple(keys_above)) else 1
    if f"{own} ".startswith(f"{led} ") or f"{led} ".startswith(f"{own} "):
        return 2
    if led.startswith("SEKOLAH") and node.kind is UnitKind.SCHOOL:
        return 2 if led == "SEKOLAH" or own in led else 1
    if led.startswith("RUMAH SAKIT") and own.startswith("RSU"):
        return 2
    return 1 if unit_kind(phrase) is node.kind else 0


def new_unit_under(phrase: str, own: UnitKind) -> UnitKind | None:
    """Kind of a small unit that only its head's title names; None where none should be made up.

    Source: personnel files as offices have them (register: personnel-files).
    """
    kind = unit_kind(phrase)
    bare = unit_key(phrase).count(" ") == (1 if kind is UnitKind.SUBDIVISION else 0)
    if kind not in _SMALL_OR_SECTION or own not in _CAN_HOLD or kind is own:
        return None
    return None if bare and kind is not UnitKind.SECRETARIAT else kind


def best_of(candidates: Sequence[Candidate]) -> tuple[Candidate | None, str, str]:
    """The head among the candidates; with a code and a reason where a person should decide.

    Retired people and those who left are no candidates. Of several the present one of the highest
    echelon is proposed, never as certain.

    Source: personnel files as offices have them (register: personnel-files).
    """
    serving = [each for each in candidates if each.standing not in _GONE]
    strongest = max((each.strength for each in serving), default=0)
    named = [each for each in serving if each.strength == strongest]
    if not named:
        return None, "", ""
    best = min(named, key=_order)
    if len(named) > 1:
        return best, "head.several", f"ada {len(named)} orang dengan jabatan kepala. Pilih satu."
    if best.standing is not Standing.ACTIVE:
        return best, "head.away", "kepalanya sedang tidak aktif. Tetapkan Plh bila perlu."
    if strongest < 2:
        return best, "head.weak", "jabatan kepala tidak menyebut unit ini. Pastikan orangnya."
    return best, "", ""


def _order(each: Candidate) -> tuple[bool, int, tuple[str, int]]:
    place = _ECHELONS.index(each.echelon) if each.echelon in _ECHELONS else len(_ECHELONS)
    return each.standing is not Standing.ACTIVE, place, each.place
