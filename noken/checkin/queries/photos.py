"""Photos: whom chance asks for one, and who may open it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404

from noken.checkin.models import Claim
from noken.checkin.rules.grading import is_chosen
from noken.core.actor import Actor, Role
from noken.organization import queries as organization

SEERS = (Role.SELF, Role.SUPERIOR)


def photo_is_asked(person_id: int, on: date, per_mille: int) -> bool:
    """Whether chance asks this person for a photo that day."""
    return is_chosen(settings.SECRET_KEY.encode(), f"foto|{person_id}|{on.isoformat()}", per_mille)


@dataclass(frozen=True, slots=True)
class PhotoPage:
    file_id: UUID
    role: Role
    about: frozenset[int]


def open_photo(actor: Actor, file_id: UUID) -> PhotoPage:
    """A photo for its person and the chain of superiors.

    Raises:
        Http404: there is none, or none for the actor.
    """
    claim = Claim.objects.filter(photo_id=file_id).first()
    role = organization.relation_of(actor, claim.employee_id, *SEERS) if claim else None
    if claim is None or role is None:
        raise Http404
    return PhotoPage(file_id, role, frozenset({claim.employee_id}))
