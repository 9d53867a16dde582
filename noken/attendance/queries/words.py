"""How a mark looks and reads: one table for the calendar, the matrix, the list and Excel."""

from dataclasses import dataclass

from noken.attendance.rules.holding import Held, Mark


@dataclass(frozen=True, slots=True)
class Look:
    """`css` is the class of a cell, `letter` what stands in it, `label` what it means.

    `tone` and `icon` are those of the badge; `badge` False: the sentence says enough.
    """

    css: str
    letter: str
    label: str
    tone: str = ""
    icon: str = ""
    badge: bool = True


LOOKS: dict[str, Look] = {
    Mark.PRESENT: Look("ok", "", "hadir", badge=False),
    Mark.LATE: Look("late", "T", "terlambat", "warn"),
    Mark.EARLY: Look("early", "P", "pulang cepat", "warn"),
    Mark.SHIELDED: Look("shl", "", "dilindungi gangguan", "ok", "shield"),
    Mark.DUTY: Look("out", "D", "dinas luar", "acc"),
    Mark.TRAINING: Look("trn", "L", "pelatihan", "acc"),
    Mark.LEAVE: Look("lv", "C", "cuti"),
    Mark.SICK: Look("sick", "S", "sakit"),
    Mark.EXCUSED: Look("exc", "I", "keterangan diterima", "ok"),
    Mark.OPEN: Look("ask", "?", "perlu keterangan", "bad"),
    Mark.WAITING: Look("wait", "M", "menunggu keputusan", "thr"),
    Mark.ABSENT: Look("bad", "!", "tanpa keterangan", "bad"),
    Mark.RUNNING: Look("run", "", "belum selesai", badge=False),
    Mark.OFF: Look("off", "", "tidak bertugas", badge=False),
}
NONE = Look("off", "", "", badge=False)
LEGEND = (
    Mark.PRESENT,
    Mark.LATE,
    Mark.EARLY,
    Mark.DUTY,
    Mark.TRAINING,
    Mark.LEAVE,
    Mark.SICK,
    Mark.EXCUSED,
    Mark.OPEN,
    Mark.WAITING,
    Mark.ABSENT,
    Mark.SHIELDED,
)


EVIDENCE = {
    1: "mesin absensi",
    2: "kode kantor, tempat, dan ponsel terdaftar",
    3: "kode kantor, layar kantor, atau tempat",
    4: "dibenarkan orang kedua",
    5: "mesin absensi",
}
"""What a record of each grade rests on. That nobody has fenced the machine (5) is its keepers' to
mend and nothing of the person's."""


def evidence_of(grade: int | None) -> str:
    return EVIDENCE.get(grade or 0, "")


def worked_words(minutes: int) -> str:
    """7 jam 30 menit; "" for none."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} jam" if hours else "", f"{rest} menit" if rest else ""]
    return " ".join(part for part in parts if part)


def look_of(letter: str) -> Look:
    return LOOKS.get(letter, NONE)


def legend_for(letters: str) -> list[Look]:
    """What the letters of a month mean: present always, the others only where they stand."""
    return [LOOKS[mark] for mark in LEGEND if mark is Mark.PRESENT or mark in letters]


def badge_text(held: Held) -> str:
    """The badge of a day: minutes where there are some, else what the mark means."""
    if held.mark is Mark.LATE:
        return f"{held.late_minutes} menit"
    if held.mark is Mark.EARLY:
        return f"Kurang {held.early_minutes} menit"
    label = look_of(held.mark).label
    return "Dilindungi" if held.mark is Mark.SHIELDED else label.capitalize()
