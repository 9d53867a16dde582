"""The pages of a finding: what each reader sees and does, under one address."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Reading
from noken.documents.services import take_files
from noken.findings.models import Finding, Reply, Row
from noken.findings.models.replies import ReplyFile
from noken.findings.rules.ladder import rung_of
from noken.organization.models import Employee
from noken.regulations.discipline import sanctions, thresholds
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_findings import (
    make_card,
    make_finding,
    make_reply,
    make_row,
    make_terms,
    new_key,
)
from tests.world_work import photo

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = date(2026, 11, 17)
SAID = "Jalan ke Prafi tertutup longsor, tidak ada sinyal."
WHY = "Atasan belum menjawab keterangannya selama lima hari kerja."


@pytest.fixture
def finding(cast: Cast) -> Finding:
    make_terms()
    return make_finding(cast.owner)


def replying(*rows: Row, **fields: object) -> dict[str, object]:
    return {
        "key": str(new_key()),
        "baris": [str(row.pk) for row in rows],
        "keterangan": SAID,
    } | fields


def test_a_new_finding_says_nothing_before_its_person_opens_it(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    row = make_row(finding, DAY)
    client = browse(cast.owner)

    closed = client.get(finding.get_absolute_url()).content.decode()
    client.post(reverse("findings:opened", args=[finding.number]))
    opened = client.get(finding.get_absolute_url()).content.decode()

    assert "Buka temuan" in closed
    assert "17 November" not in closed
    assert "Selasa, 17 November" in opened
    row.refresh_from_db()
    assert row.told_at == NOON
    assert "Buka temuan" not in opened


def test_an_answer_that_fails_keeps_what_was_typed_and_one_that_is_sent_twice_stands_once(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    row = make_row(finding, DAY, told=True)
    client, url = browse(cast.owner), reverse("findings:reply", args=[finding.number])
    sent = replying(row)

    failed = client.post(url, {**sent, "baris": []})
    answers = [client.post(url, {**sent, "lampiran": photo()}) for _ in range(2)]

    assert failed.status_code == 422
    assert SAID in failed.content.decode()
    assert [answer.status_code for answer in answers] == [302, 302]
    said = Reply.objects.get()
    assert (said.text, list(said.rows.all()), said.files.count()) == (SAID, [row], 1)


def test_a_companion_is_asked_for_only_where_the_terms_allow_one(
    cast: Cast, browse: Browse
) -> None:
    make_terms(companion=False)
    finding = make_finding(cast.owner)
    make_row(finding, DAY, told=True)

    page = browse(cast.owner).get(finding.get_absolute_url()).content.decode()

    assert 'name="pendamping"' not in page


def test_who_leads_today_decides_row_by_row(cast: Cast, browse: Browse, finding: Finding) -> None:
    first, second = make_row(finding, DAY, "REPLIED"), make_row(finding, TODAY, "REPLIED")
    make_reply(finding, first, second, text=SAID)
    client, url = browse(cast.acting_superior), reverse("findings:decide", args=[finding.number])

    page = client.get(finding.get_absolute_url()).content.decode()
    nothing = client.post(url, {"alasan": "Sesuai catatan BPBD."})
    silent = client.post(url, {f"baris_{first.pk}": "ACCEPT", "alasan": ""})
    done = client.post(
        url,
        {
            f"baris_{first.pk}": "ACCEPT",
            f"baris_{second.pk}": "REFUSE",
            "alasan": "Sesuai catatan BPBD.",
        },
    )

    assert "Keputusan Anda" in page
    assert SAID in page
    assert (nothing.status_code, silent.status_code, done.status_code) == (422, 422, 302)
    states = dict(finding.rows.values_list("pk", "state"))
    assert states == {first.pk: "ACCEPTED", second.pk: "REFUSED"}


def test_a_refused_row_may_be_taken_as_an_excuse_after_all(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    row = make_row(finding, DAY, "REFUSED", by=cast.acting_superior)
    url = reverse("findings:reconsider", args=[finding.number, row.pk])
    client = browse(cast.acting_superior)

    assert client.post(url, {"alasan": " "}).status_code == 422
    assert client.post(url, {"alasan": "Surat puskesmas menyusul."}).status_code == 302

    row.refresh_from_db()
    assert row.state == "ACCEPTED"


def test_nobody_but_who_leads_today_sees_the_form_of_the_decision(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    row = make_row(finding, DAY, "REPLIED")
    url = reverse("findings:decide", args=[finding.number])

    for person in (cast.superior, cast.higher_superior, cast.personnel):
        page = browse(person).get(finding.get_absolute_url()).content.decode()
        answer = browse(person).post(url, {f"baris_{row.pk}": "ACCEPT", "alasan": "Ya."})
        assert "Keputusan Anda" not in page
        assert answer.status_code == 422
    assert finding.rows.get().state == "REPLIED"


def test_a_notice_on_paper_needs_a_witness_and_starts_the_days(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    row = make_row(finding, DAY, at=NOON - timedelta(3))
    client, url = browse(cast.personnel), reverse("findings:hand_over", args=[finding.number])

    without = client.post(url, {"tanggal": TODAY.isoformat(), "saksi": ""})
    done = client.post(url, {"tanggal": TODAY.isoformat(), "saksi": "Frans Rumbiak"})
    page = browse(cast.acting_superior).get(finding.get_absolute_url()).content.decode()

    assert (without.status_code, done.status_code) == (422, 302)
    row.refresh_from_db()
    assert row.reply_by == date(2026, 11, 27)
    assert "saksi Frans Rumbiak" in page


def test_the_inspectorate_says_why_first_and_the_person_reads_it(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    row = make_row(finding, DAY, "REPLIED")
    make_reply(finding, row, text=SAID)
    client = browse(cast.inspectorate)
    url = reverse("findings:state_reason", args=[finding.number])

    door = client.get(finding.get_absolute_url()).content.decode()
    short = client.post(url, {"dasar": "Surat tugas", "nomor": "700/218", "alasan": "Cek."})
    given = client.post(url, {"dasar": "Surat tugas", "nomor": "700/218", "alasan": WHY})
    page = client.get(finding.get_absolute_url()).content.decode()

    assert SAID not in door
    assert "Maria" not in door
    assert (short.status_code, given.status_code) == (422, 302)
    assert SAID in page
    reason = f"Surat tugas 700/218: {WHY}"
    assert Reading.objects.get(reader_id=cast.inspectorate.pk).reason == reason
    own = browse(cast.owner).get(finding.get_absolute_url()).content.decode()
    assert reason in own
    assert cast.inspectorate.name in own


def test_a_hint_is_known_to_its_person_alone(cast: Cast, browse: Browse, finding: Finding) -> None:
    make_row(finding, DAY, "HINT")

    own = browse(cast.owner).get(finding.get_absolute_url())
    above = browse(cast.acting_superior).get(finding.get_absolute_url())
    kept = browse(cast.personnel).get(finding.get_absolute_url()).content.decode()

    assert "Petunjuk" in own.content.decode()
    assert above.status_code == 404
    assert "17 November" not in kept
    assert "1 petunjuk" in kept


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("HDR-03", "2 hari dihitung saja; aturan ini tidak menanyakan PPPK"),
        ("ATS-02", "2 hal dihitung saja; aturan ini tidak menanyakan PPPK"),
    ],
)
def test_whom_a_rule_only_counts_reads_how_many_and_no_ladder(
    cast: Cast, browse: Browse, code: str, words: str
) -> None:
    make_terms()
    Employee.objects.filter(pk=cast.owner.pk).update(kind="PPPK")
    finding = make_finding(cast.owner, make_card(code, groups=("PNS", "CPNS")))
    for day in (DAY, DAY - timedelta(1)):
        make_row(finding, day, "HINT")

    own = browse(cast.owner).get(finding.get_absolute_url()).content.decode()
    kept = browse(cast.personnel).get(finding.get_absolute_url()).content.decode()

    for page in (own, kept):
        assert words in page
        assert "tidak ada hukuman" not in page
        assert "langkah-judul" not in page
    assert browse(cast.acting_superior).get(finding.get_absolute_url()).status_code == 404


def test_an_attachment_opens_for_whom_the_finding_opens(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    said = make_reply(finding, make_row(finding, DAY, "REPLIED"))
    (stored,) = take_files([photo()], at=NOON)
    ReplyFile.objects.create(reply=said, file_id=stored.pk, is_photo=True)
    url = reverse("findings:file", args=[stored.pk])

    seen = {
        name: browse(getattr(cast, name)).get(url).status_code
        for name in ("owner", "acting_superior", "higher_superior", "personnel")
    }
    hidden = {
        name: browse(getattr(cast, name)).get(url).status_code
        for name in ("former_superior", "peer", "admin_opd", "inspectorate", "leader")
    }

    assert set(seen.values()) == {200}
    assert set(hidden.values()) == {404}
    assert browse(cast.owner).get(reverse("findings:file", args=[new_key()])).status_code == 404


def test_anybody_can_count_again_from_what_the_page_shows(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    """Only the page is read: the rows, what each adds, the sum, the rung, the days in a row."""
    days = [date(2026, 11, day) for day in (2, 3, 4, 9, 10)]
    for day, state in zip(
        days, ("LAPSED", "REFUSED", "LAPSED", "ACCEPTED", "REPLIED"), strict=True
    ):
        before = day - timedelta(3 if day.weekday() == 0 else 1)
        make_row(finding, day, state, facts={"after": before.isoformat()})
    late = make_finding(cast.owner, code="HDR-07")
    make_row(late, date(2026, 11, 5), "REFUSED", item="2026-1")

    page = browse(cast.acting_superior).get(finding.get_absolute_url()).content.decode()

    adds = [Decimal(each) for each in re.findall(r'data-adds="([\d.]+)">', page)]
    told = re.search(r"<span data-sum[^>]*>([^<]*)<", page)
    assert told
    assert told[1] == "1 + 1 + 1 + 1 = 4 hari"
    assert sum(adds) == 4
    reached = rung_of(int(sum(adds)), thresholds())
    assert reached
    assert f"4 hari dihitung, jenjang {sanctions()[reached.sanction].name.lower()}." in page
    assert page.count("hari kerja sebelumnya menurut jadwalnya") == 5
    assert ">3 hari kerja<" in page
    assert late.number in page


def test_a_year_whose_days_fell_stands_on_no_rung(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    for day in (2, 3, 4):
        make_row(finding, date(2026, 11, day), "ACCEPTED")

    page = browse(cast.acting_superior).get(finding.get_absolute_url()).content.decode()

    assert "0 hari" in page
    assert "0 hari dihitung. Pada 1 atau 2 hari tidak ada hukuman." in page


def test_what_was_settled_in_favour_long_ago_leaves_the_page_of_the_superior(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    old = make_row(finding, date(2025, 3, 3), "ACCEPTED", at=NOON - timedelta(400))
    row = make_row(finding, DAY, "REPLIED")
    gone = make_reply(finding, old, text="Anak saya sakit campak.", at=NOON - timedelta(400))
    make_reply(finding, old, row, text=SAID)
    amend(old.steps.all(), note="Surat puskesmas ada.")
    (stored,) = take_files([photo()], at=NOON)
    ReplyFile.objects.create(reply=gone, file_id=stored.pk, is_photo=True)
    file = reverse("findings:file", args=[stored.pk])

    whole = f"{finding.get_absolute_url()}?sekitar=1"
    above = browse(cast.acting_superior).get(whole).content.decode()
    own = browse(cast.owner).get(whole).content.decode()

    for words in ("3 Maret", "3 Mar", "campak", "Surat puskesmas"):
        assert words not in above
        assert words in own
    assert "1 yang sudah lama gugur" in above
    assert SAID in above
    files = [browse(who).get(file).status_code for who in (cast.acting_superior, cast.owner)]
    assert files == [404, 200]


def test_rows_of_a_newer_version_say_so(cast: Cast, browse: Browse, finding: Finding) -> None:
    make_row(finding, DAY, "REPLIED")
    newer = make_card()
    make_row(finding, TODAY, "REPLIED", version_id=newer.pk)

    page = browse(cast.acting_superior).get(finding.get_absolute_url()).content.decode()

    assert page.count(f"Dilihat oleh versi {newer.version} aturan ini.") == 1
    for version in (finding.version.version, newer.version):
        assert f"/aturan/HDR-03/?versi={version}" in page


def test_what_stands_around_it_comes_late_and_to_its_readers_alone(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    row = make_row(finding, DAY, "REPLIED", told=True)
    amend(row.steps.all(), note="Dibuka di kantor.")
    url = f"{finding.get_absolute_url()}?sekitar=1"
    late = {"HX-Request": "true"}

    page = browse(cast.acting_superior).get(finding.get_absolute_url()).content.decode()
    part = browse(cast.acting_superior).get(url, headers=late).content.decode()
    others = (cast.peer, cast.former_superior, cast.inspectorate)
    refused = [browse(who).get(url, headers=late).status_code for who in others]

    assert f'hx-get="{url}"' in page
    assert "Dibuka di kantor." not in page
    assert "Dibuka di kantor." in part
    assert "<main" not in part
    assert refused == [404, 404, 404]


def test_an_unknown_number_is_not_there(cast: Cast, browse: Browse) -> None:
    client = browse(cast.owner)

    for number in ("T-2026-0001", "T-2026-1", "apa"):
        assert client.get(reverse("findings:finding", args=[number])).status_code == 404


def test_who_decides_may_count_runs_before_saving(
    cast: Cast, browse: Browse, finding: Finding
) -> None:
    before = DAY - timedelta(1)
    make_row(finding, before, "LAPSED", facts={"after": "2026-11-13"})
    make_row(finding, DAY, "REPLIED", facts={"after": before.isoformat()})
    late = make_finding(cast.owner, code="HDR-07")
    make_row(late, DAY, "REPLIED", item="2026-1")

    page = browse(cast.acting_superior).get(finding.get_absolute_url()).content.decode()
    other = browse(cast.acting_superior).get(late.get_absolute_url()).content.decode()

    assert 'data-run-now="1"' in page
    assert 'data-days="2026-11-16:2026-11-13"' in page
    assert 'data-days="2026-11-17:2026-11-16"' in page
    assert 'data-run-now="1"' in other
    assert 'data-days="2026' not in other
