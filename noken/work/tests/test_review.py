"""Decisions: one at a time on each report, by the direct superior of today."""

from datetime import timedelta
from uuid import UUID

import pytest

from noken.audit.models import Entry
from noken.calendars.models import Disruption
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.work import queries
from noken.work.models import Report, Review
from noken.work.services import (
    Decided,
    approve_reports,
    correct_report,
    reopen_reviews,
    return_reports,
)
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_work import draft, make_late, make_report, make_review

DAY = timedelta(1)


@pytest.fixture
def naomi(cast: Cast) -> Actor:
    """Acting for Yohana today."""
    return actor(cast.acting_superior, Role.SUPERIOR)


def codes(decided: Decided) -> dict[UUID, str]:
    return {left.report_id: left.code for left in decided.left_out}


def test_the_acting_superior_approves(cast: Cast, naomi: Actor) -> None:
    report = make_report(cast.maria)

    decided = approve_reports([report.pk], by=naomi, at=NOON)

    report.refresh_from_db()
    assert decided == Decided((report.pk,), ())
    assert (report.status, report.decided_at) == ("APPROVED", NOON)
    review = Review.objects.get()
    assert (review.by, review.role, review.decision) == (
        cast.acting_superior,
        "SUPERIOR",
        "APPROVED",
    )
    entry = Entry.objects.get(action="ReportApproved")
    assert (entry.subject_id, entry.ids) == (
        cast.maria.pk,
        {"report": str(report.pk), "review": review.pk},
    )


@pytest.mark.parametrize(
    "who", ["owner", "superior", "higher_superior", "former_superior", "peer", "personnel"]
)
def test_nobody_else_decides(cast: Cast, who: str) -> None:
    report = make_report(cast.maria)

    decided = approve_reports([report.pk], by=actor(getattr(cast, who)), at=NOON)

    assert codes(decided) == {report.pk: "review.not_yours"}
    assert decided.left_out[0].title == ""
    assert not Review.objects.exists()


def test_who_is_no_person_decides_nothing(cast: Cast) -> None:
    report = make_report(cast.maria)

    decided = approve_reports([report.pk], by=actor(None), at=NOON)

    assert codes(decided) == {report.pk: "review.not_yours"}


def test_an_unknown_report_looks_like_a_strangers(naomi: Actor) -> None:
    key = uuid7(NOON)

    assert codes(approve_reports([key], by=naomi, at=NOON)) == {key: "review.not_yours"}


def test_what_is_decided_already_says_by_whom_and_when(cast: Cast, naomi: Actor) -> None:
    approved = make_report(cast.maria)
    make_review(approved, cast.yohana)
    corrected = make_report(cast.maria, status="CORRECTED")

    decided = approve_reports([approved.pk, corrected.pk, approved.pk], by=naomi, at=NOON)

    why = {left.report_id: left.why for left in decided.left_out}
    assert decided.done == ()
    assert why[approved.pk] == "Sudah disetujui Yohana Saiba, 24 Nov 12.00."
    assert why[corrected.pk] == "Laporan ini sudah diganti koreksi oleh penulisnya."


def test_bulk_leaves_out_what_needs_a_look_unless_it_was_seen(cast: Cast, naomi: Actor) -> None:
    usual, odd = make_report(cast.maria), make_late(cast.maria)
    ids = [usual.pk, odd.pk]

    first = approve_reports(ids, by=naomi, at=NOON, bulk=True)
    second = approve_reports([odd.pk], by=naomi, at=NOON, bulk=True, confirmed=[odd.pk])

    assert (first.done, codes(first)) == ((usual.pk,), {odd.pk: "review.needs_look"})
    assert (first.left_out[0].who, second.done) == ("Maria Wanggai", (odd.pk,))


def test_an_outage_recorded_later_takes_the_lateness_away(cast: Cast, naomi: Actor) -> None:
    report = make_late(cast.maria)
    month = report.work_on
    assert queries.reports_of(actor(cast.maria), cast.maria.pk, month).late == {report.pk}
    Disruption.objects.create(
        start_at=NOON - timedelta(5),
        end_at=NOON - DAY,
        what="server",
        proof="catatan",
        recorded_at=NOON,
    )

    assert not queries.reports_of(actor(cast.maria), cast.maria.pk, month).late
    assert approve_reports([report.pk], by=naomi, at=NOON, bulk=True).done == (report.pk,)


def test_one_by_one_nothing_is_left_out(cast: Cast, naomi: Actor) -> None:
    odd = make_late(cast.maria)

    assert approve_reports([odd.pk], by=naomi, at=NOON).done == (odd.pk,)


def test_a_correction_waits_again_and_needs_a_look(cast: Cast, naomi: Actor) -> None:
    old = make_report(cast.maria)
    approve_reports([old.pk], by=naomi, at=NOON)
    new = correct_report(old.pk, draft(title="Betul"), by=actor(cast.maria), at=NOON)

    decided = approve_reports([new.key], by=naomi, at=NOON, bulk=True)

    assert codes(decided) == {new.key: "review.needs_look"}


def test_returning_needs_a_note_and_tells_why(cast: Cast, naomi: Actor) -> None:
    report = make_report(cast.maria)
    for note, code in (("  ", "review.no_note"), ("a" * 2001, "feedback.too_long")):
        with pytest.raises(Refused) as refusal:
            return_reports([report.pk], note=note, by=naomi, at=NOON)
        assert refusal.value.code == code

    decided = return_reports([report.pk], note=" Lampirkan daftar hadir ", by=naomi, at=NOON)

    assert decided.done == (report.pk,)
    assert Review.objects.get().note == "Lampirkan daftar hadir"
    assert Report.objects.get().status == "RETURNED"
    assert Entry.objects.get(action="ReportReturned").reason == "Lampirkan daftar hadir"


def test_undoing_is_a_new_decision(cast: Cast, naomi: Actor) -> None:
    report = make_report(cast.maria)
    approve_reports([report.pk], by=naomi, at=NOON)

    decided = reopen_reviews([report.pk], by=naomi, at=NOON + DAY / 24)

    report.refresh_from_db()
    assert decided.done == (report.pk,)
    assert (report.status, report.decided_at) == ("WAITING", None)
    assert [review.decision for review in Review.objects.order_by("pk")] == [
        "APPROVED",
        "REOPENED",
    ]
    first = Review.objects.order_by("pk")[0]
    assert Entry.objects.get(action="ReviewReopened").ids["undone"] == first.pk


def test_only_the_one_who_decided_undoes_within_a_week_and_before_a_correction(
    cast: Cast, naomi: Actor
) -> None:
    theirs, old, open_still, corrected = (make_report(cast.maria) for _ in range(4))
    strange = make_report(cast.yohana)
    make_review(theirs, cast.yohana)
    make_review(old, cast.acting_superior, at=NOON - 8 * DAY)
    make_review(corrected, cast.acting_superior)
    Report.objects.filter(pk=corrected.pk).update(status="CORRECTED")
    ids = [row.pk for row in (theirs, old, open_still, corrected, strange)]

    decided = reopen_reviews(ids, by=naomi, at=NOON)

    assert decided.done == ()
    assert codes(decided) == {
        theirs.pk: "review.not_your_decision",
        old.pk: "review.too_late_to_reopen",
        open_still.pk: "review.not_decided",
        corrected.pk: "review.not_decided",
        strange.pk: "review.not_yours",
    }
