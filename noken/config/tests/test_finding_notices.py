"""Who hears of a finding, and what is said of a day answers what is asked about it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from noken.attendance.events import CorrectionAccepted, CorrectionFiled
from noken.core import events
from noken.core.actor import system
from noken.findings import services
from noken.findings.events import FindingSettled
from noken.findings.models import Row
from noken.findings.ports import closed_above, hits_of
from noken.findings.tasks import check_cards, morning, night
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_corrections import make_correction
from tests.world_findings import (
    make_card,
    make_finding,
    make_row,
    make_terms,
    new_key,
    reply_draft,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


@pytest.fixture
def blind() -> Iterator[None]:
    """No rule sees anything, nor lets anything fall."""
    wired = hits_of._answers
    hits_of.connect([])
    yield
    hits_of.connect(wired)


def told_at(person: Employee) -> list[str]:
    return list(Notice.objects.filter(person_id=person.pk).values_list("kind", flat=True))


def test_a_correction_of_the_day_answers_here(cast: Cast) -> None:
    make_terms()
    row = make_row(make_finding(cast.owner), MONDAY)
    said = make_correction(cast.owner, MONDAY, text="Banjir di jalan Prafi.")
    ids: dict[str, Any] = {"subject_id": cast.owner.pk, "correction_id": said.pk, "day": MONDAY}

    events.emit(CorrectionFiled(by=actor(cast.owner), at=NOON, **ids))

    row.refresh_from_db()
    assert row.state == "REPLIED"
    assert "Banjir di jalan Prafi." in row.replies.get().text


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize(
    ("state", "code", "rests", "after"),
    [
        ("REPLIED", "HDR-03", False, "ACCEPTED"),
        ("REFUSED", "HDR-03", False, "ACCEPTED"),
        ("REPLIED", "HDR-03", True, "REPLIED"),
        ("REPLIED", "HDR-07", False, "REPLIED"),
        ("ASKED", "HDR-03", False, "ASKED"),
    ],
)
def test_a_correction_that_is_accepted_accepts_what_was_said_of_the_day(
    cast: Cast, state: str, code: str, rests: bool, after: str
) -> None:
    make_terms()
    finding = make_finding(cast.owner, code=code)
    row = make_row(finding, MONDAY, state, rests=rests)
    other = make_row(finding, MONDAY + timedelta(1), "REPLIED")
    said = make_correction(cast.owner, MONDAY, status="ACCEPTED", by=cast.acting_superior)
    ids: dict[str, Any] = {"subject_id": cast.owner.pk, "correction_id": said.pk, "day": MONDAY}

    events.emit(CorrectionAccepted(by=actor(cast.acting_superior), at=NOON, **ids))

    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, other.state) == (after, "REPLIED")
    if after == "ACCEPTED":
        assert row.decided_by == cast.acting_superior
        assert row.reason == "Keterangan hari Senin, 16 November diterima."
        assert "FindingSettled" in told_at(cast.owner)


@pytest.mark.usefixtures("blind")
def test_what_an_official_has_decided_on_is_not_accepted_through_a_correction(cast: Cast) -> None:
    row = make_row(make_finding(cast.owner), MONDAY, "REFUSED", at=NOON - timedelta(5))
    wired = closed_above._answers
    closed_above.connect([lambda ids: dict.fromkeys(ids, NOON)])
    ids: dict[str, Any] = {"correction_id": new_key(), "day": MONDAY, "subject_id": cast.owner.pk}
    try:
        events.emit(CorrectionAccepted(by=actor(cast.acting_superior), at=NOON, **ids))
    finally:
        closed_above.connect(wired)

    row.refresh_from_db()
    assert row.state == "REFUSED"


def test_the_superior_hears_nothing_before_the_person_said_something(cast: Cast) -> None:
    make_terms()
    finding = make_finding(cast.owner, make_card())
    row = make_row(finding, MONDAY, Row.State.HINT)

    services.ask_due(by=system(TODAY), at=NOON)
    services.note_opened(finding.pk, by=actor(cast.owner), at=NOON)
    assert told_at(cast.acting_superior) == []

    services.reply(finding.pk, reply_draft(row), by=actor(cast.owner), at=NOON)
    assert told_at(cast.acting_superior) == ["ReplyGiven"]
    assert not told_at(cast.superior)


@pytest.mark.usefixtures("blind")
def test_night_and_morning_let_days_pass_and_ask(cast: Cast) -> None:
    make_terms()
    card = make_card()
    hint = make_row(make_finding(cast.owner, card), MONDAY, Row.State.HINT)
    over = TODAY - timedelta(1)
    late = make_row(make_finding(cast.peer, card), MONDAY, told=True, reply_by=over)

    night(0)
    morning(0)

    hint.refresh_from_db()
    late.refresh_from_db()
    assert (hint.state, late.state) == ("ASKED", "LAPSED")


def test_an_accepted_answer_has_the_card_looked_at(cast: Cast) -> None:
    make_terms()
    finding = make_finding(cast.owner, make_card())
    for number in range(20):
        make_row(finding, MONDAY - timedelta(number), "ACCEPTED", by=cast.superior)
    settled = FindingSettled(
        by=actor(cast.superior),
        at=NOON,
        subject_id=cast.owner.pk,
        finding_id=finding.pk,
        number=finding.number,
        decision="ACCEPTED",
        why="Ada surat.",
    )

    check_cards([settled])

    assert told_at(cast.personnel) == ["CardRested"]
