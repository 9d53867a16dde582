"""SKP as an official paper: the agreed content of a plan with who agreed to it."""

from collections.abc import Sequence
from datetime import date

from noken.core import clock
from noken.core.actor import Actor
from noken.documents.services.papers import (
    Annex,
    Official,
    PlanPaper,
    Signature,
)
from noken.documents.services.printing import Printable
from noken.organization import queries as organization
from noken.organization.queries import OfficialFacts
from noken.planning.models import AnnexLine, Plan, Revision
from noken.planning.queries import on_paper, versions
from noken.planning.queries.versions import Version
from noken.planning.rules import Content

Status = Revision.Status
KIND = "PLAN"
NOT_AGREED = "SKP ini belum disepakati."


def print_data(by: Actor, kind: str, refs: Sequence[str]) -> dict[str, Printable]:  # noqa: ARG001
    """The facts of a print job, by the number of the plan; nothing for kinds of other areas.

    `by` is not asked: a paper is the same whoever prints it.
    """
    if kind != KIND:
        return {}
    plans = Plan.objects.filter(pk__in=[int(ref) for ref in refs])
    return {str(plan.pk): _printable(plan) for plan in plans}


def title_of(plan: Plan, owner: str) -> str:
    return f"Sasaran Kinerja Pegawai {plan.year}, {owner}"


def _printable(plan: Plan) -> Printable:
    data = plan_paper(plan)
    if data is None:
        return Printable(None, why_not=NOT_AGREED)
    return Printable(data, title_of(plan, data.owner.name))


def plan_paper(plan: Plan, name: str = "") -> PlanPaper | None:
    """What the SKP says on paper; None while nothing of it was agreed.

    Args:
        name: an older agreed version; "" for the one in force. Others are as if not there.
    """
    revisions = list(plan.revisions.order_by("number"))
    found = _agreed(plan, revisions, name)
    if found is None:
        return None
    version, revision = found
    content = versions.content_at(version, revision)
    agreed_at = revision.decided_at or revision.submitted_at or revision.started_at
    day = clock.day_of(agreed_at)
    rater_id = revision.decided_by_id or organization.superiors([plan.owner_id], day).get(
        plan.owner_id
    )
    known = organization.officials({plan.owner_id, rater_id or 0}, day)
    owner, rater = official(known.get(plan.owner_id)), official(known.get(rater_id or 0))
    return PlanPaper(
        is_leader=content.is_leaders,
        is_worded=content.is_worded,
        start_on=date(plan.year, 1, 1),
        last_on=date(plan.year, 12, 31),
        version=version.name,
        owner=owner,
        rater=rater,
        results=on_paper.result_lines(content),
        values=on_paper.value_lines(content),
        annexes=_annexes(content),
        place=known[plan.owner_id].seat,
        agreed_on=day,
        signatures=(
            Signature(
                "Pegawai yang dinilai,", owner, revision.submitted_at, "diajukan secara elektronik"
            ),
            Signature("Pejabat penilai kinerja,", rater, revision.decided_at),
        ),
        guides_note=on_paper.PARAPHRASE,
    )


def official(facts: OfficialFacts | None) -> Official:
    """A person as papers name one; empty for a gap in the structure."""
    if facts is None:
        return Official("")
    return Official(facts.name, facts.nip, facts.rank, facts.post, facts.unit_and_agency)


def _agreed(plan: Plan, revisions: list[Revision], name: str) -> tuple[Version, Revision] | None:
    """The version asked for, if it was agreed; the newest one in force without a name."""
    kept = {r.pk: r for r in revisions if r.status in on_paper.AGREED}
    steps = versions.steps_of(plan.pk)
    found = [
        (version, kept[version.revision_id])
        for version in versions.versions_of(revisions, steps, with_draft=False)
        if version.revision_id in kept
    ]
    if name:
        return next((pair for pair in found if pair[0].name == name), None)
    in_force = [pair for pair in found if pair[1].status == Status.APPROVED]
    return in_force[-1] if in_force else None


def _annexes(content: Content) -> tuple[Annex, ...]:
    return tuple(
        Annex(str(section.label), tuple(line.text for line in content.annex_of(section.value)))
        for section in AnnexLine.Section
    )
