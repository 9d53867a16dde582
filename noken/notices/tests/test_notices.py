"""Messages appear when the time of Urungkan is over, once, to their owner."""

from datetime import timedelta

import pytest

from noken.notices import queries, services
from noken.notices.services import Message
from tests.world import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + services.UNDO_TIME


def message(key: str = "report-1-approved", person_id: int = 7) -> Message:
    return Message(person_id, key, "ReportApproved", "Laporan disetujui.", "/laporan/", NOON)


def test_a_message_is_not_seen_before_the_time_of_undo_is_over() -> None:
    services.notify([message()])

    assert queries.unread_count(7, NOON + timedelta(seconds=7)) == 0
    assert queries.unread_count(7, LATER) == 1


def test_the_same_thing_is_said_once() -> None:
    services.notify([message(), message()])
    services.notify([message()])

    assert queries.unread_count(7, LATER) == 1


def test_what_was_taken_back_in_time_is_never_shown() -> None:
    services.notify([message()])
    services.revoke(["report-1-approved"], at=NOON + timedelta(seconds=3))

    assert not queries.notices_of(7, LATER).exists()


def test_what_was_delivered_cannot_be_taken_back() -> None:
    services.notify([message()])
    services.revoke(["report-1-approved"], at=LATER)

    assert queries.unread_count(7, LATER) == 1


def test_reading_marks_only_ones_own() -> None:
    services.notify([message(), message("report-2-approved"), message("report-3-approved", 8)])
    first = queries.notices_of(7, LATER).first()
    assert first is not None

    services.mark_read(8, first.pk, at=LATER)
    services.mark_read(7, first.pk, at=LATER)

    assert queries.unread_count(7, LATER) == 1
    services.mark_read(7, None, at=LATER)
    assert queries.unread_count(7, LATER) == 0
    assert queries.unread_count(8, LATER) == 1
