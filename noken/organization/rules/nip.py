"""The NIP of a civil servant: 18 digits that hold a birth date, a start, a sex and an order."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LENGTH = 18
PPPK_MONTH = 21
_NOISE = re.compile(r"[\s'`\u2018\u2019\u02bc\u00b4\".\-_/\u00a0\u200b\u200c\u200d\ufeff]+")


class Sex(StrEnum):
    """Sex as the NIP holds it; noken keeps no other."""

    MALE = "MALE"
    FEMALE = "FEMALE"


@dataclass(frozen=True, slots=True)
class NipParts:
    """What an NIP says about its holder.

    `start_month` is None where the digits are no month (PPPK numbers carry 21 there, older or
    odd numbers something else); `sex` is None where the digit is neither 1 nor 2.
    """

    birth_on: date
    start_year: int
    start_month: int | None
    sex: Sex | None
    order: int
    is_pppk_shape: bool


def bare_nip(text: str) -> str:
    """The text without what people put inside an NIP: spaces, apostrophes, dots, dashes.

    Source: personnel files as offices have them (register: personnel-files).
    """
    return _NOISE.sub("", text)


def why_not_a_nip(nip: str) -> str:
    """Why the text is no NIP, in Indonesian; "" when it may be one.

    Only length, digits and a real birth date count. The start month, the sex digit and the order
    never refuse a person: PPPK numbers carry 21 in the place of the month.

    Source: PP 11/2017 on the management of civil servants, NIP layout (register: pp-11-2017).
    """
    if not nip:
        return "NIP kosong."
    if not (nip.isascii() and nip.isdecimal()):
        return "NIP hanya boleh berisi angka."
    if len(nip) != LENGTH:
        return f"NIP {len(nip)} angka, seharusnya {LENGTH}."
    if _birth_of(nip) is None:
        day, month, year = nip[6:8], nip[4:6], nip[:4]
        return f"Delapan angka pertama NIP bukan tanggal lahir yang ada ({day}-{month}-{year})."
    return ""


def take_apart(nip: str) -> NipParts:
    """The parts of an NIP of 18 digits.

    Raises:
        ValueError: where `why_not_a_nip` has a reason.

    Source: PP 11/2017 (register: pp-11-2017); PPPK shape (register: perpres-98-2020).
    """
    if reason := why_not_a_nip(nip):
        raise ValueError(reason)
    month = int(nip[12:14])
    return NipParts(
        birth_on=date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])),
        start_year=int(nip[8:12]),
        start_month=month if 1 <= month <= 12 else None,
        sex={"1": Sex.MALE, "2": Sex.FEMALE}.get(nip[14]),
        order=int(nip[15:]),
        is_pppk_shape=month == PPPK_MONTH,
    )


def form_of_address(nip: str) -> str:
    """Ibu or Bapak by the sex digit; "" where there is no NIP or the digit says neither.

    Source: PP 11/2017 (register: pp-11-2017).
    """
    if why_not_a_nip(nip):
        return ""
    sex = take_apart(nip).sex
    return {Sex.FEMALE: "Ibu", Sex.MALE: "Bapak"}[sex] if sex else ""


def masked_nip(text: str) -> str:
    """The only form of an NIP for lists and messages: sex digit and order, "•••• 1 006".

    A text that is no NIP shows at most its last three characters, and never more than a third.

    Source: UU 27/2022 on personal data, data minimisation (register: uu-27-2022).
    """
    bare = bare_nip(text)
    if not bare:
        return ""
    if len(bare) == LENGTH:
        return f"•••• {bare[14]} {bare[15:]}"
    shown = min(3, len(bare) // 3)
    return f"•••• {bare[-shown:]}" if shown else "••••"


def _birth_of(nip: str) -> date | None:
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return None
