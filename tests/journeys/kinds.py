"""A small regency with one of each kind of person, and what they do through a year by services.

Reports and their review, machines, rosters, statements and an outage; the nights pass weekly.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from noken.attendance import services as attendance
from noken.attendance.models import Recorder, Schedule, ScheduleHours, Site
from noken.attendance.services import NewPunch, NewSchedule, NewStarts, Shift
from noken.calendars import queries as calendars
from noken.calendars import services as calendar_services
from noken.core import clock
from noken.core.actor import Role, system
from noken.core.uuid7 import uuid7
from noken.evaluation import services as evaluation
from noken.evaluation.services import StatementDraft, StatementLine
from noken.findings import services as findings
from noken.findings.models import Finding
from noken.findings.rules.regional import Step
from noken.findings.services import NewLadder
from noken.organization import services as organization
from noken.organization.models import Employee, Position, RoleGrant, Unit
from noken.work import queries as work_queries
from noken.work import services as work
from noken.work.services import ReportDraft
from tests.journeys.year import Year, at_hour
from tests.world import START, make_employee, make_position, make_posting, make_unit
from tests.world_findings import make_card, make_terms
from tests.world_work import make_duty
from tests.world_year import Regency

FIRST, LAST = date(2026, 1, 5), date(2026, 12, 31)
MOVED_ON = date(2026, 6, 1)
TABLE_ON = date(2026, 7, 1)
"""From when the table for PPPK holds."""
ABSENT = (
    *(date(2026, month, day) for month in (2, 8) for day in (3, 4, 5)),
    date(2026, 9, 3),
)
"""Days on which the PPPK neither came nor said why."""
OUTAGE = date(2026, 9, 14), date(2026, 9, 16)
"""First and last day without network and machines, everywhere."""
OFFICE = ("works", "silent", "last_day", "keeps_up", "silenced", "belated", "steady")
SHIFTS = ("M", "M", "", "P", "S", "")
"""The nurse's round of six days."""
HOURS = {"P": (7, 30, 7), "S": (14, 30, 7), "M": (21, 30, 10)}
"""When a shift begins, and how many hours it lasts."""


@dataclass
class Kinds:
    """The people by what they stand for; `filed` counts the reports of each."""

    year: Year
    people: dict[str, Employee] = field(default_factory=dict)
    posts: dict[str, Position] = field(default_factory=dict)
    recorders: dict[str, Recorder] = field(default_factory=dict)
    shifts: dict[date, str] = field(default_factory=dict)
    filed: dict[int, int] = field(default_factory=dict)

    def __getitem__(self, kind: str) -> Employee:
        return self.people[kind]

    # --- work ---

    def report(self, days: list[date]) -> None:
        """Of four workdays the last two, filed on the last; reviewed by who keeps up."""
        last, keys = days[-1], dict[int, list[UUID]]()
        above = self.year.superiors(last)
        for kind in ("silenced", "belated", "steady", "mover", "pppk", "nurse"):
            person = self[kind].pk
            drafts = [self._draft(person, day) for day in days[-2:]]
            by = self.year.regency.by(person, last)
            outcomes = work.file_reports(drafts, by=by, at=at_hour(last, 18))
            assert all(outcome.receipt for outcome in outcomes), (kind, outcomes)
            self.filed[person] = self.filed.get(person, 0) + len(drafts)
            keys.setdefault(above[person] or 0, []).extend(draft.key for draft in drafts)
        for chief in ("keeps_up", "ward"):
            by = self.year.regency.by(self[chief].pk, last)
            if waits := keys.get(self[chief].pk):
                done = work.approve_reports(waits, by=by, at=at_hour(last, 19))
                assert len(done.done) == len(waits)

    def _draft(self, person: int, day: date) -> ReportDraft:
        return ReportDraft(
            key=uuid7(at_hour(day, 15)),
            work_on=day,
            indicator_key=self.year.indicators[person],
            title=f"Menyelesaikan dokumen {day:%d.%m}",
            quantity=Decimal(1),
        )

    def approve_all(self, kind: str, day: date) -> None:
        """Somebody approves whatever waits before them."""
        by = self.year.regency.by(self[kind].pk, day)
        waits = [row.id for row in work_queries.waiting_reports(by)]
        for first in range(0, len(waits), 50):
            some = waits[first : first + 50]
            assert len(work.approve_reports(some, by=by, at=at_hour(day, 20)).done) == len(some)

    def state(self, day: date) -> None:
        """In December a teacher and the principal say what was reached; who leads them agrees."""
        for kind, chief in (("teacher", "principal"), ("principal", "schools")):
            person = self[kind].pk
            line = StatementLine(str(self.year.indicators[person]), value=Decimal(120))
            rows = evaluation.state_realisation(
                StatementDraft(date(day.year, 1, 1), [line]),
                by=self.year.regency.by(person, day),
                at=at_hour(day),
            )
            evaluation.agree_realisation(
                person,
                [row.pk for row in rows],
                by=self.year.regency.by(self[chief].pk, day),
                at=at_hour(day, 12),
            )

    # --- attendance ---

    def attend(self, days: Iterable[date]) -> None:
        """What the machines send of some days: nothing of the outage."""
        sent: dict[str, list[NewPunch]] = {}
        for day in days:
            for place, pin, times in self._punches(day):
                if rows := [NewPunch(pin, each) for each in times if not is_out(each.date())]:
                    sent.setdefault(place, []).extend(rows)
        for place, rows in sent.items():
            at = at_hour(max(row.local_time for row in rows).date() + timedelta(1), 9)
            attendance.record_punches(
                rows,
                recorder_id=self.recorders[place].pk,
                delivery_id=uuid7(at),
                by=system(clock.day_of(at)),
                at=at,
            )

    def _punches(self, day: date) -> Iterator[tuple[str, str, list[datetime]]]:
        office = [datetime.combine(day, time(*at)) for at in ((7, 10), (16, 45))]
        if calendars.is_workday(day):
            for kind in (*OFFICE, "mover", "pppk"):
                if kind != "pppk" or day not in ABSENT:
                    moved = kind == "mover" and day >= MOVED_ON
                    yield "hospital" if moved else "office", str(self[kind].pk), office
            for kind in ("hospital", "ward"):
                yield "hospital", str(self[kind].pk), office
        if letter := self.shifts.get(day):
            hour, minute, length = HOURS[letter]
            start = datetime.combine(day, time(hour, minute))
            end = start + timedelta(hours=length)
            yield (
                "hospital",
                str(self["nurse"].pk),
                [start - timedelta(minutes=5), end + timedelta(minutes=5)],
            )

    def roster(self, first: date, last: date) -> None:
        """The nurse's shifts, given out beforehand."""
        hours = {
            row.code: row.pk
            for row in ScheduleHours.objects.filter(schedule__code="CLINIC_SHIFTS", weekday=None)
        }
        cells = []
        for number in range((last - first).days + 1):
            day = first + timedelta(number)
            letter = SHIFTS[(day - FIRST).days % len(SHIFTS)]
            self.shifts[day] = letter
            cells.append(Shift(self["nurse"].pk, day, hours.get(letter)))
        by = self.year.regency.by(self["ward"].pk, first)
        attendance.write_roster(cells, by=by, at=at_hour(first, 6))

    # --- what runs by itself ---

    def run(self, since: date, day: date) -> None:
        """What is derived, looked at, lapsed, moved on and asked; who is asked reads it."""
        at, by = at_hour(day, 10), system(day)
        attendance.mark_dirty(None, since, day + timedelta(1), by=by, at=at)
        attendance.mark_over(by=by, at=at)
        while attendance.derive_waiting(by=by, at=at):
            pass
        findings.run_cards(codes=["HDR-03"], by=by, at=at)
        findings.lapse_due(by=by, at=at)
        work.escalate_reports(by=by, at=at)
        findings.ask_due(by=by, at=at)
        for finding in Finding.objects.all():
            who = self.year.regency.by(finding.employee_id, day)
            findings.note_opened(finding.pk, by=who, at=at_hour(day, 11))

    def load_table(self, day: date) -> None:
        """BKPSDM loads the region's table for PPPK, and two sign it."""
        steps = [Step(3, "RINGAN", "Teguran lisan daerah"), Step(5, "SEDANG", "Potongan", 6)]
        new = NewLadder(
            groups=["PPPK"], steps=steps, run=0, start_on=TABLE_ON, source="Perbup 4/2026"
        )
        keeper = self.year.regency.by(self.year.regency.keeper.pk, day)
        row = findings.propose_ladder(new, by=keeper, at=at_hour(day))
        for signer in self.signers():
            by = self.year.regency.by(signer.pk, day)
            findings.sign_ladder(row.pk, "Sesuai", by=by, at=at_hour(day, 11))

    def signers(self) -> tuple[Employee, Employee]:
        return self.year.regency.keeper, self.year.regency.signer

    def fail(self) -> None:
        """The keeper writes the outage down on its last evening."""
        first, last = OUTAGE
        calendar_services.record_disruption(
            at_hour(first, 0),
            at_hour(last, 18),
            what="Jaringan kabupaten putus",
            proof="Berita acara 7/2026",
            by=self.year.regency.by(self.year.regency.keeper.pk, last),
            at=at_hour(last, 18),
        )

    def move(self) -> None:
        """The mover goes from one agency to another; the machine there knows them from that day."""
        keeper = self.year.regency.by(self.year.regency.keeper.pk, MOVED_ON)
        at, mover = at_hour(MOVED_ON, 6), self["mover"].pk
        organization.move_employee(mover, self.posts["ward"].pk, MOVED_ON, by=keeper, at=at)
        site = self.recorders["hospital"].site_id
        attendance.assign_pin(site, str(mover), mover, MOVED_ON, by=keeper, at=at)
        self.year.regency.know_lines()


def make_kinds() -> Kinds:
    """Two agencies, and a school, under a Bupati."""
    top = make_unit("Kabupaten Manokwari", kind=Unit.Kind.INSTANSI, counts=False)
    desk, works, hospital, schools = (
        make_unit(name, top, kind=Unit.Kind.OPD, counts=False)
        for name in ("BKPSDM", "Dinas Pekerjaan Umum", "RSUD Manokwari", "Dinas Pendidikan")
    )
    kinds = Kinds(
        Year(Regency(*_officials(top, desk)), targets=(Decimal(30),) * 4, deal=[("AS", "AS")])
    )
    _people(kinds, works, hospital, schools)
    kinds.year.teachers = {kinds[kind].pk for kind in ("principal", "teacher", "quiet")}
    make_duty(family="TEACHER", kind="", rhythm="NONE")
    make_duty(family="PRINCIPAL", kind="", rhythm="NONE")
    for kind in ("PNS", "PPPK"):
        make_duty(kind=kind)
    make_terms()
    make_card()
    first = date(2026, 1, 2)
    calendar_services.seed_holidays(2026, by=system(first), at=at_hour(first))
    organization.refresh_lines(by=system(START), at=at_hour(date(2026, 1, 2)))
    kinds.year.regency.know_lines()
    _machines(kinds, works, hospital)
    return kinds


def is_out(day: date) -> bool:
    return OUTAGE[0] <= day <= OUTAGE[1]


def _officials(top: Unit, desk: Unit) -> tuple[Employee, Employee, Employee]:
    bupati, keeper, signer = (
        make_employee(name) for name in ("Hermus Mandacan", "Hendrik Mambor", "Selfina Iba")
    )
    make_posting(bupati, make_position(top, is_head=True))
    for person in (keeper, signer):
        make_posting(person, make_position(desk))
        RoleGrant.objects.create(employee=person, role=Role.PERSONNEL, start_on=START)
    return bupati, keeper, signer


def _people(kinds: Kinds, works: Unit, hospital: Unit, schools: Unit) -> None:
    silent, belated, steady = (make_unit(f"Bidang {name}", works) for name in "ABC")
    ward, school = make_unit("Ruang Inap", hospital), make_unit("SD Inpres 1 Wosi", schools)
    seats = (
        ("works", "Kepala Dinas", works, True, "", "PNS"),
        ("hospital", "Direktur", hospital, True, "", "PNS"),
        ("schools", "Kepala Pendidikan", schools, True, "", "PNS"),
        ("silent", "Diam Selalu", silent, True, "", "PNS"),
        ("last_day", "Akhir Tahun", belated, True, "", "PNS"),
        ("keeps_up", "Rajin Meninjau", steady, True, "", "PNS"),
        ("ward", "Kepala Ruang", ward, True, "", "PNS"),
        ("principal", "Lukas Kmur", school, True, "PRINCIPAL", "PNS"),
        ("silenced", "Pegawai Satu", silent, False, "", "PNS"),
        ("belated", "Pegawai Dua", belated, False, "", "PNS"),
        ("steady", "Pegawai Tiga", steady, False, "", "PNS"),
        ("mover", "Pegawai Pindah", steady, False, "", "PNS"),
        ("pppk", "Pegawai Kontrak", steady, False, "", "PPPK"),
        ("nurse", "Perawat Malam", ward, False, "", "PNS"),
        ("teacher", "Guru Menyatakan", school, False, "TEACHER", "PNS"),
        ("quiet", "Guru Tanpa Data", school, False, "TEACHER", "PNS"),
    )
    for kind, name, unit, is_head, family, employment in seats:
        person = make_employee(name, kind=employment)
        post = make_position(unit, is_head=is_head, family=family or Position.Family.GENERAL)
        make_posting(person, post)
        kinds.people[kind] = person
        kinds.year.regency.order.append(person)
    kinds.posts["ward"] = make_position(ward)


def _machines(kinds: Kinds, works: Unit, hospital: Unit) -> None:
    on, at = date(2026, 1, 2), at_hour(date(2026, 1, 2))
    keeper = kinds.year.regency.by(kinds.year.regency.keeper.pk, on)
    for place, unit in (("office", works), ("hospital", hospital)):
        site: Site = attendance.make_site(unit.pk, place, by=keeper, at=at)
        kinds.recorders[place] = attendance.make_recorder(
            site.pk, Recorder.Kind.DEVICE, "Pintu", by=keeper, at=at
        )
    office, ward = (kinds.recorders[place].site_id for place in ("office", "hospital"))
    for kind in (*OFFICE, "mover", "pppk"):
        person, end = kinds[kind].pk, MOVED_ON if kind == "mover" else None
        attendance.assign_pin(office, str(person), person, on, end, by=keeper, at=at)
    for kind in ("hospital", "ward", "nurse"):
        person = kinds[kind].pk
        attendance.assign_pin(ward, str(person), person, on, by=keeper, at=at)
    piket = NewSchedule(Schedule.objects.get(code="CLINIC_SHIFTS").pk, on, "SK Direktur 1")
    attendance.set_person_schedule(kinds["nurse"].pk, piket, by=keeper, at=at)
    starts = NewStarts({works.pk: FIRST, hospital.pk: FIRST}, "Surat 800/3")
    proposal = attendance.propose_starts(starts, by=keeper, at=at)
    for signer in kinds.signers():
        by = kinds.year.regency.by(signer.pk, on)
        attendance.sign_starts(proposal.pk, "Sesuai", by=by, at=at)
