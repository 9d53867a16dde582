"""Leave and duty in the matrix: records, one of each state, arguments and forms.

None of them is today, none over another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from noken.core.uuid7 import uuid7
from noken.documents.services import take_files
from noken.leave.models import Attachment, Letter, LetterFile, Request
from noken.leave.rules import kinds
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_leave import MONDAY, make_letter, make_request
from tests.world_work import photo


@dataclass(frozen=True)
class Absences:
    """`asked` waits for the superior, `advised` for BKPSDM; `sick` has a letter, `file_id`."""

    asked: Request
    advised: Request
    returned: Request
    granted: Request
    sick: Request
    file_id: UUID
    letter: Letter
    letter_file_id: UUID


def make_absences(cast: Cast, secret: str) -> Absences:
    owner, week = cast.owner, timedelta(7)
    sick = make_request(
        owner,
        kinds.SICK,
        status="ADVISED",
        start_on=TODAY - 3 * week,
        days=2,
        detail="MISCARRIAGE",
        reason=secret,
    )
    medical, signed = take_files([photo(), photo()], at=NOON)
    Attachment.objects.create(request=sick, file_id=medical.pk, order=0, is_photo=True, at=NOON)
    letter = make_letter(
        cast.agency, [owner], issued_by=cast.agency_head, start_on=MONDAY + 6 * week
    )
    LetterFile.objects.create(letter=letter, file_id=signed.pk, order=0, is_photo=True)
    return Absences(
        asked=make_request(owner, start_on=MONDAY + 2 * week, days=2, reason=secret),
        advised=make_request(
            owner, kinds.UNPAID, status="ADVISED", start_on=MONDAY + 3 * week, reason=secret
        ),
        returned=make_request(
            owner, kinds.IMPORTANT, status="RETURNED", start_on=MONDAY + 4 * week, reason=secret
        ),
        granted=make_request(
            owner,
            kinds.IMPORTANT,
            status="APPROVED",
            start_on=MONDAY + 5 * week,
            reason=secret,
            decided_by=cast.agency_head,
        ),
        sick=sick,
        file_id=medical.pk,
        letter=letter,
        letter_file_id=signed.pk,
    )


def _asked_leave(records: Any) -> list[Any]:
    return [records.absences.asked.pk]


def _granted(records: Any) -> list[Any]:
    return [records.absences.granted.pk]


def _letter(records: Any) -> list[Any]:
    return [records.absences.letter.pk]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "leave:advise": _asked_leave,
    "leave:attach": _asked_leave,
    "leave:attachment": lambda r: [r.absences.file_id],
    "leave:cancel": _granted,
    "leave:decide": lambda r: [r.absences.advised.pk],
    "leave:end": _granted,
    "leave:enter": lambda r: [r.cast.owner.pk],
    "leave:letter": _letter,
    "leave:letter_cancel": _letter,
    "leave:letter_end": _letter,
    "leave:letter_file": lambda r: [r.absences.letter_file_id],
    "leave:mend": lambda r: [r.absences.returned.pk],
    "leave:record": lambda r: [r.cast.owner.pk],
    "leave:request": _asked_leave,
    "leave:withdraw": _asked_leave,
}


def _leave_form(records: Any) -> dict[str, Any]:
    """The returned request of the owner with another reason."""
    returned = records.absences.returned
    return {
        "key": str(uuid7(NOON)),
        "jenis": returned.kind,
        "detail": returned.detail,
        "start_on": returned.start_on.isoformat(),
        "last_on": returned.start_on.isoformat(),
        "reason": "Menikahkan adik",
        "stand_in": "",
        "address": "Jalan Pasir, Wosi",
        "phone": "0812",
    }


def _flexible_form(_: Any) -> dict[str, Any]:
    day = (TODAY + timedelta(56)).isoformat()
    return {
        "key": str(uuid7(NOON)),
        "jenis": "FLEX_TIME",
        "start_on": day,
        "last_on": day,
        "portion": "FULL",
        "reason": "Mengantar anak sekolah",
        "stand_in": "",
        "address": "",
        "phone": "",
    }


def _letter_form(records: Any) -> dict[str, Any]:
    return {
        "key": str(uuid7(NOON)),
        "family": "DUTY",
        "number": "800/900/2026",
        "purpose": "Monitoring sekolah",
        "place": "Distrik Prafi",
        "start_on": TODAY.isoformat(),
        "last_on": (TODAY + timedelta(2)).isoformat(),
        "portion": "FULL",
        "pegawai": [str(records.cast.owner.pk)],
        "aksi": "terbitkan",
    }


def _end_of(start_on: date) -> dict[str, Any]:
    return {"masuk": (start_on + timedelta(1)).isoformat(), "alasan": "Dipanggil kembali"}


DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "leave:advise": lambda _: {"keputusan": "dukung", "catatan": ""},
    "leave:ask": _flexible_form,
    "leave:attach": lambda _: {"key": str(uuid7(NOON)), "lampiran": photo("surat.jpg", "#336699")},
    "leave:cancel": lambda _: {"alasan": "Ditunda"},
    "leave:decide": lambda _: {"keputusan": "setujui", "nomor": "850/1/2026", "catatan": ""},
    "leave:end": lambda r: _end_of(r.absences.granted.start_on),
    "leave:enter": lambda r: {**_flexible_form(r), "basis": "Surat 850/9/2026"},
    "leave:granting": lambda r: {
        "pejabat-unit": r.cast.agency.pk,
        "pejabat-for_head": "",
        "pejabat-granted_by": r.cast.other_agency.pk,
        "pejabat-on": TODAY.isoformat(),
        "pejabat-source": "SK 12/2026",
    },
    "leave:issue": _letter_form,
    "leave:letter_cancel": lambda _: {"alasan": "Ditunda", "pegawai": ""},
    "leave:letter_end": lambda r: _end_of(r.absences.letter.start_on),
    "leave:mend": _leave_form,
    "leave:record": lambda _: {"year": TODAY.year, "value": 4, "source": "Daftar 2 Januari"},
    "leave:sign": lambda _: {
        "angka-name": "REMOTE_DAYS",
        "angka-value": 6,
        "angka-unit": "",
        "angka-on": TODAY.isoformat(),
        "angka-source": "SK 13/2026",
    },
    "leave:withdraw": lambda _: {},
}
