"""Stating what was reached, agreeing and asking: one test for each way out."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.evaluation import queries, services
from noken.evaluation.models import Statement
from noken.evaluation.queries import Asked, gather
from noken.evaluation.services import StatementDraft, StatementLine
from noken.notices.models import Notice
from noken.planning.models import Indicator
from noken.work.rules.review import ReviewTerms
from tests.amending import amend
from tests.cast import Cast
from tests.settings import sign
from tests.world import NOON, TODAY, actor
from tests.world_statements import YEAR_END, YEAR_START, make_statement
from tests.world_work import Agreed, make_agreed, make_duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(cast: Cast) -> Agreed:
    """Maria owes no report; her plan has two results."""
    make_duty(rhythm="NONE")
    return make_agreed(cast.maria, ["Murid lancar membaca", "Kelas tertata"], target=5)


def line(indicator: Indicator, value: int | None = 18, text: str = "") -> StatementLine:
    return StatementLine(str(indicator.key), None if value is None else Decimal(value), text)


def draft(*lines: StatementLine, start_on: date = YEAR_START) -> StatementDraft:
    return StatementDraft(start_on, lines)


def refused(service: Callable[..., Any], *args: Any, **values: Any) -> str:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        service(*args, **values)
    return refusal.value.code


def state(cast: Cast, *lines: StatementLine) -> list[Statement]:
    return services.state_realisation(draft(*lines), by=actor(cast.maria), at=NOON)


def test_a_value_is_stated_for_the_year_until_today_and_the_superior_hears(
    cast: Cast, agreed: Agreed
) -> None:
    (row,) = state(cast, line(agreed.indicators[0], 18, "Dua kelas."))

    assert (row.value, row.text, row.status) == (Decimal(18), "Dua kelas.", "STATED")
    assert (row.start_on, row.end_on, row.until_on) == (YEAR_START, YEAR_END, TODAY)
    assert Entry.objects.filter(action="RealisationStated", subject_id=cast.maria.pk).exists()
    (notice,) = Notice.objects.filter(kind="RealisationStated")
    assert notice.person_id == cast.acting_superior.pk
    assert "18" not in notice.text


def test_stated_anew_the_earlier_row_is_kept_and_the_same_again_is_refused(
    cast: Cast, agreed: Agreed
) -> None:
    (first,) = state(cast, line(agreed.indicators[0]))
    assert refused(state, cast, line(agreed.indicators[0])) == "statement.nothing"

    (second,) = state(cast, line(agreed.indicators[0], 19))

    first.refresh_from_db()
    assert first.replaced_at == NOON
    assert second.replaced_at is None


def test_a_sentence_is_enough_and_a_worded_measure_takes_no_value(cast: Cast) -> None:
    make_duty(rhythm="NONE")
    worded = make_agreed(cast.maria, ["Kelas tertata"], unit="", target=0)

    (row,) = state(cast, line(worded.indicators[0], 4, "Kesepakatan kelas dipakai."))

    assert (row.value, row.text) == (None, "Kesepakatan kelas dipakai.")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"value": None}, "statement.nothing"),
        ({"value": -1}, "statement.value"),
        ({"text": "a" * 1001}, "evaluation.too_long"),
        ({"start_on": date(2025, 1, 1)}, "statement.not_open"),
    ],
)
def test_what_cannot_be_stated_is_refused(
    cast: Cast, agreed: Agreed, change: dict[str, Any], code: str
) -> None:
    start_on = change.pop("start_on", YEAR_START)
    asked = draft(line(agreed.indicators[0], **{"value": 18, **change}), start_on=start_on)

    assert refused(services.state_realisation, asked, by=actor(cast.maria), at=NOON) == code


def test_a_line_of_no_plan_and_an_account_of_nobody_are_refused(cast: Cast, agreed: Agreed) -> None:
    strange = StatementLine("01939b7e-0000-7000-8000-000000000000", Decimal(1))
    state_it = services.state_realisation

    assert refused(state_it, draft(strange), by=actor(cast.maria), at=NOON) == "statement.unknown"
    asked = draft(line(agreed.indicators[0]))
    assert refused(state_it, asked, by=actor(None), at=NOON) == "evaluation.no_person"


def test_who_owes_reports_is_not_asked_for_statements(cast: Cast, agreed: Agreed) -> None:
    make_duty()

    assert refused(state, cast, line(agreed.indicators[0])) == "statement.by_reports"


def test_the_superior_of_today_agrees_and_the_person_hears(cast: Cast, agreed: Agreed) -> None:
    (row,) = state(cast, line(agreed.indicators[0]))
    by = actor(cast.acting_superior)

    services.agree_realisation(cast.maria.pk, [row.pk], by=by, at=NOON)

    row.refresh_from_db()
    assert (row.status, row.answered_by_id) == ("AGREED", cast.acting_superior.pk)
    assert Notice.objects.filter(kind="RealisationAgreed", person_id=cast.maria.pk).exists()
    again = refused(services.agree_realisation, cast.maria.pk, [row.pk], by=by, at=NOON)
    assert again == "statement.gone"


def test_a_question_takes_it_out_until_it_is_stated_anew(cast: Cast, agreed: Agreed) -> None:
    (row,) = state(cast, line(agreed.indicators[0]))
    by, ask = actor(cast.acting_superior), services.ask_about_realisation
    empty = refused(ask, cast.maria.pk, row.pk, question=" ", by=by, at=NOON)

    ask(cast.maria.pk, row.pk, question="Dari mana angkanya?", by=by, at=NOON)

    assert empty == "evaluation.reason_missing"
    waiting = queries.own_statements(actor(cast.maria))
    assert waiting is not None
    assert waiting.asked == 1
    (entry,) = Entry.objects.filter(action="RealisationAsked")
    assert entry.reason == "Dari mana angkanya?"
    (again,) = state(cast, line(agreed.indicators[0]))
    assert again.status == "STATED"
    assert queries.own_statements(actor(cast.maria)) is None


@pytest.mark.parametrize("who", ["owner", "superior", "higher_superior", "peer", "personnel"])
def test_nobody_but_the_superior_of_the_day_answers(cast: Cast, agreed: Agreed, who: str) -> None:
    (row,) = state(cast, line(agreed.indicators[0]))
    by = actor(getattr(cast, who))

    code = refused(services.agree_realisation, cast.maria.pk, [row.pk], by=by, at=NOON)

    assert code == "statement.not_superior"


def test_left_unanswered_it_counts_and_says_so(cast: Cast, agreed: Agreed) -> None:
    for indicator in agreed.indicators:
        make_statement(cast.maria, indicator, 18, at=NOON - timedelta(8))
    asked = Asked(cast.maria.pk, YEAR_START, YEAR_END)

    late = gather(actor(cast.maria), [asked], TODAY)[0].evidence
    early = gather(actor(cast.maria), [asked], TODAY - timedelta(4))[0].evidence

    assert [i.stated for r in late.results for i in r.indicators] == ["UNREVIEWED"] * 2
    assert (late.lack, bool(early.lack)) == ("", True)
    assert [r.share_pct for r in early.results] == [None, None]


def test_a_longer_time_to_answer_is_signed(cast: Cast, agreed: Agreed) -> None:
    sign(ReviewTerms, on=YEAR_START, count_workdays=20)
    for indicator in agreed.indicators:
        make_statement(cast.maria, indicator, 18, at=NOON - timedelta(8))

    asked = Asked(cast.maria.pk, YEAR_START, YEAR_END)
    assert gather(actor(cast.maria), [asked], TODAY)[0].evidence.lack


def test_an_agreed_one_speaks_while_a_new_one_waits(cast: Cast, agreed: Agreed) -> None:
    for indicator in agreed.indicators:
        old = make_statement(
            cast.maria, indicator, 18, status="AGREED", by=cast.superior, at=NOON - timedelta(2)
        )
        Statement.objects.filter(pk=old.pk).update(replaced_at=NOON)
        make_statement(cast.maria, indicator, 2)

    asked = Asked(cast.maria.pk, YEAR_START, YEAR_END)
    found = gather(actor(cast.maria), [asked], TODAY)[0].evidence

    assert [i.done for r in found.results for i in r.indicators] == [Decimal(18)] * 2


@pytest.mark.parametrize(
    "change",
    [
        {"value": None, "text": ""},
        {"value": Decimal(-1)},
        {"end_on": YEAR_START},
        {"status": "AGREED", "answered_at": None},
    ],
)
def test_the_database_refuses_what_no_service_writes(
    cast: Cast, agreed: Agreed, change: dict[str, Any]
) -> None:
    row = make_statement(cast.maria, agreed.indicators[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        amend(Statement.objects.filter(pk=row.pk), **change)


def test_one_statement_of_a_line_stands(cast: Cast, agreed: Agreed) -> None:
    make_statement(cast.maria, agreed.indicators[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        make_statement(cast.maria, agreed.indicators[0])
