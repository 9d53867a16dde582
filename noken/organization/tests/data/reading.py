"""Reads files for tests in one call."""

from pathlib import Path

from noken.core.tables.workbook import Table
from noken.organization.gateways.personnel_file import PersonnelFile, open_personnel_file
from noken.organization.rules.person_row import PersonRow, RefusedRow
from noken.organization.tests.data import builders

SHORT = ("NIP", "NAMA", "JABATAN", "UNIT KERJA")
NIP = "198001012005012001"
ROW = (NIP, "YOHANA MANDACAN", "PENGELOLA DATA", "DINAS PERDAGANGAN")


def read(
    path: Path, mapping: dict[str, str] | None = None
) -> tuple[PersonnelFile, list[PersonRow], list[RefusedRow]]:
    """The file, its people and its refusals."""
    with open_personnel_file(path, mapping) as file:
        rows = list(file.rows())
    people = [row for row in rows if isinstance(row, PersonRow)]
    return file, people, [row for row in rows if isinstance(row, RefusedRow)]


def one(tmp_path: Path, header: tuple[str, ...], row: tuple[object, ...]) -> PersonRow | RefusedRow:
    """What becomes of a single row."""
    path = builders.workbook(tmp_path / "a.xlsx", {"data": [header, row]})
    _, people, refused = read(path)
    return (people + refused)[0]


def everything(table: Table) -> list[list[str]]:
    """All cells of the first sheet; the table is closed."""
    try:
        width = max(map(len, table.heads[0].rows))
        return [texts for _, texts in table.rows(0, 1, range(width))]
    finally:
        table.close()
