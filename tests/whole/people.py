"""The standing people of the proof: each is one of those the programme was made for, and no two
have the same numbers. The clock stands at NOON of TODAY, a Tuesday."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from noken.attendance.models import CountingStart, Recorder
from noken.attendance.queries.day_facts import Asked
from noken.attendance.services import derive_days
from noken.core import clock
from noken.core.actor import Role, system
from noken.evaluation.models import Sheet
from noken.evaluation.rules.periods import TEACHERS
from noken.findings import services as findings
from noken.findings.models import Finding, Row
from noken.organization.models import Employee, Position, RoleGrant, Unit
from noken.work import queries as work
from noken.work import services as reviewing
from noken.work.models import Report
from tests.amending import amend
from tests.cast import Cast
from tests.world import (
    NOON,
    START,
    TODAY,
    actor,
    make_employee,
    make_grant,
    make_line,
    make_position,
    make_posting,
    make_unit,
)
from tests.world_attendance import make_punch, make_recorder, make_site
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_findings import make_finding, make_row, make_terms, reply_draft
from tests.world_leave import make_request
from tests.world_schedules import make_person_schedule
from tests.world_statements import make_statement
from tests.world_work import Agreed, make_agreed, make_duty, make_report, workdays_before

MONTH = TODAY.replace(day=1)
"""The month that is read."""
BACK = 38
"""How many workdays before TODAY people came to work."""
WENT_ON = date(2026, 11, 9)
"""When Yosina went to the other section."""
CONTRACT_ON = date(2026, 11, 5)
"""Since when hours of Yohanis' contract are known."""
BEGAN_ON = date(2026, 11, 23)
"""Since when attendance counts in the young agency."""
DAILY = (1, 2, 1, 1, 3, 1, 1, 2, 1, 1, 1, 2, 1)
"""Enough reports of a quarter for a forecast."""
IN, OUT = time(7, 22), time(16, 34)


@dataclass(frozen=True)
class Person:
    """One of them, with everybody who reads about them. `keeper` closes the months of `agency`;
    `sheet` is of the period that runs, `result` an earlier one that was published and opened."""

    key: str
    who: Employee
    superior: Employee
    keeper: Employee
    personnel: Employee
    inspectorate: Employee
    agency: Unit
    plan: Agreed
    sheet: Sheet
    findings: Sequence[Finding] = ()
    result: Sheet | None = None


@dataclass
class People:
    cast: Cast
    by_key: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Person:
        return self.by_key[key]

    def now(self, keys: Collection[str]) -> list[Person]:
        """These people with the findings they have by now."""
        found = [self.by_key[key] for key in keys]
        return [
            replace(each, findings=list(Finding.objects.filter(employee=each.who).order_by("pk")))
            for each in found
        ]


@dataclass(frozen=True)
class _Life:
    """What one of them is and did. `late` and `missing` count back from yesterday in workdays;
    `reports`: what was reported, oldest first; the last `fresh` of them still wait."""

    name: str
    unit: str
    target: int
    reports: Sequence[int] = ()
    fresh: int = 0
    kind: str = "PNS"
    family: str = Position.Family.GENERAL
    late: Mapping[int, int] = field(default_factory=dict)
    missing: Sequence[int] = ()
    one_side: bool = False
    result: tuple[str, str] | None = None


LIVES: Mapping[str, _Life] = {
    "approved": _Life(
        "Marthen Saiba",
        "busy",
        12,
        (*DAILY, 3, 1, 2, 7),
        2,
        late={3: 42},
        result=("AS", "AS"),
    ),
    "silent": _Life(
        "Dorkas Mandacan",
        "quiet",
        15,
        (*DAILY, 1, 2, 2),
        1,
        missing=(8,),
        result=("BELOW", "AS"),
    ),
    "pppk": _Life(
        "Yusak Ullo",
        "busy",
        4,
        (*DAILY, 4, 3),
        kind="PPPK",
        late={5: 95},
        missing=(4, 9),
        result=("ABOVE", "ABOVE"),
    ),
    "away": _Life("Orpa Meidodga", "busy", 10, (2, 3, 4, 1), 1, missing=(11,)),
    "moved": _Life("Yosina Ayok", "busy", 9, (1, 2, 3, 2), 1, late={2: 18, 13: 7}),
    "one_punch": _Life("Lamek Indou", "quiet", 8, (2, 2, 3), 0, one_side=True),
    "young": _Life("Ruben Wonggor", "young", 14, (5, 3, 1), 1, missing=(1, 6)),
    "explained": _Life("Naftali Sayori", "busy", 11, (3, 1, 4, 2), missing=(6, 12), late={7: 61}),
    "counted": _Life("Melkias Iba", "busy", 13, (2, 5), missing=(5, 7, 9, 13)),
    "part_time": _Life(
        "Yohanis Awom", "busy", 16, (1, 4, 2), 1, kind="PPPK_PART_TIME", late={2: 51}
    ),
    "half": _Life("Marice Sroyer", "quiet", 17, (4, 1, 1), 1, late={6: 24}),
    "teacher": _Life("Selfina Ahoren", "school", 5, family="TEACHER", late={4: 33}),
    "pppk_teacher": _Life(
        "Yunus Mandacan", "school", 6, kind="PPPK", family="TEACHER", missing=(5,)
    ),
    "stated": _Life(
        "Batseba Inden", "school", 7, family="TEACHER", late={9: 12}, result=("BELOW", "BELOW")
    ),
    "principal": _Life("Lukas Kmur", "school", 4, family="PRINCIPAL", late={1: 27}),
}
KEYS = tuple(LIVES)


def make_people(cast: Cast) -> People:
    return _Maker(cast).make()


class _Maker:
    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.units = {
            "busy": make_unit("Seksi Kesiswaan", cast.agency),
            "quiet": make_unit("Seksi Sarana", cast.agency),
            "school": make_unit("SD Inpres 1 Wosi", cast.agency),
            "young": make_unit("Dinas Pertanahan", cast.instansi, kind="OPD", counts=False),
        }
        CountingStart.objects.create(unit=self.units["young"], counts_from=BEGAN_ON)
        self.heads = {key: self._head(key) for key in ("busy", "quiet", "young")}
        self.doors = {key: self._door(unit) for key, unit in self.units.items()}
        self.young_keeper = make_employee("Rosalina Iba")
        make_posting(self.young_keeper, make_position(self.units["young"]))
        make_line(self.young_keeper, self.heads["young"])
        make_grant(self.young_keeper, RoleGrant.Role.ADMIN_OPD, self.units["young"])
        self.periods = {
            "": make_period(number=4, due_on=date(2027, 1, 30)),
            "TEACHER": make_period(
                kind="SEMESTER",
                group=TEACHERS,
                number=2,
                start_on=date(2026, 7, 1),
                end_on=date(2027, 1, 1),
                due_on=date(2027, 1, 30),
                opened_at=NOON,
            ),
        }
        self.ended = {
            "": make_period(),
            "TEACHER": make_period(
                kind="SEMESTER",
                group=TEACHERS,
                number=1,
                start_on=date(2026, 1, 1),
                end_on=date(2026, 7, 1),
            ),
        }

    def make(self) -> People:
        make_terms()
        for family in ("TEACHER", "PRINCIPAL"):
            make_duty(family=family, kind="", rhythm="NONE")
        make_duty(kind="PNS")
        make_duty(kind="PPPK")
        make_duty(kind="PPPK_PART_TIME")
        people = {key: self._seat(life) for key, life in LIVES.items()}
        self.heads["school"] = people["principal"]
        found = People(self.cast)
        for key, life in LIVES.items():
            found.by_key[key] = self._person(key, life, people[key])
        self._approve()
        self._leave(found)
        self._state(found)
        asked = [
            Asked(each.pk, date(2026, 10, 1), TODAY + timedelta(1)) for each in people.values()
        ]
        derive_days(asked, by=system(TODAY), at=NOON)
        for key in ("silent", "pppk", "explained", "counted"):
            self._find(found, key)
        self._explain(found["explained"], "ACCEPT", "REFUSE")
        self._explain(found["counted"], *["REFUSE"] * 4)
        return found

    def _head(self, key: str) -> Employee:
        names = {"busy": "Rajin Warami", "quiet": "Diam Rumbobiar", "young": "Muda Dowansiba"}
        head = make_employee(names[key])
        make_posting(head, make_position(self.units[key], is_head=True))
        make_line(head, self.cast.bupati if key == "young" else self.cast.higher_superior)
        return head

    def _door(self, unit: Unit) -> Recorder:
        return make_recorder(make_site(unit, f"Kantor {unit.name}"))

    def _seat(self, life: _Life) -> Employee:
        person = make_employee(life.name, kind=life.kind)
        moved = life is LIVES["moved"]
        first = self.units["quiet"] if moved else self.units[life.unit]
        make_posting(
            person, make_position(first, family=life.family), end_on=WENT_ON if moved else None
        )
        if moved:
            make_posting(person, make_position(self.units[life.unit]), start_on=WENT_ON)
        if life is LIVES["part_time"]:
            make_person_schedule(person, "NORMAL", start_on=CONTRACT_ON)
        return person

    def _person(self, key: str, life: _Life, who: Employee) -> Person:
        superior = self.cast.higher_superior if key == "principal" else self.heads[life.unit]
        if key == "moved":
            make_line(who, self.heads["quiet"], end_on=WENT_ON)
        make_line(who, superior, start_on=WENT_ON if key == "moved" else START)
        plan = make_agreed(who, [f"Layanan {life.name}"], unit="berkas", target=life.target)
        plan.plan.revisions.update(decided_at=NOON - timedelta(300))
        self._punches(life, who)
        for day, count in zip(workdays_before(TODAY, BACK)[2:], life.reports, strict=False):
            make_report(who, plan.indicators[0], on=day, quantity=count)
        for report in Report.objects.filter(author=who).order_by("-work_on")[: life.fresh]:
            back = workdays_before(TODAY, 1)[0]
            amend(
                Report.objects.filter(pk=report.pk),
                work_on=back,
                received_at=clock.at_noon(back),
                claimed_at=clock.at_noon(back),
            )
        young = life.unit == "young"
        group = "TEACHER" if life.family in {"TEACHER", "PRINCIPAL"} else ""
        unit = self.units[life.unit]
        sheet = make_sheet(who, self.periods[group], superior=superior, unit=unit)
        result = None
        if life.result:
            result = make_sheet(who, self.ended[group], superior=superior, unit=unit)
            make_rating(result, superior, *life.result, received_at=NOON - timedelta(4))
        keeper = self.young_keeper if young else self.cast.admin_opd
        agency = self.units["young"] if young else self.cast.agency
        keepers = keeper, self.cast.personnel, self.cast.inspectorate
        return Person(key, who, superior, *keepers, agency, plan, sheet, result=result)

    def _punches(self, life: _Life, who: Employee) -> None:
        door = self.doors[life.unit]
        for back, day in enumerate(reversed(workdays_before(TODAY, BACK)), start=1):
            if back in life.missing:
                continue
            came = datetime.combine(day, IN)
            if back in life.late:
                came = datetime.combine(day, time(7, 30)) + timedelta(minutes=life.late[back])
            make_punch(who, door, came)
            if not life.one_side:
                make_punch(who, door, datetime.combine(day, OUT))
        if life not in (LIVES["away"], LIVES["half"]):
            make_punch(who, door, datetime.combine(TODAY, IN))

    def _approve(self) -> None:
        """All heads but the silent one approve; what is fresh still waits."""
        for key in ("busy", "young"):
            by = actor(self.heads[key], Role.SUPERIOR)
            yesterday = workdays_before(TODAY, 1)[0]
            waits = [row.id for row in work.waiting_reports(by)]
            old = Report.objects.filter(pk__in=waits, work_on__lt=yesterday)
            reviewing.approve_reports(list(old.values_list("pk", flat=True)), by=by, at=NOON)

    def _leave(self, found: People) -> None:
        away, half = found["away"].who, found["half"].who
        make_request(away, status="APPROVED", start_on=TODAY - timedelta(1), days=3)
        make_request(away, start_on=date(2026, 12, 7), days=2)
        make_request(half, status="APPROVED", start_on=TODAY, days=1, portion="MORNING")

    def _state(self, found: People) -> None:
        at = NOON - timedelta(3)
        by = found["principal"].who
        make_statement(
            found["stated"].who,
            found["stated"].plan.indicators[0],
            19,
            status="AGREED",
            by=by,
            at=at,
        )
        make_statement(found["pppk_teacher"].who, found["pppk_teacher"].plan.indicators[0], 11)

    def _find(self, found: People, key: str) -> None:
        person, life = found[key], LIVES[key]
        finding = make_finding(person.who)
        days = workdays_before(TODAY, BACK)[::-1]
        for back in life.missing:
            make_row(finding, days[back - 1], told=key != "silent")
        found.by_key[key] = replace(person, findings=(finding,))

    def _explain(self, person: Person, *said: str) -> None:
        """Every day is explained and decided on, the newest first."""
        (finding,) = person.findings
        rows = list(Row.objects.filter(finding=finding).order_by("-day"))
        findings.reply(finding.pk, reply_draft(*rows), by=actor(person.who), at=NOON)
        verdicts = {row.pk: verdict for row, verdict in zip(rows, said, strict=True)}
        by = actor(person.superior, Role.SUPERIOR)
        findings.decide(finding.pk, verdicts, "Sudah didengar.", by=by, at=NOON)
