"""A simulated year: what everybody does in it, through the services alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from noken.calendars import queries as calendars
from noken.core import clock
from noken.core.actor import system
from noken.core.uuid7 import uuid7
from noken.documents.models import PrintJob
from noken.documents.services import printing
from noken.evaluation import queries as evaluation_queries
from noken.evaluation import services as evaluation
from noken.evaluation.models import Part, Period, Rating, Sheet
from noken.evaluation.queries.printing import Chosen
from noken.evaluation.rules import grading
from noken.evaluation.rules.periods import TEACHERS
from noken.evaluation.services import (
    FactDraft,
    Meeting,
    Opening,
    PartDraft,
    RatingDraft,
    SelfDraft,
    UnitVerdict,
)
from noken.followup import services as followup
from noken.followup.models import Improvement
from noken.followup.services import NewGoal, NewImprovement
from noken.objections import services as objections
from noken.objections.queries.deciders import deciders_of
from noken.objections.services import Decision, HearingDraft, ObjectionDraft, StatementDraft
from noken.organization import services as organization
from noken.organization.models import Employee, Posting, ReportingLine
from noken.organization.services import Acting
from noken.planning import services as planning
from noken.planning.models import Plan
from noken.planning.queries.agreements import content_in
from noken.planning.rules import Content, IndicatorContent, ResultContent, fingerprint
from noken.planning.services import NoteDraft
from noken.regulations.grades import grade_table
from noken.work import services as work
from noken.work.services import FeedbackDraft, ReportDraft
from tests.world_year import Regency

YEAR = 2026
QUARTERS = {1: date(2026, 4, 1), 2: date(2026, 7, 1), 3: date(2026, 10, 1), 4: date(2027, 1, 4)}
"""The first days on which the periods are opened."""
DEALT = (
    (("AS", "AS"),) * 14 + (("ABOVE", "ABOVE"),) * 3 + (("BELOW", "AS"),) * 2 + (("AS", "BELOW"),)
)
TABLE = grade_table()
FULL_TARGETS = (Decimal(2), Decimal(2), Decimal(2), Decimal(2))
MORE_TARGETS = (Decimal(2), Decimal(2), Decimal(2), Decimal(3))
SAID = "Hasil kerja triwulan ini tercapai sesuai yang disepakati."


def at_hour(day: date, hour: int = 9) -> datetime:
    return clock.at_noon(day) + timedelta(hours=hour - 12)


@dataclass
class Year:
    """The regency, the dice, and what is known without asking: keys of results and indicators.

    `teachers` are those of the legal group of teachers and principals.
    """

    regency: Regency
    targets: tuple[Decimal, Decimal, Decimal, Decimal] = FULL_TARGETS
    deal: Sequence[tuple[str, str]] = DEALT
    teachers: set[int] = field(default_factory=set)
    random: Random = field(default_factory=lambda: Random(YEAR))  # noqa: S311 (dice, not secrets)
    results: dict[int, UUID] = field(default_factory=dict)
    indicators: dict[int, UUID] = field(default_factory=dict)

    def superiors(self, on: date) -> dict[int, int | None]:
        rows = ReportingLine.objects.filter(start_on__lte=on).exclude(end_on__lte=on)
        return dict(rows.values_list("employee_id", "superior_id"))

    def plan(self, day: date) -> None:
        """From the top down, so that each plan serves the one above it."""
        above = self.superiors(day)
        for person in self.regency.order:
            superior = above[person.pk]
            self._plan_of(person.pk, superior, day)

    def _plan_of(self, person: int, superior: int | None, day: date) -> None:
        at, by = at_hour(day), self.regency.by(person, day)
        plan = planning.start_plan(person, YEAR, by=by, at=at)
        result, measure = uuid7(at), uuid7(at)
        indicator = IndicatorContent(measure, "Dokumen yang selesai", "dokumen", self.targets)
        content = Content(
            (
                ResultContent(
                    result,
                    "Dokumen layanan selesai tepat waktu",
                    supports=self.results.get(superior or 0),
                    indicators=(indicator,),
                ),
            )
        )
        seen = fingerprint(_content_of(plan))
        planning.save_draft(plan.pk, content, seen=seen, by=by, at=at)
        planning.submit_plan(plan.pk, by=by, at=at)
        chief = self.regency.by(superior or 0, day)
        planning.approve_plan(plan.pk, by=chief, at=at + timedelta(hours=1))
        self.results[person], self.indicators[person] = result, measure

    def talk(self, day: date) -> None:
        """Superior and owner talk beside a line of the plan of the first of each section."""
        above = self.superiors(day)
        for section in self.regency.sections[:3]:
            person = self.regency.staff[section.pk][0].pk
            plan, line = Plan.objects.get(owner=person), f"INDICATOR:{self.indicators[person]}"
            for place, who in enumerate((above[person] or 0, person)):
                at = at_hour(day, 10 + place)
                note = NoteDraft(key=uuid7(at), line=line, text="Data sekolah menjadi tantangan.")
                planning.add_note(plan.pk, note, by=self.regency.by(who, day), at=at)

    def revise(self, day: date) -> None:
        """In mid-year the first of some sections agree on other targets, with a reason."""
        above = self.superiors(day)
        for section in self.regency.sections[-3:]:
            person = self.regency.staff[section.pk][0].pk
            plan, by, at = (
                Plan.objects.get(owner=person),
                self.regency.by(person, day),
                at_hour(day),
            )
            revision = planning.start_revision(plan.pk, "Tugas bertambah.", by=by, at=at)
            before = content_in(revision)
            (result,) = before.results
            (indicator,) = result.indicators
            after = replace(
                before,
                results=(replace(result, indicators=(replace(indicator, targets=MORE_TARGETS),)),),
            )
            planning.save_draft(plan.pk, after, seen=fingerprint(before), by=by, at=at)
            planning.submit_plan(plan.pk, by=by, at=at)
            chief = self.regency.by(above[person] or 0, day)
            planning.approve_plan(plan.pk, by=chief, at=at + timedelta(hours=1))

    def print_section(self, period: Period, day: date) -> PrintJob:
        """BKPSDM has the records of the last section printed; the workers make them."""
        unit = self.regency.sections[-1]
        chosen = Chosen(period.pk, 0, unit.pk, f"{period}, {unit.name}")
        by, at = self.regency.by(self.regency.keeper.pk, day), at_hour(day)
        job = evaluation.print_many(chosen, key=uuid7(at), by=by, at=at)
        for first in range(1, job.total + 1, printing.PART):
            printing.make_part(job.pk, first, by=system(day), at=at)
        return job

    def work(self, last: date) -> None:
        """Two reports each, approved in one go by who leads; a note to some."""
        days, above = calendars.last_workdays(last, 2), self.superiors(last)
        waiting: dict[int, list[UUID]] = {}
        for person in self.regency.order:
            drafts = [self._report(person.pk, day) for day in days]
            by = self.regency.by(person.pk, last)
            outcomes = work.file_reports(drafts, by=by, at=at_hour(last, 15))
            assert all(outcome.receipt for outcome in outcomes), outcomes
            waiting.setdefault(above[person.pk] or 0, []).extend(draft.key for draft in drafts)
        for chief, keys in waiting.items():
            by = self.regency.by(chief, last)
            for first in range(0, len(keys), 50):
                work.approve_reports(keys[first : first + 50], by=by, at=at_hour(last, 16))
            self._praise(chief, last)

    def _report(self, person: int, day: date) -> ReportDraft:
        return ReportDraft(
            key=uuid7(at_hour(day, 15)),
            work_on=day,
            indicator_key=self.indicators[person],
            title=f"Menyelesaikan dokumen {day:%d.%m}",
            quantity=Decimal(1),
        )

    def _praise(self, chief: int, on: date) -> None:
        above = self.superiors(on)
        led = sorted(person for person, superior in above.items() if superior == chief)
        for person in led[:2]:
            note = FeedbackDraft(
                key=uuid7(at_hour(on)), person_id=person, text="Rapi dan cepat.", value="SERVICE"
            )
            work.give_feedback(note, by=self.regency.by(chief, on), at=at_hour(on, 16))

    def evaluate(self, kind: str, number: int, day: date, *, group: str = "GENERAL") -> Period:
        """Own views, ratings a week later, notices, objections, and the end of their days."""
        keeper = self.regency.by(self.regency.keeper.pk, day)
        opening = Opening(
            kind=kind,
            group=group,
            year=YEAR,
            number=number,
            self_due_on=day + timedelta(5),
            due_on=day + timedelta(12),
        )
        period = evaluation.open_period(opening, by=keeper, at=at_hour(day))
        sheets = list(Sheet.objects.filter(period=period, employee__in=self.regency.order))
        asked = [
            each for each in self.regency.order if (each.pk in self.teachers) == (group == TEACHERS)
        ]
        assert len(sheets) == len(asked)
        for sheet in sheets:
            if self.random.random() > 0.05:
                self._view(sheet, day + timedelta(2))
        self._close_parts(sheets, day + timedelta(4))
        self._rate(sheets, day + timedelta(7))
        if (kind, number) == ("QUARTER", 1):
            self._weigh_units(period, sheets, day + timedelta(8))
        self._receive(sheets, day + timedelta(8))
        self._object(sheets, day + timedelta(10))
        night = day + timedelta(40)
        objections.finalize_due(by=system(night), at=at_hour(night, 1))
        return period

    def _view(self, sheet: Sheet, day: date) -> None:
        draft = SelfDraft(result="AS", behaviour="AS", text=SAID)
        by, at = self.regency.by(sheet.employee_id, day), at_hour(day)
        evaluation.publish_self(sheet.pk, draft, key=uuid7(at), by=by, at=at)

    def _close_parts(self, sheets: Sequence[Sheet], day: date) -> None:
        """Who led the earlier days of somebody who moved says how they were."""
        for sheet, part in _earlier(sheets):
            draft = PartDraft(part_id=part.pk, result="AS", behaviour="AS", note=SAID)
            by = self.regency.by(part.superior_id or 0, day)
            evaluation.close_part(sheet.pk, draft, by=by, at=at_hour(day))

    def _rate(self, sheets: Sequence[Sheet], day: date) -> None:
        raters = evaluation_queries.sheets_facts([sheet.pk for sheet in sheets], day)
        for sheet in sheets:
            rater = raters[sheet.pk].rater_id
            assert rater is not None
            by, at = self.regency.by(rater, day), at_hour(day)
            result, behaviour = self.random.choice(self.deal)
            evaluation.save_rating(
                sheet.pk, RatingDraft(result=result, behaviour=behaviour), by=by, at=at
            )
            if grading.needs_fact(grading.grade_of(result, behaviour, TABLE)):
                fact = FactDraft(
                    source="OTHER",
                    source_id=str(uuid7(at)),
                    day=sheet.period.end_on - timedelta(9),
                    text="Contoh nyata yang dicatat bersama pegawai.",
                )
                evaluation.pin(sheet.pk, fact, by=by, at=at)
            evaluation.publish_rating(sheet.pk, by=by, at=at)

    def _weigh_units(self, period: Period, sheets: Sequence[Sheet], day: date) -> None:
        """The divisions are rated one level up; one head explains the spread, calls the raters
        together, and a rater changes a grade afterwards."""
        divisions = [unit for unit in self.regency.posts if self._is_division(unit)]
        at = at_hour(day)
        for unit_id in divisions:
            above = self.superiors(day)[self.regency.heads[unit_id].pk]
            verdict = UnitVerdict(
                period_id=period.pk, unit_id=unit_id, rating="GOOD", reason="Target tercapai."
            )
            evaluation.rate_unit(verdict, by=self.regency.by(above or 0, day), at=at)
        head = self.regency.by(self.regency.heads[divisions[0]].pk, day)
        evaluation.explain_spread(period.pk, divisions[0], "Kelompok kecil.", by=head, at=at)
        meeting = Meeting(period_id=period.pk, unit_id=divisions[0], meet_on=day)
        evaluation.announce_calibration(meeting, by=head, at=at)
        rating = Rating.objects.filter(sheet__in=sheets, result="AS", behaviour="AS").first()
        assert rating is not None
        evaluation.change_after_calibration(
            rating.sheet_id,
            result="ABOVE",
            behaviour="AS",
            reason="Sesudah rapat kalibrasi.",
            by=self.regency.by(rating.by_id, day),
            at=at,
        )

    def _is_division(self, unit_id: int) -> bool:
        return any(section.parent_id == unit_id for section in self.regency.sections)

    def _receive(self, sheets: Sequence[Sheet], day: date) -> None:
        for sheet in sheets:
            by = self.regency.by(sheet.employee_id, day)
            evaluation.receive(sheet.pk, by=by, at=at_hour(day))

    def _object(self, sheets: Sequence[Sheet], day: date) -> None:
        """Every third of those with a low grade objects; half of them are right."""
        low = [
            rating
            for rating in Rating.objects.filter(
                sheet__in=sheets, published_at__isnull=False, replaced_at=None
            ).order_by("sheet")
            if TABLE.grade(rating.grade).order < TABLE.grade("GOOD").order
        ]
        for place, rating in enumerate(low[::3]):
            self._one_objection(rating, day, right=place % 2 == 0)

    def _one_objection(self, rating: Rating, day: date, *, right: bool) -> None:
        by = self.regency.by(rating.sheet.employee_id, day)
        draft = ObjectionDraft(
            key=uuid7(at_hour(day)),
            sheet_id=rating.sheet_id,
            about="BOTH",
            text="Bukti yang saya lampirkan belum ditimbang.",
        )
        row = objections.file_objection(draft, by=by, at=at_hour(day))
        later = day + timedelta(3)
        decider = deciders_of([row.pk], later)[row.pk]
        if decider is None:
            self._name_somebody(row.pk, later)
            decider = self.regency.signer.pk
        chief, rater = self.regency.by(decider, later), self.regency.by(row.rater_id, later)
        at = at_hour(later)
        objections.take(row.pk, by=chief, at=at)
        answer = StatementDraft(key=uuid7(at), text="Dasarnya target yang disepakati.")
        objections.answer(row.pk, answer, by=rater, at=at)
        heard = HearingDraft(
            key=uuid7(at), side="EMPLOYEE", mode="MEETING", held_on=later, note="Didengar."
        )
        objections.hear(row.pk, heard, by=chief, at=at)
        ratings = ("AS", "AS") if right else (rating.result, rating.behaviour)
        decision = Decision(
            key=uuid7(at), result=ratings[0], behaviour=ratings[1], reason="Sesuai bukti."
        )
        objections.decide(row.pk, decision, by=chief, at=at + timedelta(hours=1))

    def _name_somebody(self, objection_id: UUID, day: date) -> None:
        by = self.regency.by(self.regency.keeper.pk, day)
        objections.assign(objection_id, self.regency.signer.pk, reason="SK", by=by, at=at_hour(day))

    def transfer(self, on: date) -> list[Employee]:
        """The first of each section of the first half goes to the next one."""
        keeper, moved = self.regency.by(self.regency.keeper.pk, on), []
        sections = self.regency.sections[:12]
        for here, there in zip(sections, [*sections[1:], sections[0]], strict=True):
            person = self.regency.staff[here.pk][0]
            post = self.regency.staff_posts[there.pk].pk
            organization.move_employee(person.pk, post, on, by=keeper, at=at_hour(on))
            moved.append(person)
        self.regency.know_lines()
        return moved

    def stand_in(self, start: date, end: date) -> Employee:
        """While a section's head is away, one of the section acts and rates."""
        section = self.regency.sections[-1]
        person = self.regency.staff[section.pk][0]
        acting = Acting(
            employee_id=person.pk,
            position_id=self.regency.posts[section.pk].pk,
            kind=Posting.Kind.PLH,
            start_on=start,
            end_on=end,
        )
        by = self.regency.by(self.regency.keeper.pk, start)
        organization.appoint_acting(acting, by=by, at=at_hour(start))
        self.regency.know_lines()
        return person

    def follow_up(self, day: date) -> Improvement:
        """A chance to improve for the first who ends the year below Baik."""
        rating = (
            Rating.objects.filter(
                sheet__period__kind="YEAR", replaced_at=None, grade="NEEDS_IMPROVEMENT"
            )
            .order_by("pk")
            .first()
        )
        assert rating is not None
        sheet = rating.sheet
        coach = self.superiors(day)[sheet.employee_id]
        new = NewImprovement(
            key=uuid7(at_hour(day)),
            employee_id=sheet.employee_id,
            sheet_id=sheet.pk,
            reason="Capaian tahun ini di bawah ekspektasi.",
            goals=[NewGoal(text="Dua dokumen sepekan", measure="jumlah dokumen", support="rekan")],
        )
        return followup.propose_improvement(
            new, by=self.regency.by(coach or 0, day), at=at_hour(day)
        )


def _earlier(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Part]]:
    by_sheet: dict[int, list[Part]] = {}
    for part in Part.objects.filter(sheet__in=sheets).order_by("start_on"):
        by_sheet.setdefault(part.sheet_id, []).append(part)
    for sheet in sheets:
        for part in by_sheet[sheet.pk][:-1]:
            yield sheet, part


def _content_of(plan: Plan) -> Content:
    revision = plan.revisions.get()
    return Content(approach=revision.approach, form=revision.form)
