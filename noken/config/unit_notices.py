"""What officials are told about ratings of units and meetings about grades."""

from collections.abc import Iterable, Sequence

from noken.core.http import url_of
from noken.evaluation import events as evaluation
from noken.evaluation import queries
from noken.evaluation.events import UnitEvent
from noken.notices import services as notices
from noken.notices.services import Message
from noken.realtime import services as realtime
from noken.realtime.services import Announcement
from noken.ui.formats import day_named


def announce_rated(batch: Sequence[evaluation.UnitRated]) -> None:
    """Open pages of who heads the unit and of who leads them follow a rating."""
    heard = [
        Announcement(event.kind, event.head_id, event.ids()) for event in batch if event.head_id
    ]
    if heard:
        realtime.announce(heard)


def tell_rated(batch: Sequence[evaluation.UnitRated]) -> None:
    """Who heads the unit, unless they wrote it themselves."""
    for event in batch:
        if event.head_id and event.head_id != event.by.employee_id:
            words = queries.unit_words(event.period_id, event.unit_id)
            text = f"Capaian {words.unit} untuk {words.period} ditetapkan: {words.rating}."
            url = f"{url_of('evaluation:spread')}?{_query(event)}"
            _tell([event.head_id], event, text, url)


def tell_meeting(batch: Sequence[evaluation.CalibrationAnnounced]) -> None:
    """The raters whose grades are talked over."""
    for event in batch:
        words = queries.unit_words(event.period_id, event.unit_id)
        day = day_named(event.meet_on)
        text = f"Predikat {words.unit} untuk {words.period} dibahas bersama pada {day}."
        _tell(event.rater_ids, event, f"{text} {event.note}".strip(), _mirror(event))


def tell_no_meeting(batch: Sequence[evaluation.CalibrationCancelled]) -> None:
    for event in batch:
        words = queries.unit_words(event.period_id, event.unit_id)
        text = f"Rapat kalibrasi {words.unit} untuk {words.period} dibatalkan."
        _tell(event.rater_ids, event, text, _mirror(event))


def _mirror(event: UnitEvent) -> str:
    """Each rater prepares with the own mirror."""
    return url_of("evaluation:mirror", event.period_id)


def _query(event: UnitEvent) -> str:
    return f"periode={event.period_id}&unit={event.unit_id}"


def _tell(people: Iterable[int], event: UnitEvent, text: str, url: str) -> None:
    short = text if len(text) <= 300 else f"{text[:299]}…"
    key = f"{event.kind}-{event.period_id}-{event.unit_id}-{event.at.isoformat()}"
    messages = [
        Message(pk, f"{key}-{pk}", event.kind, short, url, event.at) for pk in sorted(people)
    ]
    if messages:
        notices.notify(messages)
