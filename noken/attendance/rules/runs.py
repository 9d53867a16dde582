"""What stands between two days of absence in a row: a setting, for the law does not say."""

from datetime import date

from noken.core.signed import Signed, choice, signed_setting

BRIDGE, BREAK = "BRIDGE", "BREAK"
READINGS = {BRIDGE: "Tidak dihitung dan tidak memutus", BREAK: "Memutus rangkaian"}


@signed_setting(
    "attendance.runs",
    title="Rangkaian hari tanpa keterangan",
    basis="PP 94/2021 Pasal 11 ayat (2) huruf d. Yang ditetapkan adalah cara membacanya.",
    until="Sampai dua orang menetapkannya, keduanya memutus rangkaian: bacaan yang lebih ringan.",
)
class RunTerms(Signed):
    """How a day without any presence that half a leave or an outage covers stands in a row. Days
    off and leave of a whole day never break one; presence always does."""

    half_days: str = choice("Cuti setengah hari dan gangguan", default=BRIDGE, options=READINGS)

    @property
    def bridged_from(self) -> date:
        """From this day on such days are passed over; before it, and until two have signed, they
        break a row: the shorter one favours the person."""
        bridges = self.is_signed and self.half_days == BRIDGE
        return self.since if bridges and self.since else date.max
