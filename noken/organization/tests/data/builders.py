"""Makes personnel files as offices have them: clean, dirty and hostile, written on the spot."""

import csv
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Rows = Sequence[Sequence[object]]

HEADER = ("NO", "NAMA", "NIP", "GOL. RUANG", "TMT GOL", "JABATAN", "TMT JABATAN", "UNIT KERJA")
YOHANA = (
    *(1, "YOHANA MANDACAN", "198001012005012001", "III/b", "2020-04-01"),
    *("ANALIS KEBIJAKAN AHLI MUDA", "01-02-2021", "BIDANG PASAR - DINAS PERDAGANGAN"),
)
FRANS = (
    *(2, "FRANS INDOU", "197503072000031002", "IV/a", "1 April 2019"),
    *("KEPALA DINAS PERDAGANGAN", "01/02/2021", "DINAS PERDAGANGAN"),
)
LOCAL = (HEADER, YOHANA, FRANS)


def workbook(path: Path, sheets: Mapping[str, Rows], hidden: Sequence[str] = ()) -> Path:
    """An .xlsx; texts are written as text, numbers as numbers, "=…" stays text."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def titled(path: Path) -> Path:
    """Merged titles above, a header of two rows, column numbers, sections, totals, a signature."""
    with xlsxwriter.Workbook(path) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Lembar1")
        sheet.merge_range(0, 0, 0, 7, "DAFTAR NOMINATIF PEGAWAI", bold)
        sheet.merge_range(1, 0, 1, 7, "KEADAAN NOVEMBER 2026", bold)
        sheet.write_row(3, 0, ("NO", "NAMA", "NIP", "", "", "", "", "UNIT KERJA"))
        sheet.merge_range(3, 3, 3, 4, "PANGKAT", bold)
        sheet.merge_range(3, 5, 3, 6, "JABATAN", bold)
        sheet.write_row(4, 3, ("GOL. RUANG", "TMT", "NAMA", "TMT"))
        sheet.write_row(5, 0, (1, 2, 3, 4, 5, 6, 7, 8))
        sheet.merge_range(6, 0, 6, 7, "I. SEKRETARIAT", bold)
        sheet.write_row(7, 0, YOHANA)
        sheet.write(8, 1, "JUMLAH SEKRETARIAT")
        sheet.write_row(10, 0, ("NO", "NAMA", "NIP", "", "", "", "", "UNIT KERJA"))
        sheet.write_row(11, 0, FRANS)
        sheet.write(13, 5, "Manokwari, 24 November 2026")
        sheet.write(14, 5, "Mengetahui, Kepala Dinas")
        sheet.write(17, 5, "FRANS INDOU, S.E.")
        sheet.write(18, 5, "NIP. 19750307 200003 1 002")
    return path


def delimited(path: Path, rows: Rows, delimiter: str = ";", encoding: str = "utf-8") -> Path:
    """A .csv."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def zipped(path: Path, parts: Mapping[str, bytes | str]) -> Path:
    """A zip of the parts, deflated."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def parts_of_xlsx(sheet_data: str, before: str = "", dimension: str = "A1") -> dict[str, str]:
    """The least parts of an .xlsx with one sheet, to be bent by a test."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        '<sheet name="ASN" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f'<worksheet xmlns="{_MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData>{sheet_data}</sheetData></worksheet>",
    }


def cells(rows: Rows) -> str:
    """Sheet data with inline texts."""
    return "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in row)
        + "</row>"
        for row in rows
    )


def lying_directory(path: Path, unpacked: int, declared: int) -> Path:
    """A zip whose directory says the sheet is `declared` bytes, while it unpacks to `unpacked`."""
    parts = parts_of_xlsx("")
    parts["xl/worksheets/sheet1.xml"] = "0" * unpacked
    zipped(path, parts)
    content = path.read_bytes().replace(struct.pack("<L", unpacked), struct.pack("<L", declared))
    path.write_bytes(content)
    return path


def overlapping(path: Path) -> Path:
    """A zip in which two names share the same bytes."""
    zipped(path, {**parts_of_xlsx(""), "xl/a.xml": "x" * 500, "xl/b.xml": "x" * 500})
    with zipfile.ZipFile(path) as archive:
        first, second = (archive.getinfo(f"xl/{name}.xml").header_offset for name in "ab")
    content = path.read_bytes()
    cut = content.rindex(struct.pack("<L", second))
    path.write_bytes(content[:cut] + struct.pack("<L", first) + content[cut + 4 :])
    return path


def open_document(path: Path, rows: Rows, repeat_last: int = 1) -> Path:
    """An .ods; the last row may claim to be repeated."""
    uri = "urn:oasis:names:tc:opendocument:xmlns"
    body = []
    for number, row in enumerate(rows, start=1):
        times = repeat_last if number == len(rows) else 1
        texts = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
            for text in row
        )
        body.append(
            f'<table:table-row table:number-rows-repeated="{times}">{texts}</table:table-row>'
        )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        path,
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{uri}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            "</manifest:manifest>",
            "content.xml": f'<office:document-content xmlns:office="{uri}:office:1.0" '
            f'xmlns:table="{uri}:table:1.0" xmlns:text="{uri}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="ASN">{"".join(body)}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        },
    )


def old_workbook(path: Path, rows: Rows) -> Path:
    """An .xls of one sheet, all texts: BIFF8 records in an OLE container."""
    sheet = _biff(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0010, 0, 0, 0, 0x0600))
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if value == "":
                continue
            text = str(value).encode("utf-16-le")
            head = struct.pack("<HHHHB", number, place, 0, len(text) // 2, 1)
            sheet += _biff(0x0204, head + text)
    sheet += _biff(0x000A)
    start = _biff(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0005, 0, 0, 0, 0x0600))
    name = b"\x03\x00ASN"
    offset = len(start) + 4 + 6 + len(name) + 4
    book = start + _biff(0x0085, struct.pack("<LBB", offset, 0, 0) + name) + _biff(0x000A)
    path.write_bytes(ole("Workbook", book + sheet))
    return path


def _biff(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def ole(name: str, stream: bytes) -> bytes:
    """An OLE container with one stream."""
    stream = stream.ljust(4_096, b"\0")
    stream += b"\0" * (-len(stream) % 512)
    count = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table = struct.pack("<128L", *(chain + [0xFFFFFFFF] * (128 - len(chain))))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<LLLLLLLLL", 0, 1, 1, 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109L", 0, *([0xFFFFFFFF] * 108))
    root = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    directory = root + _entry(name, 2, 0xFFFFFFFF, 2, len(stream)) + b"\0" * 256
    return header + table + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le").ljust(64, b"\0")
    none = 0xFFFFFFFF
    head = text + struct.pack("<HBBLLL", len(name) * 2 + 2, kind, 1, none, none, child)
    return head + b"\0" * 36 + struct.pack("<LQ", start, size)
