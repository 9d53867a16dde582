"""Who gets another superior by a file, as it is kept with the run until it is applied.

Kept as plain JSON: `shifts` (person, superior before, superior after, first day, day after the
last), `names` of all of them, and `why_not` where a rule forbids the whole. People are named by
`key_of`, so that one who is yet to be made is the same twice.
"""

from collections.abc import Sequence
from typing import Any

from noken.organization.models import Employee
from noken.organization.rules.seats import EVER
from noken.organization.rules.shifts import Shift
from noken.organization.services.imports._work import Work

Led = dict[str, Any]
KEPT_AS = "led"
NOBODY: Led = {"shifts": [], "names": {}, "why_not": ""}


def led_by(work: Work, found: Sequence[Shift]) -> Led:
    """What is kept of the shifts that a file makes; asked while its people are written."""
    new = {job.employee: job.data["nip"] for job in work.jobs if job.is_new}
    people = {pk for each in found for pk in each[:3] if pk is not None}
    names = dict(Employee.objects.filter(pk__in=people).values_list("pk", "name"))

    def key(pk: int | None) -> str:
        return "" if pk is None else new.get(pk, str(pk))

    shifts = [
        [
            *(key(each.employee), key(each.was), key(each.now)),
            *(each.start.isoformat(), "" if each.end == EVER else each.end.isoformat()),
        ]
        for each in found
    ]
    return {
        "shifts": sorted(shifts),
        "names": {key(pk): name for pk, name in sorted(names.items())},
        "why_not": "",
    }
