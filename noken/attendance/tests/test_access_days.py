"""The filters of access and its single answers say the same."""

import pytest

from noken.attendance import access
from noken.attendance.models import Correction
from noken.core.actor import Role
from tests.cast import STANDING_PEOPLE, Cast
from tests.world import TODAY, actor
from tests.world_corrections import late_day, make_correction


@pytest.mark.parametrize("who", STANDING_PEOPLE)
def test_who_decides(cast: Cast, who: str) -> None:
    people = [person for person in (*cast.standing().values(), cast.bupati) if person]
    for person in people:
        late_day(person, TODAY)
        make_correction(person, TODAY)
    by = actor(getattr(cast, who))

    listed = set(
        Correction.objects.filter(access.decided_by(by)).values_list("employee_id", flat=True)
    )

    assert listed == {each.pk for each in people if access.can_decide(by, each.pk)}


def test_who_sees_a_month(cast: Cast) -> None:
    seen = {
        who: access.can_see_days_of(actor(person), cast.owner.pk)
        for who, person in cast.standing().items()
    }

    assert {who: role for who, role in seen.items() if role} == {
        "owner": Role.SELF,
        "superior": Role.SUPERIOR,
        "higher_superior": Role.SUPERIOR,
        "acting_superior": Role.SUPERIOR,
        "admin_opd": Role.ADMIN_OPD,
        "personnel": Role.PERSONNEL,
    }


def test_who_closes_may_also_read(cast: Cast) -> None:
    for person in cast.standing().values():
        by = actor(person)
        if access.can_close(by, cast.agency.pk):
            assert access.recap_role(by, cast.agency.pk)
