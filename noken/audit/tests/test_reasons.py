"""Saying why before the records of another person open."""

from dataclasses import replace
from datetime import timedelta

import pytest

from noken.audit import queries, services
from noken.audit.models import Entry, Reading
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.events import emit
from noken.core.http import RecordsRead
from tests.cast import Cast
from tests.world import NOON, actor

pytestmark = pytest.mark.django_db
WHY = "Atasan belum menjawab keterangannya selama lima hari kerja."


def test_a_reason_stands_in_the_journal_and_holds_for_twelve_hours(cast: Cast) -> None:
    reader, person = actor(cast.inspectorate, Role.INSPECTORATE), cast.owner.pk

    services.state_reason(person, " Surat tugas  700/218", WHY, by=reader, at=NOON)

    entry = Entry.objects.get(action="RecordOpened")
    said = f"Surat tugas 700/218: {WHY}"
    assert (entry.subject_id, entry.employee_id, entry.reason) == (
        person,
        reader.employee_id,
        said,
    )
    later = timedelta(hours=11, minutes=59)
    assert queries.stated_reason(reader, person, NOON + later) == said
    assert queries.stated_reason(reader, person, NOON + timedelta(hours=12)) is None
    assert queries.stated_reason(reader, cast.peer.pk, NOON) is None
    assert queries.stated_reason(actor(cast.leader), person, NOON) is None
    assert entry.role == "INSPECTORATE"


def test_a_reason_for_one_record_opens_no_other(cast: Cast) -> None:
    reader, person = actor(cast.inspectorate, Role.INSPECTORATE), cast.owner.pk
    services.state_reason(person, "Tugas jabatan", WHY, by=reader, at=NOON)
    assert queries.stated_reason(reader, person, NOON, record="D-2026-0001") is None

    services.state_reason(person, "Tugas jabatan", WHY, by=reader, at=NOON, record="D-2026-0001")

    assert queries.stated_reason(reader, person, NOON, record="D-2026-0001") is not None
    assert queries.stated_reason(reader, person, NOON, record="D-2026-0002") is None


@pytest.mark.parametrize(
    ("basis", "reason", "code"),
    [
        ("", WHY, "reason.no_basis"),
        ("Surat tugas", "Sembilan belas hurf", "reason.too_short"),
        ("Surat tugas", "a" * 501, "reason.too_long"),
        ("S" * 121, WHY, "reason.too_long"),
    ],
)
def test_a_reason_that_says_nothing_is_refused(
    cast: Cast, basis: str, reason: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        services.state_reason(cast.owner.pk, basis, reason, by=actor(cast.inspectorate), at=NOON)

    assert refusal.value.code == code
    assert not Entry.objects.filter(action="RecordOpened").exists()


def test_an_account_without_a_person_states_nothing(cast: Cast) -> None:
    nobody = replace(actor(cast.inspectorate), employee_id=None)

    with pytest.raises(Refused) as refusal:
        services.state_reason(cast.owner.pk, "Surat tugas", WHY, by=nobody, at=NOON)

    assert refusal.value.code == "reason.no_person"
    assert queries.stated_reason(nobody, cast.owner.pk, NOON) is None


def test_a_reading_carries_the_reason_that_was_given(cast: Cast) -> None:
    reader = actor(cast.inspectorate, Role.INSPECTORATE)

    emit(
        RecordsRead(
            by=reader, at=NOON, screen="uji", about=frozenset({cast.owner.pk}), why="Surat tugas"
        )
    )

    assert Reading.objects.get().reason == "Surat tugas"
