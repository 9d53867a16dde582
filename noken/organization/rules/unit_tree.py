"""The tree of units named by the rows of a file, with one node for the spellings of a unit."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from noken.organization.rules.names import official_name
from noken.organization.rules.unit_names import UnitKind, unit_key, unit_kind

Path = tuple[str, ...]
"""Keys of names from the OPD down."""

Chain = tuple[str, ...]
"""Names from the unit up, as screens show them."""

_TOPS = frozenset({UnitKind.OPD, UnitKind.DISTRICT})


@dataclass(frozen=True, slots=True)
class Node:
    """A unit of the tree; `ref` is its UNOR ID or ""."""

    key: str
    path: Path
    name: str
    kind: UnitKind
    ref: str
    parent_key: str
    is_known_kind: bool = True
    is_made_up: bool = False


class UnitTree:
    """Collects rows with `add`, then `settle` makes the nodes. Independent of the rows' order."""

    def __init__(self) -> None:
        self._names: dict[Path, Counter[str]] = {}
        self._seen: Counter[tuple[Path, str, Chain]] = Counter()
        self._nodes: dict[str, Node] = {}
        self._children: dict[str, list[str]] = {}
        self._by_word: dict[tuple[str, str], list[str]] = {}
        self.key_by_ref: dict[str, str] = {}
        self.key_by_path: dict[Path, str] = {}
        self.doubts: list[tuple[str, str, str]] = []

    def add(self, path: Path, chain: Chain, ref: str) -> None:
        """Count one row of the unit at the path."""
        if path:
            self._seen[path, ref, chain] += 1

    def settle(self) -> None:
        """Make the nodes from what was added, parents first."""
        refs_at = self._refs_at_paths()
        for (path, _, chain), times in self._seen.items():
            for depth, name in enumerate(reversed(chain), start=1):
                self._names.setdefault(path[:depth], Counter())[name] += times
        for path in sorted(self._names, key=lambda each: (len(each), each)):
            refs = refs_at.get(path, [])
            for ref in refs or [""]:
                self._make(path, ref)
            if len(refs) > 1:
                text = f"Ada {len(refs)} ID unor untuk “{self._name(path)}”."
                self.doubts.append(("unit.two_refs", self.key_by_path[path], text))
        self._say_doubts()

    def nodes(self) -> Iterator[Node]:
        """All units, parents before children, in a fixed order."""
        return iter(sorted(self._nodes.values(), key=lambda node: (len(node.path), node.key)))

    def node_for(self, path: Path, ref: str) -> Node:
        """The unit of a row that was added."""
        return self._nodes[self.key_by_ref.get(ref) or self.key_by_path[path]]

    def below(self, node: Node) -> list[Node]:
        """All units under a unit."""
        found: list[Node] = []
        waiting = [node.key]
        while waiting:
            for key in self._children.get(waiting.pop(), ()):
                found.append(self._nodes[key])
                waiting.append(key)
        return found

    def in_same_top(self, node: Node, word: str) -> list[Node]:
        """The units of the OPD the unit belongs to whose name begins with the word."""
        return [self._nodes[key] for key in self._by_word.get((node.path[0], word), ())]

    def keys_above(self, node: Node) -> frozenset[str]:
        """Name keys of the units above."""
        return frozenset(node.path[:-1])

    def add_below(self, parent: Node, phrase: str, kind: UnitKind) -> Node:
        """A unit that only a head's title names."""
        path = (*parent.path, phrase)
        key = _key(path, "", parent.key)
        node = Node(key, path, official_name(phrase), kind, "", parent.key, is_made_up=True)
        self._put(node)
        return node

    def why(self, node: Node) -> str:
        """What a person should check about a unit; "" for nothing."""
        if node.is_made_up:
            return "Hanya dikenal dari jabatan kepalanya."
        if not node.is_known_kind:
            return "Jenis unit tidak terbaca dari namanya."
        if not node.parent_key and node.kind not in _TOPS:
            return "Perangkat daerah di atasnya tidak disebut di berkas."
        return ""

    def _refs_at_paths(self) -> dict[Path, list[str]]:
        """The refs whose most frequent path is this one; a ref keeps its unit under any name."""
        chains: dict[str, Counter[tuple[Path, Chain]]] = {}
        for (path, ref, chain), times in self._seen.items():
            if ref:
                chains.setdefault(ref, Counter())[path, chain] += times
        found: dict[Path, list[str]] = {}
        for ref in sorted(chains):
            paths: Counter[Path] = Counter()
            for (path, _), times in chains[ref].items():
                paths[path] += times
            main, *others = sorted(paths, key=lambda path: (-paths[path], path))
            found.setdefault(main, []).append(ref)
            if others:
                self._bring_home(ref, main, chains[ref])
                names = ", ".join(official_name(path[-1]) for path in others)
                text = f"ID unor ini juga bernama {names}."
                self.doubts.append(("unit.two_names", f"unor:{ref}", text))
        return found

    def _bring_home(self, ref: str, main: Path, chains: Counter[tuple[Path, Chain]]) -> None:
        """Rows under a ref's other names are rows of the unit under its main name."""
        written = max((times, chain) for (path, chain), times in chains.items() if path == main)[1]
        for path, chain in chains:
            if path != main:
                self._seen[main, ref, written] += self._seen.pop((path, ref, chain))

    def _make(self, path: Path, ref: str) -> None:
        parent = self.key_by_path[path[:-1]] if len(path) > 1 else ""
        name = self._name(path)
        kind = unit_kind(name)
        fallback = UnitKind.DIVISION if parent else UnitKind.OPD
        node = Node(
            key=_key(path, ref),
            path=path,
            name=name,
            kind=kind or fallback,
            ref=ref,
            parent_key=parent,
            is_known_kind=kind is not None,
        )
        self.key_by_path.setdefault(path, node.key)
        if ref:
            self.key_by_ref[ref] = node.key
        self._put(node)

    def _put(self, node: Node) -> None:
        self._nodes[node.key] = node
        word = unit_key(node.name).partition(" ")[0]
        self._by_word.setdefault((node.path[0], word), []).append(node.key)
        if node.parent_key:
            self._children.setdefault(node.parent_key, []).append(node.key)

    def _name(self, path: Path) -> str:
        names = self._names[path]
        return min(names, key=lambda name: (-names[name], name))

    def _say_doubts(self) -> None:
        for node in self._nodes.values():
            if why := self.why(node):
                code = "unit.no_top" if node.is_known_kind else "unit.unknown_kind"
                self.doubts.append((code, node.key, f"{node.name}: {why}"))


def _key(path: Path, ref: str, above: str = "") -> str:
    """A short key: the UNOR ID where there is one, else a print of the names."""
    if ref:
        return f"unor:{ref}"
    text = "\n".join((above, *path))
    return f"nama:{hashlib.blake2b(text.encode(), digest_size=10).hexdigest()}"
