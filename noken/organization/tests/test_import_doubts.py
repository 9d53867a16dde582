"""A doubt without an answer leads to where it is settled, and says of which agency it is."""

from pathlib import Path

import pytest
from django.urls import reverse

from noken.organization.models import ImportRun, StandingPeriod
from noken.organization.queries.import_doubts import Doubt, doubts_of
from noken.organization.tests.test_import_apply import SECTION, A, B, check, line
from tests.cast import Cast
from tests.fixtures import Browse

pytestmark = pytest.mark.django_db
NEW = "SEKRETARIAT - DINAS PERDAGANGAN"


def told(run: ImportRun, code: str) -> Doubt:
    return next(doubt for doubt in doubts_of(run) if doubt.code == code)


def test_a_seat_that_is_taken_leads_to_who_holds_it(
    cast: Cast, browse: Browse, tmp_path: Path
) -> None:
    run = check(tmp_path, line(A, "ABRAHAM", "Kepala Seksi Kurikulum SD", SECTION))

    assert told(run, "head.taken").url == reverse("organization:person", args=[cast.superior.pk])
    page = browse(cast.personnel).get(reverse("organization:import", args=[run.pk]))
    assert f'<a href="{told(run, "head.taken").url}">' in page.content.decode()


def test_a_head_who_is_away_leads_to_the_unit(cast: Cast, tmp_path: Path) -> None:
    head = cast.superior
    row = line(head.nip or "", head.name, "Kepala Seksi Kurikulum SD", SECTION, "Tugas Belajar")

    doubt = told(check(tmp_path, row), "head.away")

    assert doubt.url == reverse("organization:unit", args=[cast.section.pk])
    assert doubt.text.endswith("(Dinas Pendidikan)")


def test_a_unit_that_is_yet_to_be_made_leads_to_the_one_above(cast: Cast, tmp_path: Path) -> None:
    rows = (
        line(A, "ABRAHAM", "Sekretaris", NEW, "Tugas Belajar"),
        line(B, "BEATRIKS", "Pengelola Data", NEW),
    )

    doubt = told(check(tmp_path, *rows), "head.away")

    assert doubt.url == reverse("organization:unit", args=[cast.instansi.pk])
    assert doubt.text.endswith("(Dinas Perdagangan)")


def test_every_doubt_has_options_or_a_way(cast: Cast, tmp_path: Path) -> None:
    StandingPeriod.objects.filter(employee=cast.superior).update(standing="STUDY")
    rows = (
        line(A, "ABRAHAM", "Kepala Bidang Pasar", "BIDANG PASAR - DINAS PERDAGANGAN"),
        line(B, "BEATRIKS", "Kepala Seksi Kurikulum SD", "PASAR RAYA"),
    )

    found = doubts_of(check(tmp_path, *rows))

    assert found
    assert all(bool(doubt.options) != bool(doubt.url and doubt.url_label) for doubt in found)
