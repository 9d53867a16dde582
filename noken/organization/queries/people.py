"""Name, post and unit of people: what everybody may know of everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from noken.core.periods import in_force
from noken.organization.models import Employee, Posting


@dataclass(frozen=True, slots=True)
class Person:
    """A person as anybody may see one.

    `post` and `unit` are "" and `unit_id` None without a posting. `kind` (PNS, PPPK, …) and
    `family` (TEACHER, …) are database codes.
    """

    id: int
    name: str
    post: str
    unit_id: int | None
    unit: str
    kind: str
    family: str


PERSON_FIELDS = (
    "pk",
    "name",
    "now__position__title",
    "now__unit_id",
    "now__unit__name",
    "kind",
    "now__position__family",
)


def people(ids: Iterable[int], on: date | None = None) -> dict[int, Person]:
    """Person by id, in one query; unknown ids are left out.

    Args:
        ids: employees.
        on: the day whose posting is meant; None means the latest one known.
    """
    found = with_posting(Employee.objects.filter(pk__in=set(ids)), on)
    return {row[0]: person_from(row) for row in found.values_list(*PERSON_FIELDS)}


def find_person(employee_id: int, on: date | None = None) -> Person | None:
    return people([employee_id], on).get(employee_id)


def with_posting(employees: QuerySet[Employee], on: date | None) -> QuerySet[Employee]:
    """The definitive posting of the day joined as `now` (absent where there is none)."""
    condition = Q(postings__kind=Posting.Kind.DEFINITIVE)
    if on is None:
        latest = (
            Posting.objects.filter(employee=OuterRef("pk"), kind=Posting.Kind.DEFINITIVE)
            .order_by("-start_on")
            .values("pk")[:1]
        )
        employees = employees.annotate(latest=Subquery(latest))
        condition &= Q(postings__pk=F("latest"))
    else:
        condition &= in_force(on, "postings__")
    return employees.annotate(now=FilteredRelation("postings", condition=condition))


def person_from(row: tuple[object, ...]) -> Person:
    """A Person from the values of PERSON_FIELDS."""
    pk, name, post, unit_id, unit, kind, family = row
    return Person(pk, name, post or "", unit_id, unit or "", kind, family or "")  # type: ignore[arg-type]
