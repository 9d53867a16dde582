"""Early notices count open days about which nobody is asked yet; their person alone hears."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from noken.core.actor import system
from noken.findings import services
from noken.findings.models import Alert, CardVersion, Finding, TermsProposal
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_corrections import empty_day, make_correction, make_day
from tests.world_findings import make_card, make_finding, make_row, make_terms

pytestmark = pytest.mark.django_db
OPEN = [date(2026, 11, day) for day in (19, 20, 23)]
"""Three workdays in a row that may still be explained."""


@pytest.fixture
def maria(cast: Cast) -> Employee:
    """The card asks; she has no record on three workdays in a row."""
    make_terms()
    make_card()
    make_day(cast.maria, OPEN[0] - timedelta(1))
    for day in OPEN:
        empty_day(cast.maria, day)
    return cast.maria


def warn(days: int = 0) -> int:
    at = NOON + timedelta(days)
    return services.alert_near(by=system(TODAY + timedelta(days)), at=at)


def told() -> set[tuple[str, int]]:
    return set(Alert.objects.values_list("kind", "days"))


def test_the_person_alone_hears_before_anybody_is_asked(maria: Employee) -> None:
    assert warn() == 1

    assert told() == {("CUMULATIVE", 2), ("CONSECUTIVE", 3)}
    notice = Notice.objects.get()
    assert notice.person_id == maria.pk
    assert "3 hari kerja berturut-turut" in notice.text
    assert notice.url == "/kehadiran/"
    assert not Finding.objects.exists()
    assert warn() == 0


def test_what_was_asked_and_what_is_open_are_one_sum(maria: Employee) -> None:
    finding = make_finding(maria)
    for number in range(3):
        make_row(finding, date(2026, 10, 5 + number), "LAPSED", facts={"after": "2026-01-01"})
    make_row(finding, OPEN[0], "ACCEPTED")

    warn()

    assert told() == {("CUMULATIVE", 2)}
    assert "5 hari kerja tahun ini" in Notice.objects.get().text


def as_pppk(person: Employee) -> None:
    Employee.objects.filter(pk=person.pk).update(kind="PPPK")


def unsigned(_person: Employee) -> None:
    amend(CardVersion.objects.all(), rests_on=["limit"])


def without_terms(_person: Employee) -> None:
    TermsProposal.objects.update(withdrawn_at=NOON)


def explained(person: Employee) -> None:
    for day in OPEN[:2]:
        make_correction(person, day)


@pytest.mark.parametrize("change", [as_pppk, unsigned, without_terms, explained])
def test_nobody_is_warned(maria: Employee, change: Callable[[Employee], None]) -> None:
    change(maria)

    assert warn() == 0


def test_today_is_not_over(cast: Cast, maria: Employee) -> None:
    empty_day(cast.peer, TODAY - timedelta(1))
    empty_day(cast.peer, TODAY)

    warn()

    assert set(Alert.objects.values_list("employee", flat=True)) == {maria.pk}
