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
        "Lalu naik ke atasan berikutnya sesudah menunggu lagi",
        default=5,
        unit="hari kerja",
        least=1,
        most=30,
    )

    @property
    def last_workdays(self) -> int:
        """The superior's own workdays after which the report goes up."""
        return self.count_workdays + self.escalate_workdays


def first_fresh(calendar: Workdays, on: date, workdays: int) -> date:
    """What was received before this day has waited more than so many workdays by `on`.

    Source: diamnya atasan tidak merugikan pegawai (register: noken-practice).
    """
    left, day = workdays, on
    while left or not calendar.is_workday(day):
        left -= calendar.is_workday(day)
        day -= timedelta(1)
    return day
