"""From what a rule sees to a decision, in whatever order people act: nothing burdens anybody before
they provably knew of three days, and answered each or let its time pass."""

import os
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noken.core import clock
from noken.core.actor import Actor
from noken.discipline import services
from noken.discipline.models import Case, CaseStep
from noken.discipline.services import Handing
from noken.findings.models import Finding
from noken.findings.tests.test_sequences import ACTS, UNTOLD, World, undone
from tests.cast import Cast
from tests.world_discipline import (
    from_finding,
    make_settings,
    minutes,
    new_decision,
    new_delivery,
    new_report,
    new_summons,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FULL = os.environ.get("NOKEN_ROUNDS") == "full"
ROUNDS = settings(max_examples=400 if FULL else 10)
LEAST_DAYS = 3
"""With fewer no rung is reached."""
BURDENING = {"OPENED", "TEAM", "SUMMONED", "RELEASED", "HEARD", "NO_SHOW", "DRAFTED", "DECIDED"}
CASE_ACTS = (
    *("begin", "summon", "renew", "read", "bring", "hear", "miss", "report", "draft", "confirm"),
    *("deliver", "drop", "guide"),
)
PEOPLE = ("", "owner", "superior", "higher_superior", "peer", "personnel", "inspectorate")
"""The first is whoever decides that day."""
Move = tuple[str, int]
WAY: tuple[Move, ...] = (
    *(("detect", 0), ("ask", 0), ("open", 0), ("reply", 0), ("reply", 1), ("reply", 2)),
    *(("refuse", 0), ("refuse", 1), ("refuse", 2), ("begin", 0), ("summon", 0), ("read", 1)),
    *(("day", 0), ("hear", 0), ("report", 0), ("draft", 5), ("confirm", 2), ("confirm", 0)),
    ("deliver", 5),
)
"""How it goes when all goes well: sequences are this with acts left out and others thrown in."""
NOISE = st.tuples(st.sampled_from((*ACTS, *CASE_ACTS)), st.integers(0, 6))


@st.composite
def sequences(draw: st.DrawFn) -> list[Move]:
    moves: list[Move] = []
    for step in WAY:
        moves += draw(st.lists(NOISE, max_size=1))
        if draw(st.integers(0, 9)):
            moves.append(step)
    return moves


class Matter(World):
    """The three days of one person, and the case that may come of them."""

    def __post_init__(self) -> None:
        super().__post_init__()
        make_settings()

    def someone(self, which: int) -> Actor:
        return self.who(PEOPLE[which]) if which else self.decider

    @property
    def case(self) -> int:
        return Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def act(self, name: str, which: int) -> None:
        self.at += timedelta(minutes=1)
        before = set(CaseStep.objects.values_list("pk", flat=True))
        super().act(name, which)
        made = CaseStep.objects.exclude(pk__in=before)
        if set(made.values_list("kind", flat=True)) & BURDENING:
            self.check()
            assert self.counted() >= LEAST_DAYS
        assert not made.filter(kind__in=BURDENING, by_id=self.cast.owner.pk).exists()

    def do_begin(self, which: int) -> None:
        for finding in Finding.objects.all():
            services.open_from_findings(from_finding(finding), by=self.someone(which), at=self.at)

    def do_summon(self, which: int) -> None:
        new = new_summons(self.at + timedelta(1))
        services.summon(self.case, new, by=self.someone(which), at=self.at)

    def do_renew(self, which: int) -> None:
        new = new_summons(self.at + timedelta(1))
        services.renew_summons(self.case, new, by=self.someone(which), at=self.at)

    def do_read(self, which: int) -> None:
        services.note_summons_opened(self.case, by=self.someone(which), at=self.at)

    def do_bring(self, which: int) -> None:
        paper = Handing(on=clock.day_of(self.at), witness="Frans")
        services.hand_summons(self.case, paper, by=self.someone(which), at=self.at)

    def do_hear(self, which: int) -> None:
        services.hear(self.case, minutes(self.at), by=self.someone(which), at=self.at)

    def do_miss(self, which: int) -> None:
        services.note_missed(self.case, by=self.someone(which), at=self.at)

    def do_report(self, which: int) -> None:
        services.report(self.case, new_report("R1"), by=self.someone(which), at=self.at)

    def do_draft(self, which: int) -> None:
        services.draft(self.case, new_decision("R1"), by=self.someone(which), at=self.at)

    def do_confirm(self, which: int) -> None:
        services.confirm(self.case, "Manokwari", by=self.someone(which), at=self.at)

    def do_deliver(self, which: int) -> None:
        done = new_delivery(clock.day_of(self.at))
        services.deliver(self.case, done, by=self.someone(which), at=self.at)

    def do_drop(self, which: int) -> None:
        services.drop(self.case, "Sudah jelas.", by=self.someone(which), at=self.at)

    def do_guide(self, which: int) -> None:
        services.guide(self.case, "Dibicarakan.", by=self.someone(which), at=self.at)


@ROUNDS
@given(sequences())
def test_nothing_burdens_before_the_person_was_heard(cast: Cast, moves: list[Move]) -> None:
    with undone():
        matter = Matter(cast)
        for name, which in moves:
            matter.act(name, which)


@ROUNDS
@given(st.lists(st.tuples(st.sampled_from((*UNTOLD, *CASE_ACTS)), st.integers(0, 6)), max_size=20))
def test_a_finding_nobody_opened_becomes_no_case(cast: Cast, moves: list[Move]) -> None:
    with undone():
        matter = Matter(cast)
        for name, which in [("detect", 0), ("ask", 0), *moves, ("week", 0), ("lapse", 0)]:
            matter.act(name, which)
        assert not Case.objects.exists()


def test_the_way_that_goes_well_ends_with_a_delivered_decision(cast: Cast) -> None:
    with undone():
        matter = Matter(cast)
        for name, which in WAY:
            matter.act(name, which)
        assert Case.objects.get().status == "DELIVERED"
