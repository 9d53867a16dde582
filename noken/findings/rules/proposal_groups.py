"""Which groups of a preview may be shown."""

from collections.abc import Mapping, Sequence

LEAST_PEOPLE = 10
"""Smaller groups are not shown: a figure would speak of people one knows."""


def shown_groups(people: Mapping[str, int], names: Sequence[str]) -> list[str]:
    """Groups that together make up everybody once, as far as they may be shown: those of ten and
    more, and of these not the smallest where it would tell the hidden ones by subtraction.

    Source: cara kerja noken, kelompok kecil disamarkan (register: noken-practice).
    """
    present = [name for name in names if people.get(name)]
    small = [name for name in present if people[name] < LEAST_PEOPLE]
    big = sorted(set(present) - set(small), key=lambda name: people[name])
    hidden = sum(people[name] for name in small)
    kept = set(big[1:] if 0 < hidden < LEAST_PEOPLE else big)
    return [name for name in present if name in kept]
