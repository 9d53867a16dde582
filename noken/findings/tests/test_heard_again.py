"""Proof may turn up after a refusal: it is heard until an official has decided."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from noken.core.errors import Refused
from noken.findings import queries, services
from noken.findings.models import Finding, Row
from noken.findings.ports import closed_above
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_findings import make_finding, make_reply, make_row, make_terms, reply_draft
from tests.world_work import photo

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
MONDAY = date(2026, 11, 16)
FIRST, LETTER = "Saya sakit.", "Surat dokter puskesmas baru ditemukan."


@pytest.fixture
def finding(cast: Cast) -> Finding:
    make_terms()
    return make_finding(cast.owner)


@pytest.fixture
def row(cast: Cast, finding: Finding) -> Row:
    """Answered once, and refused."""
    row = make_row(finding, MONDAY, "REFUSED", by=cast.acting_superior)
    make_reply(finding, row, text=FIRST)
    return row


@pytest.fixture
def closed() -> Iterator[None]:
    """An official has decided on everything."""
    wired = closed_above._answers
    closed_above.connect([lambda ids: dict.fromkeys(ids, NOON)])
    yield
    closed_above.connect(wired)


def say(cast: Cast, row: Row, text: str = LETTER, at: datetime = NOON, **fields: object) -> None:
    draft = reply_draft(row, text=text, **fields)
    services.reply(row.finding_id, draft, by=actor(cast.owner), at=at)
    row.refresh_from_db()


def refuse(cast: Cast, row: Row) -> None:
    by = actor(cast.acting_superior)
    services.decide(row.finding_id, {row.pk: "REFUSE"}, "Belum cukup.", by=by, at=NOON)
    row.refresh_from_db()


def counted(finding: Finding) -> int:
    return int(queries.facts_of([finding.pk])[finding.pk].counted)


def told(cast: Cast) -> list[str]:
    found = Notice.objects.filter(person_id=cast.acting_superior.pk, kind="ReplyGiven")
    return list(found.order_by("pk").values_list("text", flat=True))


def test_what_turns_up_is_weighed_anew_and_does_not_count_meanwhile(
    cast: Cast, finding: Finding, row: Row
) -> None:
    assert counted(finding) == 1

    say(cast, row)

    assert (row.state, row.decide_by, row.heard_again) == ("REPLIED", date(2026, 12, 1), True)
    assert (row.decided_by, row.decided_at, row.reason) == (None, None, "")
    assert counted(finding) == 0
    assert [text.endswith("Timbang dan putuskan.") for text in told(cast)] == [True]


def test_after_a_second_refusal_it_is_heard_and_counts_until_it_is_reconsidered(
    cast: Cast, finding: Finding, row: Row
) -> None:
    say(cast, row)
    refuse(cast, row)

    say(cast, row, "Ada saksi: Frans Rumbiak.", at=NOON + timedelta(hours=1))

    assert (row.state, row.decide_by, counted(finding)) == ("REFUSED", None, 1)
    assert row.replies.count() == 3
    assert row.steps.filter(kind="REPLIED").count() == 3
    assert "terima di halamannya" in told(cast)[-1]
    services.reconsider(row.pk, "Saksi benar.", by=actor(cast.acting_superior), at=NOON)
    assert counted(finding) == 0


def test_the_same_words_bring_nothing_new_but_a_paper_does(cast: Cast, row: Row) -> None:
    with pytest.raises(Refused) as refusal:
        say(cast, row, f" {FIRST} ")
    assert refusal.value.code == "finding.said_already"

    say(cast, row, FIRST, files=(photo(),))

    assert row.state == "REPLIED"


@pytest.mark.usefixtures("closed")
def test_what_an_official_decided_on_is_heard_by_legal_remedies_alone(
    cast: Cast, browse: Browse, finding: Finding, row: Row
) -> None:
    with pytest.raises(Refused) as refusal:
        say(cast, row)
    said = services.note_said_elsewhere(
        cast.owner.pk, MONDAY, LETTER, "Keterangan hari", by=actor(cast.owner), at=NOON
    )
    page = browse(cast.owner).get(finding.get_absolute_url()).content.decode()

    assert (refusal.value.code, said) == ("finding.closed", 0)
    assert 'id="jawab"' not in page
    assert "sudah diputus pejabat yang berwenang" in page


def test_a_correction_of_the_day_is_heard_here_too(cast: Cast, row: Row) -> None:
    said = services.note_said_elsewhere(
        cast.owner.pk, MONDAY, LETTER, "Keterangan hari", by=actor(cast.owner), at=NOON
    )

    row.refresh_from_db()
    assert (said, row.state) == (1, "REPLIED")


def test_the_page_of_the_person_says_what_an_answer_changes(
    cast: Cast, browse: Browse, finding: Finding, row: Row
) -> None:
    client, url = browse(cast.owner), reverse("findings:reply", args=[finding.number])

    def send(text: str) -> str:
        draft = reply_draft(row)
        sent = {"key": str(draft.key), "baris": [str(row.pk)], "keterangan": text}
        page: str = client.post(url, sent, follow=True).content.decode()
        return page

    first = client.get(finding.get_absolute_url()).content.decode()
    same, anew = send(FIRST), send(LETTER)
    board = browse(cast.acting_superior).get(finding.get_absolute_url()).content.decode()
    refuse(cast, row)
    second = client.get(finding.get_absolute_url()).content.decode()
    last = send("Ada saksi.")

    assert "Anda dapat menjelaskannya sekali lagi" in first
    assert f'value="{row.pk}" id="id_jawab_baris_0"' in first.replace(" checked", "")
    assert "Tuliskan hal yang baru" in same
    assert FIRST in same
    assert "akan menimbangnya" in anew
    assert 'id="jawab"' not in anew
    assert "setelah yang pertama belum diterima" in board
    assert "sudah dua kali belum diterima" in second
    assert "sampai itu hitungannya tetap" in last
