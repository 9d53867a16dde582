"""Corrections append, Urungkan leaves its trace, evidence may follow."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.documents.models import Receipt
from noken.work.models import Evidence, Report, Review, Withdrawal
from noken.work.services import attach_evidence, correct_report, file_reports, withdraw_report
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_work import draft, hostile, make_agreed, make_report, make_review, photo

SECOND = timedelta(seconds=1)


def refused(act: object, *args: object, **more: object) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **more)  # type: ignore[operator]  # a service
    return refusal.value.code


# --- correcting ---


def test_a_correction_points_at_the_old_report_and_waits_again(cast: Cast) -> None:
    target = make_agreed(cast.maria).indicators[0]
    old = make_report(cast.maria, target, quantity=9)
    make_review(old, cast.yohana)
    sent = draft(target, quantity=3, on=TODAY + timedelta(90))

    outcome = correct_report(old.pk, sent, by=actor(cast.maria), at=NOON)

    new = Report.objects.get(pk=sent.key)
    old.refresh_from_db()
    assert (new.corrects, new.status, new.work_on) == (old, "WAITING", old.work_on)
    assert old.status == "CORRECTED"
    assert old.quantity == Decimal(9)
    assert outcome.receipt is not None
    assert outcome.receipt.kind == "REPORT_CORRECTION"
    entry = Entry.objects.get(action="ReportCorrected")
    assert entry.ids == {"report": str(new.pk), "corrects": str(old.pk)}


def test_the_same_correction_again_gets_the_same_receipt(cast: Cast) -> None:
    old = make_report(cast.maria)
    sent = draft(title="Betul", uploads=[photo()])

    first = correct_report(old.pk, sent, by=actor(cast.maria), at=NOON)
    again = correct_report(old.pk, sent, by=actor(cast.maria), at=NOON + SECOND)

    assert again.receipt == first.receipt
    assert (first.is_new, again.is_new) == (True, False)
    assert Report.objects.count() == 2
    assert Evidence.objects.count() == 1


def test_a_correction_sent_again_when_its_day_is_long_past_gets_its_receipt(cast: Cast) -> None:
    old = make_report(cast.maria)
    sent = draft(title="Betul")
    first = correct_report(old.pk, sent, by=actor(cast.maria), at=NOON)

    again = correct_report(old.pk, sent, by=actor(cast.maria), at=NOON + timedelta(61))

    assert again.receipt == first.receipt
    assert Report.objects.count() == 2


def test_a_target_that_left_the_plan_can_still_be_corrected(cast: Cast) -> None:
    agreed = make_agreed(cast.maria)
    old = make_report(cast.maria, agreed.indicators[0])
    agreed.plan.revisions.update(status="SUPERSEDED")

    outcome = correct_report(
        old.pk, draft(agreed.indicators[0], quantity=1), by=actor(cast.maria), at=NOON
    )

    assert outcome.receipt is not None
    assert Report.objects.get(pk=outcome.key).result_key == old.result_key


@pytest.mark.parametrize("status", ["CORRECTED", "WITHDRAWN"])
def test_what_was_replaced_or_withdrawn_cannot_be_corrected(cast: Cast, status: str) -> None:
    old = make_report(cast.maria, status=status)

    code = refused(correct_report, old.pk, draft(title="x"), by=actor(cast.maria), at=NOON)

    assert code == "report.not_correctable"


@pytest.mark.parametrize("who", ["peer", "acting_superior"])
def test_nobody_else_corrects_a_report(cast: Cast, who: str) -> None:
    old = make_report(cast.maria)
    by = actor(getattr(cast, who))

    assert refused(correct_report, old.pk, draft(title="x"), by=by, at=NOON) == "report.not_yours"


def test_a_bad_correction_changes_nothing(cast: Cast) -> None:
    old = make_report(cast.maria)
    empty, bad = draft(), draft(title="Betul", uploads=[hostile()])

    codes = [
        refused(correct_report, old.pk, sent, by=actor(cast.maria), at=NOON)
        for sent in (empty, bad)
    ]

    assert codes == ["report.no_title", "file.type"]
    assert Report.objects.get().status == "WAITING"
    assert not Receipt.objects.exists()


def test_a_key_that_was_spent_on_something_else_is_refused(cast: Cast) -> None:
    old = make_report(cast.maria)
    spent = draft(title="Rapat")
    file_reports([spent], by=actor(cast.maria), at=NOON)

    code = refused(correct_report, old.pk, spent, by=actor(cast.maria), at=NOON)

    assert code == "receipt.changed"


# --- withdrawing ---


def test_urungkan_in_time_leaves_its_trace(cast: Cast) -> None:
    report = make_report(cast.maria, at=NOON)

    withdraw_report(report.pk, by=actor(cast.maria), at=NOON + 12 * SECOND)
    withdraw_report(report.pk, by=actor(cast.maria), at=NOON + 60 * SECOND)

    report.refresh_from_db()
    assert report.status == "WITHDRAWN"
    assert Withdrawal.objects.get().at == NOON + 12 * SECOND
    assert Entry.objects.filter(action="ReportWithdrawn").count() == 1


def test_urungkan_too_late_or_after_a_decision_is_refused(cast: Cast) -> None:
    late = make_report(cast.maria, at=NOON)
    decided = make_report(cast.maria, at=NOON, status="APPROVED")
    who = actor(cast.maria)

    codes = [
        refused(withdraw_report, late.pk, by=who, at=NOON + 13 * SECOND),
        refused(withdraw_report, decided.pk, by=who, at=NOON),
        refused(withdraw_report, late.pk, by=actor(cast.peer), at=NOON),
    ]

    assert codes == [
        "report.too_late_to_withdraw",
        "report.already_decided",
        "report.not_yours",
    ]
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize(
    ("decision", "stands"),
    [
        (None, "WAITING"),
        ("APPROVED", "APPROVED"),
        ("RETURNED", "RETURNED"),
        ("REOPENED", "WAITING"),
    ],
)
def test_withdrawing_a_correction_lets_the_old_report_stand_as_it_stood(
    cast: Cast, decision: str | None, stands: str
) -> None:
    old = make_report(cast.maria)
    if decision:
        make_review(old, cast.yohana, decision)
    by = actor(cast.maria)
    first = correct_report(old.pk, draft(title="Satu"), by=by, at=NOON)

    withdraw_report(first.key, by=by, at=NOON + SECOND)

    old.refresh_from_db()
    assert old.status == stands
    second = correct_report(old.pk, draft(title="Dua"), by=by, at=NOON + 2 * SECOND)
    assert Report.objects.get(pk=second.key).corrects == old
    assert Review.objects.count() == (1 if decision else 0)


# --- evidence ---


def attach(cast: Cast, report: Report, key: UUID | None = None) -> str:
    receipt = attach_evidence(
        report.pk, photo(), key=key or uuid7(NOON), by=actor(cast.maria), at=NOON
    )
    return receipt.number


def test_evidence_follows_once_with_a_receipt_of_its_own(cast: Cast) -> None:
    report = make_report(cast.maria)
    key = uuid7(NOON)

    assert attach(cast, report, key) == attach(cast, report, key)
    attach(cast, report)

    assert [row.order for row in Evidence.objects.order_by("order")] == [0, 1]
    assert Entry.objects.filter(action="EvidenceAdded").count() == 2


def test_evidence_for_a_decided_or_strange_report_or_too_much_of_it_is_refused(
    cast: Cast,
) -> None:
    decided = make_report(cast.maria, status="APPROVED")
    strange = make_report(cast.peer)
    full = make_report(cast.maria)
    for _ in range(5):
        attach(cast, full)

    codes = [refused(attach, cast, report) for report in (decided, strange, full)]

    assert codes == ["report.already_decided", "report.not_yours", "report.too_many_files"]
    assert Evidence.objects.count() == 5
