"""noken's own sign of life: each minute beside the jobs of the worker, whatever keeps those busy.

The sample is left out: it sleeps whenever nobody tries it, and nobody waits for it.
"""

from django.db import connection

from noken.calendars.services import note_pulse
from noken.config.demo.write_devices import MARK
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas

SECONDS = 60
_IS_SAMPLE = "select exists (select from devices_device where registry_code = %s::varchar)"


def beat() -> None:
    """Say in every instansi that noken lives; what was missing becomes an outage.

    While the database is away none arrives, and that is the point.
    """
    for tenant in schemas():
        with in_tenant(tenant):
            if not _is_sample():
                note_pulse(by=system(clock.today()), at=clock.now())


def _is_sample() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_IS_SAMPLE, [MARK])
        return bool(cursor.fetchone()[0])
