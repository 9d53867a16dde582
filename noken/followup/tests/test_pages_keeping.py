"""Pages of awards, files and boxes, and what the lists cost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from noken.audit.models import Reading
from noken.followup.models import (
    Award,
    Difference,
    GradeFile,
    Potential,
)
from noken.organization.models import Employee, Position
from tests.cast import Cast
from tests.world import NOON, TODAY, make_employee, make_line, make_position, make_posting
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_followup import (
    make_difference,
    make_final,
    make_improvement,
    make_potential,
    new_key,
)

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
MINE, TEAM, DESK = "/tindak-lanjut/", "/tindak-lanjut/tim/", "/tindak-lanjut/kepegawaian/"
NO_PAY = "menentukan tunjangan atau penghasilan"


def text(client: Client, url: str, **query: Any) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


# Awards, files, boxes on their pages


def test_an_award_from_proposal_to_grant(cast: Cast, browse: Browse) -> None:
    coach, keeper = browse(cast.acting_superior), browse(cast.personnel)
    coach.post(
        reverse("followup:propose_award", args=[cast.owner.pk]),
        {"key": str(new_key()), "kind": "APPRECIATION", "reason": "Panduan dipakai tiga distrik."},
    )
    award = Award.objects.get()

    assert f"Usulan penghargaan {cast.owner.name}" in text(keeper, DESK)
    keeper.post(
        reverse("followup:award_decide", args=[award.pk]),
        {"putusan": "ya", "nomor": "800/9", "catatan": ""},
    )

    page = text(browse(cast.owner), award.get_absolute_url())
    assert "Diberikan" in page
    assert "800/9" in page


def test_a_grade_file_goes_out_and_comes_back(cast: Cast, browse: Browse) -> None:
    sheet = make_sheet(cast.owner, make_period())
    make_rating(sheet, cast.superior, "BELOW", "AS", received_at=NOON)
    keeper, coach = browse(cast.personnel), browse(cast.acting_superior)
    out = reverse("followup:grades_download")
    query: dict[str, Any] = {"unit": cast.agency.pk, "tahun": TODAY.year, "bentuk": "csv"}

    sent = keeper.get(out, query)
    assert sent["Content-Disposition"].endswith(f'predikat-{cast.agency.pk}-2026.csv"')
    changed = sent.content.decode("utf-8-sig").replace(
        "Di bawah ekspektasi;Sesuai ekspektasi;Butuh Perbaikan",
        "Sesuai ekspektasi;Sesuai ekspektasi;Baik",
    )
    upload = SimpleUploadedFile("predikat.csv", changed.encode(), content_type="text/csv")
    keeper.post(reverse("followup:files"), {"key": str(new_key()), "file": upload})

    file, row = GradeFile.objects.get(), Difference.objects.get()
    assert "Berbeda, diusulkan kepada penilai" in text(keeper, file.get_absolute_url())
    page = text(coach, row.get_absolute_url())
    assert "Menurut berkas" in page
    coach.post(reverse("followup:decide", args=[row.pk]), {"putusan": "ya", "catatan": "Benar"})
    assert "Diubah penilai" in text(keeper, file.get_absolute_url())
    assert Reading.objects.filter(screen="followup:grades_download").count() == 1


def test_an_unreadable_file_is_refused_at_its_field(cast: Cast, browse: Browse) -> None:
    keeper = browse(cast.personnel)
    for name, content in (("a.csv", b"Nama;Umur\nMaria;3\n"), ("a.pdf", b"%PDF-1.7"), ("a", b"")):
        upload = SimpleUploadedFile(name, content)
        answer = keeper.post(reverse("followup:files"), {"key": str(new_key()), "file": upload})
        assert answer.status_code == 422, name
        assert answer.context["form"].errors["file"], name


def test_what_could_not_be_taken_of_a_list_is_named(cast: Cast, browse: Browse) -> None:
    content = f"NIP;Potensi\n{cast.owner.nip};Tinggi\n123;Rendah\n"
    form = {
        "file": SimpleUploadedFile("p.csv", content.encode()),
        "on": TODAY.isoformat(),
        "source": "Asesmen 7/2026",
    }

    answer = browse(cast.personnel).post(reverse("followup:boxes"), form)

    assert answer.status_code == 200
    assert "Baris 3: NIP tidak terbaca." in answer.content.decode()
    assert Potential.objects.get().employee == cast.owner


def test_a_difference_is_read_by_its_rater_and_the_keeper(cast: Cast, browse: Browse) -> None:
    sheet = make_sheet(cast.owner, make_period())
    make_rating(sheet, cast.superior, "BELOW", "AS", received_at=NOON)
    row = make_difference(sheet, cast.acting_superior, cast.personnel)

    for person, code in ((cast.acting_superior, 200), (cast.personnel, 200), (cast.owner, 404)):
        assert browse(person).get(row.get_absolute_url()).status_code == code
    assert "Keputusan Anda" not in text(browse(cast.personnel), row.get_absolute_url())


def test_pages_cost_the_same_for_one_and_for_many(cast: Cast, browse: Browse) -> None:
    """A statement a row would show here."""
    coach, keeper = browse(cast.acting_superior), browse(cast.personnel)
    urls = (
        (coach, TEAM),
        (keeper, DESK),
        (keeper, f"{reverse('followup:credit')}?unit={cast.agency.pk}&tahun=2025"),
        (keeper, f"{reverse('followup:boxes')}?unit={cast.agency.pk}"),
    )
    make_improvement(cast.owner)
    _member(cast, "Anggota 0")
    for client, url in urls:
        client.get(url)
    before = [_statements(client, url) for client, url in urls]

    for number in range(1, 6):
        _member(cast, f"Anggota {number}")

    assert [_statements(client, url) for client, url in urls] == before
    assert max(before) <= 22


def _member(cast: Cast, name: str) -> None:
    person = make_employee(name)
    post = make_position(cast.section, f"{name} Ahli Muda", kind=Position.Kind.FUNCTIONAL)
    make_posting(person, post)
    make_line(person, cast.acting_superior)
    make_final(person, cast.superior, ("BELOW", "AS"))
    make_improvement(person, start_on=TODAY - timedelta(40))
    make_potential(person)


def _statements(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len([query for query in caught if "SAVEPOINT" not in query["sql"]])
