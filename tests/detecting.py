"""What the rule of a card sees, asked as findings asks: without writing anything."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from noken.attendance.models import ToleranceProposal, ToleranceSignature
from noken.core import clock
from noken.core.actor import Role, system
from noken.findings import services
from noken.findings.models import Row
from noken.findings.ports import Asked, Hit, hits_of
from noken.regulations.cards import rule_cards
from tests.cast import Cast
from tests.world import NOON, TODAY

YEAR = date(2026, 1, 1)


def seen(
    code: str, since: date = YEAR, until: date = TODAY + timedelta(1), **values: Any
) -> list[Hit]:
    """All hits of a rule by person and item, those of every area together."""
    found: list[Hit] = []
    for answer in hits_of.ask(Asked(code, values, since, until)):
        found += answer.rows if answer else ()
        if answer and answer.sql:
            with connection.cursor() as cursor:
                cursor.execute(answer.sql, answer.values)
                hits = [Hit(*row) for row in cursor.fetchall()]
                found += [hit._replace(facts=json.loads(str(hit.facts))) for hit in hits]
    return sorted(found, key=lambda hit: (hit.employee_id, hit.item))


def raised(code: str, **values: Any) -> set[tuple[int, str]]:
    """Person and item of what would be raised."""
    return {(hit.employee_id, hit.item) for hit in seen(code, **values) if hit.amount}


def assert_as_stated(code: str, planted: set[tuple[int, str]]) -> None:
    """What is found of the planted ones, and of the others, is what the card says."""
    found, card = raised(code), rule_cards()[code]
    assert (code, found - planted) == (code, set())
    recall = Decimal(100 * len(found & planted)) / len(planted)
    false_alarm = Decimal(100 * len(found - planted)) / max(1, len(found))
    assert (code, recall, false_alarm) == (code, card.recall, card.false_alarm)


def ask_all(code: str, at: datetime = NOON) -> None:
    """Let the rule look; everybody is asked about what it sees."""
    services.run_cards(codes=[code], by=system(clock.day_of(at)), at=at)
    Row.objects.filter(finding__code=code).update(state=Row.State.ASKED, asked_at=at)


def fallen(code: str, at: datetime = NOON) -> dict[str, bool]:
    """Items that fall when the rule looks again, and whether each was put right."""
    services.run_cards(codes=[code], by=system(clock.day_of(at)), at=at)
    rows = Row.objects.filter(finding__code=code, state=Row.State.CLEARED)
    return dict(rows.values_list("item", "put_right"))


def make_tolerance(
    cast: Cast, late: int = 15, make_up: int = 30, *, start_on: date = YEAR, signers: int = 2
) -> ToleranceProposal:
    row = ToleranceProposal.objects.create(
        late_minutes=late,
        make_up_minutes=make_up,
        source="Contoh",
        start_on=start_on,
        proposed_at=NOON,
    )
    for signer in (cast.personnel, cast.leader)[:signers]:
        ToleranceSignature.objects.create(
            proposal=row, signer=signer, role=Role.PERSONNEL, reason="Sesuai", at=NOON
        )
    return row
