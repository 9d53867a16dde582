"""The public check page answers to number and fingerprint together, and names nobody."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from noken.core.uuid7 import uuid7
from noken.documents import queries, services
from noken.documents.gateways import keys
from noken.documents.models import Receipt, SigningKey
from noken.documents.rules import receipts as rules
from noken.documents.views import checking
from tests.amending import amend, erase

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PAGE = "/periksa/"


@pytest.fixture(autouse=True)
def _forgetful(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def old_receipt() -> queries.ReceiptCard:
    """One of the first form, as it was signed and stored before the check letters changed."""
    signer, sha256 = keys.current_signer("manokwari"), rules.content_hash({"note": "Apel"})
    SigningKey.objects.create(
        key_id=signer.key_id, public_key=signer.public_key, first_used_at=NOON
    )
    facts: dict[str, Any] = {
        "key": uuid7(NOON),
        "kind": "REPORT",
        "received_at": NOON,
        "key_id": signer.key_id,
    }
    number = rules.ReceiptNumber(bytes(range(16)), rules.FIRST_FORM)
    row = Receipt.objects.create(
        number=number.raw,
        content_sha256=sha256,
        signature=signer.sign(rules.signed_text(number=number, sha256=sha256, **facts)),
        **facts,
    )
    return queries.card_of(row)


@pytest.fixture
def receipt() -> queries.ReceiptCard:
    sent = services.Submission(uuid7(NOON), "REPORT", {"note": "Rapat dengan Ibu Yohana"})
    return services.issue_receipt(sent, at=NOON).receipt


def asked(client: Client, number: str, sha256: str) -> str:
    answer = client.get(PAGE, {"nomor": number, "sidik": sha256})
    assert answer.status_code == 200
    return answer.content.decode()


def without_what_was_typed(page: str, *typed: str) -> str:
    for text in typed:
        page = page.replace(text, "…")
    return page


def test_the_page_opens_for_everyone_and_only_asks(client: Client) -> None:
    page = client.get(PAGE).content.decode()

    assert 'name="nomor"' in page
    assert 'name="sidik"' in page
    assert 'id="hr"' not in page


def test_the_link_of_a_receipt_says_genuine(client: Client, receipt: queries.ReceiptCard) -> None:
    page = client.get(receipt.check_path).content.decode()

    assert '<h2 id="hr">Asli</h2>' in page
    assert "Laporan kerja" in page
    assert "24 November 2026, 12.00 WIT" in page
    assert receipt.signature in page
    assert "Yohana" not in page


def test_a_receipt_of_the_first_form_stays_genuine(
    client: Client, old_receipt: queries.ReceiptCard
) -> None:
    page = client.get(old_receipt.check_path).content.decode()

    assert old_receipt.number == "0004-1061-050R-3GG2-8A1C-60T3-GFQS"
    assert old_receipt.text.startswith("noken tanda terima 1\n")
    assert '<h2 id="hr">Asli</h2>' in page


@pytest.mark.parametrize("form", [rules.FIRST_FORM, rules.FORM])
def test_a_number_proves_only_a_receipt_of_its_form(
    client: Client, receipt: queries.ReceiptCard, form: int
) -> None:
    amend(Receipt.objects.all(), form=form)
    raw = bytes(Receipt.objects.get().number)
    other = rules.number_text(rules.ReceiptNumber(raw, 3 - form))

    assert ">Tidak cocok</h2>" in asked(client, other, receipt.sha256)


def test_typed_by_hand_it_says_the_same(client: Client, receipt: queries.ReceiptCard) -> None:
    number = receipt.number.lower().replace("-", " ")

    assert ">Asli</h2>" in asked(client, number, f"sha256 {receipt.sha256.upper()}")


def test_a_wrong_fingerprint_and_an_unknown_number_look_alike(
    client: Client, receipt: queries.ReceiptCard
) -> None:
    unknown = rules.number_text(rules.ReceiptNumber(bytes(16)))
    other = "ab" * 32

    pages = {
        without_what_was_typed(asked(client, number, sha256), number, sha256)
        for number, sha256 in [
            (receipt.number, other),
            (unknown, receipt.sha256),
            (unknown, other),
        ]
    }

    (page,) = pages
    assert ">Tidak cocok</h2>" in page


@pytest.mark.parametrize("field", ["nomor", "sidik"])
def test_one_of_the_two_is_no_question(
    client: Client, receipt: queries.ReceiptCard, field: str
) -> None:
    given = {"nomor": receipt.number, "sidik": receipt.sha256, field: ""}

    page = client.get(PAGE, given).content.decode()

    assert 'class="errmsg"' in page
    assert 'id="hr"' not in page


def test_a_mistyped_number_is_told_apart_without_asking_the_records(
    client: Client, receipt: queries.ReceiptCard
) -> None:
    first, rest = receipt.number[0], receipt.number[1:]

    for typed in (f"{letter}{rest}" for letter in "0123GHJK" if letter != first):
        assert "tujuh kelompok" in asked(client, typed, receipt.sha256)


def test_half_a_fingerprint_is_asked_for_again(
    client: Client, receipt: queries.ReceiptCard
) -> None:
    assert "64 angka" in asked(client, receipt.number, receipt.sha256[:40])


@pytest.mark.parametrize("change", ["received_at", "kind", "signature"])
def test_a_row_that_was_changed_in_the_database_is_found_out(
    client: Client, receipt: queries.ReceiptCard, change: str
) -> None:
    forged = {
        "received_at": datetime(2026, 11, 1, tzinfo=UTC),
        "kind": "PLAN",
        "signature": bytes(64),
    }
    amend(Receipt.objects.all(), **{change: forged[change]})

    page = client.get(receipt.check_path).content.decode()

    assert ">Tanda tangan tidak sah</h2>" in page


def test_a_receipt_without_its_key_is_not_called_genuine(
    client: Client, receipt: queries.ReceiptCard
) -> None:
    erase(SigningKey.objects.all())

    assert ">Tanda tangan tidak sah</h2>" in client.get(receipt.check_path).content.decode()


def test_too_many_tries_from_one_address_are_slowed_down(
    client: Client, receipt: queries.ReceiptCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "TRIES_PER_MINUTE", 2)
    for _ in range(2):
        assert client.get(receipt.check_path).status_code == 200

    assert client.get(receipt.check_path).status_code == 429
    assert client.get(PAGE).status_code == 200
    assert client.get(receipt.check_path, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_behind_a_proxy_everybody_has_their_own_tries(
    client: Client,
    receipt: queries.ReceiptCard,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> None:
    monkeypatch.setattr(checking, "TRIES_PER_MINUTE", 1)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def asking(passed: str) -> int:
        return client.get(receipt.check_path, headers={"X-Forwarded-For": passed}).status_code

    assert asking("10.0.0.9") == 200
    assert asking("10.0.0.10") == 200
    assert asking("10.0.0.9") == 429
    assert asking("203.0.113.7, 10.0.0.10") == 429


def test_without_a_proxy_an_address_cannot_be_claimed(
    client: Client, receipt: queries.ReceiptCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "TRIES_PER_MINUTE", 1)
    answers = [
        client.get(receipt.check_path, headers={"X-Forwarded-For": passed}).status_code
        for passed in ("10.0.0.9", "10.0.0.10")
    ]

    assert answers == [200, 429]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_page_takes_nothing(client: Client, method: str) -> None:
    assert getattr(client, method)(PAGE).status_code == 405


def test_the_public_keys_are_there_for_everyone(
    client: Client, receipt: queries.ReceiptCard
) -> None:
    answer = client.get("/periksa/kunci/")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert f"# kunci {receipt.key_id}, dipakai 2026-11-24T03:00:00" in answer.content.decode()
    assert "BEGIN PUBLIC KEY" in answer.content.decode()
