"""The role-result matrix of a superior: own indicators as columns, the team as rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization import queries as organization
from noken.organization.models import Employee, StandingPeriod
from noken.organization.queries import Person
from noken.planning.models import MatrixCell, Plan, Revision
from noken.planning.queries.results import ResultRow, content_of, results_of
from noken.planning.rules import Content
from noken.planning.rules.matrix import Column, columns_of

Status = Revision.Status
Cell = MatrixCell.Status
TONES = {Cell.DRAFT: "", Cell.SENT: "thr", Cell.TAKEN: "ok", Cell.TALK: "warn"}
SHORT: dict[str, str] = {Cell.SENT: "Terkirim", Cell.TALK: "Minta bicara"}
HANDED_IN = (Status.SUBMITTED, Status.APPROVED)
Found = dict[tuple[UUID, int], MatrixCell]
Held = Mapping[UUID | None, Sequence[tuple[UUID, str]]]
"""Key and words of a plan's results by the result of the superior they serve."""


@dataclass(frozen=True, slots=True)
class CellView:
    """One place of the matrix. `existing` are results that the member's plan holds already under
    the column's result without a cell; they stand in the first column of that result.
    `is_in_plan`: what was taken stands in a plan that was handed in.
    """

    column: Column
    member: Person
    text: str
    status: str
    note: str
    existing: tuple[str, ...] = ()
    is_in_plan: bool = False

    @property
    def field(self) -> str:
        return f"{self.column.indicator.hex}-{self.member.id}"

    @property
    def seen(self) -> str:
        return seen_of(self.text)

    @property
    def words(self) -> str:
        if self.status == Cell.TAKEN and not self.is_in_plan:
            return "Diterima"
        return SHORT.get(self.status, self._label) if self.status else ""

    @property
    def _label(self) -> str:
        return str(Cell(self.status).label)

    @property
    def tone(self) -> str:
        return TONES[Cell(self.status)] if self.status else ""

    @property
    def is_fixed(self) -> bool:
        """It became a result: its owner changes it in the plan."""
        return self.status == Cell.TAKEN


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One person; `is_guest`: answers to somebody else, so what is asked is a recommendation."""

    person: Person
    is_guest: bool
    cells: tuple[CellView, ...]

    @property
    def filled(self) -> int:
        return sum(bool(cell.text or cell.existing) for cell in self.cells)

    @property
    def unsent(self) -> int:
        return sum(cell.status == Cell.DRAFT for cell in self.cells)

    @property
    def to_talk(self) -> int:
        return sum(cell.status == Cell.TALK for cell in self.cells)


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A column with how many people it has; 0 means that nobody serves it yet."""

    column: Column
    people: int
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A result of the superior over its columns."""

    number: int
    text: str
    span: int


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The matrix of a year. `plan_id` None: there is no plan of that year yet.

    `why_not_sent` says why proposals cannot go out yet, "" when they can. `lost` are cells whose
    column is gone. `person` and `column` are what a narrow screen looks at alone.
    """

    year: int
    years: tuple[int, ...]
    plan_id: int | None
    plan_url: str
    groups: tuple[Group, ...]
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    lost: tuple[tuple[MatrixCell, Person], ...]
    unsent: int
    unsent_people: int
    why_not_sent: str
    person: MatrixRow | None
    column: MatrixColumn | None
    role: Role
    about: frozenset[int]

    @property
    def url(self) -> str:
        return f"?tahun={self.year}"


def seen_of(text: str) -> str:
    """What a page saw in a cell, short: "" for an empty one."""
    return sha256(text.encode()).hexdigest()[:8] if text else ""


def base_of(plan: Plan) -> tuple[Revision | None, tuple[ResultRow, ...]]:
    """The version whose indicators are the columns: as handed in or agreed, else the draft."""
    open_ones = (Status.DRAFT, Status.RETURNED)
    order = (Status.SUBMITTED, Status.APPROVED, *open_ones)
    revisions = {each.status: each for each in plan.revisions.filter(status__in=order)}
    revision = next((revisions[status] for status in order if status in revisions), None)
    return revision, results_of([revision.pk]).get(revision.pk, ()) if revision else ()


def may_be_asked(ids: Collection[int], actor: Actor) -> set[int]:
    """Who of these people can be given a result: ASN in active service, not oneself, nor anybody
    above oneself."""
    active = StandingPeriod.objects.filter(
        in_force(actor.on), standing=StandingPeriod.Standing.ACTIVE
    )
    found = Employee.objects.filter(pk__in=ids, standings__in=active)
    people = set(found.exclude(kind=Employee.Kind.OFFICIAL).values_list("pk", flat=True))
    return people - {actor.employee_id} - _above(actor)


def _above(actor: Actor) -> set[int]:
    """All superiors above the actor today; a circle in the lines ends the walk."""
    found: set[int] = set()
    person = actor.employee_id
    while person is not None and person not in found:
        found.add(person)
        person = organization.superiors([person], actor.on).get(person)
    return found - {actor.employee_id or 0}


def matrix_page(
    actor: Actor, year: int, *, person_id: int | None = None, indicator: UUID | None = None
) -> MatrixPage:
    """The matrix of the actor's own plan of a year.

    Args:
        person_id: the one person to look at; somebody from elsewhere gets an empty row.
        indicator: the one column to look at.
    """
    plan = Plan.objects.filter(owner=actor.employee_id, year=year).first()
    revision, own = base_of(plan) if plan else (None, ())
    content = content_of(own)
    cells = _cells(plan)
    team = _team(actor)
    guests = {member for _, member in cells} - set(team)
    if person_id is not None and person_id not in team:
        guests |= may_be_asked([person_id], actor)
    people = organization.people({*team, *guests}, actor.on)
    held = _held(team, year)
    columns = columns_of(content)
    rows = tuple(
        _row(people[pk], columns, cells, held, is_guest=pk in guests)
        for pk in sorted(people, key=lambda pk: (pk in guests, people[pk].name))
    )
    by_column = tuple(_column(column, rows, place) for place, column in enumerate(columns))
    unsent = [row.unsent for row in rows if row.unsent]
    known = {column.indicator for column in columns}
    return MatrixPage(
        year=year,
        years=(actor.on.year, actor.on.year + 1),
        plan_id=plan.pk if plan else None,
        plan_url=plan.get_absolute_url() if plan else "",
        groups=_groups(columns),
        columns=by_column,
        rows=rows,
        lost=tuple(
            (cell, people[member])
            for (key, member), cell in cells.items()
            if key not in known and member in people
        ),
        unsent=sum(unsent),
        unsent_people=len(unsent),
        why_not_sent=_why_not_sent(revision),
        person=next((row for row in rows if row.person.id == person_id), None),
        column=next((each for each in by_column if each.column.indicator == indicator), None),
        role=Role.SUPERIOR,
        about=frozenset(people),
    )


def _team(actor: Actor) -> list[int]:
    """Those who answer to the actor today and write a plan."""
    reports = organization.direct_reports(actor.employee_id or 0, actor.on)
    return list(
        Employee.objects.filter(pk__in=reports)
        .exclude(kind=Employee.Kind.OFFICIAL)
        .values_list("pk", flat=True)
    )


def _cells(plan: Plan | None) -> Found:
    rows = MatrixCell.objects.filter(plan=plan) if plan else MatrixCell.objects.none()
    return {(cell.indicator_key, cell.member_id): cell for cell in rows.order_by("pk")}


def _held(team: Collection[int], year: int) -> Mapping[int, Held]:
    """What the team's plans hold already, handed in or agreed: by person and result served.

    Drafts are their owners' own.
    """
    ids = Revision.objects.filter(
        Q(status__in=HANDED_IN), plan__owner__in=team, plan__year=year
    ).values_list("pk", "plan__owner")
    owners = dict(ids)
    found: dict[int, dict[UUID | None, list[tuple[UUID, str]]]] = defaultdict(dict)
    for revision_id, rows in results_of(owners).items():
        for row in rows:
            said = found[owners[revision_id]].setdefault(row.view.supports_key, [])
            if row.view.key not in {key for key, _ in said}:
                said.append((row.view.key, row.view.text))
    return found


def _row(
    person: Person,
    columns: Sequence[Column],
    cells: Found,
    held: Mapping[int, Held],
    *,
    is_guest: bool,
) -> MatrixRow:
    own = held.get(person.id, {})
    in_plan = {key for group in own.values() for key, _ in group}
    of_cells = {cell.key for (_, member), cell in cells.items() if member == person.id}
    shown: set[UUID] = set()
    views = []
    for column in columns:
        first = column.result not in shown
        shown.add(column.result)
        others = [text for key, text in own.get(column.result, ()) if key not in of_cells]
        cell = cells.get((column.indicator, person.id))
        views.append(
            CellView(
                column=column,
                member=person,
                text=cell.text if cell else "",
                status=cell.status if cell else "",
                note=cell.note if cell else "",
                existing=tuple(others) if first else (),
                is_in_plan=cell is not None and cell.key in in_plan,
            )
        )
    return MatrixRow(person, is_guest, tuple(views))


def _column(column: Column, rows: Sequence[MatrixRow], place: int) -> MatrixColumn:
    views = tuple(row.cells[place] for row in rows)
    return MatrixColumn(column, sum(bool(v.text or v.existing) for v in views), views)


def _groups(columns: Sequence[Column]) -> tuple[Group, ...]:
    spans: dict[UUID, list[Column]] = defaultdict(list)
    for column in columns:
        spans[column.result].append(column)
    return tuple(
        Group(found[0].result_number, found[0].result_text, len(found)) for found in spans.values()
    )


def _why_not_sent(revision: Revision | None) -> str:
    if revision is not None and revision.status not in HANDED_IN:
        return (
            "SKP Anda belum diajukan. Matriks sudah dapat diisi; usulan dikirim sesudahnya, supaya "
            "RHK anggota dapat ditautkan ke hasil kerja Anda."
        )
    return ""


def column_of(content: Content, indicator: UUID) -> Column | None:
    """The column of an indicator as it stands; None when it is gone."""
    return next((each for each in columns_of(content) if each.indicator == indicator), None)
