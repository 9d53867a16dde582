"""Changing the key takes two people and leaves a trace."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from noken.core import events
from noken.core.actor import Actor, Role, system
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.documents import queries, services
from noken.documents.events import SigningKeyRotated
from noken.documents.gateways import keys
from noken.documents.models import SigningKey

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)


def person(user_id: int) -> Actor:
    return Actor(user_id, user_id, Role.PERSONNEL, frozenset({Role.PERSONNEL}), DAY)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[SigningKeyRotated]:
    heard: list[SigningKeyRotated] = []

    def hear(batch: Sequence[Any]) -> None:
        heard.extend(batch)

    monkeypatch.setattr(events, "_inside", {SigningKeyRotated: [hear]})
    return heard


@pytest.mark.django_db(transaction=True)
def test_two_people_change_the_key_and_the_old_receipts_stay_good(
    told: list[SigningKeyRotated],
) -> None:
    old = services.issue_receipt(services.Submission(uuid7(NOON), "PLAN", {}), at=NOON).receipt
    later = NOON + timedelta(hours=1)

    row = services.rotate_key(by=person(1), second=person(2), reason=" Laptop hilang ", at=later)

    assert keys.current_signer("manokwari").key_id == row.key_id != old.key_id
    assert SigningKey.objects.get(pk=old.key_id).retired_at == later
    (event,) = told
    assert event.ids() == {"old_key": old.key_id, "new_key": row.key_id, "second": 2}
    assert event.reason() == "Laptop hilang"
    listed = queries.keys_text()
    assert listed.count("BEGIN PUBLIC KEY") == 2
    assert f"# kunci {old.key_id}, dipakai 2026-11-24T03:00:00.000000Z sampai 2026" in listed
    assert f"# kunci {row.key_id}, dipakai 2026-11-24T04:00:00.000000Z sampai sekarang" in listed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "second", "reason", "code"),
    [
        (person(1), person(1), "Rutin", "key.one_person"),
        (system(DAY), person(1), "Rutin", "key.one_person"),
        (person(1), system(DAY), "Rutin", "key.one_person"),
        (person(1), person(2), "  ", "key.no_reason"),
    ],
)
def test_one_person_or_no_reason_is_refused(
    told: list[SigningKeyRotated], by: Actor, second: Actor, reason: str, code: str
) -> None:
    before = keys.current_signer("manokwari").key_id

    with pytest.raises(Refused) as refusal:
        services.rotate_key(by=by, second=second, reason=reason, at=NOON)

    assert refusal.value.code == code
    assert keys.current_signer("manokwari").key_id == before
    assert told == []
