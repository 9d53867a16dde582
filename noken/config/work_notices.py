"""What is said when reports that waited too long go on to the next superior: once, to both."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from noken.core import clock
from noken.notices import services as notices
from noken.notices.services import Message
from noken.organization import queries as organization
from noken.work.events import ReportsEscalated


def tell_escalated(batch: Sequence[ReportsEscalated]) -> None:
    ids = {person for event in batch for person in (event.subject_id or 0, event.upper_id)}
    people = organization.people(ids)
    names = {pk: person.name for pk, person in people.items()}
    notices.notify([message for event in batch for message in _of(event, names)])


def _of(event: ReportsEscalated, names: dict[int, str]) -> Iterator[Message]:
    silent, upper = event.subject_id or 0, event.upper_id
    key, url = f"naik-{clock.day_of(event.at)}-{silent}", reverse("home:waiting")
    said = f"{event.count} laporan yang lama menunggu"
    above = f"{said} {names.get(silent, 'bawahan Anda')} kini juga menunggu Anda."
    yield Message(upper, f"{key}-atasan", event.kind, above, url, event.at)
    below = f"{said} Anda naik ke {names.get(upper, 'atasan Anda')}. Anda tetap dapat meninjaunya."
    yield Message(silent, key, event.kind, below, url, event.at)
