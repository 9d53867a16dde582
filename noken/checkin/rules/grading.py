"""How strong evidence of presence is. noken grades it and never calls anything proven."""

import hashlib
import hmac
from dataclasses import dataclass
from enum import IntEnum

PER_MILLE = 1000


class Grade(IntEnum):
    """1 strongest. Grades 1 to 3 count at once, 4 when a second person has confirmed it."""

    DEVICE = 1
    CODE_AND_PHONE = 2
    PLACE_OR_CODE = 3
    STATEMENT = 4


GRADE_WORDS = {
    Grade.DEVICE: "mesin presensi di kantor",
    Grade.CODE_AND_PHONE: "kode kantor, tempat, dan ponsel terdaftar",
    Grade.PLACE_OR_CODE: "kode kantor, atau tempat dan ponsel terdaftar",
    Grade.STATEMENT: "pernyataan yang dibenarkan orang kedua",
}
BEATEN_BY = {
    Grade.DEVICE: "bantuan admin mesin, atau jam mesin yang diubah (noken memberi tanda)",
    Grade.CODE_AND_PHONE: "kode yang disiarkan langsung lewat video, atau ponsel yang dipinjamkan",
    Grade.PLACE_OR_CODE: "lokasi tiruan dengan foto cetak, atau kode yang diteruskan orang lain",
    Grade.STATEMENT: "kesepakatan dua orang",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a claim brings. `inside` is None when no place was sent or it is too vague.

    `code`: a true code of the claim's moment. `screen`: typed on the office's own screen with a
    personal code. `phone`: signed by the person's registered phone.
    """

    code: bool = False
    screen: bool = False
    inside: bool | None = None
    phone: bool = False
    photo_asked: bool = False
    photo_given: bool = False


def grade_of(evidence: Evidence) -> Grade:
    """The strongest row of the table whose evidence is all there.

    A code or screen without the rest shows that somebody stood in the office: grade 3. A person
    without a phone reaches it like everybody else, and every grade counts alike.

    Source: tabel tingkat bukti kehadiran (register: noken-practice).
    """
    place = evidence.inside is True
    if evidence.code and place and evidence.phone:
        return Grade.CODE_AND_PHONE
    if evidence.inside is not False and (evidence.code or evidence.screen):
        return Grade.PLACE_OR_CODE
    if place and evidence.phone and (evidence.photo_given or not evidence.photo_asked):
        return Grade.PLACE_OR_CODE
    return Grade.STATEMENT


def counts_at_once(grade: Grade) -> bool:
    """Whether a claim of this grade is a presence before anybody confirmed it.

    Source: tabel tingkat bukti kehadiran (register: noken-practice).
    """
    return grade < Grade.STATEMENT


def weighted(share_per_mille: int, percent: int) -> int:
    """A share made smaller or larger for one person; never more than all.

    Source: pengawasan melonggar dengan catatan baik (register: noken-practice).
    """
    return min(PER_MILLE, share_per_mille * percent // 100)


def is_chosen(secret: bytes, what: str, share_per_mille: int) -> bool:
    """Whether chance picks this one: nobody can foresee it, and asked again it says the same.

    Source: uji petik 2 persen (register: noken-practice).
    """
    digest = hmac.new(secret, f"noken-undi-1|{what}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8]) % PER_MILLE < share_per_mille
