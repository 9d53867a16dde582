"""What people may do with one sheet and its objection, each act through its services."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from noken.core import clock
from noken.core.actor import Actor, system
from noken.evaluation import services as evaluation
from noken.evaluation.models import Pin, Sheet
from noken.evaluation.rules import grading
from noken.evaluation.services import FactDraft, PaperFacts, PartDraft, RatingDraft, SelfDraft
from noken.objections import services
from noken.objections.models import Objection
from noken.objections.queries.deciders import decider_of
from noken.objections.services import Decision, HearingDraft, Letter
from noken.organization.models import Employee
from noken.regulations.grades import grade_table
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_evaluation import make_period, make_sheet, split_sheet
from tests.world_objections import new_key, objection_draft, statement_draft
from tests.world_work import photo

TABLE = grade_table()


@dataclass
class World:
    """One sheet, its people and the clock."""

    cast: Cast
    sheet_id: int
    at: datetime = NOON
    done: list[str] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        return Sheet.objects.get(pk=self.sheet_id)

    @property
    def objection(self) -> Objection | None:
        rows = Objection.objects.filter(sheet_id=self.sheet_id).order_by("filed_at", "pk")
        return rows.exclude(status="WITHDRAWN").first() or rows.last()

    def by(self, person: Employee) -> Actor:
        return actor(person, on=clock.day_of(self.at))

    def who(self, name: str, act: str) -> Employee:
        """The one whose act it is for `usual`, else the one who is named."""
        if name != "usual":
            return getattr(self.cast, name)  # type: ignore[no-any-return]  # an Employee
        if act in {"self", "receive", "file", "add", "withdraw"}:
            return self.cast.owner
        if act == "close_part":
            return self.cast.former_superior
        if act in {"receive_on_paper", "excuse", "include", "own_on_paper", "letter"}:
            return self.cast.personnel
        row = self.objection
        if act in {"take", "hear", "decide"} and row is not None:
            found = decider_of(row.pk, clock.day_of(self.at))
            return Employee.objects.get(pk=found) if found else self.cast.personnel
        if act in {"answer", "undo"} and row is not None:
            return row.rater
        away = clock.day_of(self.at).isoformat() < "2026-11-28"
        return self.cast.acting_superior if away else self.cast.superior


Act = Callable[[World, Actor, str, str], Any]


def rate(world: World, by: Actor, result: str, behaviour: str) -> None:
    """Pin what a grade other than Baik needs, save, publish: three acts, as the page does them."""
    evaluation.save_rating(
        world.sheet_id, RatingDraft(result=result, behaviour=behaviour), by=by, at=world.at
    )
    if grading.needs_fact(grading.grade_of(result, behaviour, TABLE)):
        fact(world, by)
    evaluation.publish_rating(world.sheet_id, by=by, at=world.at)


def fact(world: World, by: Actor) -> None:
    day = world.sheet.period.end_on - timedelta(3)
    draft = FactDraft(
        source=Pin.Source.OTHER, source_id=str(new_key(world.at)), day=day, text="Panduan dipakai."
    )
    evaluation.pin(world.sheet_id, draft, by=by, at=world.at)


def unpin(world: World, by: Actor, result: str, _: str) -> None:
    """Take a fact off: one of the rater's, or with AS one of the person's."""
    side = Pin.Side.EMPLOYEE if result == "AS" else Pin.Side.RATER
    rows = Pin.objects.filter(sheet_id=world.sheet_id, side=side, removed_at__isnull=True)
    found = rows.order_by("pk").last()
    evaluation.unpin(world.sheet_id, found.pk if found else 0, by=by, at=world.at)


def self_assess(world: World, by: Actor, result: str, behaviour: str) -> None:
    draft = SelfDraft(result=result, behaviour=behaviour, text="Target tercapai.")
    evaluation.publish_self(world.sheet_id, draft, key=new_key(world.at), by=by, at=world.at)


def close_part(world: World, by: Actor, result: str, behaviour: str) -> None:
    """Of the first part; the superior of the last one closes none."""
    part = world.sheet.parts.order_by("start_on")[0]
    draft = PartDraft(part_id=part.pk, result=result, behaviour=behaviour, note="Rapi.")
    evaluation.close_part(world.sheet_id, draft, by=by, at=world.at)


def receive_on_paper(world: World, by: Actor, result: str, _: str) -> None:
    """Today, or with AS yesterday, which may be before it was published."""
    day = clock.day_of(world.at) - timedelta(result == "AS")
    evaluation.receive_on_paper(world.sheet_id, day=day, witness="Yuliana", by=by, at=world.at)


def change(world: World, by: Actor, result: str, behaviour: str) -> None:
    evaluation.change_after_calibration(
        world.sheet_id, result=result, behaviour=behaviour, reason="Kalibrasi", by=by, at=world.at
    )


def file(world: World, by: Actor, result: str, _: str) -> None:
    draft = objection_draft(world.sheet, key=new_key(world.at), wants_hearing=result == "AS")
    services.file_objection(draft, by=by, at=world.at)


def letter(world: World, by: Actor, result: str, _: str) -> None:
    """Received today, or with AS yesterday, which may be before the result was."""
    draft = objection_draft(world.sheet, key=new_key(world.at), uploads=(photo(),))
    day = clock.day_of(world.at) - timedelta(result == "AS")
    given = Letter(draft=draft, day=day, receiver="Yuliana")
    services.enter_letter(given, by=by, at=world.at)


def own_on_paper(world: World, by: Actor, result: str, behaviour: str) -> None:
    draft = SelfDraft(result=result, behaviour=behaviour, text="Target tercapai.")
    paper = PaperFacts(day=clock.day_of(world.at), receiver="Yuliana")
    key = new_key(world.at)
    evaluation.enter_self(world.sheet_id, draft, paper, key=key, by=by, at=world.at)


def hear(world: World, by: Actor, result: str, behaviour: str) -> None:
    draft = HearingDraft(
        key=new_key(world.at),
        side="RATER" if result == "AS" else "EMPLOYEE",
        mode="NONE" if behaviour == "BELOW" else "MEETING",
        held_on=clock.day_of(world.at),
        note="Didengar.",
    )
    services.hear(objection_id(world), draft, by=by, at=world.at)


def decide(world: World, by: Actor, result: str, behaviour: str) -> None:
    draft = Decision(
        key=new_key(world.at),
        result=result,
        behaviour=behaviour,
        reason="Kedua pihak didengar.",
        lower_meant=True,
        fact_on=world.sheet.period.end_on - timedelta(3),
        fact="Panduan dipakai.",
    )
    services.decide(objection_id(world), draft, by=by, at=world.at)


def said(act: Callable[..., Any]) -> Act:
    def done(world: World, by: Actor, _result: str, _behaviour: str) -> None:
        draft = statement_draft(key=new_key(world.at))
        act(objection_id(world), draft, by=by, at=world.at)

    return done


def plain(act: Callable[..., Any]) -> Act:
    return lambda world, by, _r, _b: act(objection_id(world), by=by, at=world.at)


def of_sheet(act: Callable[..., Any], **more: Any) -> Act:
    return lambda world, by, _r, _b: act(world.sheet_id, by=by, at=world.at, **more)


def night(world: World, _by: Actor, _result: str, _behaviour: str) -> None:
    services.finalize_due(by=system(clock.day_of(world.at)), at=world.at)
    services.remind(by=system(clock.day_of(world.at)), at=world.at)


ACTS: dict[str, Act] = {
    "self": self_assess,
    "own_on_paper": own_on_paper,
    "rate": rate,
    "pin": lambda world, by, _r, _b: fact(world, by),
    "unpin": unpin,
    "undo": of_sheet(evaluation.undo_publish),
    "receive": of_sheet(evaluation.receive),
    "receive_on_paper": receive_on_paper,
    "close_part": close_part,
    "change": change,
    "excuse": of_sheet(evaluation.excuse, reason="Tugas belajar"),
    "include": of_sheet(evaluation.include),
    "file": file,
    "letter": letter,
    "add": said(services.add_statement),
    "withdraw": plain(services.withdraw),
    "take": plain(services.take),
    "answer": said(services.answer),
    "hear": hear,
    "decide": decide,
    "night": night,
}


def objection_id(world: World) -> Any:
    """Of the one that stands, or of none."""
    row = world.objection
    return row.pk if row else new_key(world.at)


def world_of(cast: Cast) -> World:
    """The person moved in the middle of the period: Elias led before."""
    sheet = make_sheet(cast.owner, make_period())
    split_sheet(sheet, sheet.period.start_on + timedelta(40), cast.former_superior)
    return World(cast, sheet.pk)
