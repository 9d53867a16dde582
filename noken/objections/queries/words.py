"""Words and small values that several pages of objections show."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from noken.objections.models import Objection
from noken.objections.rules import flow
from noken.regulations.grades import grade_table
from noken.ui.formats import day_named, day_short

TONES = {
    flow.FILED: ("thr", "clock"),
    flow.TAKEN: ("acc", "scale"),
    flow.DECIDED: ("ok", "check"),
    flow.WITHDRAWN: ("", "x"),
}
ABOUT = {
    Objection.About.RESULT: "rating hasil kerja",
    Objection.About.BEHAVIOUR: "rating perilaku kerja",
    Objection.About.BOTH: "rating hasil kerja dan rating perilaku kerja",
}


@dataclass(frozen=True, slots=True)
class Rated:
    """Two ratings and the grade they give, in words."""

    result: str
    behaviour: str
    grade: str


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection in a list. `when` is the next day that counts, in words; `late` it is past.
    `grade` "": it was changed, and its person has not opened it yet."""

    id: UUID
    period: str
    name: str
    grade: str
    says: str
    tone: str
    icon: str
    when: str
    late: bool
    url: str


def rated(result: str, behaviour: str, grade: str) -> Rated:
    table = grade_table()
    return Rated(table.rating(result).name, table.rating(behaviour).name, table.grade(grade).word)


def says_of(row: Objection) -> str:
    """How it stands, in words for everybody who may see it."""
    if row.status == Objection.Status.DECIDED:
        return f"Diputus: {row.get_outcome_display().lower()}"
    return row.get_status_display()


def next_day(row: Objection, today: date) -> tuple[str, bool]:
    """The next day that counts in words, and whether it is past; ("", False): none does."""
    if row.status == Objection.Status.FILED:
        return _until("diambil", row.take_by, today)
    if row.status == Objection.Status.TAKEN and row.decide_by is not None:
        return _until("diputus", row.decide_by, today)
    return "", False


def row_of(row: Objection, today: date, *, name: str = "", unopened: bool = False) -> ObjectionRow:
    """A line; `name` where the reader is not the person themselves."""
    tone, icon = TONES[row.status]
    when, late = next_day(row, today)
    return ObjectionRow(
        id=row.pk,
        period=row.period,
        name=name,
        grade="" if unopened else grade_table().grade(row.before_grade).word,
        says=says_of(row),
        tone=tone,
        icon=icon,
        when=when,
        late=late,
        url=row.get_absolute_url(),
    )


def day_full(day: date | None) -> str:
    """Selasa, 24 November 2026"""
    return f"{day_named(day)} {day.year}" if day else ""


def _until(what: str, day: date, today: date) -> tuple[str, bool]:
    if day < today:
        return f"seharusnya {what} paling lambat {day_short(day)}", True
    return f"{what} paling lambat {day_named(day)}", False
