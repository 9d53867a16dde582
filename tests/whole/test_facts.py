"""One fact, one place: whole pages of the standing people say what the owning area says."""

import pytest

from tests.cast import Cast
from tests.fixtures import Browse
from tests.whole.facts import disagreements
from tests.whole.people import make_people

pytestmark = pytest.mark.django_db


def test_every_page_says_of_everybody_what_is_so(cast: Cast, browse: Browse) -> None:
    said = disagreements(make_people(cast), browse)

    assert not said, "\n".join(["", *said])
