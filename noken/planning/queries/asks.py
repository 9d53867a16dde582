"""What waits for the owner of a plan to answer: proposals of the matrix and of files."""

from dataclasses import dataclass
from datetime import datetime

from noken.core.actor import Actor
from noken.core.tally import Tally
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.planning.models import FilePlan, MatrixCell, Plan, Revision
from noken.planning.queries.matrix import base_of, column_of
from noken.planning.queries.results import content_of
from noken.planning.rules.matrix import Column

_WAITING = """
    select 'plan_asks', (
        select count(*) from planning_matrixcell where member_id = %s and status = 'SENT'
    ) + (
        select count(*) from planning_fileplan where owner_id = %s and status = 'SENT'
    )
"""
_TO_TALK = """
    select 'matrix', count(*) from planning_matrixcell c join planning_plan p on p.id = c.plan_id
    where p.owner_id = %s and p.year >= %s and c.status = 'TALK'
"""
ANSWERED = 20


@dataclass(frozen=True, slots=True)
class AskedResult:
    """A cell of somebody's matrix. `column` None: the indicator is gone from the asker's plan.

    `is_superior`: the asker decides on the plan; else it is a recommendation of another unit.
    `needs` says what the taking will do to the plan beside adding the result.
    """

    id: int
    year: int
    asker: Person
    is_superior: bool
    text: str
    column: Column | None
    sent_at: datetime | None
    status: str
    note: str
    needs: str

    @property
    def words(self) -> str:
        return str(MatrixCell.Status(self.status).label)


@dataclass(frozen=True, slots=True)
class AskedFile:
    """A file that somebody brought with lines for the reader's plan."""

    id: int
    year: int
    asker: Person
    name: str
    lines: int
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class AsksPage:
    cells: tuple[AskedResult, ...]
    files: tuple[AskedFile, ...]
    answered: tuple[AskedResult, ...]

    @property
    def count(self) -> int:
        return len(self.cells) + len(self.files)


def proposals_tally(actor: Actor) -> Tally:
    """How many proposals wait for the actor's answer, as `plan_asks`."""
    return Tally(_WAITING, [actor.employee_id, actor.employee_id])


def cells_to_talk_tally(actor: Actor) -> Tally:
    """How many cells of the actor's own matrix somebody wants to talk about, as `matrix`."""
    return Tally(_TO_TALK, [actor.employee_id, actor.on.year])


def asks_page(actor: Actor) -> AsksPage:
    """What waits for the actor, and what was answered last."""
    mine = MatrixCell.objects.filter(member=actor.employee_id).select_related("plan")
    waiting = list(mine.filter(status=MatrixCell.Status.SENT).order_by("sent_at", "pk"))
    done = mine.filter(status__in=(MatrixCell.Status.TAKEN, MatrixCell.Status.TALK))
    answered = list(done.order_by("-answered_at", "-pk")[:ANSWERED])
    files = list(
        FilePlan.objects.filter(owner=actor.employee_id, status=FilePlan.Status.SENT)
        .select_related("file")
        .order_by("sent_at", "pk")
    )
    askers = {cell.plan.owner_id for cell in (*waiting, *answered)}
    people = organization.people(askers | {row.file.by_id for row in files}, actor.on)
    described = _described(actor, [*waiting, *answered], people)
    return AsksPage(
        cells=tuple(described[cell.pk] for cell in waiting),
        files=tuple(
            AskedFile(
                row.pk,
                row.file.year,
                people[row.file.by_id],
                row.file.name,
                len(row.lines),
                row.sent_at,
            )
            for row in files
        ),
        answered=tuple(described[cell.pk] for cell in answered),
    )


def _described(
    actor: Actor, cells: list[MatrixCell], people: dict[int, Person]
) -> dict[int, AskedResult]:
    own = actor.employee_id or 0
    above = organization.superiors([own], actor.on).get(own)
    plans = {cell.plan_id: cell.plan for cell in cells}
    contents = {pk: content_of(base_of(plan)[1]) for pk, plan in plans.items()}
    needs = {year: _needs(own, year) for year in {cell.plan.year for cell in cells}}
    return {
        cell.pk: AskedResult(
            id=cell.pk,
            year=cell.plan.year,
            asker=people[cell.plan.owner_id],
            is_superior=cell.plan.owner_id == above,
            text=cell.text,
            column=column_of(contents[cell.plan_id], cell.indicator_key),
            sent_at=cell.sent_at,
            status=cell.status,
            note=cell.note,
            needs=needs[cell.plan.year],
        )
        for cell in cells
    }


def _needs(owner_id: int, year: int) -> str:
    plan = Plan.objects.filter(owner=owner_id, year=year).first()
    if plan is None:
        return f"SKP {year} Anda dimulai sebagai draf."
    statuses = set(plan.revisions.values_list("status", flat=True))
    if Revision.Status.SUBMITTED in statuses:
        return "SKP Anda sedang menunggu atasan. Tarik kembali dulu, baru terima usulan ini."
    if statuses & {Revision.Status.DRAFT, Revision.Status.RETURNED}:
        return "RHK ini ditambahkan ke draf Anda; Anda masih dapat mengubahnya."
    return "Perubahan SKP dimulai dengan usulan ini sebagai alasannya; yang berlaku tetap dipakai."


def get_asker(actor: Actor, plan_id: int) -> str:
    """The name of whom the actor answered."""
    owner_id = Plan.objects.values_list("owner_id", flat=True).get(pk=plan_id)
    person = organization.find_person(owner_id, actor.on)
    return person.name if person else "pengusulnya"
