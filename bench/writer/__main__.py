"""`python -m bench.writer CAST`: files reports as it is told.

`file SECONDS RATE OUT` files reports through the service, evenly in time; OUT then holds, by
report, its author and the monotonic clock just before COMMIT was sent. `all` announces one event
that concerns everybody and answers with that clock.
"""

import json
import sys
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    from bench.place import SCHEMA
    from bench.writer.filing import Writer
    from noken.core.tenancy import in_tenant

    with in_tenant(SCHEMA):
        writer = Writer(json.loads(Path(sys.argv[1]).read_text()))
        print("ready", flush=True)
        for line in sys.stdin:
            match line.split():
                case ["file", seconds, rate, out]:
                    writer.file(float(seconds), float(rate), Path(out))
                case ["all"]:
                    writer.say_to_all()
