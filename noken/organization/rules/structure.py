"""Proposes units and their heads from a personnel file in which nobody's superior is named.

Units come from the UNOR chains, heads from kind of post, title and echelon. The proposal does not
depend on the order of the rows. What is not certain is said to be so, for a person to decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from noken.organization.rules.headship import Candidate, best_of, fits, new_unit_under
from noken.organization.rules.person_row import PersonRow
from noken.organization.rules.posts import headed_unit
from noken.organization.rules.unit_names import UnitKind, unit_key
from noken.organization.rules.unit_tree import Node, Path, UnitTree

NO_HEAD_KEYS = ("KELOMPOK", "JABATAN FUNGSIONAL", "STAF AHLI")
"""Units that have no head by their nature."""


@dataclass(frozen=True, slots=True)
class ProposedUnit:
    """A unit. `key` is stable for the same file; `parent_key` is "" at the top; `ref` the UNOR ID.

    `why` says in Indonesian what a person should check; "" where the unit is certain.
    """

    key: str
    name: str
    parent_key: str
    kind: UnitKind
    ref: str
    certain: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class ProposedHead:
    """The person who leads a unit, found in the row `number` of `sheet`."""

    unit_key: str
    sheet: str
    row_number: int
    nip: str
    certain: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person decides. `rows` are the (sheet, number) of those in question.

    Codes: `head.several`, `head.away`, `head.weak`, `head.elsewhere`, `unit.two_names`,
    `unit.two_refs`, `unit.no_top`, `unit.unknown_kind`, `unit.from_title`.
    """

    code: str
    unit_key: str
    text: str
    rows: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """The proposal: units parents first, heads, keys of units without a head, doubts."""

    units: tuple[ProposedUnit, ...]
    heads: tuple[ProposedHead, ...]
    vacancies: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    _by_ref: Mapping[str, str] = field(repr=False)
    _by_path: Mapping[Path, str] = field(repr=False)

    def key_of(self, row: PersonRow) -> str:
        """Key of the unit a row of the same file belongs to; "" for a row without a unit."""
        found = self._by_ref.get(row.unit_ref, "")
        return found or self._by_path.get(path_of(row.unit_chain), "")


def path_of(chain: tuple[str, ...]) -> Path:
    """A chain (unit first) as a path of keys, OPD first.

    Source: personnel files as offices have them (register: personnel-files).
    """
    return tuple(unit_key(name) for name in reversed(chain))


def propose(rows: Iterable[PersonRow]) -> Structure:
    """Units and heads of the people in a file, whatever the order of its rows.

    Source: personnel files as offices have them (register: personnel-files).
    """
    tree = UnitTree()
    leading: list[Candidate] = []
    for row in rows:
        path = path_of(row.unit_chain)
        tree.add(path, row.unit_chain, row.unit_ref)
        if row.is_head and path:
            leading.append(Candidate.of(row, path))
    tree.settle()
    doubts = [Doubt(code, key, text) for code, key, text in tree.doubts]
    placed = _place(tree, sorted(leading, key=lambda each: each.place), doubts)
    heads, vacancies = _choose(tree, placed, doubts)
    units = tuple(_unit(tree, node) for node in tree.nodes())
    return Structure(
        units=units,
        heads=heads,
        vacancies=vacancies,
        doubts=tuple(sorted(doubts, key=lambda doubt: (doubt.unit_key, doubt.code, doubt.rows))),
        _by_ref=tree.key_by_ref,
        _by_path=tree.key_by_path,
    )


def _unit(tree: UnitTree, node: Node) -> ProposedUnit:
    why = tree.why(node)
    return ProposedUnit(
        key=node.key,
        name=node.name,
        parent_key=node.parent_key,
        kind=node.kind,
        ref=node.ref,
        certain=not why,
        why=why,
    )


def _place(
    tree: UnitTree, leading: list[Candidate], doubts: list[Doubt]
) -> dict[str, list[Candidate]]:
    """Which unit each head leads: the own one, one below it, one elsewhere in the OPD, a new one.

    A kepala sub bagian may well stand in the row of the unit above.
    """
    placed: dict[str, list[Candidate]] = {}
    for each in leading:
        own = tree.node_for(each.path, each.ref)
        phrase = headed_unit(each.title)
        node, strength = _unit_led(tree, own, phrase)
        if strength == 0 and phrase and (kind := new_unit_under(phrase, own.kind)):
            node, strength = tree.add_below(own, phrase, kind), 2
            text = f"“{node.name}” hanya dikenal dari jabatan kepalanya, bukan dari kolom unit."
            doubts.append(Doubt("unit.from_title", node.key, text, (each.place,)))
        elif node is not own:
            text = f"Kepala “{node.name}” tercatat di unit “{own.name}”."
            doubts.append(Doubt("head.elsewhere", node.key, text, (each.place,)))
        placed.setdefault(node.key, []).append(each.with_strength(strength))
    return placed


def _unit_led(tree: UnitTree, own: Node, phrase: str) -> tuple[Node, int]:
    """The unit a phrase names, looked for from the own unit outwards; strength 2 sure, 0 not."""
    strength = fits(phrase, own, tree.keys_above(own))
    if strength == 2 or not phrase:
        return own, strength
    word = unit_key(phrase).partition(" ")[0]
    for circle in (tree.below(own), tree.in_same_top(own, word)):
        named = [n for n in circle if fits(phrase, n, tree.keys_above(n)) == 2]
        if len(named) == 1:
            return named[0], 2
    return own, strength


def _choose(
    tree: UnitTree, placed: Mapping[str, list[Candidate]], doubts: list[Doubt]
) -> tuple[tuple[ProposedHead, ...], tuple[str, ...]]:
    heads: list[ProposedHead] = []
    vacancies: list[str] = []
    for node in tree.nodes():
        candidates = placed.get(node.key, [])
        best, code, why = best_of(candidates)
        if best is None:
            if not unit_key(node.name).startswith(NO_HEAD_KEYS):
                vacancies.append(node.key)
            continue
        if code:
            rows = tuple(each.place for each in candidates)
            doubts.append(Doubt(code, node.key, f"{node.name}: {why}", rows))
        sheet, number = best.place
        heads.append(ProposedHead(node.key, sheet, number, best.nip, certain=not code, why=why))
    return tuple(heads), tuple(vacancies)
