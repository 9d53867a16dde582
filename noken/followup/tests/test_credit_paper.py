"""Credit points of a year on paper: the sum, the rule, and a mark on what waits for its owner."""

from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Reading
from noken.documents.models import Paper
from noken.evaluation.models import Sheet
from noken.followup import services
from noken.organization.models import Employee, Position
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, actor, make_employee, make_line, make_position, make_posting
from tests.world_evaluation import make_period, make_rating
from tests.world_followup import make_final, make_value

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]


@pytest.fixture
def auditor(cast: Cast) -> Employee:
    """Ahli Madya, Sangat Baik in 2025: 150 % of 37.5."""
    person = make_employee("Ruth Auparay")
    post = make_position(cast.section, "Auditor Ahli Madya", kind=Position.Kind.FUNCTIONAL)
    make_posting(person, post)
    make_line(person, cast.acting_superior)
    make_final(person, cast.superior, ("ABOVE", "ABOVE"))
    return person


def text_of(client: Client, person: Employee) -> str:
    answer = client.post(reverse("followup:print_credit", args=[person.pk]), {"tahun": "2025"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    pages = pypdf.PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_waits_for_its_owner_is_marked_on_paper(
    cast: Cast, browse: Browse, auditor: Employee
) -> None:
    client = browse(auditor)

    waiting = text_of(client, auditor)
    make_value("COEFFICIENT_AHLI_MADYA", "37.5", (cast.personnel, cast.leader))
    settled = text_of(client, auditor)

    for words in ("Ruth Auparay", "Auditor Ahli Madya", "Tahun 2025", "150%", "37,5", "56,25"):
        assert words in waiting, words
        assert words in settled, words
    assert waiting.count("MENUNGGU PENETAPAN") >= 2
    assert "belum dapat dipakai untuk kenaikan" in waiting
    assert "MENUNGGU PENETAPAN" not in settled
    numbers = Paper.objects.order_by("pk").values_list("number", flat=True)
    assert list(numbers) == ["KAK-2026-000001", "KAK-2026-000002"]
    assert "KAK-2026-000001" in waiting


def test_the_paper_names_who_rated_whoever_leads_now_and_whatever_was_decided(
    cast: Cast, browse: Browse, auditor: Employee
) -> None:
    sheet = Sheet.objects.get(employee=auditor)
    before = text_of(browse(auditor), auditor)
    sheet.ratings.update(replaced_at=NOON)
    decided = make_rating(
        sheet, cast.higher_superior, "AS", origin="OBJECTION", final=True, received_at=NOON
    )

    after = text_of(browse(auditor), auditor)

    assert decided.grade == "GOOD"
    assert "100%" in after
    for text in (before, after):
        assert cast.superior.name in text
        assert cast.acting_superior.name not in text
        assert cast.higher_superior.name not in text


def test_the_same_facts_are_the_same_paper_whoever_prints(
    cast: Cast, browse: Browse, auditor: Employee
) -> None:
    for person in (auditor, cast.acting_superior, cast.personnel, cast.admin_opd):
        text_of(browse(person), auditor)

    assert Paper.objects.count() == 1
    read = Reading.objects.filter(screen="followup:print_credit", person_id=auditor.pk)
    assert read.count() == 3


def test_the_history_offers_the_years_with_points(browse: Browse, auditor: Employee) -> None:
    page = browse(auditor).get(reverse("followup:mine")).content.decode()

    assert "Cetak 2025" in page
    assert "Cetak 2026" not in page


@pytest.mark.parametrize("name", ["peer", "admin_other", "leader"])
def test_who_may_not_read_the_history_prints_nothing(
    cast: Cast, browse: Browse, auditor: Employee, name: str
) -> None:
    url = reverse("followup:print_credit", args=[auditor.pk])

    assert browse(getattr(cast, name)).post(url, {"tahun": "2025"}).status_code == 404
    assert not Paper.objects.exists()


def test_without_points_there_is_no_paper(cast: Cast, auditor: Employee) -> None:
    make_final(cast.owner, cast.superior, period=make_period(year=2025, number=1))

    with refused("followup.no_points"):
        services.print_credit(auditor.pk, 2024, by=actor(auditor), at=NOON)
    with refused("followup.no_points"):
        services.print_credit(cast.owner.pk, 2025, by=actor(cast.owner), at=NOON)
