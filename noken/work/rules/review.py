"""How long a report may wait for its superior, and what follows when it waits longer."""

from datetime import date, timedelta

from noken.core.signed import Signed, signed_setting, whole
from noken.work.rules.duties import Workdays


@signed_setting(
    "work.review",
    title="Waktu meninjau laporan",
    basis="Setelan noken; belum ada sumber nasional.",
    until="Sampai ditetapkan, angka usulan ini melindungi pegawai; tidak ada sanksi karenanya.",
)
class ReviewTerms(Signed):
    """A report that waits longer than `count_workdays` counts as done, *belum ditinjau*; after
    `escalate_workdays` more its superior's superior may decide on it too."""

    count_workdays: int = whole(
        "Laporan dihitung selesai, belum ditinjau, sesudah menunggu",
        default=5,
        unit="hari kerja",
        least=1,
        most=30,
    )
    escalate_workdays: int = whole(
        "Lalu naik ke atasan berikutnya sesudah lagi",
        default=5,
        unit="hari kerja",
        least=1,
        most=30,
    )

    @property
    def last_workdays(self) -> int:
        """The superior's own workdays after which the report goes up."""
        return self.count_workdays + self.escalate_workdays


def counted_from(calendar: Workdays, on: date, terms: ReviewTerms) -> date:
    """Reports received before this day have waited longer than the first limit by `on`.

    Workdays of the whole instansi are counted: the superior's leave, duty or closed unit makes no
    report of an employee wait longer.
    Source: diamnya atasan tidak merugikan pegawai (register: noken-practice).
    """
    left, day = terms.count_workdays, on
    while left or not calendar.is_workday(day):
        left -= calendar.is_workday(day)
        day -= timedelta(1)
    return day
