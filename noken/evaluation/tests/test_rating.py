"""What the rater does: draft, publish once, take back, change with a reason. One test an exit."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.evaluation import services
from noken.evaluation.models import Part, Rating, Sheet, Step
from noken.evaluation.queries import facts, get_sheet, sheet_page, sheets_facts
from noken.evaluation.queries.records import record_of
from noken.evaluation.rules import evidence as evidence_rules
from noken.evaluation.services import RatingDraft
from noken.organization.models import ReportingLine
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_position, make_posting, make_unit
from tests.world_evaluation import (
    make_period,
    make_pin,
    make_rating,
    make_self,
    make_sheet,
)
from tests.world_work import make_agreed, make_duty, make_report

AS = RatingDraft(result="AS", behaviour="AS", reason="Sesuai rencana.")
BEST = RatingDraft(result="ABOVE", behaviour="ABOVE", reason="Melampaui.")


@pytest.fixture
def sheet(cast: Cast) -> Sheet:
    """Maria's sheet of Triwulan III, self-assessed; Naomi rates while Yohana is away."""
    found = make_sheet(cast.maria, make_period())
    make_self(found)
    return found


def refused(act: object, *args: object, **more: object) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **more)  # type: ignore[operator]  # a service
    return refusal.value.code


def publish(cast: Cast, sheet: Sheet, draft: RatingDraft = AS) -> Rating:
    by = actor(cast.acting_superior)
    services.save_rating(sheet.pk, draft, by=by, at=NOON)
    return services.publish_rating(sheet.pk, by=by, at=NOON)


def test_a_draft_keeps_the_grade_by_the_table_and_the_forecast(cast: Cast, sheet: Sheet) -> None:
    rating = services.save_rating(sheet.pk, BEST, by=actor(cast.acting_superior), at=NOON)

    assert (rating.grade, rating.published_at, rating.role) == ("VERY_GOOD", None, "ACTING")
    assert rating.forecast["grade"] == "GOOD"
    sheet.refresh_from_db()
    assert sheet.status == Sheet.Status.ASSESSED
    assert Entry.objects.filter(action="RatingDraftSaved", subject_id=cast.maria.pk).exists()


def test_a_draft_saved_again_is_the_same_row_and_remembers_when_it_began(
    cast: Cast, sheet: Sheet
) -> None:
    by = actor(cast.acting_superior)
    opened = NOON - timedelta(minutes=7)
    first = RatingDraft(result="AS", behaviour="AS", opened_at=opened)
    services.save_rating(sheet.pk, first, by=by, at=NOON)

    again = services.save_rating(sheet.pk, BEST, by=by, at=NOON + timedelta(minutes=1))

    assert Rating.objects.get() == again
    assert again.started_at == opened


@pytest.mark.parametrize("opened", [NOON + timedelta(1), NOON - timedelta(2)])
def test_a_page_opened_at_an_impossible_time_counts_from_now(
    cast: Cast, sheet: Sheet, opened: object
) -> None:
    draft = RatingDraft(result="AS", behaviour="AS", opened_at=opened)  # type: ignore[arg-type]  # an instant

    rating = services.save_rating(sheet.pk, draft, by=actor(cast.acting_superior), at=NOON)

    assert rating.started_at == NOON


@pytest.mark.parametrize(
    "who", ["owner", "superior", "higher_superior", "peer", "personnel", "former_superior"]
)
def test_nobody_but_the_rater_of_the_day_rates(cast: Cast, sheet: Sheet, who: str) -> None:
    by = actor(getattr(cast, who))

    assert refused(services.save_rating, sheet.pk, AS, by=by, at=NOON) == "evaluation.not_rater"
    assert refused(services.publish_rating, sheet.pk, by=by, at=NOON) == "evaluation.not_rater"


@pytest.mark.parametrize(("then", "now"), [("STRUCTURE", "ACTING"), ("ACTING", "STRUCTURE")])
def test_who_moved_away_is_rated_by_the_superior_of_the_last_part(
    cast: Cast, then: str, now: str
) -> None:
    """Who acted in those days rates as such, whoever leads the person today."""
    sheet = make_sheet(cast.maria, make_period(), superior=cast.former_superior)
    make_self(sheet)
    elsewhere = make_unit("Bidang lain", cast.agency)
    old = cast.maria.postings.get()
    old.end_on = TODAY - timedelta(10)
    old.save()
    make_posting(cast.maria, make_position(elsewhere), start_on=TODAY - timedelta(10))
    lines = ReportingLine.objects.filter(employee=cast.maria)
    lines.update(basis=now)
    lines.filter(superior=cast.former_superior).update(basis=then)
    by = actor(cast.former_superior)

    rating = services.save_rating(sheet.pk, AS, by=by, at=NOON)

    acts = then == "ACTING"
    assert (rating.by, rating.role) == (cast.former_superior, "ACTING" if acts else "SUPERIOR")
    assert sheet_page(by, sheet.pk, NOON).rater_acts == acts


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (RatingDraft(result="", behaviour="AS"), "evaluation.no_rating"),
        (RatingDraft(result="AS", behaviour="SUPER"), "evaluation.no_rating"),
        (RatingDraft(result="AS", behaviour="AS", reason="x" * 2001), "evaluation.too_long"),
    ],
)
def test_a_draft_must_be_readable(cast: Cast, sheet: Sheet, draft: RatingDraft, code: str) -> None:
    by = actor(cast.acting_superior)

    assert refused(services.save_rating, sheet.pk, draft, by=by, at=NOON) == code
    assert not Rating.objects.exists()


def test_a_sheet_that_is_gone_is_said_to_be_gone(cast: Cast) -> None:
    by = actor(cast.acting_superior)

    assert refused(services.save_rating, 0, AS, by=by, at=NOON) == "evaluation.unknown"


def test_a_good_grade_is_published_with_its_evidence_and_no_fact(cast: Cast, sheet: Sheet) -> None:
    agreed = make_agreed(cast.maria, ["Data valid"], target=12)
    day = sheet.period.start_on + timedelta(20)
    make_report(cast.maria, agreed.indicators[0], on=day, quantity=12, status="APPROVED")
    make_duty(start_on=date(2026, 9, 30))

    rating = publish(cast, sheet)

    sheet.refresh_from_db()
    assert (sheet.status, sheet.published_at, sheet.received_at) == ("PUBLISHED", NOON, None)
    kept = evidence_rules.from_json(rating.evidence)
    assert kept.reports == 1
    assert kept.results[0].share_pct == Decimal(100)
    assert rating.forecast["measured"] is True
    assert sheet.steps.filter(kind=Step.Kind.PUBLISHED, by=cast.acting_superior).count() == 1
    assert Entry.objects.filter(action="ResultPublished", subject_id=cast.maria.pk).exists()


def test_without_a_saved_rating_there_is_nothing_to_publish(cast: Cast, sheet: Sheet) -> None:
    by = actor(cast.acting_superior)

    assert refused(services.publish_rating, sheet.pk, by=by, at=NOON) == "evaluation.no_draft"


def test_the_person_speaks_first_until_the_day_for_it_has_passed(cast: Cast) -> None:
    sheet = make_sheet(cast.maria, make_period(self_due_on=TODAY))
    by = actor(cast.acting_superior)
    services.save_rating(sheet.pk, AS, by=by, at=NOON)

    code = refused(services.publish_rating, sheet.pk, by=by, at=NOON)

    assert code == "evaluation.wait_for_self"
    sheet.period.self_due_on = TODAY - timedelta(1)
    sheet.period.save()
    assert services.publish_rating(sheet.pk, by=by, at=NOON).grade == "GOOD"


@pytest.mark.parametrize(
    ("result", "behaviour"), [("ABOVE", "ABOVE"), ("BELOW", "AS"), ("AS", "BELOW")]
)
def test_any_other_grade_needs_a_fact_the_rater_pinned(
    cast: Cast, sheet: Sheet, result: str, behaviour: str
) -> None:
    by = actor(cast.acting_superior)
    make_pin(sheet, cast.maria, side="EMPLOYEE")
    draft = RatingDraft(result=result, behaviour=behaviour)
    services.save_rating(sheet.pk, draft, by=by, at=NOON)

    assert refused(services.publish_rating, sheet.pk, by=by, at=NOON) == "evaluation.no_fact"
    assert Rating.objects.filter(published_at=None).count() == 1

    make_pin(sheet, cast.acting_superior)
    assert services.publish_rating(sheet.pk, by=by, at=NOON).published_at == NOON


def test_a_removed_fact_is_none(cast: Cast, sheet: Sheet) -> None:
    pin = make_pin(sheet, cast.acting_superior)
    pin.removed_at = NOON
    pin.save(update_fields=["removed_at"])
    by = actor(cast.acting_superior)
    services.save_rating(sheet.pk, BEST, by=by, at=NOON)

    assert refused(services.publish_rating, sheet.pk, by=by, at=NOON) == "evaluation.no_fact"


def test_publishing_ends_the_drafts_of_others(cast: Cast, sheet: Sheet) -> None:
    make_rating(sheet, cast.superior, published=False)

    publish(cast, sheet)

    assert Rating.objects.count() == 1


def test_it_is_published_once(cast: Cast, sheet: Sheet) -> None:
    publish(cast, sheet)
    by = actor(cast.acting_superior)

    assert refused(services.publish_rating, sheet.pk, by=by, at=NOON) == "evaluation.not_now"
    assert refused(services.save_rating, sheet.pk, AS, by=by, at=NOON) == "evaluation.not_now"


def test_urungkan_makes_it_a_draft_again(cast: Cast, sheet: Sheet) -> None:
    publish(cast, sheet)
    by = actor(cast.acting_superior)

    rating = services.undo_publish(sheet.pk, by=by, at=NOON + timedelta(seconds=10))

    sheet.refresh_from_db()
    assert (sheet.status, sheet.published_at) == ("ASSESSED", None)
    assert (rating.published_at, rating.evidence, rating.reason) == (None, {}, "Sesuai rencana.")
    assert sheet.steps.filter(kind=Step.Kind.REOPENED).count() == 1


def test_what_was_undone_stays_and_is_read_by_nobody(cast: Cast, sheet: Sheet) -> None:
    published = publish(cast, sheet)
    by, at = actor(cast.acting_superior), NOON + timedelta(seconds=10)

    draft = services.undo_publish(sheet.pk, by=by, at=at)

    kept = Rating.objects.get(pk=published.pk)
    assert (kept.published_at, kept.replaced_at, kept.undone_at) == (NOON, at, at)
    assert (kept.grade, kept.reason) == (draft.grade, "Sesuai rencana.")
    assert draft.pk != kept.pk
    record = record_of(sheet.pk, TODAY)
    assert record is not None
    assert [each.id for each in record.ratings] == [draft.pk]
    assert facts.rated_by([sheet.pk]) == {}

    again = services.publish_rating(sheet.pk, by=by, at=at)
    assert (again.pk, facts.rated_by([sheet.pk])) == (draft.pk, {sheet.pk: (by.employee_id, TODAY)})


def test_what_waited_for_nobody_waits_again_for_the_self_assessment(cast: Cast) -> None:
    sheet = make_sheet(cast.maria, make_period(self_due_on=TODAY - timedelta(1)))
    publish(cast, sheet)

    services.undo_publish(sheet.pk, by=actor(cast.acting_superior), at=NOON)

    sheet.refresh_from_db()
    assert sheet.status == "OPEN"


def test_urungkan_ends_after_its_time(cast: Cast, sheet: Sheet) -> None:
    publish(cast, sheet)
    late = NOON + timedelta(seconds=13)

    code = refused(services.undo_publish, sheet.pk, by=actor(cast.acting_superior), at=late)

    assert code == "evaluation.too_late_to_undo"


def test_an_opened_result_is_not_taken_back(cast: Cast, sheet: Sheet) -> None:
    publish(cast, sheet)
    services.receive(sheet.pk, by=actor(cast.maria), at=NOON)

    code = refused(services.undo_publish, sheet.pk, by=actor(cast.acting_superior), at=NOON)

    assert code == "evaluation.already_received"


def test_only_who_published_takes_it_back(cast: Cast, sheet: Sheet) -> None:
    publish(cast, sheet)

    code = refused(services.undo_publish, sheet.pk, by=actor(cast.superior), at=NOON)

    assert code == "evaluation.not_your_result"


def test_nothing_published_is_nothing_to_take_back(cast: Cast, sheet: Sheet) -> None:
    by = actor(cast.acting_superior)

    assert refused(services.undo_publish, sheet.pk, by=by, at=NOON) == "evaluation.not_now"


def change(cast: Cast, sheet: Sheet, **more: str) -> Rating:
    values = {"result": "AS", "behaviour": "BELOW", "reason": "Dibahas pada rapat.", **more}
    return services.change_after_calibration(
        sheet.pk, **values, by=actor(cast.acting_superior), at=NOON
    )


def test_a_change_keeps_the_old_result_and_is_received_anew(cast: Cast, sheet: Sheet) -> None:
    before = make_rating(sheet, cast.acting_superior, received_at=NOON - timedelta(2))
    make_pin(sheet, cast.acting_superior)

    rating = change(cast, sheet)

    before.refresh_from_db()
    sheet.refresh_from_db()
    assert before.replaced_at == NOON
    assert (rating.grade, rating.origin) == ("POOR_MISCONDUCT", "CALIBRATION")
    assert (sheet.status, sheet.published_at, sheet.received_at) == ("PUBLISHED", NOON, None)
    entry = Entry.objects.get(action="ResultChanged")
    assert entry.reason == "Dibahas pada rapat."


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reason": "  "}, "evaluation.reason_missing"),
        ({"behaviour": "AS"}, "evaluation.no_change"),
        ({"result": "BEST"}, "evaluation.no_rating"),
        ({}, "evaluation.no_fact"),
    ],
)
def test_a_change_needs_a_reason_a_difference_and_a_fact(
    cast: Cast, sheet: Sheet, more: dict[str, str], code: str
) -> None:
    make_rating(sheet, cast.acting_superior)

    assert refused(change, cast, sheet, **more) == code


def test_a_result_under_review_is_not_changed(cast: Cast, sheet: Sheet) -> None:
    make_rating(sheet, cast.acting_superior)
    Sheet.objects.update(objected_at=NOON)

    assert refused(change, cast, sheet) == "evaluation.under_review"


def test_a_final_result_is_not_changed(cast: Cast, sheet: Sheet) -> None:
    make_rating(sheet, cast.acting_superior, final=True)

    assert refused(change, cast, sheet) == "evaluation.not_now"


def test_facts_of_a_sheet_name_the_rating_that_stands(cast: Cast, sheet: Sheet) -> None:
    make_rating(sheet, cast.acting_superior, received_at=NOON)
    make_pin(sheet, cast.acting_superior)
    rating = change(cast, sheet)

    facts = sheets_facts([sheet.pk], TODAY)[sheet.pk]

    assert facts.rating_id == rating.pk
    assert (facts.rater_id, facts.rated_by_id) == (cast.acting_superior.pk,) * 2
    assert (facts.grade, facts.period_label) == ("POOR_MISCONDUCT", "Triwulan III 2026")
    assert get_sheet(actor(cast.acting_superior), sheet.pk) == facts
    assert Part.objects.count() == 1
