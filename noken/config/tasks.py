"""What the worker does for the sample alone."""

from django.db import connection
from procrastinate.contrib.django import app

from noken.config.demo.loading import SCHEMA
from noken.config.demo.write_devices import MARK
from noken.core import clock
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas

_HEARD = """
update devices_device set last_seen_at = %s::timestamptz - make_interval(secs => id %% 90)
where registry_code = %s::varchar and state = 'ACTIVE'
"""


@app.periodic(cron="*/5 * * * *")
@app.task(queue="upkeep", queueing_lock="config.sample_machines")
def hear_sample_machines(timestamp: int) -> None:  # noqa: ARG001 (procrastinate hands over the hour)
    """The sample's machines do not exist: without this all would be silent after a while."""
    if SCHEMA in schemas():
        with in_tenant(SCHEMA), connection.cursor() as cursor:
            cursor.execute(_HEARD, [clock.now(), MARK])
