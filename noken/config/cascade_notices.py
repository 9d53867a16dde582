"""What people are told about proposals of the matrix and of files. Nobody is told the words."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from noken.core.events import Event
from noken.notices import services as notices
from noken.notices.services import Message
from noken.planning import events as planning


def tell_cells(batch: Sequence[planning.CellsSent]) -> None:
    """Each member hears once how many results somebody proposes."""
    messages = []
    for event in batch:
        count = len(event.cells)
        what = "hasil kerja" if count == 1 else f"{count} hasil kerja"
        text = f"{event.by.name} mengusulkan {what} untuk SKP {event.year} Anda."
        key = f"matriks-{event.plan_id}-{max(event.cells)}-{event.at.timestamp():.0f}"
        messages.append(_message(event.subject_id, key, event, text, "planning:asks"))
    notices.notify(messages)


def tell_cell_answer(batch: Sequence[planning.CellTaken | planning.CellDiscussed]) -> None:
    """Who filled the cell hears what the member makes of it."""
    messages = []
    for event in batch:
        taken = isinstance(event, planning.CellTaken)
        what = "menerima" if taken else "ingin membicarakan"
        text = f"{event.by.name} {what} hasil kerja yang Anda usulkan."
        key = f"sel-{event.cell_id}-{event.at.timestamp():.0f}"
        messages.append(_message(event.asker_id, key, event, text, "planning:matrix"))
    notices.notify(messages)


def tell_file_plan(batch: Sequence[planning.FilePlanSent]) -> None:
    messages = []
    for event in batch:
        text = f"{event.by.name} mengusulkan perubahan SKP Anda dari sebuah berkas."
        key = f"berkas-skp-{event.file_plan_id}"
        url = "planning:file_plan"
        messages.append(
            _message(event.subject_id, key, event, text, url, args=[event.file_plan_id])
        )
    notices.notify(messages)


def tell_file_answer(
    batch: Sequence[planning.FilePlanTaken | planning.FilePlanDeclined],
) -> None:
    """Who brought the file hears of the answer, unless it is the own plan."""
    messages = []
    for event in batch:
        if event.brought_by == event.by.employee_id:
            continue
        taken = isinstance(event, planning.FilePlanTaken)
        what = "menerapkan" if taken else "ingin membicarakan"
        text = f"{event.by.name} {what} perubahan SKP dari berkas Anda."
        key = f"jawaban-berkas-skp-{event.file_plan_id}"
        messages.append(_message(event.brought_by, key, event, text, "planning:bring"))
    notices.notify(messages)


def _message(
    person: int | None, key: str, event: Event, text: str, address: str, args: Iterable[Any] = ()
) -> Message:
    return Message(person or 0, key, event.kind, text, reverse(address, args=[*args]), event.at)
