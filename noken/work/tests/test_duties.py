"""Who owes a report: proposed, signed by two people, and from its day on in force."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.organization.models import Employee
from noken.work import queries, services
from noken.work.models import Duty, DutyProposal
from noken.work.rules.duties import duty_for
from noken.work.services import NewDuty
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_work import make_duty

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]


def new_duty(**fields: Any) -> NewDuty:
    given: dict[str, Any] = {
        "family": "",
        "employee_kind": "PNS",
        "rhythm": "WORKDAY",
        "grace_workdays": 3,
        "start_on": TODAY,
        "source": "Perbup 6/2026",
    }
    return NewDuty(**given | fields)


def propose(cast: Cast, **fields: Any) -> DutyProposal:
    return services.propose_duty(new_duty(**fields), by=actor(cast.personnel), at=NOON)


def sign(row: DutyProposal, person: Employee) -> bool:
    return services.sign_duty(row.pk, "Sesuai rapat", by=actor(person), at=NOON)


def test_the_second_signature_puts_it_in_force_and_ends_the_one_before(cast: Cast) -> None:
    old = make_duty()
    row = propose(cast)

    first = sign(row, cast.personnel)
    between = duty_for(queries.duty_terms(), "", "PNS", TODAY)
    second = sign(row, cast.leader)

    old.refresh_from_db()
    now = duty_for(queries.duty_terms(), "", "PNS", TODAY)
    assert (first, second) == (False, True)
    assert between is not None
    assert now is not None
    assert (between.grace_workdays, now.grace_workdays) == (1, 3)
    assert (old.end_on, now.source, now.mark) == (TODAY, "Perbup 6/2026", "A")
    assert Entry.objects.get(action="DutySet").reason == "Perbup 6/2026"


def test_proposals_for_other_people_wait_side_by_side(cast: Cast) -> None:
    first, other = propose(cast), propose(cast, employee_kind="PPPK")
    again = propose(cast, grace_workdays=2)

    waiting = DutyProposal.objects.filter(withdrawn_at=None)
    assert set(waiting) == {other, again}
    assert first not in waiting


@pytest.mark.parametrize(
    ("who", "fields", "code"),
    [
        ("admin_opd", {}, "duty.not_yours"),
        ("leader", {}, "duty.not_yours"),
        ("personnel", {"source": " "}, "duty.no_source"),
        ("personnel", {"source": "x" * 201}, "duty.too_long"),
        ("personnel", {"start_on": TODAY - timedelta(1)}, "duty.in_the_past"),
        ("personnel", {"grace_workdays": 31}, "duty.out_of_range"),
        ("personnel", {"employee_kind": "CPNS"}, "duty.not_after"),
    ],
)
def test_what_cannot_be_proposed(cast: Cast, who: str, fields: dict[str, Any], code: str) -> None:
    make_duty(kind="CPNS", start_on=TODAY)

    with pytest.raises(Refused) as refusal:
        services.propose_duty(new_duty(**fields), by=actor(getattr(cast, who)), at=NOON)

    assert refusal.value.code == code
    assert not DutyProposal.objects.exists()


def test_one_person_alone_settles_nothing(cast: Cast) -> None:
    row = propose(cast)
    sign(row, cast.personnel)

    with pytest.raises(Refused) as refusal:
        sign(row, cast.personnel)

    assert refusal.value.code == "duty.signed_twice"
    assert not Duty.objects.filter(source="Perbup 6/2026").exists()


def test_what_came_into_force_meanwhile_stops_the_second_signature(cast: Cast) -> None:
    row = propose(cast)
    sign(row, cast.personnel)
    make_duty(start_on=TODAY)

    with pytest.raises(Refused) as refusal:
        sign(row, cast.leader)

    assert refusal.value.code == "duty.not_after"
    row.refresh_from_db()
    assert row.signatures.count() == 1


def test_a_proposal_is_taken_back(cast: Cast) -> None:
    row = propose(cast)

    services.withdraw_duty(row.pk, by=actor(cast.personnel), at=NOON)

    with pytest.raises(Refused) as refusal:
        sign(row, cast.leader)
    assert refusal.value.code == "duty.gone"


def test_everybody_reads_it_and_the_agency_proposes(cast: Cast, browse: Browse) -> None:
    url = reverse("work:duties")
    form = {
        "status": "PNS",
        "rumpun": "",
        "irama": "NONE",
        "kelonggaran": "0",
        "mulai": TODAY.isoformat(),
        "dasar": "Perbup 6/2026",
    }

    assert "Usulkan" not in browse(cast.maria).get(url).content.decode().replace("Usulan", "")
    assert browse(cast.personnel).post(f"{url}usul/", form).status_code == 302

    page = browse(cast.leader).get(url).content.decode()
    assert "Tidak wajib melapor" in page
    assert "Kurang 2 persetujuan" in page
    assert "PNS" in page
    assert "WORKDAY" not in page.replace('value="WORKDAY"', "")


def test_a_refused_proposal_stays_in_its_form(cast: Cast, browse: Browse) -> None:
    url = f"{reverse('work:duties')}usul/"
    form = {"irama": "WORKDAY", "kelonggaran": "99", "mulai": "2020-01-01", "dasar": "Perbup 6"}

    answer = browse(cast.personnel).post(url, form)

    assert answer.status_code == 422
    assert 'value="Perbup 6"' in answer.content.decode()
