"""What a table of results holds, by field, and what noken calls each."""

from enum import StrEnum


class Field(StrEnum):
    """What noken reads from a table of results."""

    NUMBER = "NUMBER"
    NIP = "NIP"
    NAME = "NAME"
    YEAR = "YEAR"
    SUPPORTS = "SUPPORTS"
    RESULT = "RESULT"
    KIND = "KIND"
    ASPECT = "ASPECT"
    PERSPECTIVE = "PERSPECTIVE"
    INDICATOR = "INDICATOR"
    TARGET = "TARGET"
    UNIT = "UNIT"
    DIRECTION = "DIRECTION"
    Q1 = "Q1"
    Q2 = "Q2"
    Q3 = "Q3"
    Q4 = "Q4"
    CODE = "CODE"


LABELS = {
    Field.NUMBER: "Nomor",
    Field.NIP: "NIP",
    Field.NAME: "Nama",
    Field.YEAR: "Tahun",
    Field.SUPPORTS: "Hasil kerja atasan yang didukung",
    Field.RESULT: "Rencana hasil kerja",
    Field.KIND: "Jenis",
    Field.ASPECT: "Aspek",
    Field.PERSPECTIVE: "Perspektif",
    Field.INDICATOR: "Indikator",
    Field.TARGET: "Target setahun",
    Field.UNIT: "Satuan",
    Field.DIRECTION: "Arah",
    Field.Q1: "Target triwulan I",
    Field.Q2: "Target triwulan II",
    Field.Q3: "Target triwulan III",
    Field.Q4: "Target triwulan IV",
    Field.CODE: "Kode noken",
}
"""What a screen and noken's own files call a field."""
QUARTERS = (Field.Q1, Field.Q2, Field.Q3, Field.Q4)
