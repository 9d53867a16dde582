"""Many at the same time: one row a key, one decision a report.

`make test` runs a tenth or less; NOKEN_ROUNDS=full runs the whole round.
"""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.documents.models import Receipt
from noken.organization.models import ReportingLine
from noken.work.models import Report, Review
from noken.work.services import ReportDraft, approve_reports, file_reports, return_reports
from tests.cast import Cast, make_cast
from tests.world import NOON, TODAY, actor
from tests.world_work import make_report

KEYS = 1000 if os.environ.get("NOKEN_ROUNDS") == "full" else 50
THREADS = 10
SCHEMA = "manokwari"

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(act: Callable[[int], Any], count: int) -> list[Any]:
    """Run `act(0)` … `act(count - 1)` in threads that start together, each on its connection."""
    start = Barrier(count)

    def run(number: int) -> Any:
        connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
        try:
            start.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.fixture
def people(noon: None) -> Cast:  # noqa: ARG001 (the clock stands)
    return make_cast()


def test_ten_parallel_sends_of_each_key_give_one_row_and_one_receipt(people: Cast) -> None:
    drafts = [
        ReportDraft(key=uuid7(NOON), work_on=TODAY, title=f"Berkas {number}")
        for number in range(KEYS)
    ]
    maria = actor(people.maria)

    def send_all(number: int) -> Sequence[str]:
        own = drafts[number::THREADS] + drafts  # everybody sends all, each begins elsewhere
        seen = {}
        for sent in own:
            (outcome,) = file_reports([sent], by=maria, at=NOON)
            assert outcome.receipt is not None
            seen[sent.key] = outcome.receipt.number
        return [seen[sent.key] for sent in drafts]

    answers = at_once(send_all, THREADS)

    assert Report.objects.count() == KEYS
    assert Receipt.objects.count() == KEYS
    assert all(answer == answers[0] for answer in answers)


def test_batches_with_the_same_keys_in_other_orders_do_not_block_each_other(
    people: Cast,
) -> None:
    drafts = [
        ReportDraft(key=uuid7(NOON), work_on=TODAY, title=f"Berkas {number}")
        for number in range(20)
    ]
    maria = actor(people.maria)

    def send(number: int) -> Counter[bool]:
        turned = drafts if number % 2 else drafts[::-1]
        return Counter(o.is_new for o in file_reports(turned, by=maria, at=NOON))

    counts: Counter[bool] = sum(at_once(send, 6), Counter())

    assert counts[True] == 20
    assert Report.objects.count() == 20


def test_two_superiors_at_once_make_one_decision_each_report(people: Cast) -> None:
    reports = [make_report(people.maria) for _ in range(10)]
    ids = [report.pk for report in reports]
    naomi, yohana = _both_superiors(people)

    def decide(number: int) -> int:
        if number % 2:
            turned = ids if number % 4 == 1 else ids[::-1]
            return len(approve_reports(turned, by=naomi, at=NOON).done)
        return len(return_reports(ids[::-1], note="Perbaiki", by=yohana, at=NOON).done)

    done = at_once(decide, 8)

    assert sum(done) == 10
    assert Counter(Review.objects.values_list("report", flat=True)) == Counter(ids)
    for report in Report.objects.all():
        assert report.status == report.reviews.get().decision


def _both_superiors(people: Cast) -> tuple[Actor, Actor]:
    """Two who may decide on the same person: one line is looked at per day, so the second acts
    with a day on which the line was hers."""
    naomi = actor(people.acting_superior, Role.SUPERIOR)
    before = ReportingLine.objects.get(
        employee=people.maria, superior=people.superior, end_on__gt="2026-11-01"
    )
    return naomi, actor(people.superior, Role.SUPERIOR, on=before.start_on)
