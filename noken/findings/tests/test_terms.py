"""The days and limits of findings: proposed, signed by two people, and from then on in force."""

from datetime import timedelta
from typing import Any

import pytest

from noken.core.errors import Refused
from noken.findings import queries, services
from noken.findings.models import TermsProposal
from noken.findings.rules.terms import BOUNDS
from noken.findings.services import NewTerms
from tests.cast import Cast
from tests.world import NOON, TODAY, actor

pytestmark = pytest.mark.django_db


def new_terms(**fields: Any) -> NewTerms:
    given: dict[str, Any] = {
        "reply_workdays": 4,
        "decide_workdays": 6,
        "proof_workdays": 2,
        "overturned_percent": 15,
        "settled_least": 30,
        "companion": False,
        "shown_months": 6,
        "start_on": TODAY,
        "source": "Perbup 5/2026",
    }
    return NewTerms(**given | fields)


def test_one_signature_changes_nothing_and_the_second_does(cast: Cast) -> None:
    row = services.propose_terms(new_terms(), by=actor(cast.personnel), at=NOON)

    first = services.sign_terms(row.pk, "Sesuai rapat", by=actor(cast.personnel), at=NOON)
    between = queries.terms_on(TODAY)
    second = services.sign_terms(row.pk, "Setuju", by=actor(cast.leader), at=NOON)

    terms = queries.terms_on(TODAY)
    assert (first, second) == (False, True)
    assert (between.reply_workdays, between.is_signed) == (3, False)
    assert (terms.reply_workdays, terms.overturned_percent, terms.companion) == (4, 15, False)
    assert (terms.source, terms.since) == ("Perbup 5/2026", TODAY)


@pytest.mark.parametrize(
    ("who", "fields", "code"),
    [
        ("admin_opd", {}, "terms.not_yours"),
        ("leader", {}, "terms.not_yours"),
        ("personnel", {"source": " "}, "terms.no_source"),
        ("personnel", {"source": "x" * 201}, "terms.too_long"),
        ("personnel", {"start_on": TODAY - timedelta(1)}, "terms.in_the_past"),
        *(
            ("personnel", {name: least - 1}, "terms.out_of_range")
            for name, (least, _) in BOUNDS.items()
        ),
        *(
            ("personnel", {name: most + 1}, "terms.out_of_range")
            for name, (_, most) in BOUNDS.items()
        ),
    ],
)
def test_what_cannot_be_proposed(cast: Cast, who: str, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as act:
        services.propose_terms(new_terms(**fields), by=actor(getattr(cast, who)), at=NOON)

    assert act.value.code == code
    assert not TermsProposal.objects.exists()


@pytest.mark.parametrize(
    ("who", "reason", "code"),
    [
        ("admin_opd", "x", "terms.not_a_signer"),
        ("inspectorate", "x", "terms.not_a_signer"),
        ("leader", "  ", "terms.no_reason"),
        ("leader", "x" * 301, "terms.too_long"),
    ],
)
def test_who_cannot_sign(cast: Cast, who: str, reason: str, code: str) -> None:
    row = services.propose_terms(new_terms(), by=actor(cast.personnel), at=NOON)

    with pytest.raises(Refused) as act:
        services.sign_terms(row.pk, reason, by=actor(getattr(cast, who)), at=NOON)

    assert act.value.code == code


def test_nobody_signs_twice_too_late_or_what_is_gone(cast: Cast) -> None:
    by = actor(cast.personnel)
    first = services.propose_terms(new_terms(), by=by, at=NOON)
    row = services.propose_terms(new_terms(reply_workdays=5), by=by, at=NOON)
    services.sign_terms(row.pk, "Setuju", by=by, at=NOON)
    tomorrow = actor(cast.leader, on=TODAY + timedelta(1))

    with pytest.raises(Refused) as twice:
        services.sign_terms(row.pk, "Setuju", by=by, at=NOON)
    with pytest.raises(Refused) as late:
        services.sign_terms(row.pk, "Setuju", by=tomorrow, at=NOON)
    with pytest.raises(Refused) as replaced:
        services.sign_terms(first.pk, "Setuju", by=actor(cast.leader), at=NOON)
    with pytest.raises(Refused) as not_theirs:
        services.withdraw_terms(row.pk, by=actor(cast.leader), at=NOON)
    services.withdraw_terms(row.pk, by=by, at=NOON)
    with pytest.raises(Refused) as again:
        services.withdraw_terms(row.pk, by=by, at=NOON)

    assert [each.value.code for each in (twice, late, replaced, not_theirs, again)] == [
        "terms.signed_twice",
        "terms.too_late",
        "terms.gone",
        "terms.not_yours",
        "terms.gone",
    ]
