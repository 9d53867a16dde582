"""The way of a request: whose turn it is and what may be done with it."""

from datetime import date, timedelta

from noken.leave.rules.kinds import Why

SUBMITTED, ADVISED, RETURNED = "SUBMITTED", "ADVISED", "RETURNED"
APPROVED, REFUSED, WITHDRAWN, CANCELLED = "APPROVED", "REFUSED", "WITHDRAWN", "CANCELLED"
WAITING = frozenset({SUBMITTED, ADVISED})
OPEN = frozenset({SUBMITTED, ADVISED, RETURNED})
STANDING = frozenset({SUBMITTED, ADVISED, APPROVED})
PATIENCE_DAYS = 5
SOON_DAYS = 3
SAYS = {
    SUBMITTED: "menunggu pertimbangan atasan",
    ADVISED: "menunggu keputusan pejabat",
    RETURNED: "sudah dikembalikan dan menunggu pemohon",
    APPROVED: "sudah disetujui",
    REFUSED: "sudah diputuskan: tidak disetujui",
    WITHDRAWN: "sudah ditarik oleh pemohon",
    CANCELLED: "sudah dibatalkan",
}


def first_status(superior_id: int | None, official_id: int | None) -> str:
    """Where a request begins: with the superior, or with the official who is the superior too.

    Source: PP 11/2017, pertimbangan atasan langsung (register: pp-11-2017-leave).
    """
    return ADVISED if superior_id is None or superior_id == official_id else SUBMITTED


def may_decide_without_advice(submitted_on: date, today: date, *, start_on: date) -> bool:
    """Whether the official may decide although the superior has said nothing.

    Five days after it was sent, or when the leave begins within three: nobody's leave hangs on
    somebody who is away.

    Source: cara kerja noken (register: noken-practice).
    """
    return submitted_on <= today - timedelta(PATIENCE_DAYS) or start_on <= today + timedelta(
        SOON_DAYS
    )


def why_not_now(status: str, allowed: frozenset[str]) -> Why | None:
    """Why an act does not fit the state a request is in.

    Source: cara kerja noken (register: noken-practice).
    """
    if status in allowed:
        return None
    return Why(
        f"Pengajuan ini {SAYS[status]}. Muat ulang halaman untuk melihat keadaannya.",
        "leave.not_now",
    )


def why_not_ended(start_on: date, end_on: date, on: date, *, earliest: date) -> Why | None:
    """Why an approved absence cannot end on `on`, its first day back at work.

    Args:
        earliest: the first day the actor may name; before it only who decides may.

    Source: cara kerja noken (register: noken-practice).
    """
    if on <= start_on:
        return Why(
            "Ini belum dimulai pada hari itu. Batalkan saja seluruhnya.", "leave.not_begun_then"
        )
    if on >= end_on:
        return Why(
            "Hari masuk kembali harus sebelum akhir yang sudah disetujui. Pilih tanggal yang lebih "
            "awal.",
            "leave.not_earlier",
        )
    if on < earliest:
        return Why(
            "Hari yang sudah lewat hanya dapat diubah oleh pejabat yang memberi izin. Pilih hari "
            "ini atau sesudahnya.",
            "leave.in_the_past",
        )
    return None
