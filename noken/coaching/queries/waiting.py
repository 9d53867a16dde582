"""What waits for a person here: counted for the menu, and the same things one by one.

A test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from noken.coaching.models import Talk
from noken.coaching.queries.agenda import turns_of
from noken.coaching.rules import flow
from noken.core.actor import Actor, Role
from noken.core.tally import Tally
from noken.organization import queries as organization

MINE, TEAM = "my_coaching", "coaching"
_TALLY = f"""
    select '{MINE}', count(*) from coaching_talk where employee_id = %s
      and (status = 'OFFERED' or (status = 'AGREED' and check_on <= %s and word = ''))
    union all
    select '{TEAM}', count(*) from coaching_talk t
    join organization_reportingline l on l.employee_id = t.employee_id
      and l.superior_id = t.coach_id and l.start_on <= %s and (l.end_on is null or l.end_on > %s)
    where t.coach_id = %s and (t.status in ('ASKED', 'TALKING')
       or (t.status = 'AGENDA' and t.meet_on <= %s) or (t.status = 'AGREED'
       and t.check_on <= %s and (t.word <> '' or t.alone_on <= %s)))
"""  # noqa: S608 (constants only)
_WORDS = {
    flow.ASKED: ("{} meminta percakapan pembinaan", "Tentukan hari dan jamnya.", "Atur"),
    flow.AGENDA: ("Percakapan pembinaan dengan {}", "Harinya sudah tiba.", "Buka"),
    flow.TALKING: ("Kesepakatan dengan {}", "Belum diajukan untuk disetujui.", "Lanjutkan"),
    flow.AGREED: ("Cek kesepakatan dengan {}", "Lihat berdua apa yang berubah.", "Cek"),
}
_OWN = {
    flow.OFFERED: ("Kesepakatan pembinaan dengan {}", "Menunggu persetujuan Anda.", "Baca"),
    flow.AGREED: ("Hari cek kesepakatan dengan {}", "Katakan apakah ini membantu.", "Jawab"),
}


class Waiting(NamedTuple):
    """One thing that waits: title, a line below it, the day to show, the button, where, whose."""

    title: str
    detail: str
    day: date | None
    label: str
    url: str
    whose: int


@dataclass(frozen=True, slots=True)
class WaitingHere:
    """`mine` the person owes, `team` a superior."""

    mine: Sequence[Waiting]
    team: Sequence[Waiting]

    @property
    def about(self) -> frozenset[int]:
        return frozenset(each.whose for each in self.team)


def waiting_tally(actor: Actor) -> Tally:
    """A number for each of the two places of the menu."""
    me, on = actor.employee_id, actor.on
    return Tally(_TALLY, [me, on, on, on, me, on, on, on])


def waiting_here(actor: Actor) -> WaitingHere:
    """The same things with words and links, what is due first."""
    me, on = actor.employee_id or 0, actor.on
    own = Talk.objects.filter(turns_of(flow.EMPLOYEE, on), employee_id=me)
    team: Sequence[Talk] = ()
    if actor.has(Role.SUPERIOR):
        reports = organization.direct_reports(me, on)
        team = list(
            Talk.objects.filter(turns_of(flow.COACH, on), coach_id=me, employee__in=reports)
            .select_related("employee")
            .order_by("check_on", "meet_on", "opened_at")
        )
    return WaitingHere(
        mine=[
            _waiting(talk, _OWN[talk.status], talk.coach.name)
            for talk in own.select_related("coach").order_by("offered_at")
        ],
        team=[_waiting(talk, _WORDS[talk.status], talk.employee.name) for talk in team],
    )


def _waiting(talk: Talk, words: tuple[str, str, str], name: str) -> Waiting:
    title, detail, label = words
    day = talk.check_on if talk.status == flow.AGREED else talk.meet_on
    return Waiting(
        title.format(name), detail, day, label, talk.get_absolute_url(), talk.employee_id
    )
