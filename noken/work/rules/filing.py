"""What may be filed, corrected, taken back and answered; in words that say what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

MAX_FILES = 5
MAX_BATCH = 50
OLDEST_DAYS = 60
"""How far back a day may lie that is reported now."""
TITLE_LETTERS = 300
NOTE_LETTERS = 4000
REASON_LETTERS = 300
PLACE_LETTERS = 80
MAX_PLACES = 12
MOST = Decimal("9999999999.99")
UNDO = timedelta(seconds=8)
UNDO_TOLERANCE = timedelta(seconds=4)
"""What the network may take on top of the eight seconds a person sees."""
REOPEN_DAYS = 7
FEEDBACK_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class Why:
    """Why not: a stable code, and what happened and what to do next."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a person sent. `today` is the region's day of arrival; `late` as `is_late` says;
    `is_counted`: the indicator is counted in a unit (a measure in words is not).
    """

    today: date
    work_on: date
    title: str = ""
    has_indicator: bool = False
    is_counted: bool = True
    quantity: Decimal | None = None
    note: str = ""
    late_reason: str = ""
    places: Sequence[str] = ()
    file_count: int = 0
    late: bool = False


def why_not_filable(sent: Sent, *, oldest_days: int = OLDEST_DAYS) -> Why | None:
    """The first thing that keeps a report from being filed; None if it can be.

    Source: laporan kerja noken (register: noken-practice).
    """
    checks = (_day(sent, oldest_days), _matter(sent), _measure(sent), _lengths(sent))
    return next((why for why in checks if why is not None), None)


def _day(sent: Sent, oldest_days: int) -> Why | None:
    if sent.work_on > sent.today:
        return Why("report.future", "Tanggal ini belum tiba. Pilih hari ini atau hari yang lewat.")
    if (sent.today - sent.work_on).days > oldest_days:
        return Why(
            "report.too_old",
            f"Laporan dapat disusulkan sampai {oldest_days} hari ke belakang. "
            "Untuk hari yang lebih lama, sampaikan kepada atasan Anda.",
        )
    if sent.late and not sent.late_reason.strip():
        return Why(
            "report.no_reason",
            "Batas laporan untuk hari itu sudah lewat. Tuliskan alasan singkat, lalu kirim lagi.",
        )
    return None


def _matter(sent: Sent) -> Why | None:
    if not sent.has_indicator and not sent.title.strip():
        return Why("report.no_title", "Tuliskan hasil yang dilaporkan, atau pilih targetnya.")
    return None


def _measure(sent: Sent) -> Why | None:
    quantity = sent.quantity
    if quantity is None:
        if not sent.has_indicator or not sent.is_counted:
            return None
        return Why("report.no_quantity", "Isi berapa yang selesai hari itu, misalnya 2.")
    if not quantity.is_finite() or quantity < 0:
        return Why("report.bad_quantity", "Jumlah harus angka nol atau lebih, misalnya 2.")
    if quantity > MOST:
        return Why("report.bad_quantity", "Jumlah ini terlalu besar. Periksa lagi angkanya.")
    if quantity != quantity.quantize(Decimal("0.01")):
        return Why("report.bad_quantity", "Jumlah memuat paling banyak dua angka di belakang koma.")
    return None


def _lengths(sent: Sent) -> Why | None:
    texts = (
        (len(sent.title), TITLE_LETTERS, "Judul"),
        (len(sent.note), NOTE_LETTERS, "Catatan"),
        (len(sent.late_reason), REASON_LETTERS, "Alasan terlambat"),
        (max(map(len, sent.places), default=0), PLACE_LETTERS, "Nama tempat"),
    )
    for length, most, name in texts:
        if length > most:
            return Why(
                "report.too_long",
                f"{name} terlalu panjang ({length} huruf, paling banyak {most}). Ringkaskan.",
            )
    if len(sent.places) > MAX_PLACES:
        return Why("report.too_many_places", f"Pilih paling banyak {MAX_PLACES} tempat.")
    if sent.file_count > MAX_FILES:
        return Why("report.too_many_files", f"Lampirkan paling banyak {MAX_FILES} berkas.")
    return None


def why_not_withdrawable(received_at: datetime, at: datetime) -> Why | None:
    """Urungkan holds for eight seconds, and four more for a slow network.

    Source: pola Urungkan noken (register: noken-practice).
    """
    if at - received_at <= UNDO + UNDO_TOLERANCE:
        return None
    return Why(
        "report.too_late_to_withdraw",
        "Waktu untuk mengurungkan (8 detik) sudah lewat dan laporan sudah tampil pada atasan. "
        "Buka laporan ini lalu kirim koreksi.",
    )


def why_not_reopenable(decided_at: datetime, at: datetime) -> Why | None:
    """A decision can be taken back by the one who made it for a week.

    Source: keputusan yang diurungkan adalah keputusan baru (register: noken-practice).
    """
    if at - decided_at <= timedelta(REOPEN_DAYS):
        return None
    return Why(
        "review.too_late_to_reopen",
        f"Keputusan dapat diurungkan sampai {REOPEN_DAYS} hari. Minta pegawai mengirim koreksi; "
        "koreksi itu menunggu keputusan Anda.",
    )


def why_not_said(text: str) -> Why | None:
    """Why a note to a person cannot be given: empty, or too long.

    Source: umpan balik noken (register: noken-practice).
    """
    if not text.strip():
        return Why("feedback.empty", "Tuliskan dulu umpan baliknya.")
    if len(text) > FEEDBACK_LETTERS:
        return Why(
            "feedback.too_long",
            f"Terlalu panjang ({len(text)} huruf, paling banyak {FEEDBACK_LETTERS}). Ringkaskan.",
        )
    return None
