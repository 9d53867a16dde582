"""One fact, one place: whole pages of the standing people say what the owning area says."""

import pytest

from tests.cast import Cast
from tests.fixtures import Browse
from tests.whole.facts import FACTS, disagreements
from tests.whole.people import make_people

pytestmark = pytest.mark.django_db


def test_every_page_says_of_everybody_what_is_so(cast: Cast, browse: Browse) -> None:
    said = disagreements(make_people(cast), browse)

    assert not said, "\n".join(["", *said])


def test_the_standing_people_differ(cast: Cast) -> None:
    """A fact that is the same of everybody would prove nothing."""
    people = make_people(cast).by_key.values()

    told = {
        fact.name: {fact.source(each) for each in people if fact.of(each)}
        for fact in FACTS
        if sum(map(fact.of, people)) > 1
    }

    assert [(name, found) for name, found in told.items() if len(found) < 2] == []
