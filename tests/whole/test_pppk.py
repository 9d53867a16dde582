"""A PPPK is asked and judged as everybody; nothing follows before the table is signed."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from noken.findings import queries, services
from noken.findings.models import LadderProposal, Row
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_findings import make_card, make_finding, make_row, make_table, make_terms

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAYS = [date(2026, 11, day) for day in (10, 11, 12)]
WHY = "Aturan disiplin PPPK dari daerah belum dimuat"
HARD = ("teguran", "Pemanggilan tertulis", "surat panggilan", 'class="ladder"', "mencapai jenjang")


@pytest.fixture
def pppk(cast: Cast) -> Cast:
    make_terms()
    Employee.objects.filter(pk=cast.owner.pk).update(kind="PPPK")
    return cast


def test_a_day_is_asked_and_refused_and_nothing_follows(pppk: Cast, browse: Browse) -> None:
    finding = make_finding(pppk.owner, make_card())
    for day in DAYS:
        make_row(finding, day, "HINT")
    services.ask_due(by=actor(pppk.personnel), at=NOON)
    assert set(finding.rows.values_list("state", flat=True)) == {"ASKED"}
    finding.rows.update(
        state="REFUSED",
        told_at=NOON,
        reply_by=TODAY,
        decide_by=None,
        decided_at=NOON,
        decided_by=pppk.superior,
        reason="Belum meyakinkan.",
    )

    standing = queries.standing_of([pppk.owner.pk], 2026)[pppk.owner.pk]
    assert (standing.counted, standing.rung) == (3, None)
    assert queries.reached_since(2026, 2026) == []
    assert queries.facts_of([finding.pk])[finding.pk].counted == 0
    for person in (pppk.owner, pppk.acting_superior, pppk.personnel):
        page = browse(person).get(finding.get_absolute_url()).content.decode()
        assert WHY in page
        assert not [word for word in HARD if word in page]
    around = browse(pppk.acting_superior).get(finding.get_absolute_url() + "?sekitar=1")
    assert reverse("coaching:new", args=[pppk.owner.pk]) in around.content.decode()
    assert WHY in browse(pppk.acting_superior).get(reverse("findings:team")).content.decode()
    assert WHY in browse(pppk.owner).get(reverse("findings:mine")).content.decode()


def test_silence_of_a_pppk_lapses_only_from_the_day_of_the_table(
    pppk: Cast, browse: Browse
) -> None:
    finding = make_finding(pppk.owner, make_card())
    past = TODAY - timedelta(1)
    rows = [make_row(finding, day, told=True, reply_by=past) for day in DAYS]

    services.lapse_due(by=actor(pppk.personnel), at=NOON)
    assert not Row.objects.filter(state="LAPSED").exists()
    page = browse(pppk.owner).get(finding.get_absolute_url()).content.decode()
    assert "Belum dijawab, tidak dihitung" in page

    make_table(start_on=DAYS[1])
    services.lapse_due(by=actor(pppk.personnel), at=NOON)
    lapsed = Row.objects.filter(state="LAPSED").order_by("day")
    assert [row.pk for row in lapsed] == [row.pk for row in rows[1:]]


def test_the_ladder_counts_from_the_day_of_the_table_on(pppk: Cast, browse: Browse) -> None:
    finding = make_finding(pppk.owner, make_card())
    for number in range(8, 14):
        make_row(finding, date(2026, 11, number), "REFUSED", by=pppk.superior)
    make_table(start_on=date(2026, 11, 11))

    standing = queries.standing_of([pppk.owner.pk], 2026)[pppk.owner.pk]
    assert standing.counted == 6
    assert standing.rung
    assert standing.rung.least == 3
    page = browse(pppk.owner).get(finding.get_absolute_url()).content.decode()
    assert "jenjang teguran lisan pppk" in page
    assert WHY not in page


@pytest.mark.usefixtures("pppk")
def test_one_signature_changes_nothing() -> None:
    make_table(signed=False)

    assert not queries.is_ruled("PPPK", TODAY)


def test_a_file_with_bad_rows_stays_in_the_form_and_says_what_to_do(
    cast: Cast, browse: Browse
) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Mulai hari ke", "Tingkat", "Hukuman", "Lama (bulan)"])
        sheet.write_row(1, 0, [3, "Ringan", "Teguran lisan daerah"])
        sheet.write_row(2, 0, ["lima", "Sangat berat", "Potongan penghasilan", 6])
    upload = SimpleUploadedFile("tabel.xlsx", out.getvalue())

    answer = browse(cast.personnel).post(reverse("findings:ladder_read"), {"berkas": upload})

    page = answer.content.decode()
    assert answer.status_code == 422
    for kept in ("Teguran lisan daerah", "Potongan penghasilan", "lima", "Sangat berat"):
        assert kept in page
    assert "Isi angka dari 1 sampai 260." in page
    assert "tidak dikenal. Pilih Ringan" in page
    assert not LadderProposal.objects.exists()


def test_bkpsdm_proposes_and_two_sign(cast: Cast, browse: Browse) -> None:
    rows = {"hari_1": "3", "tingkat_1": "RINGAN", "hukuman_1": "Teguran lisan", "batas": ""}
    said = {"kelompok": ["PPPK"], "mulai": TODAY.isoformat(), "dasar": "Perbup 4/2026"}
    url = reverse("findings:ladder")
    assert browse(cast.personnel).post(f"{url}usul/", {**rows, **said}).status_code == 302
    row = LadderProposal.objects.get()
    assert "Yang terkena" in browse(cast.leader).get(url).content.decode()
    for person in (cast.personnel, cast.leader):
        browse(person).post(f"{url}{row.pk}/setuju/", {"alasan": "Sesuai"})

    assert queries.is_ruled("PPPK", TODAY)
    assert "Teguran lisan" in browse(cast.owner).get(url).content.decode()
