"""A decision for another grade than Baik names the dated fact it rests on, as a rating does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from noken.core.errors import Refused
from noken.objections import services
from noken.objections.exports.papers import decision_paper
from noken.objections.models import Objection
from noken.objections.queries import objection_page
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_objections import decision, make_answer, make_grade, make_objection

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY, WHAT = date(2026, 8, 14), "Tamu dibentak di loket."


@pytest.fixture
def heard(cast: Cast) -> Objection:
    sheet = make_grade(cast.owner, cast.superior)
    row = make_objection(sheet, status="TAKEN", by=cast.higher_superior)
    make_answer(row)
    return row


def test_a_lower_grade_is_meant_and_founded_and_says_so_on_paper(
    cast: Cast, heard: Objection
) -> None:
    by = actor(cast.higher_superior)
    meant = decision("BELOW", "BELOW", lower_meant=True)
    with pytest.raises(Refused) as bare:
        services.decide(heard.pk, meant, by=by, at=NOON)
    assert bare.value.code == "evaluation.no_fact"

    services.decide(heard.pk, replace(meant, fact_on=DAY, fact=WHAT), by=by, at=NOON)

    heard.refresh_from_db()
    assert heard.after_grade == "VERY_POOR"
    assert objection_page(actor(cast.owner), heard.pk, NOON).fact == (DAY, WHAT)
    assert decision_paper(heard, "", NOON).reason == (
        f"{heard.reason}\n\nContoh nyata, Jumat, 14 Agustus 2026: {WHAT}"
    )


@pytest.mark.parametrize(("result", "behaviour"), [("AS", "AS"), ("BELOW", "AS")])
def test_baik_and_what_stays_as_it_was_need_none(
    cast: Cast, heard: Objection, result: str, behaviour: str
) -> None:
    services.decide(heard.pk, decision(result, behaviour), by=actor(cast.higher_superior), at=NOON)

    assert objection_page(actor(cast.owner), heard.pk, NOON).fact is None


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(
    cast: Cast, heard: Objection, browse: Browse
) -> None:
    typed = {
        "key": str(decision().key),
        "hasil": "ABOVE",
        "perilaku": "ABOVE",
        "alasan": "Bukti kedua pihak.",
        "contoh": WHAT,
        "tanggal": "2026-10-14",
    }
    client = browse(cast.higher_superior)

    page = client.post(f"/keberatan/{heard.pk}/putusan/", typed)

    assert page.status_code == 422
    html = page.content.decode()
    assert "Pilih tanggal di dalam periode penilaian ini." in html
    assert WHAT in html
    again = client.post(f"/keberatan/{heard.pk}/putusan/", typed | {"tanggal": "2026-08-14"})
    assert again.status_code == 302
