"""Reads a table of results: official forms, e-Kinerja exports, lists of offices, noken's own."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from noken.core.tables.table import Row, SheetHead
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tables.workbook import Table, open_table
from noken.planning.gateways.plan_columns import Columns, find_columns, plain
from noken.planning.rules.content import Targets
from noken.planning.rules.file_cells import (
    TargetCell,
    aspect_of,
    direction_of,
    kind_of,
    perspective_of,
    read_target,
    section_of,
    spread,
)
from noken.planning.rules.file_fields import LABELS, QUARTERS, Field
from noken.planning.rules.filing import FileLine
from noken.ui.formats import number

MOST_LINES = 20_000
LONGEST = {Field.RESULT: 400, Field.INDICATOR: 300, Field.UNIT: 40, Field.SUPPORTS: 400}
_SIGNED = ("PEJABAT PENILAI", "PEGAWAI YANG DINILAI", "MENGETAHUI", "PERILAKU KERJA")
_PERCENT = frozenset({"persen", "%", "persentase"})
_POWER = re.compile(r"\d\s*[eE]\s*\+?\d")
_PLACE_AND_DAY = re.compile(r"[^\W\d]+(?: [^\W\d]+)?, ?\d{1,2} [^\W\d]+ \d{4}")


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that was not read: why, and what to do."""

    number: int
    text: str
    cause: str
    cure: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as read with whom it speaks of: the figures of the NIP, and the name as the file has
    it, "" for none."""

    line: FileLine
    nip: str
    name: str
    year: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """`columns` pairs the title in the file with what it was read as; "" for left out."""

    lines: tuple[ReadLine, ...]
    refused: tuple[RefusedLine, ...]
    columns: tuple[tuple[str, str], ...]


def read_plans(path: Path) -> ReadFile:
    """All lines of the first sheet that holds results.

    Raises:
        UnreadableFile: no table, or no sheet with results in it.
    """
    table = open_table(path)
    try:
        return _read(table)
    finally:
        table.close()


def _read(table: Table) -> ReadFile:
    """The first sheet with results; forms of evaluation often stand in the ones behind it."""
    heads = [(place, head, _header(head)) for place, head in enumerate(table.heads)]
    found = next(((place, columns) for place, _, columns in heads if columns), None)
    if found is None:
        raise UnreadableFile(
            "Tidak ada kolom “Rencana Hasil Kerja” di berkas ini. Beri judul kolom seperti pada "
            "contoh isian, lalu unggah lagi."
        )
    sheet, columns = found
    lines: list[ReadLine] = []
    refused: list[RefusedLine] = []
    reader = _Reader(tuple(columns.places))
    for each in reader.read(table.rows(sheet, columns.first_row, tuple(columns.places.values()))):
        if isinstance(each, RefusedLine):
            refused.append(each)
        else:
            lines.append(each)
        if len(lines) + len(refused) > MOST_LINES:
            raise UnreadableFile(
                f"Berkas ini memuat lebih dari {number(MOST_LINES)} baris. Pecah menjadi "
                "beberapa berkas, misalnya satu per bidang."
            )
    titles = [(columns.titles[field], LABELS[field]) for field in columns.places]
    titles += [(title, "") for title in columns.left_out]
    titles += [
        (f"Lembar “{head.name}”", "") for place, head, _ in heads if place != sheet and head.name
    ]
    return ReadFile(tuple(lines), tuple(refused), tuple(titles))


def _header(head: SheetHead) -> Columns | None:
    return find_columns(head.rows) if head.visible and head.rows else None


class _Reader:
    """Reads the rows of one sheet; a merged cell above stands for the empty ones below it."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._fields = fields
        self._last: dict[Field, str] = {}
        self._section: str | None = None

    def read(self, rows: Iterator[Row]) -> Iterator[ReadLine | RefusedLine]:
        for row_number, texts in rows:
            cells = dict(zip(self._fields, map(_plain, texts), strict=True))
            if self._is_end(cells):
                return
            if self._is_no_line(cells):
                continue
            self._carry(cells)
            yield self._line(row_number, cells)

    def _is_end(self, cells: Mapping[Field, str]) -> bool:
        """The behaviour block and the signatures stand below the results."""
        filled = [text for text in cells.values() if text]
        if len(filled) == 1 and _PLACE_AND_DAY.fullmatch(filled[0]):
            return True
        own = not cells.get(Field.INDICATOR) and not cells.get(Field.CODE)
        return own and any(plain(text).startswith(_SIGNED) for text in filled)

    def _is_no_line(self, cells: Mapping[Field, str]) -> bool:
        """Headings of sections, numbers of columns, the header again, rows with a number only."""
        filled = [text for field, text in cells.items() if text and field != Field.NUMBER]
        if not filled:
            section = section_of(cells.get(Field.NUMBER, ""))
            self._section = section or self._section
            return True
        if len(filled) == 1 and (section := section_of(filled[0])):
            self._section, self._last = section, {}
            return True
        if all(text.strip("()").isdigit() and len(text) < 5 for text in filled):
            return True
        known = find_columns([list(cells.values())])
        return known is not None and len(known.places) >= len(filled)

    def _carry(self, cells: dict[Field, str]) -> None:
        carried = (Field.NIP, Field.NAME, Field.YEAR, Field.SUPPORTS, Field.RESULT, Field.KIND)
        new_person = any(
            cells.get(field) and cells[field] != self._last.get(field)
            for field in (Field.NIP, Field.NAME)
        )
        if new_person:
            self._last = {}
        if cells.get(Field.RESULT):
            self._last = {
                field: text
                for field, text in self._last.items()
                if field not in {Field.RESULT, Field.KIND}
            }
        for field in carried:
            if cells.get(field):
                self._last[field] = cells[field]
            elif field in self._last:
                cells[field] = self._last[field]

    def _line(self, row_number: int, cells: Mapping[Field, str]) -> ReadLine | RefusedLine:
        get = cells.get
        try:
            line = FileLine(
                number=row_number,
                result=_text(cells, Field.RESULT),
                indicator=_text(cells, Field.INDICATOR),
                supports=_text(cells, Field.SUPPORTS),
                kind=_word(cells, Field.KIND) or self._section,
                aspect=_word(cells, Field.ASPECT),
                perspective=_word(cells, Field.PERSPECTIVE),
                lower_is_better=direction_of(get(Field.DIRECTION, "")),
                code=get(Field.CODE, "").strip(),
            )
            line = _with_targets(line, cells)
        except _Unread as why:
            said = get(Field.INDICATOR) or get(Field.RESULT) or ""
            return RefusedLine(row_number, said[:120], why.cause, why.cure)
        return ReadLine(line, _nip(get(Field.NIP, "")), get(Field.NAME, ""), get(Field.YEAR, ""))


def _plain(text: str) -> str:
    """One line, without the apostrophe that keeps a text from being a formula."""
    text = " ".join(text.split())
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text


def _nip(text: str) -> str:
    """The figures of an NIP. In powers of ten (1.98E+17) some are lost: the text as it is."""
    if _POWER.search(text):
        return text
    return "".join(letter for letter in text if letter.isdigit())


class _Unread(Exception):
    """A cell that keeps its line from being read."""

    def __init__(self, cause: str, cure: str) -> None:
        super().__init__(cause)
        self.cause, self.cure = cause, cure


def _text(cells: Mapping[Field, str], field: Field) -> str:
    text = cells.get(field, "")
    if field == Field.RESULT and not text and not cells.get(Field.CODE):
        raise _Unread(
            "Rencana hasil kerjanya kosong.",
            "Isi rencana hasil kerja di baris ini, atau di baris pertama sel yang digabung.",
        )
    if len(text) > LONGEST[field]:
        raise _Unread(
            f"{LABELS[field]} memuat {len(text)} huruf; paling banyak {LONGEST[field]}.",
            "Persingkat di berkas, lalu unggah lagi.",
        )
    return text


_WORDS: dict[Field, tuple[Callable[[str], str | None], str]] = {
    Field.KIND: (kind_of, "Utama atau Tambahan"),
    Field.ASPECT: (aspect_of, "Kuantitas, Kualitas, Waktu, atau Biaya"),
    Field.PERSPECTIVE: (
        perspective_of,
        "Penerima layanan, Proses bisnis, Penguatan internal, atau Anggaran",
    ),
}


def _word(cells: Mapping[Field, str], field: Field) -> str | None:
    read, known = _WORDS[field]
    code = read(cells.get(field, ""))
    if code is None:
        raise _Unread(f"{LABELS[field]} “{cells[field][:40]}” tidak dikenal.", f"Tulis {known}.")
    return code or None


def _with_targets(line: FileLine, cells: Mapping[Field, str]) -> FileLine:
    """The line with its unit and targets: of the quarters where the file has them, else shared."""
    year = _target(cells.get(Field.TARGET, ""))
    quarters = [_target(cells.get(field, "")) for field in QUARTERS]
    unit = _text(cells, Field.UNIT) or year.unit or next((q.unit for q in quarters if q.unit), "")
    if len(unit) > LONGEST[Field.UNIT]:
        raise _Unread(
            f"Satuan “{unit[:30]}…” memuat {len(unit)} huruf; paling banyak 40.",
            "Tulis satuannya saja, misalnya dokumen.",
        )
    if unit.casefold() in _PERCENT and any(0 < each.value <= 1 for each in (year, *quarters)):
        raise _Unread(
            "Target persen di baris ini 1 atau kurang. Excel menyimpan 80% sebagai 0,8.",
            "Tulis angkanya utuh, misalnya 80, dengan satuan persen.",
        )
    if not unit and any(0 < each.value < 1 for each in (year, *quarters)):
        raise _Unread(
            "Target di baris ini kurang dari 1 dan tidak bersatuan. Excel menyimpan 80% sebagai "
            "0,8.",
            "Tulis angkanya utuh dengan satuannya, misalnya 80 persen.",
        )
    limit = year.is_limit or any(quarter.is_limit for quarter in quarters)
    lower = True if limit and line.lower_is_better is None else line.lower_is_better
    line = replace(line, unit=unit, lower_is_better=lower)
    if any(field in cells and cells[field] for field in QUARTERS):
        first, second, third, fourth = (quarter.value for quarter in quarters)
        return _checked(replace(line, targets=(first, second, third, fourth)), year)
    if cells.get(Field.TARGET, "") in {"", "-"}:
        return line
    shared = spread(year.value, unit, lower_is_better=bool(lower))
    return replace(line, targets=shared, notes=(_said(year.value, shared),))


def _target(text: str) -> TargetCell:
    cell = read_target(text)
    if cell.why:
        raise _Unread(cell.why, "Tulis satu angka, satuannya boleh di belakangnya: 42 sekolah.")
    return cell


def _checked(line: FileLine, year: TargetCell) -> FileLine:
    """A year's target beside quarters that do not add up to it is said, not decided."""
    total = sum(line.targets or (), Decimal())
    same = {total, *(line.targets or ())}
    if not year.value or year.value in same:
        return line
    note = (
        f"Target setahun {number(year.value)}, jumlah triwulannya {number(total)}. Yang dipakai: "
        "triwulan."
    )
    return replace(line, notes=(note,))


def _said(value: Decimal, targets: Targets) -> str:
    if len(set(targets)) == 1 and targets[0] == value:
        return f"Target {number(value)} berlaku di setiap triwulan."
    parts = ", ".join(number(target) for target in targets)
    return f"Target setahun {number(value)} dibagi rata: {parts}. Sesuaikan bila perlu."
