"""Files of results beside the plans they speak of: what would change, for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.planning.models import FilePlan, PlanFile, Revision
from noken.planning.queries.agreements import content_in
from noken.planning.queries.exporting import visible_contents
from noken.planning.queries.results import parents_of, results_in_force
from noken.planning.queries.stages import OPEN
from noken.planning.queries.versions import ShownField, in_words
from noken.planning.rules import Change, Content, fingerprint
from noken.planning.rules.file_cells import same_words
from noken.planning.rules.filing import FileLine, LineVerdict, lines_from_json, verdicts

Status = Revision.Status
Answer = FilePlan.Status
BRINGERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)
WORDS = {"NEW": ("Baru", "acc"), "CHANGED": ("Berbeda", "thr"), "SAME": ("Sama", "")}
SIZE = 20
RECENT = 8
Parents = Mapping[str, UUID]


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its verdict in words. `is_chosen`: ticked when the page opens."""

    verdict: LineVerdict
    fields: tuple[ShownField, ...]

    @property
    def line(self) -> FileLine:
        return self.verdict.line

    @property
    def words(self) -> str:
        return WORDS[self.verdict.how][0]

    @property
    def tone(self) -> str:
        return WORDS[self.verdict.how][1]

    @property
    def is_choosable(self) -> bool:
        return self.verdict.how != "SAME"

    @property
    def is_chosen(self) -> bool:
        """What is new comes along; a difference only where the file is newer than the plan."""
        return self.verdict.how == "NEW" or (self.verdict.how == "CHANGED" and self.verdict.is_safe)


class Compared:
    """What a file says of one person's plan, beside that plan."""

    def __init__(self, row: FilePlan, content: Content, parents: Parents) -> None:
        self.row, self.content = row, content
        self._parents = parents

    @cached_property
    def lines(self) -> tuple[ShownLine, ...]:
        read = lines_from_json(self.row.lines)
        return tuple(_shown(each) for each in verdicts(self.content, read, self._parents))

    @property
    def different(self) -> list[ShownLine]:
        return [each for each in self.lines if each.is_choosable]

    @property
    def new(self) -> int:
        return sum(each.verdict.how == "NEW" for each in self.lines)

    @property
    def changed(self) -> int:
        return sum(each.verdict.how == "CHANGED" for each in self.lines)

    @property
    def same(self) -> int:
        return sum(each.verdict.how == "SAME" for each in self.lines)

    @property
    def status_word(self) -> str:
        return str(Answer(self.row.status).label)


@dataclass(frozen=True, slots=True)
class FilePlanPage:
    """What a file would do to the reader's own plan, line by line.

    `seen` is what the plan was when the page was opened; `why_closed` says why nothing can be
    taken, "" when it can; `kept` are results of the plan that the file does not name.
    """

    id: int
    year: int
    file_id: UUID
    file_name: str
    bringer: Person
    is_own: bool
    compared: Compared
    refused: tuple[tuple[Any, ...], ...]
    columns: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    seen: str
    starts: str
    why_closed: str
    role: Role
    about: frozenset[int]

    @property
    def chosen(self) -> int:
        return sum(line.is_chosen for line in self.compared.lines)


@dataclass(frozen=True, slots=True)
class ComparedPerson:
    person: Person
    compared: Compared


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file that speaks of others, for who brought it. `page` holds those with a difference."""

    file: PlanFile
    page: Page[Any]
    people: int
    new: int
    changed: int
    same: int
    unsent: int
    states: tuple[tuple[str, int], ...]
    own_id: int | None
    role: Role
    about: frozenset[int]

    @property
    def pager_url(self) -> str:
        return "?"


def get_file(actor: Actor, file_id: UUID) -> PlanFile:
    """A file the actor brought.

    Raises:
        Http404: there is none, or somebody else brought it.
    """
    found = PlanFile.objects.filter(pk=file_id, by=actor.employee_id).first()
    if found is None:
        raise Http404
    return found


def recent_files(actor: Actor) -> list[PlanFile]:
    """What the actor brought last."""
    return list(PlanFile.objects.filter(by=actor.employee_id).order_by("-brought_at")[:RECENT])


def file_page(actor: Actor, file_id: UUID, number: int | str = 1) -> FilePage:
    """Who is concerned and what differs, against what the actor may see of those plans.

    Raises:
        Http404: there is none, or somebody else brought it.
    """
    file = get_file(actor, file_id)
    rows = list(FilePlan.objects.filter(file=file).order_by("pk"))
    owners = [row.owner_id for row in rows]
    people = organization.people(owners, actor.on)
    contents = visible_contents(actor, owners, file.year)
    parents = _parents_of_all(actor, owners, file.year)
    found = [
        ComparedPerson(
            people[row.owner_id],
            Compared(row, contents.get(row.owner_id, Content()), parents.get(row.owner_id, {})),
        )
        for row in rows
    ]
    ordered = sorted(found, key=lambda each: (not each.compared.different, each.person.name))
    states = {str(Answer(code).label): sum(r.status == code for r in rows) for code in Answer}
    page = Paginator(ordered, SIZE).get_page(number)
    return FilePage(
        file=file,
        page=page,
        people=len(rows),
        new=sum(each.compared.new for each in found),
        changed=sum(each.compared.changed for each in found),
        same=sum(each.compared.same for each in found),
        unsent=sum(
            each.compared.row.status == Answer.CHECKED
            and each.person.id != actor.employee_id
            and bool(each.compared.different)
            for each in found
        ),
        states=tuple((word, count) for word, count in states.items() if count),
        own_id=next((r.pk for r in rows if r.owner_id == actor.employee_id), None),
        role=_role(actor),
        about=frozenset(each.person.id for each in page.object_list),
    )


def file_plan_page(actor: Actor, file_plan_id: int) -> FilePlanPage:
    """What a file says of the actor's own plan.

    Raises:
        Http404: there is none, it concerns somebody else, or it was not sent yet.
    """
    row = FilePlan.objects.select_related("file").filter(pk=file_plan_id).first()
    if row is None or row.owner_id != actor.employee_id or not is_open_to_owner(row):
        raise Http404
    file = row.file
    revision = newest_of(row.owner_id, file.year)
    content = content_in(revision) if revision else Content()
    compared = Compared(row, content, parents_by_words(actor, row.owner_id, file.year))
    bringer = organization.people([file.by_id], actor.on)[file.by_id]
    named = {same_words(each.verdict.result or each.line.result) for each in compared.lines}
    is_own = file.by_id == row.owner_id
    return FilePlanPage(
        id=row.pk,
        year=file.year,
        file_id=file.pk,
        file_name=file.name,
        bringer=bringer,
        is_own=is_own,
        compared=compared,
        refused=tuple(tuple(each) for each in file.refused) if is_own else (),
        columns=tuple((title, word) for title, word in file.columns) if is_own else (),
        kept=tuple(r.text for r in content.results if r.text and same_words(r.text) not in named),
        seen=fingerprint(content) if revision else "",
        starts=_starts(revision, file.year),
        why_closed=_why_closed(row, revision),
        role=Role.SELF,
        about=frozenset(),
    )


def is_open_to_owner(row: FilePlan) -> bool:
    """Its bringer sees the own part at once, somebody else when it was sent."""
    return row.file.by_id == row.owner_id or row.sent_at is not None


def newest_of(owner_id: int, year: int) -> Revision | None:
    """The version the owner works on, else the one in force."""
    found = Revision.objects.filter(
        plan__owner=owner_id, plan__year=year, status__in=[*OPEN, Status.APPROVED]
    )
    return found.order_by("-number").first()


def parents_by_words(actor: Actor, owner_id: int, year: int) -> dict[str, UUID]:
    """The results of the owner's superior, key by their words."""
    above = organization.superiors([owner_id], actor.on).get(owner_id)
    return {same_words(r.view.text): key for key, r in parents_of(above, year).items()}


def _parents_of_all(actor: Actor, owners: Sequence[int], year: int) -> dict[int, Parents]:
    above = organization.superiors(owners, actor.on)
    results = results_in_force({pk for pk in above.values() if pk is not None}, year)
    words = {
        pk: {same_words(view.text): view.key for view in views} for pk, views in results.items()
    }
    return {owner: words.get(superior or 0, {}) for owner, superior in above.items()}


def _shown(verdict: LineVerdict) -> ShownLine:
    if not verdict.fields:
        return ShownLine(verdict, ())
    change = Change("INDICATOR", "CHANGED", verdict.indicator, None, verdict.fields)
    return ShownLine(verdict, in_words([change])[0].fields)


def _starts(revision: Revision | None, year: int) -> str:
    if revision is None:
        return f"SKP {year} Anda dimulai sebagai draf."
    if revision.status == Status.APPROVED:
        return "Perubahan SKP dimulai sebagai draf; yang berlaku tetap dipakai sampai disetujui."
    return ""


def _why_closed(row: FilePlan, revision: Revision | None) -> str:
    if row.status == Answer.TAKEN:
        return "Isi berkas ini sudah diterapkan ke draf Anda."
    if row.status in (Answer.DROPPED, Answer.TALK):
        return "Usulan dari berkas ini sudah dijawab atau dibatalkan."
    if revision is not None and revision.status == Status.SUBMITTED:
        return "SKP Anda sedang menunggu atasan. Tarik kembali dulu, lalu terapkan."
    return ""


def _role(actor: Actor) -> Role:
    order = (Role.PERSONNEL, Role.ADMIN_OPD, Role.SUPERIOR, Role.SELF)
    return next(role for role in order if actor.has(role))


def only_own_part(actor: Actor, file_id: UUID) -> int | None:
    """The part of a file that speaks of nobody but the actor; None where others are named too."""
    rows = list(FilePlan.objects.filter(file=file_id).values_list("pk", "owner_id")[:2])
    own = [pk for pk, owner_id in rows if owner_id == actor.employee_id]
    return own[0] if len(rows) == 1 and own else None
