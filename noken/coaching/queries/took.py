"""What leaves a talk: that it took place, how often and when. Never a word of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.evaluation.queries import OtherEvidence, SpanAsked
from noken.findings.queries import Beside
from noken.findings.queries.counting import whose
from noken.organization import queries as organization
from noken.ui import formats

TOOK_SQL = """
    select t.employee_id, t.held_on from coaching_talk t
    where t.held_on is not null and t.offered_at is not null and (
        t.agreed_at is not null
        or exists (select from coaching_agreement a
                   where a.talk_id = t.id and a.added_by_id = t.employee_id))
"""
"""Whose talks took place and when, inside a larger statement. It takes two: what a superior writes
down alone, offers and ends was none."""
_TOOK = f"""
    select employee_id, array_agg(held_on order by held_on) from ({TOOK_SQL}) t
    where employee_id = any(%s::bigint[]) group by employee_id
"""  # noqa: S608 (constants only)
READERS = (Role.SELF, Role.PERSONNEL, Role.INSPECTORATE, Role.SUPERIOR)


@dataclass(frozen=True, slots=True)
class Took:
    """The days on which talks took place, oldest first."""

    days: Sequence[date] = ()

    @property
    def sessions(self) -> int:
        return len(self.days)

    @property
    def last_on(self) -> date | None:
        return self.days[-1] if self.days else None

    def within(self, start: date, end: date | None = None) -> "Took":
        """Those of `[start, end)`."""
        return Took([day for day in self.days if start <= day and (end is None or day < end)])


NEVER = Took()


def took_place(employee_ids: Collection[int]) -> dict[int, Took]:
    """By person, those with at least one talk; one statement. A talk took place once the person
    consented to what came of it, or wrote down a change in it that was put to them. Unscoped: it
    says no more than that.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TOOK, [list(employee_ids)])
        return {person: Took(days) for person, days in cursor.fetchall()}


def in_words(took: Took) -> str:
    """Pembinaan dilakukan, 2 sesi."""
    return f"Pembinaan dilakukan, {took.sessions} sesi"


def evidence_of(
    actor: Actor, spans: Sequence[SpanAsked]
) -> Mapping[SpanAsked, Sequence[OtherEvidence]]:
    """Answers evaluation: how many talks a span shows; for who may read the evidence anyway."""
    found = took_place({span.employee_id for span in spans})
    answer = {}
    for span in spans:
        took = found.get(span.employee_id, NEVER).within(span.start, span.end)
        if took.sessions:
            url = _own_page(actor, span.employee_id)
            answer[span] = [OtherEvidence("coaching", f"{in_words(took)}.", url)]
    return answer


def beside_findings(actor: Actor, finding_ids: Sequence[int]) -> Mapping[int, Sequence[Beside]]:
    """Answers findings: talks with the person since the first day a finding saw; to who leads the
    person and has had none, the way to one."""
    about = whose(finding_ids)
    people = {each.employee_id for each in about.values()}
    known = {person for person in people if organization.relation_of(actor, person, *READERS)}
    found, leads = took_place(known), _led_by(actor)
    answer = {}
    for finding_id, each in about.items():
        took = found.get(each.employee_id, NEVER).within(each.first_on)
        if took.sessions:
            state = f"terakhir {formats.day_named(took.last_on)}"
            url = _own_page(actor, each.employee_id)
            answer[finding_id] = [Beside(in_words(took), url, state)]
        elif each.employee_id in leads:
            url = url_of("coaching:new", each.employee_id)
            answer[finding_id] = [Beside("Percakapan pembinaan", url, "dapat diatur")]
    return answer


def _own_page(actor: Actor, employee_id: int) -> str:
    return url_of("coaching:mine") if employee_id == actor.employee_id else ""


def _led_by(actor: Actor) -> set[int]:
    """Who answers to the actor today."""
    rows = organization.direct_reports(actor.employee_id or 0, actor.on)
    return set(rows.values_list("employee_id", flat=True))
