"""A personnel list as an office keeps it; two of a hundred rows hold dirt of the named kinds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from bench.data.people import Instansi, Member, Unit

SEED = 20261124
HEADERS = (
    *("NO", "NIP", "NAMA LENGKAP", "GELAR DEPAN", "GELAR BELAKANG", "TANGGAL LAHIR"),
    *("JENIS KELAMIN", "STATUS PEGAWAI", "KEDUDUKAN HUKUM", "GOL. RUANG", "TMT GOLONGAN"),
    *("JENIS JABATAN", "JABATAN", "TMT JABATAN", "ESELON", "UNIT KERJA", "UNOR INDUK"),
    *("NIP ATASAN", "PENDIDIKAN", "KETERANGAN"),
)
NIP, NAME, BIRTH, RANK, RANK_FROM, POST_FROM, SCHOOLING = 1, 2, 5, 9, 10, 13, 18
DIRTY_EVERY = 50
ECHELONS = {"INSTANSI": "II.a", "OPD": "II.b", "DIVISION": "III.b", "SECTION": "IV.a"}
MONTHS = ("Januari", "Maret", "April", "Juli", "Oktober", "Desember")
Row = list[Any]


def write(out: Path, rows: int) -> int:
    """Write the file; how many people of it must be stored."""
    instansi = Instansi(rows, Random(SEED))
    book = xlsxwriter.Workbook(str(out), {"constant_memory": True})
    sheet = book.add_worksheet("DUK")
    sheet.merge_range(0, 0, 0, len(HEADERS) - 1, "DAFTAR NOMINATIF PEGAWAI NEGERI SIPIL DAN PPPK")
    sheet.merge_range(1, 0, 1, len(HEADERS) - 1, "PEMERINTAH KABUPATEN CONTOH, KEADAAN 2026")
    sheet.write_row(3, 0, HEADERS)
    good, number = 0, 3
    for number, (row, is_good) in enumerate(_rows(instansi), start=4):
        sheet.write_row(number, 0, row)
        good += is_good
    for line, text in enumerate(("Manokwari, 24 November 2026", "Kepala BKPSDM,", "", "NIP.")):
        sheet.write(number + 3 + line, 15, text)
    book.close()
    return good


def _rows(instansi: Instansi) -> Iterator[tuple[Row, bool]]:
    units = {unit.id: unit for unit in instansi.units}
    nips = {member.id: member.nip for member in instansi.members}
    before: Row = []
    dirt = clean = 0
    for member in instansi.members:
        row, is_good = _row(member, units, nips), True
        # Heads stay clean: a refused head would leave a vacancy, which is another matter.
        if clean >= DIRTY_EVERY and not member.is_head:
            is_good = DIRT[dirt % len(DIRT)](row, before)
            dirt, clean = dirt + 1, 0
        clean += 1
        before = row
        yield row, is_good


def _row(member: Member, units: dict[int, Unit], nips: dict[int, str]) -> Row:
    unit, nip, head = member.unit, member.nip, member.is_head
    chain = _chain(unit, units)
    return [
        member.id,
        nip,
        member.name.upper(),
        "",
        member.back_title,
        f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}",
        "P" if nip[14] == "2" else "L",
        member.kind,
        "Aktif",
        "IX" if member.kind == "PPPK" else "III/c",
        "2024-04-01",
        "Struktural" if head else "Pelaksana",
        _head_title(unit) if head else "Pengelola Layanan Operasional",
        "2024-01-01",
        ECHELONS[unit.kind] if head else "",
        " - ".join(chain),
        chain[-1],
        nips[member.superior] if member.superior else "",
        "S-1",
        "",
    ]


def _chain(unit: Unit, units: dict[int, Unit]) -> list[str]:
    """From the unit up to its agency."""
    if unit.parent is None:
        return ["SEKRETARIAT DAERAH"]
    names = []
    above: Unit | None = unit
    while above is not None and above.parent is not None:
        names.append(_short_name(above))
        above = units[above.parent]
    return names


def _short_name(unit: Unit) -> str:
    """Without the names of the units above, which the chain holds."""
    words = unit.name.upper()
    return words if unit.kind == "OPD" else " ".join(words.split()[:2])


def _head_title(unit: Unit) -> str:
    return "SEKRETARIS DAERAH" if unit.parent is None else f"KEPALA {_short_name(unit)}"


def _apostrophe(row: Row, _before: Row) -> bool:
    row[NIP] = f"'{row[NIP]}"
    return True


def _spaces(row: Row, _before: Row) -> bool:
    nip = row[NIP]
    row[NIP] = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    return True


def _lost_digits(row: Row, _before: Row) -> bool:
    row[NIP] = float(row[NIP])
    return False


def _too_short(row: Row, _before: Row) -> bool:
    row[NIP] = row[NIP][:17]
    return False


def _no_birth_date(row: Row, _before: Row) -> bool:
    row[NIP] = f"{row[NIP][:4]}1399{row[NIP][8:]}"
    return False


def _no_name(row: Row, _before: Row) -> bool:
    row[NAME] = ""
    return False


def _duplicate(row: Row, before: Row) -> bool:
    row[1:] = before[1:]
    return False


def _date_in_words(row: Row, _before: Row) -> bool:
    row[POST_FROM] = f"1 {MONTHS[row[0] % len(MONTHS)]} 2024"
    return True


def _day_first(row: Row, _before: Row) -> bool:
    row[RANK_FROM] = "01/04/2024"
    return True


def _serial_day(row: Row, _before: Row) -> bool:
    row[POST_FROM] = (date(2024, 1, 1) - date(1899, 12, 30)).days
    return True


def _unreadable_date(row: Row, _before: Row) -> bool:
    row[RANK_FROM] = "April 24"
    return True


def _rank_in_words(row: Row, _before: Row) -> bool:
    row[RANK] = "IX" if row[RANK] == "IX" else "Penata Muda Tk. I (III/b)"
    return True


def _empty_marks(row: Row, _before: Row) -> bool:
    row[BIRTH], row[SCHOOLING] = "-", "NULL"
    return True


DIRT = (
    *(_apostrophe, _spaces, _lost_digits, _too_short, _no_birth_date, _no_name, _duplicate),
    *(_date_in_words, _day_first, _serial_day, _unreadable_date, _rank_in_words, _empty_marks),
)
"""Each changes a row in place and tells whether its person must still be stored."""
