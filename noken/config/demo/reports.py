"""Sixty workdays of reports with all the habits a superior meets."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from noken.config.demo import posts
from noken.config.demo.people import Worker
from noken.config.demo.plans import REPORTS_A_YEAR, DraftPlan, DraftResult

WIT = ZoneInfo("Asia/Jayapura")
DETAILS = (
    "Selesai sesuai rencana.",
    "Dua hal perlu ditindaklanjuti besok.",
    "Jaringan putus sebentar, data dicatat di kertas lebih dulu.",
    "Hujan deras, perjalanan pulang lewat jalan memutar.",
    "Warga yang datang lebih banyak dari biasanya.",
    "Satu berkas menunggu tanda tangan kepala distrik.",
    "Dikerjakan bersama rekan satu tim.",
)
LATE_REASONS = (
    "Kemarin di lapangan tanpa sinyal.",
    "Listrik padam sore hari.",
    "Rapat sampai malam.",
)
NOTES = (
    "Mohon lampirkan daftar hadir.",
    "Jumlahnya berbeda dengan rekap mingguan, tolong periksa lagi.",
    "Sebutkan kampung yang dikunjungi.",
)
# habit: share of workers, chance of a report on a workday, of filing late, of copying oneself
HABITS = (
    ("good", 0.62, 0.96, 0.02, 0.02),
    ("brief", 0.2, 0.9, 0.05, 0.1),
    ("late", 0.1, 0.88, 0.45, 0.05),
    ("copier", 0.05, 0.95, 0.03, 0.9),
    ("rare", 0.03, 0.4, 0.3, 0.2),
)


@dataclass(slots=True)
class DraftReport:
    id: UUID
    author: int
    work_on: date
    title: str
    quantity: Decimal
    unit: str
    result_key: UUID
    indicator_key: UUID
    places: list[str]
    note: str
    late_reason: str
    claimed_at: datetime
    received_at: datetime
    corrects: UUID | None = None
    status: str = "WAITING"
    decided_at: datetime | None = None
    reviews: list[tuple[str, int, str, datetime]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Diary:
    """What surrounds the writing: the workdays, the moment of loading, outage and superiors."""

    workdays: list[date]
    outage: frozenset[date]
    until: datetime
    bosses: dict[int, int]
    never_looks: int


def reports(plan: DraftPlan, diary: Diary, random: Random) -> Iterator[DraftReport]:
    """All reports of one person, oldest first, with their reviews and corrections."""
    habit = _habit(plan.owner, random)
    last: DraftReport | None = None
    for day in diary.workdays:
        if random.random() > habit[2]:
            continue
        for number in range(2 if random.random() < 0.08 else 1):
            draft = _draft(plan, day, number, habit, diary, random)
            if draft is None:
                continue
            if last is not None and random.random() < habit[4]:
                draft = replace(draft, title=last.title, note=last.note, places=last.places)
            last = draft
            yield from _reviewed(draft, plan.owner, diary, random)


def _habit(worker: Worker, random: Random) -> tuple[str, float, float, float, float]:
    if worker.identity.name == "Daud Iba":
        return HABITS[4]
    if worker.unit.key == "DISDIK-BID1" or worker.is_head:
        return HABITS[0]
    return random.choices(HABITS, [habit[1] for habit in HABITS])[0]


def _draft(
    plan: DraftPlan,
    day: date,
    number: int,
    habit: tuple[str, float, float, float, float],
    diary: Diary,
    random: Random,
) -> DraftReport | None:
    result = plan.results[(day.toordinal() + number) % len(plan.results)]
    measure = result.indicators[0]
    filled = datetime(day.year, day.month, day.day, 7, 40, tzinfo=WIT) + timedelta(
        minutes=random.randint(0, 90) if random.random() < 0.5 else random.randint(360, 560)
    )
    late = random.random() < habit[3] or day in diary.outage
    received = filled + timedelta(seconds=random.randint(1, 40))
    reason = ""
    if late:
        received += timedelta(days=1 + (6 if day in diary.outage else 0), minutes=25)
        filled = received - timedelta(minutes=1)
        reason = (
            "Server tidak dapat dicapai." if day in diary.outage else random.choice(LATE_REASONS)
        )
    if received >= diary.until:
        return None
    usual = max(1, round(measure.year_target / REPORTS_A_YEAR))
    quantity = Decimal(max(1, round(usual * random.uniform(0.6, 1.5))))
    worker = plan.owner
    pool = posts.PLACES.get(worker.unit.sector, posts.PLACES["general"])
    places = random.sample(pool, k=random.choice((1, 1, 2)))
    note = random.choice(DETAILS) if habit[0] == "good" and random.random() < 0.6 else ""
    return DraftReport(
        id=report_id(filled, random),
        author=worker.id,
        work_on=day,
        title=_title(result, random),
        quantity=quantity,
        unit=measure.unit,
        result_key=result.key,
        indicator_key=measure.key,
        places=places,
        note=note,
        late_reason=reason,
        claimed_at=filled,
        received_at=received,
    )


def _title(result: DraftResult, random: Random) -> str:
    return random.choice(result.task.done)


def _reviewed(
    draft: DraftReport, worker: Worker, diary: Diary, random: Random
) -> Iterator[DraftReport]:
    boss = diary.bosses.get(worker.id)
    decided = draft.received_at + timedelta(hours=random.randint(2, 50))
    waits = boss is None or boss == diary.never_looks or decided >= diary.until
    if waits or (decided > diary.until - timedelta(days=2) and random.random() < 0.6):
        yield draft
        return
    if random.random() < 0.03:
        note = random.choice(NOTES)
        draft.status, draft.decided_at = "RETURNED", decided
        draft.reviews.append(("RETURNED", boss or 0, note, decided))
        again = decided + timedelta(hours=20)
        if again < diary.until:
            draft.status = "CORRECTED"
            yield draft
            yield _corrected(draft, again, boss or 0, diary, random)
            return
        yield draft
        return
    draft.status, draft.decided_at = "APPROVED", decided
    draft.reviews.append(("APPROVED", boss or 0, "", decided))
    yield draft


def _corrected(
    draft: DraftReport, again: datetime, boss: int, diary: Diary, random: Random
) -> DraftReport:
    """The correction, mostly approved a day or two later."""
    fixed = replace(
        draft,
        id=report_id(again, random),
        corrects=draft.id,
        note="Sudah dilengkapi.",
        claimed_at=again,
        received_at=again + timedelta(seconds=3),
        late_reason="",
        status="WAITING",
        decided_at=None,
        reviews=[],
    )
    decided = again + timedelta(hours=random.randint(3, 40))
    if decided < diary.until:
        fixed.status, fixed.decided_at = "APPROVED", decided
        fixed.reviews.append(("APPROVED", boss, "", decided))
    return fixed


def report_id(at: datetime, random: Random) -> UUID:
    head = int(at.timestamp() * 1000) << 80 | 0x7 << 76 | random.getrandbits(12) << 64
    return UUID(int=head | 0x2 << 62 | random.getrandbits(62))
