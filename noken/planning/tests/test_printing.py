"""SKP on paper: what was agreed, by whom, in which form; drafts have no paper."""

from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from noken.core.errors import Refused
from noken.core.tenancy import current_tenant
from noken.documents.gateways import disk
from noken.documents.models import Paper
from noken.documents.services.papers import PlanPaper
from noken.organization.models import Employee
from noken.planning import services
from noken.planning.exports.papers import plan_paper
from noken.planning.models import Plan, Revision
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_planning import make_annex_line, make_expectation, make_plan, make_revision
from tests.world_work import Agreed, make_agreed

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]


@pytest.fixture
def agreed(cast: Cast) -> Agreed:
    return make_agreed(cast.owner)


def paper_of(plan: Plan, version: str = "") -> PlanPaper:
    data = plan_paper(plan, version)
    assert data is not None
    return data


def text_of(paper: Paper) -> str:
    pdf = disk.path_of(current_tenant(), paper.stored_name).read_bytes()
    return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(BytesIO(pdf)).pages).split())


def test_the_paper_says_what_was_agreed_between_whom(cast: Cast, agreed: Agreed) -> None:
    revision = agreed.plan.revisions.get()
    revision.decided_by = cast.superior
    revision.save()

    data = paper_of(agreed.plan)

    assert (data.owner.name, data.rater.name) == (cast.owner.name, cast.superior.name)
    assert (data.start_on.isoformat(), data.last_on.isoformat()) == ("2026-01-01", "2026-12-31")
    assert [line.text for line in data.results] == [result.text for result in agreed.results]
    assert {m.text for line in data.results for m in line.measures} == {
        indicator.text for indicator in agreed.indicators
    }
    assert [each.at for each in data.signatures] == [revision.submitted_at, revision.decided_at]
    assert data.place == "Manokwari"


def test_a_target_is_the_years_with_its_unit(agreed: Agreed) -> None:
    indicator = agreed.indicators[0]
    indicator.unit, indicator.lower_is_better = "sekolah", False
    indicator.target_q1, indicator.target_q2 = 1000, 500
    indicator.target_q3 = indicator.target_q4 = 0
    indicator.save()

    assert paper_of(agreed.plan).results[0].measures[0].target == "1.500 sekolah"


def test_a_limit_is_called_one(agreed: Agreed) -> None:
    indicator = agreed.indicators[0]
    indicator.unit, indicator.lower_is_better = "persen", True
    indicator.target_q1 = indicator.target_q2 = indicator.target_q3 = indicator.target_q4 = 2
    indicator.save()

    assert paper_of(agreed.plan).results[0].measures[0].target == "paling banyak 2 persen"


def test_behaviour_and_annex_stand_on_it(cast: Cast, agreed: Agreed) -> None:
    make_annex_line(agreed.plan, "Paket data operator 42 sekolah")
    make_expectation(agreed.plan, cast.superior, "Operator dijawab pada hari yang sama.")

    data = paper_of(agreed.plan)

    assert len(data.values) == 7
    assert all(len(value.guides) == 3 for value in data.values)
    assert "Paket data operator 42 sekolah" in {t for a in data.annexes for t in a.lines}
    assert "Operator dijawab pada hari yang sama." in {v.expectation for v in data.values}


@pytest.mark.parametrize("status", ["DRAFT", "SUBMITTED", "RETURNED"])
def test_what_is_not_agreed_has_no_paper(cast: Cast, status: str) -> None:
    plan = make_plan(cast.owner, status=status, results=["Verifikasi data"])

    with pytest.raises(Refused) as refusal:
        services.print_plan(plan.pk, by=actor(cast.owner), at=NOON)

    assert refusal.value.code == "plan.not_agreed"
    assert not Paper.objects.exists()


def test_a_begun_change_does_not_touch_the_paper(cast: Cast, agreed: Agreed) -> None:
    by = actor(cast.owner)
    before = services.print_plan(agreed.plan.pk, by=by, at=NOON)
    make_revision(agreed.plan, number=2, status=Revision.Status.DRAFT, reason="Tugas baru")

    assert services.print_plan(agreed.plan.pk, by=by, at=NOON).pk == before.pk


def test_others_are_refused(cast: Cast, agreed: Agreed) -> None:
    with pytest.raises(Refused) as refusal:
        services.print_plan(agreed.plan.pk, by=actor(cast.peer), at=NOON)

    assert refusal.value.code == "plan.not_yours"


def test_an_unknown_version_is_not_made_up(agreed: Agreed) -> None:
    assert plan_paper(agreed.plan, "9") is None


def test_the_button_stands_on_the_page_and_hands_out_the_pdf(
    cast: Cast, agreed: Agreed, browse: Browse
) -> None:
    client = browse(cast.owner)
    url = reverse("planning:print", args=[agreed.plan.pk])
    assert f'action="{url}"' in client.get(agreed.plan.get_absolute_url()).content.decode()

    answer = client.post(url)

    assert answer["Content-Type"] == "application/pdf"
    assert "SKP-2026-000001" in answer["Content-Disposition"]
    paper = Paper.objects.get()
    for result in agreed.results:
        assert result.text in text_of(paper)
