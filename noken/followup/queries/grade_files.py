"""Grades as a file, out and in: what to take along, what came back and how it differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.core.uuid7 import uuid7
from noken.evaluation.queries import GradeLine, sheets_facts
from noken.followup.models import Difference, GradeFile
from noken.followup.queries import lines
from noken.followup.queries.unit_people import Choice, Listed, choice, chosen_or_first, people_in
from noken.followup.rules import grade_rows
from noken.organization import queries as organization
from noken.organization.queries import Person

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class FilesPage:
    choice: Choice
    year: int
    years: Sequence[int]
    files: Sequence[GradeFile]
    key: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class OutFile:
    """Rows of a grade file: a person, and one of their evaluations."""

    choice: Choice
    year: int
    rows: Sequence[tuple[Listed, GradeLine]]
    role: Role
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One row that is not the same, in words. `url` is the sheet, "" where there is none."""

    id: int
    number: int
    label: str
    period: str
    verdict: str
    given: Sequence[str]
    known: Sequence[str]
    why: str
    state: str
    says: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class FilePage:
    file: GradeFile
    by: str
    counts: Sequence[tuple[str, str, int]]
    rows: Sequence[DifferenceRow]
    more: int
    role: Role
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """A proposed change, before the rater who decides on it."""

    row: DifferenceRow
    person: Person
    source: str
    by: str
    at: datetime
    may_decide: bool
    role: Role
    about: frozenset[int]


def files_page(actor: Actor, unit_id: int, year: int, at: datetime) -> FilesPage:
    """Raises Http404: a unit the actor does not keep."""
    return FilesPage(
        choice=choice(actor, unit_id),
        year=year,
        years=[actor.on.year - back for back in range(4)],
        files=list(_visible(actor).select_related("by").order_by("-at")[:20]),
        key=uuid7(at),
        role=actor.role,
    )


def out_file(actor: Actor, unit_id: int, year: int) -> OutFile:
    """All evaluations of a year of everybody in a unit.

    Raises:
        Http404: a unit the actor does not keep.
    """
    chosen = chosen_or_first(actor, unit_id)
    listed = people_in(actor, chosen.unit_id)
    found = lines.lines_of(actor, [each.id for each in listed], years=[year])
    rows = [(each, line) for each in listed for line in reversed(found.get(each.id, []))]
    about = frozenset(each.id for each, _ in rows)
    return OutFile(chosen, year, rows, actor.role, about)


def file_page(actor: Actor, file_id: UUID) -> FilePage:
    """Raises Http404: not there, or somebody else's."""
    file = _visible(actor).select_related("by").filter(pk=file_id).first()
    if file is None:
        raise Http404
    found = list(file.differences.select_related("employee").order_by("verdict", "row"))
    shown = [difference_row(each) for each in found[:MOST_SHOWN]]
    return FilePage(
        file=file,
        by=file.by.name if file.by else "",
        counts=[
            (code, word, file.counts.get(code, 0))
            for code, word in grade_rows.VERDICTS.items()
            if file.counts.get(code, 0)
        ],
        rows=shown,
        more=max(0, len(found) - MOST_SHOWN),
        role=actor.role,
        about=frozenset(each.employee_id for each in found[:MOST_SHOWN] if each.employee_id),
    )


def difference_page(actor: Actor, difference_id: int) -> DifferencePage:
    """A proposal, for its rater of today, who decided it and those who keep the file.

    Raises:
        Http404: everybody else.
    """
    rows = Difference.objects.select_related("file__by", "employee")
    row = rows.filter(pk=difference_id).exclude(rater=None).first()
    if row is None or row.employee_id is None:
        raise Http404
    me = actor.employee_id
    sheet = sheets_facts([row.sheet_id or 0], actor.on).get(row.sheet_id or 0)
    is_rater = me is not None and sheet is not None and sheet.rater_id == me
    decided = me is not None and row.decided_by_id == me
    keeps = _visible(actor).filter(pk=row.file_id).exists()
    if not (is_rater or decided or keeps):
        raise Http404
    return DifferencePage(
        row=difference_row(row),
        person=organization.people([row.employee_id], actor.on)[row.employee_id],
        source=row.file.name,
        by=row.file.by.name if row.file.by else "",
        at=row.file.at,
        may_decide=is_rater and row.state == Difference.State.WAITING,
        role=actor.role,
        about=frozenset({row.employee_id}),
    )


def difference_row(row: Difference) -> DifferenceRow:
    return DifferenceRow(
        id=row.pk,
        number=row.row,
        label=row.employee.name if row.employee else row.label,
        period=row.period,
        verdict=row.verdict,
        given=words_of(row.given),
        known=words_of(row.known),
        why=row.why,
        state=row.state,
        says=row.get_state_display(),
        note=row.note,
        url=url_of("evaluation:sheet", row.sheet_id) if row.sheet_id else "",
    )


def words_of(codes: Mapping[str, str]) -> list[str]:
    """Result, behaviour and grade in words; a dash for what is empty."""
    ratings, grade = lines.rating_words(), lines.grade_words()
    return [
        ratings.get(codes.get("result", ""), "–"),  # noqa: RUF001 (a dash)
        ratings.get(codes.get("behaviour", ""), "–"),  # noqa: RUF001 (a dash)
        grade.get(codes.get("grade", ""), "–"),  # noqa: RUF001 (a dash)
    ]


def _visible(actor: Actor) -> QuerySet[GradeFile]:
    """BKPSDM sees every file, an OPD's admin the own ones."""
    if actor.has(Role.PERSONNEL):
        return GradeFile.objects.all()
    if actor.has(Role.ADMIN_OPD):
        return GradeFile.objects.filter(by=actor.employee_id)
    return GradeFile.objects.none()
