"""What people are told about statements of realisasi. No notice carries a word of them."""

from collections.abc import Sequence
from hashlib import sha256

from django.urls import reverse

from noken.evaluation import events as evaluation
from noken.evaluation.events import StatementEvent
from noken.notices import services as notices
from noken.notices.services import Message


def tell_stated(batch: Sequence[evaluation.RealisationStated]) -> None:
    """The superior hears that somebody stated what was reached."""
    for event in batch:
        if event.superior_id is not None and event.subject_id is not None:
            url = reverse("evaluation:statements_of", args=[event.subject_id])
            text = f"{event.by.name} menyatakan realisasi. Sepakati, atau tanyakan."
            _tell(event.superior_id, event, text, url)


def tell_answered(
    batch: Sequence[evaluation.RealisationAgreed | evaluation.RealisationAsked],
) -> None:
    url = reverse("evaluation:statements")
    for event in batch:
        asks = isinstance(event, evaluation.RealisationAsked)
        what = "menanyakan" if asks else "menyepakati"
        text = f"{event.by.name} {what} realisasi Anda."
        _tell(event.subject_id or 0, event, text, url)


def _tell(person: int, event: StatementEvent, text: str, url: str) -> None:
    told = f"{event.at.isoformat()} {event.statement_ids}"
    key = f"{event.kind}-{sha256(told.encode()).hexdigest()[:40]}"
    notices.notify([Message(person, key, event.kind, text, url, event.at)])
