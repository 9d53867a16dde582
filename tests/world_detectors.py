"""Run one detector the way findings does, and name what it sees."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from noken.findings.ports import hits_of
from noken.findings.queries import Asked, Hit
from noken.regulations.cards import rule_cards
from tests.world import TODAY


def seen(
    code: str, *, since: date = date(2026, 1, 1), until: date = TODAY + timedelta(1), **values: int
) -> list[Hit]:
    """The hits of a card with the values of its first version, some of them changed."""
    usual = {each.name: each.value for each in rule_cards()[code].values if each.value is not None}
    asked = Asked(code, {**usual, **values}, since, until)
    answers = [hits for hits in hits_of.ask(asked) if hits is not None]
    return sorted(
        (hit for hits in answers for hit in (*_from(hits.sql, hits.values), *hits.rows)),
        key=lambda hit: (hit.day, hit.employee_id, hit.item),
    )


def _from(sql: str, values: Any) -> list[Hit]:
    if not sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Hit._make((*row[:5], json.loads(row[5]))) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Measured:
    """How a card does on labelled cases, in percent: planted ones found, and what of all that was
    found is honest."""

    recall: Decimal
    false_alarm: Decimal


def measured(found: Sequence[str], planted: Sequence[str]) -> Measured:
    right = set(found) & set(planted)
    wrong = set(found) - set(planted)
    alarms = len(right) + len(wrong)
    return Measured(
        round(Decimal(100 * len(right)) / len(planted), 1),
        round(Decimal(100 * len(wrong)) / max(alarms, 1), 1),
    )
