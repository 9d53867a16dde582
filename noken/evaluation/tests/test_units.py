"""Ratings of units one level up, reasons for a spread, the day of the meeting: each exit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from noken.audit.models import Entry
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.tally import counted
from noken.evaluation import services
from noken.evaluation.models import Calibration, Period, SpreadReason, UnitRating
from noken.evaluation.queries.leading import unrated_tally
from noken.evaluation.queries.unit_ratings import (
    org_rating_for,
    ratings_awaiting,
    unit_rating_page,
    unit_ratings_page,
)
from noken.evaluation.services import Meeting, UnitVerdict
from noken.notices.models import Notice
from noken.organization.models import Employee, Unit
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import (
    make_graded,
    make_led_unit,
    make_period,
    make_sheet,
    make_staff,
    make_unit_rating,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(cast: Cast) -> Period:  # noqa: ARG001 (its people come first)
    return make_period()


def verdict(
    period: Period, unit: Unit, rating: str = "GOOD", reason: str = "Rencana aksi tercapai."
) -> UnitVerdict:
    return UnitVerdict(period_id=period.pk, unit_id=unit.pk, rating=rating, reason=reason)


def rate(given: UnitVerdict, by: Employee, role: Role | None = None) -> UnitRating:
    return services.rate_unit(given, by=actor(by, role), at=NOON)


def refused(given: UnitVerdict, by: Employee) -> str:
    with pytest.raises(Refused) as refusal:
        rate(given, by)
    return refusal.value.code


def test_the_superior_of_its_head_rates_a_unit_and_the_head_hears_of_it(
    cast: Cast, period: Period
) -> None:
    row = rate(verdict(period, cast.division), cast.agency_head)

    assert (row.rating, row.role, row.by) == ("GOOD", "SUPERIOR", cast.agency_head)
    assert Entry.objects.filter(action="UnitRated").count() == 1
    notice = Notice.objects.get()
    assert notice.person_id == cast.higher_superior.pk
    assert "Bidang Pembinaan SD" in notice.text
    assert "Baik" in notice.text


def test_a_change_is_a_new_row_and_the_same_again_is_none(cast: Cast, period: Period) -> None:
    first = rate(verdict(period, cast.division), cast.agency_head)
    again = rate(verdict(period, cast.division), cast.agency_head)
    changed = rate(verdict(period, cast.division, rating="EXCELLENT"), cast.agency_head)

    first.refresh_from_db()
    assert again == first
    assert first.replaced_at == NOON
    assert list(UnitRating.objects.filter(replaced_at=None)) == [changed]


def test_nobody_rates_the_own_unit_or_one_two_levels_down(cast: Cast, period: Period) -> None:
    assert refused(verdict(period, cast.division), cast.higher_superior) == (
        "evaluation.not_one_level_up"
    )
    assert refused(verdict(period, cast.section), cast.agency_head) == "evaluation.not_one_level_up"
    assert refused(verdict(period, cast.division), cast.peer) == "evaluation.not_one_level_up"
    assert not UnitRating.objects.exists()


def test_a_unit_without_head_is_rated_by_who_leads_the_unit_above(
    cast: Cast, period: Period
) -> None:
    vacant, head = make_led_unit(cast.division, cast.higher_superior, kind=Unit.Kind.SECTION)
    head.postings.update(end_on=TODAY)

    row = rate(verdict(period, vacant), cast.higher_superior)

    assert row.unit == vacant


def test_the_acting_head_of_the_unit_above_rates(cast: Cast, period: Period) -> None:
    """Naomi acts for Yohana this week; below the section there is a team of its own."""
    team, _ = make_led_unit(cast.section, cast.acting_superior, kind=Unit.Kind.TEAM)

    assert rate(verdict(period, team), cast.acting_superior).by == cast.acting_superior
    assert refused(verdict(period, team), cast.superior) == "evaluation.not_one_level_up"


def test_bkpsdm_writes_down_what_was_decided_elsewhere_and_it_says_so(
    cast: Cast, period: Period
) -> None:
    make_sheet(cast.higher_superior, period, unit=cast.division)
    row = rate(
        verdict(period, cast.agency, reason="Keputusan Bupati 100/2026"),
        cast.personnel,
        Role.PERSONNEL,
    )

    (shown,) = unit_ratings_page(actor(cast.personnel, Role.PERSONNEL), period.pk).others

    assert row.role == "PERSONNEL"
    assert (shown.name, shown.name_of_rating, shown.set_as) == (
        "Dinas Pendidikan",
        "Baik",
        "dicatat BKPSDM",
    )


def test_nobody_of_bkpsdm_writes_down_a_rating_of_the_own_unit_or_one_above(
    cast: Cast, period: Period
) -> None:
    office = cast.personnel.postings.get().unit
    hendrik = actor(cast.personnel, Role.PERSONNEL)

    for unit in (office, cast.instansi):
        assert refused(verdict(period, unit), cast.personnel) == "evaluation.own_unit"
        assert unit_rating_page(hendrik, period.pk, unit.pk).barred
    assert not unit_rating_page(hendrik, period.pk, cast.agency.pk).barred
    assert not UnitRating.objects.exists()

    cast.agency_head.postings.update(unit=office)
    assert "Hermus Mandacan" in unit_rating_page(hendrik, period.pk, office.pk).barred


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"rating": "BEST"}, "evaluation.unknown_rating"),
        ({"reason": "  "}, "evaluation.no_reason"),
        ({"reason": "x" * 2001}, "evaluation.too_long"),
    ],
)
def test_what_a_rating_needs(cast: Cast, period: Period, fields: dict[str, str], code: str) -> None:
    assert refused(verdict(period, cast.division, **fields), cast.agency_head) == code


def test_a_period_to_come_is_not_rated(cast: Cast) -> None:
    later = make_period(year=TODAY.year + 1, number=1, due_on=TODAY + timedelta(200))

    assert refused(verdict(later, cast.division), cast.agency_head) == "evaluation.not_begun"


def test_an_unknown_unit_is_refused(cast: Cast, period: Period) -> None:
    gone = UnitVerdict(period_id=period.pk, unit_id=0, rating="GOOD", reason="x")

    assert refused(gone, cast.agency_head) == "evaluation.unknown_unit"


def test_a_role_without_a_person_sets_nothing(cast: Cast, period: Period) -> None:
    nobody = replace(actor(cast.personnel, Role.PERSONNEL), employee_id=None)

    with pytest.raises(Refused) as refusal:
        services.rate_unit(verdict(period, cast.division), by=nobody, at=NOON)

    assert refusal.value.code == "evaluation.no_person"


def test_a_page_offers_only_units_one_level_down_that_have_people(
    cast: Cast, period: Period
) -> None:
    make_sheet(cast.owner, period, unit=cast.section)
    page = unit_ratings_page(actor(cast.agency_head), period.pk)
    form = unit_rating_page(actor(cast.agency_head), period.pk, cast.division.pk)

    assert [row.name for row in page.mine] == ["Bidang Pembinaan SD"]
    assert page.unset == 1
    assert not form.as_office
    assert form.options[0].code == "EXCELLENT"


def test_the_rating_of_the_unit_is_proposed_for_who_heads_it(cast: Cast, period: Period) -> None:
    make_unit_rating(cast.division, period, cast.agency_head, "EXCELLENT")
    head = make_sheet(cast.higher_superior, period, unit=cast.division)
    staff = make_sheet(cast.owner, period, unit=cast.section)

    proposal = org_rating_for(head)

    assert proposal is not None
    assert (proposal.name, proposal.proposed_result) == ("Istimewa", "ABOVE")
    assert org_rating_for(staff) is None


def explain(cast: Cast, period: Period, reason: str, by: Employee) -> SpreadReason:
    return services.explain_spread(period.pk, cast.division.pk, reason, by=actor(by), at=NOON)


def test_who_leads_the_unit_or_above_says_why_its_spread_differs(
    cast: Cast, period: Period
) -> None:
    own = explain(cast, period, "Kinerja bidang di atas rencana.", cast.higher_superior)
    again = explain(cast, period, "Kinerja bidang di atas rencana.", cast.higher_superior)
    above = explain(cast, period, "Sudah dibahas.", cast.agency_head)

    assert own == again
    assert SpreadReason.objects.count() == 2
    assert above.by == cast.agency_head


@pytest.mark.parametrize("who", ["superior", "admin_opd", "personnel", "leader", "peer"])
def test_nobody_else_speaks_for_the_unit(cast: Cast, period: Period, who: str) -> None:
    with pytest.raises(Refused) as refusal:
        explain(cast, period, "Alasan", getattr(cast, who))

    assert refusal.value.code == "evaluation.not_led"


def test_a_reason_has_words(cast: Cast, period: Period) -> None:
    with pytest.raises(Refused) as refusal:
        explain(cast, period, " ", cast.higher_superior)

    assert refusal.value.code == "evaluation.no_reason"


def meeting(cast: Cast, period: Period, days: int = 8, note: str = "Aula") -> Meeting:
    return Meeting(
        period_id=period.pk, unit_id=cast.agency.pk, meet_on=TODAY + timedelta(days), note=note
    )


def test_a_meeting_is_announced_moved_and_called_off_and_the_raters_hear_each_time(
    cast: Cast, period: Period
) -> None:
    make_graded([cast.owner], period, cast.superior)
    by = actor(cast.agency_head)

    first = services.announce_calibration(meeting(cast, period), by=by, at=NOON)
    same = services.announce_calibration(meeting(cast, period), by=by, at=NOON)
    later = NOON + timedelta(minutes=1)
    moved = services.announce_calibration(meeting(cast, period, days=9), by=by, at=later)
    services.cancel_calibration(period.pk, cast.agency.pk, by=by, at=NOON + timedelta(minutes=2))

    told = Notice.objects.order_by("at").values_list("person_id", "kind")
    assert same == first
    assert moved != first
    assert not Calibration.objects.filter(replaced_at=None).exists()
    assert list(told) == [
        (cast.superior.pk, "CalibrationAnnounced"),
        (cast.superior.pk, "CalibrationAnnounced"),
        (cast.superior.pk, "CalibrationCancelled"),
    ]


def test_every_rater_hears_of_a_meeting(cast: Cast, period: Period) -> None:
    make_graded([cast.owner], period, cast.superior)
    make_graded([cast.peer], period, cast.higher_superior)

    services.announce_calibration(meeting(cast, period), by=actor(cast.agency_head), at=NOON)

    told = set(Notice.objects.values_list("person_id", flat=True))
    assert told == {cast.superior.pk, cast.higher_superior.pk}


def test_what_a_meeting_needs(cast: Cast, period: Period) -> None:
    with pytest.raises(Refused) as past:
        services.announce_calibration(
            meeting(cast, period, days=-1), by=actor(cast.agency_head), at=NOON
        )
    with pytest.raises(Refused) as stranger:
        services.announce_calibration(meeting(cast, period), by=actor(cast.superior), at=NOON)
    with pytest.raises(Refused) as long:
        services.announce_calibration(
            meeting(cast, period, note="x" * 301), by=actor(cast.agency_head), at=NOON
        )
    with pytest.raises(Refused) as none:
        services.cancel_calibration(period.pk, cast.agency.pk, by=actor(cast.agency_head), at=NOON)

    assert [each.value.code for each in (past, stranger, long, none)] == [
        "evaluation.in_the_past",
        "evaluation.not_led",
        "evaluation.too_long",
        "evaluation.no_meeting",
    ]


def test_staff_of_a_unit_are_told_apart_from_its_head(cast: Cast, period: Period) -> None:
    """A maker of these tests, held to what the queries read."""
    unit, head = make_led_unit(cast.agency, cast.agency_head)
    people = make_staff(unit, head, 3)
    make_graded(people, period, head)

    (row,) = unit_ratings_page(actor(cast.agency_head), period.pk).mine

    assert (row.name, row.people, row.head) == (unit.name, 3, head.name)


def test_what_waits_is_counted_as_it_is_listed(cast: Cast, period: Period) -> None:
    """Of a period that is over: units one level down that have people and no rating."""
    make_sheet(cast.owner, period, unit=cast.section)
    head, above = actor(cast.higher_superior), actor(cast.agency_head)
    make_sheet(cast.peer, make_period(number=4), unit=cast.section)

    assert counted([unrated_tally(head)]) == {"unit_ratings": 1}
    assert [(row.count, row.period) for row in ratings_awaiting(head)] == [(1, "Triwulan III 2026")]
    assert counted([unrated_tally(above)]) == {"unit_ratings": 1}

    make_unit_rating(cast.section, period, cast.higher_superior)
    assert counted([unrated_tally(head)]) == {"unit_ratings": 0}
    assert ratings_awaiting(head) == []
    assert counted([unrated_tally(actor(cast.personnel))]) == {"unit_ratings": 0}
