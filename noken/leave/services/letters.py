"""Surat tugas: send several people on duty or to a training, shorten it, take it back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.core.values import Span
from noken.documents import services as documents
from noken.leave import access
from noken.leave.events import DutyCancelled, DutyOrdered, DutyShortened
from noken.leave.models import Absence, Letter, LetterFile
from noken.leave.queries.letters import unit_for_letters
from noken.leave.rules import flow, kinds
from noken.leave.services._records import need_note, refuse
from noken.organization import queries as organization
from noken.organization.models import Employee
from noken.ui.formats import day_short

MAX_PEOPLE = 100
OLDEST_DAYS = 90
ROLES = (Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter as sent. `key` is the client-made id (UUIDv7); `end_on` the first day after."""

    key: UUID
    number: str
    family: str
    purpose: str
    place: str
    start_on: date
    end_on: date
    portion: str = "FULL"
    people: tuple[int, ...] = ()
    uploads: tuple[Any, ...] = ()

    def content(self, by: int | None, hashes: Collection[str]) -> dict[str, Any]:
        return {
            "by": by,
            "number": self.number,
            "family": self.family,
            "purpose": self.purpose,
            "place": self.place,
            "start_on": self.start_on.isoformat(),
            "end_on": self.end_on.isoformat(),
            "portion": self.portion,
            "people": list(self.people),
            "files": list(hashes),
        }


@transaction.atomic
def issue_letter(draft: LetterDraft, *, by: Actor, at: datetime) -> Letter:
    """Order people on duty or to a training. The same key again gives the same letter.

    Raises:
        Refused: `duty.no_number`, `duty.number_taken`, `duty.no_purpose`, `duty.no_place`,
            `duty.nobody`, `duty.too_many`, `duty.self`, `duty.not_yours`, `duty.too_old`,
            `duty.no_family`, `leave.ends_before_start`, `leave.overlap`, `receipt.…`, `file.…`.
    Emits: DutyOrdered, one a person.
    """
    hashes = [documents.sha256_of(upload) for upload in draft.uploads]
    content = draft.content(by.employee_id, hashes)
    submission = documents.Submission(draft.key, "DUTY_LETTER", content)
    if not documents.issue_receipt(submission, at=at).is_new:
        return Letter.objects.get(pk=draft.key, issued_by_id=by.employee_id)
    _check(draft, clock.day_of(at))
    people = _check_people(draft, by)
    unit_id = unit_for_letters(by, people)
    if Letter.objects.filter(
        unit_id=unit_id, number=draft.number.strip(), cancelled_at=None
    ).exists():
        raise Refused(
            "Nomor surat ini sudah dipakai. Periksa nomornya, atau batalkan surat yang lama dulu.",
            code="duty.number_taken",
        )
    _check_free(people, draft)
    letter = Letter.objects.create(
        id=draft.key,
        unit_id=unit_id,
        number=draft.number.strip(),
        family=draft.family,
        purpose=draft.purpose.strip(),
        place=draft.place.strip(),
        start_on=draft.start_on,
        end_on=draft.end_on,
        portion=draft.portion,
        issued_by_id=by.employee_id,
        role=by.role,
        issued_at=at,
    )
    Absence.objects.bulk_create(_absence(letter, person) for person in people)
    for order, kept in enumerate(documents.take_files(draft.uploads, at=at)):
        LetterFile.objects.create(
            letter=letter, file_id=kept.pk, order=order, is_photo=kept.kind == "PHOTO"
        )
    events.emit(
        *(
            DutyOrdered(
                by=by,
                at=at,
                subject_id=person,
                start_on=letter.start_on,
                end_on=letter.end_on,
                letter_id=letter.pk,
            )
            for person in people
        )
    )
    return letter


@transaction.atomic
def end_letter(letter_id: UUID, on: date, *, reason: str, by: Actor, at: datetime) -> Letter:
    """Everybody is back on `on`, before the end of the letter.

    Raises:
        Refused: `duty.unknown`, `duty.not_yours`, `duty.cancelled`, `leave.not_begun_then`,
            `leave.not_earlier`, `leave.note_missing`, `leave.too_long`.
    Emits: DutyShortened, one a person.
    """
    letter, absences = _change(letter_id, by)
    if why := flow.why_not_ended(letter.start_on, letter.end_on, on, earliest=date.min):
        refuse(why)
    reason = need_note(reason, "Tuliskan mengapa berakhir lebih awal.")
    end_on, letter.end_on = letter.end_on, on
    letter.save(update_fields=["end_on"])
    people = [row.employee_id for row in absences]
    Absence.objects.filter(pk__in=[row.pk for row in absences]).update(end_on=on)
    events.emit(
        *(
            DutyShortened(
                by=by,
                at=at,
                subject_id=person,
                start_on=on,
                end_on=end_on,
                letter_id=letter.pk,
                note=reason,
            )
            for person in people
        )
    )
    return letter


@transaction.atomic
def cancel_letter(
    letter_id: UUID, *, reason: str, person_id: int | None = None, by: Actor, at: datetime
) -> Letter:
    """The duty does not take place, or not for one person (`person_id`).

    Raises:
        Refused: `duty.unknown`, `duty.not_yours`, `duty.cancelled`, `duty.nobody`,
            `leave.note_missing`, `leave.too_long`.
    Emits: DutyCancelled, one a person.
    """
    letter, absences = _change(letter_id, by)
    reason = need_note(reason, "Tuliskan mengapa dibatalkan.")
    leaving = [row for row in absences if person_id is None or row.employee_id == person_id]
    if not leaving:
        raise Refused("Orang ini tidak ada dalam surat tugas ini.", code="duty.nobody")
    Absence.objects.filter(pk__in=[row.pk for row in leaving]).update(cancelled_at=at)
    if len(leaving) == len(absences):
        letter.cancelled_at, letter.cancelled_by_id = at, by.employee_id
        letter.cancel_reason = reason[:300]
        letter.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    events.emit(
        *(
            DutyCancelled(
                by=by,
                at=at,
                subject_id=row.employee_id,
                start_on=letter.start_on,
                end_on=letter.end_on,
                letter_id=letter.pk,
                note=reason,
            )
            for row in leaving
        )
    )
    return letter


def _change(letter_id: UUID, by: Actor) -> tuple[Letter, list[Absence]]:
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        raise Refused("Surat tugas ini tidak ada lagi.", code="duty.unknown")
    absences = list(letter.absences.filter(cancelled_at=None).order_by("employee_id"))
    if not access.can_change_letter(by, letter, frozenset(row.employee_id for row in absences)):
        raise Refused(
            "Surat tugas ini diubah oleh yang menerbitkannya atau oleh admin OPD.",
            code="duty.not_yours",
        )
    if letter.cancelled_at is not None:
        raise Refused("Surat tugas ini sudah dibatalkan.", code="duty.cancelled")
    return letter, absences


def _check(draft: LetterDraft, today: date) -> None:
    needed = (
        (draft.number, "Tuliskan nomor surat tugasnya.", "duty.no_number"),
        (draft.purpose, "Tuliskan tugasnya, misalnya rapat koordinasi data.", "duty.no_purpose"),
        (draft.place, "Tuliskan tempat tugasnya, misalnya Distrik Warmare.", "duty.no_place"),
    )
    for text, message, code in needed:
        if not text.strip():
            raise Refused(message, code=code)
    if draft.family not in {"DUTY", "TRAINING"}:
        raise Refused("Pilih dinas luar atau pelatihan.", code="duty.no_family")
    if draft.end_on <= draft.start_on:
        raise Refused(
            "Hari terakhir harus sama dengan atau sesudah hari pertama. Periksa kedua tanggalnya.",
            code="leave.ends_before_start",
        )
    if draft.start_on < today - timedelta(OLDEST_DAYS):
        raise Refused(
            f"Surat tugas yang mulai lebih dari {OLDEST_DAYS} hari lalu tidak dapat dicatat lagi. "
            "Hubungi BKPSDM.",
            code="duty.too_old",
        )


def _check_people(draft: LetterDraft, by: Actor) -> list[int]:
    people = sorted(set(draft.people))
    if not people:
        raise Refused("Pilih paling sedikit satu orang yang ditugaskan.", code="duty.nobody")
    if len(people) > MAX_PEOPLE:
        raise Refused(
            f"Satu surat memuat paling banyak {MAX_PEOPLE} orang. Buat surat kedua untuk sisanya.",
            code="duty.too_many",
        )
    if by.employee_id in people:
        raise Refused(
            "Nama Anda sendiri tidak dapat Anda tugaskan. Minta atasan atau admin OPD lain "
            "menerbitkannya.",
            code="duty.self",
        )
    if by.has(Role.SYSTEM):
        return people
    sendable = organization.subjects_of(by, *ROLES).filter(pk__in=people)
    if sendable.count() != len(people):
        raise Refused(
            "Salah satu orang yang dipilih bukan bawahan atau pegawai unit Anda. Pilih lagi dari "
            "daftar.",
            code="duty.not_yours",
        )
    return people


def _check_free(people: Collection[int], draft: LetterDraft) -> None:
    """Raises Refused: `leave.overlap`, with the names and never more than that they are away."""
    list(Employee.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk"))
    rows = Absence.objects.filter(
        employee_id__in=people,
        cancelled_at=None,
        start_on__lt=draft.end_on,
        end_on__gt=draft.start_on,
    ).select_related("employee")
    span = Span(draft.start_on, draft.end_on)
    taken = [
        f"{row.employee.name} ({kinds.plain_label_of(row.kind)} {day_short(row.start_on)} sampai "
        f"{day_short(row.end_on - timedelta(1))})"
        for row in rows
        if kinds.overlaps(span, draft.portion, Span(row.start_on, row.end_on), row.portion)
    ]
    if taken:
        raise Refused(
            f"Tidak di tempat pada tanggal itu: {', '.join(taken)}. Keluarkan dari daftar, atau "
            "pilih tanggal lain.",
            code="leave.overlap",
        )


def _absence(letter: Letter, person: int) -> Absence:
    return Absence(
        employee_id=person,
        start_on=letter.start_on,
        end_on=letter.end_on,
        portion=letter.portion,
        family=letter.family,
        kind=letter.family,
        letter=letter,
        reference=letter.number,
        place=letter.place,
    )
