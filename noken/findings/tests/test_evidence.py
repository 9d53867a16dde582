"""Evidence that was used twice: both are shown side by side, and each look is on record."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Reading
from noken.documents.models import StoredFile
from noken.documents.services import take_files
from noken.findings.models import Finding, Row
from noken.findings.services.replying import note_opened
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_findings import make_card, make_finding, make_row, make_terms, new_key
from tests.world_work import photo

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY, OTHER_DAY = date(2026, 11, 17), date(2026, 11, 3)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def files() -> list[StoredFile]:
    return take_files([photo(), photo()], at=NOON)


@pytest.fixture
def finding(cast: Cast) -> Finding:
    make_terms()
    return make_finding(cast.owner, make_card("LAP-03"), period="2026-11")


def twice(finding: Finding, files: list[StoredFile], other: Employee, state: str = "ASKED") -> Row:
    facts = {
        "title": "Kunjungan sekolah",
        "file": str(files[0].pk),
        "same_file": True,
        "other_file": str(files[1].pk),
        "other_day": OTHER_DAY.isoformat(),
        "other_who": other.name,
        "other_by": other.pk,
    }
    return make_row(finding, DAY, state, told=state != "HINT", facts=facts)


def urls(row: Row, *file_ids: object) -> list[str]:
    number = row.finding.number
    return [
        reverse("findings:evidence", args=[number, row.pk]),
        *(reverse("findings:evidence_file", args=[number, row.pk, each]) for each in file_ids),
    ]


def test_both_stand_side_by_side_with_what_proves_that_they_are_the_same(
    cast: Cast, browse: Browse, finding: Finding, files: list[StoredFile]
) -> None:
    page, *pictures = urls(twice(finding, files, cast.peer), *(each.pk for each in files))
    client = browse(cast.owner)

    assert f'hx-get="{page}"' in client.get(finding.get_absolute_url()).content.decode()
    shown = client.get(page, headers=HTMX).content.decode()

    for words in ("17 November 2026", f"3 November 2026, oleh {cast.peer.name}", *pictures):
        assert words in shown
    assert shown.count(bytes(files[0].sha256_sent).hex()[:16]) == 2
    assert "<html" not in shown
    assert f"{pictures[0]}?kecil=1" in shown
    whole = client.get(page).content.decode()
    assert "Kunjungan sekolah" in whole
    assert "?kecil=1" not in whole
    for each in pictures:
        small = client.get(f"{each}?kecil=1")
        assert (small.status_code, small["Content-Type"]) == (200, "image/jpeg")


def test_they_open_for_whom_the_row_opens_and_no_other_file_does(
    cast: Cast, browse: Browse, finding: Finding, files: list[StoredFile]
) -> None:
    row = twice(finding, files, cast.peer)
    tried = urls(row, *(each.pk for each in files))

    def codes(name: str, addresses: list[str] = tried) -> set[int]:
        client = browse(getattr(cast, name))
        return {client.get(each).status_code for each in addresses}

    for name in ("owner", "acting_superior", "higher_superior", "personnel"):
        assert codes(name) == {200}
    for name in ("former_superior", "peer", "admin_opd", "inspectorate", "leader"):
        assert codes(name) == {404}
    (strange,) = take_files([photo()], at=NOON)
    bare = make_row(finding, OTHER_DAY, told=True)
    assert codes("owner", urls(row, strange.pk, new_key())[1:]) == {404}
    assert codes("owner", urls(bare, files[0].pk)) == {404}


def test_nobody_sees_them_before_the_person_and_hints_stay_with_the_person(
    cast: Cast, browse: Browse, finding: Finding, files: list[StoredFile]
) -> None:
    row = twice(finding, files, cast.peer)
    Row.objects.filter(pk=row.pk).update(told_at=None, reply_by=None)
    (page,) = urls(row)
    before = browse(cast.owner).get(page).status_code
    note_opened(finding.pk, by=actor(cast.owner), at=NOON)
    after = browse(cast.owner).get(page).status_code
    Row.objects.filter(pk=row.pk).update(state="HINT", asked_at=None, told_at=None, reply_by=None)

    assert (before, after) == (404, 200)
    hint = [browse(who).get(page).status_code for who in (cast.owner, cast.acting_superior)]
    assert hint == [200, 404]


def test_each_look_is_read_by_the_person_and_by_whose_evidence_it_is(
    cast: Cast, browse: Browse, finding: Finding, files: list[StoredFile]
) -> None:
    _, here, there = urls(twice(finding, files, cast.peer), *(each.pk for each in files))

    def seen() -> set[tuple[int, str]]:
        return set(
            Reading.objects.filter(reader_id=cast.acting_superior.pk).values_list(
                "person_id", "screen"
            )
        )

    browse(cast.acting_superior).get(here)
    assert seen() == {(cast.owner.pk, "findings:file")}
    browse(cast.acting_superior).get(there)
    assert seen() == {
        (cast.owner.pk, "findings:file"),
        (cast.peer.pk, "findings:evidence"),
    }
    browse(cast.owner).get(there)
    own = Reading.objects.filter(reader_id=cast.owner.pk).values_list("person_id", "screen")
    assert list(own) == [(cast.peer.pk, "findings:evidence")]


def test_what_is_not_kept_any_more_says_so(
    cast: Cast, browse: Browse, finding: Finding, files: list[StoredFile]
) -> None:
    row = twice(finding, files, cast.peer)
    row.facts["other_file"] = str(new_key())
    row.save()

    (page,) = urls(row)
    assert "Berkasnya tidak disimpan lagi." in browse(cast.owner).get(page).content.decode()
