"""Makers of coaching talks, levels of supervision and their terms. They write rows directly."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from noken.coaching.models import (
    Agreement,
    SharedFact,
    SupervisionLevel,
    Talk,
    TalkNote,
    TermsProposal,
    TermsSignature,
)
from noken.coaching.queries.word import alone_on
from noken.coaching.rules import flow
from noken.coaching.rules.terms import LIMITS, Terms
from noken.coaching.services import Agenda, NewAgreement
from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from noken.organization.queries import superiors
from tests.world import NOON, TODAY

SECRET = "Ibu saya dirawat, jadi saya pulang lebih awal"
HOUR = time(10)
HELD = {flow.TALKING, flow.OFFERED, flow.AGREED, flow.DONE}
OFFERED = HELD - {flow.TALKING}
CONSENTED = OFFERED - {flow.OFFERED}


def new_key(at: datetime = NOON) -> UUID:
    return uuid7(at)


def make_talk(
    employee: Employee,
    *,
    coach: Employee | None = None,
    status: str = flow.AGREED,
    on: date = TODAY,
    check_on: date | None = None,
    outcome: str = "",
    word: str | None = None,
    text: str = SECRET,
    measure: str = "",
    kind: str = Agreement.Kind.TIME,
    follows: Talk | None = None,
    ended_at: datetime | None = None,
    asked: bool | None = None,
) -> Talk:
    """A talk in a state, with a fact, a note of each of the two, and an agreement once they spoke.

    `coach` is the superior of today unless told otherwise; `word` what the person says;
    `follows` makes it one of a row.
    """
    coach_id = coach.pk if coach else superiors([employee.pk], TODAY)[employee.pk] or 0
    at, over = clock.at_noon(on), status in {flow.DONE, flow.ENDED}
    by_person = status == flow.ASKED if asked is None else asked
    key = new_key(at)
    outcome = (outcome or flow.IMPROVED) if status == flow.DONE else ""
    word = outcome if word is None else word
    due = (check_on or on + timedelta(14)) if status in OFFERED else None
    talk = Talk.objects.create(
        id=key,
        series=follows.series if follows else key,
        number=follows.number + 1 if follows else 1,
        employee=employee,
        coach_id=coach_id,
        opened_by_id=employee.pk if by_person else coach_id,
        opened_at=at - timedelta(2),
        status=status,
        meet_on=None if status == flow.ASKED else on,
        meet_at=None if status == flow.ASKED else HOUR,
        place="" if status == flow.ASKED else "ruang Kabid",
        measure=measure,
        held_on=on if status in HELD else None,
        offered_at=at if status in OFFERED else None,
        check_on=due,
        agreed_at=at if status in CONSENTED else None,
        alone_on=alone_on({key: (employee.pk, due)})[key] if due and status in CONSENTED else None,
        word=word,
        word_at=at + timedelta(14) if word else None,
        outcome=outcome,
        ended_at=(ended_at or at + timedelta(14)) if over else None,
        why_ended=text[:500] if status == flow.ENDED else "",
    )
    TalkNote.objects.create(talk=talk, writer=employee, shared=text, shared_at=at)
    if status == flow.ASKED:
        return talk
    SharedFact.objects.create(
        talk=talk, order=0, kind="WORDS", is_good=True, text=text[:300], pinned_at=at
    )
    TalkNote.objects.create(talk=talk, writer_id=coach_id, draft=text, draft_at=at, shared=text)
    if status in HELD:
        make_agreement(talk, kind=kind, text=text)
    return talk


def make_agreement(
    talk: Talk, *, kind: str = Agreement.Kind.TIME, text: str = SECRET, order: int = 1
) -> Agreement:
    return Agreement.objects.create(
        talk=talk,
        order=order,
        side="EMPLOYEE",
        kind=kind,
        text=text[:300],
        until_on=talk.held_on or TODAY,
        measured_by="presensi",
        added_by=talk.employee,
    )


def make_level(
    employee: Employee,
    level: str = "CLOSE",
    *,
    by: Employee | None = None,
    start_on: date = TODAY - timedelta(10),
    end_on: date | None = None,
    reason: str = "Dua pekan laporan tidak masuk tanpa kabar.",
) -> SupervisionLevel:
    """A closer level for sixty days from its start, or a lighter one without end."""
    closer = level == "CLOSE"
    return SupervisionLevel.objects.create(
        employee=employee,
        level=level,
        reason=reason,
        start_on=start_on,
        end_on=end_on or (start_on + timedelta(60) if closer else None),
        set_by_id=(by.pk if by else superiors([employee.pk], TODAY)[employee.pk])
        if closer
        else None,
        set_at=NOON - timedelta(11),
    )


def make_terms(
    *signers: Employee, start_on: date = date(2026, 1, 5), **values: Any
) -> TermsProposal:
    """Terms as noken proposes them but for `values`, signed by these people."""
    terms = Terms(**values)
    row = TermsProposal.objects.create(
        **{name: getattr(terms, name) for name in LIMITS},
        source="Perbup 3/2026",
        start_on=start_on,
        proposed_at=NOON,
    )
    for signer in signers:
        TermsSignature.objects.create(
            proposal=row, signer=signer, role="PERSONNEL", reason="Setuju", at=NOON
        )
    return row


def agenda(**fields: Any) -> Agenda:
    """An agenda for today at ten."""
    given = {"key": new_key(), "meet_on": TODAY, "meet_at": HOUR, "place": "ruang Kabid", **fields}
    return Agenda(**given)


def new_agreement(**fields: Any) -> NewAgreement:
    given = {
        "side": "EMPLOYEE",
        "kind": "WORD",
        "text": "Memberi kabar sebelum 07.15 bila jembatan tergenang",
        "until_on": TODAY + timedelta(10),
        "measured_by": "presensi",
        **fields,
    }
    return NewAgreement(**given)
