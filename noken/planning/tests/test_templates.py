"""Templates per post: who keeps them, who begins from them."""

from dataclasses import replace

import pytest
from django.http import Http404

from noken.core.errors import Refused
from noken.organization.models import Employee
from noken.planning import queries, services
from noken.planning.models import Plan, PlannedResult, PlanTemplate, Revision
from noken.planning.rules import QUALITATIVE, Content, from_json
from noken.planning.services import TemplateDraft
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_planning import make_plan, make_result, result_content

pytestmark = pytest.mark.django_db
Status = Revision.Status
YEAR = TODAY.year
CONTENT = Content((replace(result_content("Data valid"), supports_text="Mutu dasar meningkat"),))


def draft(circle: str = "TEAM", unit_id: int | None = None, **more: object) -> TemplateDraft:
    first = {"title": "Pengembang kurikulum", "post": "Pengembang Kurikulum", "content": CONTENT}
    return TemplateDraft(**{**first, **more}, circle=circle, unit_id=unit_id)  # type: ignore[arg-type]  # fields of the draft


def make(by: Employee, circle: str = "TEAM", unit_id: int | None = None) -> PlanTemplate:
    return services.make_template(draft(circle, unit_id), by=actor(by), at=NOON)


def offered(person: Employee) -> list[int]:
    return [row.template.pk for row in queries.templates_page(actor(person)).offered]


# Keeping


@pytest.mark.parametrize(
    ("who", "circle", "unit"),
    [
        ("personnel", "ALL", ""),
        ("personnel", "UNIT", "agency"),
        ("admin_opd", "UNIT", "agency"),
        ("admin_opd", "UNIT", "section"),
        ("acting_superior", "TEAM", ""),
    ],
)
def test_each_keeper_has_a_circle(cast: Cast, who: str, circle: str, unit: str) -> None:
    unit_id = getattr(cast, unit).pk if unit else None

    template = make(getattr(cast, who), circle, unit_id)

    assert (template.circle, template.unit_id) == (circle, unit_id)
    assert template in PlanTemplate.objects.all()


@pytest.mark.parametrize(
    ("who", "circle", "unit"),
    [
        ("admin_opd", "ALL", ""),
        ("admin_opd", "UNIT", "other_agency"),
        ("admin_other", "UNIT", "agency"),
        ("admin_opd", "UNIT", ""),
        ("acting_superior", "UNIT", "section"),
        ("owner", "TEAM", ""),
        ("leader", "ALL", ""),
    ],
)
def test_nobody_keeps_a_template_for_others(cast: Cast, who: str, circle: str, unit: str) -> None:
    unit_id = getattr(cast, unit).pk if unit else None

    with pytest.raises(Refused) as refusal:
        make(getattr(cast, who), circle, unit_id)

    assert refusal.value.code == "template.not_yours"
    assert not PlanTemplate.objects.exists()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": "  "}, "template.no_title"),
        ({"content": Content()}, "template.empty"),
        ({"content": Content((result_content("a"),) * 21)}, "plan.too_many"),
    ],
)
def test_an_unfinished_template_is_refused(cast: Cast, more: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.make_template(draft(**more), by=actor(cast.acting_superior), at=NOON)  # type: ignore[arg-type]  # fields of the draft

    assert refusal.value.code == code


def test_no_key_of_a_plan_comes_along(cast: Cast) -> None:
    template = make(cast.acting_superior)

    (kept,) = from_json(template.content).results
    (typed,) = CONTENT.results
    assert kept.key != typed.key
    assert kept.indicators[0].key != typed.indicators[0].key
    assert (kept.text, kept.supports_text) == (typed.text, typed.supports_text)


def test_a_template_is_changed_and_put_away_by_its_keeper_alone(cast: Cast) -> None:
    template = make(cast.acting_superior)
    changed = draft(title="Nama baru")

    services.change_template(template.pk, changed, by=actor(cast.acting_superior), at=NOON)
    services.retire_template(template.pk, in_use=False, by=actor(cast.acting_superior), at=NOON)

    template.refresh_from_db()
    assert (template.title, template.in_use) == ("Nama baru", False)
    assert offered(cast.owner) == []
    with pytest.raises(Refused) as refusal:
        services.change_template(template.pk, changed, by=actor(cast.superior), at=NOON)
    assert refusal.value.code == "template.not_yours"
    with pytest.raises(Refused) as refusal:
        services.retire_template(template.pk, in_use=True, by=actor(cast.superior), at=NOON)
    assert refusal.value.code == "template.not_yours"


# Beginning


def test_templates_reach_their_circle(cast: Cast) -> None:
    everywhere = make(cast.personnel, "ALL").pk
    agency = make(cast.personnel, "UNIT", cast.agency.pk).pk
    team = make(cast.acting_superior).pk

    assert set(offered(cast.owner)) == {everywhere, agency, team}
    assert set(offered(cast.superior)) == {everywhere, agency}
    assert offered(cast.admin_other) == [everywhere]
    with pytest.raises(Http404):
        queries.get_template(actor(cast.admin_other), team)


def test_those_for_the_own_post_come_first(cast: Cast) -> None:
    other = draft("ALL", title="Auditor", post="Auditor Ahli Muda")
    services.make_template(other, by=actor(cast.personnel), at=NOON)
    make(cast.personnel, "ALL")

    rows = queries.templates_page(actor(cast.owner)).offered

    assert [(row.template.title, row.fits) for row in rows] == [
        ("Pengembang kurikulum", True),
        ("Auditor", False),
    ]


def test_a_plan_begins_with_the_template_and_its_links(cast: Cast) -> None:
    above = make_result(make_plan(cast.acting_superior, results=()), "Mutu dasar meningkat")
    template = make(cast.personnel, "ALL")

    begun = services.start_from_template(template.pk, YEAR, by=actor(cast.owner), at=NOON)

    result = PlannedResult.objects.get(revision__plan=begun.plan)
    assert (result.text, result.supports) == ("Data valid", above)
    assert (begun.results, begun.unlinked) == (1, 0)
    assert begun.plan.revisions.get().status == Status.DRAFT


def test_without_such_a_result_above_it_is_left_unlinked(cast: Cast) -> None:
    template = make(cast.personnel, "ALL")

    begun = services.start_from_template(template.pk, YEAR, by=actor(cast.owner), at=NOON)

    assert begun.unlinked == 1


def test_an_empty_draft_is_filled_and_keeps_its_lay_out(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT, results=())
    plan.revisions.update(form=Revision.Form.LEADER)
    worded = draft("ALL", content=replace(CONTENT, approach=QUALITATIVE))
    template = services.make_template(worded, by=actor(cast.personnel), at=NOON)

    services.start_from_template(template.pk, YEAR, by=actor(cast.owner), at=NOON)

    revision = plan.revisions.get()
    assert (revision.form, revision.approach) == ("LEADER", QUALITATIVE)


def test_nothing_that_was_written_is_covered(cast: Cast) -> None:
    make_plan(cast.owner, status=Status.DRAFT, results=["Sudah ada"])
    template = make(cast.personnel, "ALL")

    with pytest.raises(Refused) as refusal:
        services.start_from_template(template.pk, YEAR, by=actor(cast.owner), at=NOON)

    assert refusal.value.code == "plan.not_empty"
    page = queries.template_page(actor(cast.owner), template.pk)
    assert (page.years, len(page.busy)) == ((YEAR + 1,), 1)


def test_what_is_not_offered_cannot_be_begun_from(cast: Cast) -> None:
    template = make(cast.acting_superior)

    with pytest.raises(Refused) as refusal:
        services.start_from_template(template.pk, YEAR, by=actor(cast.admin_other), at=NOON)

    assert refusal.value.code == "template.gone"
    assert not Plan.objects.exists()


def test_a_template_begins_with_a_plan_one_may_read(cast: Cast) -> None:
    agreed = make_plan(cast.owner, results=["Data valid"])
    hidden = make_plan(cast.peer, status=Status.DRAFT, results=["Draf"])

    seed = queries.template_seed(actor(cast.acting_superior), agreed.pk)

    assert [result.text for result in seed.results] == ["Data valid"]
    assert queries.template_seed(actor(cast.acting_superior), hidden.pk).results == ()
    assert queries.template_seed(actor(cast.admin_other), agreed.pk).results == ()
