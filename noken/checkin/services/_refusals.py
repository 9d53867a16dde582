"""Refusals that several services say."""

from noken.core.actor import Actor
from noken.core.errors import Refused


def person_of(by: Actor) -> int:
    """Who acts for themselves.

    Raises:
        Refused: `checkin.no_person`.
    """
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="checkin.no_person",
        )
    return by.employee_id


def not_your_office() -> Refused:
    return Refused(
        "Kantor ini dijaga admin OPD-nya. Sampaikan perubahan yang Anda perlukan kepada admin itu.",
        code="checkin.not_your_office",
    )


def wrong_code() -> Refused:
    return Refused(
        "Kode ini tidak cocok dengan kode di layar kantor. Tunggu kode berikutnya muncul, lalu "
        "pindai atau ketik lagi.",
        code="checkin.wrong_code",
    )


def too_many_tries() -> Refused:
    return Refused(
        "Terlalu banyak kode yang salah. Tunggu 15 menit, pakai mesin presensi, atau minta atasan "
        "mencatat kehadiran Anda.",
        code="checkin.too_many_tries",
    )
