"""The public check page of papers: code, file or both; never a name, never a grade."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from noken.core.actor import system
from noken.core.tenancy import current_tenant
from noken.documents import queries
from noken.documents.gateways import disk
from noken.documents.models import Paper
from noken.documents.queries import PaperVerdict as Verdict
from noken.documents.rules.papers import code_text
from noken.documents.services import papers
from noken.documents.tests import samples
from noken.documents.views import checking

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PAGE = "/periksa/dokumen/"
SECRETS = (
    "Maria",
    "Wanggai",
    "19910412",
    "Yohana",
    "Sesuai ekspektasi",
    "Triwulan",
    "Dinas Pendidikan",
)


@pytest.fixture(autouse=True)
def _forgetful(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def paper() -> Paper:
    by = system(date(2026, 11, 24))
    return papers.issue("EVALUATION_RECORD", samples.RECORD, title="Maria Wanggai", by=by, at=AT)


@pytest.fixture
def pdf(paper: Paper) -> bytes:
    return disk.path_of(current_tenant(), paper.stored_name).read_bytes()


def heading(page: str) -> str:
    return page.split('<h2 id="hr">')[1].split("</h2>", maxsplit=1)[0] if 'id="hr"' in page else ""


def test_the_page_opens_for_everyone_and_only_asks(client: Client) -> None:
    page = client.get(PAGE).content.decode()

    assert 'name="kode"' in page
    assert 'name="berkas"' in page
    assert heading(page) == ""


def test_the_qr_says_what_was_issued_and_about_nobody(client: Client, paper: Paper) -> None:
    page = client.get(f"{PAGE}{paper.code}/").content.decode()

    assert heading(page) == "Tercatat"
    assert "Dokumen Evaluasi Kinerja Pegawai" in page
    assert "DEK-2026-000001" in page
    assert "24 November 2026, 12.00 WIT" in page
    assert paper.signer in page
    assert bytes(paper.sha256).hex() in page
    assert not [word for word in SECRETS if word in page]


def test_the_address_on_the_paper_is_that_of_the_page(paper: Paper) -> None:
    card = queries.check_paper(paper.code, None).card

    assert card is not None
    assert card.url == f"{PAGE}{paper.code}/"


def test_the_file_as_it_was_issued_is_genuine(client: Client, paper: Paper, pdf: bytes) -> None:
    answer = client.post(
        PAGE, {"berkas": SimpleUploadedFile("apa saja.pdf", pdf), "kode": code_text(paper.code)}
    )

    page = client.get(answer["Location"]).content.decode()
    assert answer.status_code == 302
    assert heading(page) == "Asli"
    assert not [word for word in SECRETS if word in page]


def test_the_file_alone_is_enough(client: Client, pdf: bytes) -> None:
    answer = client.post(PAGE, {"berkas": SimpleUploadedFile("x.pdf", pdf)})

    assert heading(client.get(answer["Location"]).content.decode()) == "Asli"


def test_one_changed_letter_is_a_changed_file(client: Client, paper: Paper, pdf: bytes) -> None:
    changed = pdf.replace(b"%PDF-1.7", b"%PDF-1.6")
    assert changed != pdf

    answer = client.post(PAGE, {"berkas": SimpleUploadedFile("x.pdf", changed), "kode": paper.code})

    page = client.get(answer["Location"]).content.decode()
    assert heading(page) == "Berubah"
    assert hashlib.sha256(changed).hexdigest() in page
    assert bytes(paper.sha256).hex() in page


def test_nothing_of_a_file_is_kept(client: Client, pdf: bytes) -> None:
    before = Paper.objects.count()

    client.post(PAGE, {"berkas": SimpleUploadedFile("x.pdf", pdf + b"x")})

    assert Paper.objects.count() == before


def test_the_fingerprint_can_be_pasted(client: Client, paper: Paper) -> None:
    page = client.get(PAGE, {"sidik": f"sha256 {bytes(paper.sha256).hex()}"}).content.decode()

    assert heading(page) == "Asli"


@pytest.mark.parametrize(
    ("code", "file", "verdict"),
    [
        ("own", None, Verdict.KNOWN),
        ("own", "own", Verdict.GENUINE),
        (None, "own", Verdict.GENUINE),
        ("own", "changed", Verdict.CHANGED),
        ("other", "own", Verdict.OTHER),
        ("wrong", "own", Verdict.OTHER),
        ("wrong", None, Verdict.UNKNOWN),
        (None, "changed", Verdict.UNKNOWN),
        ("wrong", "changed", Verdict.UNKNOWN),
        (None, None, Verdict.UNKNOWN),
    ],
)
def test_every_pair_of_code_and_file_has_its_answer(
    code: str | None, file: str | None, verdict: Verdict, paper: Paper
) -> None:
    by = system(date(2026, 11, 24))
    other = papers.issue("PLAN", samples.PLAN, title="x", by=by, at=AT)
    codes = {"own": paper.code, "other": other.code, "wrong": "0" * 12}
    files = {"own": bytes(paper.sha256), "changed": b"\0" * 32}

    found = queries.check_paper(codes[code] if code else None, files[file] if file else None)

    assert found.verdict is verdict
    assert (found.card is None) == (verdict is Verdict.UNKNOWN)


def test_a_code_that_cannot_be_is_said_at_the_field(client: Client) -> None:
    answer = client.post(PAGE, {"kode": "7F3A-92"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kode ini belum lengkap" in page
    assert 'value="7F3A-92"' in page


def test_nothing_given_asks_for_one_of_them(client: Client) -> None:
    answer = client.post(PAGE, {})

    assert answer.status_code == 422
    assert "Ketik kodenya, atau pilih berkas PDF-nya." in answer.content.decode()


def test_a_mistyped_qr_address_is_simply_unknown(client: Client) -> None:
    assert heading(client.get(f"{PAGE}tidak-ada/").content.decode()) == "Tidak tercatat"


def test_a_giant_file_is_refused_unread(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noken.documents.forms.PAPER_BYTES", 10)

    answer = client.post(PAGE, {"berkas": SimpleUploadedFile("x.pdf", b"x" * 11)})

    assert answer.status_code == 422


def test_too_many_tries_from_one_address_are_slowed_down(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "TRIES_PER_MINUTE", 2)

    answers = [client.get(f"{PAGE}000000000000/").status_code for _ in range(3)]

    assert answers == [200, 200, 429]
