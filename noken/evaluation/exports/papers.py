"""Evaluations as official papers, for one sheet or for the many of a print job."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from noken.core import clock
from noken.core.actor import Actor
from noken.documents.services.papers import (
    Dated,
    EvaluationForm,
    EvaluationRecord,
    Letterhead,
    Official,
    PartLine,
    Ratings,
    Signature,
)
from noken.documents.services.printing import Printable
from noken.evaluation.exports.reached import earlier, feedback, reached
from noken.evaluation.models import Part, Pin, Rating, Sheet, UnitRating
from noken.evaluation.ports import OnPaper, objection_on_paper
from noken.evaluation.queries.spans import Key, key_of
from noken.evaluation.rules import evidence as evidence_rules
from noken.evaluation.rules.sheet_flow import is_loose
from noken.organization import queries as organization
from noken.organization.queries import OfficialFacts
from noken.planning.queries import on_paper
from noken.regulations import grades

Row = TypeVar("Row", Pin, Part)
FORM, RECORD = "EVALUATION", "EVALUATION_RECORD"
TITLES = {FORM: "Evaluasi kinerja", RECORD: "Dokumen evaluasi kinerja"}
NOTHING = "Hasil evaluasinya belum terbit."
NO_PLAN = "Belum ada SKP yang disepakati untuk periode ini; formulir ini memuat isi SKP."
TERMS = (
    "Keberatan diajukan tertulis dengan alasan kepada atasan pejabat penilai kinerja "
    "(Pasal 59 PP 30/2019)."
)


def print_data(by: Actor, kind: str, refs: Sequence[str]) -> dict[str, Printable]:
    """The facts of a print job, by the number of the sheet; nothing for kinds of other areas."""
    if kind not in TITLES:
        return {}
    made = printables(by, kind, [int(ref) for ref in refs])
    return {str(sheet_id): found for sheet_id, found in made.items()}


def printables(by: Actor, kind: str, sheet_ids: Sequence[int]) -> dict[int, Printable]:
    """What each sheet says on paper, or why it says nothing yet. Unscoped: who asks settles that.

    `by` matters only to what other areas add; a paper is the same whoever prints it.
    """
    desk = _Desk(by, sheet_ids)
    return {sheet.pk: _printable(desk, kind, sheet) for sheet in desk.sheets}


def _printable(desk: "_Desk", kind: str, sheet: Sheet) -> Printable:
    rating = desk.ratings.get(sheet.pk)
    if rating is None:
        return Printable(None, why_not=NOTHING)
    data = _record(desk, sheet, rating) if kind == RECORD else _form(desk, sheet, rating)
    if data is None:
        return Printable(None, why_not=NO_PLAN)
    return Printable(data, f"{TITLES[kind]} {sheet.period}, {data.owner.name}")


@dataclass
class _Desk:
    """What several papers need, read once for all of them."""

    by: Actor
    sheet_ids: Sequence[int]
    sheets: list[Sheet] = field(init=False)
    ratings: dict[int, Rating] = field(init=False)
    pins: dict[int, list[Pin]] = field(init=False)
    parts: dict[int, list[Part]] = field(init=False)
    superiors: dict[int, int | None] = field(init=False)
    people: dict[tuple[int, date], OfficialFacts] = field(init=False)
    units: dict[tuple[Key, int], str] = field(init=False)
    objections: Mapping[int, OnPaper] = field(init=False)

    def __post_init__(self) -> None:
        ids = list(self.sheet_ids)
        self.sheets = list(
            Sheet.objects.filter(pk__in=ids).select_related("period", "unit").order_by("pk")
        )
        in_force = Rating.objects.filter(
            sheet__in=ids, published_at__isnull=False, replaced_at=None
        )
        self.ratings = {rating.sheet_id: rating for rating in in_force}
        self.pins = _by_sheet(self._published_pins())
        parts = Part.objects.filter(sheet__in=ids).select_related("unit").order_by("start_on")
        self.parts = _by_sheet(parts)
        self.superiors = self._superiors()
        self.people = self._people()
        self.units = self._unit_ratings()
        self.objections = {}
        for answer in objection_on_paper.ask(self.by, ids):
            self.objections = {**self.objections, **answer}

    def rated_on(self, sheet: Sheet) -> date:
        """The day the result in force was published."""
        at = self.ratings[sheet.pk].published_at or sheet.opened_at
        return clock.day_of(at)

    def person(self, employee_id: int | None, on: date) -> Official:
        facts = self.people.get((employee_id or 0, on))
        if facts is None:
            return Official("")
        return Official(facts.name, facts.nip, facts.rank, facts.post, facts.unit_and_agency)

    def facts(self, employee_id: int, on: date) -> OfficialFacts:
        return self.people[employee_id, on]

    def unit_rating(self, sheet: Sheet) -> str:
        """The code of the rating of the unit or of the nearest one above it; "" for none."""
        for unit_id in reversed([int(step) for step in sheet.unit.path.split("/") if step]):
            if found := self.units.get((key_of(sheet.period), unit_id)):
                return found
        return ""

    def _rated(self) -> list[Sheet]:
        return [sheet for sheet in self.sheets if sheet.pk in self.ratings]

    def _superiors(self) -> dict[int, int | None]:
        """The superior of each rater, by sheet, on the day the result was published."""
        found: dict[int, int | None] = {}
        for day, sheets in _by_day(self._rated(), self.rated_on).items():
            raters = {sheet.pk: self.ratings[sheet.pk].by_id for sheet in sheets}
            above = organization.superiors(raters.values(), day)
            found |= {sheet_id: above.get(rater) for sheet_id, rater in raters.items()}
        return found

    def _people(self) -> dict[tuple[int, date], OfficialFacts]:
        """Who is rated as of the last day of the period; all others as of the publication."""
        asked: dict[date, set[int]] = {}
        for sheet in self._rated():
            last, day = _last_on(sheet), self.rated_on(sheet)
            asked.setdefault(last, set()).add(sheet.employee_id)
            asked[last] |= {part.superior_id or 0 for part in self.parts.get(sheet.pk, ())}
            signing = {self.ratings[sheet.pk].by_id, self.superiors[sheet.pk] or 0}
            asked.setdefault(day, set()).update(signing)
        return {
            (employee_id, day): facts
            for day, ids in asked.items()
            for employee_id, facts in organization.officials(ids, day).items()
        }

    def _published_pins(self) -> list[Pin]:
        """What results rest on; what a rater pinned after one waits for a change to carry it."""
        at = {sheet.pk: sheet.published_at for sheet in self.sheets}
        rows = Pin.objects.filter(sheet__in=self.sheet_ids, removed_at=None).order_by("day", "pk")
        return [
            row
            for row in rows
            if row.side != Pin.Side.RATER or not is_loose(row.at, at[row.sheet_id])
        ]

    def _unit_ratings(self) -> dict[tuple[Key, int], str]:
        above = {int(s) for sheet in self.sheets for s in sheet.unit.path.split("/") if s}
        years = {sheet.period.year for sheet in self.sheets}
        rows = UnitRating.objects.filter(period__year__in=years, unit__in=above, replaced_at=None)
        return {
            (key_of(row.period), row.unit_id): row.rating for row in rows.select_related("period")
        }


def _by_sheet(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.sheet_id, []).append(row)
    return found


def _by_day(sheets: Iterable[Sheet], day_of: Callable[[Sheet], date]) -> dict[date, list[Sheet]]:
    found: dict[date, list[Sheet]] = {}
    for sheet in sheets:
        found.setdefault(day_of(sheet), []).append(sheet)
    return found


def _record(desk: _Desk, sheet: Sheet, rating: Rating) -> EvaluationRecord:
    last, day = _last_on(sheet), desk.rated_on(sheet)
    owner_facts = desk.facts(sheet.employee_id, last)
    owner, rater = desk.person(sheet.employee_id, last), desk.person(rating.by_id, day)
    superior = desk.person(desk.superiors[sheet.pk], day)
    unit_rating = desk.unit_rating(sheet)
    objection = desk.objections.get(sheet.pk, OnPaper(TERMS))
    return EvaluationRecord(
        letterhead=Letterhead(owner_facts.government, owner_facts.agency),
        period=str(sheet.period),
        start_on=sheet.period.start_on,
        last_on=last,
        owner=owner,
        rater=rater,
        superior=superior,
        unit_rating=_unit_word(unit_rating),
        grades=_grade_words(),
        peak=_peak(unit_rating),
        ratings=_ratings(rating),
        facts=tuple(_fact(pin) for pin in desk.pins.get(sheet.pk, ())),
        recommendation=rating.recommendation,
        signatures=(
            Signature(
                "Dibuat oleh pejabat penilai kinerja,", rater, rating.published_at,
                "diterbitkan secara elektronik",
            ),
            Signature(
                "Diterima oleh pegawai yang dinilai,", owner, sheet.received_at,
                sheet.receipt_note or "diterima secara elektronik",
            ),
            Signature("Diketahui atasan pejabat penilai kinerja,", superior),
        ),
        parts=tuple(_part(desk, part, last) for part in desk.parts.get(sheet.pk, ())[:-1]),
        reason=rating.reason,
        objection_terms=objection.terms,
        objection=objection.objection,
        answer=objection.answer,
        decision=objection.decision,
        forecast=_forecast_word(rating),
    )  # fmt: skip


def _form(desk: _Desk, sheet: Sheet, rating: Rating) -> EvaluationForm | None:
    at = rating.published_at or rating.saved_at
    ended = clock.start_of(sheet.period.end_on)
    content = on_paper.content_agreed_by(sheet.employee_id, sheet.period.year, ended, at)
    if content is None:
        return None
    last, day = _last_on(sheet), desk.rated_on(sheet)
    owner, rater = desk.person(sheet.employee_id, last), desk.person(rating.by_id, day)
    unit_rating = desk.unit_rating(sheet)
    pins = desk.pins.get(sheet.pk, [])
    seen = evidence_rules.from_json(rating.evidence) if rating.evidence else None
    said = reached(seen, pins)
    return EvaluationForm(
        is_leader=content.is_leaders,
        is_worded=content.is_worded,
        period=str(sheet.period),
        start_on=sheet.period.start_on,
        last_on=last,
        owner=owner,
        rater=rater,
        unit_rating=_unit_word(unit_rating),
        grades=_grade_words(),
        peak=_peak(unit_rating),
        results=on_paper.result_lines(content, said),
        values=on_paper.value_lines(content, feedback(seen)),
        ratings=_ratings(rating),
        place=desk.facts(sheet.employee_id, last).seat,
        rated_on=day,
        signatures=(
            Signature(
                "Pegawai yang dinilai,", owner, sheet.received_at,
                sheet.receipt_note or "diterima secara elektronik",
            ),
            Signature(
                "Pejabat penilai kinerja,", rater, at, "diterbitkan secara elektronik"
            ),
        ),
        guides_note=on_paper.PARAPHRASE,
        earlier=tuple(earlier(sheet, seen, said, at)),
    )  # fmt: skip


def _part(desk: _Desk, part: Part, on: date) -> PartLine:
    return PartLine(
        start_on=part.start_on,
        last_on=_day_before(part.end_on),
        superior=desk.person(part.superior_id, on).name,
        unit=part.unit.name,
        result=_rating_word(part.result),
        behaviour=_rating_word(part.behaviour),
        note=part.note,
    )


def _fact(pin: Pin) -> Dated:
    """A pinned fact in the words it had when it was pinned."""
    by = {
        Pin.Side.EMPLOYEE: ", disematkan pegawai",
        Pin.Side.DECIDER: ", disebut dalam putusan keberatan",
    }.get(Pin.Side(pin.side), "")
    return Dated(pin.day, str(pin.content.get("text", "")), f"{pin.get_source_display()}{by}")


def _ratings(rating: Rating) -> Ratings:
    table = grades.grade_table()
    return Ratings(
        table.rating(rating.result).name,
        table.rating(rating.behaviour).name,
        table.grade(rating.grade).name,
    )


def _rating_word(code: str) -> str:
    return grades.grade_table().rating(code).name if code else ""


def _forecast_word(rating: Rating) -> str:
    """ "" where the evidence was too little for one."""
    code = rating.forecast.get("grade", "") if rating.forecast.get("measured", True) else ""
    return grades.grade_table().grade(code).name if code else ""


def _grade_words() -> tuple[str, ...]:
    """The five grades for the axis of the pattern, worst first."""
    return tuple(grade.word for grade in reversed(grades.grade_table().grades))


def _unit_word(code: str) -> str:
    return next((rating.name for rating in grades.org_ratings() if rating.code == code), "")


def _peak(code: str) -> str:
    """The grade most people should have by the guide of the unit's rating; "" without one."""
    rating = next((rating for rating in grades.org_ratings() if rating.code == code), None)
    named = [g.grades[0] for g in rating.guides if g.majority or g.least] if rating else []
    return grades.grade_table().grade(named[0]).word if named else ""


def _last_on(sheet: Sheet) -> date:
    return _day_before(sheet.period.end_on)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
