"""The values of coaching: proposed, signed by two people, and from then on in force."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noken.coaching import queries, services
from noken.coaching.models import TermsProposal
from noken.coaching.rules.terms import Terms
from noken.coaching.services import NewTerms
from noken.organization.models import Employee
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor

pytestmark = pytest.mark.django_db
FORM = {
    "words_months": "9",
    "clean_months": "3",
    "in_time_percent": "90",
    "easy_grace_workdays": "4",
    "easy_check_percent": "25",
    "close_check_percent": "300",
    "mulai": TODAY.isoformat(),
    "dasar": "Perbup 3/2026",
}


def new(**values: Any) -> NewTerms:
    start_on = values.pop("start_on", TODAY)
    return NewTerms(Terms(**{"source": "Perbup 3/2026", **values}), start_on)


def test_one_signature_changes_nothing_and_the_second_does(cast: Cast) -> None:
    row = services.propose_terms(new(clean_months=3), by=actor(cast.personnel), at=NOON)

    first = services.sign_terms(row.pk, "Sesuai rapat", by=actor(cast.personnel), at=NOON)
    between = queries.terms_on(TODAY)
    second = services.sign_terms(row.pk, "Setuju", by=actor(cast.leader), at=NOON)

    assert (first, between.is_signed, second) == (False, False, True)
    terms = queries.terms_on(TODAY)
    assert (terms.clean_months, terms.source, terms.is_signed) == (3, "Perbup 3/2026", True)


@pytest.mark.parametrize(
    ("who", "fields", "code"),
    [
        ("leader", {}, "coaching_terms.not_yours"),
        ("personnel", {"source": " "}, "coaching_terms.no_source"),
        ("personnel", {"clean_months": 25}, "coaching_terms.out_of_range"),
        ("personnel", {"start_on": TODAY - timedelta(1)}, "coaching_terms.in_the_past"),
    ],
)
def test_what_cannot_be_proposed(cast: Cast, who: str, fields: dict[str, Any], code: str) -> None:
    with refused(code):
        services.propose_terms(new(**fields), by=actor(getattr(cast, who)), at=NOON)


def test_over_http_proposed_signed_and_withdrawn(
    cast: Cast, browse: Callable[[Employee | None], Client]
) -> None:
    keeper, address = browse(cast.personnel), reverse("coaching:terms")
    assert keeper.post(reverse("coaching:terms_propose"), {}).status_code == 422
    assert keeper.post(reverse("coaching:terms_propose"), FORM).status_code == 302
    row = TermsProposal.objects.get()
    sign = reverse("coaching:terms_sign", args=[row.pk])
    keeper.post(sign, {"alasan": "Setuju"})

    waiting = keeper.get(address).content.decode()
    keeper.post(reverse("coaching:terms_withdraw", args=[row.pk]))
    row.refresh_from_db()

    assert "Kurang 1 persetujuan" in waiting
    assert row.withdrawn_at is not None
    assert "menunggu penetapan" in browse(cast.owner).get(address).content.decode()


def test_a_refused_proposal_stays_in_its_form_with_the_reason_beside_the_field(
    cast: Cast, browse: Callable[[Employee | None], Client]
) -> None:
    past = (TODAY - timedelta(1)).isoformat()

    answer = browse(cast.personnel).post(
        reverse("coaching:terms_propose"), {**FORM, "mulai": past, "dasar": "Perbup 44/2026"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Perbup 44/2026"' in page
    assert "tidak berlaku surut" in page
    assert not TermsProposal.objects.exists()
