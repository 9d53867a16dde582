"""The plan in full over HTTP: shape, annex, behaviour, dialogue; with htmx and without."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Reading
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from noken.planning.models import AnnexLine, DialogueNote, Indicator, Plan, Revision
from noken.planning.rules import Proposal
from tests.cast import Cast
from tests.world import NOON
from tests.world_planning import (
    FULL,
    content_now,
    make_annex_line,
    make_expectation,
    make_note,
    make_plan,
    make_result,
)

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
Status = Revision.Status
HTMX = {"hx-request": "true"}


def post(client: Client, name: str, pk: int, data: dict[str, Any], **more: Any) -> Any:
    return client.post(reverse(f"planning:{name}", args=[pk]), data, **more)


def html_of(client: Client, plan: Plan, query: str = "") -> str:
    answer = client.get(f"{plan.get_absolute_url()}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def form_values(html: str, mark: str) -> dict[str, list[str]]:
    """Inputs and texts of the form that contains a mark."""
    start = html.rindex("<form", 0, html.index(mark))
    form = html[start : html.index("</form>", start)]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrfmiddlewaretoken":
            found.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name_, inner in re.findall(
        r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL
    ):
        found.setdefault(name_, []).append(unescape(inner).strip())
    return found


def line_of(plan: Plan) -> str:
    return f"INDICATOR:{Indicator.objects.get(result__revision__plan=plan).key}"


# Shape


def test_a_draft_goes_to_words_and_is_handed_in(cast: Cast, browse: Browse) -> None:
    plan, client = make_plan(cast.owner, status=Status.DRAFT), browse(cast.owner)

    post(client, "shape", plan.pk, {"approach": "QUALITATIVE", "form": "STAFF"})
    html = html_of(client, plan)

    assert "Sekolah dengan data valid: 42 sekolah setahun" in html
    assert "Ukuran keberhasilan dan target" in html
    assert "-q4" not in html
    values = form_values(html, 'name="hasil"')
    key = values["indikator"][0]
    values[f"i-{key}-text"] = ["42 sekolah terverifikasi tiap bulan"]
    values["rhk-kind"] = ["MAIN"]
    answer = post(client, "save", plan.pk, {**values, "aksi": "kirim"}, follow=True)
    assert "SKP diajukan" in answer.content.decode()
    (indicator,) = content_now(plan).results[0].indicators
    assert (indicator.text, indicator.unit) == ("42 sekolah terverifikasi tiap bulan", "")


@pytest.mark.parametrize("chosen", ["", "RECIPIENT"])
def test_the_form_of_leaders_asks_for_a_perspective_and_waits_for_none(
    cast: Cast, browse: Browse, chosen: str
) -> None:
    plan, client = make_plan(cast.owner, status=Status.DRAFT), browse(cast.owner)
    post(client, "shape", plan.pk, {"approach": "QUANTITATIVE", "form": "LEADER"})
    values = form_values(html_of(client, plan), 'name="hasil"')
    values["rhk-kind"] = ["MAIN"]
    field = f"i-{values['indikator'][0]}-perspective"

    post(client, "save", plan.pk, {**values, field: chosen, "aksi": "kirim"})

    assert plan.revisions.get().status == Status.SUBMITTED
    seen = html_of(browse(cast.acting_superior), plan)
    assert ("Penerima layanan" in seen) is bool(chosen)
    assert ("perspektifnya belum dipilih" in seen) is not bool(chosen)


@pytest.mark.parametrize("shape", [{"approach": "X", "form": "STAFF"}, {}])
def test_an_unknown_shape_is_refused(cast: Cast, browse: Browse, shape: dict[str, str]) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)

    assert post(browse(cast.owner), "shape", plan.pk, shape).status_code == 422


# Annex


def test_the_annex_is_written_line_by_line(cast: Cast, browse: Browse) -> None:
    plan, client = make_plan(cast.owner, status=Status.DRAFT), browse(cast.owner)
    values = form_values(html_of(client, plan), 'name="kunci-RESOURCES"')
    values["isi-RESOURCES"] = ["Kendaraan dinas ke Masni"]
    values["isi-CONSEQUENCES"] = ["  Pembinaan   bersama "]

    answer = post(client, "annex", plan.pk, {**values, "aksi": "tambah:RESOURCES"})

    assert answer.status_code == 200
    assert "autofocus" in answer.content.decode()
    assert [(line.section, line.text) for line in content_now(plan).annex] == [
        ("RESOURCES", "Kendaraan dinas ke Masni"),
        ("CONSEQUENCES", "Pembinaan bersama"),
    ]


def test_a_line_is_removed_by_its_button_or_by_emptying_it(cast: Cast, browse: Browse) -> None:
    plan, client = make_plan(cast.owner, status=Status.DRAFT), browse(cast.owner)
    for text in ("Satu", "Dua", "Tiga"):
        make_annex_line(plan, text)
    values = form_values(html_of(client, plan), 'name="kunci-RESOURCES"')
    values["isi-RESOURCES"][1] = ""

    post(client, "annex", plan.pk, {**values, "aksi": f"hapus:{values['kunci-RESOURCES'][0]}"})

    assert [line.text for line in content_now(plan).annex] == ["Tiga"]


def test_an_annex_changed_elsewhere_is_compared_and_not_overwritten(
    cast: Cast, browse: Browse
) -> None:
    plan, client = make_plan(cast.owner, status=Status.DRAFT), browse(cast.owner)
    values = form_values(html_of(client, plan), 'name="kunci-RESOURCES"')
    make_annex_line(plan, "Dari tab lain")
    values["isi-RESOURCES"] = ["Isian saya"]

    answer = post(client, "annex", plan.pk, values, headers=HTMX)
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "diubah di tab atau perangkat lain" in html
    assert "Dari tab lain" in html
    assert "Isian saya" in html
    assert [line.text for line in AnnexLine.objects.all()] == ["Dari tab lain"]


def test_a_line_that_is_too_long_comes_back_as_typed(cast: Cast, browse: Browse) -> None:
    plan, client = make_plan(cast.owner, status=Status.DRAFT), browse(cast.owner)
    values = form_values(html_of(client, plan), 'name="kunci-RESOURCES"')
    values["isi-RESOURCES"] = ["a" * 401]

    answer = post(client, "annex", plan.pk, values)

    assert answer.status_code == 422
    assert "sekarang 401" in answer.content.decode()
    assert "a" * 401 in answer.content.decode()


def test_a_reader_sees_the_annex_and_no_form(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner)
    make_annex_line(plan, "Kendaraan dinas ke Masni")

    html = html_of(browse(cast.personnel), plan)

    assert "Kendaraan dinas ke Masni" in html
    assert "isian-lampiran" not in html
    assert "Dialog kinerja" not in html


# Behaviour


def test_the_superior_writes_expectations_and_the_owner_reads_them(
    cast: Cast, browse: Browse
) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    superior = browse(cast.acting_superior)
    values = form_values(html_of(superior, plan), 'name="harap-SERVICE"')
    values["harap-SERVICE"] = ["Balas hari itu juga"]

    answer = post(superior, "expect", plan.pk, values, follow=True)

    assert "Ekspektasi Anda tersimpan" in answer.content.decode()
    html = html_of(browse(cast.owner), plan)
    assert "Balas hari itu juga" in html
    assert 'name="harap-SERVICE"' not in html


def test_a_second_tab_of_the_superior_reverts_nothing(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner)
    superior = browse(cast.acting_superior)
    old = form_values(html_of(superior, plan), 'name="harap-SERVICE"')
    make_expectation(plan, cast.acting_superior, "Dari tab lain", at=NOON)

    post(superior, "expect", plan.pk, {**old, "harap-LOYAL": "Jaga data siswa"})

    html = html_of(superior, plan)
    assert "Dari tab lain" in html
    assert "Jaga data siswa" in html


def test_an_expectation_that_is_too_long_comes_back_as_typed(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner)
    data = {"harap-SERVICE": "a" * 501, "dulu-SERVICE": ""}

    whole = post(browse(cast.acting_superior), "expect", plan.pk, data)
    part = post(browse(cast.acting_superior), "expect", plan.pk, data, headers=HTMX)

    assert whole.status_code == part.status_code == 422
    assert "sekarang 501" in part.content.decode()
    assert "<html" not in part.content.decode()


# Dialogue


def test_a_talk_about_one_line(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    superior, owner, line = browse(cast.acting_superior), browse(cast.owner), line_of(plan)
    values = form_values(html_of(superior, plan, f"?dialog={line}"), 'name="line"')
    values["text"] = ["Enam sekolah baru sudah aktif"]
    values["q4"] = ["21"]
    values["support"] = ["Kendaraan dinas ke Masni"]

    answer = post(superior, "say", plan.pk, values, follow=True)

    assert "Catatan tersampaikan" in answer.content.decode()
    html = html_of(owner, plan)
    assert "1 usulan" in html
    html = html_of(owner, plan, f"?dialog={line}")
    assert "Enam sekolah baru sudah aktif" in html
    assert "48 sekolah setahun" in html
    assert "<b>Dukungan atasan:</b> Kendaraan dinas ke Masni" in html
    assert "Dapat diterima saat SKP ini Anda ubah" in html
    assert "RHK 1, indikator 1" in html


def test_unread_notes_are_marked_and_then_read(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner)
    note = make_note(plan, cast.acting_superior)
    owner = browse(cast.owner)
    assert "Tandai terbaca" in html_of(owner, plan, "?dialog=PLAN:")
    data = {"catatan": [str(note.pk), "bukan-angka", "9" * 18], "line": "PLAN:"}

    answer = post(owner, "read_notes", plan.pk, data, headers=HTMX)

    assert answer.status_code == 200
    assert "Tandai terbaca" not in answer.content.decode()
    assert ">dibaca" not in html_of(owner, plan, "?dialog=PLAN:")
    assert "dibaca" in html_of(browse(cast.acting_superior), plan)


def test_a_proposal_is_accepted_in_the_editor(cast: Cast, browse: Browse) -> None:
    plan, owner = make_plan(cast.owner, status=Status.RETURNED), browse(cast.owner)
    more = (FULL[0], FULL[1], FULL[2], FULL[3] + 6)
    proposal = Proposal(targets=more, was="42 sekolah setahun")
    note = make_note(plan, cast.acting_superior, line=line_of(plan), proposed=proposal)
    html = html_of(owner, plan)
    assert f'form="usulan-{note.pk}"' in html
    assert f'<form id="usulan-{note.pk}"' in html

    answer = post(owner, "answer_proposal", note.pk, {"jawaban": "terima"}, follow=True)

    assert "Usulan diterima" in answer.content.decode()
    assert content_now(plan).results[0].indicators[0].targets == more


def test_an_empty_note_comes_back_with_what_to_do(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner)
    data = {"key": str(uuid7(NOON)), "line": "PLAN:", "text": "  "}

    whole = post(browse(cast.owner), "say", plan.pk, data)
    part = post(browse(cast.owner), "say", plan.pk, data, headers=HTMX)

    assert whole.status_code == part.status_code == 422
    assert "Tuliskan dulu catatannya" in part.content.decode()
    assert not DialogueNote.objects.exists()


def test_without_a_key_nothing_is_said(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner)

    answer = post(browse(cast.owner), "say", plan.pk, {"line": "PLAN:", "text": "Halo"})

    assert answer.status_code == 422
    assert not DialogueNote.objects.exists()


def test_htmx_gets_the_dialogue_of_a_line_alone(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    address = f"{plan.get_absolute_url()}?dialog={line_of(plan)}"

    answer = browse(cast.acting_superior).get(address, headers={**HTMX, "hx-target": "dialog"})
    html = answer.content.decode()

    assert html.strip().startswith('<section class="card" id="dialog"')
    assert "Usulkan perubahan target" in html
    assert Reading.objects.filter(person_id=cast.owner.pk).count() == 1


def test_the_line_of_the_dialogue_opens_its_result_in_the_editor(
    cast: Cast, browse: Browse
) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    second = make_result(plan, "Rapor mutu terbit")
    key = second.indicators.get().key

    html = html_of(browse(cast.owner), plan, f"?dialog=INDICATOR:{key}")

    assert f'name="hasil" value="{second.key}"' in html
