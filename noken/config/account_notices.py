"""What people are told about their account."""

from collections.abc import Sequence

from django.urls import reverse

from noken.notices import services as notices
from noken.notices.services import Message
from noken.organization import events as organization


def tell_issued(batch: Sequence[organization.PasswordIssued]) -> None:
    """Whose password was made by somebody else reads who did it, at the next login."""
    notices.notify([_message(event) for event in batch])


def _message(event: organization.PasswordIssued) -> Message:
    who = event.by.name or "Pengelola server"
    text = (
        f"{who} membuatkan kata sandi sekali pakai untuk akun Anda. "
        "Bila Anda tidak memintanya, beri tahu BKPSDM."
    )
    key = f"{event.kind}-{event.subject_id}-{event.until.timestamp():.0f}"
    url = reverse("home:account")
    return Message(event.subject_id or 0, key, event.kind, text, url, event.at)
