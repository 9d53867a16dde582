"""What people are told about their account, and about roles for the whole instansi."""

from collections.abc import Sequence

from django.urls import reverse

from noken.core import clock
from noken.core.actor import ROLE_WORDS, Role
from noken.core.events import Event
from noken.notices import services as notices
from noken.notices.services import Message
from noken.organization import events as organization
from noken.organization import queries as organization_queries

_WORDS = {str(role): ROLE_WORDS[role] for role in (Role.PERSONNEL, Role.INSPECTORATE, Role.LEADER)}


def tell_issued(batch: Sequence[organization.PasswordIssued]) -> None:
    """Whose password was made by somebody else reads who did it, at the next login."""
    notices.notify([_message(event) for event in batch])


def _message(event: organization.PasswordIssued) -> Message:
    text = (
        f"{_who(event)} membuatkan kata sandi sekali pakai untuk akun Anda. "
        "Bila Anda tidak memintanya, beri tahu BKPSDM."
    )
    key = f"{event.kind}-{event.subject_id}-{event.until.timestamp():.0f}"
    url = reverse("home:account")
    return Message(event.subject_id or 0, key, event.kind, text, url, event.at)


def tell_confirmed(batch: Sequence[organization.AccountConfirmed]) -> None:
    """Who may decide from now on. Who is wrongly said to use an account reads who said so."""
    url = reverse("home:account")
    notices.notify(
        [
            Message(
                event.subject_id or 0,
                f"{event.kind}-{event.activation_id}",
                event.kind,
                f"{_who(event)} mengonfirmasi bahwa Anda sendiri yang memakai akun ini. Bila ia "
                "tidak menemui atau menelepon Anda, beri tahu Inspektorat.",
                url,
                event.at,
            )
            for event in batch
        ]
    )


def tell_changed(batch: Sequence[organization.RoleChanged]) -> None:
    """A role for the whole instansi was given or ended: the person and all who hold one."""
    for event in batch:
        if event.role in _WORDS:
            done = "diberi peran" if event.change == "GRANTED" else "tidak lagi memegang peran"
            console = " Konfirmasinya dari konsol server." if event.at_console else ""
            text = f"{_name(event.subject_id)} {done} {_WORDS[event.role]} oleh {_who(event)}."
            key = f"{event.kind}-{event.grant_id}-{event.change}"
            _tell(event, key, text + (console if event.change == "GRANTED" else ""))


def tell_proposed(batch: Sequence[organization.RoleProposed]) -> None:
    """The holders, one of whom may be the second hand."""
    for event in batch:
        if event.change == "PROPOSED":
            text = (
                f"{_who(event)} mengusulkan {_name(event.subject_id)} untuk peran "
                f"{_WORDS[event.role]}. Orang kedua mengonfirmasinya."
            )
            _tell(event, f"{event.kind}-{event.proposal_id}", text)


def _tell(event: organization.RoleChanged | organization.RoleProposed, key: str, text: str) -> None:
    heard = set(organization_queries.holder_ids(clock.day_of(event.at)))
    if event.kind == organization.RoleChanged.kind:
        heard.add(event.subject_id or 0)
    url = reverse("organization:roles")
    notices.notify(
        [
            Message(person, f"{key}-{person}", event.kind, text, url, event.at)
            for person in sorted(heard - {event.by.employee_id})
        ]
    )


def _who(event: Event) -> str:
    return event.by.name or "Pengelola server"


def _name(person: int | None) -> str:
    found = organization_queries.find_person(person or 0)
    return found.name if found else "Seseorang"
