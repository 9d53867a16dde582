"""Pages of objections, empty and full, on a phone and a desk, light and dark."""

from datetime import timedelta

import pytest

from noken.evaluation.models import Sheet
from noken.objections.models import Objection
from noken.organization.models import Employee
from tests.browser.conftest import Open
from tests.browser.office import DAY, NOON, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world_objections import WHY, make_answer, make_grade, make_objection

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
LONG = f"{WHY} {'Kunjungan ke sekolah-sekolah pedalaman memakan waktu. ' * 40}"


@pytest.fixture
def office() -> Office:
    return make_office()


def grade(office: Office, person: Employee, number: int) -> Sheet:
    return make_grade(
        person,
        office.yohana,
        year=DAY.year,
        number=number,
        published_at=NOON - timedelta(5),
        received_at=NOON - timedelta(4),
    )


def fill(office: Office) -> list[Objection]:
    """One that waits, one that is examined with an answer, one that was decided."""
    maria, other = office.maria, office.others[0]
    at = NOON - timedelta(1)
    filed = make_objection(grade(office, maria, 1), text=LONG, wants_hearing=True, at=at)
    taken = make_objection(grade(office, maria, 2), status="TAKEN", by=office.above, at=at)
    make_answer(taken, LONG)
    unheard = make_objection(grade(office, other, 1), status="TAKEN", by=office.above, at=at)
    decided = make_objection(
        grade(office, other, 2), status="DECIDED", by=office.above, at=at, reason=LONG
    )
    return [filed, taken, unheard, decided]


def test_pages_of_who_objects(window: Open, office: Office) -> None:
    check(window, office.maria, ["/keberatan/", "/keberatan/ketentuan/"])
    filed, taken, *_ = fill(office)
    changed = make_objection(grade(office, office.maria, 4), at=NOON - timedelta(1))
    keeper = make_keepers(office)["PERSONNEL"]
    Objection.objects.filter(pk=changed.pk).update(letter_to="Yuliana", entered_by=keeper)
    Sheet.objects.filter(pk=changed.sheet_id).update(received_at=None)
    sheet = grade(office, office.maria, 3)
    check(
        window,
        office.maria,
        [
            "/keberatan/",
            f"/keberatan/ajukan/{sheet.pk}/",
            filed.get_absolute_url(),
            taken.get_absolute_url(),
            changed.get_absolute_url(),
        ],
    )


def test_pages_of_who_decides_and_of_the_rater(window: Open, office: Office) -> None:
    assert office.above is not None
    check(window, office.above, ["/keberatan/tim/"])
    found = fill(office)
    paths = [row.get_absolute_url() for row in found]
    check(window, office.above, ["/keberatan/tim/", *paths])
    check(window, office.yohana, ["/keberatan/tim/", paths[2]])


def test_pages_of_those_who_keep_the_books(window: Open, office: Office) -> None:
    keeper = make_keepers(office)["PERSONNEL"]
    check(window, keeper, ["/keberatan/pantau/"])
    filed, *_ = fill(office)
    Objection.objects.filter(pk=filed.pk).update(seat=None)
    url = filed.get_absolute_url()
    received, unseen = (grade(office, office.maria, number) for number in (3, 4))
    Sheet.objects.filter(pk=unseen.pk).update(received_at=None)
    letters = [f"/keberatan/surat/{sheet.pk}/" for sheet in (received, unseen)]
    paths = ["/keberatan/pantau/", url, f"{url}?cari=Yohana", "/keberatan/ketentuan/"]
    check(window, keeper, [*paths, *letters])
