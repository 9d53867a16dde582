"""What was said of a day is taken back, and the finding that it answered asks as before."""

from datetime import date, timedelta

import pytest

from noken.attendance import services as days
from noken.attendance.models import Correction
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.findings import services as findings
from noken.findings.models import Reply, Row, RowStep
from noken.notices.models import Notice
from tests.cast import Cast
from tests.fixtures import Browse
from tests.whole.day_pages import line_of, one_letter, own_page
from tests.whole.reading import words
from tests.world import NOON, TODAY, actor
from tests.world_corrections import correction_draft, empty_day
from tests.world_findings import make_finding, make_row, make_terms, reply_draft

pytestmark = pytest.mark.django_db
MONDAY, DAY = date(2026, 11, 16), timedelta(1)
TEXT = "Mengantar berkas BOS ke bank."


@pytest.fixture
def row(cast: Cast) -> Row:
    """Nobody saw Maria on that Monday; she was asked and has opened it."""
    make_terms()
    empty_day(cast.maria, MONDAY)
    return make_row(make_finding(cast.maria), MONDAY, told=True)


def say(cast: Cast) -> Correction:
    days.file_correction(correction_draft(MONDAY, text=TEXT), by=actor(cast.maria), at=NOON)
    return Correction.objects.get()


def read(browse: Browse, who: object, url: str) -> str:
    return words(browse(who).get(url).content.decode().partition("<main")[2])  # type: ignore[arg-type]  # of the cast


def test_the_finding_asks_again_on_every_page(cast: Cast, browse: Browse, row: Row) -> None:
    letter, until = one_letter(browse, cast, cast.maria, MONDAY), row.reply_by
    assert until is not None
    url, weigh = row.finding.get_absolute_url(), "memberi keterangan tentang"
    said = say(cast)
    row.refresh_from_db()
    assert row.state == "REPLIED"
    assert weigh in str(Notice.objects.filter(person_id=cast.acting_superior.pk).first())
    assert "Tarik keterangan" in line_of(own_page(browse, cast.maria, MONDAY), MONDAY)

    answer = browse(cast.maria).post(f"/kehadiran/keterangan/{said.pk}/tarik/", follow=True)

    assert f"Temuan {row.finding.number} kembali seperti sebelumnya" in answer.content.decode()
    row.refresh_from_db()
    assert (row.state, row.decide_by, row.reply_by) == ("ASKED", None, until)
    assert one_letter(browse, cast, cast.maria, MONDAY) == letter
    own = read(browse, cast.maria, url)
    assert "ditarik kembali" in own
    assert TEXT in own
    assert "Anda memberi keterangan sampai" in own
    assert "Keputusan Anda" not in read(browse, cast.acting_superior, url)
    assert "menarik keterangannya" in str(
        Notice.objects.filter(person_id=cast.acting_superior.pk).order_by("-pk").first()
    )
    assert row.steps.filter(kind=RowStep.Kind.TAKEN).count() == 1

    findings.reply(row.finding_id, reply_draft(row), by=actor(cast.maria), at=NOON)
    row.refresh_from_db()
    assert row.state == "REPLIED"


def test_the_days_that_were_left_are_left(cast: Cast, row: Row) -> None:
    said = say(cast)
    row.refresh_from_db()
    until = row.reply_by
    assert until is not None

    days.withdraw_correction(said.pk, by=actor(cast.maria), at=NOON + 14 * DAY)

    row.refresh_from_db()
    assert row.reply_by == until + 14 * DAY


def test_what_had_lapsed_counts_again(cast: Cast, row: Row) -> None:
    Row.objects.update(state="LAPSED", reply_by=TODAY - DAY)
    RowStep.objects.create(
        finding=row.finding, row=row, kind="LAPSED", role="SYSTEM", at=NOON - DAY
    )
    said = say(cast)

    days.withdraw_correction(said.pk, by=actor(cast.maria), at=NOON)

    row.refresh_from_db()
    assert (row.state, row.reply_by) == ("LAPSED", TODAY - DAY)


def test_what_is_decided_or_said_anew_in_the_finding_stays(cast: Cast, row: Row) -> None:
    said, by = say(cast), actor(cast.acting_superior, Role.SUPERIOR)
    findings.decide(row.finding_id, {row.pk: "ASK_PROOF"}, "Mana suratnya?", by=by, at=NOON + DAY)
    findings.reply(row.finding_id, reply_draft(row), by=actor(cast.maria), at=NOON + DAY)
    with pytest.raises(Refused, match="temuan") as refusal:
        days.withdraw_correction(said.pk, by=actor(cast.maria), at=NOON + DAY)
    assert refusal.value.code == "correction.in_finding"

    findings.decide(row.finding_id, {row.pk: "REFUSE"}, "Sudah didengar.", by=by, at=NOON + DAY)
    with pytest.raises(Refused) as refusal:
        days.withdraw_correction(said.pk, by=actor(cast.maria), at=NOON + DAY)
    assert refusal.value.code == "correction.decided"
    assert not Reply.objects.exclude(withdrawn_at=None).exists()
