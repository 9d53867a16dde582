"""Over HTTP: giving up a change, and taking a decision back from its toast."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from noken.organization.models import Employee
from noken.planning.models import Revision
from tests.cast import Cast
from tests.world_planning import make_plan, make_revision

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_change_is_given_up_after_a_question(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, status=Revision.Status.APPROVED)
    make_revision(plan, number=2, reason="Tugas baru")
    owner = browse(cast.owner)
    assert "Ya, buang perubahan" in text_of(owner.get(plan.get_absolute_url()))

    answer = owner.post(f"/skp/{plan.pk}/buang/", follow=True)

    html = answer.content.decode()
    assert "Perubahan dibuang. SKP yang berlaku tetap dipakai." in html
    assert "Perubahan dibuang</b> oleh Maria Wanggai" in html
    assert "Ya, buang perubahan" not in html
    assert "Ubah SKP" in html
    assert "banding=" not in html


@pytest.mark.parametrize("way", ["setujui", "kembalikan"])
def test_a_decision_is_undone_from_its_toast(cast: Cast, browse: Browse, way: str) -> None:
    plan = make_plan(cast.owner, status=Revision.Status.SUBMITTED)
    above = browse(cast.acting_superior)
    answer = above.post(f"/skp/{plan.pk}/{way}/", {"note": "Tambahkan target"}, follow=True)
    assert f'hx-post="/skp/{plan.pk}/urungkan/"' in answer.content.decode()

    by_toast = above.post(f"/skp/{plan.pk}/urungkan/", headers={"HX-Request": "true"})

    assert by_toast["HX-Redirect"] == plan.get_absolute_url()
    html = text_of(above.get(plan.get_absolute_url()))
    assert "Keputusan diurungkan. SKP ini menunggu Anda lagi." in html
    assert "Setujui SKP" in html
