"""Which lawful step comes next: the acts that make sense now, the one that leads on first."""

from collections.abc import Collection
from dataclasses import dataclass

from noken.discipline.rules import flow


@dataclass(frozen=True, slots=True)
class Now:
    """What decides it. `received` is whether the newest summons provably arrived, `in_time` whether
    before its hour, `hour_passed` whether its hour is over, `has_excuse` whether the person said
    why they cannot come, `excuse_waits` whether nobody answered that, `is_away` whether leave, duty
    or an outage covers its day; `is_over` whether the sanction has run its length."""

    status: str
    is_breach: bool = False
    was_told: bool = False
    was_heard: bool = True
    may_have_team: bool = False
    needs_team: bool = False
    has_team: bool = False
    received: bool = False
    in_time: bool = True
    hour_passed: bool = False
    has_excuse: bool = False
    excuse_waits: bool = False
    is_away: bool = False
    is_released: bool = False
    is_proven: bool = True
    has_draft: bool = False
    was_called: bool = False
    has_appeal: bool = False
    appeal_waits: bool = False
    is_over: bool = False


def likely(now: Now, parts: Collection[str]) -> list[str]:
    """The acts of these parts that make sense now, the one that leads on first. Who rules on an
    objection records none of the own rulings.

    Source: PP 94/2021 Pasal 26-31 (register: pp-94-2021).
    """
    return [
        act
        for act in _in_order(now)
        if flow.next_state(now.status, act) is not None
        and flow.whose(now.status, act).intersection(parts)
        and not (act == flow.SETTLE and flow.RULER in parts)
    ]


def _in_order(now: Now) -> list[str]:
    before = now.status in flow.BEFORE_HEARING
    wanted = _before_hearing(now) if before else _afterwards(now)
    if now.is_breach and now.status in flow.UNDECIDED:
        wanted.append(flow.REPLY)
    if now.status in flow.CALLED and not now.has_excuse:
        wanted.append(flow.EXCUSE)
    if now.needs_team and now.was_heard and not now.is_released:
        wanted.append(flow.RELEASE)
    wanted += [flow.JOIN, flow.ACCUSE]
    stops = before or now.status == flow.REPORTED
    return [*wanted, *([flow.GUIDE, flow.DROP] if stops else [])]


def _before_hearing(now: Now) -> list[str]:
    if now.status == flow.SUSPECTED and now.is_breach and not now.was_told:
        return [flow.TELL]
    if not now.was_heard:
        return []
    wants_team = now.may_have_team and not now.has_team
    acts = [flow.TEAM] if wants_team and now.needs_team else []
    if now.status == flow.SUSPECTED:
        acts.append(flow.SUMMON)
    else:
        acts += _summoned(now)
    acts += [flow.TEAM] if wants_team and not now.needs_team else []
    return acts


def _summoned(now: Now) -> list[str]:
    hears = [flow.HEAR] if now.has_team or not now.needs_team else []
    anew = _anew(now)
    if not now.received:
        return [flow.RECEIVE, *(anew or ([flow.RENEW] if now.hour_passed else []))]
    if anew or not now.in_time:
        return [*(anew or [flow.RENEW]), *hears]
    return [*hears, *([flow.SUMMON, flow.MISS] if now.hour_passed else [])]


def _anew(now: Now) -> list[str]:
    """What comes before anybody is missed: the same summons again, or why it is not."""
    if now.excuse_waits:
        return [flow.RENEW, *([] if now.is_away else [flow.WEIGH])]
    return [flow.RENEW] if now.is_away else []


def _afterwards(now: Now) -> list[str]:
    if now.status == flow.NO_SHOW and (anew := _anew(now)):
        return anew
    if now.status == flow.REPORTED:
        if now.has_draft:
            return [flow.CONFIRM, flow.RETURN]
        return [flow.DRAFT] if now.is_proven and now.was_heard else []
    appeal = [flow.RULE, flow.SETTLE, flow.ANSWER] if now.appeal_waits else []
    return [
        flow.REPORT,
        *([] if now.was_called else [flow.CALL]),
        flow.DELIVER,
        *appeal,
        *([] if now.has_appeal else [flow.APPEAL]),
        *([flow.SERVE] if now.is_over and not now.appeal_waits else []),
    ]
