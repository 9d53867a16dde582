"""Lines that are kept equal those of the rules, and a change writes only what differs."""

import pytest

from noken.core.actor import system
from noken.organization import services
from noken.organization.models import ReportingLine
from noken.organization.queries.facts import resolve_all
from tests.cast import Cast
from tests.world import NOON, TODAY


def _rows() -> set[tuple[object, ...]]:
    return set(ReportingLine.objects.values_list())


@pytest.mark.usefixtures("cast")
def test_the_lines_of_the_cast_are_those_of_the_rules() -> None:
    before = _rows()

    done = services.refresh_lines(by=system(TODAY), at=NOON)

    assert (done.changed, done.circles) == (frozenset(), ())
    assert _rows() == before


@pytest.mark.usefixtures("cast")
def test_the_answers_of_a_day_straight_from_the_facts_equal_the_lines() -> None:
    kept = ReportingLine.objects.filter(start_on__lte=TODAY).exclude(end_on__lte=TODAY)

    assert {who: tuple(answer) for who, answer in resolve_all(TODAY).items()} == {
        who: tuple(answer)
        for who, *answer in kept.values_list("employee", "superior", "basis", "via")
    }


def test_lines_that_were_lost_come_back(cast: Cast) -> None:
    ReportingLine.objects.filter(employee=cast.owner).delete()

    done = services.refresh_lines(by=system(TODAY), at=NOON)

    assert done.changed == {cast.owner.pk}
    assert ReportingLine.objects.filter(employee=cast.owner).count() == 4
