"""Random sequences of acts: whatever anybody tries in whatever order, no step that burdens is ever
taken without a proven notice and a reply or its lapsed days, and roles stay apart."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from noken.core import clock
from noken.core.errors import Refused
from noken.discipline import services
from noken.discipline.models import Case, CaseStep
from noken.discipline.services import ExcuseDraft, Handing, ReplyDraft
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_discipline import (
    from_breach,
    from_finding,
    make_counting,
    make_settings,
    minutes,
    more_breach,
    new_decision,
    new_delivery,
    new_key,
    new_report,
    new_summons,
)

pytestmark = pytest.mark.django_db
Act = Callable[[int, Any, datetime], object]
BURDENING = {
    *("TEAM", "SUMMONED", "RELEASED", "HEARD", "NO_SHOW", "DRAFTED", "DECIDED", "DELIVERED"),
}
ACTS: dict[str, Act] = {
    "hand_over": lambda pk, by, at: services.hand_over(
        pk, Handing(on=clock.day_of(at), witness="Frans"), by=by, at=at
    ),
    "reply": lambda pk, by, at: services.reply(
        pk, ReplyDraft(key=new_key(at), text="Saya sakit."), by=by, at=at
    ),
    "open": lambda pk, by, at: services.note_opened(pk, by=by, at=at),
    "summon": lambda pk, by, at: services.summon(pk, new_summons(at + timedelta(1)), by=by, at=at),
    "renew": lambda pk, by, at: services.renew_summons(
        pk, new_summons(at + timedelta(1)), by=by, at=at
    ),
    "read": lambda pk, by, at: services.note_summons_opened(pk, by=by, at=at),
    "excuse": lambda pk, by, at: services.state_excuse(
        pk, ExcuseDraft(key=new_key(at), text="Saya sakit."), by=by, at=at
    ),
    "decline": lambda pk, by, at: services.decline_excuse(pk, "Hadir di kantor.", by=by, at=at),
    "hear": lambda pk, by, at: services.hear(pk, minutes(at), by=by, at=at),
    "miss": lambda pk, by, at: services.note_missed(pk, by=by, at=at),
    "report": lambda pk, by, at: services.report(pk, new_report("R1"), by=by, at=at),
    "draft": lambda pk, by, at: services.draft(pk, new_decision("R1"), by=by, at=at),
    "confirm": lambda pk, by, at: services.confirm(pk, "Manokwari", by=by, at=at),
    "deliver": lambda pk, by, at: services.deliver(
        pk, new_delivery(clock.day_of(at)), by=by, at=at
    ),
    "accuse": lambda pk, by, at: services.add_breach(pk, more_breach(), by=by, at=at),
}
PEOPLE = (
    *("owner", "acting_superior", "superior", "higher_superior", "peer", "personnel"),
    *("inspectorate", "former_superior"),
)
Move = tuple[str, str, int]
WAY: tuple[Move, ...] = (
    *(("open", "owner", 0), ("reply", "owner", 0), ("summon", "acting_superior", 0)),
    *(("read", "owner", 0), ("hear", "acting_superior", 1), ("report", "acting_superior", 0)),
    *(("draft", "personnel", 0), ("confirm", "superior", 0), ("confirm", "acting_superior", 0)),
    ("deliver", "personnel", 0),
)
"""How it goes when all goes well: sequences are this with acts left out and others thrown in."""
NOISE = st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(PEOPLE), st.integers(0, 2))


@st.composite
def sequences(draw: st.DrawFn) -> list[Move]:
    moves: list[Move] = []
    for step in WAY:
        moves += draw(st.lists(NOISE, max_size=2))
        if draw(st.integers(0, 7)):
            moves.append(step)
    return moves


QUICK = settings(max_examples=300 if os.environ.get("NOKEN_ROUNDS") == "full" else 8)


class _Undo(Exception):
    """Ends one example without a trace."""


def play(cast: Cast, row: Case, moves: list[Move], never: frozenset[str]) -> None:
    """Everybody tries what comes; who is refused is refused."""
    at = NOON
    for name, person, days in moves:
        at += timedelta(days, minutes=1)
        if name in never:
            continue
        by = actor(getattr(cast, person), on=clock.day_of(at))
        with suppress(Refused), transaction.atomic():
            ACTS[name](row.pk, by, at)


def lawful(row: Case) -> None:
    """What must hold after any sequence."""
    row = Case.objects.get(pk=row.pk)
    kinds = list(row.steps.order_by("at", "pk").values_list("kind", "by", "at"))
    burdens = [at for kind, _by, at in kinds if kind in BURDENING]
    asking = {"ACCUSED"} | ({"OPENED"} if row.origin == Case.Origin.BREACH else set())
    asked = [at for kind, _by, at in kinds if kind in asking]
    for burden in burdens:
        since = max((at for at in asked if at <= burden), default=None)
        if since is None:
            continue
        told = [at for kind, _by, at in kinds if kind == "TOLD" and since <= at <= burden]
        assert told
        answered = row.replies.filter(at__gte=since, at__lte=burden).exists()
        assert answered or clock.day_of(burden) > clock.day_of(told[-1]) + timedelta(3)
    assert all(by != row.employee_id for kind, by, _at in kinds if kind in BURDENING)
    for made in row.decisions.all():
        assert made.official_id not in {row.employee_id, made.drafted_by_id}
        if row.origin == Case.Origin.BREACH:
            assert made.official_id != row.opened_by_id
        assert made.official_id not in {by for kind, by, _at in kinds if kind == "ACCUSED"}
    if row.status == "NO_SHOW":
        for each in row.summonses.filter(is_void=False):
            assert each.told_on
            assert each.told_at is None or each.told_at <= each.hear_at
            assert not each.excuse or each.excuse_answer or each.ordinal == 2
    assert CaseStep.objects.filter(case=row).count() == len(kinds)


@QUICK
@given(sequences())
def test_a_breach_never_burdens_before_the_person_was_heard(cast: Cast, moves: list[Move]) -> None:
    with suppress(_Undo), transaction.atomic():
        make_settings()
        by = actor(cast.acting_superior)
        row = services.open_from_breach(from_breach(cast.owner), by=by, at=NOON)
        play(cast, row, moves, frozenset())
        lawful(row)
        raise _Undo


@QUICK
@given(sequences())
def test_a_notice_that_nobody_opened_leads_nowhere(cast: Cast, moves: list[Move]) -> None:
    with suppress(_Undo), transaction.atomic():
        make_settings()
        by = actor(cast.acting_superior)
        row = services.open_from_breach(from_breach(cast.owner), by=by, at=NOON)
        play(cast, row, moves, frozenset({"hand_over", "reply", "open"}))
        row.refresh_from_db()
        assert row.status == "SUSPECTED"
        assert not row.letters.exists()
        assert set(row.steps.values_list("kind", flat=True)) <= {"OPENED", "ACCUSED"}
        raise _Undo


@QUICK
@given(sequences())
def test_a_case_from_findings_keeps_its_order_and_its_roles(cast: Cast, moves: list[Move]) -> None:
    with suppress(_Undo), transaction.atomic():
        make_settings()
        finding = make_counting(cast.owner)
        by = actor(cast.acting_superior)
        row = services.open_from_findings(from_finding(finding), by=by, at=NOON)
        play(cast, row, moves, frozenset())
        lawful(row)
        raise _Undo


def test_the_way_that_goes_well_is_decided_and_lawful(cast: Cast) -> None:
    make_settings()
    by = actor(cast.acting_superior)
    row = services.open_from_breach(from_breach(cast.owner), by=by, at=NOON)
    play(cast, row, list(WAY), frozenset())

    row.refresh_from_db()
    assert row.status == "DELIVERED"
    lawful(row)
