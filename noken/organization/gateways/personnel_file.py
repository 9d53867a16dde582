"""A personnel file, opened: what was recognised, and its people one by one.

    with open_personnel_file(path) as file:
        show(file.layout, file.columns, file.missing)
        for row in file.rows():      # PersonRow or RefusedRow, in the order of the file
            ...
        show(file.skipped)           # complete once the rows are read

Rows stream: 100,000 of them never stand in memory together. Values of columns that noken does not
read stay in the reader; only titles of those columns come out.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from noken.core.tables.table import Row
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tables.workbook import Table, open_table
from noken.organization.gateways.header_words import FIELD_LABELS, Field
from noken.organization.gateways.headers import (
    REQUIRED,
    WANTED,
    Column,
    Header,
    Layout,
    find_header,
    layout_of,
    with_overrides,
)
from noken.organization.gateways.rows import RowReader, Skipped, SkippedKind
from noken.organization.rules.nip import LENGTH, bare_nip
from noken.organization.rules.person_row import PersonRow, RefusedRow

_SAMPLE_ROWS = 200
_ROUNDED_FROM = 3


class SheetRead(NamedTuple):
    """A sheet of people: its place in the file, its name, its header."""

    place: int
    name: str
    header: Header


class UnmatchedColumns(UnreadableFile):
    """NIP or name has no column yet; `columns` are there to choose from."""

    def __init__(self, field: Field, columns: tuple[Column, ...]) -> None:
        super().__init__(
            f"Kolom {FIELD_LABELS[field]} belum dicocokkan. Pilih kolomnya, lalu periksa."
        )
        self.columns = columns


class PersonnelFile:
    """See the module. `sheets` hold people, `other_sheets` are names of those that do not."""

    def __init__(self, table: Table, mapping: Mapping[str, str]) -> None:
        """`mapping` is what a person chose: column key to field code, "" to leave out.

        Raises:
            UnreadableFile: no sheet has a header that names or holds NIPs.
            ValueError: `mapping` names no field of ours.
        """
        self._table = table
        self.sheets: tuple[SheetRead, ...] = tuple(
            SheetRead(place, head.name, with_overrides(header, mapping))
            for place, head in enumerate(table.heads)
            if (header := find_header(head.rows))
        )
        if not self.sheets:
            raise UnreadableFile(
                "Judul kolom tidak ditemukan: tidak ada kolom NIP di berkas ini. "
                "Pastikan satu baris berisi judul kolom, sekurangnya NIP dan NAMA."
            )
        read = {sheet.place for sheet in self.sheets}
        self.other_sheets = tuple(
            head.name for place, head in enumerate(table.heads) if place not in read
        )
        self.layout: Layout = layout_of(self.sheets[0].header)
        self.columns: tuple[Column, ...] = _all_columns(self.sheets)
        self.skipped = Skipped()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def mapping(self) -> dict[str, Field]:
        """Column key to the field it is read as; change it and open the file with the change."""
        return {column.key: column.field for column in self.columns if column.field}

    @property
    def dropped(self) -> tuple[Column, ...]:
        """Columns noken does not need."""
        return tuple(c for c in self.columns if not c.field and not c.is_forbidden)

    @property
    def forbidden(self) -> tuple[Column, ...]:
        """Columns noken never takes, each with its reason."""
        return tuple(column for column in self.columns if column.is_forbidden)

    @property
    def missing(self) -> tuple[Field, ...]:
        """Fields people expect that no column gives; NIP and NAME must be mapped before reading."""
        found = set(self.mapping.values())
        if Field.PARENT_UNIT in found:
            found.add(Field.UNIT)
        return tuple(field for field in WANTED if field not in found)

    def rows(self) -> Iterator[PersonRow | RefusedRow]:
        """Every person of the file once; a second row of the same person is refused.

        Raises:
            UnmatchedColumns: NIP or name has no column.
            UnreadableFile: the file breaks off.
        """
        self.skipped = Skipped()
        seen: dict[str, tuple[int, str, int]] = {}
        for sheet in self.sheets:
            for row in self._sheet_rows(sheet):
                yield _first_or_refused(row, seen) if isinstance(row, PersonRow) else row

    def close(self) -> None:
        """Free the file; safe to call twice."""
        self._table.close()

    def _sheet_rows(self, sheet: SheetRead) -> Iterator[PersonRow | RefusedRow]:
        fields = sheet.header.fields
        for field in REQUIRED:
            if field not in fields:
                raise UnmatchedColumns(field, self.columns)
        rows = self._table.rows(sheet.place, sheet.header.first_row, list(fields.values()))
        sample = list(islice(rows, _SAMPLE_ROWS))
        is_rounded = _is_rounded(sample, list(fields).index(Field.NIP))
        reader = RowReader(sheet.name, list(fields), is_rounded=is_rounded)
        expected = sheet.header.first_row
        for number, texts in chain(sample, rows):
            if number > expected:
                self.skipped.add(sheet.name, expected, SkippedKind.BLANK, number - expected)
            expected = number + 1
            row = reader.read(number, texts)
            if isinstance(row, SkippedKind):
                self.skipped.add(sheet.name, number, row)
            else:
                yield row


def open_personnel_file(path: Path, mapping: Mapping[str, str] | None = None) -> PersonnelFile:
    """Open a file by its content: .xlsx, .xls, .ods or .csv. Use it in a `with`.

    Raises:
        UnreadableFile: wrong kind, hostile, locked, broken, or without a column of NIPs.
        ValueError: `mapping` names no field of ours.
    """
    table = open_table(path)
    try:
        return PersonnelFile(table, mapping or {})
    except BaseException:
        table.close()
        raise


def _all_columns(sheets: Sequence[SheetRead]) -> tuple[Column, ...]:
    found: dict[str, Column] = {}
    for sheet in sheets:
        for column in sheet.header.columns:
            found.setdefault(column.key, column)
    return tuple(found.values())


def _is_rounded(rows: Sequence[Row], place: int) -> bool:
    """Do most NIPs end in 000, as they do once Excel has cut them to 15 digits?"""
    nips = [nip for _, texts in rows if len(nip := bare_nip(texts[place])) == LENGTH]
    zeros = sum(nip.endswith("000") for nip in nips)
    return zeros >= _ROUNDED_FROM and zeros * 2 > len(nips)


def _first_or_refused(
    row: PersonRow, seen: dict[str, tuple[int, str, int]]
) -> PersonRow | RefusedRow:
    print_of = hash((row.name, row.rank_code, row.post_title, row.unit_chain, row.kind))
    number, sheet, before = seen.setdefault(row.nip, (row.number, row.sheet, print_of))
    if (number, sheet) == (row.number, row.sheet):
        return row
    return _duplicate(row, number, sheet, is_same=before == print_of)


def _duplicate(row: PersonRow, number: int, sheet: str, *, is_same: bool) -> RefusedRow:
    where = f"baris {number}" if sheet == row.sheet else f"baris {number} lembar “{sheet}”"
    if is_same:
        code, cause = "duplicate.same", f"Baris ini sama dengan {where}."
        cure = "Tidak perlu tindakan; baris pertama yang dibaca."
    else:
        code, cause = "duplicate.differs", f"NIP ini juga ada di {where}, dengan isi yang berbeda."
        cure = "Hapus salah satu. Tugas rangkap sebagai Plt atau Plh dicatat dari halaman Pegawai."
    return RefusedRow(
        number=row.number,
        sheet=row.sheet,
        nip_masked=f"•••• {row.nip[14]} {row.nip[15:]}",
        name=row.name,
        code=code,
        cause=cause,
        cure=cure,
        first_number=number,
    )
