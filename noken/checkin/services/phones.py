"""A person's phone and personal code. Both are free: without them presence counts alike."""

import re
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from noken.checkin import access
from noken.checkin.events import (
    PersonalCodeSet,
    PhoneAsked,
    PhoneConfirmed,
    PhoneEnded,
    PhoneRefused,
    PhoneRegistered,
)
from noken.checkin.models import PersonalCode, Phone
from noken.checkin.rules.devices import fingerprint_of, is_a_key
from noken.checkin.services._refusals import person_of
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused

_CODE = re.compile(r"\d{6}")
_EASY = {"123456", "654321", "112233", "123123", "121212"}


@transaction.atomic
def register_phone(public_key: bytes, name: str, *, by: Actor, at: datetime) -> Phone:
    """The first phone counts at once; another one waits until the personnel office confirms it.

    Asking with the key in use changes nothing; asking anew replaces the question.

    Raises:
        Refused: `checkin.no_person`, `phone.bad_key`.
    Emits: PhoneRegistered or PhoneAsked.
    """
    person_id = person_of(by)
    if not is_a_key(public_key):
        raise Refused(
            "Ponsel ini tidak mengirim kunci yang utuh. Muat ulang halaman, lalu coba lagi.",
            code="phone.bad_key",
        )
    own = Phone.objects.select_for_update().filter(employee_id=person_id, ended_at=None)
    rows = {row.state: row for row in own}
    print_ = fingerprint_of(public_key)
    active, waiting = rows.get(Phone.State.ACTIVE), rows.get(Phone.State.WAITING)
    if active is not None and active.fingerprint == print_:
        return active
    if waiting is not None:
        if waiting.fingerprint == print_:
            return waiting
        waiting.state, waiting.ended_at = Phone.State.ENDED, at
        waiting.save(update_fields=["state", "ended_at"])
    first = active is None and not Phone.objects.filter(employee_id=person_id).exists()
    phone = Phone.objects.create(
        employee_id=person_id,
        public_key=public_key,
        fingerprint=print_,
        name=name[:80],
        state=Phone.State.ACTIVE if first else Phone.State.WAITING,
        asked_at=at,
    )
    event = PhoneRegistered if first else PhoneAsked
    events.emit(event(by=by, at=at, subject_id=person_id, phone_id=phone.pk))
    return phone


@transaction.atomic
def decide_phone(phone_id: int, *, confirm: bool, by: Actor, at: datetime) -> None:
    """Confirm a change of phone, after asking the person, or refuse it.

    Raises:
        Refused: `phone.not_yours_to_decide`, `phone.decided`.
    Emits: PhoneConfirmed or PhoneRefused.
    """
    phone = Phone.objects.select_for_update().filter(pk=phone_id).first()
    if phone is None or not access.decides_on_phones_of(by, phone.employee_id):
        raise Refused(
            "Pergantian ponsel dipastikan admin OPD pegawai itu atau BKPSDM.",
            code="phone.not_yours_to_decide",
        )
    if phone.state != Phone.State.WAITING:
        raise Refused("Permintaan ini sudah diputuskan.", code="phone.decided")
    if confirm:
        Phone.objects.filter(employee_id=phone.employee_id, state=Phone.State.ACTIVE).update(
            state=Phone.State.ENDED, ended_at=at
        )
    phone.state = Phone.State.ACTIVE if confirm else Phone.State.REFUSED
    phone.decided_by_id, phone.decided_at = by.employee_id, at
    phone.ended_at = None if confirm else at
    phone.save(update_fields=["state", "decided_by", "decided_at", "ended_at"])
    event = PhoneConfirmed if confirm else PhoneRefused
    events.emit(event(by=by, at=at, subject_id=phone.employee_id, phone_id=phone.pk))


@transaction.atomic
def end_phone(*, by: Actor, at: datetime) -> None:
    """The own phone was lost or given away: it signs nothing from now on.

    Raises:
        Refused: `checkin.no_person`, `phone.none`.
    Emits: PhoneEnded.
    """
    person_id = person_of(by)
    phone = Phone.objects.select_for_update().filter(employee_id=person_id, state="ACTIVE").first()
    if phone is None:
        raise Refused("Tidak ada ponsel yang terdaftar.", code="phone.none")
    phone.state, phone.ended_at = Phone.State.ENDED, at
    phone.save(update_fields=["state", "ended_at"])
    events.emit(PhoneEnded(by=by, at=at, subject_id=person_id, phone_id=phone.pk))


@transaction.atomic
def set_personal_code(code: str, *, by: Actor, at: datetime) -> None:
    """Six digits for the office's own screen.

    Raises:
        Refused: `checkin.no_person`, `code.six_digits`, `code.easy`.
    Emits: PersonalCodeSet.
    """
    person_id = person_of(by)
    if not (_CODE.fullmatch(code) and code.isascii()):
        raise Refused("Kode pribadi terdiri atas enam angka.", code="code.six_digits")
    if len(set(code)) <= 2 or code in _EASY:
        raise Refused("Kode ini terlalu mudah ditebak. Pilih enam angka lain.", code="code.easy")
    PersonalCode.objects.update_or_create(
        employee_id=person_id, defaults={"code_hash": make_password(code), "set_at": at}
    )
    events.emit(PersonalCodeSet(by=by, at=at, subject_id=person_id))
