"""The page of one case: what it rests on, the way, the record, and the one next lawful step."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404

from noken.audit import queries as audit
from noken.core import clock
from noken.core.actor import ROLE_WORDS, Actor, Role
from noken.core.uuid7 import uuid7
from noken.discipline import access
from noken.discipline.access import Seats, Standing
from noken.discipline.models import Case, CaseStep, Letter, Report
from noken.discipline.queries import grounds, nexts
from noken.discipline.queries.matrix import matrix_on
from noken.discipline.queries.medium import medium_on
from noken.discipline.queries.page_shape import (
    Basis,
    CasePage,
    Gate,
    LetterRow,
    StepRow,
    unopened_in,
)
from noken.discipline.queries.parties import choices_for
from noken.discipline.queries.ruling import ruling_of
from noken.discipline.queries.seats import seats_of
from noken.discipline.queries.terms import terms_on
from noken.discipline.queries.words import TONES, sanction_name, stages_of
from noken.discipline.rules import flow, sanctions, steps
from noken.discipline.rules.sanctions import Weighed
from noken.findings import queries as findings
from noken.organization import queries as organization
from noken.regulations.discipline import sanctions as sanction_table

SUMMONSES = frozenset({Letter.Kind.SUMMONS_1, Letter.Kind.SUMMONS_2})
HIDDEN_FROM_PERSON = frozenset({CaseStep.Kind.DRAFTED, CaseStep.Kind.RETURNED})


def find_case(actor: Actor, number: str) -> tuple[Case, Standing, Seats]:
    """Raises Http404: not there, or not the actor's to know of."""
    row = _by_number(number)
    if row is None:
        raise Http404
    seats = seats_of(row, actor.on)
    standing = access.standing_of(actor, row, seats)
    if standing is None:
        raise Http404
    return row, standing, seats


def case_page(actor: Actor, number: str, at: datetime) -> CasePage | Gate:
    """The page; `Gate` where a reason must be stated first.

    Raises:
        Http404: not there, or not the actor's to know of.
    """
    row, standing, seats = find_case(actor, number)
    reason = (
        audit.stated_reason(actor, row.employee_id, at, record=row.number)
        if standing.asks_reason
        else ""
    )
    if reason is None:
        return Gate(row.number, row.employee_id, standing.role)
    return _page(row, standing, seats, reason, at)


def _page(row: Case, standing: Standing, seats: Seats, reason: str, at: datetime) -> CasePage:
    own, today = standing.is_own, clock.day_of(at)
    people = organization.officials(_people(row, seats), today)
    names = {pk: each.name for pk, each in people.items()}
    made, drawn = nexts.decided_of(row), nexts.draft_of(row)
    delivered = row.delivery if hasattr(row, "delivery") else None
    shown = made if not own or delivered else None
    acts = steps.likely(nexts.now_of(row, seats, at), standing.parts)
    choices = choices_for(row, seats, acts, today)
    if not choices.findings:
        acts = [each for each in acts if each != flow.JOIN]
    filed = nexts.appeal_of(row)
    ruler = nexts.YOU if flow.RULER in standing.parts else names.get(seats.ruler_id or 0, "")
    code = nexts.sanction_in_force(shown, filed) if shown else ""
    tone, icon = TONES[row.status]
    first = _first(acts, row, has_ruler=seats.ruler_id is not None)
    allowed, lacks_medium = _allowed(row, seats, acts, today)
    return CasePage(
        row=row,
        standing=standing,
        person=people[row.employee_id],
        names=_names(row, seats, names),
        says=row.get_status_display(),
        tone=tone,
        icon=icon,
        level=row.get_level_display().lower(),
        next=_next(row, at, names.get(seats.official_id or 0, ""), ruler, own=own),
        stages=stages_of(row),
        basis=_basis(row),
        summonses=sorted(row.summonses.all(), key=lambda each: (each.ordinal, each.pk)),
        hearing=_one(row, "hearing"),
        questions=_questions(row),
        release=_one(row, "release"),
        report=None if own else _one(row, "report"),
        report_sanction="" if own or not hasattr(row, "report") else _proposed(row.report),
        draft=None if own else drawn,
        draft_sanction=sanction_name(drawn.sanction) if drawn and not own else "",
        decision=shown,
        sanction=sanction_table().get(code),
        was=sanction_name(shown.sanction) if shown and shown.sanction != code else "",
        delivery=delivered,
        appeal=filed,
        ruling=ruling_of(row, standing, seats, people, today),
        replies=[(each.at, each.text, each.is_late) for each in row.replies.order_by("at")],
        letters=letters_of(row, own=own, delivered=delivered is not None),
        steps=_steps(row, own=own),
        act=first,
        others=[each for each in acts if each != first],
        choices=choices,
        allowed=allowed,
        lacks_medium=lacks_medium,
        terms=terms_on(today),
        matrix_signed=matrix_on(today).is_signed,
        companion=findings.terms_on(today).companion,
        readers=_readers(seats, names),
        stated_reason=reason,
        key=uuid7(at),
        role=standing.role,
        about=frozenset({row.employee_id}),
    )


def _by_number(number: str) -> Case | None:
    parts = number.split("-")
    if len(parts) != 3 or parts[0] != "D" or not all(p.isdecimal() for p in parts[1:]):
        return None
    year, serial = int(parts[1]), int(parts[2])
    if year > 9999 or serial > 10**9 or number != f"D-{year}-{serial:04d}":
        return None
    beside = ("hearing", "release", "report", "call", "delivery", "appeal", "unit")
    rows = Case.objects.select_related(*beside)
    return (
        rows.prefetch_related("summonses", "decisions", "steps__by", "letters")
        .filter(year=year, serial=serial)
        .first()
    )


def _next(row: Case, at: datetime, official: str, ruler: str, *, own: bool) -> str:
    said = nexts.next_of(row, at, official=official, ruler=ruler)
    return nexts.to_the_person(said) if own else said


def _one(row: Case, name: str) -> Any:
    return getattr(row, name) if hasattr(row, name) else None


def _first(acts: Sequence[str], row: Case, *, has_ruler: bool) -> str:
    """The act that leads on; what may be done besides, or once more, is no such act."""
    besides = {flow.DROP, flow.GUIDE, flow.RETURN, flow.ANSWER, flow.RELEASE, flow.EXCUSE}
    besides |= {flow.JOIN, flow.ACCUSE}
    if has_ruler:
        besides.add(flow.SETTLE)
    if grounds.answered(row):
        besides.add(flow.REPLY)
    return next((act for act in acts if act not in besides), "")


def _people(row: Case, seats: Seats) -> set[int]:
    found = {row.employee_id, row.opened_by_id, *seats.examiner_ids}
    filed = nexts.appeal_of(row)
    more = (seats.official_id, seats.rater_id, seats.ruler_id, seats.decider_id)
    found |= {pk for pk in (*more, filed and filed.recorded_by_id) if pk}
    found |= {each.before_id for each in row.summonses.all()}
    return found


def _names(row: Case, seats: Seats, names: dict[int, str]) -> list[tuple[str, str]]:
    """Who has which part, for the facts of the page."""
    team = "Tim pemeriksa" if seats.has_team else "Pemeriksa"
    found = [
        ("Dicatat oleh", names.get(row.opened_by_id, "")),
        (team, ", ".join(sorted(names[pk] for pk in seats.examiner_ids if pk in names))),
        ("Pejabat yang berwenang", names.get(seats.official_id or 0, "menunggu penetapan")),
    ]
    return [(word, name) for word, name in found if name]


def _basis(row: Case) -> list[Basis]:
    stored = list(row.findings.order_by("pk"))
    today = grounds.facts_of([each.finding_id for each in stored])
    return [
        Basis(
            number=each.number,
            code=each.code,
            then=f"{each.counted.normalize():f}",
            now=f"{today[each.finding_id].counted.normalize():f}"
            if each.finding_id in today
            else "0",
            rung=sanction_name(each.sanction),
            url=today[each.finding_id].url if each.finding_id in today else "",
        )
        for each in stored
    ]


def _questions(row: Case) -> list[tuple[int, str, str]]:
    if not hasattr(row, "hearing"):
        return []
    rows = row.hearing.questions.order_by("ordinal")
    return [(each.ordinal, each.question, each.answer) for each in rows]


def _proposed(report: Report) -> str:
    return sanction_name(report.sanction) if report.is_proven else "Tidak terbukti"


def letters_of(row: Case, *, own: bool, delivered: bool) -> list[LetterRow]:
    """The letters; the report and the order are no letters to the person, the decision is one
    once it was delivered. A summons is read by opening it, which proves that it arrived."""
    hidden = {"REPORT", "ORDER"} if own else set()
    if own and not delivered:
        hidden |= {"DECISION", "RECEIPT"}
    closed = {each.pk for each in unopened_in(row)} if own else set()
    return [
        LetterRow(
            each.pk,
            each.get_kind_display(),
            each.number,
            each.on,
            None if each.kind in SUMMONSES and each.about_id in closed else each.paper_id,
        )
        for each in sorted(row.letters.all(), key=lambda each: (each.at, each.pk))
        if each.kind not in hidden
    ]


def _steps(row: Case, *, own: bool) -> list[StepRow]:
    return [
        StepRow(
            each.get_kind_display(),
            each.by.name if each.by else ROLE_WORDS[Role.SYSTEM],
            ROLE_WORDS.get(Role(each.role), ""),
            "" if own else each.note,
            each.at,
        )
        for each in sorted(row.steps.all(), key=lambda each: (each.at, each.pk))
        if not own or each.kind not in HIDDEN_FROM_PERSON
    ]


def _allowed(
    row: Case, seats: Seats, acts: Sequence[str], today: date
) -> tuple[list[tuple[str, str]], bool]:
    """The sanctions that fit, for the forms that choose one. With a report its impact bounds
    them, before it any impact may still be found; of a decision only what is lighter. And whether
    nobody has signed which medium kinds hold, where one could fit."""
    if not {flow.REPORT, flow.DRAFT, flow.SETTLE, flow.RULE} & set(acts):
        return [], False
    rung, medium = grounds.rung_in(row), medium_on(today)
    impact = row.report.impact if hasattr(row, "report") else "STATE"
    by_impact = grounds.goes_by_impact(row)
    weighed = Weighed(rung, impact, seats.has_team, medium=medium.codes, by_impact=by_impact)
    codes = sanctions.allowed(weighed, sanction_table())
    if made := nexts.decided_of(row):
        codes = sanctions.below(made.sanction, codes, sanction_table())
    lacks = row.level != Case.Level.RINGAN and not medium.is_signed
    return [(code, sanction_name(code)) for code in codes], lacks


def _readers(seats: Seats, names: dict[int, str]) -> str:
    people = [names.get(seats.rater_id or 0, "atasan langsung")]
    people += sorted(names[pk] for pk in seats.examiner_ids - {seats.rater_id} if pk in names)
    more = (seats.official_id, seats.decider_id, seats.ruler_id)
    people += [names[pk] for pk in more if pk in names]
    return ", ".join(dict.fromkeys(people))
