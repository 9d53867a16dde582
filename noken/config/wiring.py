"""Who reacts to what, and who answers what: every side effect of every service is on this page."""

from noken.audit import services as audit
from noken.core import events
from noken.core.http import RecordsRead

# In the same transaction: if one fails, nothing happened.
INSIDE: events.Table = {
    events.Event: [audit.record],
    RecordsRead: [audit.record_readings],
}

# After commit: allowed to fail alone.
AFTER: events.Table = {}


def connect() -> None:
    events.connect(inside=INSIDE, after=AFTER)
