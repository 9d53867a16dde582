"""Makers of findings: cards and terms that two people signed, findings with rows in any state."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from noken.core import clock
from noken.core.actor import Role
from noken.core.uuid7 import uuid7
from noken.findings.models import (
    CardSignature,
    CardVersion,
    Delivery,
    Finding,
    LadderProposal,
    LadderSignature,
    Reply,
    Row,
    RowStep,
    TermsProposal,
    TermsSignature,
)
from noken.findings.services import ReplyDraft
from noken.organization.models import Employee, Posting, Unit
from tests.world import NOON, TODAY, make_employee

YEAR_START = date(2026, 1, 1)
FICTIONAL = "Contoh: bukan peraturan sungguhan"
_numbers = count(1)


def make_card(
    code: str = "HDR-03",
    *,
    groups: tuple[str, ...] = ("PNS", "CPNS", "PPPK", "PPPK_PART_TIME"),
    values: dict[str, Any] | None = None,
    unit: Unit | None = None,
    rests_on: tuple[str, ...] = (),
    start_on: date = YEAR_START,
    signers: tuple[Employee, ...] = (),
) -> CardVersion:
    """The next version of a card. With `rests_on` it stays a hint until `signers` are two."""
    newest = CardVersion.objects.filter(code=code).order_by("-version").first()
    card = CardVersion.objects.create(
        code=code,
        version=(newest.version if newest else 0) + 1,
        groups=list(groups),
        parameters=values if values is not None else (newest.parameters if newest else {}),
        unit=unit,
        rests_on=list(rests_on),
        change="Contoh.",
        source=FICTIONAL,
        start_on=start_on,
        proposed_at=NOON,
    )
    for signer in signers:
        sign_card(card, signer)
    return card


def sign_card(card: CardVersion, signer: Employee, at: datetime = NOON) -> CardSignature:
    return CardSignature.objects.create(
        proposal=card, signer=signer, role=Role.PERSONNEL, reason="Sesuai.", at=at
    )


def make_terms(*, start_on: date = YEAR_START, signed: bool = True, **values: Any) -> TermsProposal:
    """Terms that two people signed, as the usual ones unless told otherwise."""
    row = TermsProposal.objects.create(
        **{
            "reply_workdays": 3,
            "decide_workdays": 5,
            "proof_workdays": 3,
            "overturned_percent": 20,
            "settled_least": 20,
            "companion": True,
            "shown_months": 12,
            **values,
        },
        source=FICTIONAL,
        start_on=start_on,
        proposed_at=NOON,
    )
    for _ in range(2 if signed else 0):
        TermsSignature.objects.create(
            proposal=row,
            signer=make_employee(account=False),
            role=Role.PERSONNEL,
            reason="Sesuai.",
            at=NOON,
        )
    return row


STEPS = (
    {"least": 3, "level": "RINGAN", "name": "Teguran lisan PPPK", "months": 0},
    {"least": 5, "level": "SEDANG", "name": "Potongan tambahan penghasilan", "months": 6},
    {"least": 10, "level": "PUTUS", "name": "Pemutusan hubungan perjanjian kerja", "months": 0},
)


def make_table(
    *,
    start_on: date = YEAR_START,
    signed: bool = True,
    groups: tuple[str, ...] = ("PPPK",),
    run: int = 0,
) -> LadderProposal:
    """The region's table for PPPK, as two people signed it."""
    row = LadderProposal.objects.create(
        groups=list(groups),
        steps=list(STEPS),
        run=run,
        source=FICTIONAL,
        start_on=start_on,
        proposed_at=NOON,
    )
    for _ in range(2 if signed else 0):
        LadderSignature.objects.create(
            proposal=row,
            signer=make_employee(account=False),
            role=Role.PERSONNEL,
            reason="Sesuai.",
            at=NOON,
        )
    return row


def make_finding(
    employee: Employee,
    card: CardVersion | None = None,
    *,
    code: str = "HDR-03",
    period: str = "2026",
    unit: Unit | None = None,
    at: datetime = NOON,
) -> Finding:
    """A finding without rows; its card is the newest of the code, or a new one in force."""
    card = card or CardVersion.objects.filter(code=code).order_by("-version").first()
    card = card or make_card(code)
    posted = Posting.objects.filter(employee=employee, kind=Posting.Kind.DEFINITIVE).first()
    return Finding.objects.create(
        code=card.code,
        version=card,
        employee=employee,
        unit=unit or (posted.unit if posted else None),
        period=period,
        year=clock.day_of(at).year,
        serial=1000 + next(_numbers),
        raised_at=at,
    )


def make_row(
    finding: Finding,
    day: date = TODAY - timedelta(7),
    state: str = Row.State.ASKED,
    *,
    told: bool | None = None,
    by: Employee | None = None,
    at: datetime = NOON - timedelta(1),
    **fields: Any,
) -> Row:
    """A row in any state, with what that state needs. `told`: the notice is proven; by itself only
    where the state says so. `by` decided on it."""
    past = state not in {Row.State.HINT, Row.State.ASKED, Row.State.CLEARED}
    told = past if told is None else told
    decided = state in {Row.State.ACCEPTED, Row.State.REFUSED}
    soon = clock.day_of(at) + timedelta(3)
    row = Row.objects.create(
        **{
            "finding": finding,
            "version_id": finding.version_id,
            "item": day.isoformat(),
            "day": day,
            "amount": Decimal(1),
            "facts": {},
            "state": state,
            "raised_at": at,
            "asked_at": None if state == Row.State.HINT else at,
            "told_at": at if told else None,
            "reply_by": soon if told else None,
            "decide_by": soon if state == Row.State.REPLIED else None,
            "proof_by": soon if state == Row.State.PROOF else None,
            "decided_by": (by or make_employee(account=False)) if decided else None,
            "decided_at": at if decided else None,
            "reason": "Sudah didengar." if decided else "",
            **fields,
        }
    )
    if told:
        Delivery.objects.create(
            finding=finding,
            way=Delivery.Way.OPENED,
            on=clock.day_of(at),
            by_id=finding.employee_id,
            at=at,
        )
    for kind in _KINDS[Row.State(state)]:
        RowStep.objects.create(finding=finding, row=row, kind=kind, role=Role.SYSTEM, at=at)
    return row


_KINDS: dict[Row.State, tuple[str, ...]] = {
    Row.State.HINT: (),
    Row.State.ASKED: ("ASKED",),
    Row.State.LAPSED: ("ASKED", "LAPSED"),
    Row.State.REPLIED: ("ASKED", "REPLIED"),
    Row.State.PROOF: ("ASKED", "REPLIED", "PROOF"),
    Row.State.ACCEPTED: ("ASKED", "REPLIED", "ACCEPTED"),
    Row.State.REFUSED: ("ASKED", "REPLIED", "REFUSED"),
    Row.State.CLEARED: ("ASKED", "CLEARED"),
}


def make_reply(
    finding: Finding,
    *rows: Row,
    text: str = "Jalan ke Prafi putus karena banjir.",
    at: datetime = NOON - timedelta(1),
    **fields: Any,
) -> Reply:
    """What the person said to some rows; their state is left as it is."""
    said = Reply.objects.create(id=new_key(at), finding=finding, text=text, at=at, **fields)
    said.rows.set(rows)
    return said


def reply_draft(
    *rows: Row, text: str = "Jalan ke Prafi putus karena banjir.", **fields: Any
) -> ReplyDraft:
    values = {"key": new_key(), "row_ids": tuple(row.pk for row in rows), "text": text, **fields}
    return ReplyDraft(**values)


def new_key(at: datetime = NOON) -> UUID:
    return uuid7(at)
