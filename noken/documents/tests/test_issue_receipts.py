"""One receipt per submission, however often it arrives."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.documents import queries, services
from noken.documents.gateways import keys
from noken.documents.models import Receipt, SigningKey
from noken.documents.rules import receipts as rules

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 3, 0, 0, 123456, tzinfo=UTC)
LATER = NOON + timedelta(hours=5)


def sent(key: UUID | None = None, kind: str = "REPORT", **content: Any) -> services.Submission:
    return services.Submission(key or uuid7(NOON), kind, content or {"count": 3, "note": "Rapat"})


def test_a_receipt_holds_number_hash_time_and_a_good_signature() -> None:
    submission = sent()

    issued = services.issue_receipt(submission, at=NOON)

    card = issued.receipt
    row = Receipt.objects.get(pk=submission.key)
    key = SigningKey.objects.get(pk=card.key_id)
    assert issued.is_new
    assert card.sha256 == rules.content_hash(submission.content).hex()
    assert card.received_at == row.received_at == NOON
    assert rules.number_from(card.number) == (bytes(row.number), row.form)
    assert row.form == rules.FORM
    assert card.text.startswith(f"noken tanda terima 2\nnomor: {card.number}\n")
    assert card.kind_label == "Laporan kerja"
    assert rules.is_signed(card.text.encode(), bytes.fromhex(card.signature), bytes(key.public_key))


def test_the_same_again_gets_the_same_receipt() -> None:
    submission = sent()
    first = services.issue_receipt(submission, at=NOON)

    again = services.issue_receipt(submission, at=LATER)

    assert not again.is_new
    assert again.receipt == first.receipt
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize("change", [{"count": 4}, {"count": 3, "note": "Rapat "}])
def test_the_same_id_with_another_content_is_refused(change: dict[str, Any]) -> None:
    first = services.issue_receipt(sent(), at=NOON).receipt

    with pytest.raises(Refused) as refusal:
        services.issue_receipt(sent(first.key, **change), at=LATER)

    assert refusal.value.code == "receipt.changed"
    assert refusal.value.status == 422
    assert queries.receipts_for([first.key]) == {first.key: first}


def test_the_same_id_for_another_kind_is_refused() -> None:
    key = services.issue_receipt(sent(), at=NOON).receipt.key

    with pytest.raises(Refused) as refusal:
        services.issue_receipt(sent(key, "FEEDBACK"), at=NOON)

    assert refusal.value.code == "receipt.changed"


def test_an_id_of_another_making_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        services.issue_receipt(sent(uuid4()), at=NOON)

    assert refusal.value.code == "receipt.bad_key"
    assert not Receipt.objects.exists()


def test_an_unknown_kind_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="POEM"):
        services.issue_receipt(sent(kind="POEM"), at=NOON)


def test_in_a_batch_each_item_has_its_own_outcome(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    known = services.issue_receipt(sent(), at=NOON).receipt
    fresh, twice = sent(), sent(count=9)
    batch = [
        fresh,
        sent(known.key),
        sent(known.key, count=99),
        sent(uuid4()),
        twice,
        twice,
        sent(twice.key, count=10),
    ]

    with django_assert_num_queries(2):
        outcomes = services.issue_receipts(batch, at=LATER)

    assert [_said(outcome) for outcome in outcomes] == [
        True,
        False,
        "receipt.changed",
        "receipt.bad_key",
        True,
        False,
        "receipt.changed",
    ]
    assert Receipt.objects.count() == 3


def _said(outcome: services.Issued | Refused) -> bool | str:
    return outcome.code if isinstance(outcome, Refused) else outcome.is_new


def test_a_batch_of_new_ones_is_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assert not Receipt.objects.exists()  # a connection's first query sets the search path

    with django_assert_num_queries(1):
        outcomes = services.issue_receipts([sent() for _ in range(50)], at=NOON)

    assert len({o.receipt.number for o in outcomes if isinstance(o, services.Issued)}) == 50


def test_nothing_sent_is_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert services.issue_receipts([], at=NOON) == []


def test_a_rollback_leaves_no_receipt_and_the_next_try_is_new() -> None:
    submission = sent()
    with transaction.atomic():
        services.issue_receipt(submission, at=NOON)
        transaction.set_rollback(True)

    assert services.issue_receipt(submission, at=LATER).is_new
    assert SigningKey.objects.count() == 1


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=12),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=12),
)
def test_the_first_content_of_an_id_wins_whatever_follows(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    ids = [uuid7(NOON) for _ in range(4)]
    kept: dict[int, int] = {}

    for batch in (first, second):
        outcomes = services.issue_receipts([sent(ids[i], count=n) for i, n in batch], at=NOON)
        for (i, n), outcome in zip(batch, outcomes, strict=True):
            expected = kept.get(i)
            kept.setdefault(i, n)
            if expected is None:
                assert _said(outcome) is True
            else:
                assert _said(outcome) == (False if expected == n else "receipt.changed")


def test_receipts_of_a_retired_key_stay_good() -> None:
    old = services.issue_receipt(sent(), at=NOON).receipt
    keys.put_in_use("manokwari", keys.make_signer("manokwari").key_id)
    new = services.issue_receipt(sent(), at=LATER).receipt

    assert old.key_id != new.key_id
    for card in (old, new):
        found = queries.check(_number(card.number), bytes.fromhex(card.sha256))
        assert found == queries.Check(queries.Verdict.GENUINE, card)


def _number(text: str) -> rules.ReceiptNumber:
    number = rules.number_from(text)
    assert number is not None
    return number
