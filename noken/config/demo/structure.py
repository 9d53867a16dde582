"""Units of the sample regency and how many people work in each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from noken.regulations import loader

DIVISIONS = {
    "DISDIK": (
        "Bidang Pembinaan Pendidikan Dasar",
        "Bidang Pembinaan PAUD dan Pendidikan Nonformal",
        "Bidang Ketenagaan",
        "Bidang Sarana dan Prasarana",
    ),
    "DINKES": (
        "Bidang Pelayanan Kesehatan",
        "Bidang Kesehatan Masyarakat",
        "Bidang Pencegahan dan Pengendalian Penyakit",
    ),
    "BKPSDM": (
        "Bidang Pengadaan, Pemberhentian, dan Informasi",
        "Bidang Penilaian Kinerja Aparatur",
        "Bidang Pengembangan Sumber Daya Manusia",
    ),
    "INSPEKTORAT": ("Inspektur Pembantu Wilayah I", "Inspektur Pembantu Wilayah II"),
}
OTHER_DIVISIONS = ("Bidang Perencanaan Teknis", "Bidang Pelayanan", "Bidang Pemberdayaan")
SECTIONS = ("Seksi Pemerintahan", "Seksi Pemberdayaan Masyarakat Kampung", "Seksi Pelayanan Umum")
VILLAGES = (
    "Wosi Amban Sanggeng Padarni Udapi Hilir Aimasi Prafi Masni Sidey Warmare Mokwam Bakaro Arfai "
    "Andai Maripi Susweni Mupi Macuan Subsay Sairo Nuni Wariori"
)
SCHOOL_KINDS = ("SD Inpres", "SD Negeri", "SD YPK", "SMP Negeri", "SD YPPK")
SMALL = ("DISDIK", "BKPSDM", "INSPEKTORAT", "SETDA")


@dataclass(slots=True)
class DraftUnit:
    """A unit before it has a row; `head_title` names its head's post, `echelon` its level."""

    key: str
    name: str
    kind: str
    parent: str | None
    head_title: str
    echelon: str = ""
    sector: str = "general"
    staff: int = 0
    children: list[str] = field(default_factory=list)


def units(size: str, random: Random) -> list[DraftUnit]:
    """All units, parents first. `size` is `full` (49 agencies and distrik) or `small` (five)."""
    drafts = [DraftUnit("KAB", "Pemerintah Kabupaten Manokwari", "INSTANSI", None, "Bupati")]
    for code, name in loader.agencies():
        if size == "full" or code in SMALL:
            drafts.extend(_agency(code, name, size))
    for district in loader.districts():
        if size == "full" or district == "Prafi":
            drafts.extend(_district(district))
    drafts.extend(_schools(80 if size == "full" else 1))
    if size == "full":
        drafts.extend(_health_centres())
    _staff(drafts, random, size)
    return drafts


def _agency(code: str, name: str, size: str) -> Iterator[DraftUnit]:
    sector = {"DISDIK": "education", "DINKES": "health", "RSUD": "health"}.get(code, "general")
    head = _head_of_agency(name)
    yield DraftUnit(code, name, "OPD", "KAB", head, "II.b", sector)
    secretariat = f"{code}-SEK"
    yield DraftUnit(secretariat, "Sekretariat", "SECRETARIAT", code, "Sekretaris", "III.a")
    yield DraftUnit(
        f"{code}-SUB1",
        "Subbagian Umum dan Kepegawaian",
        "SUBDIVISION",
        secretariat,
        "Kepala Subbagian Umum dan Kepegawaian",
        "IV.a",
    )
    divisions = DIVISIONS.get(code, OTHER_DIVISIONS)
    for number, division in enumerate(divisions[: 2 if size == "small" else 4], start=1):
        title = division if division.startswith("Inspektur") else f"Kepala {division}"
        key = f"{code}-BID{number}"
        yield DraftUnit(key, division, "DIVISION", code, title, "III.b", sector)


def _head_of_agency(name: str) -> str:
    if name.startswith("Inspektorat"):
        return "Inspektur"
    if name == "Sekretariat Daerah":
        return "Sekretaris Daerah"
    if name.startswith("Sekretariat"):
        return "Sekretaris DPRK"
    return f"Direktur {name}" if name.startswith("RSUD") else f"Kepala {name}"


def _district(name: str) -> Iterator[DraftUnit]:
    key = f"DIS-{name.upper().replace(' ', '-')}"
    yield DraftUnit(
        key, f"Distrik {name}", "DISTRICT", "KAB", f"Kepala Distrik {name}", "III.a", "district"
    )
    yield DraftUnit(f"{key}-SEK", "Sekretariat Distrik", "SECRETARIAT", key, "Sekretaris Distrik")
    for number, section in enumerate(SECTIONS, start=1):
        yield DraftUnit(
            f"{key}-S{number}", section, "SECTION", key, f"Kepala {section}", "IV.a", "district"
        )


def _schools(count: int) -> Iterator[DraftUnit]:
    villages = VILLAGES.replace("Udapi Hilir", "Udapi_Hilir").split()
    for number in range(count):
        kind = SCHOOL_KINDS[number % len(SCHOOL_KINDS)]
        village = villages[number % len(villages)].replace("_", " ")
        name = f"{kind} {number + 1} {village}"
        title = f"Kepala {name}"
        yield DraftUnit(f"SKL-{number + 1}", name, "SCHOOL", "DISDIK", title, sector="school")


def _health_centres() -> Iterator[DraftUnit]:
    for district in loader.districts():
        name = f"Puskesmas {district}"
        key = f"PKM-{district.upper().replace(' ', '-')}"
        yield DraftUnit(key, name, "PUSKESMAS", "DINKES", f"Kepala {name}", sector="health")


def _staff(drafts: list[DraftUnit], random: Random, size: str) -> None:
    ranges = {
        "SCHOOL": (16, 24) if size == "full" else (6, 6),
        "PUSKESMAS": (24, 34),
        "DIVISION": (6, 11) if size == "full" else (4, 6),
        "SUBDIVISION": (4, 8),
        "SECTION": (2, 5),
    }
    for draft in drafts:
        low, high = ranges.get(draft.kind, (0, 0))
        draft.staff = random.randint(low, high)
        if draft.key == "DISDIK-BID1":
            draft.staff = 14
