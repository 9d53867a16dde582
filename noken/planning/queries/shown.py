"""What of a plan a reader sees: the owner the newest, others what was handed in, never a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from noken.planning.models import Plan, Revision
from noken.planning.queries import stages, versions
from noken.planning.queries.agreements import Expected, agreements_of, spoken, whole
from noken.planning.queries.results import ResultRow, results_of, rows_from
from noken.planning.queries.versions import Version
from noken.planning.rules import Content

Status = Revision.Status


@dataclass(frozen=True, slots=True)
class Shown:
    """A revision with all it holds. `revision` is None while nothing may be seen; `expected` says
    who expects what since when and is empty for a kept version.
    """

    revision: Revision | None
    rows: tuple[ResultRow, ...]
    content: Content
    expected: Mapping[str, Expected]


def live(revision: Revision) -> Shown:
    """A revision as its rows are now; two statements."""
    rows = results_of([revision.pk]).get(revision.pk, ())
    agreed = agreements_of(revision.plan_id, revision.pk)
    return Shown(revision, rows, whole(revision, rows, agreed), agreed.expected)


def kept(version: Version, revisions: Sequence[Revision]) -> Shown:
    """A version as it was kept."""
    revision = next(r for r in revisions if r.pk == version.revision_id)
    content = versions.content_at(version, revision)
    return Shown(revision, rows_from(content, revision.pk), content, {})


def shown_to(revisions: Sequence[Revision], found: Sequence[Version], *, is_own: bool) -> Shown:
    """The revision that stands for the plan in the eyes of its owner or of anybody else.

    What the leader expects is always what holds now, also where the results are those of the
    version handed in last.
    """
    open_ = next((r for r in revisions if r.status in stages.OPEN), None)
    agreed = next((r for r in revisions if r.status == Status.APPROVED), None)
    submitted = open_ is not None and open_.status == Status.SUBMITTED
    wanted = open_ if open_ and (is_own or submitted) else agreed
    if wanted is not None:
        return live(wanted)
    before = kept(found[-1], revisions) if found else Shown(None, (), Content(), {})
    expected = agreements_of(revisions[0].plan_id, 0).expected
    content = replace(before.content, expectations=spoken(expected))
    return replace(before, content=content, expected=expected)


def content_before(plan: Plan, *, is_own: bool) -> Content:
    """The content that owner or reader has before their eyes; read here."""
    revisions = list(plan.revisions.order_by("number"))
    found = versions.versions_of(revisions, versions.steps_of(plan.pk), with_draft=is_own)
    return shown_to(revisions, found, is_own=is_own).content
