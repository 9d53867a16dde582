"""Who asked for many papers hears when they are ready."""

from collections.abc import Sequence

from noken.documents.events import PrintDone
from noken.notices import services as notices
from noken.notices.services import Message

LETTERS = 300


def tell_done(batch: Sequence[PrintDone]) -> None:
    notices.notify(
        [
            Message(
                event.person_id,
                f"{event.kind}-{event.job_id}",
                event.kind,
                f"Cetakan siap: {event.title}."[:LETTERS],
                event.url,
                event.at,
            )
            for event in batch
            if event.person_id
        ]
    )
