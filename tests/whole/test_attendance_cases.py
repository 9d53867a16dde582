"""One punch a day and rows of absence, as labelled: what rules find and what pages then say."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from noken.attendance.models import Day
from noken.attendance.rules.runs import BREAK, BRIDGE, RunTerms
from noken.attendance.tasks import _look_again as look_again_at
from noken.core.actor import Role, system
from noken.findings import queries as findings
from noken.findings import services
from noken.findings.models import Finding, Row
from noken.organization.models import Employee
from tests.cast import Cast
from tests.detecting import ask_all, assert_as_stated, fallen, raised, seen
from tests.settings import sign
from tests.whole import cases_attendance as cases
from tests.whole.cases_attendance import HONEST, MIDDLES, TRICKS, make_office
from tests.whole.day_pages import one_letter
from tests.world import NOON, TODAY, actor
from tests.world_corrections import make_correction, make_day
from tests.world_findings import make_card, make_terms, reply_draft
from tests.world_work import make_report

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]


def test_one_punch_a_day_is_found_and_what_honestly_looks_like_it_is_not() -> None:
    office = make_office()
    tricks = {make(office).pk for make in TRICKS}
    honest = {make(office).pk: make.__name__ for make in HONEST}
    cases.derive(*Employee.objects.filter(pk__in=[*tricks, *honest]))

    found = {person for person, _item in raised("HDR-10")}
    assert [honest.get(person, person) for person in found - tricks] == []
    assert_as_stated("HDR-10", {(pk, str(day)) for pk in tricks for day in office.days})


def test_what_is_not_decided_yet_holds_the_days_and_raises_none() -> None:
    office = make_office()
    person = cases.explained_and_waiting(office)
    cases.derive(person)

    assert {hit.amount for hit in seen("HDR-10")} == {0}


@pytest.mark.parametrize("make", TRICKS)
def test_one_punch_a_day_switches_no_other_rule_off(make: cases.Make) -> None:
    office = make_office()
    person = make(office)
    make_report(office.person("Rekan"), on=cases.MONTH)
    cases.derive(person)
    days = {(person.pk, str(day)) for day in office.days}

    for code in ("LAP-01", "HDR-09"):
        assert {hit for hit in raised(code) if hit[0] == person.pk and hit[1] < "2026-11"} == days


def test_a_day_left_for_an_emergency_owes_no_report() -> None:
    office = make_office()
    person = cases.in_and_gone(office)
    make_report(office.person("Rekan"), on=cases.MONTH)
    for day in office.days:
        make_correction(person, day, choice="EMERGENCY")
    cases.derive(person)

    assert not {hit for hit in raised("LAP-01") | raised("HDR-09") if hit[0] == person.pk}


def test_one_of_the_days_is_explained_once_and_heals_everywhere_and_the_others_stay(
    cast: Cast, browse: Browse
) -> None:
    make_terms()
    make_card("HDR-10")
    days = [date(2026, 11, number) for number in range(2, 7)]
    for day in days:
        make_day(cast.maria, day, "OPEN", last=None)
    ask_all("HDR-10")
    Row.objects.update(told_at=NOON, reply_by=TODAY + timedelta(3))
    row = Row.objects.get(day=days[0])

    said = reply_draft(row, text="Mesin di pintu samping mati sejak siang.")
    services.reply(row.finding_id, said, by=actor(cast.maria), at=NOON)
    assert one_letter(browse, cast, cast.maria, days[0]) == "M"
    by = actor(cast.acting_superior, Role.SUPERIOR)
    services.decide(row.finding_id, {row.pk: "ACCEPT"}, "Benar adanya.", by=by, at=NOON)
    assert one_letter(browse, cast, cast.maria, days[0]) == "H"

    assert fallen("HDR-10") == {}
    states = dict(Row.objects.values_list("day", "state"))
    assert states == {days[0]: "ACCEPTED", **dict.fromkeys(days[1:], "ASKED")}


def test_a_leave_that_comes_later_takes_the_days_of_its_person_away_at_once(cast: Cast) -> None:
    make_card("HDR-10")
    for person in (cast.maria, cast.peer):
        for number in range(2, 7):
            make_day(person, date(2026, 11, number), "OPEN", last=None)
    ask_all("HDR-10")
    Day.objects.filter(day=date(2026, 11, 6)).update(status="LEAVE")

    look_again_at({cast.maria.pk}, date(2026, 11, 6), NOON)

    states = Row.objects.values_list("finding__employee", "state").distinct()
    assert set(states) == {(cast.maria.pk, "CLEARED"), (cast.peer.pk, "ASKED")}


def test_what_is_accepted_of_the_day_is_accepted_in_the_finding(cast: Cast) -> None:
    make_terms()
    make_card("HDR-10")
    for number in range(2, 7):
        make_day(cast.maria, date(2026, 11, number), "OPEN", last=None)
    ask_all("HDR-10")
    day = date(2026, 11, 3)
    Row.objects.filter(day=day).update(
        state=Row.State.REPLIED, told_at=NOON, reply_by=TODAY, decide_by=TODAY
    )

    accepted = services.note_accepted_elsewhere(
        cast.maria.pk, day, "Keterangan harinya diterima.", by=actor(cast.acting_superior), at=NOON
    )

    assert (accepted, Row.objects.get(day=day).state) == (1, "ACCEPTED")


def test_everybody_reads_on_the_card_what_is_asked_and_that_it_is_a_hint(
    cast: Cast, browse: Browse
) -> None:
    page = browse(cast.owner).get(reverse("findings:card", args=["HDR-10"])).content.decode()

    assert "hanya memiliki presensi masuk atau hanya presensi pulang" in page
    assert "Petunjuk, menunggu penetapan" in page


def run_of(cast: Cast, browse: Browse, name: str) -> tuple[int, int]:
    """Sum and longest run of fourteen days with something else on the seventh, as the superior
    reads them; the same as findings says of the person."""
    make_terms()
    make_card("HDR-03")
    office = make_office(cast.section)
    person = cast.maria
    gone = office.days[:14]
    MIDDLES[name].make(office, person, gone[6])
    office.comes(person, cases.IN, cases.OUT, days=office.days[14:])
    cases.derive(person, until=cases.NEXT)
    services.run_cards(codes=["HDR-03"], by=system(TODAY), at=NOON)
    Row.objects.update(
        state=Row.State.LAPSED, asked_at=NOON, told_at=NOON, reply_by=TODAY - timedelta(1)
    )
    page = browse(cast.yohana).get(Finding.objects.get().get_absolute_url()).content.decode()
    (run,) = re.findall(r'data-run="(\d+)"', page)
    (counted,) = re.findall(r'data-sum="([\d.]+)"', page)
    standing = findings.standing_of([person.pk], 2026)[person.pk]
    assert (standing.counted, standing.run) == (float(counted), int(run))
    return standing.counted, standing.run


@pytest.mark.parametrize("name", MIDDLES)
def test_until_two_sign_the_shorter_row_holds(cast: Cast, browse: Browse, name: str) -> None:
    sign(RunTerms, on=date(2026, 1, 1), signatures=1)

    assert run_of(cast, browse, name) == (MIDDLES[name].counted, MIDDLES[name].unsigned)


@pytest.mark.parametrize("name", MIDDLES)
def test_once_two_signed_it_such_days_are_passed_over(
    cast: Cast, browse: Browse, name: str
) -> None:
    sign(RunTerms, on=date(2026, 1, 1), half_days=BRIDGE)

    assert run_of(cast, browse, name) == (MIDDLES[name].counted, MIDDLES[name].signed)


@pytest.mark.parametrize(
    ("since", "reading"), [(date(2026, 10, 20), BRIDGE), (date(2026, 1, 1), BREAK)]
)
def test_days_before_it_or_signed_otherwise_break_the_row(
    cast: Cast, browse: Browse, since: date, reading: str
) -> None:
    sign(RunTerms, on=since, half_days=reading)

    assert run_of(cast, browse, "power cut for three hours") == (13, 7)
