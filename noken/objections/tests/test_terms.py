"""The days of each step: proposed, signed by two people, and from then on in force."""

from datetime import timedelta

import pytest

from noken.core.errors import Refused
from noken.objections import queries, services
from noken.objections.models import TermsProposal
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_objections import make_grade, new_terms, objection_draft

pytestmark = pytest.mark.django_db


def test_one_signature_changes_nothing_and_the_second_does(cast: Cast) -> None:
    row = services.propose_terms(new_terms(), by=actor(cast.personnel), at=NOON)

    first = services.sign_terms(row.pk, "Sesuai rapat", by=actor(cast.personnel), at=NOON)
    between = queries.terms_on(TODAY)
    second = services.sign_terms(row.pk, "Setuju", by=actor(cast.leader), at=NOON)

    assert (first, second) == (False, True)
    assert (between.file_days, between.is_signed) == (14, False)
    terms = queries.terms_on(TODAY)
    assert (terms.file_days, terms.take_workdays, terms.source) == (21, 2, "Perbup 3/2026")


def test_an_objection_keeps_the_days_it_was_filed_under(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    made = services.file_objection(objection_draft(sheet), by=actor(cast.owner), at=NOON)
    row = services.propose_terms(new_terms(), by=actor(cast.personnel), at=NOON)
    for person in (cast.personnel, cast.leader):
        services.sign_terms(row.pk, "Setuju", by=actor(person), at=NOON)

    made.refresh_from_db()

    assert made.due_on == TODAY + timedelta(10)


@pytest.mark.parametrize(
    ("who", "fields", "code"),
    [
        ("admin_opd", {}, "terms.not_yours"),
        ("leader", {}, "terms.not_yours"),
        ("personnel", {"source": " "}, "terms.no_source"),
        ("personnel", {"file_days": 0}, "terms.out_of_range"),
        ("personnel", {"decide_workdays": 91}, "terms.out_of_range"),
        ("personnel", {"start_on": TODAY - timedelta(1)}, "terms.in_the_past"),
    ],
)
def test_what_cannot_be_proposed(
    cast: Cast, who: str, fields: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as act:
        services.propose_terms(new_terms(**fields), by=actor(getattr(cast, who)), at=NOON)

    assert act.value.code == code
    assert not TermsProposal.objects.exists()


def test_a_new_proposal_withdraws_the_one_that_waited(cast: Cast) -> None:
    by = actor(cast.personnel)
    first = services.propose_terms(new_terms(), by=by, at=NOON)

    services.propose_terms(new_terms(file_days=30), by=by, at=NOON)

    first.refresh_from_db()
    assert first.withdrawn_at == NOON


@pytest.mark.parametrize(
    ("who", "reason", "code"),
    [
        ("admin_opd", "x", "terms.not_a_signer"),
        ("inspectorate", "x", "terms.not_a_signer"),
        ("leader", "  ", "terms.no_reason"),
    ],
)
def test_who_cannot_sign(cast: Cast, who: str, reason: str, code: str) -> None:
    row = services.propose_terms(new_terms(), by=actor(cast.personnel), at=NOON)

    with pytest.raises(Refused) as act:
        services.sign_terms(row.pk, reason, by=actor(getattr(cast, who)), at=NOON)

    assert act.value.code == code


def test_nobody_signs_twice_or_what_is_gone(cast: Cast) -> None:
    by = actor(cast.personnel)
    row = services.propose_terms(new_terms(), by=by, at=NOON)
    services.sign_terms(row.pk, "Setuju", by=by, at=NOON)

    with pytest.raises(Refused) as twice:
        services.sign_terms(row.pk, "Setuju", by=by, at=NOON)
    services.withdraw_terms(row.pk, by=by, at=NOON)
    with pytest.raises(Refused) as gone:
        services.sign_terms(row.pk, "Setuju", by=actor(cast.leader), at=NOON)
    with pytest.raises(Refused) as again:
        services.withdraw_terms(row.pk, by=by, at=NOON)
    with pytest.raises(Refused) as not_theirs:
        services.withdraw_terms(row.pk, by=actor(cast.leader), at=NOON)

    assert [each.value.code for each in (twice, gone, again, not_theirs)] == [
        "terms.signed_twice",
        "terms.gone",
        "terms.gone",
        "terms.not_yours",
    ]


def test_a_day_that_has_passed_is_not_signed(cast: Cast) -> None:
    row = services.propose_terms(new_terms(), by=actor(cast.personnel), at=NOON)
    tomorrow = TODAY + timedelta(1)

    with pytest.raises(Refused) as act:
        services.sign_terms(row.pk, "Setuju", by=actor(cast.leader, on=tomorrow), at=NOON)

    assert act.value.code == "terms.too_late"


def test_the_page_says_what_waits_for_its_owner(cast: Cast) -> None:
    page = queries.terms_page(actor(cast.owner))

    assert [settled for *_words, settled in page.rows] == [False] * 4
    assert not page.is_keeper
    assert page.waiting is None

    services.propose_terms(new_terms(), by=actor(cast.personnel), at=NOON)
    seen = queries.terms_page(actor(cast.leader)).waiting

    assert seen is not None
    assert (seen.left, seen.may_sign, seen.by) == (2, True, cast.personnel.name)
