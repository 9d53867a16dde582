"""Reads a file into rows and a proposed structure. Writes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from noken.organization.gateways.header_words import FIELD_LABELS
from noken.organization.gateways.headers import Column
from noken.organization.gateways.personnel_file import PersonnelFile, open_personnel_file
from noken.organization.gateways.rows import SKIPPED_LABELS
from noken.organization.rules.imports import RowData, circular_superiors, row_data
from noken.organization.rules.person_row import PersonRow, RefusedRow
from noken.organization.rules.structure import Structure, propose

_CIRCLE = "Atasan di berkas saling menunjuk, jadi tidak dipakai."


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as read: accepted rows, refused ones, structure, and what became of its columns."""

    rows: list[PersonRow]
    refused: list[RefusedRow]
    structure: Structure
    layout: str
    columns: dict[str, Any]
    dropped: list[list[str]]
    forbidden: list[list[str]]

    def people(self) -> Iterator[tuple[PersonRow, RowData]]:
        """Each accepted row with what is kept of it."""
        names = {unit.key: unit.name for unit in self.structure.units}
        leads = _leads(self.structure)
        wanted = {row.nip: row.superior_nip for row in self.rows if row.superior_nip}
        circular = circular_superiors(wanted)
        seats = {head.nip: head.unit_key for head in self.structure.heads if head.certain}
        for row in self.rows:
            unit = self.structure.key_of(row)
            shown = seats.get(row.nip, unit)
            led = leads.get((row.sheet, row.number), "")
            data = row_data(row, unit, led, names.get(shown, ""))
            if row.nip in circular:
                data["superior_nip"] = ""
                data["remarks"].append(_CIRCLE)
            yield row, data


def parse(path: Path, mapping: Mapping[str, str] | None = None) -> Parsed:
    """Read a personnel file to its end.

    Args:
        mapping: what a person chose, column key to field code, "" to leave out.
    Raises:
        UnreadableFile: see the gateway; UnmatchedColumns where a person has to choose first.
    """
    rows: list[PersonRow] = []
    refused: list[RefusedRow] = []
    with open_personnel_file(path, mapping) as file:
        for row in file.rows():
            if isinstance(row, PersonRow):
                rows.append(row)
            else:
                refused.append(row)
        return Parsed(
            rows=rows,
            refused=refused,
            structure=propose(rows),
            layout=str(file.layout),
            columns=_columns(file),
            dropped=[[column.key, column.reason] for column in file.dropped],
            forbidden=[[column.key, column.reason] for column in file.forbidden],
        )


def _columns(file: PersonnelFile) -> dict[str, Any]:
    return {
        "read": [[key, FIELD_LABELS[field]] for key, field in file.mapping.items()],
        "missing": [FIELD_LABELS[field] for field in file.missing],
        "sheets": [sheet.name for sheet in file.sheets if sheet.name],
        "other_sheets": list(file.other_sheets),
        "skipped": [[SKIPPED_LABELS[kind], count] for kind, count in file.skipped.counts.items()],
        "choices": choices_of(file.columns),
    }


def choices_of(columns: Iterable[Column]) -> list[list[str]]:
    """The columns a person may map, in the order of the file, each with its field or ""."""
    return [[c.key, str(c.field or "")] for c in columns if not c.is_forbidden]


def _leads(structure: Structure) -> dict[tuple[str, int], str]:
    """The unit each row leads or may lead, by place of the row."""
    found = {(head.sheet, head.row_number): head.unit_key for head in structure.heads}
    for doubt in structure.doubts:
        if doubt.code in {"head.several", "head.weak"}:
            found.update(dict.fromkeys(doubt.rows, doubt.unit_key))
    return found
