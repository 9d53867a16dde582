"""Ten senders of the same submissions at once, on the real database."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random
from uuid import UUID

import pytest
from django.db import connection, transaction

from noken.core.errors import Refused
from noken.core.tenancy import in_tenant
from noken.core.uuid7 import uuid7
from noken.documents import services
from noken.documents.models import Receipt

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SENDERS, KEYS = 10, 60


def send(ids: list[UUID]) -> list[services.Issued]:
    """Each id in a transaction of its own, as requests do."""
    try:
        with in_tenant("manokwari"):
            found = []
            for key in ids:
                with transaction.atomic():
                    submission = services.Submission(key, "REPORT", {"count": 1})
                    found.append(services.issue_receipt(submission, at=NOON))
            return found
    finally:
        connection.close()


def send_at_once(ids: list[UUID]) -> list[services.Issued | Refused]:
    """All ids in one batch."""
    try:
        with in_tenant("manokwari"), transaction.atomic():
            batch = [services.Submission(key, "REPORT", {"count": 1}) for key in ids]
            return services.issue_receipts(batch, at=NOON)
    finally:
        connection.close()


def shuffled(ids: list[UUID]) -> list[list[UUID]]:
    return [Random(seed).sample(ids, len(ids)) for seed in range(SENDERS)]  # noqa: S311 (an order, no secret)


def test_ten_senders_of_the_same_ids_leave_one_row_each_and_hold_equal_receipts() -> None:
    ids = [uuid7(NOON) for _ in range(KEYS)]

    with ThreadPoolExecutor(SENDERS) as pool:
        issued = [one for found in pool.map(send, shuffled(ids)) for one in found]

    assert Receipt.objects.count() == KEYS
    assert len({one.receipt.number for one in issued}) == KEYS
    assert Counter(one.receipt.key for one in issued if one.is_new) == dict.fromkeys(ids, 1)


def test_batches_in_different_orders_do_not_block_each_other() -> None:
    ids = [uuid7(NOON) for _ in range(KEYS)]

    with ThreadPoolExecutor(SENDERS) as pool:
        outcomes = [one for found in pool.map(send_at_once, shuffled(ids)) for one in found]

    issued = [one for one in outcomes if isinstance(one, services.Issued)]
    assert len(issued) == SENDERS * KEYS
    assert sum(one.is_new for one in issued) == KEYS == Receipt.objects.count()
