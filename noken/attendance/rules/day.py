"""What one day of one person was. Pure: facts in, verdict out, the same facts the same verdict.

All times are minutes of the wall clock from midnight of the day, as in `working_time.Shape`.
The first and the last punch inside the day's reach decide; the key that was pressed never does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from noken.attendance.rules.working_time import Shape, worked_minutes

RULE_VERSION = 3
APART = 120
"""Two punches nearer than this are one coming or one going: the first of them says which."""
NEAR = 15
"""Of who was seen that day, an outage so long before the beginning or after the end still touches
coming and going: who came early found no machine. Of who was not seen at all, a short one that
lies so near the beginning hits the coming."""
USUAL = 120
"""A record that is missing was to be expected within so long of the beginning or the end; and of
a day without any record only outages of so many of its working minutes speak of its end."""
GRADE_NONE = 0

Reason = tuple[str | int, ...]


class Away(NamedTuple):
    """What covers a half of the day. `family` is LEAVE, DUTY, TRAINING or FLEXIBLE."""

    family: str
    kind: str
    label: str
    reference: str = ""
    place: str = ""


class Outage(NamedTuple):
    """A disruption that touches the day; `end` is cut where it goes on after the day."""

    id: int
    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a day is judged by. `first` and `last` are punches, equal when there is one.

    `over`: the reach of the day has passed. `morning` and `afternoon` are the same thing when it
    covers the whole day. `waits`: a record of the day waits for the keeper of its machine.
    """

    shape: Shape
    first: int | None = None
    last: int | None = None
    first_grade: int = GRADE_NONE
    last_grade: int = GRADE_NONE
    first_doubtful: bool = False
    last_doubtful: bool = False
    morning: Away | None = None
    afternoon: Away | None = None
    outages: Sequence[Outage] = ()
    waits: bool = False
    over: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the day stands. `came` and `went`: the first, the last punch counts as such."""

    status: str
    came: bool = False
    went: bool = False
    late: int = 0
    early: int = 0
    worked: int = 0
    grade: int | None = None
    shielded: bool = False
    shield_id: int | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """Coming or going: whether it is settled, the minutes held against it, and why not."""

    settled: bool
    minutes: int = 0
    shield: Outage | None = None
    doubtful: bool = False
    waits: bool = False
    """What a shield or an absence took away is said; what changed nothing is not."""

    @property
    def is_shielded(self) -> bool:
        return self.shield is not None or self.doubtful or self.waits


def judge(facts: Facts) -> Verdict:
    """The day of these facts.

    Leave, duty, training and outages only ever take minutes away. A day that is not over is
    never judged.

    Source: Perpres 21/2023 Pasal 4 (register: perpres-21-2023); janji 1 noken, gangguan sistem
    tidak dihitung pada pegawai (register: noken-practice).
    """
    came, went = _sides_seen(facts)
    if not facts.shape.is_work:
        reasons: tuple[Reason, ...] = (("off", str(facts.shape.kind)),)
        return Verdict(
            "OFF", came, went, grade=_grade(facts, came=came, went=went), reasons=reasons
        )
    if whole := _whole_day(facts):
        return _away(facts, whole, came=came, went=went)
    if not facts.over:
        grade = _grade(facts, came=came, went=went)
        return Verdict("RUNNING", came, went, grade=grade, reasons=_halves(facts))
    return _judged(facts, came=came, went=went)


def middle(shape: Shape) -> int:
    """Until then a lone punch is a coming, after it a going.

    Source: cara kerja noken (register: noken-practice).
    """
    return (shape.start + shape.end) // 2


def _sides_seen(facts: Facts) -> tuple[bool, bool]:
    """Whether the first punch counts as coming, and the last as going."""
    if facts.first is None or facts.last is None:
        return False, False
    if not facts.shape.is_work:
        return True, facts.last > facts.first
    shape = facts.shape
    if facts.last - facts.first >= min(APART, (shape.end - shape.start) // 4):
        return facts.first < shape.end, facts.last > shape.start
    came = facts.first <= middle(shape)
    return came, not came


def _whole_day(facts: Facts) -> Away | None:
    """What covers both halves and needs no punch; of two different things the one on duty."""
    halves = (facts.morning, facts.afternoon)
    if None in halves:
        return None
    found = [half for half in halves if half is not None and half.family != "FLEXIBLE"]
    if len(found) < 2:
        return None
    order = ("DUTY", "TRAINING", "LEAVE")
    return min(found, key=lambda half: order.index(half.family))


def _away(facts: Facts, whole: Away, *, came: bool, went: bool) -> Verdict:
    status = "SICK" if whole.kind == "SICK" else whole.family
    return Verdict(
        status,
        came,
        went,
        worked=0 if whole.family == "LEAVE" else facts.shape.required,
        grade=_grade(facts, came=came, went=went),
        reasons=_halves(facts),
    )


def _judged(facts: Facts, *, came: bool, went: bool) -> Verdict:
    shape = facts.shape
    into, out = _coming(facts, came=came), _going(facts, came=came, went=went)
    if facts.first is None and _lost(facts) < min(USUAL, (shape.end - shape.start) // 4):
        into, out = _unseen(facts)
    settled = into.settled and out.settled
    shielded = settled and (into.is_shielded or out.is_shielded)
    shield = into.shield or out.shield
    return Verdict(
        "PRESENT" if settled else "OPEN",
        came,
        went,
        late=into.minutes,
        early=out.minutes,
        worked=_worked(facts, into, out, came=came, went=went),
        grade=_grade(facts, came=came, went=went),
        shielded=shielded,
        shield_id=shield.id if shielded and shield else None,
        reasons=(
            *_halves(facts),
            *_unseen_half(facts, into, out),
            *_shields(into, out),
            *_elsewhere(shape, came=came, went=went),
        ),
    )


def _coming(facts: Facts, *, came: bool) -> _Side:
    shape, half = facts.shape, facts.morning
    minutes = max(0, (facts.first or 0) - shape.late_from) if came else 0
    if _excuses(shape, half, seen=came):
        return _Side(settled=True)
    if came and not minutes:
        return _Side(settled=True)
    if came and facts.first_doubtful:
        return _Side(settled=True, doubtful=True)
    usual = min(shape.late_from + USUAL, max(middle(shape), shape.late_from))
    until = facts.first if came and facts.first is not None else usual
    shield = _touching(facts.outages, shape.late_from - _near(facts), until)
    return _shielded(facts, shield) or _Side(settled=came, minutes=minutes)


def _shielded(facts: Facts, shield: Outage | None) -> _Side | None:
    """A side whose minutes an outage takes away, or a record that waits to be looked at."""
    if shield:
        return _Side(settled=True, shield=shield)
    return _Side(settled=True, waits=True) if facts.waits else None


def _unseen(facts: Facts) -> tuple[_Side, _Side]:
    """Nobody was seen, and outages were short: one that hits the beginning may have taken the
    coming, none makes an absence a presence."""
    dark = replace(facts, outages=())
    into, out = _coming(dark, came=False), _going(dark, came=False, went=False)
    start = facts.shape.late_from
    hit = _touching(facts.outages, start - NEAR, start + NEAR)
    return (_Side(settled=True, shield=hit) if hit and not into.settled else into), out


def _going(facts: Facts, *, came: bool, went: bool) -> _Side:
    shape, half = facts.shape, facts.afternoon
    minutes = _short(facts, came=came) if went else 0
    if _excuses(shape, half, seen=went):
        return _Side(settled=True)
    if went and not minutes:
        return _Side(settled=True)
    if went and facts.last_doubtful:
        return _Side(settled=True, doubtful=True)
    usual = max(shape.early_until - USUAL, min(middle(shape), shape.early_until))
    since = facts.last if went and facts.last is not None else usual
    until = shape.early_until + _near(facts)
    shield = _touching(facts.outages, min(since, shape.early_until), until)
    return _shielded(facts, shield) or _Side(settled=went, minutes=minutes)


def _short(facts: Facts, *, came: bool) -> int:
    """Minutes too few at the end. With flexible hours also what is missing of the day's work,
    as if the person had come in time: what is late is not counted twice."""
    shape, last = facts.shape, facts.last or 0
    early = max(0, shape.early_until - last)
    if not shape.is_flexible or not came:
        return early
    first = min(facts.first or 0, shape.late_from)
    return max(early, shape.required - worked_minutes(shape, first, max(first, last)))


def _excuses(shape: Shape, half: Away | None, *, seen: bool) -> bool:
    """Whether an absence or the permission to work elsewhere settles this half of the day."""
    if shape.elsewhere:
        return True
    if half is None:
        return False
    return half.kind != "FLEX_TIME" or seen


def _near(facts: Facts) -> int:
    """How far outside the hours an outage still counts; not on a day without any record."""
    return NEAR if facts.first is not None else 0


def _lost(facts: Facts) -> int:
    """The working minutes that outages took. A machine that is off at night takes none: it must
    not make a whole absence a presence."""
    lost, until = 0, facts.shape.start
    for each in sorted(facts.outages, key=lambda each: each.start):
        end = min(each.end, facts.shape.end)
        lost += max(0, end - max(each.start, until))
        until = max(until, end)
    return lost


def _touching(outages: Sequence[Outage], start: int, end: int) -> Outage | None:
    return next((o for o in outages if o.start < end and o.end > start), None)


def _worked(facts: Facts, into: _Side, out: _Side, *, came: bool, went: bool) -> int:
    """Minutes inside the window; a side that is shielded counts as if it had been in time."""
    shape = facts.shape
    first = facts.first if came else None
    last = facts.last if went else None
    if into.is_shielded:
        first = shape.start if first is None else min(first, shape.start)
    if out.is_shielded:
        last = shape.end if last is None else max(last, shape.end)
    if first is None or last is None:
        unpunched = not came and not went
        return shape.required if shape.elsewhere and unpunched else 0
    return max(0, worked_minutes(shape, first, last))


def _grade(facts: Facts, *, came: bool, went: bool) -> int | None:
    """The weaker of the two punches that decide."""
    grades = [facts.first_grade * came, facts.last_grade * went]
    return max(grades) or None


def _halves(facts: Facts) -> tuple[Reason, ...]:
    """What covers the day, said once when it covers all of it."""
    morning, afternoon = facts.morning, facts.afternoon
    if morning and morning == afternoon:
        return (("away", "", *morning),)
    parts = (("pagi", morning), ("siang", afternoon))
    return tuple(("away", part, *half) for part, half in parts if half)


def _unseen_half(facts: Facts, into: _Side, out: _Side) -> tuple[Reason, ...]:
    """The working minutes of a half that nobody saw, where the other half is covered."""
    shape, halves = facts.shape, (facts.morning, facts.afternoon)
    covered = [half is not None and half.kind != "FLEX_TIME" for half in halves]
    if facts.first is not None or sum(covered) != 1 or (into.settled and out.settled):
        return ()
    if covered[0]:
        return (("half", "siang", worked_minutes(shape, middle(shape), shape.end)),)
    return (("half", "pagi", worked_minutes(shape, shape.start, middle(shape))),)


def _shields(into: _Side, out: _Side) -> tuple[Reason, ...]:
    found: list[Reason] = []
    if into.shield and into.shield == out.shield:
        return (("outage", "both", into.shield.what, into.shield.start, into.shield.end),)
    for side, name in ((into, "in"), (out, "out")):
        if side.shield:
            found.append(("outage", name, side.shield.what, side.shield.start, side.shield.end))
        elif side.doubtful:
            found.append(("doubtful", name))
        elif side.waits:
            found.append(("waits", name))
    return tuple(found)


def _elsewhere(shape: Shape, *, came: bool, went: bool) -> tuple[Reason, ...]:
    return (("elsewhere",),) if shape.elsewhere and not (came and went) else ()
