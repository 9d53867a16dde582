"""A large personnel file of a fictional region: many agencies, and dirt of every kind in 2 %."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from zlib import crc32

import xlsxwriter

HEADER = (
    *("NIP BARU", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TANGGAL LAHIR", "JENIS KELAMIN"),
    *("AGAMA NAMA", "NIK", "JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS"),
    *("GOL AKHIR NAMA", "TMT GOLONGAN", "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN"),
    *("UNOR ID", "UNOR NAMA", "INSTANSI KERJA NAMA", "ESELON NAMA"),
)
_FIRST = ("Maria", "Yohana", "Frans", "Hendrik", "Selfina", "Lukas", "Dorce", "Abraham", "Helena")
_LAST = ("Mandacan", "Wanggai", "Saiba", "Mambor", "Rumbiak", "Indou", "Kmur", "Ayok", "Ullo")
_RANKS = ("II/c", "III/a", "III/b", "III/c", "III/d", "IV/a")
_DIRTY_SHARE = 0.02
Row = list[str]


def large_file(path: Path, people: int, *, seed: int = 1) -> Path:
    """Write the file; units grow with the people, about forty to a unit."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("data")
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(rows(people, seed), start=1):
            sheet.write_row(number, 0, row)
    return path


def rows(people: int, seed: int) -> Iterator[Row]:
    """The rows below the header."""
    random = Random(seed)  # noqa: S311 (a fixed seed on purpose)
    units = list(_units(max(1, people // 1_600)))
    before: Row = []
    for number in range(people):
        unit = units[number % len(units)]
        row = _person(number, unit, random, is_head=number < len(units))
        yield _dirty(row, before, random) if random.random() < _DIRTY_SHARE else row
        before = row


def _units(agencies: int) -> Iterator[tuple[str, str, str]]:
    """UNOR ID, chain and title of the head."""
    for agency in range(agencies):
        top = f"DINAS URUSAN {agency + 1}"
        yield _unit(top, f"KEPALA {top}")
        office = f"SEKRETARIAT - {top}"
        yield _unit(office, f"SEKRETARIS {top}")
        for name in ("UMUM DAN KEPEGAWAIAN", "KEUANGAN", "PROGRAM"):
            yield _unit(f"SUB BAGIAN {name} - {office}", f"KEPALA SUB BAGIAN {name}")
        for division in range(1, 6):
            chain = f"BIDANG {division} - {top}"
            yield _unit(chain, f"KEPALA BIDANG {division}")
            for section in range(1, 4):
                yield _unit(f"SEKSI {section} - {chain}", f"KEPALA SEKSI {section}")
        for school in range(1, 16):
            name = f"SD NEGERI {agency * 15 + school}"
            yield _unit(f"{name} - {top}", f"KEPALA {name}")


def _unit(chain: str, head: str) -> tuple[str, str, str]:
    return f"{crc32(chain.encode()):032X}", chain, head


def _person(number: int, unit: tuple[str, str, str], random: Random, *, is_head: bool) -> Row:
    ref, chain, head = unit
    born = f"{1966 + number % 35}-{1 + number % 12:02}-{1 + number % 28:02}"
    started = f"{2000 + number % 20}{1 + number % 12:02}"
    nip = f"{born.replace('-', '')}{started}{1 + number % 2}{1 + number // 420 % 999:03}"
    name = f"{random.choice(_FIRST)} {random.choice(_LAST)}"
    day = f"{1 + number % 28:02}-{1 + number % 12:02}-{2018 + number % 7}"
    return [
        nip,
        name.upper(),
        "",
        random.choice(("S.E.", "S.Pd.", "", "A.Md.")),
        born,
        "M" if number % 2 else "F",
        "KRISTEN PROTESTAN",
        f"92020{number:011}",
        "PNS Daerah Kab/Kota",
        "Aktif",
        "P",
        random.choice(_RANKS),
        "2024-04-01",
        "Jabatan Struktural" if is_head else "Jabatan Pelaksana",
        head if is_head else "PENGADMINISTRASI UMUM",
        day,
        ref,
        chain,
        "Pemerintah Kab. Manokwari",
        "III.b" if is_head else "",
    ]


def _dirty(row: Row, before: Row, random: Random) -> Row:
    """One kind of dirt: some are cured by the reader, some refuse the row."""
    kind = random.randrange(8)
    nip = row[0]
    if kind == 0:
        return [f"'{nip}", *row[1:]]
    if kind == 1:
        return [f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}", *row[1:]]
    if kind == 2:
        return ["1.98E+17", *row[1:]]
    if kind == 3:
        return [nip[:17], *row[1:]]
    if kind == 4:
        return list(before) or row
    if kind == 5:
        return [*row[:12], "1 April 2024", *row[13:]]
    if kind == 6:
        return [nip, "", *row[2:]]
    return [*row[:11], "Penata Muda Tk. I (III/b)", *row[12:]]
