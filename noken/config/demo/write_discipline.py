"""Discipline in the sample, done through the services: the settings signed off, and a case at each
stage of its way. Names and sources are made up.

Each begins with a breach that the direct superior wrote down, is told and answered first, and is
decided by somebody else than who wrote it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from noken.attendance.models import Day
from noken.calendars import queries as calendars
from noken.config.demo.discipline_tales import OF_THE_TOUR, TALES, Tale
from noken.config.demo.people import Staffing
from noken.config.demo.write_cards import AGREED, FICTIONAL
from noken.core import clock
from noken.core.actor import Actor, Role, system
from noken.core.periods import in_force
from noken.core.uuid7 import uuid7
from noken.discipline import services
from noken.discipline.models import Case
from noken.discipline.queries.chain import chain_of, target_of
from noken.discipline.queries.matrix import matrix_on
from noken.discipline.rules import authority, terms
from noken.discipline.services import (
    AppealDraft,
    FromBreach,
    Minutes,
    NewDecision,
    NewDelivery,
    NewMatrix,
    NewMedium,
    NewReport,
    NewSummons,
    NewTerms,
    ReplyDraft,
)
from noken.notices.models import Notice
from noken.organization.models import ReportingLine
from noken.regulations.discipline import deadlines, sanctions, usual_authority

KEEPER, LEADER, SUPERIOR = "Hendrik Mambor", "Yan Piet Mosyoi Sawaki", "Yohana Saiba"
TOUR = ("Daud Iba", "Maria Wanggai")
ARTICLE, SANCTION = "PP 94/2021 Pasal 4 huruf f", "R2"
AWAY = (Day.Status.LEAVE, Day.Status.SICK, Day.Status.DUTY, Day.Status.TRAINING)
HEALTH = ("Apakah Saudara hari ini sehat dan bersedia diperiksa?", "Sehat dan bersedia.")


@dataclass(frozen=True, slots=True)
class _People:
    """Whom a case is about, and who wrote it down."""

    employee_id: int
    superior_id: int


def write_discipline(staffing: Staffing, workdays: Sequence[date], at: datetime) -> None:
    """When people, lines and days are there."""
    names = {worker.identity.name: worker.id for worker in staffing.workers}
    keeper, leader = names[KEEPER], names[LEADER]
    _settle(keeper, leader, workdays[0] - timedelta(3))
    apart = {names[name] for name in TOUR} | {keeper, leader}
    shown = _present(apart, workdays, superior_id=names[SUPERIOR])
    others = _present({*apart, names[SUPERIOR]}, workdays)
    for number, (tale, people) in enumerate(_cast(shown, others)):
        _Way(tale, people, keeper, workdays, 1031 + 12 * number).go()
    old = Notice.objects.filter(url__startswith="/perkara/", at__lt=at - timedelta(5))
    old.update(read_at=at - timedelta(4))


def _cast(shown: Iterator[_People], others: Iterator[_People]) -> Iterator[tuple[Tale, _People]]:
    """Each tale with people of its own; the tour sees the first."""
    yield from zip((OF_THE_TOUR,), shown, strict=False)
    yield from zip(TALES, others, strict=False)


def _settle(keeper: int, leader: int, on: date) -> None:
    """Days, matrix and medium kinds as they usually are, signed off before the first day."""
    at, by = clock.at_noon(on), _official(keeper, Role.PERSONNEL, on)
    signers = (by, _official(leader, Role.LEADER, on))
    usual = terms.usual(deadlines())
    days = {name: getattr(usual, name) for name in services.MOST}
    proposed = services.propose_terms(
        NewTerms(days=days, start_on=on, source=FICTIONAL), by=by, at=at
    )
    cells = authority.usual(usual_authority())
    matrix = services.propose_matrix(
        NewMatrix(cells=cells, start_on=on, source=FICTIONAL), by=by, at=at
    )
    codes = [code for code, each in sanctions().items() if each.level == "SEDANG"]
    medium = services.propose_medium(
        NewMedium(codes=codes, start_on=on, source=FICTIONAL), by=by, at=at
    )
    for signer in signers:
        services.sign_medium(medium.pk, AGREED, by=signer, at=at)
        services.sign_terms(proposed.pk, AGREED, by=signer, at=at)
        services.sign_matrix(matrix.pk, AGREED, by=signer, at=at)


def _present(
    apart: set[int], workdays: Sequence[date], *, superior_id: int | None = None
) -> Iterator[_People]:
    """PNS whom an official is competent for, at work before the first case and never away since:
    one of each superior, then the others. The same every time."""
    since = workdays[-2 - TALES[0].back]
    lines = ReportingLine.objects.filter(
        in_force(since),
        in_force(workdays[-1]),
        employee__kind="PNS",
        superior__isnull=False,
        basis=ReportingLine.Basis.STRUCTURE,
        via__kind__in=["DIVISION", "SUBDIVISION", "SECTION"],
    )
    if superior_id is not None:
        lines = lines.filter(superior_id=superior_id)
    away = Day.objects.filter(day__gte=since, status__in=AWAY)
    came = Day.objects.filter(day=since, status=Day.Status.PRESENT)
    found = lines.exclude(employee_id__in=apart).exclude(superior_id__in=apart - {superior_id})
    pairs = list(
        found.filter(employee_id__in=came.values("employee_id"))
        .exclude(employee_id__in=away.values("employee_id"))
        .order_by("employee_id")
        .values_list("employee_id", "superior_id")
    )
    first = {superior: employee for employee, superior in reversed(pairs)}
    ahead = sorted((employee, superior) for superior, employee in first.items())
    taken = {employee for employee, _superior in ahead}
    rest = [pair for pair in pairs if pair[0] not in taken]
    everybody = (_People(*pair) for pair in [*ahead, *rest])
    yield from (people for people in everybody if _has_official(people, since))


def _has_official(people: _People, on: date) -> bool:
    least = matrix_on(on).cells[target_of(people.employee_id, on), "RINGAN"]
    barred = {people.employee_id, people.superior_id}
    return authority.competent(chain_of(people.employee_id, on), least, barred) is not None


@dataclass(frozen=True, slots=True)
class _Way:
    """One case on its way, a workday or two between its steps. `number` is of its first letter."""

    tale: Tale
    people: _People
    keeper: int
    workdays: Sequence[date]
    number: int

    def go(self) -> None:
        """As far as the tale says."""
        row, stage = self._written(), self.tale.stage
        if stage == "SUSPECTED":
            return
        self._answered(row)
        if stage in {"DROPPED", "GUIDANCE_ONLY"}:
            end = services.drop if stage == "DROPPED" else services.guide
            end(row.pk, self.tale.considering, by=self._superior(2), at=self._noon(2))
            return
        self._summoned(row, 1, 5 if stage == "SUMMONED_1" else 2)
        if stage == "SUMMONED_1":
            return
        self._opened(row, 1)
        if stage in {"SUMMONED_2", "NO_SHOW"}:
            self._missed(row)
            return
        self._heard(row)
        if stage != "EXAMINED":
            self._reported(row)

    def _written(self) -> Case:
        """Written down by the superior after a day on which the person was there, and told."""
        came = Day.objects.filter(employee=self.people.employee_id, status=Day.Status.PRESENT)
        happened = came.filter(day__lt=self._day(0)).latest("day").day
        new = FromBreach(
            employee_id=self.people.employee_id,
            breach=self.tale.breach,
            article=ARTICLE,
            source=self.tale.source,
            place="Kantor",
            first_on=happened,
            last_on=happened,
            impact="UNIT",
        )
        return services.open_from_breach(new, by=self._superior(0), at=self._noon(0, -4))

    def _answered(self, row: Case) -> None:
        at = self._noon(0, -2)
        services.note_opened(row.pk, by=self._own(0), at=self._noon(0, -3))
        said = ReplyDraft(key=uuid7(at), text=self.tale.answer)
        services.reply(row.pk, said, by=self._own(0), at=at)

    def _summoned(self, row: Case, after: int, ahead: int) -> None:
        """Called for a day that may be still to come."""
        on = self._day(after)
        hear_at = clock.at_noon(calendars.add_workdays(on, ahead)) - timedelta(hours=2)
        number = f"800/{self.number + after}"
        new = NewSummons(number=number, hear_at=hear_at, place="Ruang rapat bidang")
        services.summon(row.pk, new, by=self._superior(after), at=self._noon(after, 3))

    def _opened(self, row: Case, after: int) -> None:
        services.note_summons_opened(row.pk, by=self._own(after), at=self._noon(after, 4))

    def _missed(self, row: Case) -> None:
        """Nobody came; called again, and in one case missed again."""
        self._summoned(row, 4, 3)
        if self.tale.stage == "NO_SHOW":
            self._opened(row, 4)
            services.note_missed(row.pk, by=self._superior(8), at=self._noon(8))

    def _heard(self, row: Case) -> None:
        held = Minutes(
            held_at=self._noon(3, -2),
            place="Ruang rapat bidang",
            article=ARTICLE,
            questions=(HEALTH, (self.tale.question, self.tale.heard)),
        )
        services.hear(row.pk, held, by=self._superior(3), at=self._noon(3))

    def _reported(self, row: Case) -> None:
        report = NewReport(
            number=f"800/{self.number + 6}",
            breach=row.breach,
            when="Satu hari pada bulan ini",
            place="Kantor",
            impact="UNIT",
            impact_text=self.tale.impact,
            mitigating=self.tale.mitigating,
            sanction=SANCTION,
        )
        services.report(row.pk, report, by=self._superior(4), at=self._noon(4))
        if self.tale.considering:
            self._decided(row)

    def _decided(self, row: Case) -> None:
        new = NewDecision(
            sanction=SANCTION,
            number=f"800/{self.number + 7}",
            considering=self.tale.considering,
            article=ARTICLE,
            impact=self.tale.impact,
            mitigating=self.tale.mitigating,
        )
        by = _official(self.keeper, Role.PERSONNEL, self._day(5))
        made = services.draft(row.pk, new, by=by, at=self._noon(5))
        if self.tale.stage == "DRAFTED":
            return
        official = _official(made.official_id, Role.SUPERIOR, self._day(6))
        services.confirm(row.pk, "Manokwari", by=official, at=self._noon(6))
        if self.tale.stage != "DECIDED":
            self._delivered(row)

    def _delivered(self, row: Case) -> None:
        on = self._day(7)
        new = NewDelivery(
            way="HANDED",
            on=on,
            place="Ruang BKPSDM",
            receiver="Pegawai yang bersangkutan",
            witness="Kepala subbagian umum",
        )
        by = _official(self.keeper, Role.PERSONNEL, on)
        services.deliver(row.pk, new, by=by, at=self._noon(7))
        if self.tale.stage == "APPEALED":
            self._appealed(row)
        elif self.tale.stage == "IN_FORCE":
            force = row.decisions.get(decided_at__isnull=False).in_force_on or on
            services.enter_into_force(by=system(force), at=clock.at_noon(force))

    def _appealed(self, row: Case) -> None:
        at = self._noon(11)
        text = "Hukumannya terlalu berat: kendaraan saya kembalikan hari itu juga."
        draft = AppealDraft(key=uuid7(at), text=text)
        services.appeal(row.pk, draft, by=self._own(11), at=at)

    def _day(self, after: int) -> date:
        return self.workdays[-1 - self.tale.back + after]

    def _noon(self, after: int, hours: int = 0) -> datetime:
        return clock.at_noon(self._day(after)) + timedelta(hours=hours)

    def _superior(self, after: int) -> Actor:
        return _official(self.people.superior_id, Role.SUPERIOR, self._day(after))

    def _own(self, after: int) -> Actor:
        person, on = self.people.employee_id, self._day(after)
        return Actor(person, person, Role.SELF, frozenset({Role.SELF}), on)


def _official(employee_id: int, role: Role, on: date) -> Actor:
    return Actor(employee_id, employee_id, role, frozenset({Role.SELF, role}), on)
