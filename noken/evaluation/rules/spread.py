"""The spread of grades: shares that add up, the guide in words, groups too small to show.

The guide is advice. Where it is left, a reason is asked for; nothing waits for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from noken.regulations.grades import Guide

LEAST_FOR_GUIDE = 10
"""A percentage asks too much of fewer people: the guide is only read to them."""
LEAST_SHOWN = 10
"""A group of fewer, or the rest between two shown groups, would say something about persons."""


@dataclass(frozen=True, slots=True)
class Check:
    """One sentence of the guide beside what is. `now` says the share or number in words."""

    guide: str
    now: str
    is_met: bool


def shares(counts: Mapping[str, int]) -> dict[str, int]:
    """Whole percents that add up to 100, by largest remainder; all 0 for nobody.

    Source: SE MenPANRB 3/2023 speaks of shares of people (register: se-3-2023).
    """
    people = sum(counts.values())
    if not people:
        return dict.fromkeys(counts, 0)
    whole = {code: 100 * count // people for code, count in counts.items()}
    rest = 100 - sum(whole.values())
    by_remainder = sorted(counts, key=lambda code: -(100 * counts[code] % people))
    for code in by_remainder[:rest]:
        whole[code] += 1
    return whole


def checks(
    counts: Mapping[str, int], guides: Sequence[Guide], words: Mapping[str, str]
) -> list[Check]:
    """Each sentence of a unit's guide, and whether the grades given so far keep to it.

    Args:
        counts: people by grade; grades that nobody has may be left out.
        words: the word for each grade.
    Source: SE MenPANRB 3/2023 (register: se-3-2023).
    """
    people = sum(counts.values())
    return [
        Check(_in_words(guide, words), _now(guide, counts, people), _is_met(guide, counts, people))
        for guide in guides
    ]


def guide_applies(people: int) -> bool:
    """Whether percentages of the guide can be held to a group of so many people.

    Source: SE MenPANRB 3/2023, read with care for small units (register: se-3-2023).
    """
    return people >= LEAST_FOR_GUIDE


def shown(sizes: Sequence[int], known: Sequence[bool]) -> list[bool]:
    """Which of several groups, each inside the next, may be shown to a reader.

    A group is hidden when it, or what it has beyond the largest shown group inside it, is fewer
    than ten people whom the reader does not see one by one anyway (`known`).

    Source: groups under ten are not shown, UU 27/2022 (register: uu-27-2022).
    """
    answers, inner = [], 0
    for size, is_known in zip(sizes, known, strict=True):
        rest = size - inner
        may = is_known or (size >= LEAST_SHOWN and (rest == 0 or rest >= LEAST_SHOWN))
        answers.append(may)
        if may:
            inner = size
    return answers


def shown_beside(sizes: Mapping[int, int], outer: int) -> set[int]:
    """Which of several groups side by side may be shown when their sum with the rest is.

    Groups under ten are hidden; where all that is hidden is under ten people together, the
    smallest shown group is hidden too, so that nobody can subtract.

    Args:
        sizes: people by group.
        outer: people of the whole, which is shown.
    Source: groups under ten are not shown, UU 27/2022 (register: uu-27-2022).
    """
    open_ = {key for key, size in sizes.items() if size >= LEAST_SHOWN}
    hidden = outer - sum(sizes[key] for key in open_)
    while open_ and 0 < hidden < LEAST_SHOWN:
        smallest = min(open_, key=lambda key: (sizes[key], key))
        open_.discard(smallest)
        hidden += sizes[smallest]
    return open_


def visible(sizes: Mapping[int, int], parents: Mapping[int, int | None]) -> set[int]:
    """The groups of a tree that may be shown together without telling of fewer than ten.

    Below a hidden group all is hidden; a root of ten or more is shown.

    Args:
        sizes: people of each group with all below it.
        parents: the group above each, None at a root.
    Source: groups under ten are not shown, UU 27/2022 (register: uu-27-2022).
    """
    below: dict[int | None, dict[int, int]] = {}
    for key, parent in parents.items():
        below.setdefault(parent, {})[key] = sizes[key]
    open_ = {key for key, size in below.get(None, {}).items() if size >= LEAST_SHOWN}
    queue = list(open_)
    while queue:
        parent = queue.pop()
        fresh = shown_beside(below.get(parent, {}), sizes[parent])
        open_ |= fresh
        queue += fresh
    return open_


def _is_met(guide: Guide, counts: Mapping[str, int], people: int) -> bool:
    count = _count(guide, counts)
    others = [number for code, number in counts.items() if code not in guide.grades]
    return all(
        (
            not guide.majority or count > max(others, default=0),
            not guide.at_least_one or count > 0,
            guide.least is None or 100 * count >= guide.least * people,
            guide.most is None or 100 * count <= guide.most * people,
        )
    )


def _count(guide: Guide, counts: Mapping[str, int]) -> int:
    return sum(counts.get(code, 0) for code in guide.grades)


def _in_words(guide: Guide, words: Mapping[str, str]) -> str:
    grades = " atau ".join(words[code] for code in guide.grades)
    if guide.majority and guide.most is not None:
        return f"Predikat terbanyak {grades}, tidak lebih dari {guide.most}%"
    if guide.majority:
        return f"Predikat terbanyak {grades}"
    if guide.at_least_one:
        return f"Ada yang berpredikat {grades}"
    if guide.most == 0:
        return f"Tidak ada yang berpredikat {grades}"
    if guide.least is not None:
        return f"Sekurang-kurangnya {guide.least}% {grades}"
    return f"Tidak lebih dari {guide.most}% {grades}"


def _now(guide: Guide, counts: Mapping[str, int], people: int) -> str:
    count = _count(guide, counts)
    if guide.at_least_one or guide.most == 0:
        return f"{count} orang" if count else "belum ada"
    return f"{round(100 * count / people) if people else 0}%, {count} dari {people} orang"
