"""An objection to a discipline decision on whole pages: of who rules, the person, the official who
decided, BKPSDM, and everybody else."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry, Reading
from noken.audit.services import state_reason
from noken.core import clock
from noken.core.actor import system
from noken.discipline import services
from noken.discipline.models import Appeal, Case, Decision
from noken.discipline.services import Ruling
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.amending import amend
from tests.cast import STANDING_PEOPLE, Cast
from tests.world import NOON, actor
from tests.world_discipline import make_case, make_settings

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
WHY = "Menangani keberatan sesuai tugas jabatan saya."
REASON = "Pegawai sudah meminta izin tertulis sebelum jam pelayanan."
FORM = {"hasil": "REVOKED", "nomor": "12/K/2026", "alasan": REASON}
MARKUS = "Markus Mandacan, Kepala Bidang Pembinaan SD"


@pytest.fixture
def row(cast: Cast) -> Case:
    """Yohana decided on Maria today with R2, and Maria objected; Markus leads the division."""
    make_settings()
    made = make_case(cast.owner, cast.personnel, "APPEALED", official=cast.superior, at=NOON)
    amend(Decision.objects.filter(case=made), sanction="R2")
    return made


def say_why(person: Employee, row: Case) -> None:
    by = actor(person)
    state_reason(row.employee_id, "Tugas jabatan", WHY, by=by, at=NOON, record=row.number)


def page_of(browse: Browse, person: Employee, row: Case) -> str:
    """What the page says, without its marks."""
    if person.pk != row.employee_id:
        say_why(person, row)
    html = browse(person).get(row.get_absolute_url()).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def act(row: Case, slug: str = "putuskan") -> str:
    return reverse("discipline:act", args=[row.number, slug])


def test_the_page_of_who_rules(cast: Cast, browse: Browse, row: Case) -> None:
    markus = browse(cast.higher_superior)
    waiting = markus.get(reverse("home:waiting")).content.decode()
    assert row.number in waiting
    assert "Anda memutus keberatan ini sampai" in waiting
    assert row.number in markus.get(reverse("discipline:cases")).content.decode()
    gate = markus.get(row.get_absolute_url()).content.decode()
    assert "Putuskan keberatan" not in gate

    page = page_of(browse, cast.higher_superior, row)

    last = row.appeal.decide_by
    for said in (
        "Putuskan keberatan",
        "hari kerja, sampai Rabu, 23 Desember 2026.",
        "keberatan dikabulkan dan keputusannya batal pada Kamis, 24 Desember 2026.",
        "Keputusan dikuatkan",
        "Hukuman diringankan",
        "Keputusan dibatalkan",
        "Keputusan dari Yohana Saiba",
        "Berlaku ditahan sampai keberatan diputus",
        row.appeal.text,
        f"sampai Rabu, 23 Desember 2026, oleh {MARKUS}",
    ):
        assert said in page, said
    assert last.isoformat() == "2026-12-23"
    assert "dikabulkan lewat" not in page
    assert page.index("Keputusan dari") < page.index("Dasar perkara")
    options = re.search(r'<select name="hukuman".*?</select>', _html(markus, row), re.DOTALL)
    assert options
    assert re.findall(r'value="(\w*)"', options[0]) == ["", "R1"]
    assert Reading.objects.filter(
        reader_id=cast.higher_superior.pk, person_id=cast.owner.pk
    ).exists()


def _html(client: Client, row: Case) -> str:
    return client.get(row.get_absolute_url()).content.decode()


def test_a_refused_form_keeps_what_was_typed(cast: Cast, browse: Browse, row: Case) -> None:
    say_why(cast.higher_superior, row)
    typed = {"hasil": "LIGHTER", "hukuman": "", "nomor": "12/K/2026", "alasan": "Singkat saja."}
    markus = browse(cast.higher_superior)

    for more, said in (
        ({}, "Pilih hukuman yang berlaku sekarang."),
        ({"hukuman": "R1"}, "Tuliskan alasan sedikitnya 20 huruf"),
    ):
        answer = markus.post(act(row), typed | more)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert said in page
        assert "Singkat saja." in page
        assert "12/K/2026" in page
    assert Appeal.objects.get(case=row).outcome == ""


def test_all_hear_and_read_what_was_ruled_and_why(cast: Cast, browse: Browse, row: Case) -> None:
    say_why(cast.higher_superior, row)
    markus = browse(cast.higher_superior)

    assert markus.post(act(row), FORM).status_code == 302
    again = markus.post(act(row), FORM)

    assert "Sudah diputus Selasa, 24 November 2026" in again.content.decode()
    assert again.status_code == 422
    assert Entry.objects.get(action="AppealSettled").reason == REASON
    told = Notice.objects.filter(kind="AppealSettled")
    for person in (cast.owner, cast.superior, cast.personnel):
        assert told.filter(person_id=person.pk).count() == 1
    assert not told.filter(person_id=cast.higher_superior.pk)
    for person in (cast.owner, cast.superior, cast.personnel, cast.higher_superior):
        page = page_of(browse, person, row)
        assert "Keputusan dibatalkan, Selasa, 24 November 2026" in page
        assert f"Diputus di noken oleh {MARKUS}, nomor 12/K/2026." in page
        assert REASON in page
        assert "Putuskan keberatan" not in page
    assert row.number not in markus.get(reverse("home:waiting")).content.decode()


def test_bkpsdm_records_paper_and_the_page_says_so(cast: Cast, browse: Browse, row: Case) -> None:
    page = page_of(browse, cast.personnel, row)
    assert "Keberatan diputus Markus Mandacan sampai Rabu, 23 Desember." in page
    assert "Hanya putusan di kertas" in page
    assert "Putuskan keberatan" not in page
    paper = {"hasil": "KEPT", "hari": "2026-11-24", "nomor": "7/K", "pemutus": "Markus Mandacan"}

    client = browse(cast.personnel)
    assert client.post(act(row, "putusan"), {**paper, "pemutus": ""}).status_code == 422
    assert client.post(act(row, "putusan"), paper).status_code == 302

    said = "Diputus di kertas oleh Markus Mandacan, nomor 7/K; dicatat BKPSDM (Hendrik Mambor)."
    for person in (cast.owner, cast.higher_superior):
        assert said in page_of(browse, person, row)
    assert Notice.objects.filter(kind="AppealSettled", person_id=cast.higher_superior.pk)


def test_the_person_reads_who_rules_and_until_when(cast: Cast, browse: Browse, row: Case) -> None:
    page = page_of(browse, cast.owner, row)
    assert "Keberatan diputus Markus Mandacan sampai Rabu, 23 Desember." in page
    assert "Tanpa putusan, dikabulkan." in page
    assert f"sampai Rabu, 23 Desember 2026, oleh {MARKUS}" in page
    assert re.search(r"Dapat melihat: [^.]*Yohana Saiba[^.]*Markus Mandacan", page)
    mine = browse(cast.owner).get(reverse("discipline:mine")).content.decode()
    assert "Keberatan diputus atasan pejabat yang memutus sampai" in mine

    amend(Decision.objects.all(), official=cast.bupati)
    Appeal.objects.update(ruler=None)
    page = page_of(browse, cast.owner, row)
    assert "Keberatan diputus di kertas dan dicatat BKPSDM sampai" in page
    assert "sampai Rabu, 23 Desember 2026, di kertas; BKPSDM mencatatnya" in page


def test_after_silence_the_ruling_is_refused_with_words(
    cast: Cast, browse: Browse, row: Case
) -> None:
    say_why(cast.higher_superior, row)
    over = clock.at_noon(row.appeal.decide_by + timedelta(1))
    services.grant_silence(by=system(clock.day_of(over)), at=over)

    answer = browse(cast.higher_superior).post(act(row), FORM)

    assert answer.status_code == 422
    assert "sudah dikabulkan Kamis, 24 Desember 2026 karena tidak diputus" in (
        answer.content.decode()
    )
    assert "jadi dikabulkan sistem." in page_of(browse, cast.owner, row)


def test_for_whom_the_page_and_the_act_exist(cast: Cast, browse: Browse, row: Case) -> None:
    """The access of the standing people: the page, and the ruling."""
    seen, ruled = {}, {}
    for name in STANDING_PEOPLE:
        person = getattr(cast, name)
        client = browse(person)
        seen[name] = client.get(row.get_absolute_url()).status_code
        if seen[name] == 200 and person != cast.owner:
            say_why(person, row)
        if name != "higher_superior":
            ruled[name] = client.post(act(row), FORM).status_code
    know = {
        *("owner", "superior", "higher_superior", "acting_superior", "personnel", "inspectorate"),
    }
    assert {name for name, status in seen.items() if status == 200} == know
    for name, status in ruled.items():
        assert status == (422 if name in know else seen[name]), name
    assert Appeal.objects.get(case=row).outcome == ""


def test_no_lighter_outcome_where_nothing_is_lighter(cast: Cast, browse: Browse, row: Case) -> None:
    amend(Decision.objects.all(), sanction="R1")
    page = page_of(browse, cast.higher_superior, row)
    assert "Hukuman diringankan" not in page
    assert "Hukuman sesudah diringankan" not in page
    say_why(cast.higher_superior, row)
    answer = browse(cast.higher_superior).post(act(row), {**FORM, "hasil": "KEPT"})
    assert answer.status_code == 302
    assert Ruling(outcome="KEPT", number="1", reason=REASON).sanction == ""
