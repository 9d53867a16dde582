"""Who moves in the year and agrees on a new plan is evaluated by both: domain of PermenPANRB 6."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from noken.core import clock
from noken.core.actor import Role
from noken.documents.services.papers import EvaluationForm
from noken.evaluation import services
from noken.evaluation.exports.papers import FORM, printables
from noken.evaluation.models import Period, Sheet
from noken.evaluation.queries import Asked, gather
from noken.evaluation.queries.ahead import today_page
from noken.evaluation.rules import evidence as rules
from noken.evaluation.rules.grading import forecast
from noken.evaluation.services import Opening, RatingDraft
from noken.evaluation.tests.test_printing import text_of
from noken.organization.models import Employee
from noken.planning.models import Indicator, Plan, PlannedResult, Revision
from noken.regulations import grades
from tests.cast import MOVED_ON, Cast
from tests.test_page_costs import statements
from tests.world import NOON, actor
from tests.world_evaluation import make_period, make_self, make_sheet, split_sheet
from tests.world_planning import make_indicator, make_plan, make_result, make_revision
from tests.world_work import make_report

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
START, END, MOVED = date(2026, 1, 1), date(2027, 1, 1), date(2026, 8, 1)
LAST = END - timedelta(1)
TWELVE = [Decimal(12)] * 4


def agree(plan: Plan, on: date) -> None:
    """The newest version is in force from a day on, in the place of the one before."""
    newest = plan.revisions.latest("number")
    plan.revisions.exclude(pk=newest.pk).update(status="SUPERSEDED")
    at = clock.at_noon(on)
    Revision.objects.filter(pk=newest.pk).update(status="APPROVED", decided_at=at)


def anew(plan: Plan, kept: PlannedResult, text: str, on: date) -> Indicator:
    """A version agreed on a day: one result goes on, the others do not, one is new."""
    make_revision(plan, number=plan.revisions.count() + 1)
    again = make_result(plan, kept.text, indicators=0)
    PlannedResult.objects.filter(pk=again.pk).update(key=kept.key)
    before = kept.indicators.get()
    same = make_indicator(again, before.text, targets=TWELVE)
    Indicator.objects.filter(pk=same.pk).update(key=before.key)
    new = make_indicator(make_result(plan, text, indicators=0), targets=TWELVE)
    agree(plan, on)
    return new


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Agreed in January: what goes on, and what the former superior alone asked for."""
    plan = make_plan(cast.maria, results=())
    for text in ("Terus berjalan", "Hanya di tempat lama"):
        make_indicator(make_result(plan, text, indicators=0), targets=TWELVE)
    agree(plan, date(2026, 1, 12))
    return plan


@pytest.fixture
def old(plan: Plan) -> Indicator:
    return Indicator.objects.get(result__revision__plan=plan, result__text="Hanya di tempat lama")


@pytest.fixture
def moved(cast: Cast, plan: Plan, old: Indicator) -> Plan:
    """On the first of August with a new plan on the twentieth; work was done in both places."""
    kept = plan.revisions.get().results.get(text="Terus berjalan")
    new = anew(plan, kept, "Di tempat baru", date(2026, 8, 20))
    for indicator, on in ((old, 3), (old, 6), (new, 10), (kept.indicators.get(), 12)):
        day = date(2026, on, 20)
        make_report(cast.maria, indicator, on=day, quantity=14, status="APPROVED")
    return plan


@pytest.fixture
def sheet(cast: Cast, moved: Plan) -> Sheet:  # noqa: ARG001 (the plan is there first)
    sheet = make_sheet(cast.maria, make_period(kind=Period.Kind.YEAR, number=0))
    split_sheet(sheet, MOVED, cast.former_superior)
    return sheet


def of(cast: Cast, *parted_on: date, on: date = LAST) -> rules.Evidence:
    asked = Asked(cast.maria.pk, START, END, parted_on)
    return gather(actor(cast.acting_superior), [asked], on)[0].evidence


@pytest.mark.usefixtures("moved")
def test_what_only_the_former_place_asked_for_counts_until_the_move(cast: Cast) -> None:
    found = of(cast, MOVED)

    assert [(r.number, r.text, r.last_on) for r in found.results] == [
        (1, "Terus berjalan", None),
        (2, "Di tempat baru", None),
        (2, "Hanya di tempat lama", MOVED - timedelta(1)),
    ]
    assert [r.indicators[0].target for r in found.results] == [48, 48, 28]
    assert [r.indicators[0].done for r in found.results] == [14, 14, 28]
    assert (found.reports, found.others) == (4, 0)
    assert rules.from_json(rules.to_json(found)) == found


@pytest.mark.usefixtures("moved")
def test_without_a_move_what_was_dropped_is_dropped(cast: Cast) -> None:
    found = of(cast)

    assert [r.text for r in found.results] == ["Terus berjalan", "Di tempat baru"]
    assert found.others == 2
    assert of(cast, MOVED, on=MOVED - timedelta(1)).results[1].text == "Hanya di tempat lama"


@pytest.mark.usefixtures("plan")
def test_who_takes_the_plan_along_has_one(cast: Cast) -> None:
    assert of(cast, MOVED) == of(cast)


def test_what_was_agreed_after_the_move_is_no_plan_of_the_former_place(
    cast: Cast, moved: Plan
) -> None:
    """The first version only in September: nothing was agreed before, so nothing is added."""
    moved.revisions.filter(number=1).update(decided_at=clock.at_noon(date(2026, 8, 5)))

    assert of(cast, MOVED) == of(cast)


def test_of_two_moves_each_place_gives_what_it_alone_asked_for(cast: Cast, moved: Plan) -> None:
    kept = moved.revisions.get(number=2).results.get(text="Terus berjalan")
    anew(moved, kept, "Di tempat ketiga", date(2026, 11, 5))

    found = of(cast, MOVED, date(2026, 11, 1))

    assert [(r.text, r.last_on) for r in found.results] == [
        ("Terus berjalan", None),
        ("Di tempat ketiga", None),
        ("Di tempat baru", date(2026, 10, 31)),
        ("Hanya di tempat lama", date(2026, 7, 31)),
    ]
    assert found.others == 0


def test_the_sheet_shows_both_plans_to_both_readers(
    cast: Cast, sheet: Sheet, browse: Browse
) -> None:
    for reader in (cast.maria, cast.acting_superior):
        page = browse(reader).get(sheet.get_absolute_url()).content.decode()

        assert "SKP sebelumnya, sampai Jumat, 31 Juli 2026" in page
        assert "Hanya di tempat lama" in page
        assert "laporan di luar RHK" not in page
    reports = browse(cast.maria).get(f"{sheet.get_absolute_url()}bukti/").content.decode()
    assert "RHK 2, sampai 31 Jul" in reports


def test_two_plans_ask_no_more_of_the_database_than_one(
    cast: Cast, sheet: Sheet, browse: Browse
) -> None:
    client, url = browse(cast.acting_superior), sheet.get_absolute_url()
    both = len(statements(client, url))

    sheet.parts.filter(superior=cast.former_superior).delete()

    assert both == len(statements(client, url))


def test_the_form_prints_both_plans_as_they_were_kept(cast: Cast, sheet: Sheet) -> None:
    by = actor(cast.acting_superior)
    make_self(sheet)
    services.save_rating(sheet.pk, RatingDraft(result="AS", behaviour="AS"), by=by, at=NOON)
    services.publish_rating(sheet.pk, by=by, at=NOON)

    form = printables(by, FORM, [sheet.pk])[sheet.pk].data
    assert isinstance(form, EvaluationForm)
    (before,) = form.earlier
    assert [line.text for line in form.results] == ["Terus berjalan", "Di tempat baru"]
    assert (before.last_on, [line.text for line in before.results]) == (
        date(2026, 7, 31),
        ["Hanya di tempat lama"],
    )
    said = text_of(services.print_sheet(sheet.pk, FORM, by=by, at=NOON))
    assert "Hasil kerja SKP sebelumnya, sampai 31 Juli 2026" in said
    assert "28 sekolah (setahun 48 sekolah) 28 sekolah (2 laporan disetujui)" in said


def test_the_forecast_before_a_period_is_opened_knows_the_parts(
    cast: Cast, plan: Plan, old: Indicator
) -> None:
    """Moved within the quarter: the last day forecasts what is published, from the same parts."""
    kept = plan.revisions.get().results.get(text="Terus berjalan")
    new = anew(plan, kept, "Di tempat baru", MOVED_ON + timedelta(5))
    for indicator, quantity in ((old, 2), (new, 12), (kept.indicators.get(), 12)):
        make_report(cast.maria, indicator, on=MOVED_ON, quantity=quantity, status="APPROVED")
    own = today_page(actor(cast.maria, on=LAST)).own
    after = END + timedelta(4)
    opening = Opening(
        kind="QUARTER",
        group="GENERAL",
        year=2026,
        number=4,
        self_due_on=after + timedelta(5),
        due_on=after + timedelta(12),
    )
    by = actor(cast.personnel, Role.PERSONNEL, on=after)
    services.open_period(opening, by=by, at=clock.at_noon(after))
    sheet = Sheet.objects.get(employee=cast.maria)
    make_self(sheet)
    rater, at = actor(cast.superior, on=after), clock.at_noon(after)
    services.save_rating(sheet.pk, RatingDraft(result="AS", behaviour="AS"), by=rater, at=at)

    rating = services.publish_rating(sheet.pk, by=rater, at=at)

    kept_then = rules.from_json(rating.evidence)
    assert len(kept_then.results) == 3
    assert own is not None
    assert own.why == forecast(kept_then, grades.grade_table()).why
