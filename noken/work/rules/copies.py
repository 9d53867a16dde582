"""When the words of a report were taken from another text, and when a text is honest routine.

Texts are compared as words: case, signs and line breaks do not count, and every number reads "#".
Prints are chosen by winnowing (Schleimer, Wilkerson, Aiken 2003): a passage of ten words that two
texts share gives both at least one print in common.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

LEAST_WORDS = 5
"""Shorter notes are never compared: a short one says the same every day without being copied."""
LEAST_PERCENT = 70
"""What is less alike is not kept; a card may ask for more, never for less."""
RUN_WORDS = 3
PRINT_WORDS, WINDOW = 6, 5
"""Runs of fewer words are many people's: in a year of a unit the right text would not be found."""
LEAST_NUMBERS = 2
TEMPLATE_PEOPLE = 4
"""A passage that so many others of the unit use is the unit's form, not anybody's words."""
LEAST_OWN_WORDS = 8

_WORD = re.compile(r"[^\W_]+(?:[.,:/][0-9]+)*")
_TWO_31, _TWO_32 = 1 << 31, 1 << 32

Passage = tuple[int, int, int, int]
"""Where a shared passage begins and ends in the text and in the other one, in letters."""


@dataclass(frozen=True, slots=True)
class Text:
    """A note as it is compared: its words in order, numbers as "#", and its numbers in order."""

    note: str
    words: Sequence[str]
    numbers: Sequence[str]

    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands in the note."""
        return [found.span() for found in _WORD.finditer(self.note.lower())]


def text_of(note: str) -> Text:
    """A note in words.

    Source: perbandingan isi laporan (register: noken-practice).
    """
    found = _WORD.findall(note.lower())
    numbers = [word for word in found if word[0].isdigit()]
    words = ["#" if word[0].isdigit() else word for word in found] if numbers else found
    return Text(note, words, numbers)


def digest_of(text: Text) -> int:
    """One number for all texts that differ in nothing but numbers, case and signs.

    Source: perbandingan isi laporan (register: noken-practice).
    """
    digest = blake2b(" ".join(text.words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def prints_of(text: Text, unit_id: int) -> set[int]:
    """The few numbers by which texts of one unit find each other, as the database keeps them.

    Source: perbandingan isi laporan (register: noken-practice).
    """
    last = max(1, len(text.words) - PRINT_WORDS + 1)
    runs = (text.words[at : at + PRINT_WORDS] for at in range(last))
    hashes = [crc32(" ".join(run).encode(), unit_id) for run in runs]
    chosen = {min(hashes[at : at + WINDOW]) for at in range(max(1, len(hashes) - WINDOW + 1))}
    return {each - _TWO_32 if each >= _TWO_31 else each for each in chosen}


def is_routine(uses: Sequence[Sequence[str]]) -> bool:
    """Whether a text that is used again is routine with true counts: its numbers live.

    Args:
        uses: the numbers of each use, in order of time; at least two uses.
    Returns:
        In at least half of the neighbouring uses at least half of the numbers differ, and there
        are two numbers or more.
    Source: tugas rutin dengan hitungan harian bukan salinan (register: noken-practice).
    """
    changes = [_numbers_live(one, other) for one, other in pairwise(uses)]
    return bool(changes) and 2 * sum(changes) >= len(changes)


def _numbers_live(one: Sequence[str], other: Sequence[str]) -> bool:
    if min(len(one), len(other)) < LEAST_NUMBERS:
        return False
    same = (Counter(one) & Counter(other)).total()
    return 2 * same <= max(len(one), len(other))


@dataclass(frozen=True, slots=True)
class Alike:
    """How much of a text, in whole percent of its words, stands in another, and where."""

    percent: int
    passages: Sequence[Passage]


def template_runs(others: Collection[tuple[int, Text]]) -> set[tuple[str, ...]]:
    """Runs of words that the texts of several people have in common: (author, text) each.

    Source: format bersama sebuah unit bukan salinan (register: noken-practice).
    """
    people: dict[tuple[str, ...], set[int]] = {}
    for author, text in others:
        for run in _runs(text.words):
            people.setdefault(run, set()).add(author)
    return {run for run, who in people.items() if len(who) >= TEMPLATE_PEOPLE}


def alike(
    text: Text, other: Text, template: Collection[tuple[str, ...]] = frozenset()
) -> Alike | None:
    """What of `text` stands in `other`, its form included; None where too little of its own words,
    those outside the form, does.

    Source: perbandingan isi laporan (register: noken-practice).
    """
    places: dict[tuple[str, ...], int] = {}
    for place, run in enumerate(_runs(other.words)):
        places.setdefault(run, place)
    formed, taken = set[int](), dict[int, int]()
    for at, run in enumerate(_runs(text.words)):
        if run in template:
            formed.update(range(at, at + RUN_WORDS))
        if run in places:
            for step in range(RUN_WORDS):
                taken.setdefault(at + step, places[run] + step)
    own = len(text.words) - len(formed)
    own_taken = len(taken.keys() - formed)
    if own < LEAST_OWN_WORDS or 100 * own_taken < LEAST_PERCENT * own:
        return None
    shared = sorted(taken)
    here, there = text.spans(), other.spans()
    passages = [
        (here[first][0], here[last][1], there[taken[first]][0], there[taken[last]][1])
        for first, last in _rows(shared, taken)
    ]
    return Alike(100 * len(shared) // len(text.words), passages)


def _rows(shared: Sequence[int], taken: dict[int, int]) -> Iterator[tuple[int, int]]:
    """First and last word of each passage: words side by side in both texts."""
    first = None
    for at, word in enumerate(shared):
        first = word if first is None else first
        after = shared[at + 1] if at + 1 < len(shared) else None
        if after != word + 1 or taken[after] != taken[word] + 1:
            yield first, word
            first = None


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[step:] for step in range(RUN_WORDS)), strict=False)
