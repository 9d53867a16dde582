"""Who hears of whom on open pages."""

from datetime import timedelta

import pytest

from noken.accounts import services as accounts
from noken.config import reactions
from noken.core import clock
from noken.core.actor import system
from noken.realtime.ports import Visit
from tests.cast import AWAY_ON, BACK_ON, Cast
from tests.world import NOON, TODAY

pytestmark = pytest.mark.django_db


def heard(cast: Cast, *who: str) -> dict[str, frozenset[int]]:
    """By person: whom their session hears; who is left out hears nothing."""
    visits = [Visit(name, getattr(cast, name).account_id) for name in who]
    return {key: found.subjects for key, found in reactions.audiences(visits).items()}


def test_everyone_hears_of_the_own_record_and_superiors_of_their_direct_reports(
    cast: Cast,
) -> None:
    assert heard(cast, "owner", "acting_superior", "superior", "higher_superior") == {
        "owner": {cast.maria.pk},
        "acting_superior": {cast.acting_superior.pk, cast.maria.pk, cast.peer.pk},
        "superior": {cast.yohana.pk, cast.acting_superior.pk},
        "higher_superior": {cast.higher_superior.pk, cast.yohana.pk},
    }


@pytest.mark.parametrize(
    ("day", "hears"),
    [(AWAY_ON - timedelta(1), "superior"), (AWAY_ON, "acting_superior"), (BACK_ON, "superior")],
)
def test_who_acts_hears_the_team_on_the_days_of_acting(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, day: object, hears: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)

    found = heard(cast, "superior", "acting_superior")

    assert [name for name, subjects in found.items() if cast.maria.pk in subjects] == [hears]


def test_who_has_left_and_an_account_without_a_person_hear_nothing(cast: Cast) -> None:
    nobody = accounts.open_accounts(["tamu"], by=system(TODAY), at=NOON)["tamu"]

    assert heard(cast, "ended") == {}
    assert reactions.audiences([Visit("tamu", nobody)]) == {}


def test_a_granted_role_alone_lets_nobody_hear_of_others(cast: Cast) -> None:
    found = heard(cast, "personnel", "admin_opd", "inspectorate", "leader")

    assert found == {name: {getattr(cast, name).pk} for name in found}
    assert len(found) == 4


def test_two_sessions_of_one_account_hear_the_same(cast: Cast) -> None:
    account_id = cast.maria.account_id or 0

    found = reactions.audiences([Visit("a", account_id), Visit("b", account_id)])

    assert found["a"] == found["b"]
    assert found["a"].all_topics == {f"account:{account_id}"}
