"""The lists: cases in which the actor has a part, the own ones, and what a case may begin from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.discipline import access
from noken.discipline.models import Case, Examiner
from noken.discipline.queries import grounds, nexts
from noken.discipline.queries.chain import chain_of
from noken.discipline.queries.matrix import matrix_on
from noken.discipline.queries.seats import seats_of
from noken.discipline.queries.terms import terms_on
from noken.discipline.queries.words import TONES, CaseRow, counted_words, sanction_name
from noken.discipline.rules import authority, flow, sanctions
from noken.findings import queries as findings
from noken.organization import queries as organization
from noken.organization.models import Posting, ReportingLine, Unit
from noken.regulations.discipline import sanctions as sanction_table

PAGE = 25


@dataclass(frozen=True, slots=True)
class CasesPage:
    """`rows` of this page of the list, open ones first; `may_write` leads to the form."""

    rows: Sequence[CaseRow]
    paged: Page[Case]
    only_open: bool
    may_write: bool
    keeps: bool
    matrix_signed: bool
    terms_signed: bool
    role: Role
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class MinePage:
    """`companion`: whether somebody may be beside the person when they are heard."""

    rows: Sequence[CaseRow]
    companion: bool


@dataclass(frozen=True, slots=True)
class StartPage:
    """From what a case would be opened: `findings` of one person in words that count today as one
    sum, or, without any, a breach to be written down about one of `people`. `is_judged`: it was
    decided on, and nothing came since. `already`: a case of the person that is not decided, which
    others join at `join_url` where the actor may. `more` may be opened together with these."""

    employee_id: int | None
    name: str
    kind: str
    is_ruled: bool
    finding_ids: Sequence[int]
    findings: Sequence[str]
    rung: str
    level: str
    guidance: bool
    is_judged: bool
    already: str
    join_url: str
    more: Sequence[tuple[int, str]]
    by_impact: bool
    people: Sequence[tuple[int, str]]
    searches: bool
    asked: str
    role: Role
    about: frozenset[int]


def cases_of(actor: Actor) -> QuerySet[Case]:
    """Cases of others in which the actor has a part today; BKPSDM keeps them all."""
    me, on = actor.employee_id or 0, actor.on
    if actor.has(Role.PERSONNEL):
        return Case.objects.exclude(employee_id=me)
    line = ReportingLine.objects.filter(
        in_force(on), employee_id=OuterRef("employee_id"), superior_id=me
    )
    named = Examiner.objects.filter(case=OuterRef("pk"), employee_id=me)
    wanted = Q(Exists(line)) | Q(Exists(named)) | Q(examiner_id=me) | Q(official_id=me)
    wanted |= Q(appeal__ruler_id=me)
    if _is_head(me, on):
        wanted |= Q(level__in=["SEDANG", "BERAT"])
    return Case.objects.filter(wanted).exclude(employee_id=me)


def cases_page(actor: Actor, at: datetime, number: int = 1, *, only_open: bool = True) -> CasesPage:
    """The list, newest step first; each opening of a case asks a reason of its own."""
    rows = cases_of(actor)
    if only_open:
        rows = rows.exclude(status__in=flow.CLOSED)
    rows = rows.select_related("employee", "report", "call", "delivery", "appeal").prefetch_related(
        "summonses", "decisions", "findings", "replies"
    )
    paged = Paginator(rows.order_by("-moved_at", "-pk"), PAGE)
    shown = paged.get_page(number)
    return CasesPage(
        rows=[row_of(row, at, name=row.employee.name, me=actor.employee_id) for row in shown],
        paged=shown,
        only_open=only_open,
        may_write=actor.has(Role.SUPERIOR) or actor.has(Role.PERSONNEL),
        keeps=actor.has(Role.PERSONNEL),
        matrix_signed=matrix_on(actor.on).is_signed,
        terms_signed=terms_on(actor.on).is_signed,
        role=actor.role,
        about=frozenset(row.employee_id for row in shown),
    )


def mine_page(actor: Actor, at: datetime) -> MinePage:
    """The own cases; also when there is none."""
    rows = Case.objects.filter(employee_id=actor.employee_id or 0)
    rows = rows.select_related("report", "call", "delivery", "appeal")
    rows = rows.prefetch_related("summonses", "decisions").order_by("-opened_at", "-pk")
    allowed = findings.terms_on(actor.on).companion
    return MinePage([row_of(row, at) for row in rows], allowed)


def row_of(row: Case, at: datetime, *, name: str = "", me: int | None = None) -> CaseRow:
    """`name` "" for the person themselves; `me` who reads of another."""
    tone, icon = TONES[row.status]
    said = nexts.next_of(row, at, ruler=nexts.ruler_word(row, me))
    return CaseRow(
        number=row.number,
        name=name,
        says=row.get_status_display(),
        tone=tone,
        icon=icon,
        level=row.get_level_display().lower(),
        next=said if name else nexts.to_the_person(said),
        opened_on=clock.day_of(row.opened_at),
        url=row.get_absolute_url(),
    )


def start_page(actor: Actor, number: str = "", *, asked: str = "") -> StartPage:
    """The form that opens a case: from a finding by its number, or a breach; `asked` is a name
    that BKPSDM looks for.

    Raises:
        Http404: a finding that is not there, or of somebody the actor is not above.
    """
    if not number:
        return _blank(actor, asked)
    finding_id = findings.id_of(number)
    whole = grounds.together([finding_id]) if finding_id else {}
    facts = whole.get(finding_id or 0)
    if facts is None or facts.employee_id == actor.employee_id:
        raise Http404
    if not access.may_open(actor, chain_of(facts.employee_id, actor.on)):
        raise Http404
    person = organization.find_person(facts.employee_id, actor.on)
    if person is None:
        raise Http404
    counts = grounds.counts(facts)
    rung = (facts.rung or "") if counts else ""
    open_case = Case.objects.filter(employee_id=person.id, status__in=flow.UNDECIDED).first()
    basis = [each for each in whole.values() if grounds.counts(each)] if counts else [facts]
    more = [] if open_case or not counts else grounds.open_of(person.id)
    more = [each for each in more if each.id not in whole]
    ladders = [each.code in grounds.LADDER for each in [*basis, *more]]
    return StartPage(
        employee_id=person.id,
        name=person.name,
        kind=person.kind,
        is_ruled=authority.is_ruled(person.kind),
        finding_ids=[facts.id] if counts else [],
        findings=[counted_words(each) for each in basis],
        rung=sanction_name(rung),
        level=sanctions.level_of(rung, "UNIT", sanction_table()).lower(),
        guidance=not counts,
        is_judged=facts.id in grounds.judged(whole.values()),
        already=open_case.number if open_case else "",
        join_url=_join_url(actor, open_case),
        more=[(each.id, counted_words(each)) for each in more],
        by_impact=not all(ladders),
        people=(),
        searches=False,
        asked="",
        role=Role.SUPERIOR if actor.has(Role.SUPERIOR) else actor.role,
        about=frozenset({person.id}),
    )


def _join_url(actor: Actor, row: Case | None) -> str:
    """The case, where the actor may add to it now."""
    if row is None:
        return ""
    standing = access.standing_of(actor, row, seats_of(row, actor.on))
    may = standing is not None and flow.JOIN in standing.acts(row.status)
    return f"{row.get_absolute_url()}#langkah" if may else ""


def _blank(actor: Actor, asked: str) -> StartPage:
    lines = ReportingLine.objects.filter(in_force(actor.on), superior_id=actor.employee_id or 0)
    ids = list(lines.values_list("employee_id", flat=True))
    found = organization.people(ids, actor.on)
    searches = actor.has(Role.PERSONNEL)
    if searches and asked.strip():
        found |= {each.id: each for each in organization.search_people(actor, asked)}
    found.pop(actor.employee_id or 0, None)
    people = sorted(found.values(), key=lambda each: each.name)
    return StartPage(
        employee_id=None,
        name="",
        kind="",
        is_ruled=True,
        finding_ids=(),
        findings=(),
        rung="",
        level="",
        guidance=False,
        is_judged=False,
        already="",
        join_url="",
        more=(),
        by_impact=True,
        people=[
            (each.id, f"{each.name}, {each.post}")
            for each in people
            if authority.is_ruled(each.kind)
        ],
        searches=searches,
        asked=asked,
        role=actor.role,
        about=frozenset(),
    )


def _is_head(employee_id: int, on: date) -> bool:
    """Whether somebody leads the instansi today (PPK)."""
    posts = Posting.objects.filter(in_force(on), employee_id=employee_id, is_head=True)
    return posts.filter(unit__kind=Unit.Kind.INSTANSI).exists()
