"""What people are told about the dialogue on a plan. No notice repeats what was said there."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from noken.core.events import Event
from noken.notices import services as notices
from noken.notices.services import Message
from noken.planning import events as planning


def tell_note(batch: Sequence[planning.DialogueNoteAdded]) -> None:
    """The other side hears of a note or a proposal, at the line it concerns."""
    for event in batch:
        to_owner = event.to_id == event.subject_id
        what = "mengusulkan perubahan" if event.is_proposal else "menulis catatan"
        where = "SKP Anda" if to_owner else "SKP-nya"
        url = f"{_plan(event.plan_id)}?dialog={event.line}#dialog"
        key = f"skp-catatan-{event.note_id}"
        _tell([event.to_id], key, event, f"{event.by.name} {what} di {where}.", url)


def tell_answer(batch: Sequence[planning.ProposalAnswered]) -> None:
    """Who proposed hears what became of it."""
    for event in batch:
        what = "menerima usulan Anda" if event.answer == "ACCEPTED" else "tidak memakai usulan Anda"
        text = f"{event.by.name} {what} di SKP-nya."
        key = f"skp-usulan-{event.note_id}"
        _tell([event.to_id], key, event, text, f"{_plan(event.plan_id)}#dialog")


def tell_expectations(batch: Sequence[planning.ExpectationsWritten]) -> None:
    """The owner hears that the leader said what behaviour is expected."""
    for event in batch:
        text = f"{event.by.name} menulis ekspektasi perilaku kerja di SKP Anda."
        key = f"skp-ekspektasi-{event.plan_id}-{event.at.timestamp():.0f}"
        _tell([event.subject_id], key, event, text, f"{_plan(event.plan_id)}#perilaku")


def _tell(people: Iterable[int | None], key: str, event: Event, text: str, url: str) -> None:
    notices.notify(
        [Message(pk, key, event.kind, text, url, event.at) for pk in people if pk is not None]
    )


def _plan(plan_id: int) -> str:
    return reverse("planning:plan", args=[plan_id])
