"""`python -m bench.opener`: opens the quarter that ended last, with the product's own service.

Each line that comes in opens it, all that hears of it included, and answers with the seconds it
took and the sheets there are.
"""

import sys
import time
from datetime import timedelta

import django

if __name__ == "__main__":
    django.setup()
    from bench.place import SCHEMA
    from noken.core import clock
    from noken.core.actor import system
    from noken.core.tenancy import in_tenant
    from noken.evaluation.models import Sheet
    from noken.evaluation.rules.periods import GENERAL, QUARTER, ended_before
    from noken.evaluation.services import Opening, open_period

    def opening() -> Opening:
        today = clock.today()
        which = next(each for each in ended_before(today, GENERAL) if each.kind == QUARTER)
        return Opening(
            kind=which.kind,
            group=which.group,
            year=which.year,
            number=which.number,
            self_due_on=today + timedelta(7),
            due_on=today + timedelta(21),
        )

    with in_tenant(SCHEMA):
        print("ready", flush=True)
        for _ in sys.stdin:
            began = time.monotonic()
            open_period(opening(), by=system(clock.today()), at=clock.now())
            seconds = time.monotonic() - began
            print(f"{seconds} {Sheet.objects.count()}", flush=True)
