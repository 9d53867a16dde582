"""Finding people by name or NIP, forgiving spelling."""

from noken.core.actor import Actor
from noken.organization.models import Employee
from noken.organization.queries.people import PERSON_FIELDS, Person, person_from, with_posting


def search_people(actor: Actor, text: str, limit: int = 20) -> list[Person]:
    """People whose name is like `text`, best first."""
    words = text.lower().split()
    found = Employee.objects.all()
    for word in words:
        found = found.filter(search__contains=word)
    rows = with_posting(found, actor.on).order_by("name", "pk").values_list(*PERSON_FIELDS)
    return [person_from(row) for row in rows[:limit]] if words else []
