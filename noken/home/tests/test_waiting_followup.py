"""What follows from grades stands on the list of what waits, beside all else."""

import pytest

from noken.core.actor import Role
from noken.followup.rules import flow
from noken.home.queries.waiting import waiting_page
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_followup import make_award, make_improvement

pytestmark = pytest.mark.django_db


def test_the_list_of_all_areas_names_them(cast: Cast) -> None:
    make_improvement(cast.owner, status=flow.TESTED)
    make_award(cast.owner, cast.acting_superior)

    own = waiting_page(actor(cast.owner), NOON)
    team = waiting_page(actor(cast.acting_superior), NOON)
    kept = waiting_page(actor(cast.personnel, Role.PERSONNEL), NOON)

    assert "Hasil cek rencana perbaikan" in [row.title for row in own.mine]
    assert f"Putusan rencana perbaikan {cast.owner.name}" in [row.title for row in team.team]
    assert f"Usulan penghargaan {cast.owner.name}" in [row.title for row in kept.team]
    assert cast.owner.pk in team.about
