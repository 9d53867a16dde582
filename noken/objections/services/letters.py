"""An objection that came on paper, recorded by who keeps the personnel."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation import services as evaluation
from noken.objections.events import ObjectionFiled
from noken.objections.models import Objection, Step
from noken.objections.queries.entering import role_to_enter
from noken.objections.queries.graded import find_graded
from noken.objections.services._new import Filed, ObjectionDraft, new_row, objectable
from noken.objections.services._records import (
    about,
    add_step,
    hashes_of,
    is_new,
    keep_files,
    person_of,
)
from noken.organization.models import Employee
from noken.ui.formats import day_long

MOST_NAME = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An objection on paper: what it says with its scan (`draft`), the day it was received, and
    who received it."""

    draft: ObjectionDraft
    day: date
    receiver: str


@transaction.atomic
def enter_letter(letter: Letter, *, by: Actor, at: datetime) -> Objection:
    """Record somebody's objection that came on paper; it goes on like any other.

    In time or late is judged by the day it was received. The same key again gives the same one.

    Raises:
        Refused: `objection.not_keeper`, `objection.no_grade`, `objection.already`,
            `objection.final`, `objection.not_received`, `objection.letter_day`,
            `objection.no_receiver`, `objection.no_scan`, `objection.no_part`, `objection.empty`,
            `objection.too_long`, `objection.too_many_files`, `receipt.…`, `file.…`.
    Emits: ObjectionFiled.
    """
    draft = letter.draft
    person = _lock_person(draft.sheet_id, by)
    content = {
        "employee": person.pk,
        "sheet": draft.sheet_id,
        "about": draft.about,
        "text": draft.text,
        "wants_hearing": draft.wants_hearing,
        "day": letter.day.isoformat(),
        "receiver": letter.receiver,
        "files": hashes_of(draft.uploads),
    }
    if not is_new(draft.key, "OBJECTION", content, at):
        return Objection.objects.get(pk=draft.key, employee=person)
    evaluation.hold_result(draft.sheet_id, by=by, at=at)
    graded, received_on = objectable(draft.sheet_id, person.pk)
    receiver = _judge(letter, received_on, clock.day_of(at))
    moment = min(at, clock.at_noon(letter.day))
    filed = Filed(received_on, letter.day, moment, receiver, person_of(by))
    row = new_row(draft, graded, filed, at)
    keep_files(row, draft.uploads, by=by, at=at)
    said = f"Surat diterima {day_long(letter.day)} oleh {receiver}."
    add_step(row, Step.Kind.ENTERED, by=by, at=at, note=said)
    events.emit(ObjectionFiled(by=by, at=at, letter=said, **about(row, at)))
    return row


def _lock_person(sheet_id: int, by: Actor) -> Employee:
    """Whose grade it is, held until the end. Raises Refused: `objection.not_keeper`."""
    found = find_graded(sheet_id)
    if found is None or role_to_enter(by, found) is None:
        raise Refused(
            "Surat keberatan dicatat admin kepegawaian OPD atau BKPSDM: bukan pegawai itu sendiri, "
            "dan bukan penilainya.",
            code="objection.not_keeper",
        )
    return Employee.objects.select_for_update(no_key=True).get(pk=found.employee_id)


def _judge(letter: Letter, received_on: date, today: date) -> str:
    """Who received the letter, once day and scan are there.

    Raises:
        Refused: `objection.letter_day`, `objection.no_receiver`, `objection.no_scan`,
            `objection.too_long`.
    """
    if not received_on <= letter.day <= today:
        raise Refused(
            f"Pilih hari dari {day_long(received_on)}, saat pegawai menerima hasilnya, sampai "
            "hari ini.",
            code="objection.letter_day",
        )
    receiver = " ".join(letter.receiver.split())
    if not receiver or len(receiver) > MOST_NAME:
        raise Refused(
            f"Tuliskan nama yang menerima suratnya, paling panjang {MOST_NAME} huruf.",
            code="objection.no_receiver",
        )
    if not letter.draft.uploads:
        raise Refused(
            "Lampirkan foto atau pindaian suratnya, agar kedua pihak membaca surat yang asli.",
            code="objection.no_scan",
        )
    return receiver
