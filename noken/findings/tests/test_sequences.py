"""Whatever people and the programme do, in whatever order: nothing counts before an answer that was
refused, or a deadline that passed after a proven notice."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from noken.calendars.models import Disruption, Holiday
from noken.calendars.queries import Touched
from noken.core import clock
from noken.core.actor import Actor, system
from noken.core.errors import Refused
from noken.findings import queries, services
from noken.findings.models import Finding, Reply, Row
from noken.findings.ports import Asked, Hit, Hits, away_of, hits_of
from noken.findings.rules import flow
from noken.findings.rules.deadlines import SATURDAY
from noken.findings.services import Handing
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_findings import make_card, make_terms, reply_draft

pytestmark = pytest.mark.django_db
DAYS = tuple(date(2026, 11, day) for day in (16, 17, 18))
REPLY_WORKDAYS = 3
UNTOLD = (
    *("detect", "ask", "lapse", "outage", "holiday", "leave", "rest", "alert"),
    *("day", "week", "excuse"),
)
HEARD = (
    *("reply", "refuse", "proof", "reconsider", "lapse", "outage", "holiday", "leave"),
    *("week", "day"),
)
ACTS = (*UNTOLD, "open", "hand", "paper", "reply", "accept", "refuse", "proof", "reconsider")
FEW = settings(max_examples=400 if os.environ.get("NOKEN_ROUNDS") == "full" else 12)


@contextmanager
def undone() -> Iterator[None]:
    """Each example leaves nothing behind."""
    wired, away = hits_of._answers, away_of._answers
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    hits_of.connect(wired)
    away_of.connect(away)


@dataclass
class World:
    """One person with three days that a rule sees; `act` does something, whether it may or not."""

    cast: Cast
    at: datetime = NOON
    excused: set[date] = field(default_factory=set)
    away: list[tuple[int, date, date]] = field(default_factory=list)

    def __post_init__(self) -> None:
        make_terms(reply_workdays=REPLY_WORKDAYS)
        make_card()
        hits_of.connect([self.see])
        away_of.connect([lambda _people, _since: self.away])

    def see(self, asked: Asked) -> Hits | None:
        if asked.code != "HDR-03":
            return None
        person = self.cast.owner.pk
        return Hits(
            rows=[
                Hit(person, "2026", day.isoformat(), day, Decimal(1), {})
                for day in DAYS
                if day not in self.excused
            ]
        )

    @property
    def system(self) -> Actor:
        return system(clock.day_of(self.at))

    def who(self, name: str) -> Actor:
        return actor(getattr(self.cast, name), on=clock.day_of(self.at))

    @property
    def decider(self) -> Actor:
        on = clock.day_of(self.at)
        acting = on < date(2026, 11, 28)
        return self.who("acting_superior" if acting else "superior")

    def rows(self, *states: str) -> list[Row]:
        rows = Row.objects.select_related("finding").order_by("pk")
        return [row for row in rows if not states or row.state in states]

    def act(self, name: str, which: int) -> None:
        with suppress(Refused):
            getattr(self, f"do_{name}")(which)

    def do_detect(self, _which: int) -> None:
        services.run_cards(codes=["HDR-03"], by=self.system, at=self.at)
        again = services.run_cards(codes=["HDR-03"], by=self.system, at=self.at)
        assert [(each.findings, each.rows, each.cleared) for each in again] == [(0, 0, 0)]

    def do_ask(self, _which: int) -> None:
        services.ask_due(by=self.system, at=self.at)
        assert services.ask_due(by=self.system, at=self.at) == 0

    def do_lapse(self, _which: int) -> None:
        services.lapse_due(by=self.system, at=self.at)

    def do_rest(self, _which: int) -> None:
        services.rest_cards(by=self.system, at=self.at)

    def do_alert(self, _which: int) -> None:
        services.alert_near(by=self.system, at=self.at)

    def do_day(self, _which: int) -> None:
        self.at += timedelta(1)

    def do_week(self, _which: int) -> None:
        self.at += timedelta(7)

    def do_excuse(self, which: int) -> None:
        before = self.counted()
        self.excused.add(DAYS[which % 3])
        services.run_cards(codes=["HDR-03"], by=self.system, at=self.at)
        assert self.counted() <= before

    def do_outage(self, which: int) -> None:
        start = clock.start_of(clock.day_of(self.at) + timedelta(which - 2))
        Disruption.objects.create(
            start_at=start,
            end_at=start + timedelta(1),
            what="Putus",
            proof="Catatan",
            recorded_at=self.at,
        )
        day = clock.day_of(start)
        self.move(Touched(day, day, None, "gangguan"))

    def do_holiday(self, which: int) -> None:
        day = clock.day_of(self.at) + timedelta(which - 2)
        Holiday.objects.get_or_create(day=day, kind=Holiday.Kind.LOCAL, name="Libur daerah")
        self.move(Touched(day, day, None, "perubahan hari libur"))

    def do_leave(self, which: int) -> None:
        """Three days, some of them over already."""
        person, first = self.cast.owner.pk, clock.day_of(self.at) + timedelta(which - 3)
        self.away.append((person, first, first + timedelta(3)))
        last = first + timedelta(2)
        self.move(Touched(first, last, None, "cuti atau dinas", frozenset({person})))

    def move(self, days: Touched) -> None:
        """No day that was said comes earlier."""
        before = {row.pk: row for row in self.rows()}
        services.move_deadlines(days, by=self.system, at=self.at)
        for row in self.rows():
            for due in ("reply_by", "decide_by", "proof_by"):
                said = getattr(before[row.pk], due)
                assert said is None or getattr(row, due) >= said

    def do_open(self, _which: int) -> None:
        for finding in Finding.objects.all():
            services.note_opened(finding.pk, by=self.who("owner"), at=self.at)

    def do_hand(self, _which: int) -> None:
        self.hand(clock.day_of(self.at))

    def do_paper(self, which: int) -> None:
        """Recorded days after the paper was handed over."""
        self.hand(clock.day_of(self.at) - timedelta(which * 2))

    def hand(self, on: date) -> None:
        for finding in Finding.objects.all():
            services.hand_over(
                finding.pk, Handing(on, "Frans"), by=self.who("personnel"), at=self.at
            )

    def do_reply(self, which: int) -> None:
        """Each time something new. What was refused stops counting for it once, then never."""
        for row in self.rows()[which % 3 :][:1]:
            before = self.counted()
            draft = reply_draft(row, text=f"Hal {Reply.objects.count()}.")
            services.reply(row.finding_id, draft, by=self.who("owner"), at=self.at)
            counts = row.state == flow.REFUSED and row.heard_again
            stopped = row.state in flow.COUNTING and not counts
            assert self.counted() == before - stopped
            row.refresh_from_db()
            assert (row.state == flow.REFUSED) == counts

    def do_accept(self, which: int) -> None:
        self.decide("ACCEPT", which)

    def do_refuse(self, which: int) -> None:
        self.decide("REFUSE", which)

    def do_proof(self, which: int) -> None:
        self.decide("ASK_PROOF", which)

    def decide(self, verdict: str, which: int) -> None:
        for row in self.rows()[which % 3 :][:1]:
            verdicts = {row.pk: verdict}
            services.decide(row.finding_id, verdicts, "Didengar.", by=self.decider, at=self.at)

    def do_reconsider(self, which: int) -> None:
        for row in self.rows()[which % 3 :][:1]:
            before = self.counted()
            services.reconsider(row.pk, "Surat datang.", by=self.decider, at=self.at)
            assert self.counted() == before - 1

    def counted(self) -> Decimal:
        facts = queries.facts_of([finding.pk for finding in Finding.objects.all()])
        return sum((each.counted for each in facts.values()), Decimal(0))

    def check(self) -> None:
        """What holds after every act."""
        today = clock.day_of(self.at)
        counting = self.rows(*flow.COUNTING)
        assert self.counted() == len(counting)
        for row in counting:
            assert row.told_at is not None
            assert row.finding.deliveries.exists()
            if row.state == flow.LAPSED:
                assert row.reply_by is not None
                assert row.reply_by < today
                assert self.own_days(row, today) >= REPLY_WORKDAYS
            else:
                assert row.replies.exists()
                assert row.decided_by_id != row.finding.employee_id

    def own_days(self, row: Row, today: date) -> int:
        """Workdays of theirs since the notice was recorded as proven, without today."""
        asked_at = row.asked_at or row.raised_at
        recorded = min(each.at for each in row.finding.deliveries.all() if each.at >= asked_at)
        off = set(Holiday.objects.values_list("day", flat=True))
        day, found = clock.day_of(recorded) + timedelta(1), 0
        while day < today:
            away = any(first <= day < after for _person, first, after in self.away)
            found += day.weekday() < SATURDAY and day not in off and not away
            day += timedelta(1)
        return found


@FEW
@given(
    st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), min_size=4, max_size=14),
)
def test_nothing_counts_without_a_refused_answer_or_a_deadline_after_a_proven_notice(
    cast: Cast, acts: list[tuple[str, int]]
) -> None:
    with undone():
        world = World(cast)
        for name, which in [("detect", 0), ("ask", 0), *acts]:
            world.act(name, which)
            world.check()


@FEW
@given(st.lists(st.tuples(st.sampled_from(UNTOLD), st.integers(0, 5)), max_size=14))
def test_a_notice_nobody_ever_opened_leads_to_nothing(
    cast: Cast, acts: list[tuple[str, int]]
) -> None:
    with undone():
        world = World(cast)
        for name, which in [("detect", 0), ("ask", 0), *acts, ("week", 0), ("lapse", 0)]:
            world.act(name, which)
            assert not world.rows(*flow.COUNTING)
        assert world.counted() == 0


@FEW
@given(st.permutations([*("open", "reply", "week", "lapse", "refuse", "outage", "day")]))
def test_while_the_superior_is_silent_an_answer_does_not_count(cast: Cast, acts: list[str]) -> None:
    with undone():
        world = World(cast)
        for name in ["detect", "ask", *acts]:
            world.act(name, 0)
            replied = world.rows(flow.REPLIED)
            assert world.counted() <= len(world.rows()) - len(replied)


@FEW
@given(st.lists(st.sampled_from(HEARD), max_size=14))
def test_what_was_refused_stops_counting_for_an_answer_once(cast: Cast, acts: list[str]) -> None:
    with undone():
        world = World(cast)
        turns, before = 0, ""
        for name in ["detect", "ask", "reply", "refuse", "reply", *acts]:
            world.act(name, 0)
            world.check()
            state = next((row.state for row in world.rows()), "")
            turns += (before, state) == (flow.REFUSED, flow.REPLIED)
            before = state
        assert turns == 1
