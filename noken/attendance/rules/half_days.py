"""A half of a day that nobody saw, beside one that leave or duty covers: what its minutes are."""

from noken.core.signed import Signed, choice, signed_setting

ADDED = "ADDED"
COUNTS = {"ASKED": "Ditanyakan saja", ADDED: "Dijumlahkan dengan menit terlambat"}


@signed_setting(
    "attendance.half_days",
    title="Paruh hari tanpa rekaman",
    basis="Misalnya peraturan kepala daerah tentang hari dan jam kerja.",
    until="Sampai ditetapkan, menitnya ditanyakan dan tidak dihitung.",
)
class HalfDayTerms(Signed):
    """PP 94/2021 counts days and leaves half a day open. Minutes that nobody explained are added
    from the day on which two people have signed it, and never before."""

    counts: str = choice("Menit yang tidak dijelaskan", default=ADDED, options=COUNTS)

    @property
    def adds(self) -> bool:
        return self.is_signed and self.counts == ADDED
