"""Over HTTP without JavaScript: draft, hand in, give back, repair, hand in, agree."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Reading
from noken.organization.models import Employee
from noken.planning.models import Plan, Revision
from tests.cast import Cast
from tests.world_planning import content_now, make_plan, make_result

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
Status = Revision.Status


def fields(html: str) -> dict[str, list[str]]:
    """The values of the editor's form, as a browser would send them."""
    form = html[html.index('<form id="isian"') : html.index("</form>", html.index('id="isian"'))]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        kind = re.search(r'type="(\w+)"', tag)
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        ticked = kind is None or kind[1] not in {"radio", "checkbox"} or " checked" in tag
        if name and ticked and name[1] != "csrfmiddlewaretoken":
            found.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name_, inner in re.findall(
        r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL
    ):
        found[name_] = [unescape(inner).strip()]
    for name_, inner in re.findall(r'(?s)<select name="([^"]+)"[^>]*>(.*?)</select>', form):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        found[name_] = [chosen[1] if chosen else ""]
    return found


def indicator_field(values: dict[str, list[str]], name: str, place: int = 0) -> str:
    return f"i-{values['indikator'][place]}-{name}"


def fill(values: dict[str, list[str]], text: str = "Data 42 sekolah valid") -> dict[str, list[str]]:
    """A complete result in the form."""
    return values | {
        "rhk-text": [text],
        indicator_field(values, "text"): ["Sekolah dengan data valid"],
        indicator_field(values, "unit"): ["sekolah"],
        indicator_field(values, "q1"): ["9"],
        indicator_field(values, "q4"): ["1.250,5"],
    }


def press(client: Client, plan: Plan, values: dict[str, Any], button: str) -> Any:
    url = reverse("planning:save", args=[plan.pk])
    return client.post(url, {**values, "aksi": button}, follow=True)


def page_of(client: Client, plan: Plan, query: str = "") -> str:
    answer = client.get(plan.get_absolute_url() + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_an_empty_draft_to_an_agreed_plan(cast: Cast, browse: Browse) -> None:
    owner, above = browse(cast.owner), browse(cast.acting_superior)

    owner.post(reverse("planning:start"), {"year": 2026})
    plan = Plan.objects.get()
    press(owner, plan, fill(fields(page_of(owner, plan))), "simpan")
    stored = content_now(plan).results[0]
    assert stored.text == "Data 42 sekolah valid"
    assert [str(target) for target in stored.indicators[0].targets] == [
        "9.00",
        "0.00",
        "0.00",
        "1250.50",
    ]

    press(owner, plan, fields(page_of(owner, plan)), "kirim")
    assert plan.revisions.get().status == Status.SUBMITTED
    assert cast.owner.name in above.get(reverse("planning:awaiting")).content.decode()

    above.post(reverse("planning:return", args=[plan.pk]), {"note": "Tambahkan target."})
    html = page_of(owner, plan)
    assert "Tambahkan target." in html
    values = fields(html) | {indicator_field(fields(html), "q2"): ["12"]}
    press(owner, plan, values, "kirim")

    changes = page_of(above, plan, "?banding=1..1.2")
    assert "Triwulan II" in changes
    above.post(reverse("planning:approve", args=[plan.pk]))
    assert plan.revisions.get().status == Status.APPROVED
    assert "1.271,5 sekolah" in page_of(owner, plan)


def test_buttons_add_and_take_away_and_keep_what_was_typed(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT, results=())
    owner = browse(cast.owner)

    values = fill(fields(page_of(owner, plan)), "RHK pertama")
    values = fields(press(owner, plan, values, "tambah-indikator").content.decode())
    assert len(values["indikator"]) == 2
    assert values["rhk-text"] == ["RHK pertama"]

    values = values | {indicator_field(values, "text", 1): ["Yang kedua"]}
    first = values["indikator"][0]
    values = fields(press(owner, plan, values, f"hapus-indikator:{first}").content.decode())
    assert values[indicator_field(values, "text")] == ["Yang kedua"]

    values = fields(press(owner, plan, values, "tambah-hasil").content.decode())
    assert values["rhk-text"] == [""]
    assert [r.text for r in content_now(plan).results] == ["RHK pertama", ""]

    press(owner, plan, values, "hapus-hasil")
    assert [r.text for r in content_now(plan).results] == ["RHK pertama"]


def test_what_cannot_be_stored_is_said_at_the_field_and_stays(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    owner = browse(cast.owner)
    values = fields(page_of(owner, plan))
    wrong = indicator_field(values, "q1")

    answer = press(owner, plan, values | {wrong: ["sembilan"], "rhk-text": ["Baru"]}, "simpan")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{wrong}"' in html
    assert f'id="{wrong}_error"' in html
    assert fields(html)[wrong] == ["sembilan"]
    assert fields(html)["rhk-text"] == ["Baru"]


@pytest.mark.parametrize("wrong", ["-1", "1e400", "NaN", "0,123", "99999999999", "9" * 40])
def test_a_target_is_a_number_of_two_decimals(cast: Cast, browse: Browse, wrong: str) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    owner = browse(cast.owner)
    values = fields(page_of(owner, plan))

    answer = press(owner, plan, values | {indicator_field(values, "q1"): [wrong]}, "simpan")

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1.250", "1250"), ("7,5", "7.5"), ("7.5", "7.5"), ("≤ 2", "2"), ("1.250,25", "1250.25")],
)
def test_a_target_is_read_as_people_write_it(
    cast: Cast, browse: Browse, typed: str, stored: str
) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    owner = browse(cast.owner)
    values = fields(page_of(owner, plan))

    press(owner, plan, values | {indicator_field(values, "q1"): [typed]}, "simpan")

    target = content_now(plan).results[0].indicators[0].targets[0]
    assert f"{target.normalize():f}" == stored


def test_what_a_plan_lacks_is_said_where_it_is_missing(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT, results=("Satu", ""))
    owner = browse(cast.owner)
    second = content_now(plan).results[1].key
    values = fields(page_of(owner, plan)) | {"rhk-text": [""]}

    answer = press(owner, plan, values, "kirim")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#rhk-text"' in html
    assert f'href="?rhk={second}"' in html
    assert plan.revisions.get().status == Status.DRAFT


def test_a_lacking_target_is_said_at_its_indicator_and_a_lacking_unit_is_not(
    cast: Cast, browse: Browse
) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    owner = browse(cast.owner)
    values = fields(page_of(owner, plan))
    unit, first = indicator_field(values, "unit"), indicator_field(values, "q1")
    none = {indicator_field(values, f"q{n}"): ["0"] for n in range(1, 5)}

    html = press(owner, plan, values | none | {unit: [""]}, "kirim").content.decode()

    assert f'href="#{unit}"' not in html
    assert f'id="{first}_error"' in html


def test_a_parent_no_longer_in_force_stays_visible_in_the_choice(
    cast: Cast, browse: Browse
) -> None:
    old = make_result(make_plan(cast.former_superior, results=()), "Hasil lama")
    plan = make_plan(cast.owner, status=Status.DRAFT, supports=old)

    html = page_of(browse(cast.owner), plan)

    assert "Hasil lama (tidak berlaku lagi)" in html
    assert fields(html)["rhk-supports"] == [str(old.key)]


def test_a_second_tab_is_shown_both_texts_and_may_choose(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    owner = browse(cast.owner)
    values = fields(page_of(owner, plan))
    press(owner, plan, values | {"rhk-text": ["Tab satu"]}, "simpan")

    answer = press(owner, plan, values | {"rhk-text": ["Tab dua"]}, "simpan")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert '<del class="m">Tab satu</del>' in html
    assert fields(html)["rhk-text"] == ["Tab dua"]
    assert content_now(plan).results[0].text == "Tab satu"

    press(owner, plan, fields(html), "simpan")
    assert content_now(plan).results[0].text == "Tab dua"


def test_two_tabs_on_two_results_do_not_disturb_each_other(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT, results=("Satu", "Dua"))
    owner = browse(cast.owner)
    first, second = (result.key for result in content_now(plan).results)
    one = fields(page_of(owner, plan, f"?rhk={first}"))
    two = fields(page_of(owner, plan, f"?rhk={second}"))

    press(owner, plan, one | {"rhk-text": ["Satu baru"]}, "simpan")
    press(owner, plan, two | {"rhk-text": ["Dua baru"]}, "simpan")

    assert [r.text for r in content_now(plan).results] == ["Satu baru", "Dua baru"]


def test_typing_saves_by_itself_and_says_when(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    owner = browse(cast.owner)
    url = reverse("planning:save", args=[plan.pk])
    headers = {"hx-request": "true", "hx-target": "tersimpan"}
    values = fields(page_of(owner, plan)) | {"rhk-text": ["Melaksanakan rapat"]}

    saved = owner.post(url, values, headers=headers)
    outdated = owner.post(url, values | {"rhk-text": ["Lain"]}, headers=headers)

    html = saved.content.decode()
    assert saved.status_code == 200
    assert "Tersimpan 12.00" in html
    assert "adalah kegiatan" in html
    assert "<!doctype" not in html.lower()
    assert outdated.status_code == 422
    assert values["seen"][0] in outdated.content.decode()


def test_adding_an_indicator_swaps_only_the_editor(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    owner = browse(cast.owner)
    values = fields(page_of(owner, plan))

    answer = owner.post(
        reverse("planning:save", args=[plan.pk]),
        {**values, "aksi": "tambah-indikator"},
        headers={"hx-request": "true", "hx-target": "penyunting"},
    )

    html = answer.content.decode()
    assert html.strip().startswith("<section")
    assert len(fields(html)["indikator"]) == 2


def test_a_plan_in_force_is_changed_and_compared(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner)
    owner = browse(cast.owner)

    answer = owner.post(reverse("planning:revise", args=[plan.pk]), {"reason": ""})
    assert answer.status_code == 422
    owner.post(reverse("planning:revise", args=[plan.pk]), {"reason": "Tugas baru"})
    press(owner, plan, fields(page_of(owner, plan)) | {"rhk-text": ["Baru"]}, "simpan")

    html = page_of(owner, plan, "?banding=1..draf")
    assert '<ins class="p">Baru</ins>' in html
    assert "tetap berlaku" in html
    assert "Anda membaca <b>versi 1</b>" in page_of(owner, plan, "?versi=1")


def test_a_submitted_plan_is_taken_back(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    owner = browse(cast.owner)
    answer = press(owner, plan, {"hasil": "", "rhk-kind": "MAIN"}, "simpan")
    assert answer.status_code == 422

    owner.post(reverse("planning:withdraw", args=[plan.pk]))

    assert plan.revisions.get().status == Status.DRAFT


def test_last_period_is_copied_from_the_start(cast: Cast, browse: Browse) -> None:
    make_plan(cast.owner, year=2025)
    owner = browse(cast.owner)
    assert "Salin dari 2025" in owner.get(reverse("planning:mine")).content.decode()

    owner.post(reverse("planning:start"), {"year": 2026, "copying": "1"})

    plan = Plan.objects.get(year=2026)
    assert len(content_now(plan).results) == 1
    refused = owner.post(reverse("planning:start"), {"year": "tahun ini"})
    assert refused.status_code == 422


def test_an_empty_draft_is_filled_from_last_period(cast: Cast, browse: Browse) -> None:
    make_plan(cast.owner, year=2025)
    plan = make_plan(cast.owner, status=Status.DRAFT, results=())

    browse(cast.owner).post(reverse("planning:copy", args=[plan.pk]))

    assert len(content_now(plan).results) == 1


def test_a_return_without_a_note_is_said_at_the_field(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)

    answer = browse(cast.acting_superior).post(reverse("planning:return", args=[plan.pk]), {})

    assert answer.status_code == 422
    assert 'id="id_note_error"' in answer.content.decode()
    assert plan.revisions.get().status == Status.SUBMITTED


def test_a_higher_superior_reads_and_is_journalled_but_does_not_decide(
    cast: Cast, browse: Browse
) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    higher = browse(cast.higher_superior)

    assert "Setujui SKP" not in page_of(higher, plan)
    assert higher.post(reverse("planning:approve", args=[plan.pk])).status_code == 422

    reading = Reading.objects.get()
    assert (reading.person_id, reading.role) == (cast.owner.pk, "SUPERIOR")


def test_a_draft_is_its_owners_alone(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT, results=("Rahasia dulu",))

    html = page_of(browse(cast.acting_superior), plan)

    assert "Rahasia dulu" not in html
    assert "sedang menyusun" in html


def test_a_returned_plan_shows_others_what_was_handed_in(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED, results=("Yang diajukan",))
    above, owner = browse(cast.acting_superior), browse(cast.owner)
    above.post(reverse("planning:return", args=[plan.pk]), {"note": "Ubah"})
    press(owner, plan, fields(page_of(owner, plan)) | {"rhk-text": ["Yang baru"]}, "simpan")

    html = page_of(above, plan)

    assert "Yang diajukan" in html
    assert "Yang baru" not in html


def test_hostile_words_stay_words(cast: Cast, browse: Browse) -> None:
    evil = "<script>alert(1)</script>"
    plan = make_plan(cast.owner, status=Status.SUBMITTED, results=(evil,))
    make_result(plan, evil)

    for person in (cast.owner, cast.acting_superior):
        assert evil not in page_of(browse(person), plan)
