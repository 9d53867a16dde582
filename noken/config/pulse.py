"""noken's own sign of life: each minute beside the jobs of the worker, whatever keeps those busy.

The sample is left out: it sleeps whenever nobody tries it, and nobody waits for it.
"""

import logging
import threading

from django.db import DatabaseError, connection

from noken.calendars.services import note_pulse
from noken.config.demo.write_devices import MARK
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas

SECONDS = 60
_IS_SAMPLE = "select exists (select from devices_device where registry_code = %s::varchar)"
_log = logging.getLogger(__name__)


def beat() -> None:
    """Say in every instansi that noken lives; what was missing becomes an outage."""
    for tenant in schemas():
        with in_tenant(tenant):
            if not _is_sample():
                note_pulse(by=system(clock.today()), at=clock.now())


def beat_on(stop: threading.Event) -> None:
    """Beat until told to stop. While the database is away none arrives, and that is the point."""
    while True:
        try:
            beat()
        except DatabaseError:
            _log.warning("no beat: the database did not answer", exc_info=True)
            connection.close_if_unusable_or_obsolete()  # the next beat finds a new one
        if stop.wait(SECONDS):
            return


def _is_sample() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_IS_SAMPLE, [MARK])
        return bool(cursor.fetchone()[0])
