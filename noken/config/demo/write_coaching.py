"""Coaching talks and levels of supervision of the sample, done through the services.

The team that the sample shows first has a talk of every stage; elsewhere some dozens have ended,
so that the page of what works has figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import cycle

from noken.coaching import queries, services
from noken.coaching.models import Talk
from noken.coaching.rules import flow
from noken.coaching.rules.terms import Terms
from noken.coaching.services import Agenda, NewAgreement, NewClose, NewTerms, Result
from noken.config.demo.coaching_words import GOOD, LATE, REPORTS, WORK, Speaker, Topic
from noken.config.demo.people import Staffing
from noken.core import clock
from noken.core.actor import Actor, Role, system
from noken.core.uuid7 import uuid7
from noken.notices.models import Notice
from noken.organization import queries as organization

TEAM, KEEPER, SIGNER = "DISDIK-BID1", "Hendrik Mambor", "Yan Piet Mosyoi Sawaki"
SOURCE = "Contoh: bukan peraturan sungguhan"
TERMS = Terms(clean_months=2, source=SOURCE)
SIGNED_DAYS, ELSEWHERE = 150, 44
WHY_CLOSE = "Sepuluh hari kerja laporan tidak masuk dan dua pesan saya tidak dijawab."


def write_coaching(staffing: Staffing, at: datetime) -> None:
    """After attendance and reports are there, for what is looked at together comes from them."""
    names = {worker.id: worker.identity.name for worker in staffing.workers}
    by_name = {worker.identity.name: worker.id for worker in staffing.workers}
    heads = {worker.id for worker in staffing.workers if worker.is_head}
    team = sorted(
        worker.id
        for worker in staffing.workers
        if worker.unit.key == TEAM and worker.id not in heads and worker.standing == "ACTIVE"
    )
    writer = _Writer(names, at)
    writer.terms(by_name[KEEPER], by_name[SIGNER])
    writer.team(team)
    others = [
        worker.id
        for worker in staffing.workers
        if worker.unit.key != TEAM and not worker.is_head and worker.standing == "ACTIVE"
    ]
    writer.elsewhere(others[:: max(1, len(others) // ELSEWHERE)])
    services.relax_due(by=system(clock.day_of(at)), at=at)
    writer.close(team[-1])
    Notice.objects.filter(kind__startswith="Talk", at__lt=at - timedelta(7)).update(
        read_at=at - timedelta(6)
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """How far a talk goes: to `end`, met `ahead` days after it was opened, checked `days` later."""

    end: str
    outcome: str = ""
    days: int = 14
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes as the people would have; `names` are those of all workers."""

    names: dict[int, str]
    at: datetime
    speaker: Speaker = field(default_factory=Speaker)

    def terms(self, keeper: int, signer: int) -> None:
        """Signed long ago by two people, as fictional."""
        at = self.at - timedelta(SIGNED_DAYS)
        by = self._actor(keeper, Role.PERSONNEL, at)
        row = services.propose_terms(NewTerms(TERMS, clock.day_of(at)), by=by, at=at)
        services.sign_terms(row.pk, "Untuk contoh.", by=by, at=at)
        services.sign_terms(row.pk, "Untuk contoh.", by=self._actor(signer, Role.LEADER, at), at=at)

    def team(self, people: Sequence[int]) -> None:
        """A second talk that is being held, one to come, two to check, one asked for."""
        held, coming, checked, due, *rest = people
        first = self.talk(held, self.at - timedelta(16), _Way(flow.DONE, "PARTLY", 13))
        if first is not None:
            second = Talk.objects.get(series=first.series, number=2)
            self._hold(second, _Way(flow.TALKING), self.at)
        self.talk(coming, self.at, _Way(flow.AGENDA, ahead=2))
        self.talk(checked, self.at - timedelta(6), _Way(flow.AGREED, days=12))
        self.talk(due, self.at - timedelta(14), _Way(flow.OFFERED))
        for person in rest[:1]:
            words = "Saya ingin bertanya tentang jadwal kunjungan bulan depan."
            asking = self._actor(person, Role.SELF, self.at)
            if self._coach(person, self.at):
                services.ask_for_talk(uuid7(self.at), words, by=asking, at=self.at)

    def elsewhere(self, people: Sequence[int]) -> None:
        outcomes = cycle(("IMPROVED", "IMPROVED", "PARTLY", "IMPROVED", "NOT_YET"))
        for place, person in enumerate(people):
            began = self.at - timedelta(30 + place % 60)
            self.talk(person, began, _Way(flow.DONE, next(outcomes)), place)

    def close(self, person: int) -> None:
        coach = self._coach(person, self.at)
        if coach is not None:
            last_on = clock.day_of(self.at) + timedelta(40)
            services.tighten(person, NewClose(WHY_CLOSE, last_on), by=coach, at=self.at)

    def talk(self, person: int, at: datetime, way: _Way, place: int = 0) -> Talk | None:
        """Opened at an instant, and as far as its way goes."""
        coach = self._coach(person, at)
        if coach is None:
            return None
        offers = queries.new_page(coach, person, at).offers
        topic = self.speaker.topic({offer.key: offer.is_good for offer in offers})
        agenda = Agenda(
            key=uuid7(at),
            meet_on=clock.day_of(at) + timedelta(way.ahead),
            meet_at=time(9 + place % 6),
            place="ruang kepala bidang",
            facts=[offer.key for offer in offers[:3]],
            words=self.speaker.say(GOOD),
            measure=topic.measure,
        )
        talk = services.arrange_talk(person, agenda, by=coach, at=at)
        if way.end != flow.AGENDA:
            self._hold(talk, way, at)
        return talk

    def _hold(self, talk: Talk, way: _Way, at: datetime) -> None:
        coach = self._coach(talk.employee_id, at)
        if coach is None:
            return
        person = self._actor(talk.employee_id, Role.SELF, at)
        if (talk.meet_on or clock.day_of(at)) > clock.day_of(at):
            return
        services.begin_talk(talk.pk, by=coach, at=at)
        topic = next(each for each in (LATE, REPORTS, WORK) if each.measure == talk.measure)
        said, helps = self.speaker.say(topic.said), self.speaker.say(topic.helps)
        services.write_note(talk.pk, said, share=True, by=person, at=at)
        services.write_note(talk.pk, helps, share=True, by=coach, at=at)
        for new in self._changes(topic, clock.day_of(at)):
            services.add_agreement(talk.pk, new, by=coach, at=at)
        if way.end == flow.TALKING:
            return
        services.offer(talk.pk, clock.day_of(at) + timedelta(way.days), by=coach, at=at)
        if way.end == flow.OFFERED:
            return
        services.answer_offer(talk.pk, agrees=True, by=person, at=at)
        if way.end == flow.DONE:
            self._check(talk, at + timedelta(way.days), way.outcome)

    def _check(self, talk: Talk, at: datetime, outcome: str) -> None:
        coach = self._coach(talk.employee_id, at)
        if coach is None or coach.employee_id != talk.coach_id:
            return
        next_on = min(clock.day_of(at) + timedelta(3), clock.day_of(self.at))
        result = Result(outcome, max(next_on, clock.day_of(at)), time(10))
        person = self._actor(talk.employee_id, Role.SELF, at)
        services.weigh_talk(talk.pk, outcome, by=person, at=min(at, self.at))
        services.check_talk(talk.pk, result, by=coach, at=min(at, self.at))

    def _changes(self, topic: Topic, day: date) -> Iterator[NewAgreement]:
        for promises in (topic.own, topic.coach):
            side, kind, text, seen = self.speaker.promise(promises)
            yield NewAgreement(
                side=side,
                kind=kind,
                text=text,
                until_on=day + timedelta(10),
                measured_by=seen,
            )

    def _coach(self, person: int, at: datetime) -> Actor | None:
        superior = organization.superiors([person], clock.day_of(at)).get(person)
        return self._actor(superior, Role.SUPERIOR, at) if superior else None

    def _actor(self, person: int, role: Role, at: datetime) -> Actor:
        roles = frozenset({Role.SELF, role})
        on = clock.day_of(at)
        return Actor(person, person, role, roles, on, name=self.names[person])
