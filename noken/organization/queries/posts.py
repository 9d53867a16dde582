"""The post a person holds for good on a day, as other areas need to know it."""

from dataclasses import dataclass
from datetime import date

from noken.core.periods import in_force
from noken.organization.models import Posting


@dataclass(frozen=True, slots=True)
class Post:
    """`kind` and `unit_kind` are database codes; `echelon` as III.a, "" for none."""

    title: str
    kind: str
    echelon: str
    is_head: bool
    unit_id: int
    unit_kind: str


def post_of(employee_id: int, on: date) -> Post | None:
    """The definitive post of one person on a day; acting ones (Plt, Plh) do not count."""
    posting = (
        Posting.objects.filter(in_force(on), employee_id=employee_id, kind=Posting.Kind.DEFINITIVE)
        .select_related("position", "unit")
        .first()
    )
    if posting is None:
        return None
    position = posting.position
    return Post(
        title=position.title,
        kind=position.kind,
        echelon=position.echelon,
        is_head=posting.is_head,
        unit_id=posting.unit_id,
        unit_kind=posting.unit.kind,
    )
