"""Filing: a receipt or a refusal for each draft, one row however often it arrives."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.documents.models import StoredFile
from noken.work.models import Evidence, Report
from noken.work.services import ReportDraft, file_reports
from noken.work.services import filing as filing_service
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_work import draft, hostile, make_agreed, make_duty, photo

DAY = timedelta(1)


def filed(cast: Cast, *drafts: ReportDraft) -> list[str]:
    """Refusal code of each outcome, "" for a receipt."""
    outcomes = file_reports(drafts, by=actor(cast.maria), at=NOON)
    return [outcome.refused.code if outcome.refused else "" for outcome in outcomes]


def test_a_report_gets_a_receipt_a_row_and_an_entry(cast: Cast) -> None:
    agreed = make_agreed(cast.maria)

    (outcome,) = file_reports(
        [draft(agreed.indicators[0], note="  Lengkap. ")], by=actor(cast.maria), at=NOON
    )

    assert outcome.receipt is not None
    assert outcome.receipt.kind == "REPORT"
    assert outcome.is_new
    row = Report.objects.get(pk=outcome.key)
    assert (row.author, row.work_on, row.quantity) == (cast.maria, TODAY, Decimal(2))
    assert row.title == "Verifikasi data Dapodik SD"
    assert row.result_key == agreed.results[0].key
    assert (row.unit, row.note, row.late_reason) == ("sekolah", "Lengkap.", "")
    entry = Entry.objects.get(action="ReportFiled")
    assert entry.subject_id == cast.maria.pk
    assert entry.ids == {"report": str(row.pk)}


def test_the_same_submission_again_gets_the_same_receipt_and_no_second_row(cast: Cast) -> None:
    sent = draft(make_agreed(cast.maria).indicators[0])
    (first,) = file_reports([sent], by=actor(cast.maria), at=NOON)

    (again,) = file_reports([sent], by=actor(cast.maria), at=NOON + timedelta(minutes=5))

    assert again.receipt == first.receipt
    assert not again.is_new
    assert Report.objects.count() == 1
    assert Entry.objects.filter(action="ReportFiled").count() == 1


@pytest.mark.parametrize("later", [timedelta(10), timedelta(61)])
def test_sent_again_when_its_time_is_over_it_still_gets_its_receipt(
    cast: Cast, later: timedelta
) -> None:
    make_duty(grace_workdays=1)
    sent = draft(make_agreed(cast.maria).indicators[0])
    (first,) = file_reports([sent], by=actor(cast.maria), at=NOON)

    (again, other) = file_reports(
        [sent, draft(title="Rapat", on=TODAY)], by=actor(cast.maria), at=NOON + later
    )

    assert again.receipt == first.receipt
    assert not again.is_new
    assert other.refused is not None


def test_sent_again_when_the_plan_has_changed_it_still_gets_its_receipt(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = draft(make_agreed(cast.maria).indicators[0])
    (first,) = file_reports([sent], by=actor(cast.maria), at=NOON)
    monkeypatch.setattr("noken.work.services._drafts.targets_of", lambda *_: {})

    (again,) = file_reports([sent], by=actor(cast.maria), at=NOON + DAY)

    assert again.receipt == first.receipt
    assert filed(cast, replace(sent, note="lain")) == ["receipt.changed"]


def test_twice_in_one_request_is_once(cast: Cast) -> None:
    sent = draft(make_agreed(cast.maria).indicators[0])

    first, second = file_reports([sent, sent], by=actor(cast.maria), at=NOON)

    assert first.receipt == second.receipt
    assert (first.is_new, second.is_new) == (True, False)
    assert Report.objects.count() == 1


def test_the_same_key_with_other_content_is_refused_and_the_first_stays(cast: Cast) -> None:
    sent = draft(make_agreed(cast.maria).indicators[0])
    filed(cast, sent)

    codes = filed(cast, replace(sent, note="lain"))

    assert codes == ["receipt.changed"]
    assert Report.objects.get().note == ""


def test_somebody_else_with_the_same_key_and_content_is_refused(cast: Cast) -> None:
    sent = draft(title="Rapat koordinasi")
    filed(cast, sent)

    (outcome,) = file_reports([sent], by=actor(cast.peer), at=NOON)

    assert outcome.refused is not None
    assert outcome.refused.code == "receipt.changed"
    assert Report.objects.get().author == cast.maria


def test_a_bad_draft_holds_up_no_other(cast: Cast) -> None:
    target = make_agreed(cast.maria).indicators[0]

    codes = filed(cast, draft(target), draft(target, on=TODAY + DAY), draft(target))

    assert codes == ["", "report.future", ""]
    assert Report.objects.count() == 2


def test_an_id_that_is_no_uuid7_is_refused(cast: Cast) -> None:
    key = uuid7(NOON)
    bad = type(key)(int=key.int ^ (1 << 76))

    assert filed(cast, draft(title="Rapat", key=bad)) == ["receipt.bad_key"]
    assert not Report.objects.exists()


def test_a_target_of_somebody_else_is_refused(cast: Cast) -> None:
    theirs = make_agreed(cast.peer).indicators[0]

    assert filed(cast, draft(theirs)) == ["report.unknown_target"]


def test_work_outside_the_plan_carries_its_own_title(cast: Cast) -> None:
    assert filed(cast, draft(title="Mewakili dinas di Prafi", quantity=None)) == [""]

    row = Report.objects.get()
    assert (row.title, row.indicator_key) == ("Mewakili dinas di Prafi", None)


def test_a_late_report_asks_for_a_reason_and_keeps_it(cast: Cast) -> None:
    make_duty(grace_workdays=1)
    old = TODAY - timedelta(6)
    target = make_agreed(cast.maria).indicators[0]

    assert filed(cast, draft(target, on=old)) == ["report.no_reason"]
    assert filed(cast, draft(target, on=old, late_reason="Jaringan putus")) == [""]
    assert Report.objects.get().late_reason == "Jaringan putus"


def test_within_the_grace_no_reason_is_asked_and_none_kept(cast: Cast) -> None:
    make_duty(grace_workdays=1)
    target = make_agreed(cast.maria).indicators[0]

    assert filed(cast, draft(target, on=TODAY - DAY, late_reason="tidak perlu")) == [""]
    assert Report.objects.get().late_reason == ""


def test_where_nothing_is_owed_nothing_is_late(cast: Cast) -> None:
    make_duty(rhythm="NONE")
    target = make_agreed(cast.maria).indicators[0]

    assert filed(cast, draft(target, on=TODAY - timedelta(20))) == [""]


def test_photos_are_kept_with_the_report(cast: Cast) -> None:
    sent = draft(title="Kunjungan", uploads=[photo("a.jpg"), photo("b.jpg", "#112233")])

    assert filed(cast, sent) == [""]

    kept = Evidence.objects.order_by("order")
    assert [row.is_photo for row in kept] == [True, True]
    assert StoredFile.objects.filter(pk__in=kept.values("file_id")).count() == 2


def test_sent_again_with_its_photos_nothing_is_kept_twice(cast: Cast) -> None:
    key = uuid7(NOON)

    for _ in range(2):
        assert filed(cast, draft(title="Kunjungan", key=key, uploads=[photo()])) == [""]

    assert StoredFile.objects.count() == 1


def test_an_empty_file_refuses_its_draft(cast: Cast) -> None:
    empty = SimpleUploadedFile("kosong.jpg", b"")

    assert filed(cast, draft(title="Kunjungan", uploads=[empty])) == ["file.empty"]


def test_a_hostile_file_refuses_its_draft_only(cast: Cast) -> None:
    codes = filed(
        cast, draft(title="Kunjungan", uploads=[photo(), hostile()]), draft(title="Rapat")
    )

    assert codes == ["file.type", ""]
    assert not StoredFile.objects.exists()
    assert Report.objects.get().title == "Rapat"


def test_without_room_for_files_the_text_is_stored(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Refused("penuh", code="file.no_room", status=503)

    monkeypatch.setattr("noken.work.services._drafts.documents.take_files", full)

    key = uuid7(NOON)

    first, again = (
        file_reports(
            [draft(title="Kunjungan", key=key, uploads=[photo()])], by=actor(cast.maria), at=NOON
        )[0]
        for _ in range(2)
    )

    assert first.receipt is not None
    assert first.left_out
    assert (again.receipt, again.left_out) == (first.receipt, first.left_out)
    assert Report.objects.get().title == "Kunjungan"


def test_more_than_a_batch_is_refused_as_a_whole(cast: Cast) -> None:
    drafts = [draft(title="Rapat") for _ in range(51)]

    with pytest.raises(Refused) as refusal:
        file_reports(drafts, by=actor(cast.maria), at=NOON)

    assert refusal.value.code == "report.too_many"


def test_who_is_no_person_cannot_file(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        file_reports([draft(title="Rapat")], by=actor(cast.anonymous), at=NOON)

    assert refusal.value.code == "work.no_person"


def test_a_fault_after_the_receipt_leaves_neither(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("disk")

    sent = draft(title="Rapat")
    monkeypatch.setattr(filing_service, "store", broken)
    with pytest.raises(RuntimeError):
        file_reports([sent], by=actor(cast.maria), at=NOON)
    monkeypatch.undo()

    assert filed(cast, sent) == [""]


@pytest.mark.parametrize("count", [1, 20])
def test_a_batch_takes_as_many_statements_as_one(cast: Cast, count: int) -> None:
    target = make_agreed(cast.maria).indicators[0]
    drafts = [draft(target) for _ in range(count)]
    who = actor(cast.maria)

    with CaptureQueriesContext(
        connection,
    ) as seen:
        outcomes = file_reports(drafts, by=who, at=NOON)

    statements = [q["sql"] for q in seen if "SAVEPOINT" not in q["sql"]]
    assert all(outcome.receipt for outcome in outcomes)
    assert len(statements) <= 6, statements
