"""What the pages of a finding say to each reader, and that no two of them say different things."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noken.findings.models import Finding
from noken.organization.models import Employee
from noken.regulations.cards import rule_cards
from noken.regulations.discipline import sanctions, thresholds
from noken.ui.formats import day_named
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_corrections import make_day
from tests.world_findings import make_finding, make_reply, make_row, make_terms

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = date(2026, 11, 17)
REASON = {
    "dasar": "Surat tugas",
    "nomor": "700/218",
    "alasan": "Atasan belum menjawab keterangannya selama lima hari kerja.",
}


@pytest.fixture
def finding(cast: Cast) -> Finding:
    make_terms()
    return make_finding(cast.owner)


def read(client: Client, url: str) -> str:
    """The page as text: without markup, spaces as one."""
    answer = client.get(url)
    assert answer.status_code == 200
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def rule(client: Client, finding: Finding) -> str:
    """The rule on the page, without the links to its card."""
    page = client.get(finding.get_absolute_url()).content.decode()
    (drawn,) = re.findall(r'aria-labelledby="aturan-judul">.*?</section>', page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", drawn.partition('class="card-b')[2])).split())


def steps(client: Client, finding: Finding) -> list[tuple[str, str, str]]:
    """The steps on the page: state, title, text."""
    page = client.get(finding.get_absolute_url()).content.decode()
    (drawn,) = re.findall(r'<ol class="tl sm">(.*?)</ol>', page, re.DOTALL)
    found = re.findall(
        r'<li(?: class="(\w+)")?[^>]*>.*?<b>(.*?)</b><p[^>]*>(.*?)</p>', drawn, re.DOTALL
    )
    return [(state, unescape(title), unescape(text)) for state, title, text in found]


def test_what_nobody_opened_shows_no_step_as_done(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    make_row(finding, DAY)

    own = steps(browse(cast.owner), finding)
    kept = steps(browse(cast.personnel), finding)

    assert own[0] == ("now", "Anda memberi keterangan", "mulai setelah Anda membuka")
    assert [state for state, *_rest in own] == ["now", "", ""]
    assert "done" not in {state for state, *_rest in kept}


def test_what_was_answered_before_a_new_row_came_waits_for_the_opening_too(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    make_reply(finding, make_row(finding, DAY, "REPLIED"))
    make_row(finding, DAY + timedelta(1))

    own = steps(browse(cast.owner), finding)

    assert own[0] == ("now", "Anda memberi keterangan", "mulai setelah Anda membuka")
    assert own[1][0] == ""


def test_an_answer_is_said_to_be_given_only_where_one_was(cast: Cast, browse: Browse) -> None:
    make_terms()
    hinted, fallen = make_finding(cast.owner), make_finding(cast.owner, code="LAP-01")
    make_row(hinted, DAY, "HINT")
    make_row(fallen, DAY, "CLEARED", told=True)
    client = browse(cast.owner)

    assert steps(client, hinted)[0] == ("", "Anda memberi keterangan", "belum ada yang ditanyakan")
    assert steps(client, fallen)[0] == ("done", "Anda memberi keterangan", "tidak diperlukan lagi")
    kept = steps(browse(cast.personnel), hinted)
    assert "done" not in {state for state, *_rest in kept}


@pytest.mark.parametrize("code", rule_cards())
def test_the_rule_speaks_to_the_person_and_about_the_person_to_everybody_else(
    cast: Cast, browse: Browse, code: str
) -> None:
    make_terms()
    finding = make_finding(cast.owner, code=code)
    make_row(finding, DAY, "REPLIED")
    watching = browse(cast.inspectorate)
    watching.post(reverse("findings:state_reason", args=[finding.number]), REASON)

    own = rule(browse(cast.owner), finding)
    for client in (browse(cast.acting_superior), browse(cast.personnel), watching):
        others = rule(client, finding)
        assert "Anda" not in others
        assert others.replace("pegawai ini", "Anda").replace("Pegawai ini", "Anda") == own


LATER = TODAY + timedelta(2)
PAST = TODAY - timedelta(20)


@pytest.mark.parametrize(
    ("state", "days", "words"),
    [
        ("ASKED", {"told": True, "reply_by": LATER}, "{person} menjawab sampai"),
        ("PROOF", {"proof_by": LATER}, "{person} mengirim bukti sampai"),
        ("REPLIED", {"decide_by": PAST}, "{superior} memutus sampai"),
        ("ASKED", {"decide_by": PAST}, "{superior} menyerahkan di kertas sesudah"),
    ],
    ids=["answer", "proof", "decision", "paper"],
)
def test_desk_inbox_list_and_finding_name_the_same_day_and_whose_it_is(
    cast: Cast,
    browse: Browse,
    finding: Finding,
    state: str,
    days: dict[str, Any],
    words: str,
) -> None:
    make_row(finding, DAY, state, **days)
    day = day_named(LATER if LATER in days.values() else PAST)
    said = f"{words.format(person='pegawai', superior='atasan')} {day}"
    own = f"{words.format(person='Anda', superior='atasan Anda')} {day}"
    leading = f"{words.format(person='pegawai', superior='Anda')} {day}"
    watching, keeping = browse(cast.inspectorate), browse(cast.personnel)
    watching.post(reverse("findings:state_reason", args=[finding.number]), REASON)

    for url in (reverse("oversight:desk"), reverse("oversight:findings")):
        assert said in read(watching, url)
    assert said in read(watching, finding.get_absolute_url())
    assert said in read(keeping, finding.get_absolute_url())
    assert said in read(browse(cast.acting_superior), reverse("findings:team"))
    assert said in read(keeping, reverse("findings:all"))
    if "kertas" not in said:
        assert own in read(browse(cast.owner), finding.get_absolute_url())
        assert own in read(browse(cast.owner), reverse("findings:mine"))
    if "pegawai" in said:
        assert own in read(browse(cast.owner), reverse("home:waiting"))
    else:
        assert leading in read(browse(cast.acting_superior), reverse("home:waiting"))


def test_what_rests_with_its_card_has_no_day_anywhere(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    make_row(finding, DAY, "REPLIED", rests=True, decide_by=PAST, at=NOON - timedelta(30))

    for url in (finding.get_absolute_url(), reverse("findings:all")):
        assert "memutus sampai" not in read(browse(cast.personnel), url)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (2, "2 hari dihitung. Pada 1 atau 2 hari tidak ada hukuman. Jenjang berikut: {next}."),
        (3, "3 hari dihitung, jenjang {reached}. Bila satu hari lagi diterima, hitungan menjadi 2"),
        (28, "28 hari dihitung, jenjang {reached}."),
    ],
)
def test_a_finding_names_the_rung_reached_and_the_next_one_and_the_card_all_of_them(
    cast: Cast, browse: Browse, finding: Finding, days: int, said: str
) -> None:
    for number in range(days):
        make_row(finding, date(2026, 3, 2) + timedelta(number), "LAPSED")
    names = [sanctions()[rung.sanction].name.lower() for rung in thresholds().rungs]
    least = [rung.least for rung in thresholds().rungs]
    place = sum(each <= days for each in least)
    above = f"{names[place]}, pada {least[place]}" if place < len(names) else ""
    words = said.format(next=f"{above} hari", reached=names[place - 1])

    for reader in (cast.owner, cast.acting_superior, cast.personnel):
        page = read(browse(reader), finding.get_absolute_url())
        assert words in page
        assert (f"Jenjang berikut: {above}" if above else "Tidak ada jenjang di atasnya.") in page
        others = {*names} - {*names[max(0, place - 2) : place + 1]}
        assert [name for name in others if name in page.lower()] == []
    for code in ("HDR-03", "HDR-07"):
        card = read(browse(cast.owner), reverse("findings:card", args=[code])).lower()
        assert [name for name in names if name not in card] == []
    assert names[-1] not in read(browse(cast.owner), reverse("findings:card", args=["LAP-01"]))


def test_the_calendar_begins_at_the_month_that_is_asked_about(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    for day in (DAY, date(2026, 6, 9), date(2026, 9, 1)):
        make_day(cast.owner, day)
    make_row(finding, DAY, "ASKED", told=True)
    client = browse(cast.owner)

    def months() -> list[str]:
        page = client.get(finding.get_absolute_url()).content.decode()
        return re.findall(r'<svg class="heat"[^>]*aria-label="([^"]*)"', page)

    assert months() == ["November 2026: tidak ada hari yang dihitung"]
    make_row(finding, date(2026, 9, 2), "LAPSED")
    assert months() == [
        "September 2026: dihitung tanggal 2",
        "November 2026: tidak ada hari yang dihitung",
    ]
    page = client.get(finding.get_absolute_url()).content.decode()
    assert f"<title>{day_named(DAY)}: Menunggu keterangan</title>" in page
