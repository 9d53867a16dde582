"""Grades for other areas, and the lists of a rater."""

from datetime import timedelta

import pytest
from django.http import Http404

from noken.core.actor import system
from noken.evaluation.queries import get_sheet, grades_of, team_evaluations
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import make_period, make_rating, make_self, make_sheet


def test_grades_are_read_by_whom_the_person_is_and_nobody_else(cast: Cast) -> None:
    sheet = make_sheet(cast.maria, make_period())
    make_rating(sheet, cast.acting_superior, "ABOVE", "ABOVE", received_at=NOON)

    for who in ("owner", "acting_superior", "higher_superior", "admin_opd", "personnel"):
        (line,) = grades_of(actor(getattr(cast, who)), [cast.maria.pk])
        assert (line.sheet_id, line.grade, line.label) == (
            *(sheet.pk, "VERY_GOOD"),
            "Triwulan III 2026",
        )
    for who in ("peer", "admin_other", "leader"):
        assert grades_of(actor(getattr(cast, who)), [cast.maria.pk]) == []
    assert len(grades_of(system(TODAY), [cast.maria.pk])) == 1


def test_an_unopened_result_is_not_told_to_its_person(cast: Cast) -> None:
    sheet = make_sheet(cast.maria, make_period())
    make_rating(sheet, cast.acting_superior, "ABOVE", "ABOVE")

    (own,) = grades_of(actor(cast.maria), [cast.maria.pk])
    (above,) = grades_of(actor(cast.acting_superior), [cast.maria.pk])

    assert (own.grade, own.result, own.status) == ("", "", "PUBLISHED")
    assert above.grade == "VERY_GOOD"


def test_a_draft_is_no_grade_and_years_narrow_the_list(cast: Cast) -> None:
    sheet = make_sheet(cast.maria, make_period())
    make_rating(sheet, cast.acting_superior, published=False)
    by = actor(cast.personnel)

    assert [line.grade for line in grades_of(by, [cast.maria.pk], years=[2026])] == [""]
    assert grades_of(by, [cast.maria.pk], years=[2025]) == []
    assert grades_of(by, []) == []


def test_facts_of_a_sheet_are_for_its_readers(cast: Cast) -> None:
    sheet = make_sheet(cast.maria, make_period())

    assert get_sheet(system(TODAY), sheet.pk).employee_id == cast.maria.pk
    assert get_sheet(actor(cast.higher_superior), sheet.pk).grade == ""
    for who in ("peer", "leader"):
        with pytest.raises(Http404):
            get_sheet(actor(getattr(cast, who)), sheet.pk)
    with pytest.raises(Http404):
        get_sheet(system(TODAY), 0)


def test_a_rater_sees_who_is_ready_who_waits_and_who_is_done(cast: Cast) -> None:
    period = make_period(self_due_on=TODAY)
    ready, waiting = make_sheet(cast.maria, period), make_sheet(cast.peer, period)
    make_self(ready)

    page = team_evaluations(actor(cast.acting_superior))

    assert page is not None
    assert [row.sheet_id for row in page.ready] == [ready.pk]
    assert [row.sheet_id for row in page.waiting] == [waiting.pk]
    assert (page.rated, page.mirror) == (0, None)
    assert page.about == {cast.maria.pk, cast.peer.pk}

    make_rating(ready, cast.acting_superior)
    page = team_evaluations(actor(cast.acting_superior), period.pk)

    assert page is not None
    assert [row.grade_word for row in page.finished] == ["Baik"]


def test_the_newest_period_with_somebody_unrated_is_shown_first(cast: Cast) -> None:
    third, second = make_period(), make_period(number=2, due_on=TODAY - timedelta(90))
    make_rating(make_sheet(cast.maria, third), cast.acting_superior)
    make_sheet(cast.maria, second)

    page = team_evaluations(actor(cast.acting_superior))

    assert page is not None
    assert page.period.label == "Triwulan II 2026"
    assert [choice.label for choice in page.periods] == ["Triwulan III 2026", "Triwulan II 2026"]


def test_who_rates_nobody_has_no_list(cast: Cast) -> None:
    assert team_evaluations(actor(cast.acting_superior)) is None
    make_sheet(cast.maria, make_period())
    with pytest.raises(Http404):
        team_evaluations(actor(cast.acting_superior), 0)
