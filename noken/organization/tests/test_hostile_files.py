"""Hostile files are refused within a second and 64 MB, whatever their name."""

import resource
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noken.core.tables import workbook, zip_check
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tables.workbook import open_table
from noken.organization.tests.data import builders
from noken.organization.tests.data.reading import everything

LIMIT_SECONDS = 1.0
LIMIT_KB = 64_000


def blank_rows(path: Path) -> Path:
    parts = builders.parts_of_xlsx('<row r="1"/>' * 4_000_000)
    return builders.zipped(path, parts)


def zeros(path: Path) -> Path:
    return builders.zipped(path, {**builders.parts_of_xlsx(""), "xl/media.bin": b"0" * 100_000_000})


def far_cell(path: Path) -> Path:
    far = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    return builders.zipped(path, builders.parts_of_xlsx(far, dimension="A1:XFD1048576"))


def many_entries(path: Path) -> Path:
    return builders.zipped(path, {f"xl/{number}.xml": "x" for number in range(1_001)})


def entities(path: Path) -> Path:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return builders.zipped(path, builders.parts_of_xlsx("<row><c><v>&b;</v></c></row>", bomb))


def external_entity(path: Path) -> Path:
    leak = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return builders.zipped(path, builders.parts_of_xlsx("<row><c><v>&x;</v></c></row>", leak))


def wide_entities(path: Path) -> Path:
    parts: dict[str, bytes | str] = dict(builders.parts_of_xlsx("", "<!DOCTYPE r>"))
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    parts["xl/worksheets/sheet1.xml"] = sheet.encode("utf-16")
    return builders.zipped(path, parts)


def repeated_row(path: Path) -> Path:
    return builders.open_document(path, [["x" * 50] * 100], repeat_last=1_000_000)


def far_old_cell(path: Path) -> Path:
    rows: list[list[str]] = [["a"], *([[]] * 65_534), [""] * 255 + ["z"]]
    return builders.old_workbook(path, rows)


def macros(path: Path) -> Path:
    return builders.zipped(path, {**builders.parts_of_xlsx(""), "xl/vbaProject.bin": b"x"})


def locked(path: Path) -> Path:
    path.write_bytes(builders.ole("EncryptedPackage", b"x"))
    return path


def old_macros(path: Path) -> Path:
    path.write_bytes(builders.ole("_VBA_PROJECT", b"x"))
    return path


def broken_old(path: Path) -> Path:
    path.write_bytes(builders.ole("Workbook", b"\xff" * 5_000))
    return path


def cut_off(path: Path) -> Path:
    builders.workbook(path, {"ASN": builders.LOCAL})
    path.write_bytes(path.read_bytes()[:-200])
    return path


def damaged(path: Path) -> Path:
    builders.zipped(path, builders.parts_of_xlsx("<row/>" * 1_000))
    content = bytearray(path.read_bytes())
    at = content.index(b"sheet1.xml") + 20
    content[at : at + 20] = b"\xff" * 20
    path.write_bytes(content)
    return path


def other_zip(path: Path) -> Path:
    return builders.zipped(path, {"word/document.xml": "<a/>"})


def no_sheet(path: Path) -> Path:
    parts = builders.parts_of_xlsx("")
    parts["xl/workbook.xml"] = "<workbook><sheets/></workbook>"
    return builders.zipped(path, parts)


def content(data: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return write


def twice(path: Path) -> Path:
    builders.zipped(path, {**builders.parts_of_xlsx(""), "xl/a.xml": "x", "xl/b.xml": "y"})
    path.write_bytes(path.read_bytes().replace(b"xl/b.xml", b"xl/a.xml"))
    return path


def other_method(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    return path


def local_head_gone(path: Path) -> Path:
    builders.zipped(path, builders.parts_of_xlsx(""))
    path.write_bytes(path.read_bytes().replace(b"PK\x03\x04", b"PK\x03\x05"))
    return path


def broken_directory(path: Path) -> Path:
    builders.zipped(path, builders.parts_of_xlsx(""))
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02", b"PK\x01\x09"))
    return path


def count_that_lies(path: Path) -> Path:
    many_entries(path)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x05\x06")
    data[at + 8 : at + 12] = b"\x01\x00\x01\x00"
    path.write_bytes(data)
    return path


def damaged_part(path: Path) -> Path:
    builders.zipped(path, builders.parts_of_xlsx("<row/>" * 1_000))
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    data = bytearray(path.read_bytes())
    start = at + 30 + len("xl/worksheets/sheet1.xml")
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)
    return path


HOSTILE = {
    "zip bomb": zeros,
    "2 GB of blank rows, in small": blank_rows,
    "directory that lies": lambda path: builders.lying_directory(path, 50_000_000, 1_000_000),
    "directory that promises more": lambda path: builders.lying_directory(path, 9_000, 9_999),
    "parts that overlap": builders.overlapping,
    "more than 1,000 parts": many_entries,
    "entity bomb": entities,
    "entity that reads a file": external_entity,
    "entities in UTF-16": wide_entities,
    "one cell at the far corner": far_cell,
    "one cell at the far corner of an old workbook": far_old_cell,
    "row repeated a million times": repeated_row,
    "macros": macros,
    "old macros": old_macros,
    "password": locked,
    "broken old workbook": broken_old,
    "cut off": cut_off,
    "damaged": damaged,
    "damaged part": damaged_part,
    "one name twice": twice,
    "a way to pack that Excel does not use": other_method,
    "parts without a head": local_head_gone,
    "broken directory": broken_directory,
    "count that lies": count_that_lies,
    "another kind of zip": other_zip,
    "no sheet": no_sheet,
    "PDF named .xlsx": content(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
    "picture": content(b"\x89PNG\r\n\x1a\n"),
    "program": content(b"MZ\x90\x00"),
    "web page named .xls": content(b"<html><table><tr><td>NIP</td></tr></table></html>"),
    "zip of nothing": content(b"PK\x05\x06" + b"\0" * 10),
    "nothing but a mark": content(b"PK\x03\x04"),
    "empty": content(b""),
    "noise": content(bytes(range(256)) * 20),
    "a letter": content(b"Dengan hormat\nbersama ini kami sampaikan\n"),
    "unclosed quote": content(b'NIP;NAMA\n"' + b"x;" * 200_000),
}


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in HOSTILE.items()])
def test_a_hostile_file_is_refused_in_a_second_and_64_mb(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = make(tmp_path / "berkas.xlsx")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()

    with pytest.raises(UnreadableFile) as refusal:
        everything(open_table(path))

    assert time.perf_counter() - started < LIMIT_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < LIMIT_KB
    assert refusal.value.message.endswith(".")


def test_a_file_over_the_size_limit_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_FILE_BYTES", 1_000_000)
    path = content(b"PK" + b"0" * 1_000_000)(tmp_path / "besar.xlsx")

    with pytest.raises(UnreadableFile, match="paling besar"):
        open_table(path)


def test_a_part_that_is_locked_is_refused(tmp_path: Path) -> None:
    path = builders.workbook(tmp_path / "a.xlsx", {"ASN": builders.LOCAL})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)

    with pytest.raises(UnreadableFile, match="sandi"):
        zip_check.check_zip(path)


@settings(max_examples=60)
@given(st.binary(max_size=3_000), st.sampled_from([b"", b"NIP;NAMA\n", b"a,b\n", b"\xff\xfe"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, start: bytes) -> None:
    path = tmp_path / "apa saja"
    path.write_bytes(start + data)

    with suppress(UnreadableFile):
        everything(open_table(path))
