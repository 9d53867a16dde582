"""Keeping templates, and beginning a plan from one."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.planning import access, rules
from noken.planning.events import TemplateChanged
from noken.planning.models import Plan, PlanTemplate
from noken.planning.queries.agreements import content_in
from noken.planning.rules import Content
from noken.planning.services._records import newest_revision, parents_for
from noken.planning.services.drafting import save_draft, start_plan

Circle = PlanTemplate.Circle


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """A template as typed; `unit_id` for the circle UNIT only."""

    title: str
    post: str
    circle: str
    unit_id: int | None
    content: Content


@dataclass(frozen=True, slots=True)
class Begun:
    """A plan begun from a template, and whether results kept the superior's they serve."""

    plan: Plan
    results: int
    unlinked: int


@transaction.atomic
def make_template(draft: TemplateDraft, *, by: Actor, at: datetime) -> PlanTemplate:
    """Keep results for others to begin from; keys of a plan do not come along.

    Raises:
        Refused: `template.not_yours`, `template.no_title`, `template.empty`, `plan.too_many`.
    Emits: TemplateChanged.
    """
    template = PlanTemplate()
    _write(template, draft, by=by, at=at)
    return template


@transaction.atomic
def change_template(
    template_id: int, draft: TemplateDraft, *, by: Actor, at: datetime
) -> PlanTemplate:
    """Make a template hold exactly this. Plans begun from it stay as they are.

    Raises:
        Refused: as `make_template`.
    Emits: TemplateChanged.
    """
    template = _kept(template_id, by)
    _write(template, draft, by=by, at=at)
    return template


@transaction.atomic
def retire_template(template_id: int, *, in_use: bool, by: Actor, at: datetime) -> PlanTemplate:
    """Offer a template no more, or again. Plans begun from it stay as they are.

    Raises:
        Refused: `template.not_yours`.
    Emits: TemplateChanged.
    """
    template = _kept(template_id, by)
    template.in_use, template.changed_at, template.changed_by_id = in_use, at, by.employee_id
    template.save(update_fields=["in_use", "changed_at", "changed_by"])
    events.emit(TemplateChanged(by=by, at=at, template_id=template.pk))
    return template


@transaction.atomic
def start_from_template(template_id: int, year: int, *, by: Actor, at: datetime) -> Begun:
    """Fill one's empty draft of a year from a template; the plan is begun if there is none.

    A result stays under the superior's result where the superior has one of the same words.

    Raises:
        Refused: `template.gone`, `plan.not_empty`, and those of `start_plan` and `save_draft`.
    Emits: PlanStarted, PlanDraftSaved.
    """
    offered = PlanTemplate.objects.filter(access.templates_offered_to(by), pk=template_id).first()
    if offered is None:
        raise Refused("Templat ini tidak dipakai lagi. Pilih yang lain.", code="template.gone")
    owner_id = by.employee_id or 0
    plan = Plan.objects.filter(owner=owner_id, year=year).first()
    plan = plan or start_plan(owner_id, year, by=by, at=at)
    current = content_in(newest_revision(plan))
    if current.results:
        raise Refused(
            f"SKP {year} Anda sudah berisi hasil kerja. Templat hanya untuk draf yang masih "
            "kosong, supaya tidak ada yang tertimpa.",
            code="plan.not_empty",
        )
    content = _renewed(offered, plan, current, by=by, at=at)
    save_draft(plan.pk, content, seen=rules.fingerprint(current), by=by, at=at)
    unlinked = sum(result.supports is None for result in content.results)
    return Begun(plan, len(content.results), unlinked)


def _renewed(
    template: PlanTemplate, plan: Plan, current: Content, *, by: Actor, at: datetime
) -> Content:
    kept = rules.from_json(template.content)
    texts = {row.view.text: key for key, row in parents_for(plan, by).items()}
    renewed = rules.renewed(kept, partial(uuid7, at), texts)
    content = replace(current, approach=renewed.approach, results=renewed.results)
    return rules.in_form(content, current.form)


def _kept(template_id: int, by: Actor) -> PlanTemplate:
    kept = PlanTemplate.objects.select_for_update(of=("self",)).filter(
        access.templates_kept_by(by), pk=template_id
    )
    template = kept.first()
    if template is None:
        raise _not_yours()
    return template


def _write(template: PlanTemplate, draft: TemplateDraft, *, by: Actor, at: datetime) -> None:
    if not access.can_keep_template(by, draft.circle, draft.unit_id):
        raise _not_yours()
    _check(draft)
    content = replace(draft.content, annex=(), expectations=())
    template.title = " ".join(draft.title.split())
    template.post = " ".join(draft.post.split())
    template.circle = draft.circle
    template.unit_id = draft.unit_id if draft.circle == Circle.UNIT else None
    template.keeper_id = by.employee_id if draft.circle == Circle.TEAM else None
    template.content = rules.to_json(rules.renewed(content, partial(uuid7, at), {}))
    template.changed_by_id, template.changed_at = by.employee_id, at
    template.save()
    events.emit(TemplateChanged(by=by, at=at, template_id=template.pk))


def _check(draft: TemplateDraft) -> None:
    if not draft.title.strip():
        raise Refused("Beri nama templat ini, misalnya Guru kelas SD.", code="template.no_title")
    results = draft.content.results
    if not any(result.text.strip() for result in results):
        raise Refused("Tulis paling sedikit satu hasil kerja.", code="template.empty")
    many = max(len(result.indicators) for result in results)
    if len(results) > rules.MAX_RESULTS or many > rules.MAX_INDICATORS:
        raise Refused(
            f"Templat memuat paling banyak {rules.MAX_RESULTS} hasil kerja, masing-masing dengan "
            f"{rules.MAX_INDICATORS} indikator.",
            code="plan.too_many",
        )


def _not_yours() -> Refused:
    return Refused(
        "Templat untuk seluruh instansi disimpan BKPSDM, untuk unit oleh admin kepegawaiannya, "
        "untuk tim oleh atasannya. Pilih lingkup yang Anda kelola.",
        code="template.not_yours",
    )
