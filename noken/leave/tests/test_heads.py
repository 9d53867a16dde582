"""A head on leave: who appoints is told, and one press opens the form filled in."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from noken.leave import queries, services
from noken.notices.models import Notice
from noken.organization.models import Employee, Posting
from tests.cast import Cast
from tests.world import NOON, START, actor
from tests.world_leave import MONDAY, make_request

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]


def granted(cast: Cast, start_on: date = MONDAY) -> None:
    make_request(
        cast.higher_superior, status="APPROVED", start_on=start_on, stand_in=cast.former_superior
    )


def test_who_appoints_reads_it_until_somebody_acts(cast: Cast) -> None:
    granted(cast)
    make_request(cast.peer, status="APPROVED")
    admin, other = actor(cast.admin_opd), actor(cast.admin_other)

    [head] = queries.heads_away(admin)
    assert (head.name, head.unit, head.start_on) == (
        cast.higher_superior.name,
        cast.division.name,
        MONDAY,
    )
    assert queries.heads_away(actor(cast.personnel)) == [head]
    assert queries.heads_away(other) == []
    assert queries.heads_away(actor(cast.owner)) == ()

    Posting.objects.create(
        employee=cast.superior,
        unit=cast.division,
        position=Posting.objects.get(employee=cast.higher_superior).position,
        kind="PLH",
        is_head=True,
        start_on=MONDAY,
        end_on=MONDAY + timedelta(3),
    )
    assert queries.heads_away(admin) == []


def test_a_leave_far_away_or_over_asks_for_nobody(cast: Cast) -> None:
    granted(cast, MONDAY + timedelta(30))
    granted(cast, START + timedelta(30))

    assert queries.heads_away(actor(cast.personnel)) == []


def test_when_it_is_granted_the_admin_is_told(cast: Cast) -> None:
    request = make_request(cast.higher_superior, status="ADVISED")

    services.approve_request(request.pk, by=actor(cast.agency_head), at=NOON)

    told = Notice.objects.get(kind="LeaveApproved", person_id=cast.admin_opd.pk)
    assert told.text == (
        f"{cast.higher_superior.name} cuti, 30 Nov sampai 2 Des, dan memimpin "
        f"{cast.division.name}. Tunjuk Plh."
    )


def test_one_press_opens_the_form_filled_in(cast: Cast, browse: Browse) -> None:
    granted(cast)
    [head] = queries.heads_away(actor(cast.personnel))

    html = browse(cast.personnel).get(head.url).content.decode()

    form = html.partition('id="aksi-plt" open')[2].partition("</details>")[0]
    assert 'value="2026-11-30"' in form
    assert 'value="2026-12-02"' in form
    assert '<option value="PLH" selected>' in form
    assert cast.former_superior.name in form
    bad = f"/unit/{cast.division.pk}/?buka=plt&sebagai=X&mulai=besok&pejabat=y"
    assert browse(cast.personnel).get(bad).status_code == 200
