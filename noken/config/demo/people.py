"""People of the sample regency: who sits where, since when, and what is out of the ordinary."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from noken.config.demo import posts
from noken.config.demo.names import Identity, Register
from noken.config.demo.posts import Post
from noken.config.demo.structure import DraftUnit

TOTALS = {"full": (4486, 3102), "small": (120, 84)}  # all in service, of these PNS
FIRST_DAY = date(2025, 1, 2)
YOHANAS_TEAM = (
    ("Maria Wanggai", 0), ("Agus Rumaropen", 1), ("Bambang Hidayat", 2), ("Daud Iba", 2),
    ("Dewi Lestari Siregar", 3), ("Elisabet Krey", 2), ("Frans Dowansiba", 2), ("Markus Ullo", 0),
    ("Naomi Sayori", 3), ("Novita Tandililing", 2), ("Ratna Puspitasari", 1), ("Rina Manurung", 2),
    ("Siti Nurhayati", 0), ("Yakobus Meidodga", 3),
)  # fmt: skip
KNOWN_HEADS = {
    "KAB": "Hermanus Indou",
    "SETDA": "Yan Piet Mosyoi Sawaki",
    "DISDIK": "Martha Mandacan",
    "DISDIK-BID1": "Yohana Saiba",
    "BKPSDM": "Barnabas Wonggor",
    "INSPEKTORAT": "Viktoria Ayok",
    "SKL-1": "Lukas Kmur",
}
TEACHER = "Selfina Ahoren"
RESERVED = frozenset(
    {*KNOWN_HEADS.values(), *(name for name, _ in YOHANAS_TEAM)}
    | {"Hendrik Mambor", "Paulina Tibiay", TEACHER}
)
LONG_NAME = "Maria Magdalena Theresia Wilhelmina Rumbiak-Mandibodibo Koirewoa"


@dataclass(frozen=True, slots=True)
class Worker:
    """One employee with the post held; `id` is the row number everywhere."""

    id: int
    identity: Identity
    kind: str
    unit: DraftUnit
    post: Post
    title: str
    rank: str
    since: date
    is_head: bool = False
    standing: str = "ACTIVE"

    @property
    def owes_no_report(self) -> bool:
        return self.post.family in {"TEACHER", "PRINCIPAL"}


@dataclass(slots=True)
class Staffing:
    """Everybody, and the facts beside the ordinary posting.

    `acting`: (worker id, unit key, PLT or PLH, from, until). `moved`: (worker id, earlier unit key,
    day of the move). `grants`: (worker id, role, unit key or "").
    """

    workers: list[Worker] = field(default_factory=list)
    heads: dict[str, int] = field(default_factory=dict)
    vacant: set[str] = field(default_factory=set)
    acting: list[tuple[int, str, str, date, date]] = field(default_factory=list)
    moved: list[tuple[int, str, date]] = field(default_factory=list)
    grants: list[tuple[int, str, str]] = field(default_factory=list)


def staff(units: list[DraftUnit], size: str, random: Random, on: date) -> Staffing:
    """Fill all units so that the totals of people and of PNS are met exactly."""
    total, civil_servants = TOTALS[size]
    staffing = Staffing()
    staffing.vacant = _vacancies(units, random, size)
    heads = [unit for unit in units if unit.key not in staffing.vacant and unit.key != "KAB"]
    _spread(units, total - len(heads))
    contract_after = _contracts(units, total - civil_servants)
    hand = _Hand(Register(random, RESERVED), random, staffing, contract_after)
    for unit in units:
        if unit.key not in staffing.vacant:
            hand.appoint_head(unit)
        for number in range(unit.staff):
            hand.hire(unit, number)
    _out_of_the_ordinary(staffing, {unit.key: unit for unit in units}, random, on)
    _grant(staffing)
    return staffing


class _Hand:
    """Creates people one after another with rising ids."""

    def __init__(
        self, register: Register, random: Random, staffing: Staffing, contracts: dict[str, int]
    ) -> None:
        self._register = register
        self._random = random
        self._staffing = staffing
        self._contracts = contracts

    def appoint_head(self, unit: DraftUnit) -> None:
        post = posts.PRINCIPAL if unit.kind == "SCHOOL" else posts.HEAD
        official = unit.kind == "INSTANSI"
        name = KNOWN_HEADS.get(unit.key, "")
        identity = self._register.person(family=post.family, contract=False, name=name, senior=True)
        rank = "IV/b" if unit.echelon.startswith("II") else "III/d"
        worker = self._worker(
            identity, unit, post, unit.head_title, "OFFICIAL" if official else "PNS"
        )
        worker = _with(worker, is_head=True, rank="" if official else rank)
        self._staffing.workers.append(worker)
        self._staffing.heads[unit.key] = worker.id

    def hire(self, unit: DraftUnit, number: int) -> None:
        post = _post_for(unit, number)
        contract = self._contracts.get(unit.key, 0) > number
        name = ""
        if unit.key == "DISDIK-BID1" and number < len(YOHANAS_TEAM):
            name, choice = YOHANAS_TEAM[number]
            post = posts.EDUCATION[choice]
        elif unit.key == "BKPSDM-BID1" and number == 0:
            name = "Hendrik Mambor"
        elif unit.key == "INSPEKTORAT-BID1" and number == 0:
            name = "Paulina Tibiay"
        elif unit.key == "SKL-1" and number == 0:
            name = TEACHER
        elif number == 3 and unit.kind == "DIVISION" and unit.key.startswith("BKPSDM"):
            name = LONG_NAME
        identity = self._register.person(family=post.family, contract=contract, name=name)
        part_time = contract and number % 7 == 3
        kind = ("PPPK_PART_TIME" if part_time else "PPPK") if contract else "PNS"
        self._staffing.workers.append(self._worker(identity, unit, post, post.title, kind))

    def _worker(
        self, identity: Identity, unit: DraftUnit, post: Post, title: str, kind: str
    ) -> Worker:
        rank = self._random.choice(("II/c", "III/a", "III/b", "III/c", "III/d", "IV/a"))
        if kind.startswith("PPPK"):
            rank = self._random.choice(("V", "VII", "IX"))
        number = len(self._staffing.workers) + 1
        return Worker(number, identity, kind, unit, post, title, rank, FIRST_DAY)


def _with(worker: Worker, **changes: object) -> Worker:
    values = {name: getattr(worker, name) for name in Worker.__slots__}
    return Worker(**{**values, **changes})


def _post_for(unit: DraftUnit, number: int) -> Post:
    pools = {
        "school": posts.TEACHERS,
        "health": posts.HEALTH,
        "education": posts.EDUCATION,
        "district": posts.DISTRICT,
    }
    pool = pools.get(unit.sector, posts.GENERAL)
    if number % 6 == 5 and unit.sector != "school":
        pool = posts.GENERAL
    return pool[number % len(pool)]


def _vacancies(units: list[DraftUnit], random: Random, size: str) -> set[str]:
    """Some heads' posts are empty: three subdivisions in a hundred, never an agency's head."""
    candidates = [u.key for u in units if u.kind in {"SUBDIVISION", "SECTION", "DIVISION"}]
    candidates = [key for key in candidates if key not in KNOWN_HEADS]
    return set(random.sample(candidates, 11 if size == "full" else 1))


def _spread(units: list[DraftUnit], wanted: int) -> None:
    """Raise or lower the staff of units, one at a time in turn, until the sum is right."""
    flexible = [
        unit
        for unit in units
        if unit.kind in {"SCHOOL", "PUSKESMAS", "DIVISION", "SUBDIVISION", "SECTION"}
        and unit.key != "DISDIK-BID1"
    ]
    missing = wanted - sum(unit.staff for unit in units)
    step = 1 if missing > 0 else -1
    for turn in range(abs(missing)):
        flexible[turn % len(flexible)].staff += step


def _contracts(units: list[DraftUnit], wanted: int) -> dict[str, int]:
    """How many of each unit's staff are on contract (PPPK), in proportion, exactly `wanted`."""
    staffed = [unit for unit in units if unit.staff and unit.key != "DISDIK-BID1"]
    total = sum(unit.staff for unit in staffed)
    shares: dict[str, int] = {}
    given = seen = 0
    for unit in staffed:
        seen += unit.staff
        until = min(wanted * seen // total, given + unit.staff)
        shares[unit.key] = until - given
        given = until
    return shares


def _out_of_the_ordinary(
    staffing: Staffing, units: dict[str, DraftUnit], random: Random, on: date
) -> None:
    staffers = [w for w in staffing.workers if not w.is_head and w.unit.key != "DISDIK-BID1"]
    for place, key in enumerate(sorted(staffing.vacant)[: len(staffing.vacant) // 2]):
        deputy = next((w for w in staffers if w.unit.key == key), None)
        if deputy is not None and place % 2 == 0:
            start = on - timedelta(70)
            staffing.acting.append((deputy.id, key, "PLT", start, on + timedelta(110)))
    absent = next(w for w in staffing.workers if w.unit.key == "DISDIK" and w.is_head)
    deputy = next(w for w in staffing.workers if w.unit.key == "DISDIK-SEK" and w.is_head)
    start = on - timedelta(2)
    staffing.acting.append((deputy.id, absent.unit.key, "PLH", start, on + timedelta(5)))
    divisions = [key for key, unit in units.items() if unit.kind == "DIVISION"]
    for worker in random.sample(staffers, max(2, len(staffers) // 110)):
        earlier = random.choice([key for key in divisions if key != worker.unit.key])
        staffing.moved.append((worker.id, earlier, on - timedelta(random.randint(20, 120))))
    rest = [w for w in staffers if w.id not in {m[0] for m in staffing.moved}]
    for number, worker in enumerate(random.sample(rest, max(3, len(rest) // 60))):
        standing = "UNPAID_LEAVE" if number % 12 == 1 else "STUDY"
        index = staffing.workers.index(worker)
        staffing.workers[index] = _with(worker, standing=standing)


def _grant(staffing: Staffing) -> None:
    by_name = {worker.identity.name: worker for worker in staffing.workers}
    staffing.grants = [
        (by_name["Hendrik Mambor"].id, "PERSONNEL", ""),
        (by_name["Paulina Tibiay"].id, "INSPECTORATE", ""),
        (staffing.heads["SETDA"], "LEADER", ""),
        (staffing.heads["KAB"], "LEADER", ""),
    ]
    for worker in staffing.workers:
        if worker.unit.kind == "SUBDIVISION" and worker.is_head:
            staffing.grants.append((worker.id, "ADMIN_OPD", worker.unit.key.partition("-")[0]))
