"""What a new version of a card must be, before anybody signs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from noken.regulations.cards import RuleCard

ASKABLE = ("PNS", "CPNS", "PPPK", "PPPK_PART_TIME")
"""Kinds of employment that a rule may ask; elected officials are no employees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCard:
    """A version as it would be. `values` has every settable value by name; `groups` are kinds of
    employment that are asked; `unit_id` bounds it to a unit with all below, None: everybody."""

    code: str
    values: Mapping[str, int]
    groups: tuple[str, ...]
    unit_id: int | None
    change: str
    start_on: date
    source: str


class Sees(NamedTuple):
    """What decides of a version what it finds."""

    values: Mapping[str, int]
    groups: frozenset[str]
    unit_id: int | None


class Why(NamedTuple):
    """A reason against it, with the code of the refusal."""

    code: str
    text: str


def why_not_proposable(card: RuleCard, new: NewCard) -> Why | None:
    """Why a version cannot be proposed; None: it can.

    Source: cara kerja noken, usulan kartu (register: noken-practice).
    """
    if set(new.values) != set(card.settable):
        return Why("card.bad_values", "Isi setiap angka aturan ini. Muat ulang halaman.")
    for name, each in card.settable.items():
        least, most = each.bounds or (0, 0)
        if not least <= new.values[name] <= most:
            return Why("card.out_of_range", f"{each.label}: isi dari {least} sampai {most}.")
    if not new.groups:
        return Why("card.no_groups", "Pilih sedikitnya satu kelompok pegawai.")
    if not set(new.groups) <= set(ASKABLE):
        return Why("card.bad_groups", "Kelompok itu tidak ditanyai aturan. Muat ulang halaman.")
    return None


def mends(card: RuleCard, old: Sees, new: Sees) -> bool:
    """Whether a version may end the rest of a card: one that sees the same would be as wrong, and
    its rate would begin at zero. A card without any value to set is mended in what it reads.

    Source: cara kerja noken, aturan berhenti sendiri (register: noken-practice).
    """
    return not card.settable or old != new
