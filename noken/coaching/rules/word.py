"""How long the person may speak first about what was agreed: a setting, for no source says."""

from noken.core.signed import Signed, signed_setting, whole

MOST_DAYS = 14


@signed_setting(
    "coaching.word",
    title="Kata pegawai sesudah pembinaan",
    basis="Setelan noken; belum ada sumber nasional.",
    until="Sampai ditetapkan, angka usulan ini berlaku; tidak ada sanksi karenanya.",
)
class WordTerms(Signed):
    """So many days from the check day the outcome waits for the word of the person; then the
    superior may record it alone. What held on the check day holds for its talk."""

    days: int = whole(
        "Sejak hari cek, hasil menunggu kata pegawai selama",
        default=3,
        unit="hari",
        least=1,
        most=MOST_DAYS,
    )
