"""Turns the cells of one row into a person, a refusal, or a line that is no person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from noken.core.tables import dates
from noken.organization.gateways.cells import NipCell, has_lost_digits, nip_cell, plain_text
from noken.organization.gateways.header_words import Field
from noken.organization.gateways.headers import field_named
from noken.organization.rules import groups, names, posts, ranks
from noken.organization.rules.nip import NipParts, Sex, masked_nip, take_apart
from noken.organization.rules.person_row import PersonRow, Problem, RefusedRow
from noken.organization.rules.unit_names import chain_of, is_inner, unit_key

LONGEST = 200
"""Characters of a text that is kept; a longer cell is refused rather than cut."""
_LONGEST_NAME, _LONGEST_FRONT, _LONGEST_BACK = 120, 40, 80
_LISTED = 50
_FEW_DIGITS = 8

_SIGNATURE = re.compile(
    r"\b(MENGETAHUI|MENYETUJUI|TERTANDA|TTD|DITETAPKAN DI|PADA TANGGAL|AN BUPATI|A\.N\.)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^\s*(SUB\s*)?(JUMLAH|TOTAL|REKAP)", re.IGNORECASE)
_SMALL_NUMBER = re.compile(r"\(?\d{1,3}\)?")
_COMMON_SHEET = re.compile(
    r"^(SHEET|LEMBAR|DATA|ASN|PNS|PPPK|PEGAWAI|NOMINATIF|DAFTAR|EXPORT|EKSPOR|SIASN|BEZETTING|DUK|"
    r"WORKSHEET|TABEL|TABLE|REKAP)",
)
_SEXES = {
    **dict.fromkeys(("M", "L", "LK", "PRIA", "LAKI-LAKI", "LAKI LAKI", "1"), Sex.MALE),
    **dict.fromkeys(("F", "P", "W", "PR", "WANITA", "PEREMPUAN", "2"), Sex.FEMALE),
}


class SkippedKind(StrEnum):
    """Why a line is no person."""

    BLANK = "BLANK"
    HEADER_AGAIN = "HEADER_AGAIN"
    COLUMN_NUMBERS = "COLUMN_NUMBERS"
    TOTAL = "TOTAL"
    SECTION = "SECTION"
    SIGNATURE = "SIGNATURE"


SKIPPED_LABELS = {
    SkippedKind.BLANK: "baris kosong",
    SkippedKind.HEADER_AGAIN: "judul kolom yang berulang",
    SkippedKind.COLUMN_NUMBERS: "baris nomor kolom",
    SkippedKind.TOTAL: "baris jumlah",
    SkippedKind.SECTION: "judul bagian",
    SkippedKind.SIGNATURE: "blok tanda tangan dan catatan di bawah tabel",
}
"""What a screen calls a skipped line."""


class SkippedLine(NamedTuple):
    """A line that is no person, without what stands in it."""

    sheet: str
    number: int
    kind: SkippedKind


@dataclass(slots=True)
class Skipped:
    """Lines that are no person, counted by kind while reading; the first fifty are listed."""

    counts: dict[SkippedKind, int] = field(default_factory=dict)
    lines: list[SkippedLine] = field(default_factory=list)

    def add(self, sheet: str, number: int, kind: SkippedKind, count: int = 1) -> None:
        """Count a line, or `count` lines from `number` on."""
        self.counts[kind] = self.counts.get(kind, 0) + count
        if kind is not SkippedKind.BLANK and len(self.lines) < _LISTED:
            self.lines.append(SkippedLine(sheet, number, kind))

    @property
    def total(self) -> int:
        """All lines that were left out."""
        return sum(self.counts.values())


class RowReader:
    """Reads the rows of one sheet. `fields` are the columns in the order of the texts."""

    def __init__(self, sheet: str, fields: Sequence[Field], *, is_rounded: bool) -> None:
        """`is_rounded`: the NIP column ends in 000 nearly everywhere, so Excel rounded it."""
        self._sheet = sheet
        self._fields = tuple(fields)
        self._is_rounded = is_rounded
        self._sheet_unit = "" if _COMMON_SHEET.match(sheet.upper()) else plain_text(sheet)
        self._signed = False

    def read(self, number: int, texts: Sequence[str]) -> PersonRow | RefusedRow | SkippedKind:
        """One row, told by what stands in it."""
        cells = dict(zip(self._fields, map(plain_text, texts), strict=True))
        nip_text, name = cells[Field.NIP], cells[Field.NAME]
        nip = nip_cell(nip_text, cells.get(Field.BIRTH_DATE, ""))
        if (not nip.nip or not name) and (kind := self._no_person(cells)):
            return kind
        if nip.nip and self._is_rounded and nip.nip.endswith("000"):
            nip = nip_cell("1E+17")
        if refusal := self._why_refused(nip, name, cells):
            return self._refused(number, cells, refusal)
        return self._person(number, nip.nip, cells)

    def _no_person(self, cells: dict[Field, str]) -> SkippedKind | None:
        """A line without NIP or without name: which kind of line, or None for a person it lacks."""
        filled = [text for text in cells.values() if text]
        nip_text, name = cells[Field.NIP], cells[Field.NAME]
        if field_named(nip_text) is Field.NIP or (not nip_text and field_named(name)):
            return SkippedKind.HEADER_AGAIN
        if all(map(_SMALL_NUMBER.fullmatch, filled)):
            return SkippedKind.COLUMN_NUMBERS
        if any(map(_TOTAL.match, filled)):
            return SkippedKind.TOTAL
        return self._foot_or_section(cells, filled)

    def _foot_or_section(self, cells: dict[Field, str], filled: list[str]) -> SkippedKind | None:
        nip_text, name = cells[Field.NIP], cells[Field.NAME]
        if any(map(_SIGNATURE.search, filled)) or self._signed:
            self._signed = True
            return SkippedKind.SIGNATURE
        if any(text.upper().startswith("NIP") for text in filled):
            return SkippedKind.SIGNATURE
        is_person = (name and len(filled) > 1) or sum(map(str.isdigit, nip_text)) > _FEW_DIGITS
        return None if is_person else SkippedKind.SECTION

    def _why_refused(self, nip: NipCell, name: str, cells: dict[Field, str]) -> NipCell | None:
        if not nip.nip:
            return nip
        if not name:
            return NipCell("", "name.missing", "Nama kosong.", "Isi nama sesuai SK.")
        longest = max(len(text) for text in cells.values())
        if longest > LONGEST or len(name) > _LONGEST_NAME:
            return NipCell(
                "",
                "text.too_long",
                "Salah satu isian terlalu panjang.",
                f"Singkatkan: nama paling banyak {_LONGEST_NAME} huruf, isian lain {LONGEST}.",
            )
        if not self._chain(cells):
            return NipCell(
                "", "unit.missing", "Unit kerja kosong.", "Isi unit kerja tempat pegawai bertugas."
            )
        return None

    def _refused(self, number: int, cells: dict[Field, str], why: NipCell) -> RefusedRow:
        text = cells[Field.NIP]
        return RefusedRow(
            number=number,
            sheet=self._sheet,
            nip_masked="" if has_lost_digits(text) else masked_nip(text),
            name=names.person_name(names.split_name(cells[Field.NAME]).name)[:_LONGEST_NAME],
            code=why.code,
            cause=why.cause,
            cure=why.cure,
            cells=_without_nip(cells) if why.code.startswith("nip.") else {},
        )

    def _person(self, number: int, nip: str, cells: dict[Field, str]) -> PersonRow:
        problems: list[Problem] = []
        get = cells.get
        parts = take_apart(nip)
        _compare(parts, get(Field.BIRTH_DATE, ""), get(Field.SEX, ""), problems)
        split = names.split_name(cells[Field.NAME])
        title = names.official_name(get(Field.POST_TITLE, ""))
        echelon = posts.read_echelon(get(Field.ECHELON, ""))
        kind = posts.post_kind(get(Field.POST_KIND, ""), title, echelon)
        if not title:
            problems.append(Problem(Field.POST_TITLE, "post.missing", "Jabatan kosong."))
        rank = _rank(get(Field.RANK, ""), problems)
        return PersonRow(
            number=number,
            sheet=self._sheet,
            nip=nip,
            name=names.person_name(split.name),
            front_title=(names.front_title(get(Field.FRONT_TITLE, "")) or split.front)[
                :_LONGEST_FRONT
            ],
            back_title=(names.back_title(get(Field.BACK_TITLE, "")) or split.back)[:_LONGEST_BACK],
            birth_date=parts.birth_on,
            sex=parts.sex,
            kind=_kind(parts, rank, get(Field.KIND, ""), get(Field.STATUS, "")),
            standing=groups.standing_of(get(Field.STANDING, "")),
            rank_code=rank,
            rank_from=_date(Field.RANK_FROM, get(Field.RANK_FROM, ""), problems),
            post_title=title,
            post_kind=kind,
            post_family=posts.post_family(title),
            is_head=posts.is_head(title, kind, echelon),
            echelon=echelon,
            post_from=_date(Field.POST_FROM, get(Field.POST_FROM, ""), problems),
            unit_chain=self._chain(cells),
            unit_ref=get(Field.UNIT_REF, ""),
            school=names.official_name(get(Field.SCHOOL, "")),
            superior_nip=_superior(nip, get(Field.SUPERIOR_NIP, ""), problems),
            problems=tuple(problems),
        )

    def _chain(self, cells: dict[Field, str]) -> tuple[str, ...]:
        """Unit, then the parent column, then the sheet's name where nothing larger was said."""
        chain = chain_of(cells.get(Field.UNIT, ""))
        chain = _joined(chain, chain_of(cells.get(Field.PARENT_UNIT, "")))
        if not chain:
            chain = chain_of(cells.get(Field.SCHOOL, ""))
        if self._sheet_unit and (not chain or is_inner(chain[-1])):
            chain = _joined(chain, chain_of(self._sheet_unit))
        return chain


def _without_nip(cells: dict[Field, str]) -> dict[str, str]:
    """What can be read again once somebody has typed the NIP, which says birth date and sex."""
    told = {Field.NIP, Field.BIRTH_DATE, Field.SEX}
    return {str(of): text for of, text in cells.items() if text and of not in told}


def _joined(chain: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    known = {unit_key(name) for name in chain}
    return chain + tuple(name for name in above if unit_key(name) not in known)


def _compare(parts: NipParts, birth: str, sex: str, problems: list[Problem]) -> None:
    """Birth date and sex are taken from the NIP; where the file differs, a person looks."""
    born = dates.read_date(birth) if birth else None
    if born and born != parts.birth_on:
        text = "Tanggal lahir di berkas berbeda dari NIP. Yang dipakai: NIP."
        problems.append(Problem(Field.BIRTH_DATE, "birth.differs", text))
    said = _SEXES.get(sex.upper())
    if said and parts.sex and said is not parts.sex:
        text = "Jenis kelamin di berkas berbeda dari NIP. Yang dipakai: NIP."
        problems.append(Problem(Field.SEX, "sex.differs", text))


def _date(of: Field, text: str, problems: list[Problem]) -> date | None:
    found = dates.read_date(text) if text else None
    if text and not found and (why := dates.why_not_a_date(text)):
        problems.append(Problem(of, "date.unreadable", why))
    return found


def _rank(text: str, problems: list[Problem]) -> str:
    code = ranks.read_rank(text) if text else ""
    if code is None:
        why = f"Pangkat “{text[:40]}” tidak dikenal. Tulis misalnya III/b, atau IX untuk PPPK."
        problems.append(Problem(Field.RANK, "rank.unknown", why))
    return code or ""


def _kind(parts: NipParts, rank: str, kind_text: str, status_text: str) -> groups.EmploymentKind:
    found = groups.employment_kind((kind_text, status_text))
    if found:
        return found
    if ranks.is_grade(rank) or (not rank and parts.is_pppk_shape):
        return groups.EmploymentKind.PPPK
    return groups.EmploymentKind.PNS


def _superior(own: str, text: str, problems: list[Problem]) -> str:
    if not text:
        return ""
    found = nip_cell(text)
    if not found.nip:
        cause = found.cause if found.code == "nip.digits_lost" else f"NIP atasan: {found.cause}"
        problems.append(Problem(Field.SUPERIOR_NIP, "superior.invalid", cause))
    elif found.nip == own:
        why = "NIP atasan sama dengan NIP pegawai sendiri, jadi tidak dipakai."
        problems.append(Problem(Field.SUPERIOR_NIP, "superior.self", why))
        return ""
    return found.nip
