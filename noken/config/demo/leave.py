"""Leave, illness and duty trips of the sample: sixty workdays back and the coming weeks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from noken.config.demo.people import Staffing, Worker
from noken.core.uuid7 import uuid7_from
from noken.leave.rules import kinds

SEED = 20261125
# kind: share of people, days least and most; each at a place of its own in the sixty days
BACK = (
    (kinds.ANNUAL, 0.3, 2, 5),
    (kinds.SICK, 0.13, 1, 3),
    (kinds.IMPORTANT, 0.02, 2, 4),
    (kinds.FLEX_PLACE, 0.03, 1, 1),
)
AHEAD = ((kinds.ANNUAL, 0.09, 2, 5),)
REASONS = {
    kinds.ANNUAL: (
        "Menengok orang tua di Wasior.",
        "Acara keluarga di Serui.",
        "Mengantar anak kuliah ke Jayapura.",
        "Beristirahat bersama keluarga.",
    ),
    kinds.SICK: ("",),
    kinds.IMPORTANT: ("Ayah meninggal dunia.", "Istri melahirkan.", "Rumah terkena banjir."),
    kinds.MATERNITY: ("Menanti kelahiran.",),
    kinds.FLEX_PLACE: ("Menyusun laporan di Kantor Distrik Prafi.",),
}
DETAILS = {
    kinds.SICK: "ILLNESS",
    kinds.IMPORTANT: "OTHER",
    kinds.MATERNITY: "CHILD_2",
    kinds.LONG: "OTHER",
}
DUTIES = (
    ("DUTY", "Rapat koordinasi data", "Sorong", 2),
    ("DUTY", "Pendampingan kampung", "Distrik Prafi", 1),
    ("DUTY", "Verifikasi lapangan", "Distrik Warmare", 2),
    ("DUTY", "Konsultasi program", "Jayapura", 3),
    ("DUTY", "Monitoring layanan", "Distrik Masni", 1),
    ("TRAINING", "Pelatihan pengelolaan arsip", "Manokwari", 3),
    ("TRAINING", "Bimbingan teknis pengadaan", "Makassar", 4),
)
AGAINST = "Bersamaan dengan pemeriksaan akhir tahun; ajukan lagi bulan depan."
GIVEN_BACK = "Sebutkan siapa yang menggantikan selama Anda tidak di tempat."


@dataclass(slots=True)
class DraftStep:
    kind: str
    by: int | None
    role: str
    at: datetime
    note: str = ""


@dataclass(slots=True)
class DraftRequest:
    """A request as it will stand, oldest step first."""

    id: UUID
    worker: Worker
    kind: str
    start_on: date
    end_on: date
    status: str
    reason: str
    stand_in: int | None
    submitted_at: datetime
    steps: list[DraftStep] = field(default_factory=list)
    advised_by: int | None = None
    advice: bool | None = None
    decided_by: int | None = None
    decided_at: datetime | None = None


@dataclass(slots=True)
class DraftLetter:
    """A surat tugas of an agency; `unit` is its key."""

    id: UUID
    unit: str
    number: str
    family: str
    purpose: str
    place: str
    start_on: date
    end_on: date
    issued_by: int
    issued_at: datetime
    people: list[int]


@dataclass(slots=True)
class LeaveBook:
    """Everything the sample knows of leave and duty."""

    requests: list[DraftRequest] = field(default_factory=list)
    letters: list[DraftLetter] = field(default_factory=list)
    openings: list[tuple[int, int, int]] = field(default_factory=list)

    def away(self) -> dict[int, dict[date, str]]:
        """By worker and day the family of a standing absence; weekends inside it included."""
        found: dict[int, dict[date, str]] = {}
        for request in self.requests:
            if request.status == "APPROVED":
                days = found.setdefault(request.worker.id, {})
                days |= dict.fromkeys(
                    _days(request.start_on, request.end_on), kinds.family_of(request.kind)
                )
        for letter in self.letters:
            for person in letter.people:
                days = found.setdefault(person, {})
                days |= dict.fromkeys(_days(letter.start_on, letter.end_on), letter.family)
        return found

    def on_leave(self) -> set[tuple[int, date]]:
        """(worker, day) on which nobody reports and nobody clocks in."""
        return {
            (worker, day)
            for worker, days in self.away().items()
            for day, family in days.items()
            if family == "LEAVE"
        }

    def sent(self) -> dict[tuple[int, date], str]:
        """Where a letter sends somebody on a day, which is where they work on it."""
        return {
            (worker, day): letter.place
            for letter in self.letters
            for worker in letter.people
            for day in _days(letter.start_on, letter.end_on)
        }


def book(
    staffing: Staffing, bosses: dict[int, int], workdays: Sequence[date], on: date, at: datetime
) -> LeaveBook:
    """The same for the same people and day, whatever else the sample draws.

    Args:
        workdays: those of the past and of the coming weeks, in order.
    """
    writer = _Writer(staffing, bosses, list(workdays), on, at)
    writer.named()
    for worker in staffing.workers:
        if writer.has_leave(worker):
            writer.past(worker)
    for agency in writer.agencies():
        writer.duties(agency)
    return writer.book


class _Writer:
    def __init__(
        self,
        staffing: Staffing,
        bosses: dict[int, int],
        workdays: list[date],
        on: date,
        at: datetime,
    ) -> None:
        self.book = LeaveBook()
        self._staffing, self._bosses = staffing, bosses
        self._on, self._at = on, at
        self._back = [day for day in workdays if day < on]
        self._ahead = [day for day in workdays if day > on]
        self._around = [*self._back, on, *self._ahead[:3]]
        self._random = Random(SEED)  # noqa: S311 (a fixed seed: the same sample everywhere)
        self._taken: dict[int, set[date]] = {}
        self._parents = {w.unit.key: w.unit.parent for w in staffing.workers}
        self._mates: dict[str, list[int]] = {}
        for worker in staffing.workers:
            self._mates.setdefault(worker.unit.key, []).append(worker.id)
        self._by_name = {worker.identity.name: worker for worker in staffing.workers}

    def has_leave(self, worker: Worker) -> bool:
        joined = worker.identity.nip[8:12]
        return (
            worker.kind in kinds.PNS_KINDS | kinds.PPPK_KINDS
            and worker.standing == "ACTIVE"
            and joined.isdigit()
            and int(joined) < self._on.year - 1
        )

    def past(self, worker: Worker) -> None:
        pppk = worker.kind in kinds.PPPK_KINDS
        for kind, share, least, most in BACK:
            if self._random.random() < share and not (pppk and kind == kinds.IMPORTANT):
                self._grant(worker, kind, self._around, self._random.randint(least, most))
        for kind, share, least, most in AHEAD:
            if self._random.random() < share:
                self._grant(worker, kind, self._ahead, self._random.randint(least, most))
        if not pppk and self._random.random() < 0.6:
            self.book.openings.append((worker.id, self._on.year, self._random.randint(0, 6)))

    def agencies(self) -> Iterator[str]:
        for key, parent in self._parents.items():
            if parent == "KAB" and key in self._staffing.heads:
                yield key

    def duties(self, agency: str) -> None:
        """Letters of one agency: about one a fortnight and dozen people."""
        people = [
            worker
            for worker in self._staffing.workers
            if self._agency(worker) == agency
            and worker.standing == "ACTIVE"
            and not worker.is_head
            and worker.post.family not in {"TEACHER", "PRINCIPAL"}
        ]
        head = self._staffing.heads[agency]
        for number in range(1, max(2, len(people) // 6) + 1):
            family, purpose, place, days = self._random.choice(DUTIES)
            start = self._random.randrange(len(self._back) + len(self._ahead) // 2)
            calendar = [*self._back, self._on, *self._ahead]
            span = calendar[start : start + days]
            if len(span) < days or not people:
                continue
            team = self._random.sample(people, min(len(people), self._random.randint(1, 4)))
            named = [w.id for w in team if self._take(w.id, span[0], span[-1] + timedelta(1))]
            if named:
                issued = self._moment(span[0] - timedelta(self._random.randint(2, 6)))
                self.book.letters.append(
                    DraftLetter(
                        id=self._id(issued),
                        unit=agency,
                        number=f"800/{100 + number}/{agency}/{self._on.year}",
                        family=family,
                        purpose=purpose,
                        place=place,
                        start_on=span[0],
                        end_on=span[-1] + timedelta(1),
                        issued_by=head,
                        issued_at=issued,
                        people=sorted(named),
                    )
                )

    def named(self) -> None:
        """What the people see whose logins come with the sample."""
        for name, kind, status, days in (
            ("Maria Wanggai", kinds.ANNUAL, "APPROVED", 3),
            ("Daud Iba", kinds.ANNUAL, "SUBMITTED", 4),
            ("Elisabet Krey", kinds.SICK, "SUBMITTED", 1),
            ("Rina Manurung", kinds.IMPORTANT, "RETURNED", 2),
            ("Siti Nurhayati", kinds.SICK, "APPROVED", 1),
            ("Bambang Hidayat", kinds.FLEX_PLACE, "APPROVED", 1),
        ):
            worker = self._by_name.get(name)
            if worker is not None and worker.standing == "ACTIVE":
                today = kind in {kinds.SICK, kinds.FLEX_PLACE}
                span = [self._on] if today else self._ahead[6 : 6 + days]
                self._ask(worker, kind, span, status)
        self._on_duty_today(("Markus Ullo", "Novita Tandililing"), "Yohana Saiba")
        heads = [key for key in self.agencies() if key not in {"SETDA", "BKPSDM"}]
        workers = {worker.id: worker for worker in self._staffing.workers}
        for agency in heads[:3]:
            head = workers[self._staffing.heads[agency]]
            if self.has_leave(head):
                self._ask(head, kinds.ANNUAL, self._ahead[10:13], "ADVISED")

    def _on_duty_today(self, names: Sequence[str], by: str) -> None:
        people = [self._by_name[name].id for name in names if name in self._by_name]
        span = [self._back[-1], self._on, self._ahead[0]]
        issued = self._moment(span[0] - timedelta(3))
        named = [pk for pk in people if self._take(pk, span[0], span[-1] + timedelta(1))]
        self.book.letters.append(
            DraftLetter(
                id=self._id(issued),
                unit="DISDIK",
                number=f"800/99/DISDIK/{self._on.year}",
                family="DUTY",
                purpose="Pendampingan data pokok sekolah",
                place="Distrik Prafi",
                start_on=span[0],
                end_on=span[-1] + timedelta(1),
                issued_by=self._by_name[by].id,
                issued_at=issued,
                people=named,
            )
        )

    def _grant(self, worker: Worker, kind: str, days: list[date], length: int) -> None:
        start = self._random.randrange(max(1, len(days) - length))
        self._ask(worker, kind, days[start : start + length], "APPROVED")

    def _ask(self, worker: Worker, kind: str, span: list[date], status: str) -> None:
        if not span or not self._take(worker.id, span[0], span[-1] + timedelta(1)):
            return
        sick = kind == kinds.SICK
        sent_on = span[0] if sick else span[0] - timedelta(self._random.randint(5, 12))
        latest = self._at - timedelta(hours=self._random.randint(3, 30))
        submitted = min(self._moment(sent_on), latest)
        mates = [pk for pk in self._mates[worker.unit.key] if pk != worker.id]
        request = DraftRequest(
            id=self._id(submitted),
            worker=worker,
            kind=kind,
            start_on=span[0],
            end_on=span[-1] + timedelta(1),
            status="SUBMITTED",
            reason=self._random.choice(REASONS[kind]),
            stand_in=self._random.choice(mates) if mates and not sick else None,
            submitted_at=submitted,
            steps=[DraftStep("SUBMITTED", worker.id, "SELF", submitted)],
        )
        self._walk(request, status)
        self.book.requests.append(request)

    def _walk(self, request: DraftRequest, status: str) -> None:
        """Superior and official, as far as the request has come."""
        boss, official = self._bosses.get(request.worker.id), self._official(request.worker)
        at = request.submitted_at + timedelta(hours=2)
        if status == "RETURNED":
            request.status = status
            request.steps.append(DraftStep("RETURNED", boss, "SUPERIOR", at, GIVEN_BACK))
            return
        if status != "SUBMITTED" or boss is None or boss == official:
            request.status = "ADVISED"
        if request.status == "ADVISED" and boss is not None and boss != official:
            request.advised_by, request.advice = boss, True
            request.steps.append(DraftStep("SUPPORTED", boss, "SUPERIOR", at))
        if status == "APPROVED":
            role = "SUPERIOR" if official else "PERSONNEL"
            decider = official or self._by_name["Hendrik Mambor"].id
            request.status, request.decided_by = status, decider
            request.decided_at = at + timedelta(hours=1)
            request.steps.append(DraftStep("APPROVED", decider, role, request.decided_at))

    def _official(self, worker: Worker) -> int | None:
        head = self._staffing.heads.get(self._agency(worker))
        return None if head == worker.id else head

    def _agency(self, worker: Worker) -> str:
        """The key of the agency or distrik a worker's unit lies in; units without people too."""
        key = worker.unit.key
        while (parent := self._parents.get(key) or key.rpartition("-")[0] or "KAB") != "KAB":
            key = parent
        return key

    def _take(self, worker: int, start: date, end: date) -> bool:
        wanted = set(_days(start, end))
        taken = self._taken.setdefault(worker, set())
        if taken & wanted:
            return False
        taken |= wanted
        return True

    def _moment(self, day: date) -> datetime:
        """Some minute of the morning of a day."""
        noon = self._at.replace(hour=0, minute=0, second=0, microsecond=0)
        return noon + timedelta((day - self._on).days, minutes=self._random.randint(5, 200))

    def _id(self, at: datetime) -> UUID:
        return uuid7_from(at, self._random.getrandbits(74))


def _days(start: date, end: date) -> Iterator[date]:
    for offset in range((end - start).days):
        yield start + timedelta(offset)
