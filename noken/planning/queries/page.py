"""All that the page of one plan shows."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404

from noken.core.actor import Actor, Role
from noken.organization import queries as organization
from noken.organization.queries import Person, Superior
from noken.planning import access, rules
from noken.planning.models import Plan, Revision
from noken.planning.ports import Progress, progress_of, realised_by, unreported
from noken.planning.queries import agreements, cascade, stages, versions
from noken.planning.queries.agreements import ShownSection, ShownValue
from noken.planning.queries.dialogue import (
    Dialogue,
    Said,
    Side,
    dialogue,
    indicator_line,
    notes_of,
    result_line,
    said_of,
)
from noken.planning.queries.hints import NOTHING, Looked, PlanHints, plan_hints
from noken.planning.queries.results import (
    IndicatorView,
    Measured,
    ResultRow,
    ResultView,
    measured,
    parents_of,
)
from noken.planning.queries.shown import Shown, kept, shown_to
from noken.planning.queries.versions import DRAFT, Comparison, HistoryRow, Version
from noken.planning.rules import Content, Problem

Status = Revision.Status
Progresses = dict[tuple[int, UUID], Progress]


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """An indicator with its progress; `measured` is None before the plan is in force.

    `side` is its aspect in words, in the form of leaders its perspective. `line` and `said` are
    its place in the dialogue.
    """

    view: IndicatorView
    side: str
    line: str
    said: Said
    measured: Measured | None
    tone: str
    words: str

    @property
    def quarters(self) -> list[tuple[str, Decimal]]:
        """The targets with the number of their quarter."""
        return list(zip(("I", "II", "III", "IV"), self.view.targets, strict=True))


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A result as it is read; `parent_text` is the superior's result it serves."""

    view: ResultView
    number: int
    parent_text: str
    is_additional: bool
    line: str
    said: Said
    indicators: tuple[ShownIndicator, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The page of a plan, for its owner and for those above.

    `content` and `token` are what the editor works on (the owner's open revision); `results` is
    what is read. `number` is the revision shown, None when nothing may be shown yet. `asked` is
    the older version that was asked for. `problems` are what keeps the draft from the superior;
    `why_closed` says why there is no editor. `whole` is all that is shown, of whichever version.
    `dialogue` is None for readers who have no part in it, and beside older versions. `hints` are
    for the owner and the direct superior.
    """

    plan_id: int
    year: int
    url: str
    owner: Person
    superior: Superior
    role: Role
    about: frozenset[int]
    status: str
    status_word: str
    says: str
    stages: tuple[stages.Stage, ...]
    number: int | None
    in_force: int | None
    reason: str
    return_note: str
    saved_at: datetime | None
    content: Content
    token: str
    whole: Content
    approach_word: str
    form_word: str
    behaviour: tuple[ShownValue, ...]
    annex: tuple[ShownSection, ...]
    dialogue: Dialogue | None
    results: tuple[ShownResult, ...]
    branches: tuple[cascade.Branch, ...]
    parents: tuple[ResultView, ...]
    problems: tuple[Problem, ...]
    hints: PlanHints
    history: tuple[HistoryRow, ...]
    versions: tuple[Version, ...]
    comparison: Comparison | None
    asked: Version | None
    is_own: bool
    is_stated: bool
    why_closed: str
    may_edit: bool
    may_withdraw: bool
    may_revise: bool
    may_discard: bool
    may_decide: bool
    may_expect: bool

    @property
    def expected(self) -> int:
        """How many values of behaviour the leader has said something of."""
        return len(self.whole.expectations)

    @property
    def compare_with(self) -> str:
        """The comparison worth a link: the newest version with the one before; "" for none."""
        if len(self.versions) < 2:
            return ""
        return f"{self.versions[-2].name}..{self.versions[-1].name}"


def get_plan(actor: Actor, plan_id: int) -> Plan:
    """A plan the actor may see.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None or not access.can_see(actor, plan.owner_id):
        raise Http404
    return plan


def plan_page(
    actor: Actor, plan_id: int, *, comparing: str = "", version: str = "", talking: str = ""
) -> PlanPage:
    """All of a plan for one reader; about fifteen statements, whatever the plan holds.

    Args:
        comparing: two versions, "1..2"; anything else compares nothing.
        version: an older version to read; unknown names are left aside.
        talking: the line whose dialogue is shown ("INDICATOR:<key>"); unknown ones mean all.
    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    plan = Plan.objects.filter(pk=plan_id).first()
    role = access.role_towards(actor, plan.owner_id) if plan else None
    if plan is None or role is None:
        raise Http404
    return _Assembly(actor, plan, role).page(comparing, version, talking)


class _Assembly:
    """Reads once what several parts of the page need."""

    def __init__(self, actor: Actor, plan: Plan, role: Role) -> None:
        self.actor, self.plan, self.role = actor, plan, role
        self.is_own = access.can_edit(actor, plan.owner_id)
        self.revisions = list(plan.revisions.order_by("number"))
        self.open = next((r for r in self.revisions if r.status in stages.OPEN), None)
        self.agreed = next((r for r in self.revisions if r.status == Status.APPROVED), None)
        self.steps = versions.steps_of(plan.pk)
        self.versions = versions.versions_of(self.revisions, self.steps, with_draft=self.is_own)
        self.superior = organization.superior_of(plan.owner_id, actor.on)
        above = self.superior.person
        self.parents = parents_of(above.id if above else None, plan.year)
        self.said_beside: dict[str, Said] = {}

    def page(self, comparing: str, version: str, talking: str) -> PlanPage:
        plan, actor = self.plan, self.actor
        asked = next((v for v in self.versions if v.name == version and v.name != DRAFT), None)
        shown = self._shown(asked)
        rows = shown.rows
        notes = notes_of(plan.pk) if self.talks and asked is None else []
        said_by = {note["by_id"] for note in notes}
        people = organization.people(self._named(shown) | said_by, actor.on)
        self.said_beside = said_of(notes, actor.employee_id)
        owner = people[plan.owner_id]
        said = stages.Said(
            plan.year,
            owner,
            self.superior,
            self.open,
            self.agreed,
            self.is_own,
            actor.on,
            is_stated=self.is_stated,
        )
        editing = self._editing()
        content = shown.content if editing and asked is None else Content()
        return PlanPage(
            plan_id=plan.pk,
            year=plan.year,
            url=plan.get_absolute_url(),
            owner=owner,
            superior=self.superior,
            role=self.role,
            about=frozenset({plan.owner_id}),
            status=self.newest.status,
            status_word=stages.word_of(self.newest),
            says=stages.says(said),
            stages=stages.stages_of(said),
            number=shown.revision.number if shown.revision else None,
            in_force=self.agreed.number if self.agreed else None,
            reason=self.open.reason if self.open else "",
            return_note=self._return_note(),
            saved_at=self.open.saved_at if self.open else None,
            content=content,
            token=rules.fingerprint(content),
            whole=shown.content,
            approach_word=agreements.approach_word(shown.content.approach),
            form_word=agreements.form_word(shown.content.form),
            behaviour=agreements.behaviour(shown.content, shown.expected, people, self.said_beside),
            annex=agreements.annex(shown.content, self.said_beside),
            dialogue=self._dialogue(notes, shown.content, people, talking, asked),
            results=self._results(shown),
            branches=cascade.branches(
                rows, self.parents, self.superior.person, people, self.said_beside
            ),
            parents=tuple(row.view for row in self.parents.values()),
            problems=rules.problems_of(content) if editing else (),
            hints=self._hints(shown.content) if asked is None else NOTHING,
            history=versions.history(self.steps, self.versions, people),
            versions=self.versions,
            comparison=versions.compared(self.versions, self.revisions, comparing),
            asked=asked,
            is_own=self.is_own,
            is_stated=self.is_stated,
            why_closed=self._why_closed(),
            may_edit=editing and asked is None,
            may_withdraw=self.is_own and self.newest.status == Status.SUBMITTED,
            may_revise=self.is_own and self.open is None and self.agreed is not None,
            may_discard=editing and self.agreed is not None,
            may_decide=self.is_superior and self.newest.status == Status.SUBMITTED,
            may_expect=self.is_superior and asked is None,
        )

    @property
    def newest(self) -> Revision:
        return self.open or self.agreed or self.revisions[-1]

    def _editing(self) -> bool:
        return (
            self.is_own and self.open is not None and not rules.why_not_changeable(self.open.status)
        )

    def _why_closed(self) -> str:
        if not self.is_own:
            return "Hanya pemilik SKP yang dapat mengubahnya."
        return rules.why_not_changeable(self.newest.status)

    @property
    def is_superior(self) -> bool:
        """Whether the reader is the direct superior of the day."""
        above = self.superior.person
        return above is not None and above.id == self.actor.employee_id

    @property
    def talks(self) -> bool:
        return self.is_own or self.is_superior

    def _dialogue(
        self,
        notes: list[dict[str, Any]],
        content: Content,
        people: dict[int, Person],
        talking: str,
        asked: Version | None,
    ) -> Dialogue | None:
        if not self.talks or asked is not None or self.actor.employee_id is None:
            return None
        owner, above = people[self.plan.owner_id], self.superior.person
        if not talking and self._editing() and content.results:
            talking = result_line(content.results[0].key)
        side = Side(
            me=self.actor.employee_id,
            is_owner=self.is_own,
            may_answer=self._editing(),
            partner=(above.name if above else "") if self.is_own else owner.name,
        )
        return dialogue(notes, content, people, side, wanted=talking)

    def _hints(self, content: Content) -> PlanHints:
        if not self.talks:
            return NOTHING
        above = self.superior.person
        agreed = self.agreed is not None
        looked = Looked(
            self.plan, content, self.parents, above.id if above else None, self.is_own, agreed
        )
        return plan_hints(self.actor, looked)

    def _return_note(self) -> str:
        return self.open.note if self.open and self.open.status == Status.RETURNED else ""

    def _shown(self, asked: Version | None) -> Shown:
        if asked is not None:
            return kept(asked, self.revisions)
        return shown_to(self.revisions, self.versions, is_own=self.is_own)

    def _named(self, shown: Shown) -> set[int]:
        acted = {step["by_id"] for step in self.steps if step["by_id"] is not None}
        expecting = {each.by_id for each in shown.expected.values()}
        above = cascade.people_above(shown.rows, self.parents)
        return {self.plan.owner_id} | acted | expecting | above

    def _results(self, shown: Shown) -> tuple[ShownResult, ...]:
        agreed = shown.revision is not None and shown.revision.status == Status.APPROVED
        progress = self._progress() if agreed else None
        leaders = shown.content.is_leaders
        return tuple(
            ShownResult(
                view=row.view,
                number=number,
                parent_text=self._parent_text(row),
                is_additional=row.view.kind == "ADDITIONAL",
                line=result_line(row.view.key),
                said=self.said_beside.get(result_line(row.view.key), Said()),
                indicators=tuple(
                    self._indicator(i, progress, leaders=leaders) for i in row.view.indicators
                ),
            )
            for number, row in enumerate(shown.rows, start=1)
        )

    def _parent_text(self, row: ResultRow) -> str:
        key = row.view.supports_key
        parent = self.parents.get(key) if key else None
        return parent.view.text if parent else row.supports_text

    def _progress(self) -> Progresses:
        found: Progresses = {}
        port = realised_by if self.is_stated else progress_of
        for answer in port.ask(self.actor, [self.plan.owner_id], self.plan.year):
            found.update(answer)
        return found

    @cached_property
    def is_stated(self) -> bool:
        """No report is asked of the owner: what nobody stated is not measured."""
        asked = [self.plan.owner_id], self.actor.on
        return any(self.plan.owner_id in answer for answer in unreported.ask(*asked))

    def _indicator(
        self, view: IndicatorView, progress: Progresses | None, *, leaders: bool
    ) -> ShownIndicator:
        side = stages.side_word(view, leaders=leaders)
        line = indicator_line(view.key)
        said = self.said_beside.get(line, Said())
        if progress is None:
            return ShownIndicator(view, side, line, said, None, "", "")
        done = progress.get((self.plan.owner_id, view.key))
        if self.is_stated and done is None:
            return ShownIndicator(view, side, line, said, None, "", "realisasi belum dinyatakan")
        on = done.last_on if done and self.is_stated and done.last_on else self.actor.on
        so_far = measured(view, done, self.plan.year, on)
        words = stages.tone_and_words(view, so_far)
        return ShownIndicator(view, side, line, said, so_far, *words)
