"""Issuing papers: numbered without gaps, once for the same facts, never without a seal."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from pytest_django.fixtures import Settings

from noken.core.actor import system
from noken.core.errors import Refused
from noken.core.tenancy import current_tenant
from noken.documents.gateways import disk
from noken.documents.models import Paper, PaperSerial
from noken.documents.rules.papers import code_from
from noken.documents.services import papers
from noken.documents.services.papers import Order
from noken.documents.tests import samples

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
BY = system(date(2026, 11, 24))


def issued(period: str = "Triwulan III", at: datetime = AT) -> Paper:
    data = replace(samples.RECORD, period=period)
    return papers.issue("EVALUATION_RECORD", data, title="Dokumen Maria", by=BY, at=at)


def on_disk(paper: Paper) -> bytes:
    return disk.path_of(current_tenant(), paper.stored_name).read_bytes()


def test_a_paper_is_numbered_sealed_and_kept() -> None:
    paper = issued()

    pdf = on_disk(paper)
    assert paper.number == "DEK-2026-000001"
    assert code_from(paper.code) == paper.code
    assert paper.signed_at == AT
    assert paper.signer
    assert hashlib.sha256(pdf).digest() == bytes(paper.sha256)
    assert (paper.bytes, paper.pages) == (len(pdf), 2)
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert "DEK-2026-000001" in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert reader.metadata.title == "Dokumen Maria"


def test_the_same_facts_are_the_same_paper() -> None:
    first = issued()

    again = issued(at=datetime(2027, 3, 1, tzinfo=UTC))

    assert again.pk == first.pk
    assert Paper.objects.count() == 1


def test_other_facts_are_another_paper_and_numbers_run_on() -> None:
    numbers = [issued(f"Triwulan {n}").number for n in ("I", "II", "III", "II")]

    assert numbers == ["DEK-2026-000001", "DEK-2026-000002", "DEK-2026-000003", "DEK-2026-000002"]


def test_each_kind_and_year_counts_for_itself() -> None:
    issued()
    next_year = issued("Tahunan", at=datetime(2027, 1, 2, tzinfo=UTC))
    plan = papers.issue("PLAN", samples.PLAN, title="SKP", by=BY, at=AT)

    assert next_year.number == "DEK-2027-000001"
    assert plan.number == "SKP-2026-000001"


def test_the_year_is_the_regions() -> None:
    """New year's eve in UTC is new year in Papua."""
    assert issued(at=datetime(2026, 12, 31, 15, 30, tzinfo=UTC)).number == "DEK-2027-000001"


def test_what_rolls_back_leaves_no_gap() -> None:
    with transaction.atomic():
        issued("Triwulan I")
        transaction.set_rollback(True)

    assert issued("Triwulan II").number == "DEK-2026-000001"


def test_many_come_back_in_the_order_they_were_asked_for() -> None:
    wanted = [replace(samples.RECORD, period=f"Triwulan {n}") for n in ("III", "I", "III", "II")]

    made = papers.issue_many(
        "EVALUATION_RECORD", [Order(data, "x") for data in wanted], by=BY, at=AT
    )

    assert made[0].pk == made[2].pk
    assert len({paper.pk for paper in made}) == 3
    assert PaperSerial.objects.get().last == 3


def test_facts_of_another_kind_are_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="PlanPaper is no EVALUATION"):
        papers.issue("EVALUATION", samples.PLAN, title="x", by=BY, at=AT)


@pytest.mark.parametrize("how", ["away", "unwilling"])
def test_without_a_seal_there_is_no_paper(how: str, settings: Settings, var: Path) -> None:
    settings.PAPER_SIGNER = f"noken.documents.tests.outside.{how}"

    with pytest.raises(Refused) as refusal, transaction.atomic():
        issued()

    assert refusal.value.code == f"paper.signer_{how}"
    assert refusal.value.status == 503
    assert not Paper.objects.exists()
    assert not PaperSerial.objects.exists()
    assert not (var / "files").exists()


def test_a_service_outside_may_seal(settings: Settings) -> None:
    settings.PAPER_SIGNER = "noken.documents.tests.outside.outside_signer"

    assert issued().signer == "Layanan Sertifikasi"


def test_a_full_disk_refuses_and_keeps_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise disk.NoRoom

    monkeypatch.setattr(disk, "write", full)

    with pytest.raises(Refused) as refusal, transaction.atomic():
        issued()

    assert refusal.value.code == "file.no_room"
    assert not Paper.objects.exists()


def test_the_answer_is_a_download_that_nobody_caches() -> None:
    paper = issued()

    answer = papers.response(paper, name="Triwulan III 2026")

    assert answer["Content-Type"] == "application/pdf"
    assert "DEK-2026-000001 Triwulan III 2026.pdf" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content == on_disk(paper)


def test_a_file_that_is_gone_is_not_found() -> None:
    paper = issued()
    disk.path_of(current_tenant(), paper.stored_name).unlink()

    with pytest.raises(Http404):
        papers.response(paper, name="x")


def test_the_emblem_of_the_instansi_stands_on_letters(var: Path) -> None:
    folder = var / "emblems"
    folder.mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
    (folder / f"{current_tenant()}.svg").write_text(svg.format('<rect width="9" height="9"/>'))

    crowned = on_disk(issued())

    assert ink_at_the_emblem(crowned) > 0.9


def test_without_an_emblem_stands_an_empty_shield() -> None:
    assert 0 < ink_at_the_emblem(on_disk(issued())) < 0.3


def ink_at_the_emblem(pdf: bytes) -> float:
    """How much of a square inside the emblem on the first sheet is dark."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        picture = page.render(scale=2).to_pil().convert("L")
        page.close()
    finally:
        document.close()
    square = picture.crop((130, 100, 180, 180))
    return float(sum(square.histogram()[:128]) / (square.width * square.height))


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"sha256": b"x"}, "documents_paper_sha256"),
        ({"certificate_sha256": b""}, "documents_paper_sha256"),
        ({"stored_name": "../x"}, "documents_paper_name_is_random"),
        ({"code": "7F3A92KD41QI"}, "documents_paper_code"),
        ({"pages": 0}, "documents_paper_not_empty"),
    ],
)
def test_the_database_holds_papers_to_their_form(
    change: dict[str, object], constraint: str
) -> None:
    paper = issued()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(**change)


def test_the_database_knows_one_paper_of_the_same_facts() -> None:
    paper = issued()
    paper.pk, paper.number, paper.code, paper.stored_name = None, "X-1", "0" * 12, "0" * 32

    with pytest.raises(IntegrityError, match="documents_paper_once"), transaction.atomic():
        paper.save()
