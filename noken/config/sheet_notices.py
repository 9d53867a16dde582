"""What people are told about a sheet. No notice names a rating or a grade."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.urls import reverse

from noken.evaluation import events as evaluation
from noken.evaluation import queries
from noken.evaluation.events import SheetEvent
from noken.evaluation.queries import SheetFacts
from noken.notices import services as notices
from noken.notices.services import UNDO_TIME, Message
from noken.organization import queries as organization


def tell_assessed(batch: Sequence[evaluation.SelfAssessed]) -> None:
    """The rater hears that the person has spoken; the person, that their paper was recorded."""
    found = _found(batch)
    names = organization.people({event.subject_id or 0 for event in batch if event.paper})
    for event in batch:
        label = _label(event, found)
        if event.paper:
            name = names[event.subject_id or 0].name
            mine = f"Penilaian diri {label} yang Anda tulis di kertas dicatat {event.by.name}."
            text = f"Penilaian diri {name} {label}, ditulis di kertas, sudah dicatat."
            _tell([(event.subject_id, event, mine), (event.rater_id, event, text)])
        else:
            text = f"{event.by.name} mengirim penilaian diri {label}."
            _tell([(event.rater_id, event, text)])


def tell_part(batch: Sequence[evaluation.PartClosed]) -> None:
    """Who rates hears that an earlier superior has closed a part."""
    found = _found(batch)
    names = organization.people({event.subject_id or 0 for event in batch})
    _tell(
        (
            found[event.sheet_id].rater_id,
            event,
            f"{event.by.name} menutup bagiannya untuk {names[event.subject_id or 0].name}, "
            f"{_label(event, found)}.",
        )
        for event in batch
    )


def tell_published(batch: Sequence[evaluation.ResultPublished]) -> None:
    found = _found(batch)
    notices.notify(
        [
            Message(
                event.subject_id or 0,
                _step_key(event.step_id),
                event.kind,
                f"{event.by.name} menerbitkan hasil evaluasi {_label(event, found)} Anda.",
                _url(event),
                event.at,
            )
            for event in batch
        ]
    )


def untell_published(batch: Sequence[evaluation.ResultReopened]) -> None:
    """What was taken back in time was never said; what was said is taken back in words."""
    notices.revoke([_step_key(event.undone_id) for event in batch], at=batch[0].at)
    found = _found(batch)
    _tell(
        (
            event.subject_id,
            event,
            f"{event.by.name} menarik kembali hasil evaluasi {_label(event, found)} Anda.",
        )
        for event in batch
        if event.at >= event.undone_at + UNDO_TIME
    )


def tell_changed(batch: Sequence[evaluation.ResultChanged]) -> None:
    found = _found(batch)
    _tell(
        (
            event.subject_id,
            event,
            f"{event.by.name} mengubah hasil evaluasi {_label(event, found)} Anda, dengan alasan. "
            "Buka untuk membacanya.",
        )
        for event in batch
    )


def tell_final(batch: Sequence[evaluation.GradeConfirmed]) -> None:
    found = _found(batch)
    _tell(
        (
            event.subject_id,
            event,
            f"Hasil evaluasi {_label(event, found)} Anda sudah final.",
        )
        for event in batch
    )


def tell_excused(batch: Sequence[evaluation.PersonExcused | evaluation.PersonIncluded]) -> None:
    found = _found(batch)
    _tell(
        (
            event.subject_id,
            event,
            f"Anda {_excused(event)} pada {_label(event, found)}. Lihat lembar evaluasi Anda.",
        )
        for event in batch
    )


def _excused(event: SheetEvent) -> str:
    return "tidak dinilai" if isinstance(event, evaluation.PersonExcused) else "kembali dinilai"


def _found(batch: Iterable[SheetEvent]) -> dict[int, SheetFacts]:
    return queries.sheets_facts({event.sheet_id for event in batch})


def _label(event: SheetEvent, found: dict[int, SheetFacts]) -> str:
    return found[event.sheet_id].period_label


def _url(event: SheetEvent) -> str:
    return reverse("evaluation:sheet", args=[event.sheet_id])


def _tell(said: Iterable[tuple[int | None, SheetEvent, str]]) -> None:
    """Nobody is told what they did themselves."""
    messages = [
        Message(person, _key(event, person), event.kind, text, _url(event), event.at)
        for person, event, text in said
        if person is not None and person != event.by.employee_id
    ]
    if messages:
        notices.notify(messages)


def _step_key(step_id: int) -> str:
    """Found again when the publication is undone."""
    return f"evaluasi-{step_id}"


def _key(event: SheetEvent, person: int) -> str:
    text = f"{event.at.isoformat()} {sorted(event.ids().items())} {person}"
    return f"{event.kind}-{sha256(text.encode()).hexdigest()[:40]}"
