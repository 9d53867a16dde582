"""Templates: those a person may begin a plan from, and those a keeper looks after."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization import queries as organization
from noken.organization.models import Position, Posting
from noken.planning import access
from noken.planning.models import Plan, PlanTemplate
from noken.planning.queries.exporting import visible_contents
from noken.planning.queries.versions import aspects
from noken.planning.rules import Content, IndicatorContent, from_json
from noken.ui.formats import number

KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD, Role.SUPERIOR)
Circle = PlanTemplate.Circle
MOST_POSTS = 200
_ASPECTS = dict(aspects())


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template in a list. `fits`: it is for the post of the reader."""

    template: PlanTemplate
    where: str
    results: int
    indicators: int
    fits: bool


@dataclass(frozen=True, slots=True)
class TemplatesPage:
    """`offered` those that fit first; `kept` with those put away at the end."""

    offered: tuple[TemplateRow, ...]
    kept: tuple[TemplateRow, ...]
    may_make: bool
    post: str


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    text: str
    aspect: str
    target: str


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """One template to be read. `years` are those for which a plan can begin with it; `busy` says
    in words why another year cannot.
    """

    template: PlanTemplate
    where: str
    content: Content
    results: tuple[tuple[str, str, bool, tuple[ShownIndicator, ...]], ...]
    years: tuple[int, ...]
    busy: tuple[str, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class TemplateChoices:
    """What a keeper may choose in the form: circles, units, titles of posts."""

    circles: tuple[tuple[str, str], ...]
    units: tuple[tuple[int, str], ...]
    posts: tuple[str, ...]


def templates_page(actor: Actor) -> TemplatesPage:
    person = organization.find_person(actor.employee_id or 0, actor.on)
    post = person.post if person else ""
    offered = _rows(access.templates_offered_to(actor), post)
    kept = _rows(access.templates_kept_by(actor), post)
    return TemplatesPage(
        offered=tuple(sorted(offered, key=lambda row: not row.fits)),
        kept=tuple(sorted(kept, key=lambda row: not row.template.in_use)),
        may_make=any(actor.has(role) for role in KEEPERS),
        post=post,
    )


def get_template(actor: Actor, template_id: int) -> PlanTemplate:
    """A template the actor may begin from or keeps.

    Raises:
        Http404: there is none, or it is not offered to the actor.
    """
    seen = access.templates_offered_to(actor) | access.templates_kept_by(actor)
    found = PlanTemplate.objects.filter(seen, pk=template_id).select_related("unit", "keeper")
    template = found.first()
    if template is None:
        raise Http404
    return template


def get_kept_template(actor: Actor, template_id: int) -> PlanTemplate:
    """A template the actor may change.

    Raises:
        Http404: there is none, or somebody else keeps it.
    """
    kept = PlanTemplate.objects.filter(access.templates_kept_by(actor), pk=template_id)
    template = kept.select_related("unit", "keeper").first()
    if template is None:
        raise Http404
    return template


def template_page(actor: Actor, template_id: int) -> TemplatePage:
    """Raises Http404: as `get_template`."""
    template = get_template(actor, template_id)
    content = from_json(template.content)
    free, busy = _years(actor)
    kept = PlanTemplate.objects.filter(access.templates_kept_by(actor), pk=template_id)
    return TemplatePage(
        template=template,
        where=_where(template),
        content=content,
        results=tuple(
            (
                result.text,
                result.supports_text,
                result.kind == "ADDITIONAL",
                tuple(
                    ShownIndicator(
                        i.text, "" if content.is_worded else _ASPECTS[i.aspect], _target(i)
                    )
                    for i in result.indicators
                ),
            )
            for result in content.results
        ),
        years=free if template.in_use else (),
        busy=busy,
        may_change=kept.exists(),
    )


def template_choices(actor: Actor) -> TemplateChoices:
    """What the form of a keeper offers."""
    keeps_units = actor.has(Role.PERSONNEL) or actor.has(Role.ADMIN_OPD)
    has = {
        Circle.TEAM: actor.has(Role.SUPERIOR),
        Circle.UNIT: keeps_units,
        Circle.ALL: actor.has(Role.PERSONNEL),
    }
    units = organization.agencies(actor) if keeps_units else []
    return TemplateChoices(
        circles=tuple((str(code), str(code.label)) for code, held in has.items() if held),
        units=tuple((unit.value, unit.label) for unit in units),
        posts=tuple(_posts(actor)),
    )


def template_seed(actor: Actor, plan_id: int | None) -> Content:
    """What a new template begins with: the results of a plan the actor may read, else nothing."""
    plan = Plan.objects.filter(pk=plan_id).first() if plan_id else None
    if plan is None or not access.can_see(actor, plan.owner_id):
        return Content()
    found = visible_contents(actor, [plan.owner_id], plan.year).get(plan.owner_id, Content())
    return replace(found, annex=(), expectations=())


def _rows(condition: Q, post: str) -> list[TemplateRow]:
    found = PlanTemplate.objects.filter(condition).select_related("unit", "keeper")
    return [
        TemplateRow(
            template,
            _where(template),
            len(template.content["results"]),
            sum(len(result["indicators"]) for result in template.content["results"]),
            bool(post) and template.post.casefold() == post.casefold(),
        )
        for template in found.order_by("title", "pk")
    ]


def _where(template: PlanTemplate) -> str:
    if template.unit is not None:
        return template.unit.name
    if template.keeper is not None:
        return f"Tim {template.keeper.name}"
    return "Seluruh instansi"


def _years(actor: Actor) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The years whose plan of the actor is not begun or still empty, and why the others cannot."""
    free, busy = [], []
    state = _plans(actor)
    for year in (actor.on.year, actor.on.year + 1):
        if state.get(year, 0):
            busy.append(f"SKP {year} Anda sudah berisi hasil kerja, jadi templat tidak menimpanya.")
        else:
            free.append(year)
    return tuple(free), tuple(busy)


def _plans(actor: Actor) -> Mapping[int, int]:
    rows = Plan.objects.filter(owner=actor.employee_id).values_list(
        "year", "revisions__results__pk"
    )
    found: dict[int, int] = {}
    for year, result in rows:
        found[year] = found.get(year, 0) + (result is not None)
    return found


def _posts(actor: Actor) -> list[str]:
    """Titles of posts that people in the actor's care hold today."""
    subjects = organization.subjects_of(actor, *KEEPERS)
    held = Posting.objects.filter(
        in_force(actor.on), employee__in=subjects, kind=Posting.Kind.DEFINITIVE
    )
    titles = Position.objects.filter(pk__in=held.values("position")).order_by("title")
    return list(titles.values_list("title", flat=True).distinct()[:MOST_POSTS])


def _target(indicator: IndicatorContent) -> str:
    if not any(indicator.targets):
        return ""
    parts = ", ".join(number(target) for target in indicator.targets)
    sign = "≤ " if indicator.lower_is_better else ""
    return f"{sign}{parts} {indicator.unit}"
