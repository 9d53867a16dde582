"""Filing over HTTP: forms without script, the batch, and what a refusal leaves standing."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from noken.work.models import Evidence, Report
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_work import hostile, make_agreed, make_duty, photo

Browse = Callable[[Employee | None], Client]
HTMX = {"HX-Request": "true"}


def fields(**more: Any) -> dict[str, Any]:
    return {"key": str(uuid7(NOON)), "kembali": "/hari-ini/", **more}


def send(client: Client, items: list[Any], **extra: Any) -> Any:
    body = json.dumps({"items": items})
    return client.post(reverse("work:file"), body, content_type="application/json", **extra)


# --- filing by form ---


def test_a_form_without_script_files_and_goes_back_with_the_number(
    cast: Cast, maria: Client
) -> None:
    key = make_agreed(cast.maria).keys[0]

    answer = maria.post(
        reverse("work:file"),
        fields(indikator=key, jumlah="2,5", tempat=["Wosi", "Amban"], tempat_lain="Prafi"),
    )

    assert (answer.status_code, answer["Location"]) == (302, "/hari-ini/")
    row = Report.objects.get()
    assert (str(row.quantity), row.places) == ("2.50", ["Wosi", "Amban", "Prafi"])
    page = maria.get(reverse("work:reports"))
    assert "Laporan terkirim. Tanda terima" in page.content.decode()
    assert reverse("work:withdraw") in page.content.decode()


def test_with_htmx_the_card_comes_back_with_the_toast(cast: Cast, maria: Client) -> None:
    agreed = make_agreed(cast.maria)

    answer = maria.post(
        reverse("work:file"), fields(indikator=agreed.keys[0], jumlah="2"), headers=HTMX
    )

    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="target"' in html
    assert "1 dari 2 dilaporkan" in html
    assert 'hx-swap-oob="beforeend:#pesan"' in html
    assert "<html" not in html


def test_a_photo_comes_along(maria: Client) -> None:
    maria.post(reverse("work:file"), fields(judul="Kunjungan", foto=[photo(), photo("b.jpg")]))

    assert Evidence.objects.count() == 2


def test_a_hostile_file_ends_in_a_clear_sentence_and_the_text_stays(maria: Client) -> None:
    answer = maria.post(
        reverse("work:file"), fields(judul="Kunjungan Prafi", catatan="Lengkap", foto=[hostile()])
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "SVG dan halaman web tidak diterima" in html
    assert 'value="Kunjungan Prafi"' in html
    assert "Lengkap</textarea>" in html
    assert not Report.objects.exists()


def test_a_refusal_to_htmx_leaves_the_form_as_it_is(maria: Client) -> None:
    answer = maria.post(reverse("work:file"), fields(judul=""), headers=HTMX)

    assert (answer.status_code, answer["HX-Reswap"]) == (422, "none")


def test_a_late_day_asks_for_the_reason_only_then(maria: Client) -> None:
    make_duty()
    old = (TODAY - timedelta(6)).isoformat()
    sent = fields(judul="Rapat", tanggal=old)
    blank = maria.get(f"{reverse('work:file')}?tanggal={old}").content.decode()

    answer = maria.post(reverse("work:file"), sent)

    assert 'name="alasan"' not in blank
    html = answer.content.decode()
    assert 'name="alasan"' in html
    assert f'value="{old}"' in html
    assert sent["key"] in html
    again = maria.post(reverse("work:file"), {**sent, "alasan": "Jaringan putus"})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("typed", "code"), [("dua", 422), ("2x", 422), ("1.250", 302), ("-1", 422), ("NaN", 422)]
)
def test_a_count_is_read_as_people_type_it(
    cast: Cast, maria: Client, typed: str, code: int
) -> None:
    key = make_agreed(cast.maria).keys[0]

    answer = maria.post(reverse("work:file"), fields(indikator=key, jumlah=typed))

    assert answer.status_code == code


def test_a_form_without_a_key_is_refused(maria: Client) -> None:
    answer = maria.post(reverse("work:file"), {"judul": "Rapat"})

    assert answer.status_code == 422
    assert "Kode kiriman tidak dikenali" in answer.content.decode()


def test_the_form_opens_for_a_target(cast: Cast, maria: Client) -> None:
    key = make_agreed(cast.maria).keys[1]

    html = maria.get(f"{reverse('work:file')}?indikator={key}").content.decode()

    assert f'value="{key}" selected' in html


# --- the batch ---


def test_one_bad_item_holds_up_no_other(cast: Cast, maria: Client) -> None:
    indicator = str(make_agreed(cast.maria).keys[0])
    keys = [str(uuid7(NOON)) for _ in range(4)]
    today = TODAY.isoformat()

    answer = send(
        maria,
        [
            {"key": keys[0], "work_on": today, "indicator": indicator, "quantity": "2"},
            {"key": keys[1], "work_on": "kemarin"},
            {"key": keys[2], "work_on": "2027-01-01", "title": "Nanti"},
            {
                "key": keys[3],
                "work_on": today,
                "title": "Rapat",
                "places": ["Wosi"],
                "claimed_at": "2026-11-24T08:06:00+09:00",
            },
        ],
    )

    outcomes = answer.json()["outcomes"]
    assert answer.status_code == 200
    assert [outcome["key"] for outcome in outcomes] == keys
    assert [outcome.get("refused") for outcome in outcomes] == [
        None,
        "report.unreadable",
        "report.future",
        None,
    ]
    assert set(outcomes[0]["receipt"]) >= {"number", "sha256", "received_at", "signature"}
    assert all(outcome["message"] for outcome in outcomes if "refused" in outcome)
    assert Report.objects.count() == 2


def test_the_same_batch_again_gets_the_same_receipts(maria: Client) -> None:
    items = [{"key": str(uuid7(NOON)), "work_on": TODAY.isoformat(), "title": "Rapat"}]

    first, again = (send(maria, items).json() for _ in range(2))

    assert first == again
    assert Report.objects.count() == 1


def bad_items() -> Iterator[Any]:
    today = TODAY.isoformat()
    good = {"work_on": today, "title": "Rapat"}
    yield "teks"
    yield None
    yield {**good}
    wrongs: tuple[dict[str, Any], ...] = (
        {"title": 3},
        {"title": "\x00"},
        {"title": "\ud800"},
        {"quantity": True},
        {"quantity": "dua"},
        {"quantity": []},
        {"places": "Wosi"},
        {"places": [1]},
        {"claimed_at": "2026-11-24T08:06:00"},
        {"indicator": "x"},
        {"work_on": 5},
    )
    for wrong in wrongs:
        yield {"key": str(uuid7(NOON)), **good, **wrong}


def test_no_malformed_item_breaks_the_batch(maria: Client) -> None:
    items = list(bad_items())

    outcomes = send(maria, items).json()["outcomes"]

    codes = {outcome["refused"] for outcome in outcomes}
    assert codes == {"report.unreadable", "input.unseen"}
    assert len(outcomes) == len(items)


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"items": 3}', b"\xff", b'{"items": [' + b"{}," * 50 + b"{}]}"]
)
def test_what_is_no_batch_is_refused_as_a_whole(maria: Client, body: bytes) -> None:
    answer = maria.post(reverse("work:file"), body, content_type="application/json")

    assert answer.status_code == 422
    assert answer.json()["message"]


def test_one_report_by_json_takes_few_statements(cast: Cast, maria: Client) -> None:
    indicator = str(make_agreed(cast.maria).keys[0])
    item = {"key": str(uuid7(NOON)), "work_on": TODAY.isoformat(), "indicator": indicator}

    with CaptureQueriesContext(connection) as seen:
        answer = send(maria, [{**item, "quantity": 2}])

    assert "receipt" in answer.json()["outcomes"][0]
    statements = [q["sql"] for q in seen if "SAVEPOINT" not in q["sql"]]
    assert len(statements) <= 10, statements
