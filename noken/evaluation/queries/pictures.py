"""Grades counted by unit, and drawn: bars whose shares add up."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from noken.evaluation.rules import spread
from noken.regulations import grades
from noken.ui.formats import number

GAP = 0.35
"""Room between two parts of a bar, in percent of its length."""
LEAST_LABELLED = 6
"""A narrower part carries no number; the table beside has them all."""

_BY_UNIT = """
    select u.id, u.path, coalesce(r.grade, ''), count(*)
    from evaluation_sheet s
    join organization_unit u on u.id = s.unit_id
    left join evaluation_rating r
        on r.sheet_id = s.id and r.published_at is not null and r.replaced_at is null
    where s.period_id = any(%(periods)s) and s.status <> 'EXCUSED'
    group by 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One grade of a bar; lengths are texts in percent."""

    css: str
    word: str
    pct: int
    x: str
    width: str
    middle: str

    @property
    def is_labelled(self) -> bool:
        return self.pct >= LEAST_LABELLED


@dataclass(frozen=True, slots=True)
class Bar:
    """The grades of one group. `people` have one, of `asked` who are to get one.

    A hidden bar has no parts: the group is too small to be shown to this reader. `exact`: the
    reader may see numbers of people, not only shares.
    """

    label: str
    people: int
    asked: int
    parts: Sequence[Part] = ()
    hidden: bool = False
    exact: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The same in words."""
        if self.hidden:
            return "disamarkan"
        if not self.people:
            return "belum ada predikat"
        return ", ".join(f"{part.word} {part.pct}%" for part in self.parts)

    @property
    def cells(self) -> Sequence[str]:
        """The shares of all five grades, best first, for a table."""
        pct = spread.shares(self.counts)
        return [
            f"{pct.get(grade.code, 0)}%" if pct.get(grade.code) else self._rare(grade.code)
            for grade in grades.grades()
        ]

    def _rare(self, grade: str) -> str:
        """Of a share that rounds to nothing."""
        return "<1%" if self.counts.get(grade) else "0%"


@dataclass(slots=True)
class Tallied:
    """Grades of a unit and all below: people by grade, and how many are to get one."""

    counts: Counter[str] = field(default_factory=Counter)
    asked: int = 0

    @property
    def people(self) -> int:
        return self.counts.total()


def by_unit(period_ids: Collection[int]) -> dict[int, Tallied]:
    """Published grades in force of periods for each unit with all below it; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_UNIT, {"periods": list(period_ids)})
        rows = cursor.fetchall()
    found: dict[int, Tallied] = {}
    for _, path, grade, count in rows:
        for unit_id in ids_of(path):
            tallied = found.setdefault(unit_id, Tallied())
            tallied.asked += count
            if grade:
                tallied.counts[grade] += count
    return found


def ids_of(path: str) -> list[int]:
    """The units of a path, from the top down to the unit itself."""
    return [int(part) for part in path.strip("/").split("/") if part]


def bar_of(label: str, tallied: Tallied, *, hidden: bool = False, exact: bool = False) -> Bar:
    if hidden:
        return Bar(label, 0, 0, hidden=True)
    parts = () if not tallied.people else tuple(_parts(tallied.counts))
    return Bar(
        label, tallied.people, tallied.asked, parts, exact=exact, counts=dict(tallied.counts)
    )


def words() -> dict[str, str]:
    """The word of each grade on screens."""
    return {grade.code: grade.word for grade in grades.grades()}


def org_words() -> dict[str, str]:
    """The word of each rating of a unit."""
    return {rating.code: rating.name for rating in grades.org_ratings()}


def legend() -> list[tuple[str, str]]:
    """Fill and word of each grade, best first."""
    return [(f"f{place}", grade.word) for place, grade in enumerate(grades.grades(), start=1)]


def _parts(counts: Mapping[str, int]) -> Iterable[Part]:
    order = [grade.code for grade in grades.grades()]
    pct = spread.shares({code: counts.get(code, 0) for code in order})
    start = 0
    for place, grade in enumerate(grades.grades(), start=1):
        share = pct[grade.code]
        if share:
            width = max(share - GAP, GAP)
            yield Part(
                css=str(place),
                word=grade.word,
                pct=share,
                x=f"{start}%",
                width=f"{width:g}%",
                middle=f"{start + share / 2:g}%",
            )
        start += share


def of_people(bar: Bar) -> str:
    """How many have a grade: 9 dari 14, or 14."""
    if bar.people == bar.asked:
        return number(bar.people)
    return f"{number(bar.people)} dari {number(bar.asked)}"
