"""A plan of the year for everybody: three results with two indicators each, agreed in January."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from bench.data.people import Instansi, Member
from bench.data.tables import Tables

RESULTS = (
    "Terlaksananya pelayanan administrasi masyarakat sesuai standar pelayanan",
    "Tersusunnya laporan kegiatan dan keuangan secara lengkap dan tepat waktu",
    "Tertatanya arsip dan basis data pelayanan yang mudah ditelusuri",
)
INDICATORS = (
    ("Jumlah berkas pelayanan yang selesai diproses", "berkas"),
    ("Jumlah dokumen laporan yang selesai diperiksa", "dokumen"),
)
TARGETS = ("60.00", "60.00", "60.00", "40.00")

COLUMNS = {
    "planning_plan": "id owner_id year",
    "planning_revision": "id plan_id number status reason started_at submitted_at decided_at"
    " decided_by_id note",
    "planning_plannedresult": "id revision_id key order text kind supports_id",
    "planning_indicator": "id result_id key order text aspect unit lower_is_better target_q1"
    " target_q2 target_q3 target_q4",
    "planning_step": "revision_id kind by_id at note",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a report may be filed under: the indicator, its result and its unit."""

    indicator: str
    result: str
    unit: str


def write(instansi: Instansi, tables: Tables, random: Random, year: int) -> list[list[Target]]:
    """The plans; the six targets of each person, by id less one."""
    return [_plan(member, tables, random, year) for member in instansi.members]


def _plan(member: Member, tables: Tables, random: Random, year: int) -> list[Target]:
    number, above = member.id, member.superior
    started, submitted, decided = (datetime(year, 1, day, 1, tzinfo=UTC) for day in (12, 15, 20))
    tables["planning_plan"].add(number, number, year)
    tables["planning_revision"].add(
        number, number, 1, "APPROVED", "", started, submitted, decided, above, ""
    )
    steps = (("STARTED", number, started), ("SUBMITTED", number, submitted),
             ("APPROVED", above, decided))  # fmt: skip
    for kind, by, at in steps:
        tables["planning_step"].add(number, kind, by, at, "")
    for action, at, by in (("PlanSubmitted", submitted, number), ("PlanApproved", decided, above)):
        role = "SELF" if by == number else "SUPERIOR"
        ids = f'{{"plan": {number}}}'
        tables["audit_entry"].add(at, by, by, role, action, number, ids)
    targets = []
    for order, text in enumerate(RESULTS, start=1):
        result_id = 3 * (number - 1) + order
        supports = 3 * (above - 1) + order if above else None
        result = _key(random)
        tables["planning_plannedresult"].add(
            result_id, number, result, order, text, "MAIN", supports
        )
        for place, (name, unit) in enumerate(INDICATORS, start=1):
            key = _key(random)
            tables["planning_indicator"].add(
                *(2 * (result_id - 1) + place, result_id, key, place, name, "QUANTITY", unit),
                *(False, *TARGETS),
            )
            targets.append(Target(key, result, unit))
    return targets


def _key(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))
