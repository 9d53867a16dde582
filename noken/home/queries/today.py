"""Hari ini: what is mine today, and was it received?"""

from dataclasses import dataclass
from datetime import date, datetime

from noken.attendance import queries as attendance
from noken.core import clock
from noken.core.actor import Actor
from noken.evaluation import queries as evaluation
from noken.organization import queries as organization
from noken.work import queries as work

MORNING_ENDS, NOON_ENDS, AFTERNOON_ENDS = 11, 15, 18


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The day of one person; `has_plan` False when no plan is in force. `presence` is what was
    recorded of the person today, in words, and `explain` the day whose going is missing;
    `realisation` what is to be stated now."""

    greeting: str
    day: work.Today
    has_plan: bool
    presence: str
    explain: date | None
    realisation: evaluation.OwnStatements | None


def today_page(actor: Actor, at: datetime, login: str = "") -> TodayPage:
    """`login` is the NIP of whoever has one: it says Ibu or Bapak without another question."""
    day = work.today(actor, clock.day_of(at))
    name = f"{organization.form_of_address(login)} {actor.name.partition(' ')[0]}".strip()
    me = actor.employee_id or 0
    presence = attendance.present_states([me], at).get(me, attendance.UNKNOWN)
    return TodayPage(
        f"{greeting(at)}, {name}",
        day,
        has_plan=bool(day.targets),
        presence=presence.sentence,
        explain=presence.explain,
        realisation=None if day.asks else evaluation.own_statements(actor),
    )


def greeting(at: datetime) -> str:
    """By the region's clock: pagi until 11, siang until 15, sore until 18, then malam."""
    hour = clock.local(at).hour
    if hour < MORNING_ENDS:
        return "Selamat pagi"
    if hour < NOON_ENDS:
        return "Selamat siang"
    return "Selamat sore" if hour < AFTERNOON_ENDS else "Selamat malam"
