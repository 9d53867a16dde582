"""What is so of a person: each fact from the one function of the area that owns it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from noken.attendance import queries as attendance
from noken.attendance.queries.held import rows_of
from noken.attendance.queries.month import absent_in_year
from noken.attendance.queries.terms import limits_on
from noken.attendance.rules.holding import Mark
from noken.attendance.rules.months import totals_of
from noken.core.actor import Actor, Role, system
from noken.core.tally import counted as tallied
from noken.evaluation import queries as evaluation
from noken.evaluation.models import Statement
from noken.evaluation.queries import Asked
from noken.evaluation.rules.evidence import Evidence
from noken.evaluation.rules.grading import forecast, told_share
from noken.findings import queries as findings
from noken.findings.models import Row
from noken.home.queries.counts import WAITS, waiting_tallies
from noken.leave.models import Request
from noken.leave.queries.terms import ledger_of
from noken.organization import queries as organization
from noken.planning import queries as planning
from noken.planning.queries import Progress
from noken.regulations import grades
from noken.regulations.discipline import sanctions
from noken.ui.formats import day_named, number, percent
from noken.work import queries as work
from tests.whole.people import LIVES, MONTH, Person
from tests.world import TODAY, actor

NOTHING = "\u2013"
LACK = "Data belum cukup"


# --- progress and what waits ---


def reports(person: Person) -> bool:
    return LIVES[person.key].family == "GENERAL"


def states(person: Person) -> bool:
    return not reports(person)


def led(person: Person) -> bool:
    """Whether the own superior keeps a board of many."""
    return person.key != "principal"


def progress(person: Person) -> Progress | None:
    ask = work.progress_of if reports(person) else evaluation.progress_of
    found = ask(actor(person.who), [person.who.pk], TODAY.year)
    return found.get((person.who.pk, person.plan.keys[0]))


def target_of(person: Person) -> Decimal:
    row = person.plan.indicators[0]
    quarters = (row.target_q1, row.target_q2, row.target_q3, row.target_q4)
    return sum((each or Decimal() for each in quarters), Decimal())


def done_of_year(person: Person) -> str:
    now, target = progress(person), target_of(person)
    return f"{number(now.done)} dari {number(target)}" if now else NOTHING


def share(person: Person) -> str:
    """Of the year where reports count, of what was stated else. What is done is whole at most: no
    result makes up for another one."""
    if states(person):
        shown = evidence(person).results[0].share_pct
        return NOTHING if shown is None else told_share(shown)
    now, target = progress(person), target_of(person)
    return percent(min(Decimal(100), planning.share_pct(now.done, target))) if now else NOTHING


def statement(person: Person) -> str:
    """What became of what was stated."""
    rows = Statement.objects.filter(employee=person.who, replaced_at=None).order_by("pk")
    return next((row.get_status_display() for row in rows), NOTHING)


def unreviewed(person: Person) -> str:
    now = progress(person)
    return str(now.unreviewed if now else 0)


def fresh(person: Person) -> str:
    now = progress(person)
    return str(now.waiting if now else 0)


def waiting(person: Person) -> str:
    rows = work.waiting_reports(actor(person.superior, Role.SUPERIOR))
    return str(sum(row.person.id == person.who.pk for row in rows))


def evidence(person: Person) -> Evidence:
    period = person.sheet.period
    asked = Asked(person.who.pk, period.start_on, period.end_on)
    return evaluation.gather(system(TODAY), [asked], TODAY)[0].evidence


def grade(person: Person) -> str:
    found = forecast(evidence(person), grades.grade_table())
    word = evaluation.grade_word(found.grade)
    return word.word if word and found.is_measured else LACK


def has_result(person: Person) -> bool:
    return person.result is not None


def result(person: Person) -> str:
    """The grade of the newest period that is over."""
    found = evaluation.grades_of(actor(person.who), [person.who.pk])
    word = next(evaluation.grade_word(each.grade) for each in found if each.grade)
    assert word is not None
    return word.word


# --- days ---


def month_row(person: Person) -> Any:
    return rows_of([person.who.pk], MONTH, TODAY, [])[person.who.pk]


def letters(person: Person) -> str:
    return str(month_row(person).held)[: TODAY.day]


def letters_in_file(person: Person) -> str:
    """A day that is not over stays empty there."""
    return letters(person).replace(Mark.RUNNING, "_")


def late_minutes(person: Person) -> str:
    return str(month_row(person).late)


def present(person: Person) -> str:
    return str(totals_of(letters(person)).present)


def absent(person: Person) -> str:
    return str(absent_in_year(person.who.pk, TODAY.year, limits_on(TODAY).overdue_before))


def at_work(person: Person) -> str:
    period = person.sheet.period
    days = attendance.days_in([person.who.pk], period.start_on, TODAY + timedelta(1))
    found = days[person.who.pk]
    return f"{found.present} dari {found.owed}"


# --- leave, questions, superiors ---


def balance(person: Person) -> str:
    found = ledger_of(person.who, TODAY).balance(TODAY.year)
    return " ".join(number(each) for each in (found.left, found.used, found.asked, found.right))


def asks_leave(person: Person) -> bool:
    return Request.objects.filter(employee=person.who, status="SUBMITTED").count() == 1


def asked_leave(person: Person) -> str:
    return Request.objects.get(employee=person.who, status="SUBMITTED").get_absolute_url()


def asked_findings(person: Person) -> str:
    """Findings in which the person is asked about something."""
    open_rows = Row.objects.filter(finding__employee=person.who, state__in=("ASKED", "PROOF"))
    return str(open_rows.values("finding").distinct().count())


def counted(person: Person) -> str:
    return number(findings.standing_of([person.who.pk], TODAY.year)[person.who.pk].counted)


def rung(person: Person) -> str:
    """Of the year, in the words of the law; a region without a table has none."""
    found = findings.standing_of([person.who.pk], TODAY.year)[person.who.pk].rung
    return sanctions()[found.sanction].name.lower() if found else NOTHING


def is_ruled(person: Person) -> bool:
    return is_asked(person) and LIVES[person.key].kind == "PNS"


def is_asked(person: Person) -> bool:
    """Whether others than the person may read of the finding: it asked about something that has
    not fallen since."""
    if not person.findings:
        return False
    silent = ("HINT", "CLEARED")
    return person.findings[0].rows.exclude(state__in=silent).exists()


def due(person: Person) -> str:
    days = [row.reply_by for row in Row.objects.filter(finding=person.findings[0], state="ASKED")]
    known: list[date] = [day for day in days if day]
    return day_named(min(known)) if known else NOTHING


def superior(person: Person) -> str:
    found = organization.superior_of(person.who.pk, TODAY)
    return found.person.name if found.person else NOTHING


def waits(person: Person) -> str:
    return _waits(actor(person.who))


def waits_for_superior(person: Person) -> str:
    return _waits(actor(person.superior))


def _waits(by: Actor) -> str:
    found = tallied(waiting_tallies(by))
    return str(sum(found[name] for name in WAITS))
