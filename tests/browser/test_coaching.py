"""Pages of coaching, empty and full, on a phone and a desk, light and dark."""

from datetime import timedelta

import pytest

from noken.coaching.models import Talk
from noken.coaching.rules import flow
from tests.browser.conftest import Open
from tests.browser.office import DAY, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world_coaching import make_level, make_talk, make_terms

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
LONG = "Jembatan kayu di Warmare tergenang setelah hujan dan ojek baru lewat pukul tujuh. " * 6


@pytest.fixture
def office() -> Office:
    return make_office(6)


def fill(office: Office) -> list[Talk]:
    """A talk of Maria in its second session, and one of others in every other stage."""
    maria, yohana, day = office.maria, office.yohana, DAY
    first = make_talk(
        maria,
        coach=yohana,
        status=flow.DONE,
        outcome=flow.PARTLY,
        on=day - timedelta(21),
        text=LONG,
    )
    held = make_talk(
        maria, coach=yohana, status=flow.TALKING, on=day, text=LONG, follows=first, measure="LATE"
    )
    stages = (flow.ASKED, flow.AGENDA, flow.OFFERED, flow.AGREED)
    others = [
        make_talk(person, coach=yohana, status=stage, on=day, text=LONG)
        for stage, person in zip(stages, office.others, strict=False)
    ]
    make_level(maria, by=yohana, start_on=day - timedelta(3), reason=LONG[:500])
    return [first, held, *others]


def test_pages_of_the_person(window: Open, office: Office) -> None:
    check(window, office.maria, ["/pembinaan/saya/", "/pengawasan/saya/"])
    first, held, *_ = fill(office)
    paths = [first.get_absolute_url(), held.get_absolute_url()]
    check(window, office.maria, ["/pembinaan/saya/", "/pengawasan/saya/", *paths])
    check(window, office.others[0], ["/pembinaan/yang-membantu/", "/pembinaan/ketentuan/"])


def test_pages_of_the_superior(window: Open, office: Office) -> None:
    keepers = make_keepers(office)
    talks = fill(office)
    make_terms(start_on=DAY + timedelta(30))
    paths = [talk.get_absolute_url() for talk in talks[1:]]
    new = f"/pembinaan/baru/{office.others[0].pk}/"
    check(window, office.yohana, ["/pembinaan/", "/pengawasan/tim/", new, *paths])
    check(window, keepers["PERSONNEL"], ["/pembinaan/ketentuan/"])
