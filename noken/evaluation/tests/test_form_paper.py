"""The evaluation form: the plan of the period, what was reached, and what was said of it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from noken.core import clock
from noken.core.actor import system
from noken.documents.services.papers import EvaluationForm, EvaluationRecord
from noken.evaluation import services
from noken.evaluation.exports.papers import FORM, RECORD, printables
from noken.evaluation.models import Rating, Sheet
from noken.evaluation.rules import evidence
from noken.evaluation.rules.evidence import Evidence, IndicatorEvidence, ResultEvidence
from noken.evaluation.services import FactDraft, RatingDraft
from noken.evaluation.tests.test_printing import text_of
from noken.planning.models import Revision
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import make_period, make_pin, make_rating, make_self, make_sheet
from tests.world_planning import make_indicator, make_plan, make_result, make_revision
from tests.world_work import Agreed, make_agreed, make_feedback, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(cast: Cast) -> Agreed:
    """Agreed well before it was rated."""
    made = make_agreed(cast.owner)
    made.plan.revisions.update(decided_at=NOON - timedelta(30))
    return made


@pytest.fixture
def sheet(cast: Cast, agreed: Agreed) -> Sheet:  # noqa: ARG001 (the plan is there first)
    found = make_sheet(cast.owner, make_period(), superior=cast.superior, unit=cast.section)
    make_rating(found, cast.superior, received_at=NOON)
    return found


def form_of(sheet: Sheet) -> EvaluationForm:
    data = printables(system(TODAY), FORM, [sheet.pk])[sheet.pk].data
    assert isinstance(data, EvaluationForm)
    return data


def test_the_form_of_a_plan_in_sentences_names_reports_and_no_amount(
    sheet: Sheet, agreed: Agreed
) -> None:
    keys = [str(key) for key in agreed.keys]
    done = [IndicatorEvidence(key, "x", "", Decimal(), None, None, reports=3) for key in keys]
    seen = ResultEvidence(str(agreed.results[0].key), 1, "x", "MAIN", tuple(done), 5)
    span = (sheet.period.start_on, sheet.period.end_on, sheet.period.end_on)
    amend(Rating.objects.all(), evidence=evidence.to_json(Evidence(*span, results=(seen,))))

    reached = [measure.reached for line in form_of(sheet).results for measure in line.measures]

    assert reached == ["3 laporan disetujui"] * len(keys)


def test_the_target_beside_the_result_of_a_quarter_is_that_of_the_quarter(cast: Cast) -> None:
    """From the rating to the sheet: 10 of 10 schools, and never 10 of the year's 43."""
    plan = make_plan(cast.owner, results=())
    plan.revisions.update(decided_at=NOON - timedelta(60))
    schools = make_indicator(
        make_result(plan, indicators=0), targets=[Decimal(n) for n in (9, 9, 10, 15)]
    )
    level = make_indicator(
        make_result(plan, indicators=0), unit="persen", targets=[Decimal(90)] * 4
    )
    limit = make_indicator(
        make_result(plan, indicators=0),
        unit="temuan",
        lower_is_better=True,
        targets=[Decimal(n) for n in (5, 4, 3, 2)],
    )
    sheet = make_sheet(cast.owner, make_period(), superior=cast.acting_superior)
    for indicator, done in ((schools, 10), (level, 88), (limit, 2)):
        day = sheet.period.start_on + timedelta(20)
        make_report(cast.owner, indicator, on=day, quantity=done, status="APPROVED")
    make_self(sheet)
    by = actor(cast.acting_superior)
    services.save_rating(sheet.pk, RatingDraft(result="AS", behaviour="AS"), by=by, at=NOON)
    services.publish_rating(sheet.pk, by=by, at=NOON)

    paper = services.print_sheet(sheet.pk, FORM, by=by, at=NOON)

    for said in (
        "10 sekolah (setahun 43 sekolah) 10 sekolah (1 laporan disetujui)",
        "90 persen 88 persen (1 laporan disetujui)",
        "paling banyak 3 temuan (setahun 2 temuan) 2 temuan (1 laporan disetujui)",
    ):
        assert said in text_of(paper)


def test_a_plan_agreed_after_the_first_draft_is_on_the_form(cast: Cast) -> None:
    """Opened without a plan, rated as a draft, agreed at last, published: nothing stays refused."""
    by = actor(cast.acting_superior)
    sheet = make_sheet(cast.owner, make_period(), superior=cast.acting_superior)
    make_self(sheet)
    draft = RatingDraft(result="AS", behaviour="AS")
    services.save_rating(sheet.pk, draft, by=by, at=NOON - timedelta(1))
    agreed = make_agreed(cast.owner)
    services.publish_rating(sheet.pk, by=by, at=NOON)

    assert [line.text for line in form_of(sheet).results] == [r.text for r in agreed.results]


def test_the_form_prints_what_was_said_of_each_result_from_the_pin_on(
    cast: Cast, agreed: Agreed
) -> None:
    """Dated feedback on its reports and the rater's words; never the wording of the indicator."""
    sheet = make_sheet(cast.owner, make_period(), superior=cast.acting_superior, unit=cast.section)
    day = sheet.period.start_on + timedelta(20)
    report = make_report(cast.owner, agreed.indicators[0], on=day, status="APPROVED")
    at = clock.at_noon(day + timedelta(1))
    about = make_feedback(cast.owner, cast.peer, "Datanya langsung dipakai.", report=report, at=at)
    loose = make_feedback(cast.owner, cast.peer, "Ramah kepada tamu.", at=at)
    by = actor(cast.acting_superior)
    key = str(agreed.keys[0])
    for source, pk, said in (
        ("FEEDBACK", about.pk, ""),
        ("FEEDBACK", loose.pk, ""),
        ("REPORT", report.pk, "Rapi dan lengkap."),
        ("INDICATOR", key, "Target dicapai lebih cepat."),
    ):
        services.pin(
            sheet.pk, FactDraft(source=source, source_id=str(pk), text=said), by=by, at=NOON
        )
    make_self(sheet)
    services.save_rating(sheet.pk, RatingDraft(result="AS", behaviour="AS"), by=by, at=NOON)
    services.publish_rating(sheet.pk, by=by, at=NOON)

    first, second = [measure for line in form_of(sheet).results for measure in line.measures]

    assert first.feedback == (
        f"22 Juli 2026, {cast.peer.name}: “Datanya langsung dipakai.”; "
        "24 November 2026, pejabat penilai: “Rapi dan lengkap.”; "
        "24 November 2026, pejabat penilai: “Target dicapai lebih cepat.”"
    )
    assert second.feedback == ""


def test_a_plan_changed_after_the_period_is_not_what_was_rated(
    sheet: Sheet, agreed: Agreed
) -> None:
    """Agreed anew before the publication, and after the last day: the form keeps to the former."""
    Revision.objects.update(
        decided_at=clock.start_of(sheet.period.end_on) - timedelta(1), status="SUPERSEDED"
    )
    make_revision(agreed.plan, number=2, status="APPROVED")
    Revision.objects.filter(number=2).update(
        decided_at=clock.start_of(sheet.period.end_on) + timedelta(1)
    )
    make_result(agreed.plan, "Hasil baru")

    assert [line.text for line in form_of(sheet).results] == [r.text for r in agreed.results]


def test_what_was_pinned_after_the_result_waits_for_a_change(cast: Cast, agreed: Agreed) -> None:
    """A result rests on what was published with it, and on what its decision names."""
    sheet = make_sheet(cast.owner, make_period(), superior=cast.acting_superior)
    make_self(sheet)
    by, then = actor(cast.acting_superior), NOON - timedelta(1)
    services.save_rating(sheet.pk, RatingDraft(result="AS", behaviour="AS"), by=by, at=then)
    make_pin(sheet, cast.owner, "Disematkan pegawai", side="EMPLOYEE", at=then)
    make_pin(sheet, cast.acting_superior, "Terbit bersama hasil", at=then)
    services.publish_rating(sheet.pk, by=by, at=then)
    said = FactDraft(source="INDICATOR", source_id=str(agreed.keys[0]), text="Lebih cepat.")
    pin = services.pin(sheet.pk, said, by=by, at=NOON)
    make_pin(sheet, cast.higher_superior, "Disebut dalam putusan", side="DECIDER", at=NOON)

    def printed() -> tuple[set[str], str]:
        record = printables(system(TODAY), RECORD, [sheet.pk])[sheet.pk].data
        assert isinstance(record, EvaluationRecord)
        words = [each.feedback for line in form_of(sheet).results for each in line.measures]
        return {fact.text for fact in record.facts}, " ".join(words)

    stood = {"Disematkan pegawai", "Terbit bersama hasil", "Disebut dalam putusan"}
    assert printed() == (stood, " ")

    services.change_after_calibration(
        sheet.pk, result="ABOVE", behaviour="ABOVE", reason="Dibahas.", by=by, at=NOON
    )

    facts, words = printed()
    assert facts == {*stood, pin.content["text"]}
    assert "Lebih cepat." in words
