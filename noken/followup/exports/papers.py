"""Credit points of a year as an official paper, with a mark on what waits for its owner."""

from collections.abc import Sequence
from decimal import Decimal

from noken.core import clock
from noken.documents.services.papers import (
    Letterhead,
    Line,
    Official,
    OfficialLetter,
    Section,
    Signature,
)
from noken.evaluation import queries as evaluation
from noken.followup.queries.lines import CreditPart, GradeRow, official_words
from noken.organization import queries as organization
from noken.ui.formats import number

KIND = "CREDIT_CONVERSION"
TITLE = "Konversi predikat kinerja ke angka kredit"
WAITS = "MENUNGGU PENETAPAN"
HEAD = ("Periode", "Jenjang", "Predikat", "Persen", "Koefisien", "Bulan", "Angka kredit", "Dasar")
COLUMNS = (5, 5, 5, 3, 4, 3, 4, 7)
RULE = (
    "Persentase predikat kali koefisien kali bulan per 12, dibulatkan ke dua desimal "
    "(PermenPANRB 1/2023, Peraturan BKN 3/2023). Hanya predikat final yang dihitung; predikat "
    "tahunan menggantikan yang triwulan atau bulanan. Angka kredit dari sebelum noken belum "
    "termasuk."
)
MARKED = (
    "Koefisien pada baris bertanda ini belum ditetapkan dua pejabat. Angkanya perkiraan dan belum "
    "dapat dipakai untuk kenaikan pangkat atau jenjang."
)


def credit_paper(employee_id: int, year: int, rows: Sequence[GradeRow]) -> OfficialLetter | None:
    """What the final grades of a year give; None where they give no points.

    Args:
        rows: the evaluations of that year, oldest first; those that do not count are left out.
    """
    counted = [(row, part) for row in rows if row.counts for part in row.credit]
    if not counted:
        return None
    day = max(clock.day_of(row.line.final_at) for row, _ in counted if row.line.final_at)
    owner = organization.officials({employee_id}, day)[employee_id]
    return OfficialLetter(
        letterhead=Letterhead(owner.government, owner.agency),
        title=TITLE,
        reference="",
        is_secret=False,
        sections=tuple(_sections(_facts(owner, year), counted)),
        place=owner.seat,
        on=day,
        signatures=(Signature("Pejabat penilai kinerja,", _rater(counted[-1][0].line.sheet_id)),),
    )


def _rater(sheet_id: int) -> Official:
    """Who rated the last evaluation that counts, as of the day they published it."""
    rater_id, day = evaluation.rated_by([sheet_id])[sheet_id]
    rater = organization.officials({rater_id}, day)[rater_id]
    return Official(rater.name, rater.nip, rater.rank, rater.post, rater.unit_and_agency)


def _facts(owner: organization.OfficialFacts, year: int) -> Section:
    return Section(
        lines=(
            Line("Nama", owner.name),
            Line("NIP", owner.nip),
            Line("Pangkat, golongan", owner.rank),
            Line("Jabatan", owner.post),
            Line("Unit kerja", owner.unit_and_agency),
            Line("Tahun penilaian", str(year)),
        )
    )


def _sections(facts: Section, counted: Sequence[tuple[GradeRow, CreditPart]]) -> Sequence[Section]:
    total = sum((part.points for _, part in counted), Decimal(0))
    waits = not all(part.settled for _, part in counted)
    table = Section(
        heading="Konversi",
        head=HEAD,
        columns=COLUMNS,
        rows=tuple(_row(row, part) for row, part in counted),
        after=f"Jumlah angka kredit: {number(total, 2)}{f' ({WAITS})' if waits else ''}.",
    )
    mark = (Section(heading=WAITS, text=MARKED),) if waits else ()
    return (facts, table, *mark, Section(heading="Cara menghitung", text=RULE))


def _row(row: GradeRow, part: CreditPart) -> tuple[str, ...]:
    return (
        row.line.label,
        part.level_word,
        official_words().get(row.line.grade, ""),
        f"{part.percent}%",
        number(part.coefficient),
        str(part.months),
        number(part.points, 2),
        "ditetapkan" if part.settled else WAITS,
    )


def year_of(rows: Sequence[GradeRow], year: int) -> list[GradeRow]:
    """The evaluations of a year, oldest first."""
    found = [row for row in rows if row.line.year == year]
    return sorted(found, key=lambda row: (row.line.start_on, row.line.end_on))
