"""Every page of checking in, as its people see it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from noken.attendance.models import Punch, Site
from noken.audit.models import Reading
from noken.checkin import services
from noken.checkin.models import (
    Claim,
    OfficePlace,
    PersonalCode,
    Phone,
    PresenceCheck,
    Screen,
)
from noken.core.uuid7 import uuid7
from noken.documents.services import take_file
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_checkin import (
    TOKEN,
    digits_of,
    make_check,
    make_claim,
    make_personal_code,
    make_phone,
    token_of,
)
from tests.world_work import photo

pytestmark = pytest.mark.usefixtures("cast")
Browse = Callable[[Employee | None], Client]


def html_of(browser: Client, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return answer.content.decode()


# --- checking in ---


def test_a_scanned_address_needs_one_tap(cast: Cast, browse: Browse, screen: Screen) -> None:
    html = html_of(browse(cast.maria), f"/presensi/?k={token_of(screen)}")

    assert "Kode kantor terbaca" in html
    assert f'name="kode" value="{token_of(screen)}"' in html
    assert "Angka di layar kantor" not in html


def test_an_old_address_says_what_to_do(cast: Cast, browse: Browse, screen: Screen) -> None:
    old = token_of(screen, NOON - timedelta(minutes=5))

    html = html_of(browse(cast.maria), f"/presensi/?k={old}")

    assert "Kode ini sudah berganti" in html
    assert "Angka di layar kantor" in html


def test_typing_the_digits_works_without_script(cast: Cast, browse: Browse, screen: Screen) -> None:
    maria = browse(cast.maria)

    answer = maria.post("/presensi/", {"key": uuid7(NOON), "kode": digits_of(screen)})
    html = html_of(maria, answer["Location"])

    assert Punch.objects.get().employee == cast.maria
    assert "Hadir tercatat pukul 12.00" in html
    assert "Dihitung" in html


@pytest.mark.usefixtures("screen")
def test_a_wrong_code_keeps_the_page_and_says_so(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.maria).post("/presensi/", {"key": uuid7(NOON), "kode": "1111 2222"})

    assert answer.status_code == 422
    assert "tidak cocok dengan kode di layar kantor" in answer.content.decode()
    assert not Claim.objects.exists()


@pytest.mark.usefixtures("site")
def test_a_statement_waits_and_says_so(cast: Cast, browse: Browse) -> None:
    maria = browse(cast.maria)

    maria.post("/presensi/", {"key": uuid7(NOON), "keterangan": "Apel di lapangan"})

    assert "Menunggu dibenarkan" in html_of(maria, "/presensi/")


def test_the_place_is_asked_for_only_when_it_can_matter(
    cast: Cast, browse: Browse, screen: Screen
) -> None:
    path = f"/presensi/?k={token_of(screen)}"
    assert 'data-claim="boleh"' not in html_of(browse(cast.maria), path)

    make_phone(cast.maria)

    assert 'data-claim="boleh"' in html_of(browse(cast.maria), path)


@pytest.mark.usefixtures("site")
def test_a_photo_field_is_there_only_when_chance_asks(cast: Cast, browse: Browse) -> None:
    assert 'name="foto"' not in html_of(browse(cast.maria), "/presensi/")

    OfficePlace.objects.update(photo_per_mille=1000)

    assert 'name="foto"' in html_of(browse(cast.maria), "/presensi/")


def test_a_batch_has_an_answer_for_each_item(cast: Cast, browse: Browse, screen: Screen) -> None:
    key = uuid7(NOON)
    items = [
        {"key": str(key), "code": token_of(screen)},
        {"key": str(uuid7(NOON)), "code": "1.2.AAAABBBBCCCCDDDD"},
        {"key": "bukan id", "code": ""},
        {"key": str(uuid7(NOON)), "latitude": 12},
        "bukan apa-apa",
    ]

    answer = browse(cast.maria).post(
        "/presensi/", {"items": items}, content_type="application/json"
    )

    first, *bad = answer.json()["outcomes"]
    assert first["key"] == str(key)
    assert (first["grade"], first["counts"]) == (3, True)
    assert set(first["receipt"]) == {"number", "sha256", "received_at", "key_id", "signature"}
    assert [each["refused"] for each in bad] == [
        "checkin.wrong_code",
        *["claim.unreadable"] * 3,
    ]


@pytest.mark.parametrize("body", ["", "[]", '{"items": 3}', "{"])
@pytest.mark.usefixtures("site")
def test_what_is_no_batch_is_refused_whole(cast: Cast, browse: Browse, body: str) -> None:
    answer = browse(cast.maria).post("/presensi/", body, content_type="application/json")

    assert answer.status_code == 422


# --- phone and personal code ---


def test_means_of_ones_own(cast: Cast, browse: Browse) -> None:
    make_phone(cast.maria)
    make_phone(cast.maria, state=Phone.State.WAITING)

    html = html_of(browse(cast.maria), "/presensi/cara/")

    assert "Android, Chrome" in html
    assert "Menunggu dipastikan" in html
    assert "masih dapat dilewati" in html


def test_a_personal_code_is_kept_as_a_hash(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.maria).post("/presensi/cara/kode/", {"kode": "482913"})

    assert answer.status_code == 302
    assert "482913" not in PersonalCode.objects.get(employee=cast.maria).code_hash


@pytest.mark.parametrize("code", ["12345", "111111", "123456", "abcdef", "٤٨٢٩١٣"])
def test_a_code_that_is_easy_or_no_code_is_refused(cast: Cast, browse: Browse, code: str) -> None:
    assert browse(cast.maria).post("/presensi/cara/kode/", {"kode": code}).status_code == 422


# --- the screen ---


def screen_browser(token: str = TOKEN) -> Client:
    client = Client()
    client.cookies["layar"] = token
    return client


def test_the_screen_shows_what_a_phone_can_read(screen: Screen) -> None:
    html = html_of(screen_browser(), "/presensi/layar/")
    typed = digits_of(screen)

    assert f"{typed[:4]} {typed[4:]}" in html
    assert 'data-scan="http://testserver/presensi/"' in html


@pytest.mark.usefixtures("screen")
def test_another_device_sees_only_where_to_type_the_word() -> None:
    html = html_of(Client(), "/presensi/layar/")

    assert "Kata pemasangan" in html
    assert "data-key" not in html


def test_a_device_is_paired_by_the_word_once(cast: Cast, site: Site) -> None:
    pairing = services.register_screen(site.pk, "Lobi", by=actor(cast.admin_opd), at=NOON)
    device = Client()

    answer = device.post("/presensi/layar/pasang/", {"kata": pairing.word.lower()})

    assert answer.status_code == 302
    cookie = answer.cookies["layar"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert "data-key" in html_of(device, "/presensi/layar/")
    assert Client().post("/presensi/layar/pasang/", {"kata": pairing.word}).status_code == 422


def test_a_word_is_worth_a_quarter_of_an_hour(
    cast: Cast, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairing = services.register_screen(site.pk, "Lobi", by=actor(cast.admin_opd), at=NOON)
    monkeypatch.setattr("noken.core.clock.now", lambda: NOON + timedelta(minutes=16))

    assert Client().post("/presensi/layar/pasang/", {"kata": pairing.word}).status_code == 422


def test_a_revoked_screen_is_told_so(cast: Cast, screen: Screen) -> None:
    services.revoke_screen(screen.pk, by=actor(cast.admin_opd), at=NOON)

    assert screen_browser().get("/presensi/layar/kunci/").json() == {"revoked": True}


def test_a_screen_fetches_its_new_key(cast: Cast, screen: Screen) -> None:
    before = screen_browser().get("/presensi/layar/kunci/").json()

    services.change_key(screen.pk, by=actor(cast.admin_opd), at=NOON)

    after = screen_browser().get("/presensi/layar/kunci/").json()
    assert before["key"] != after["key"]
    assert after["now"] == int(NOON.timestamp() * 1000)


@pytest.mark.usefixtures("screen")
def test_the_kiosk_greets_by_name(cast: Cast) -> None:
    make_personal_code(cast.maria)
    data = {"key": uuid7(NOON), "nip": cast.maria.nip, "kode": "482913"}

    answer = screen_browser().post("/presensi/layar/ketik/", data)

    assert "Maria Wanggai" in answer.content.decode()
    assert answer["Refresh"] == "8;url=/presensi/layar/"
    assert Punch.objects.get().employee == cast.maria


# --- the random check ---


def test_the_superior_is_asked_and_answers_once(cast: Cast, browse: Browse, site: Site) -> None:
    check = make_check(make_claim(cast.maria, site))
    naomi = browse(cast.acting_superior)
    assert "Apakah Maria Wanggai ada di kantor?" in html_of(naomi, "/presensi/tanya/")

    naomi.post(f"/presensi/tanya/{check.pk}/", {"jawaban": "NO"})
    again = naomi.post(f"/presensi/tanya/{check.pk}/", {"jawaban": "YES"})

    assert PresenceCheck.objects.get().answer == "NO"
    assert again.status_code == 422
    assert Punch.objects.count() == 0  # the claim and its punch are as they were


# --- photos ---


def test_a_photo_is_seen_by_its_person_and_the_superiors(
    cast: Cast, browse: Browse, site: Site
) -> None:
    stored = take_file(photo(), at=NOON)
    make_claim(cast.maria, site, photo_id=stored.pk)
    path = f"/presensi/foto/{stored.pk}/"

    assert browse(cast.maria).get(path)["Content-Type"] == "image/jpeg"
    assert browse(cast.acting_superior).get(path).status_code == 200
    for other in (cast.peer, cast.admin_opd, cast.inspectorate, cast.personnel):
        assert browse(other).get(path).status_code == 404
    assert Reading.objects.filter(person_id=cast.maria.pk).count() == 1


# --- patterns ---


def test_patterns_are_questions_with_lawful_reasons(cast: Cast, browse: Browse, site: Site) -> None:
    for days in range(3):
        make_claim(cast.maria, site, NOON - timedelta(days=days))
    paulina = browse(cast.inspectorate)

    html = html_of(paulina, "/presensi/pola/")

    assert "Titik yang sama sampai enam desimal pada 3 hari." in html
    assert "Pikirkan dahulu alasan yang wajar" in html
    assert Reading.objects.filter(person_id=cast.maria.pk, screen="checkin:patterns").exists()
    for other in (cast.acting_superior, cast.admin_opd, cast.leader, cast.maria):
        html_of(browse(other), "/presensi/pola/", 404)


def test_who_guesses_words_of_pairing_closes_their_own_address_only(
    client: Client, cast: Cast, site: Site
) -> None:
    pairing = services.register_screen(site.pk, "Lobi", by=actor(cast.admin_opd), at=NOON)

    def told(word: str, address: str) -> int:
        typed = {"kata": word}
        return client.post("/presensi/layar/pasang/", typed, REMOTE_ADDR=address).status_code

    wrong = [told(f"AAAA-{n:04}", "198.51.100.7") for n in range(21)]

    assert (wrong[19], wrong[20]) == (422, 429)
    assert told(pairing.word, "198.51.100.7") == 429
    assert told(pairing.word, "203.0.113.5") == 302
