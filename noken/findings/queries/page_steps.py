"""The lawful steps of a finding, with who acts next and until when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection

from noken.findings.models import RowStep
from noken.findings.queries.due import earliest
from noken.findings.queries.page_found import Found
from noken.findings.queries.page_rows import Rows, next_day
from noken.findings.rules import flow
from noken.ui.formats import day_long, day_named, day_short, time_of

DONE, NOW, LATER = "done", "now", ""
OUTSIDE = "oleh BKPSDM di luar noken; perkara PPPK tidak dibuka di sini"
_TOLD = """
    select way, "on", witness, at from findings_delivery where finding_id = %s order by at limit 1
"""
_HISTORY = """
    select s.kind, r.day, coalesce(e.name, ''), s.note, s.at
    from findings_rowstep s
    left join findings_row r on r.id = s.row_id
    left join organization_employee e on e.id = s.by_id
    where s.finding_id = %(finding)s and s.kind <> 'ASKED'
      and (s.row_id is null or s.row_id <> all(%(hidden)s::bigint[]))
    order by s.at desc, s.id desc limit 40
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """One step. `state` done, now or "" (later)."""

    title: str
    text: str
    state: str = LATER


@dataclass(frozen=True, slots=True)
class StepRow:
    """One act on the finding, for its history."""

    word: str
    item: str
    by: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """The proven notice: how, on which day, before whom; `at` when it was opened here."""

    way: str
    on: date
    witness: str
    at: datetime

    @property
    def words(self) -> str:
        if self.way == "PAPER":
            return f"diserahkan di kertas {day_short(self.on)}, saksi {self.witness}"
        return f"dibuka {day_short(self.at)}, {time_of(self.at)}"


def told_of(finding: Found) -> Told | None:
    """The first proven notice of the finding."""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [finding.pk])
        found = cursor.fetchone()
    return Told(*found) if found else None


def history_of(finding: Found, hidden: Collection[int]) -> list[StepRow]:
    """What was done, newest first, but to hidden rows."""
    with connection.cursor() as cursor:
        cursor.execute(_HISTORY, {"finding": finding.pk, "hidden": list(hidden)})
        return [
            StepRow(RowStep.Kind(kind).label, day_short(day) if day else "", by, note, at)
            for kind, day, by, note, at in cursor.fetchall()
        ]


def way_of(
    finding: Found, rows: Rows, told: Told | None, decider: str, after: Sequence[Mark]
) -> list[Mark]:
    """The steps for those who answer for the person."""
    return [
        _noticed(finding, rows, told),
        _answered(rows, told),
        _weighed(rows, decider),
        *after,
    ]


def own_way(rows: Rows, decider: str, least: int, *, by_law: bool) -> list[Mark]:
    """The steps as the person reads them. What they have not opened is a step still to come.

    `least` days reach the first rung, 0: there is none; `by_law`: it is that of the law.
    """
    said = _own_answer(rows)
    who = decider or "Atasan Anda"
    weighing = rows.in_state(flow.REPLIED)
    due = next_day(weighing)
    text = "bila lewat, tetap tidak dihitung sampai ia memutuskan"
    if due:
        text = f"paling lambat {day_named(due)}; {text}"
    state = NOW if weighing and said.state != NOW else LATER
    if said.state == DONE and not weighing:
        text, state = "selesai", DONE
    what = "surat panggilan" if by_law else "hukuman"
    last = f"tidak ada {what} di bawah {least} hari" if least else ""
    return [said, Mark(f"{who} menimbang", text, state), Mark("Selesai, atau pembinaan", last)]


def _own_answer(rows: Rows) -> Mark:
    proof, asked = rows.in_state(flow.PROOF), rows.in_state(flow.ASKED, flow.PROOF)
    act = "Anda mengirim bukti" if proof else "Anda memberi keterangan"
    if asked:
        until = next_day(asked)
        return Mark(act, f"sampai {day_named(until)}" if until else "kapan Anda siap", NOW)
    if rows.unopened:
        return Mark(act, "mulai setelah Anda membuka", NOW)
    return Mark(act, *_said(rows))


def _noticed(finding: Found, rows: Rows, told: Told | None) -> Mark:
    raised = f"{day_short(finding.raised_at)} {time_of(finding.raised_at)}"
    if told:
        return Mark("Temuan dan pemberitahuan", f"{raised} · {told.words}", DONE)
    if not rows.was_asked:
        return Mark("Temuan dan pemberitahuan", f"{raised} · belum ditanyakan")
    paper = earliest(line.due for line in rows.in_state(flow.ASKED))
    untold = "belum dibuka pegawai; waktu menjawab belum berjalan"
    if paper:
        untold = f"{untold}; {paper.words()}"
    return Mark(
        "Temuan dan pemberitahuan",
        f"{raised} · {untold}",
        NOW,
    )


def _answered(rows: Rows, told: Told | None) -> Mark:
    title = "Pegawai memberi keterangan"
    asked = rows.in_state(flow.ASKED, flow.PROOF)
    if asked:
        until = next_day(line for line in asked if line.was_told)
        text = f"sampai {day_named(until)}" if until else "mulai berjalan saat dibuka"
        return Mark(title, text, NOW if told else LATER)
    return Mark(title, *_said(rows))


def _said(rows: Rows) -> tuple[str, str]:
    """In words whether something was said, where nothing is asked any more, and the state."""
    lapsed = rows.in_state(flow.LAPSED)
    if lapsed:
        return f"{len(lapsed)} tanpa keterangan; masih dapat dijawab", DONE
    if not rows.was_asked:
        return "belum ada yang ditanyakan", LATER
    if any(line.said for line in rows.lines):
        return "sudah disampaikan", DONE
    return "tidak diperlukan lagi", DONE


def _weighed(rows: Rows, decider: str) -> Mark:
    who = decider or "Atasan langsung"
    weighing = rows.in_state(flow.REPLIED)
    title = f"{who} menimbang keterangan"
    if weighing:
        until = next_day(weighing)
        text = f"sampai {day_named(until)}" if until else "menunggu keputusan"
        return Mark(title, f"{text}; sebelum itu tidak dihitung", NOW)
    if rows.in_state(flow.ASKED, flow.PROOF) or not rows.was_asked:
        return Mark(title, "setelah pegawai menjawab")
    return Mark(title, "selesai", DONE)


def after_of(counted: Decimal, least: int, *, ruled: bool, by_law: bool) -> Sequence[Mark]:
    """What comes after weighing; only talks where no rules are loaded, and no case where they are
    the region's. `least` as in `own_way`."""
    talk = Mark("Pembinaan bila perlu", "percakapan, kesepakatan, tanggal periksa")
    if not ruled:
        return (talk,)
    if not by_law:
        return (talk, Mark("Langkah menurut aturan daerah", OUTSIDE))
    if not least:
        official = "hanya oleh pejabat berwenang, setelah pegawai didengar"
        return (talk, Mark("Langkah resmi", official))
    reached = counted >= least
    call = f"hanya bila hitungan {least} hari atau lebih"
    if reached:
        call = "hitungan sudah mencapai jenjang"
    return (
        Mark("Pemanggilan tertulis", f"{call} (Pasal 26)"),
        Mark("Pemeriksaan tertutup dan berita acara", "pegawai boleh menyampaikan bukti baru"),
        Mark("Keputusan pejabat berwenang", "tertulis, dengan dasar dan alasan"),
        Mark("Hak pegawai atas upaya administratif", "keberatan dan banding (PP 79/2021)"),
    )


def made_words(finding: Found) -> str:
    return f"dibuat sistem {day_long(finding.raised_at)} pukul {time_of(finding.raised_at)}"
