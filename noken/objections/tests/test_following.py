"""An objection keeps to the result it is about: until it is taken the rater may still change that,
and knows nothing of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from noken.core import clock
from noken.core.errors import Refused
from noken.documents.services.papers import EvaluationRecord
from noken.evaluation import services as evaluation
from noken.evaluation.exports.papers import RECORD, printables
from noken.evaluation.models import Rating, Sheet
from noken.notices.models import Notice
from noken.objections import queries, services
from noken.objections.exports.papers import decision_paper
from noken.objections.models import Objection
from noken.objections.queries.deciders import decider_of
from noken.organization.models import Employee, Posting
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_posting
from tests.world_objections import (
    decision,
    hearing_draft,
    make_grade,
    make_objection,
    statement_draft,
)

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
NEXT = NOON + timedelta(hours=1)


@pytest.fixture
def filed(cast: Cast) -> Objection:
    """Yohana rated; Naomi acts for her today."""
    return make_objection(make_grade(cast.owner, cast.superior))


def change(row: Objection, by: Employee, result: str = "AS", behaviour: str = "AS") -> None:
    evaluation.change_after_calibration(
        row.sheet_id, result=result, behaviour=behaviour, reason="Rapat.", by=actor(by), at=NOON
    )
    row.refresh_from_db()


def decided(row: Objection, cast: Cast, result: str, behaviour: str) -> None:
    by = actor(cast.higher_superior)
    services.take(row.pk, by=by, at=NEXT)
    services.answer(row.pk, statement_draft(), by=actor(cast.acting_superior), at=NEXT)
    services.decide(row.pk, decision(result, behaviour), by=by, at=NEXT)
    row.refresh_from_db()


def test_a_change_before_it_is_taken_is_what_it_is_about(cast: Cast, filed: Objection) -> None:
    change(filed, cast.acting_superior)

    assert (filed.rater, filed.before_grade, filed.filed_at) == (
        cast.acting_superior,
        "GOOD",
        NOON - timedelta(1),
    )
    step = filed.steps.get(kind="RERATED")
    assert (step.by, step.role) == (None, "SYSTEM")
    assert "Keberatan Anda tetap berjalan" in (
        Notice.objects.get(person_id=cast.owner.pk, kind="ObjectionRerated").text
    )
    assert Notice.objects.filter(
        person_id=cast.higher_superior.pk, kind="ObjectionRerated"
    ).exists()


def test_who_keeps_the_new_rating_keeps_it_and_the_paper_says_so(
    cast: Cast, filed: Objection
) -> None:
    change(filed, cast.acting_superior)
    decided(filed, cast, "AS", "AS")

    paper = decision_paper(filed, "", NEXT)

    assert (filed.outcome, paper.is_changed) == ("KEPT", False)
    assert paper.before == paper.after
    assert paper.changed_on == TODAY
    assert paper.rater.name == cast.acting_superior.name
    assert Rating.objects.get(sheet_id=filed.sheet_id, replaced_at=None).grade == "GOOD"


def test_what_nobody_opened_again_is_received_with_the_decision(
    cast: Cast, filed: Objection
) -> None:
    """Else it would be final and could never be opened, and its record would not name it."""
    change(filed, cast.acting_superior)
    decided(filed, cast, "AS", "ABOVE")

    sheet = Sheet.objects.get(pk=filed.sheet_id)
    assert (sheet.status, sheet.received_at) == ("FINAL", NEXT)
    record = printables(actor(cast.owner), RECORD, [sheet.pk])[sheet.pk].data
    assert isinstance(record, EvaluationRecord)
    assert record.objection == "Diajukan 23 November 2026 atas rating hasil kerja."
    assert record.decision.startswith("Penilaian")
    assert "4 Desember 2026" in record.objection_terms
    assert record.signatures[1].act == "diberitahukan dengan putusan keberatan"


def test_the_new_rater_answers_and_the_former_one_neither_answers_nor_decides(
    cast: Cast, filed: Objection
) -> None:
    """Naomi changed it for Yohana, who became head of the division meanwhile."""
    change(filed, cast.acting_superior)
    post = Posting.objects.get(employee=cast.higher_superior).position
    Posting.objects.filter(employee=cast.higher_superior).update(end_on=TODAY)
    make_posting(cast.superior, post, kind="PLT", start_on=TODAY)

    assert decider_of(filed.pk, TODAY) == cast.agency_head.pk
    services.take(filed.pk, by=actor(cast.agency_head), at=NEXT)
    with pytest.raises(Refused):
        services.answer(filed.pk, statement_draft(), by=actor(cast.superior), at=NEXT)
    services.answer(filed.pk, statement_draft(), by=actor(cast.acting_superior), at=NEXT)


@pytest.mark.parametrize("who", ["superior", "acting_superior", "personnel"])
def test_none_of_those_who_rated_learns_of_it_by_the_change(
    cast: Cast, browse: Browse, who: str
) -> None:
    """Somebody of BKPSDM or Yohana rated first, Naomi changed it."""
    person: Employee = getattr(cast, who)
    rated_first = cast.superior if who == "acting_superior" else person
    row = make_objection(make_grade(cast.owner, rated_first))
    cases, watch = browse(person).get("/keberatan/tim/"), browse(person).get("/keberatan/pantau/")

    change(row, cast.acting_superior)

    assert not Notice.objects.filter(person_id=person.pk, kind__startswith="Objection").exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from public.realtime_outbox"
            " where kind like 'Objection%%' and (topic like %s or subject_id is not null)",
            [f"%{person.account_id}"],
        )
        assert cursor.fetchone() == (0,)
    client = browse(person)
    assert client.get(row.get_absolute_url()).status_code == 404
    for before, path in ((cases, "/keberatan/tim/"), (watch, "/keberatan/pantau/")):
        after = client.get(path)
        assert after.status_code == before.status_code
        assert cast.owner.name not in after.content.decode()


def test_of_a_changed_result_its_person_reads_nothing_before_opening_it(
    cast: Cast, browse: Browse, filed: Objection
) -> None:
    change(filed, cast.acting_superior, "ABOVE", "AS")
    client = browse(cast.owner)
    opened, listed = (
        client.get(url).content.decode() for url in (filed.get_absolute_url(), "/keberatan/")
    )
    assert "Buka hasil yang baru" in opened
    assert "menunggu Anda buka" in listed
    assert "Baik" not in opened

    evaluation.receive(filed.sheet_id, by=actor(cast.owner), at=NOON)

    assert "Baik" in client.get(filed.get_absolute_url()).content.decode()


def test_where_the_seat_above_a_new_rater_is_another_it_goes_there(cast: Cast) -> None:
    """The Bupati rated, so BKPSDM had to name somebody; now the head of the section is right."""
    row = make_objection(make_grade(cast.owner, cast.bupati))
    assert decider_of(row.pk, TODAY) is None

    change(row, cast.acting_superior)

    assert decider_of(row.pk, TODAY) == cast.higher_superior.pk


def test_what_was_taken_or_decided_is_not_touched(cast: Cast, filed: Objection) -> None:
    services.take(filed.pk, by=actor(cast.higher_superior), at=NOON)

    with pytest.raises(Refused) as act:
        change(filed, cast.acting_superior)
    services.follow_result(filed.sheet_id, by=actor(cast.acting_superior), at=NOON)

    assert act.value.code == "evaluation.under_review"
    assert not filed.steps.filter(kind="RERATED").exists()


def test_the_decision_names_the_record_of_the_result_objected_to(
    cast: Cast, filed: Objection
) -> None:
    sheet = Sheet.objects.get(pk=filed.sheet_id)
    record = evaluation.print_sheet(sheet.pk, RECORD, by=actor(cast.acting_superior), at=NOON)
    by = actor(cast.higher_superior)
    services.take(filed.pk, by=by, at=NEXT)
    services.hear(filed.pk, hearing_draft("RATER"), by=by, at=NEXT)
    given: list[str] = []

    def issued(_row: Objection, number: str, **_: object) -> int:
        given.append(number)
        return 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("noken.objections.services.deciding.issue_decision", issued)
        services.decide(filed.pk, decision(), by=by, at=NEXT)

    filed.refresh_from_db()
    assert given == [record.number]
    assert decision_paper(filed, record.number, NEXT).evaluation_number == record.number


def test_the_days_run_on_from_the_first_filing(cast: Cast, filed: Objection) -> None:
    due = (filed.due_on, filed.take_by)

    change(filed, cast.acting_superior)

    assert (filed.due_on, filed.take_by) == due
    assert filed.received_on == date(2026, 11, 20)
    assert clock.day_of(filed.filed_at) == TODAY - timedelta(1)
    assert queries.on_paper(actor(cast.owner), [filed.sheet_id]) == {}
