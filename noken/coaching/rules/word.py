"""How long the person may speak first about what was agreed: a setting, for no source says."""

from noken.core.signed import Signed, signed_setting, whole


@signed_setting(
    "coaching.word",
    title="Kata pegawai sesudah pembinaan",
    basis="Setelan noken; belum ada sumber nasional.",
    until="Sampai ditetapkan, angka usulan ini berlaku; tidak ada sanksi karenanya.",
)
class WordTerms(Signed):
    """So many workdays of the person, the check day the first, the outcome waits for their word;
    then the superior may record it alone. What held on the check day holds for its talk."""

    days: int = whole(
        "Sejak hari cek, hasil menunggu kata pegawai selama",
        default=3,
        unit="hari kerja",
        least=1,
        most=14,
    )
