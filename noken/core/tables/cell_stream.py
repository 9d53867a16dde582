"""Runs as a process of its own: opens one workbook and hands its cells out as text.

A spreadsheet may claim sixteen thousand columns of a million rows in a few bytes, and the parser
believes it. Here that ends with this process, not with the server: its memory is capped before it
opens the file. Formulas are never evaluated; the value stored beside them is read.

Started by `workbook.py` with a path and a cap in bytes; one JSON line in, JSON lines out:
`{"peek": sheet, "count": n}` gives the first rows, `{"read": sheet, "from": row, "columns": […]}`
gives batches of `[row number, [text, …]]` without blank rows, then an empty batch.
"""

import datetime as dt
import json
import resource
import sys
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

BATCH_ROWS = 500
PEEK_COLUMNS = 500
CPU_SECONDS = 120
# A double holds 15 decimal digits for certain; beyond them the cell shows what is not known.
CERTAIN_BELOW = 1e15


def text_of(value: object) -> str:
    """A cell as text; numbers past 15 digits in powers of ten, as digits are lost in them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "YA" if value else "TIDAK"
    if isinstance(value, float | int):
        return _number_text(float(value))
    if isinstance(value, dt.datetime):
        return _moment_text(value)
    return str(value)


def _moment_text(value: dt.datetime) -> str:
    """To the second: a time kept as a fraction of a day is some microseconds off."""
    moment = (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.time() != dt.time() else f"{moment:%Y-%m-%d}"


def _number_text(value: float) -> str:
    if abs(value) >= CERTAIN_BELOW:
        return f"{value:.14E}"
    return str(int(value)) if value.is_integer() else repr(value)


def say(answer: object) -> None:
    """One line out."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))
    sys.stdout.write("\n")


def peek(sheet: CalamineSheet, count: int) -> list[list[str]]:
    """The first rows from row 1 on, blank ones included."""
    rows: list[list[str]] = []
    for row in sheet.iter_rows():
        rows.append([text_of(value) for value in row[:PEEK_COLUMNS]])
        if len(rows) == count:
            break
    return rows


def read(sheet: CalamineSheet, first: int, columns: list[int]) -> None:
    """Say the wanted columns of every row from number `first` on that has something in them.

    A cell merged over several rows (one unit beside many people) holds for each of them.
    """
    batch: list[tuple[int, list[str]]] = []
    merged = _merged_down(sheet)
    held: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number < first:
            continue
        texts = [text_of(row[column]) for column in columns]
        if not any(texts):
            continue
        if merged:
            _fill_down(number, columns, texts, merged, held)
        batch.append((number, texts))
        if len(batch) == BATCH_ROWS:
            say(batch)
            batch = []
    if batch:
        say(batch)
    say([])


def _merged_down(sheet: CalamineSheet) -> dict[tuple[int, int], int]:
    """First row and column of each cell merged over rows, to its last row; rows from 1."""
    ranges = sheet.merged_cell_ranges or []
    return {(top + 1, left): low + 1 for (top, left), (low, _) in ranges if low > top}


def _fill_down(
    number: int,
    columns: list[int],
    texts: list[str],
    merged: dict[tuple[int, int], int],
    held: dict[int, tuple[int, str]],
) -> None:
    for place, column in enumerate(columns):
        if last := merged.get((number, column)):
            held[column] = last, texts[place]
        elif not texts[place] and column in held and number <= held[column][0]:
            texts[place] = held[column][1]


def serve(path: str) -> None:
    """Open the workbook, say its sheets, then answer until the other side closes."""
    # From the open file, so that the content tells the kind and not the name.
    with Path(path).open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
        plain = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        say([[m.name, m.visible == SheetVisibleEnum.Visible] for m in plain])
        sys.stdout.flush()
        sheets: dict[str, CalamineSheet] = {}
        for line in sys.stdin:
            ask: dict[str, Any] = json.loads(line)
            name = plain[ask["sheet"]].name
            if name not in sheets:
                sheets[name] = book.get_sheet_by_name(name)
            sheet = sheets[name]
            if "count" in ask:
                say(peek(sheet, ask["count"]))
            else:
                read(sheet, ask["first"], ask["columns"])
            sys.stdout.flush()


def main(path: str, cap_bytes: int) -> None:
    """Cap memory and time, then serve; what is wrong with the file is said as an error."""
    resource.setrlimit(resource.RLIMIT_DATA, (cap_bytes, cap_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        serve(path)
    except PasswordError:
        say({"error": "password"})
    except MemoryError:
        say({"error": "memory"})
    except (CalamineError, OSError, ValueError):
        say({"error": "broken"})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
