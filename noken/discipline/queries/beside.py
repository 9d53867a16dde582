"""What stands beside a finding: its case and the letters, for whom the case exists; and which
findings an official has decided on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import Max

from noken.core.actor import Actor
from noken.core.http import url_of
from noken.discipline import access
from noken.discipline.models import Case, CaseFinding
from noken.discipline.queries import grounds
from noken.discipline.queries.chain import chain_of
from noken.discipline.queries.page import letters_of
from noken.discipline.queries.seats import seats_of
from noken.discipline.rules import authority, flow
from noken.findings.queries import Beside
from noken.organization import queries as organization


def beside_findings(actor: Actor, finding_ids: Sequence[int]) -> Mapping[int, Sequence[Beside]]:
    """Case and letters by finding; where there is no case yet, the way to open one."""
    found: dict[int, list[Beside]] = {}
    rows = CaseFinding.objects.filter(finding_id__in=finding_ids).select_related("case")
    undecided: set[int] = set()
    for each in rows.order_by("case__opened_at"):
        if each.case.status in flow.UNDECIDED:
            undecided.add(each.finding_id)
        found.setdefault(each.finding_id, []).extend(_lines(actor, each.case))
    for pk, line in _openable(actor, [pk for pk in finding_ids if pk not in undecided]):
        found.setdefault(pk, []).append(line)
    return {pk: lines for pk, lines in found.items() if lines}


def closed_above(finding_ids: Collection[int]) -> Mapping[int, datetime]:
    """Findings that an official has decided on, and when last."""
    rows = CaseFinding.objects.filter(
        finding_id__in=finding_ids,
        case__status__in=flow.DECIDED_ON,
        case__decisions__decided_at__isnull=False,
    )
    found = rows.values_list("finding_id").annotate(Max("case__decisions__decided_at"))
    return dict(found.order_by())


def _lines(actor: Actor, row: Case) -> list[Beside]:
    standing = access.standing_of(actor, row, seats_of(row, actor.on))
    if standing is None:
        return []
    url = row.get_absolute_url()
    letters = letters_of(row, own=standing.is_own, delivered=hasattr(row, "delivery"))
    return [
        Beside(f"Perkara disiplin {row.number}", url, row.get_status_display()),
        *(Beside(each.word, url, each.number) for each in letters),
    ]


def _openable(actor: Actor, finding_ids: Sequence[int]) -> list[tuple[int, Beside]]:
    """Findings that carry a case which the actor may open: nothing was decided on them yet, or
    days came since."""
    if actor.employee_id is None or not finding_ids:
        return []
    whole = grounds.together(finding_ids)
    judged = grounds.judged(whole.values())
    fresh = [whole[pk] for pk in finding_ids if pk in whole and pk not in judged]
    facts = [each for each in fresh if grounds.counts(each)]
    people = organization.people({each.employee_id for each in facts}, actor.on)
    made = []
    for each in facts:
        person = people.get(each.employee_id)
        if person is None or not authority.is_ruled(person.kind) or person.id == actor.employee_id:
            continue
        if access.may_open(actor, chain_of(person.id, actor.on)):
            url = url_of("discipline:start", each.number)
            made.append(
                (each.id, Beside("Pemanggilan tertulis: buka perkara", url, "dapat dibuka"))
            )
    return made
