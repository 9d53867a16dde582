"""Who sees and does what with a sheet: the filter and the single answer say the same."""

from contextlib import suppress

import pytest
from django.http import Http404

from noken.core.actor import Role
from noken.evaluation import access
from noken.evaluation.models import Sheet
from noken.evaluation.queries.facts import standing_in
from noken.evaluation.queries.records import record_of
from tests.cast import Cast
from tests.world import TODAY, actor
from tests.world_evaluation import make_period, make_rating, make_sheet

WHO = (
    *("owner", "superior", "higher_superior", "acting_superior", "former_superior", "peer"),
    *("admin_opd", "admin_other", "personnel", "inspectorate", "leader", "bupati"),
)


def standing(cast: Cast, who: str, sheet: Sheet) -> access.Standing | None:
    record = record_of(sheet.pk, TODAY)
    assert record is not None
    with suppress(Http404):
        return standing_in(actor(getattr(cast, who)), record)
    return None


@pytest.mark.parametrize("status", ["OPEN", "PUBLISHED", "EXCUSED"])
@pytest.mark.parametrize("who", WHO)
def test_filter_and_single_answer_agree(cast: Cast, who: str, status: str) -> None:
    sheet = make_sheet(cast.maria, make_period(), status=status)
    by = actor(getattr(cast, who))

    listed = Sheet.objects.filter(access.visible_to(by), pk=sheet.pk).exists()

    assert listed == (standing(cast, who, sheet) is not None)


@pytest.mark.parametrize(
    ("who", "role", "rates", "reads", "keeps"),
    [
        ("owner", Role.SELF, False, True, False),
        ("acting_superior", Role.SUPERIOR, True, True, False),
        ("higher_superior", Role.SUPERIOR, False, True, False),
        ("bupati", Role.SUPERIOR, False, True, False),
        ("admin_opd", Role.ADMIN_OPD, False, False, True),
        ("personnel", Role.PERSONNEL, False, False, True),
        ("inspectorate", Role.INSPECTORATE, False, False, False),
        ("superior", Role.SUPERIOR, False, True, False),
        ("peer", None, False, False, False),
        ("admin_other", None, False, False, False),
        ("leader", None, False, False, False),
    ],
)
def test_each_stands_in_their_relation(
    cast: Cast, who: str, role: Role | None, rates: bool, reads: bool, keeps: bool
) -> None:
    """Elias led Triwulan III, Yohana took over in October, Naomi acts for her this week."""
    sheet = make_sheet(cast.maria, make_period())

    found = standing(cast, who, sheet)

    if role is None:
        assert found is None
    else:
        assert found is not None
        assert (found.role, found.rates, found.reads_texts, found.keeps) == (
            *(role, rates, reads),
            keeps,
        )


def test_who_led_the_period_reads_until_it_is_rated(cast: Cast) -> None:
    sheet = make_sheet(cast.maria, make_period())
    found = standing(cast, "former_superior", sheet)
    assert found is not None
    assert found.closes == {sheet.parts.get().pk}
    assert not found.rates

    make_rating(sheet, cast.acting_superior)

    assert standing(cast, "former_superior", sheet) is None


def test_who_rated_still_reads_the_own_result(cast: Cast) -> None:
    sheet = make_sheet(cast.maria, make_period())
    make_rating(sheet, cast.former_superior)

    found = standing(cast, "former_superior", sheet)

    assert found is not None
    assert (found.reads_texts, found.closes) == (True, frozenset())


def test_of_two_raters_each_sheet_has_its_own(cast: Cast) -> None:
    period = make_period()
    mine, other = make_sheet(cast.maria, period), make_sheet(cast.acting_superior, period)

    found = access.raters_of([mine.pk, other.pk], TODAY)

    assert found == {mine.pk: cast.acting_superior.pk, other.pk: cast.superior.pk}
