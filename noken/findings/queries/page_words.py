"""What a detector saw, in words: the row's title, one sentence, and the facts to count again.

A detector may put the sentence itself into its facts (`words`) and name where it comes from
(`source`); what else it read is listed name by name, nothing left out.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from noken.regulations.cards import rule_cards
from noken.ui.formats import day_long, day_named, number

# What one row of a card is, and what its superior is asked about.
DAY, BLOCK, REPORT, THING = "hari", "hari", "laporan", "hal"
_UNITS = {"HDR": DAY, "LAP": REPORT}
_SEEN = {
    "HDR-03": "Tidak ada rekaman presensi, cuti, atau surat tugas pada hari kerja ini.",
    "HDR-07": "Terlambat dan pulang cepat yang dijumlahkan menjadi satu hari.",
    "HDR-09": "Ada presensi, tetapi tidak ada jejak pekerjaan pada hari ini.",
    "HDR-10": "Hanya ada satu sisi presensi pada hari ini.",
    "LAP-01": "Laporan rutin belum ada.",
    "LAP-02": "Isinya sama dengan laporan lain.",
    "LAP-03": "Bukti yang sama dipakai lebih dari sekali.",
    "LAP-04": "Waktunya tidak mungkin terjadi bersamaan.",
    "LAP-05": "Banyak laporan diisi sekaligus untuk hari yang sudah lewat.",
    "SKP-01": "Rencana kinerja belum diajukan sampai batasnya.",
    "ATS-01": "Laporan menunggu tinjauan lebih dari waktunya.",
    "ATS-02": "Disetujui lebih cepat daripada waktu membacanya.",
    "ATS-03": "Evaluasi belum dibuat sampai batasnya.",
    "ATS-04": "Temuan sudah diketahui dan belum ada langkah.",
    "PRS-01": "Pola presensi yang belum terjelaskan saat diperiksa.",
}
_NAMES = {
    "after": "hari kerja sebelumnya menurut jadwalnya",
    "bits": "beda sidik gambar, bit dari 64",
    "count": "jumlah",
    "counted": "menit dihitung",
    "day": "hari",
    "days": "hari",
    "decided": "ditinjau",
    "due": "batas",
    "due_on": "batas",
    "duty": "kewajiban",
    "early_minutes": "menit pulang cepat",
    "unseen_minutes": "menit paruh hari tanpa rekaman",
    "finding": "temuan",
    "first": "masuk",
    "from": "dari",
    "half": "setengah hari",
    "hours": "jam",
    "known_on": "diketahui sejak",
    "last": "pulang",
    "lawful": "alasan wajar yang dipertimbangkan",
    "late_minutes": "menit terlambat",
    "leave_from": "cuti mulai",
    "leave_until": "cuti sampai",
    "least": "jenjang sejak hari ke",
    "letters": "huruf",
    "letters_per_second": "huruf tiap detik",
    "minutes": "menit",
    "most_hours": "batas jam sehari",
    "missing": "belum ada",
    "other_day": "laporan lain, hari",
    "other_place": "tempat lain",
    "other_text": "tulisan lain",
    "other_who": "laporan lain, oleh",
    "pattern": "pola",
    "percent": "persen sama",
    "place": "tempat",
    "plan_year": "SKP tahun",
    "received": "diterima",
    "reports": "laporan",
    "same_file": "berkas yang sama persis",
    "schedule": "jadwal",
    "seconds": "detik",
    "seen": "yang terlihat",
    "sided": "hari satu sisi sebulan",
    "text": "tulisan",
    "time": "pukul",
    "title": "laporan",
    "to": "sampai",
    "together": "disetujui bersama",
    "who": "pegawai",
    "workdays": "hari kerja lewat",
    "written": "ditulis pukul",
    "zone": "zona waktu",
}
# Keys of rows elsewhere, and what is shown in another way.
_HIDDEN = frozenset(
    {
        *("words", "source", "url", "report", "sheet", "file", "other", "other_file", "other_by"),
        *("kind", "passages"),
    }
)


class Pair(NamedTuple):
    """Two pieces of evidence alike: this report's and another's. `owner`: whose the other is."""

    title: str
    day: date
    file: str
    other_file: str
    other_day: date
    other_who: str
    owner: frozenset[int]


def codes() -> list[str]:
    """All cards in the order they are shown."""
    return list(rule_cards())


def card_title(code: str) -> str:
    """The card in words; its code where the text of the card is gone."""
    card = rule_cards().get(code)
    return card.title if card else code


def unit_of(code: str) -> str:
    """What one row is: hari, laporan, hal."""
    return _UNITS.get(code[:3], THING)


def title_of(code: str, item: str, day: date, facts: Mapping[str, Any]) -> str:
    """How a row is named: by its day; a block by its minutes, as many as its version says, and
    its number."""
    if code == "HDR-07" and "minutes" in facts:
        block = f"{number(facts['minutes'])} menit ke-{item.rpartition('-')[2]}"
        return f"{block}, sampai {day_named(day)}"
    return day_named(day)


def seen_in(code: str, facts: Mapping[str, Any]) -> str:
    """One sentence: what was seen and where."""
    said = str(facts.get("words") or _SEEN.get(code, "Terlihat oleh aturan."))
    source = facts.get("source")
    return f"{said} Sumber: {source}." if source else said


def facts_in(facts: Mapping[str, Any]) -> list[str]:
    """The rest of what was read, name by name."""
    found: list[str] = []
    for name, value in facts.items():
        if name not in _HIDDEN and value not in (None, "", [], {}):
            found.extend(_lines(name, value))
    return found


def passages_in(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Passages that are the same here and there, side by side."""
    return [(str(each["here"]), str(each["there"])) for each in facts.get("passages") or ()]


def pair_in(day: date, facts: Mapping[str, Any]) -> Pair | None:
    """Which evidence was used twice; None: the row is about something else."""
    if "other_file" not in facts:
        return None
    return Pair(
        title=str(facts.get("title", "")),
        day=day,
        file=str(facts["file"]),
        other_file=str(facts["other_file"]),
        other_day=date.fromisoformat(facts["other_day"]),
        other_who=str(facts.get("other_who", "")),
        owner=frozenset({int(facts["other_by"])} if facts.get("other_by") else ()),
    )


def _lines(name: str, value: Any) -> Iterator[str]:
    word = _NAMES.get(name, name.replace("_", " "))
    if isinstance(value, Mapping):
        yield f"{word}: {_joined(value)}"
    elif isinstance(value, list):
        for each in value:
            yield f"{word}: {_joined(each) if isinstance(each, Mapping) else _word(each)}"
    else:
        yield f"{word}: {_word(value)}"


def _joined(values: Mapping[str, Any]) -> str:
    return ", ".join(
        f"{_NAMES.get(name, name.replace('_', ' '))} {_word(value)}"
        for name, value in values.items()
        if name not in _HIDDEN and value not in (None, "")
    )


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return number(value)
    return _as_day(str(value))


def _as_day(text: str) -> str:
    try:
        return day_long(date.fromisoformat(text))
    except ValueError:
        return text
