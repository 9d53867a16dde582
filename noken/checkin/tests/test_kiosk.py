"""The office's own screen: NIP and personal code, for who has no phone."""

from uuid import UUID

import pytest

from noken.attendance.models import Punch
from noken.audit.models import Entry
from noken.checkin import services
from noken.checkin.models import Screen, WrongTry
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_checkin import TOKEN, make_personal_code

pytestmark = pytest.mark.usefixtures("screen")


def punches_of(person: Employee) -> list[tuple[str, int]]:
    rows = Punch.objects.filter(employee=person).order_by("at")
    return [(row.recorder.kind, row.recorder.grade) for row in rows.select_related("recorder")]


def on_screen(
    nip: str, code: str, *, key: UUID | None = None, token: str = TOKEN
) -> services.Welcome | Refused:
    return services.file_on_screen(key or uuid7(NOON), token, nip, code, by=actor(None), at=NOON)


def test_a_person_without_a_phone_types_their_code_on_the_screen(cast: Cast) -> None:
    make_personal_code(cast.maria)

    told = on_screen(cast.maria.nip or "", "482913")

    assert isinstance(told, services.Welcome)
    assert told.name == cast.maria.name
    assert punches_of(cast.maria) == [("PLACE", 3)]
    assert Entry.objects.get(action="ClaimFiled").employee_id == cast.maria.pk


@pytest.mark.parametrize(("nip", "code"), [("", "482913"), (None, "000000"), ("123", "482913")])
def test_a_wrong_code_on_the_screen_is_counted(
    cast: Cast, screen: Screen, nip: str | None, code: str
) -> None:
    make_personal_code(cast.maria)

    told = on_screen(nip if nip is not None else cast.maria.nip or "", code)

    assert isinstance(told, Refused)
    assert told.code == "checkin.wrong_person"
    assert WrongTry.objects.filter(screen=screen).count() == 1


def test_five_wrong_codes_close_the_screen_for_that_person(cast: Cast) -> None:
    make_personal_code(cast.maria)
    for _ in range(5):
        on_screen(cast.maria.nip or "", "000000")

    told = on_screen(cast.maria.nip or "", "482913")

    assert isinstance(told, Refused)
    assert told.code == "checkin.too_many_tries"


def test_a_device_that_is_no_screen_files_nothing(cast: Cast) -> None:
    make_personal_code(cast.maria)

    for token in ("", "lain"):
        told = on_screen(cast.maria.nip or "", "482913", token=token)
        assert isinstance(told, Refused)
        assert told.code == "screen.unknown"


def test_who_left_the_service_is_nobody_on_the_screen(cast: Cast) -> None:
    make_personal_code(cast.ended)

    told = on_screen(cast.ended.nip or "", "482913")

    assert isinstance(told, Refused)
