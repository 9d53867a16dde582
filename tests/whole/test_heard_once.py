"""An objection: who decides notes each side once, and the page offers only who is left."""

import pytest

from noken.core import clock
from noken.core.errors import Refused
from noken.objections import services
from noken.objections.models import Hearing, Objection
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world import NOON, actor
from tests.world_objections import hearing_draft, make_grade, make_objection

pytestmark = pytest.mark.django_db
RATER, PERSON = 'value="RATER"', 'value="EMPLOYEE"'


@pytest.fixture
def taken(cast: Cast) -> Objection:
    sheet = make_grade(cast.owner, cast.superior)
    return make_objection(sheet, status="TAKEN", by=cast.higher_superior, wants_hearing=True)


def shown(browse: Browse, cast: Cast, row: Objection) -> str:
    return browse(cast.higher_superior).get(row.get_absolute_url()).content.decode()


def test_the_same_side_is_not_noted_twice(cast: Cast, browse: Browse, taken: Objection) -> None:
    by = actor(cast.higher_superior)
    before = shown(browse, cast, taken)
    services.hear(taken.pk, hearing_draft("RATER"), by=by, at=NOON)
    with pytest.raises(Refused, match="Anda sudah mencatat keterangan pejabat penilai") as act:
        services.hear(taken.pk, hearing_draft("RATER", mode="CALL"), by=by, at=NOON)
    between = shown(browse, cast, taken)
    services.hear(taken.pk, hearing_draft("EMPLOYEE"), by=by, at=NOON)
    after = shown(browse, cast, taken)

    assert act.value.code == "objection.heard_already"
    assert Hearing.objects.count() == 2
    assert (RATER in before, PERSON in before) == (True, True)
    assert (RATER in between, PERSON in between) == (False, True)
    assert "Catat apa yang Anda dengar" not in after


def test_a_page_left_open_says_why(cast: Cast, browse: Browse, taken: Objection) -> None:
    services.hear(taken.pk, hearing_draft("RATER"), by=actor(cast.higher_superior), at=NOON)
    said = hearing_draft("RATER")

    answer = browse(cast.higher_superior).post(
        f"{taken.get_absolute_url()}dengar/",
        {
            "key": str(said.key),
            "pihak": "RATER",
            "cara": "CALL",
            "hari": clock.day_of(NOON).isoformat(),
            "alasan": "Sekali lagi.",
        },
    )

    assert answer.status_code == 422
    assert "Anda sudah mencatat keterangan pejabat penilai" in answer.content.decode()
    assert Hearing.objects.count() == 1
