"""What is asked about patterns: only those that an examiner left open. About a machine, nobody."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from noken.calendars import queries as calendars
from noken.checkin.models import Claim, Examination
from noken.checkin.queries.patterns import LOOKED_BACK, found_between
from noken.checkin.rules import patterns as rules
from noken.checkin.rules.patterns import LEFT_OPEN, Pattern
from noken.core import clock
from noken.findings.queries import Asked, Hit, Hits

PATTERN = "PRS-01"
USUAL_WAIT = 3
OF_TWO = frozenset({Pattern.SHARED_POINT, Pattern.PHONE})


def hits_of(asked: Asked) -> Hits | None:
    """What the rule PRS-01 sees: a pattern examined on these days and left as "Belum jelas".

    The examiner has some workdays to think again. What was said once is never taken back by the
    erasing of points: it falls only by an answer.
    """
    if asked.code != PATTERN:
        return None
    wait = int(asked.values.get("open_workdays", USUAL_WAIT))
    until = calendars.last_workdays(asked.until - timedelta(1), wait + 1)[0]
    start, end = (clock.at_noon(day) - timedelta(hours=12) for day in (asked.since, until))
    return Hits(rows=list(_hits(start, end)), clears=False)


def _hits(start: datetime, end: datetime) -> Iterator[Hit]:
    open_ = list(Examination.objects.filter(finding=LEFT_OPEN, at__gte=start, at__lt=end))
    about = [each for each in open_ if each.pattern != Pattern.RUN]
    if not about:
        return
    sentences = _sentences(about)
    owners = _owners(about)
    for each in about:
        pattern, day = Pattern(each.pattern), clock.day_of(each.at)
        facts = {
            "pattern": rules.TITLES[pattern],
            "seen": sentences.get((each.pattern, each.key), ""),
            "lawful": list(rules.LAWFUL[pattern]),
        }
        item = f"{each.pattern}-{each.key}"[:80]
        for person in _people(pattern, each.key, owners):
            yield Hit(person, f"pola-{each.pk}", item, day, Decimal(1), facts)


def _sentences(examined: list[Examination]) -> Mapping[tuple[str, str], str]:
    """The sentence of each pattern as long as what it speaks of is kept."""
    first, last = min(each.at for each in examined), max(each.at for each in examined)
    found = found_between(first - LOOKED_BACK, last)
    return {(each.pattern.value, each.key): each.fact for each in found}


def _owners(examined: list[Examination]) -> Mapping[str, int]:
    """Whose claim a pattern of speed names."""
    keys = [each.key for each in examined if each.pattern == Pattern.SPEED]
    rows = Claim.objects.filter(pk__in=keys).values_list("pk", "employee_id")
    return {str(pk): person for pk, person in rows}


def _people(pattern: Pattern, key: str, owners: Mapping[str, int]) -> list[int]:
    if pattern is Pattern.SPEED:
        return [owners[key]] if key in owners else []
    parts = key.split("-")
    return [int(part) for part in parts[: 2 if pattern in OF_TWO else 1]]
