"""The rater's superior takes, hears both sides and decides; the rater answers when let in."""

from datetime import date, timedelta
from typing import Any

import pytest

from noken.core.errors import Refused
from noken.documents.queries import get_paper
from noken.evaluation.models import Rating
from noken.objections import services
from noken.objections.models import Hearing, Objection, Statement
from noken.objections.queries import objection_page
from noken.objections.queries.deciders import decider_of
from noken.organization.models import Employee, Posting, SuperiorOverride
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_line, make_position, make_posting
from tests.world_objections import (
    decision,
    hearing_draft,
    make_answer,
    make_grade,
    make_objection,
    statement_draft,
)

pytestmark = pytest.mark.django_db


def refused(act: object) -> str:
    return act.value.code  # type: ignore[attr-defined,no-any-return]  # an ExceptionInfo


@pytest.fixture
def filed(cast: Cast) -> Objection:
    return make_objection(make_grade(cast.owner, cast.superior), wants_hearing=True)


@pytest.fixture
def taken(cast: Cast) -> Objection:
    sheet = make_grade(cast.owner, cast.superior)
    return make_objection(sheet, status="TAKEN", by=cast.higher_superior)


def test_taking_it_lets_the_rater_in_and_starts_the_days(cast: Cast, filed: Objection) -> None:
    services.take(filed.pk, by=actor(cast.higher_superior), at=NOON)

    filed.refresh_from_db()
    assert filed.status == "TAKEN"
    assert filed.taken_by == cast.higher_superior
    assert (filed.answer_by, filed.decide_by) == (date(2026, 12, 1), date(2026, 12, 15))


@pytest.mark.parametrize(
    "who", ["owner", "superior", "acting_superior", "peer", "admin_opd", "personnel", "leader"]
)
def test_nobody_else_takes_it(cast: Cast, filed: Objection, who: str) -> None:
    with pytest.raises(Refused) as act:
        services.take(filed.pk, by=actor(getattr(cast, who)), at=NOON)

    assert refused(act) == "objection.unknown"


def test_nobody_takes_it_twice(cast: Cast, taken: Objection) -> None:
    with pytest.raises(Refused) as act:
        services.take(taken.pk, by=actor(cast.higher_superior), at=NOON)

    assert refused(act) == "objection.taken_already"


def test_the_rater_cannot_answer_what_nobody_has_taken(cast: Cast, filed: Objection) -> None:
    with pytest.raises(Refused) as act:
        services.answer(filed.pk, statement_draft(), by=actor(cast.superior), at=NOON)

    assert refused(act) == "objection.unknown", "the same word as for one that does not exist"


def test_the_rater_answers_once_a_key(cast: Cast, taken: Objection) -> None:
    draft = statement_draft("Laporan Agustus masuk sesudah triwulan ditutup.")

    first = services.answer(taken.pk, draft, by=actor(cast.superior), at=NOON)
    again = services.answer(taken.pk, draft, by=actor(cast.superior), at=NOON)

    assert first == again
    assert Statement.objects.get().kind == Statement.Kind.ANSWER


def test_only_the_rater_answers(cast: Cast, taken: Objection) -> None:
    for person in (cast.owner, cast.higher_superior, cast.acting_superior):
        with pytest.raises(Refused) as act:
            services.answer(taken.pk, statement_draft(), by=actor(person), at=NOON)
        assert refused(act) == "objection.unknown"


def test_a_hearing_is_kept_once(cast: Cast, taken: Objection) -> None:
    draft = hearing_draft("RATER", mode="CALL")
    by = actor(cast.higher_superior)

    services.hear(taken.pk, draft, by=by, at=NOON)
    services.hear(taken.pk, draft, by=by, at=NOON)

    assert Hearing.objects.get().side == "RATER"
    assert (
        taken.steps.filter(kind="HEARD").get().note == "Pejabat penilai, lewat telepon atau video"
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"side": "EVERYBODY"}, "objection.no_side"),
        ({"mode": "TELEPATHY"}, "objection.no_side"),
        ({"held_on": TODAY + timedelta(1)}, "objection.bad_day"),
        ({"held_on": TODAY - timedelta(2)}, "objection.bad_day"),
        ({"note": " "}, "objection.empty"),
        ({"mode": "NONE"}, "objection.too_soon"),
    ],
)
def test_what_is_no_hearing(
    cast: Cast, taken: Objection, fields: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as act:
        services.hear(taken.pk, hearing_draft(**fields), by=actor(cast.higher_superior), at=NOON)

    assert refused(act) == code
    assert not Hearing.objects.exists()


def test_who_could_not_be_heard_is_written_down_after_the_days(
    cast: Cast, taken: Objection
) -> None:
    later = NOON + timedelta(9)
    draft = hearing_draft("RATER", mode="NONE", note="Diundang dua kali, sedang tugas belajar.")

    services.hear(
        taken.pk, draft, by=actor(cast.higher_superior, on=TODAY + timedelta(9)), at=later
    )

    assert Hearing.objects.get().mode == Hearing.Mode.NONE


def test_there_is_no_decision_before_both_were_heard(cast: Cast, taken: Objection) -> None:
    with pytest.raises(Refused) as act:
        services.decide(taken.pk, decision(), by=actor(cast.higher_superior), at=NOON)

    assert refused(act) == "objection.not_heard"
    taken.refresh_from_db()
    assert taken.status == "TAKEN"


def test_there_is_no_decision_before_it_was_taken(cast: Cast, filed: Objection) -> None:
    with pytest.raises(Refused) as act:
        services.decide(filed.pk, decision(), by=actor(cast.higher_superior), at=NOON)

    assert refused(act) == "objection.not_taken"


def test_a_changed_rating_is_final_with_its_reasons_and_its_paper(
    cast: Cast, taken: Objection
) -> None:
    make_answer(taken)

    services.decide(taken.pk, decision(), by=actor(cast.higher_superior), at=NOON)

    taken.refresh_from_db()
    assert (taken.status, taken.outcome, taken.after_grade) == ("DECIDED", "CHANGED", "GOOD")
    stands = Rating.objects.get(
        sheet_id=taken.sheet_id, published_at__isnull=False, replaced_at=None
    )
    assert (stands.origin, stands.by, stands.grade) == (
        Rating.Origin.OBJECTION,
        cast.higher_superior,
        "GOOD",
    )
    assert stands.sheet.status == "FINAL"
    assert stands.sheet.objected_at is None
    assert taken.paper_id is not None
    assert get_paper(taken.paper_id).kind == "OBJECTION_DECISION"


def test_a_kept_rating_stays_the_raters_own(cast: Cast, taken: Objection) -> None:
    make_answer(taken)

    services.decide(taken.pk, decision("BELOW", "AS"), by=actor(cast.higher_superior), at=NOON)

    taken.refresh_from_db()
    assert (taken.outcome, taken.after_grade) == ("KEPT", "NEEDS_IMPROVEMENT")
    stands = Rating.objects.get(sheet_id=taken.sheet_id)
    assert stands.by == cast.superior
    assert stands.sheet.status == "FINAL"


def test_the_same_decision_twice_is_one(cast: Cast, taken: Objection) -> None:
    make_answer(taken)
    draft, by = decision(), actor(cast.higher_superior)

    services.decide(taken.pk, draft, by=by, at=NOON)
    services.decide(taken.pk, draft, by=by, at=NOON + timedelta(minutes=1))

    assert taken.steps.filter(kind="DECIDED").count() == 1
    assert Rating.objects.filter(sheet_id=taken.sheet_id).count() == 2


def test_a_decision_is_final(cast: Cast, taken: Objection) -> None:
    make_answer(taken)
    by = actor(cast.higher_superior)
    services.decide(taken.pk, decision(), by=by, at=NOON)

    with pytest.raises(Refused) as act:
        services.decide(taken.pk, decision("ABOVE", "ABOVE"), by=by, at=NOON)

    assert refused(act) == "objection.not_now"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"reason": "  "}, "objection.empty"),
        ({"result": "BEST"}, "objection.no_rating"),
        ({"behaviour": ""}, "objection.no_rating"),
        ({"behaviour": "BELOW", "result": "BELOW"}, "objection.lower"),
    ],
)
def test_what_is_no_decision(
    cast: Cast, taken: Objection, fields: dict[str, str], code: str
) -> None:
    make_answer(taken)

    with pytest.raises(Refused) as act:
        services.decide(taken.pk, decision(**fields), by=actor(cast.higher_superior), at=NOON)

    assert refused(act) == code
    taken.refresh_from_db()
    assert taken.status == "TAKEN"
    assert taken.paper_id is None


def test_a_late_objection_to_a_final_grade_can_change_it(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior, final=True)
    row = make_objection(sheet, status="TAKEN", by=cast.higher_superior)
    make_answer(row)

    services.decide(row.pk, decision(), by=actor(cast.higher_superior), at=NOON)

    sheet.refresh_from_db()
    assert sheet.status == "FINAL"
    assert Rating.objects.get(sheet=sheet, replaced_at=None).grade == "GOOD"


def test_who_holds_the_seat_later_takes_it_over(cast: Cast, taken: Objection) -> None:
    """Markus is away; Naomi acts as head of the division."""
    post = Posting.objects.get(employee=cast.higher_superior).position
    until = TODAY + timedelta(1)
    make_posting(cast.acting_superior, post, kind="PLH", start_on=TODAY, end_on=until)
    make_answer(taken)

    assert decider_of(taken.pk, TODAY) == cast.acting_superior.pk
    with pytest.raises(Refused) as early:
        services.decide(taken.pk, decision(), by=actor(cast.acting_superior), at=NOON)
    with pytest.raises(Refused) as away:
        services.decide(taken.pk, decision(), by=actor(cast.higher_superior), at=NOON)
    services.take(taken.pk, by=actor(cast.acting_superior), at=NOON)
    services.decide(taken.pk, decision(), by=actor(cast.acting_superior), at=NOON)

    later = actor(cast.acting_superior, on=until)
    assert objection_page(later, taken.pk, NOON).text, "who decided goes on reading it"
    assert (refused(early), refused(away)) == ("objection.not_taken", "objection.not_decider")
    taken.refresh_from_db()
    assert taken.decided_by == cast.acting_superior
    assert list(taken.steps.order_by("pk").values_list("kind", flat=True))[1:] == [
        "HANDED",
        "DECIDED",
    ]


def test_who_rated_as_acting_head_is_judged_by_the_head_above_the_seat(cast: Cast) -> None:
    """Naomi rated as Plh of the section; her own superior Yohana would be its head."""
    sheet = make_grade(cast.owner, cast.acting_superior, published_at=NOON, received_at=NOON)

    row = make_objection(sheet, at=NOON)

    assert decider_of(row.pk, TODAY) == cast.higher_superior.pk


def test_the_office_decides_and_not_who_held_it(cast: Cast) -> None:
    """Elias rated as head of the section and has moved: the head of the division decides."""
    published = NOON - timedelta(60)
    sheet = make_grade(cast.owner, cast.former_superior, published_at=published, number=2)

    assert decider_of(make_objection(sheet).pk, TODAY) == cast.higher_superior.pk


def test_a_superior_chosen_by_hand_decides(cast: Cast) -> None:
    SuperiorOverride.objects.create(
        employee=cast.superior, superior=cast.leader, reason="SK", start_on=TODAY - timedelta(30)
    )
    line = cast.superior.reporting_lines.get()
    line.superior, line.basis, line.via = cast.leader, "OVERRIDE", None
    line.save()

    row = make_objection(make_grade(cast.owner, cast.superior))

    assert decider_of(row.pk, TODAY) == cast.leader.pk


def test_an_empty_seat_passes_it_on_to_the_next_above(cast: Cast, filed: Objection) -> None:
    Posting.objects.filter(employee=cast.higher_superior).update(end_on=TODAY)

    assert decider_of(filed.pk, TODAY) == cast.agency_head.pk


def test_who_rated_never_decides_although_they_hold_the_seat(cast: Cast, filed: Objection) -> None:
    """Yohana, who rated, has become head of the division meanwhile."""
    post = Posting.objects.get(employee=cast.higher_superior).position
    Posting.objects.filter(employee=cast.higher_superior).update(end_on=TODAY)
    make_posting(cast.superior, post, kind="PLT", start_on=TODAY)

    assert decider_of(filed.pk, TODAY) == cast.agency_head.pk


@pytest.fixture
def topmost(cast: Cast) -> Objection:
    """The agency's head, rated by the Bupati: nobody stands above."""
    return make_objection(make_grade(cast.agency_head, cast.bupati))


def test_where_nobody_stands_above_bkpsdm_names_somebody(cast: Cast, topmost: Objection) -> None:
    by = actor(cast.personnel)

    assert decider_of(topmost.pk, TODAY) is None
    services.assign(topmost.pk, cast.leader.pk, reason="Perintah Bupati 800/4", by=by, at=NOON)
    services.take(topmost.pk, by=actor(cast.leader), at=NOON)

    topmost.refresh_from_db()
    assert topmost.taken_by == cast.leader
    assert topmost.steps.get(kind="ASSIGNED").note == "Perintah Bupati 800/4"


@pytest.mark.parametrize(
    ("chosen", "by", "reason", "code"),
    [
        ("leader", "admin_opd", "x", "objection.keeper_only"),
        ("bupati", "personnel", "x", "objection.unfit"),
        ("agency_head", "personnel", "x", "objection.unfit"),
        ("personnel", "personnel", "x", "objection.unfit"),
        ("ended", "personnel", "x", "objection.unfit"),
        ("leader", "personnel", " ", "objection.empty"),
    ],
)
def test_whom_bkpsdm_cannot_name(
    cast: Cast, topmost: Objection, chosen: str, by: str, reason: str, code: str
) -> None:
    person: Employee = getattr(cast, chosen)

    with pytest.raises(Refused) as act:
        services.assign(topmost.pk, person.pk, reason=reason, by=actor(getattr(cast, by)), at=NOON)

    assert refused(act) == code


def test_who_rated_names_nobody_and_learns_nothing_by_trying(cast: Cast) -> None:
    """Somebody of BKPSDM rated, and nobody stands above them any more."""
    row = make_objection(make_grade(cast.owner, cast.personnel))
    row.seat = None
    row.save(update_fields=["seat"])

    with pytest.raises(Refused) as act:
        services.assign(row.pk, cast.leader.pk, reason="SK", by=actor(cast.personnel), at=NOON)

    assert refused(act) == "objection.unknown"


def test_bkpsdm_names_nobody_where_the_law_does(cast: Cast, filed: Objection) -> None:
    with pytest.raises(Refused) as act:
        services.assign(filed.pk, cast.leader.pk, reason="SK", by=actor(cast.personnel), at=NOON)

    assert refused(act) == "objection.has_decider"


def test_who_was_named_and_left_is_named_anew(cast: Cast, topmost: Objection) -> None:
    person = make_employee("Yance Waropen")
    make_posting(person, make_position(cast.agency), end_on=TODAY)
    make_line(person, cast.agency_head)
    topmost.assigned_to = person
    topmost.save(update_fields=["assigned_to"])

    assert decider_of(topmost.pk, TODAY - timedelta(1)) == person.pk
    assert decider_of(topmost.pk, TODAY) is None
