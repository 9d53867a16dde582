"""Notes of a dialogue among what waits: counted in the menu as they stand on the list."""

import pytest

from noken.core.actor import Role
from noken.core.tally import counted
from noken.home.queries import waiting
from noken.home.queries.counts import waiting_tallies
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_planning import make_note, make_plan

pytestmark = pytest.mark.django_db


def test_notes_wait_for_the_other_side_as_one_row_a_plan(cast: Cast) -> None:
    plan, other = make_plan(cast.owner), make_plan(cast.peer)
    for text in ("Bisa kita naikkan?", "Mohon dibalas."):
        make_note(plan, cast.acting_superior, text)
    make_note(other, cast.peer, "Saya minta dukungan.")
    make_note(other, cast.acting_superior, "Sudah dibaca.", read_at=NOON)
    owner, naomi = actor(cast.owner), actor(cast.acting_superior, Role.SUPERIOR)

    mine = [row for row in waiting.waiting_page(owner, NOON).mine if "Dialog" in row.title]
    page = waiting.waiting_page(naomi, NOON)
    team = [row for row in page.team if "Dialog" in row.title]

    assert [(row.title, row.detail) for row in mine] == [
        ("Dialog kinerja SKP 2026 Anda", "2 catatan baru")
    ]
    assert [(row.title, row.detail) for row in team] == [
        ("Dialog kinerja SKP 2026 Frans Rumbiak", "Satu catatan baru")
    ]
    assert cast.peer.pk in page.about
    for person in (owner, naomi):
        assert counted(waiting_tallies(person))["plan_notes"] == 1
