"""Words that several pages of discipline show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from noken.discipline.models import Case
from noken.discipline.rules import flow
from noken.findings.queries import FindingFacts
from noken.regulations.discipline import sanctions
from noken.ui.formats import day_named

TONES: Mapping[str, tuple[str, str]] = {
    flow.SUSPECTED: ("thr", "clock"),
    flow.SUMMONED_1: ("warn", "mail"),
    flow.SUMMONED_2: ("warn", "mail"),
    flow.EXAMINED: ("acc", "users"),
    flow.NO_SHOW: ("warn", "users"),
    flow.REPORTED: ("acc", "file-text"),
    flow.DECIDED: ("acc", "scale"),
    flow.DELIVERED: ("warn", "mail"),
    flow.APPEALED: ("thr", "scale"),
    flow.IN_FORCE: ("bad", "scale"),
    flow.SERVED: ("ok", "check"),
    flow.DROPPED: ("", "x"),
    flow.GUIDANCE_ONLY: ("ok", "sprout"),
}
STAGES: tuple[tuple[str, frozenset[str]], ...] = (
    ("Dugaan dan keterangan pegawai", frozenset({flow.SUSPECTED})),
    ("Panggilan tertulis", frozenset({flow.SUMMONED_1, flow.SUMMONED_2})),
    ("Pemeriksaan tertutup dan berita acara", frozenset({flow.EXAMINED, flow.NO_SHOW})),
    ("Laporan kepada pejabat yang berwenang", frozenset({flow.REPORTED})),
    ("Keputusan dan penyampaiannya", frozenset({flow.DECIDED, flow.DELIVERED, flow.APPEALED})),
    ("Berlaku sampai selesai dijalani", frozenset({flow.IN_FORCE, flow.SERVED})),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the way: done, now or next ("")."""

    title: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list. `name` "" for the person themselves."""

    number: str
    name: str
    says: str
    tone: str
    icon: str
    level: str
    next: str
    opened_on: date
    url: str


def sanction_name(code: str) -> str:
    return sanctions()[code].name if code else ""


def counted_words(facts: FindingFacts) -> str:
    days = f"{facts.counted.normalize():f}"
    return f"{facts.number}, aturan {facts.code} versi {facts.version}: {days} dihitung"


def stages_of(row: Case) -> list[Stage]:
    """The way of a case; one that was stopped shows where it stopped."""
    at = _stage_of(row)
    closed = row.status in flow.CLOSED
    found = []
    for number, (title, _states) in enumerate(STAGES):
        done = number < at or (number == at and row.status == flow.SERVED)
        state = "done" if done else "now" if number == at and not closed else ""
        found.append(Stage(title, state))
    if closed and row.status != flow.SERVED:
        found = [each for each in found if each.state == "done"]
        found.append(Stage(row.get_status_display(), "now"))
    return found


def _stage_of(row: Case) -> int:
    states = [row.status]
    if row.status in {flow.DROPPED, flow.GUIDANCE_ONLY}:
        states = [
            step.status for step in reversed(row.steps.all()) if step.status not in flow.CLOSED
        ]
    status = states[0] if states else flow.SUSPECTED
    return next(number for number, (_title, at) in enumerate(STAGES) if status in at)


def until(day: date | None, today: date) -> str:
    """ "sampai Jumat, 27 November", or that the day has passed."""
    if day is None:
        return ""
    if day < today:
        return f"seharusnya sampai {day_named(day)}"
    return f"sampai {day_named(day)}"
