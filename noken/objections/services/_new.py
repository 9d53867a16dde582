"""What an objection is made of, whether it was sent here or came on paper."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from noken.calendars import queries as calendars
from noken.core import clock
from noken.core.errors import Refused
from noken.objections.models import Objection
from noken.objections.queries.deciders import seat_above
from noken.objections.queries.graded import Graded, find_graded
from noken.objections.queries.terms import terms_on
from noken.objections.queries.windows import windows_of
from noken.objections.services._records import need_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDraft:
    """An objection as sent. `key` is the client-made id (UUIDv7); `about` a code of the model."""

    key: UUID
    sheet_id: int
    about: str
    text: str
    wants_hearing: bool = True
    uploads: tuple[Any, ...] = ()


def objectable(sheet_id: int, employee_id: int) -> tuple[Graded, date]:
    """The grade of a person that can be objected to, and the day they received it.

    Raises:
        Refused: `objection.no_grade`, `objection.final`, `objection.already`,
            `objection.not_received`.
    """
    graded = find_graded(sheet_id)
    if graded is None or graded.employee_id != employee_id:
        raise Refused(
            "Keberatan diajukan atas hasil evaluasi Anda sendiri yang sudah diterbitkan. Buka "
            "Evaluasi saya untuk melihatnya.",
            code="objection.no_grade",
        )
    before = Objection.objects.filter(sheet_id=sheet_id).exclude(status=Objection.Status.WITHDRAWN)
    stands = before.values_list("status", flat=True).first()
    if stands == Objection.Status.DECIDED:
        raise Refused(
            "Keberatan atas hasil ini sudah diputus, dan putusannya final.",
            code="objection.final",
            basis="PP 30/2019 Pasal 59",
        )
    if stands is not None:
        raise Refused(
            "Keberatan atas hasil ini sudah diterima. Keterangan ditambahkan di halamannya.",
            code="objection.already",
        )
    if graded.received_on is None:
        raise Refused(
            "Hasil ini belum diterima. Waktu untuk keberatan mulai saat hasilnya dibuka, atau "
            "diserahkan di kertas.",
            code="objection.not_received",
        )
    return graded, graded.received_on


class Filed(NamedTuple):
    """When: the result was received, the objection came in (day and moment). To whom, and who
    recorded it, where it came on paper."""

    received_on: date
    on: date
    at: datetime
    letter_to: str = ""
    entered_by: int | None = None


def new_row(draft: ObjectionDraft, graded: Graded, filed: Filed, at: datetime) -> Objection:
    """Late or not is judged by the day it came in; the days to take it begin when it is here.

    Raises:
        Refused: `objection.no_part`, `objection.empty`, `objection.too_long`.
    """
    if draft.about not in Objection.About.values:
        raise Refused("Pilih bagian mana yang tidak Anda setujui.", code="objection.no_part")
    text = need_text(draft.text, "Tuliskan alasan keberatan Anda.")
    today = clock.day_of(at)
    window = windows_of([filed.received_on], terms_on(filed.on), today)[filed.received_on]
    seat = seat_above(graded.employee_id, graded.rater_id, graded.published_on)
    return Objection.objects.create(
        id=draft.key,
        sheet_id=graded.sheet_id,
        period=graded.period,
        employee_id=graded.employee_id,
        rater_id=graded.rater_id,
        seat_id=seat.unit_id,
        assigned_to_id=seat.person_id,
        about=draft.about,
        text=text,
        wants_hearing=draft.wants_hearing,
        before_result=graded.result,
        before_behaviour=graded.behaviour,
        before_grade=graded.grade,
        received_on=window.received_on,
        due_on=window.last_on,
        is_late=window.is_late(filed.on),
        filed_at=filed.at,
        letter_to=filed.letter_to,
        entered_by_id=filed.entered_by,
        take_by=calendars.add_workdays(today, terms_on(today).take_workdays),
    )
