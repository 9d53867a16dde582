"""The picture of a unit's grades: when it is shown, what it counts, what it hides, what it asks."""

from collections.abc import Iterable
from contextlib import suppress

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from noken.evaluation.models import Calibration, Sheet, SpreadReason
from noken.evaluation.queries.spread import SpreadCard, spread_card
from noken.evaluation.queries.spread_page import spread_page
from noken.organization.models import Employee, Unit
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import (
    make_graded,
    make_led_unit,
    make_period,
    make_pin,
    make_rating,
    make_sheet,
    make_staff,
    make_unit_rating,
)

pytestmark = pytest.mark.django_db
GOOD, BEST, MIDDLE = ("AS", "AS"), ("ABOVE", "ABOVE"), ("BELOW", "AS")


class Office:
    """A division of the education agency with a head, fourteen people and other divisions."""

    def __init__(self, cast: Cast, people: int = 14) -> None:
        self.cast = cast
        self.period = make_period()
        self.unit, self.head = make_led_unit(cast.agency, cast.agency_head)
        self.people = make_staff(self.unit, self.head, people)

    def grade(self, pairs: Iterable[tuple[str, str]]) -> list[Sheet]:
        """Published grades, for the first people in turn."""
        sheets = []
        for person, pair in zip(self.people, pairs, strict=False):
            sheet = make_sheet(person, self.period, superior=self.head)
            make_rating(sheet, self.head, *pair)
            sheets.append(sheet)
        return sheets

    def others(self, unit: Unit, by: Employee, count: int) -> None:
        make_graded(make_staff(unit, by, count), self.period, by)

    def card(self, sheet: Sheet, by: Employee | None = None) -> SpreadCard | None:
        return spread_card(actor(by or self.head), sheet)

    def rated(self, rating: str = "GOOD") -> None:
        make_unit_rating(self.unit, self.period, self.cast.agency_head, rating)


@pytest.fixture
def office(cast: Cast) -> Office:
    return Office(cast)


def test_nothing_is_shown_beside_a_person_before_the_rater_has_rated_them(office: Office) -> None:
    office.grade([GOOD] * 13)
    last = make_sheet(office.people[13], office.period, superior=office.head)

    before = office.card(last)
    make_rating(last, office.head, *BEST, published=False)
    after = office.card(last)

    assert before is None
    assert after is not None


def test_the_unit_counts_ones_own_drafts_and_nobody_elses(office: Office) -> None:
    office.grade([GOOD] * 10)
    draft = make_sheet(office.people[10], office.period, superior=office.head)
    make_rating(draft, office.head, *BEST, published=False)
    foreign = make_sheet(office.people[11], office.period, superior=office.head)
    make_rating(foreign, office.cast.agency_head, *BEST, published=False)

    card = office.card(draft)

    assert card is not None
    assert card.bars[0].counts == {"GOOD": 10, "VERY_GOOD": 1}
    assert (card.bars[0].people, card.bars[0].asked) == (11, 12)


def test_unit_agency_and_instansi_stand_under_each_other(office: Office, cast: Cast) -> None:
    sheets = office.grade([BEST] * 8 + [GOOD] * 5 + [MIDDLE])
    office.others(cast.section, cast.superior, 12)
    office.others(cast.other_agency, cast.former_superior, 30)

    card = office.card(sheets[0])

    assert card is not None
    assert [bar.label for bar in card.bars] == [
        f"{office.unit.name} (14)",
        "Dinas Pendidikan",
        "Kabupaten Manokwari",
    ]
    assert [[part.pct for part in bar.parts] for bar in card.bars] == [
        [57, 36, 7],
        [31, 65, 4],
        [14, 84, 2],
    ]
    assert card.bars[0].sentence == "Sangat Baik 57%, Baik 36%, Butuh Perbaikan 7%"


def test_an_agency_whose_rest_is_under_ten_is_hidden(office: Office, cast: Cast) -> None:
    sheets = office.grade([GOOD] * 14)
    office.others(cast.section, cast.superior, 4)
    office.others(cast.other_agency, cast.former_superior, 30)

    card = office.card(sheets[0])

    assert card is not None
    assert [bar.hidden for bar in card.bars] == [False, True, False]
    assert card.bars[1].parts == ()


def test_who_heads_a_unit_is_seen_among_those_of_the_unit_above(office: Office, cast: Cast) -> None:
    head = make_sheet(office.head, office.period, superior=cast.agency_head)
    make_rating(head, cast.agency_head, *BEST)

    card = office.card(head, by=cast.agency_head)

    assert card is not None
    assert card.bars[0].label == "Dinas Pendidikan (1)"


def test_the_guide_is_that_of_the_nearest_rating_above(office: Office, cast: Cast) -> None:
    sheets = office.grade([GOOD] * 14)

    none = office.card(sheets[0])
    make_unit_rating(cast.agency, office.period, cast.bupati, "NEEDS_IMPROVEMENT")
    above = office.card(sheets[0])
    office.rated("GOOD")
    own = office.card(sheets[0])

    assert none is not None
    assert above is not None
    assert own is not None
    assert none.advice.heading == "Capaian unit belum ditetapkan"
    assert "capaian Dinas Pendidikan: Butuh Perbaikan" in above.advice.text
    assert f"capaian {office.unit.name}: Baik" in own.advice.text


def test_leaving_the_guide_asks_for_a_reason_of_who_leads_and_holds_nothing(
    office: Office,
) -> None:
    office.rated()
    sheets = office.grade([BEST] * 8 + [GOOD] * 6)

    card = office.card(sheets[0])

    assert card is not None
    assert card.may_explain
    assert card.advice.asks_reason
    assert [check.is_met for check in card.advice.checks] == [False, False]
    assert "tidak tertahan" in card.advice.text


def test_keeping_to_the_guide_asks_nothing(office: Office) -> None:
    office.rated()
    sheets = office.grade([BEST] * 3 + [GOOD] * 9 + [MIDDLE] * 2)

    card = office.card(sheets[0])

    assert card is not None
    assert not card.may_explain
    assert card.advice.heading == "Sebaran sejalan dengan pedoman"


def test_under_ten_people_the_guide_is_only_read(cast: Cast) -> None:
    office = Office(cast, people=9)
    office.rated()
    sheets = office.grade([BEST] * 9)

    card = office.card(sheets[0])

    assert card is not None
    assert not card.advice.asks_reason
    assert "tidak ada yang diminta" in card.advice.text
    assert not card.bars[0].hidden


def test_a_large_unit_with_few_grades_so_far_is_not_judged(office: Office) -> None:
    office.rated()
    for person in office.people[2:]:
        make_sheet(person, office.period, superior=office.head)
    sheets = office.grade([BEST] * 2)

    card = office.card(sheets[0])

    assert card is not None
    assert not card.advice.asks_reason
    assert "Baru 2 dari 14" in card.advice.text


def test_what_lacks_a_fact_and_when_it_is_talked_over_stand_there(office: Office) -> None:
    sheets = office.grade([BEST, BEST, MIDDLE, GOOD])
    make_pin(sheets[0], office.head)
    make_pin(sheets[1], office.people[1], side="EMPLOYEE")
    Calibration.objects.create(
        period=office.period,
        unit=office.cast.agency,
        meet_on=TODAY,
        by=office.cast.agency_head,
        at=NOON,
    )

    card = office.card(sheets[0])

    assert card is not None
    assert card.bare == 2
    assert card.meetings == [("Dinas Pendidikan", TODAY)]


def test_the_card_costs_one_statement(office: Office) -> None:
    sheets = office.grade([GOOD] * 12)
    sheet = Sheet.objects.select_related("period").get(pk=sheets[0].pk)
    by = actor(office.head)

    with CaptureQueriesContext(connection) as counted:
        spread_card(by, sheet)

    assert len(counted) == 1


def test_the_page_of_a_leader_hides_small_units_and_what_could_be_subtracted(
    office: Office, cast: Cast
) -> None:
    office.grade([GOOD] * 14)
    small, by = make_led_unit(cast.agency, cast.agency_head, name="Bidang Kecil")
    office.others(small, by, 4)
    large, by = make_led_unit(cast.agency, cast.agency_head, name="Bidang Besar")
    office.others(large, by, 40)

    page = spread_page(actor(cast.leader), office.period.pk, cast.agency.pk)

    hidden = {line.name: line.bar.hidden for line in page.lines}
    assert hidden == {"Bidang Besar": False, "Bidang Kecil": True, office.unit.name: True}
    assert not page.may_explain


def test_who_leads_a_unit_sees_the_own_small_ones(office: Office, cast: Cast) -> None:
    small, by = make_led_unit(cast.agency, cast.agency_head, name="Bidang Kecil")
    office.others(small, by, 4)

    page = spread_page(actor(cast.agency_head), office.period.pk, None)

    assert page.unit == "Dinas Pendidikan"
    assert [(line.name, line.bar.hidden) for line in page.lines] == [("Bidang Kecil", False)]


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("leader", {"agency", "other_agency"}),
        ("inspectorate", {"agency", "other_agency"}),
        ("personnel", {"agency", "other_agency"}),
        ("admin_opd", {"agency"}),
        ("admin_other", {"other_agency"}),
        ("agency_head", {"agency"}),
        ("higher_superior", set()),
        ("owner", set()),
    ],
)
def test_everybody_opens_only_the_own_units(
    office: Office, cast: Cast, who: str, opens: set[str]
) -> None:
    office.others(cast.section, cast.superior, 12)
    office.others(cast.other_agency, cast.former_superior, 12)
    person, opened = actor(getattr(cast, who)), set()

    for name in ("agency", "other_agency"):
        with suppress(Http404):
            spread_page(person, office.period.pk, getattr(cast, name).pk)
            opened.add(name)

    assert opened == opens


def test_the_state_of_a_unit_below_is_said_in_words(office: Office, cast: Cast) -> None:
    office.rated()
    office.grade([BEST] * 14)
    office.others(cast.section, cast.superior, 30)

    def state() -> str:
        page = spread_page(actor(cast.agency_head), office.period.pk, cast.agency.pk)
        return next(line.state for line in page.lines if line.name == office.unit.name)

    asked = state()
    SpreadReason.objects.create(
        period=office.period, unit=office.unit, reason="Ada.", by=office.head, at=NOON
    )

    assert (asked, state()) == ("alasan diminta", "alasan tertulis")


def test_without_a_period_the_page_says_what_will_be_there(cast: Cast) -> None:
    page = spread_page(actor(cast.leader), None, None)

    assert page.period is None
    assert page.unit_id is None
