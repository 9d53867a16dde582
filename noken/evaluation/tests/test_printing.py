"""Results on paper: what the record and the form say, who may print them, many at once."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from noken.audit.models import Entry, Reading
from noken.core.actor import Actor, system
from noken.core.errors import Refused
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.documents.gateways import disk
from noken.documents.models import Paper, PrintItem, PrintJob
from noken.documents.services import printing
from noken.documents.services.papers import EvaluationForm, EvaluationRecord
from noken.evaluation import services
from noken.evaluation.exports.papers import FORM, RECORD, print_data, printables
from noken.evaluation.models import Part, Rating, Sheet
from noken.evaluation.queries.printing import Asked, Chosen, print_page, sheets_of
from noken.evaluation.rules import evidence
from noken.evaluation.rules.evidence import Evidence, IndicatorEvidence, ResultEvidence
from noken.organization.models import Employee
from noken.planning.models import Plan, Revision
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import (
    make_period,
    make_pin,
    make_rating,
    make_sheet,
    make_unit_rating,
    split_sheet,
)
from tests.world_work import Agreed, make_agreed

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
BY = system(TODAY)


@pytest.fixture
def agreed(cast: Cast) -> Agreed:
    """Agreed well before it was rated."""
    made = make_agreed(cast.owner)
    made.plan.revisions.update(decided_at=NOON - timedelta(30))
    return made


@pytest.fixture
def sheet(cast: Cast, agreed: Agreed) -> Sheet:
    """Maria's third quarter, rated by Yohana, opened by Maria."""
    sheet = make_sheet(cast.owner, make_period(), superior=cast.superior, unit=cast.section)
    make_pin(sheet, cast.superior, "42 sekolah tervalidasi")
    make_pin(sheet, cast.owner, "Melatih operator di Warmare", side="EMPLOYEE")
    make_rating(sheet, cast.superior, "AS", "ABOVE", received_at=NOON)
    amend(
        sheet.ratings.all(),
        recommendation="Pertahankan pendampingan.",
        forecast={"grade": "GOOD"},
        evidence=evidence.to_json(_seen(sheet, agreed)),
    )
    return sheet


def _seen(sheet: Sheet, agreed: Agreed) -> Evidence:
    first = agreed.indicators[0]
    done = IndicatorEvidence(str(first.key), first.text, "sekolah", 10, 9, 90, reports=12)  # type: ignore[arg-type]  # whole numbers
    result = ResultEvidence(str(agreed.results[0].key), 1, "x", "MAIN", (done,), 12)
    return Evidence(
        sheet.period.start_on, sheet.period.end_on, sheet.period.end_on, results=(result,)
    )


def record_of(sheet: Sheet) -> EvaluationRecord:
    data = printables(BY, RECORD, [sheet.pk])[sheet.pk].data
    assert isinstance(data, EvaluationRecord)
    return data


def form_of(sheet: Sheet) -> EvaluationForm:
    data = printables(BY, FORM, [sheet.pk])[sheet.pk].data
    assert isinstance(data, EvaluationForm)
    return data


def text_of(paper: Paper) -> str:
    pdf = disk.path_of(current_tenant(), paper.stored_name).read_bytes()
    return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(BytesIO(pdf)).pages).split())


def test_the_record_says_who_rated_whom_with_what_result(cast: Cast, sheet: Sheet) -> None:
    make_unit_rating(cast.section, sheet.period, cast.higher_superior, "EXCELLENT")

    record = record_of(sheet)

    assert record.owner.name == cast.owner.name
    assert record.rater.name == cast.superior.name
    assert record.superior.name == cast.higher_superior.name
    assert (record.unit_rating, record.peak) == ("Istimewa", "Sangat Baik")
    assert (record.ratings.result, record.ratings.behaviour, record.ratings.grade) == (
        "Sesuai ekspektasi",
        "Di atas ekspektasi",
        "Baik",
    )
    assert record.recommendation == "Pertahankan pendampingan."
    assert record.forecast == "Baik"
    assert record.letterhead.agency == cast.agency.name
    assert [each.at for each in record.signatures] == [sheet.published_at, NOON, None]


def test_pinned_facts_are_printed_as_they_were_with_who_pinned_them(sheet: Sheet) -> None:
    facts = record_of(sheet).facts

    assert {(fact.text, fact.source) for fact in facts} == {
        ("42 sekolah tervalidasi", "Catatan bertanggal"),
        ("Melatih operator di Warmare", "Catatan bertanggal, disematkan pegawai"),
    }


def test_the_rating_of_the_nearest_unit_above_counts(cast: Cast, sheet: Sheet) -> None:
    make_unit_rating(cast.agency, sheet.period, cast.leader, "POOR")
    assert record_of(sheet).unit_rating == "Kurang"

    make_unit_rating(cast.division, sheet.period, cast.leader, "GOOD")
    assert record_of(sheet).unit_rating == "Baik"


def test_a_rating_under_the_period_of_the_other_legal_group_counts(
    cast: Cast, sheet: Sheet
) -> None:
    other = make_period(group="TEACHERS")
    make_unit_rating(cast.division, other, cast.leader, "POOR")

    assert record_of(sheet).unit_rating == "Kurang"


def test_a_unit_without_rating_is_said_to_have_none(sheet: Sheet) -> None:
    assert (record_of(sheet).unit_rating, record_of(sheet).peak) == ("", "")


def test_earlier_parts_stand_on_the_record(cast: Cast, sheet: Sheet) -> None:
    middle = sheet.period.start_on + timedelta(30)
    split_sheet(sheet, middle, cast.former_superior)
    Part.objects.filter(sheet=sheet, superior=cast.former_superior).update(
        result="AS", behaviour="BELOW", note="Bekal data diserahkan."
    )

    (part,) = record_of(sheet).parts

    assert (part.start_on, part.last_on) == (sheet.period.start_on, middle - timedelta(1))
    assert part.superior == cast.former_superior.name
    assert (part.result, part.behaviour) == ("Sesuai ekspektasi", "Di bawah ekspektasi")
    assert part.note == "Bekal data diserahkan."


def test_a_changed_result_is_another_paper_and_the_old_one_stays(cast: Cast, sheet: Sheet) -> None:
    by = actor(cast.superior)
    before = services.print_sheet(sheet.pk, RECORD, by=by, at=NOON)
    Rating.objects.filter(sheet=sheet).update(replaced_at=NOON)
    make_rating(sheet, cast.superior, "ABOVE", "ABOVE", origin="CALIBRATION", received_at=NOON)

    after = services.print_sheet(sheet.pk, RECORD, by=by, at=NOON)

    assert after.number != before.number
    assert "Sangat Baik" in text_of(after)
    assert "Predikat kinerja pegawai Baik" in text_of(before)


def test_whoever_prints_gets_the_same_paper(cast: Cast, sheet: Sheet) -> None:
    people = (cast.owner, cast.superior, cast.higher_superior, cast.admin_opd, cast.personnel)

    numbers = {
        services.print_sheet(sheet.pk, RECORD, by=actor(each), at=NOON).number for each in people
    }

    assert len(numbers) == 1


def test_the_form_sets_the_plan_beside_what_was_reached_then(sheet: Sheet, agreed: Agreed) -> None:
    form = form_of(sheet)

    assert [line.text for line in form.results] == [result.text for result in agreed.results]
    (first, *_), *_ = [line.measures for line in form.results]
    assert first.text == agreed.indicators[0].text
    assert first.reached == "9 sekolah (12 laporan disetujui)"
    assert len(form.values) == 7
    assert form.guides_note


def test_without_a_plan_there_is_no_form_but_a_record(cast: Cast, sheet: Sheet) -> None:
    Revision.objects.update(status="DRAFT")

    with pytest.raises(Refused) as refusal:
        services.print_sheet(sheet.pk, FORM, by=actor(cast.owner), at=NOON)

    assert refusal.value.code == "evaluation.no_plan"
    assert record_of(sheet)


def test_a_plan_agreed_later_is_not_what_was_rated(sheet: Sheet, agreed: Agreed) -> None:
    Plan.objects.get(pk=agreed.plan.pk).revisions.update(decided_at=NOON + timedelta(1))

    assert printables(BY, FORM, [sheet.pk])[sheet.pk].data is None


@pytest.mark.parametrize(
    ("who", "record", "form"),
    [
        ("owner", "", ""),
        ("superior", "", ""),
        ("higher_superior", "", ""),
        ("acting_superior", "", ""),
        ("admin_opd", "", "evaluation.unknown"),
        ("personnel", "", "evaluation.unknown"),
        ("former_superior", "evaluation.unknown", "evaluation.unknown"),
        ("peer", "evaluation.unknown", "evaluation.unknown"),
        ("admin_other", "evaluation.unknown", "evaluation.unknown"),
        ("inspectorate", "evaluation.unknown", "evaluation.unknown"),
        ("leader", "evaluation.unknown", "evaluation.unknown"),
    ],
)
def test_who_may_print_what(cast: Cast, sheet: Sheet, who: str, record: str, form: str) -> None:
    by = actor(getattr(cast, who))

    assert (_code(sheet, RECORD, by), _code(sheet, FORM, by)) == (record, form)


def _code(sheet: Sheet, kind: str, by: Actor) -> str:
    try:
        services.print_sheet(sheet.pk, kind, by=by, at=NOON)
    except Refused as refusal:
        return refusal.code
    return ""


def test_the_person_opens_the_result_before_printing_it(cast: Cast, sheet: Sheet) -> None:
    Sheet.objects.filter(pk=sheet.pk).update(received_at=None)

    assert _code(sheet, RECORD, actor(cast.owner)) == "evaluation.unopened"
    assert _code(sheet, RECORD, actor(cast.superior)) == ""


def test_what_is_not_published_has_no_paper(cast: Cast) -> None:
    open_sheet = make_sheet(cast.owner, make_period(), superior=cast.superior, unit=cast.section)
    make_rating(open_sheet, cast.superior, published=False)

    assert _code(open_sheet, RECORD, actor(cast.superior)) == "evaluation.not_published"
    assert not Paper.objects.exists()
    found = print_data(BY, RECORD, [str(open_sheet.pk)])[str(open_sheet.pk)]
    assert (found.data, bool(found.why_not)) == (None, True)


def test_other_areas_papers_are_answered_with_nothing() -> None:
    assert print_data(BY, "OBJECTION_DECISION", ["1"]) == {}


def test_many_cost_hardly_more_than_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    period = make_period()
    sheets = [
        make_sheet(person, period, superior=cast.superior, unit=cast.section)
        for person in (cast.owner, cast.peer, cast.admin_opd, cast.personnel, cast.inspectorate)
    ]
    for sheet in sheets:
        make_rating(sheet, cast.superior)

    with django_assert_max_num_queries(10):
        found = printables(BY, RECORD, [sheet.pk for sheet in sheets])

    assert len([each for each in found.values() if each.data]) == 5


def chosen(sheet: Sheet, unit_id: int | None = None) -> Chosen:
    return Chosen(sheet.period_id, 0, unit_id, "Triwulan III 2026")


@pytest.mark.parametrize(
    ("who", "of_unit", "count"),
    [
        ("superior", False, 1),
        ("acting_superior", False, 1),
        ("higher_superior", False, 1),
        ("admin_opd", True, 1),
        ("personnel", True, 1),
        ("admin_other", True, 0),
        ("former_superior", False, 0),
        ("owner", False, 0),
        ("peer", True, 0),
    ],
)
def test_many_are_printed_of_those_one_leads_or_keeps(
    cast: Cast, sheet: Sheet, who: str, of_unit: bool, count: int
) -> None:
    unit_id = cast.agency.pk if of_unit else None

    found = sheets_of(actor(getattr(cast, who)), chosen(sheet, unit_id))

    assert found.count() == count


def test_the_own_result_is_not_among_many(cast: Cast, sheet: Sheet) -> None:
    assert not sheets_of(actor(cast.owner), chosen(sheet, cast.agency.pk)).exists()


def test_the_page_counts_what_is_ready_and_what_is_not(cast: Cast, sheet: Sheet) -> None:
    make_sheet(cast.peer, sheet.period, superior=cast.superior, unit=cast.section)

    asked = Asked(span=f"p{sheet.period_id}", unit_id=cast.agency.pk)
    page = print_page(actor(cast.personnel), asked, key=None, at=NOON)

    assert (page.ready, page.waiting, page.needs_unit) == (1, 1, False)
    assert [span.value for span in page.spans] == [f"p{sheet.period_id}", "t2026"]


@pytest.mark.usefixtures("sheet")
def test_a_year_prints_all_its_periods(cast: Cast) -> None:
    second = make_sheet(
        cast.owner, make_period(number=2), superior=cast.superior, unit=cast.section
    )
    make_rating(second, cast.superior, received_at=NOON)

    page = print_page(actor(cast.superior), Asked(span="t2026"), key=None, at=NOON)

    assert page.ready == 2


def test_a_job_from_the_click_to_the_archive(cast: Cast, sheet: Sheet, browse: Browse) -> None:
    client = browse(cast.personnel)
    form = {"periode": f"p{sheet.period_id}", "unit": cast.agency.pk, "key": uuid7(NOON)}

    asked = client.post(reverse("evaluation:print_many"), form)

    job = PrintJob.objects.get()
    assert (asked.status_code, asked["Location"]) == (302, job.get_absolute_url())
    assert "0 dari 1" in " ".join(client.get(asked["Location"]).content.decode().split())
    printing.make_part(job.pk, 1, by=BY, at=NOON)
    page = client.get(asked["Location"]).content.decode()
    assert "Unduh semua" in page
    answer = client.get(reverse("documents:job_file", args=[job.key]))
    with ZipFile(BytesIO(b"".join(answer))) as archive:
        (name,) = archive.namelist()
    assert name == f"DEK-2026-000001 {cast.owner.name}, Triwulan III 2026.pdf"
    assert browse(cast.superior).get(asked["Location"]).status_code == 404


def test_a_job_is_in_the_journal_of_each_person(cast: Cast, sheet: Sheet, browse: Browse) -> None:
    form = {"periode": f"p{sheet.period_id}", "unit": cast.agency.pk, "key": uuid7(NOON)}

    browse(cast.personnel).post(reverse("evaluation:print_many"), form)

    assert Entry.objects.filter(action="PrintAsked").count() == 1
    assert Reading.objects.filter(
        person_id=cast.owner.pk, reader_id=cast.personnel.pk, screen="evaluation:print_many"
    ).exists()


def test_two_clicks_are_one_job(cast: Cast, sheet: Sheet, browse: Browse) -> None:
    form = {"periode": f"p{sheet.period_id}", "key": uuid7(NOON)}
    client = browse(cast.acting_superior)

    for _ in range(2):
        client.post(reverse("evaluation:print_many"), form)

    assert PrintItem.objects.count() == 1


def test_without_a_unit_bkpsdm_prints_nothing(cast: Cast, sheet: Sheet, browse: Browse) -> None:
    answer = browse(cast.personnel).post(
        reverse("evaluation:print_many"), {"periode": f"p{sheet.period_id}", "key": uuid7(NOON)}
    )

    assert answer.status_code == 422
    assert not PrintJob.objects.exists()


def test_the_button_hands_out_the_pdf(cast: Cast, sheet: Sheet, browse: Browse) -> None:
    answer = browse(cast.owner).post(reverse("evaluation:print", args=[sheet.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert "DEK-2026-000001 Triwulan III 2026.pdf" in answer["Content-Disposition"]
    reader = pypdf.PdfReader(BytesIO(answer.content))
    assert cast.owner.name in reader.pages[0].extract_text()
    assert Entry.objects.filter(action="PaperIssued").count() == 1
