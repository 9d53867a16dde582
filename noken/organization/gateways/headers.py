"""Finds the header of a sheet and says which column holds what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from noken.organization.gateways.header_words import (
    FORBIDDEN,
    NATIONAL_HEADERS,
    NO_NEED,
    SYNONYMS,
    Field,
)
from noken.organization.rules.nip import bare_nip, why_not_a_nip

REQUIRED = (Field.NIP, Field.NAME)
WANTED = (Field.NIP, Field.NAME, Field.UNIT, Field.POST_TITLE)
"""Fields whose absence the screen should point out."""


class Layout(StrEnum):
    """NATIONAL is the SIASN export, LOCAL any list an office keeps."""

    NATIONAL = "NATIONAL"
    LOCAL = "LOCAL"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file and what becomes of it.

    `key` is what an override names: the header as written, numbered where it repeats.
    `field` is None for a column that is left out; then `reason` says why, in Indonesian.
    `is_forbidden`: its values are never read, whatever an override says.
    """

    place: int
    key: str
    field: Field | None
    reason: str = ""
    is_forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet; rows of people begin at `first_row` (from 1)."""

    row: int
    first_row: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> dict[Field, int]:
        """Place of the column of each field that is read."""
        return {column.field: column.place for column in self.columns if column.field}


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The header among the first rows of a sheet; None where no row looks like one.

    Titles above it do not disturb, nor a header of two rows (PANGKAT over GOL and TMT). Where no
    header names the NIP, the column that holds NIPs is found by what stands in it.
    """
    best: tuple[int, Header] | None = None
    for index in range(len(rows)):
        for texts, depth in _readings(rows, index):
            columns = _columns(texts)
            found = {column.field for column in columns if column.field}
            score = len(found) * 10 - depth
            if set(REQUIRED) <= found and (best is None or score > best[0]):
                best = score, Header(index + 1, index + depth + 1, columns)
    return best[1] if best else _by_content(rows)


def with_overrides(header: Header, chosen: Mapping[str, str]) -> Header:
    """The header with columns as a person chose them: column key to field code, "" to leave out.

    A forbidden column stays forbidden. A field chosen for one column is taken from any other.

    Raises:
        ValueError: no such field.
    """
    closed = {column.key for column in header.columns if column.is_forbidden}
    wanted = {
        key: Field(code) if code else None for key, code in chosen.items() if key not in closed
    }
    given = {field for field in wanted.values() if field}
    columns = tuple(_overridden(column, wanted, given) for column in header.columns)
    return replace(header, columns=columns)


def layout_of(header: Header) -> Layout:
    """NATIONAL where the header has the words only the national export uses."""
    words = {plain(column.key) for column in header.columns}
    return Layout.NATIONAL if len(words & NATIONAL_HEADERS) >= 6 else Layout.LOCAL


def plain(text: str) -> str:
    """A header cell in one writing: capitals, letters and digits only, single spaces."""
    return " ".join(re.sub(r"[^A-Z0-9]+", " ", text.upper()).split())


def field_named(text: str) -> Field | None:
    """The field a header cell names, by its words alone; TMT needs its neighbours."""
    entry = SYNONYMS.get(plain(text))
    return entry[0] if entry else None


def _readings(rows: Sequence[Sequence[str]], index: int) -> list[tuple[list[str], int]]:
    """The row as header, and together with the row under it where that may be its second line."""
    upper = list(rows[index])
    readings = [(upper, 1)]
    if index + 1 < len(rows):
        lower = list(rows[index + 1])
        if sum(bool(text) for text in lower) > 1 and not any(_is_data(text) for text in lower):
            readings.append((_joined(upper, lower), 2))
    return readings


def _overridden(column: Column, wanted: Mapping[str, Field | None], given: set[Field]) -> Column:
    if column.key in wanted:
        field = wanted[column.key]
        return replace(column, field=field, reason="" if field else "Anda lewati.")
    if column.field in given:
        return replace(column, field=None, reason="Diganti kolom pilihan Anda.")
    return column


def _is_data(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    width = max(len(upper), len(lower))
    joined, above = [], ""
    for place in range(width):
        own = upper[place] if place < len(upper) else ""
        under = lower[place] if place < len(lower) else ""
        above = own or (above if under else "")
        joined.append(f"{above} {under}".strip())
    return joined


def _columns(texts: Sequence[str]) -> tuple[Column, ...]:
    """What each header cell means; of several columns for one field the best named is read."""
    columns: list[Column] = []
    keys: dict[str, int] = {}
    chosen: dict[Field, tuple[int, int]] = {}
    left: Field | None = None
    for place, text in enumerate(texts):
        if not text:
            continue
        key = _numbered(" ".join(text.split())[:80], keys)
        column, rank = _column(place, key, plain(text), left)
        columns.append(column)
        left = column.field or left
        if column.field and rank < chosen.get(column.field, (1_000, 0))[0]:
            chosen[column.field] = rank, place
    return tuple(_if_chosen(column, chosen) for column in columns)


def _numbered(key: str, seen: dict[str, int]) -> str:
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key} ({seen[key]})"


def _column(place: int, key: str, words: str, left: Field | None) -> tuple[Column, int]:
    if entry := SYNONYMS.get(words):
        return Column(place, key, entry[0]), entry[1]
    for pattern, reason in FORBIDDEN:
        if pattern.search(words):
            return Column(place, key, None, reason, is_forbidden=True), 0
    if field := _start_date(words, left):
        return Column(place, key, field), 50
    return Column(place, key, None, NO_NEED), 0


def _start_date(words: str, left: Field | None) -> Field | None:
    """Which TMT it is: the word beside it tells, else the column to its left."""
    if not re.search(r"\b(TMT|TERHITUNG MULAI)\b", words) or "AWAL" in words:
        return None
    if re.search(r"\b(GOL|GOLONGAN|PANGKAT|GOLRU)\b", words):
        return Field.RANK_FROM
    if re.search(r"\b(JAB|JABATAN)\b", words):
        return Field.POST_FROM
    if words not in {"TMT", "TERHITUNG MULAI TANGGAL"}:
        return None
    nearest = {Field.RANK: Field.RANK_FROM, Field.POST_TITLE: Field.POST_FROM}
    return nearest.get(left) if left else None


def _if_chosen(column: Column, chosen: Mapping[Field, tuple[int, int]]) -> Column:
    if column.field is None or chosen[column.field][1] == column.place:
        return column
    return replace(column, field=None, reason="Isinya sudah dibaca dari kolom lain.")


def _by_content(rows: Sequence[Sequence[str]]) -> Header | None:
    """The row above the first NIP as header, where its words do not tell which column that is."""
    for index, row in enumerate(rows):
        for place, text in enumerate(row):
            if text and not why_not_a_nip(bare_nip(text)):
                return _above(rows, index, place)
    return None


def _above(rows: Sequence[Sequence[str]], index: int, place: int) -> Header | None:
    for above in range(index - 1, -1, -1):
        texts = list(rows[above])
        if sum(bool(text) for text in texts) > 1 and place < len(texts) and texts[place]:
            columns = tuple(
                replace(column, field=Field.NIP, reason="", is_forbidden=False)
                if column.place == place
                else column
                for column in _columns(texts)
            )
            return Header(above + 1, index + 1, columns)
    return None
