"""`python -m bench.detector`: runs the rules of attendance with the product's own service.

Each line `SINCE UNTIL AT` is one run over the days `[SINCE, UNTIL)` as if it were noon of the day
AT; it answers with the seconds until the commit, and the findings, rows and cleared rows written.
"""

import sys
import time
from datetime import date

import django

RULES = ("HDR-03", "HDR-07", "PRS-01")

if __name__ == "__main__":
    django.setup()
    from bench.place import SCHEMA
    from noken.core import clock
    from noken.core.actor import system
    from noken.core.tenancy import in_tenant
    from noken.findings.services import run_cards

    def run(since: date, until: date, on: date) -> str:
        began = time.monotonic()
        done = run_cards(codes=RULES, since=since, until=until, by=system(on), at=clock.at_noon(on))
        seconds = time.monotonic() - began
        findings, rows, cleared = (
            sum(getattr(each, name) for each in done) for name in ("findings", "rows", "cleared")
        )
        return f"{seconds} {findings} {rows} {cleared}"

    with in_tenant(SCHEMA):
        print("ready", flush=True)
        for line in sys.stdin:
            print(run(*map(date.fromisoformat, line.split())), flush=True)
