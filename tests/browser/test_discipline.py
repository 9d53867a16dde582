"""Pages of discipline, on a phone and a desk, light and dark, with long and empty data."""

from datetime import timedelta

import pytest

from noken.audit.services import state_reason
from noken.core import clock
from noken.discipline import services
from noken.discipline.models import Case
from noken.discipline.services import Ruling
from noken.organization.models import Employee
from tests.browser.conftest import Open
from tests.browser.office import DAY, NOON, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world import actor
from tests.world_discipline import (
    WHAT,
    make_case,
    make_counting,
    make_days,
    make_matrix,
    make_medium,
)

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
LONG = f"{WHAT} {'Kunjungan ke sekolah-sekolah pedalaman memakan waktu. ' * 40}"
WHY = "Menangani perkara sesuai tugas jabatan saya."
AT = NOON - timedelta(14)


@pytest.fixture
def office() -> Office:
    return make_office()


def case(office: Office, person: Employee, status: str, **fields: str) -> Case:
    text, level = fields.get("text", WHAT), fields.get("level", "RINGAN")
    return make_case(
        person,
        office.yohana,
        status,
        text=text,
        level=level,
        official=office.above,
        at=AT,
        first_on=clock.day_of(AT),
        last_on=clock.day_of(AT),
    )


def may_read(reader: Employee, *rows: Case) -> None:
    by = actor(reader, on=DAY)
    for row in rows:
        state_reason(row.employee_id, "Tugas jabatan", WHY, by=by, at=NOON, record=row.number)


def test_pages_of_the_person_and_the_superior(window: Open, office: Office) -> None:
    check(window, office.yohana, ["/perkara/", "/perkara/catat/", "/perkara/wewenang/"])
    make_days(start_on=DAY - timedelta(60))
    make_matrix(start_on=DAY - timedelta(60))
    states = ("SUSPECTED", "SUMMONED_1", "EXAMINED", "REPORTED", "DELIVERED", "APPEALED")
    rows = [case(office, office.maria, each, text=LONG) for each in states]
    rows[1].summonses.update(excuse=LONG[:2000])
    urls = [row.get_absolute_url() for row in rows]
    check(window, office.maria, ["/perkara/saya/", *urls, "/temuan/saya/"])
    may_read(office.yohana, *rows)
    make_counting(office.maria, 1, code="LAP-03")
    finding = make_counting(office.others[0])
    make_counting(office.others[0], 1, code="LAP-03")
    start = f"/perkara/buka/{finding.number}/"
    check(window, office.yohana, ["/perkara/", *urls, start, "/menunggu/"])


def test_pages_of_those_who_keep_and_decide(window: Open, office: Office) -> None:
    keeper = make_keepers(office)["PERSONNEL"]
    settings = ["/perkara/wewenang/", "/perkara/hari-kerja/", "/perkara/hukuman-sedang/"]
    check(window, keeper, settings)
    make_days(start_on=DAY - timedelta(60))
    make_matrix(start_on=DAY - timedelta(60))
    make_medium("S1", start_on=DAY - timedelta(60))
    make_medium(start_on=DAY + timedelta(9), signed=False)
    make_days(start_on=DAY + timedelta(9), signed=False)
    make_matrix(start_on=DAY + timedelta(9), signed=False, PELAKSANA_RINGAN="JPT_PRATAMA")
    states = ("REPORTED", "DECIDED", "APPEALED", "IN_FORCE", "SERVED", "DROPPED")
    rows = [case(office, office.others[0], each, text=LONG) for each in states]
    heavy = case(office, office.others[1], "SUSPECTED", level="BERAT")
    closed = heavy.get_absolute_url()
    check(window, keeper, [*settings, "/perkara/?semua=1", closed])
    may_read(keeper, *rows, heavy)
    check(window, keeper, [*(row.get_absolute_url() for row in rows), closed])


def test_pages_of_who_rules_on_an_objection(window: Open, office: Office) -> None:
    """Before the ruling, and the person's page after it."""
    assert office.above is not None
    keeper = make_keepers(office)["PERSONNEL"]
    make_days(start_on=DAY - timedelta(60))
    make_matrix(start_on=DAY - timedelta(60))
    rows = [
        make_case(person, keeper, "APPEALED", text=text, official=office.yohana, at=AT)
        for person, text in ((office.maria, WHAT), (office.others[0], LONG))
    ]
    may_read(office.above, *rows)
    may_read(keeper, *rows)
    urls = [row.get_absolute_url() for row in rows]
    check(window, office.above, ["/perkara/", "/menunggu/", *urls])
    ruling = Ruling(outcome="KEPT", number="12/K", reason=LONG)
    services.rule_on_appeal(rows[0].pk, ruling, by=actor(office.above, on=DAY), at=NOON)
    check(window, office.maria, urls[:1])
    check(window, keeper, urls)
