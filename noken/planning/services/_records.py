"""Reading under lock and writing what several services write."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import queries as organization
from noken.planning import access
from noken.planning.models import AnnexLine, Indicator, Plan, PlannedResult, Revision, Step
from noken.planning.queries.agreements import content_in
from noken.planning.queries.results import ResultRow, parents_of
from noken.planning.queries.stages import OPEN
from noken.planning.rules import Content, ResultContent, to_json

BASIS = "PermenPANRB 6/2022"


def lock_plan(plan_id: int) -> Plan:
    """The plan, held until the end of the transaction: every act on its revisions goes through."""
    return Plan.objects.select_for_update().get(pk=plan_id)


def lock_own(plan_id: int, by: Actor) -> Plan:
    """The same for its owner only."""
    plan = lock_plan(plan_id)
    if not access.can_edit(by, plan.owner_id):
        raise Refused("Hanya pemilik SKP yang dapat melakukan ini.", code="plan.not_yours")
    return plan


def open_revision(plan: Plan) -> Revision | None:
    """The one revision being worked on."""
    return plan.revisions.filter(status__in=OPEN).first()


def newest_revision(plan: Plan) -> Revision:
    """The revision an act is meant for: the open one, else the newest."""
    kept = plan.revisions.exclude(status=Revision.Status.DISCARDED)
    return open_revision(plan) or kept.latest("number")


def parents_for(plan: Plan, by: Actor) -> dict[UUID, ResultRow]:
    """The superior's results that results of this plan may serve today."""
    above = organization.superiors([plan.owner_id], by.on).get(plan.owner_id)
    return parents_of(above, plan.year)


def links_for(parents: Mapping[UUID, ResultRow], revision: Revision) -> dict[UUID, int]:
    """Rows of the superior's results that may be named: those of today, and those the revision
    already names, so that a change above does not undo what was chosen before.
    """
    held = PlannedResult.objects.filter(supported_by__revision=revision).values_list("key", "pk")
    return {**dict(held), **{key: row.id for key, row in parents.items()}}


def write_content(revision: Revision, content: Content, links: Mapping[UUID, int]) -> None:
    """Make a revision hold exactly this content; results that stay keep their rows.

    Expectations are the leader's: they are not written here, whatever the content says of them.

    Args:
        links: row of each superior's result that may be named, by key.
    """
    keys = [result.key for result in content.results]
    revision.results.exclude(key__in=keys).delete()
    rows = PlannedResult.objects.bulk_create(
        [
            _row(revision, order, result, links)
            for order, result in enumerate(content.results, start=1)
        ],
        update_conflicts=True,
        unique_fields=["revision", "key"],
        update_fields=["order", "text", "kind", "supports"],
    )
    Indicator.objects.filter(result__revision=revision).delete()
    Indicator.objects.bulk_create(
        Indicator(
            result=row,
            key=indicator.key,
            order=order,
            text=indicator.text,
            unit=indicator.unit,
            aspect=indicator.aspect,
            perspective=indicator.perspective,
            lower_is_better=indicator.lower_is_better,
            target_q1=indicator.targets[0],
            target_q2=indicator.targets[1],
            target_q3=indicator.targets[2],
            target_q4=indicator.targets[3],
        )
        for row, result in zip(rows, content.results, strict=True)
        for order, indicator in enumerate(result.indicators, start=1)
    )
    revision.annex.all().delete()
    AnnexLine.objects.bulk_create(
        AnnexLine(
            revision=revision, key=line.key, section=line.section, order=order, text=line.text
        )
        for order, line in enumerate(content.annex, start=1)
    )
    if (revision.approach, revision.form) != (content.approach, content.form):
        revision.approach, revision.form = content.approach, content.form
        revision.save(update_fields=["approach", "form"])


def add_step(
    revision: Revision, kind: Step.Kind, *, by: Actor, at: datetime, note: str = ""
) -> Step:
    """State what happened; a submission and an approval keep the whole content of that moment, and
    so does a clarified expectation once others may read the revision.
    """
    keeps = kind in {Step.Kind.SUBMITTED, Step.Kind.APPROVED}
    if kind == Step.Kind.CLARIFIED:
        keeps = revision.status in {Revision.Status.SUBMITTED, Revision.Status.APPROVED}
    return Step.objects.create(
        revision=revision,
        kind=kind,
        by_id=by.employee_id,
        at=at,
        note=note,
        content=to_json(content_in(revision)) if keeps else None,
    )


def _row(
    revision: Revision, order: int, result: ResultContent, links: Mapping[UUID, int]
) -> PlannedResult:
    return PlannedResult(
        revision=revision,
        key=result.key,
        order=order,
        text=result.text,
        kind=result.kind,
        supports_id=links[result.supports] if result.supports else None,
    )
