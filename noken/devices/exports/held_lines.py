"""The lines in quarantine as a CSV file."""

import csv
from collections.abc import Iterable
from io import StringIO

from noken.core import clock
from noken.core.tables.formulas import harmless
from noken.devices.queries.held import HeldLine

HEADERS = ("Diterima", "Mesin", "Baris", "Isi", "Sebab")


def write_lines(lines: Iterable[HeldLine]) -> bytes:
    """With the mark by which Excel knows UTF-8 and semicolons, as Indonesian Excel expects."""
    output = StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS)
    for line in lines:
        received = f"{clock.local(line.received_at):%Y-%m-%d %H:%M}"
        row = (received, line.source, str(line.line_no), line.text, line.reason)
        writer.writerow([harmless(text) for text in row])
    return output.getvalue().encode("utf-8-sig")
