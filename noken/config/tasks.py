"""What the worker does for the sample alone."""

from datetime import datetime

from django.db import connection

from noken.config.demo.loading import SCHEMA
from noken.config.demo.write_devices import MARK
from noken.core.actor import Actor
from noken.core.tenancy import current_tenant
from noken.tenants.jobs import by_the_clock

_HEARD = """
update devices_device set last_seen_at = %s::timestamptz - make_interval(secs => id %% 90)
where registry_code = %s::varchar and state = 'ACTIVE'
"""


@by_the_clock("*/5 * * * *")
def hear_sample_machines(by: Actor, at: datetime) -> None:  # noqa: ARG001 (machines have no actor)
    """The sample's machines do not exist: without this all would be silent after a while."""
    if current_tenant() == SCHEMA:
        with connection.cursor() as cursor:
            cursor.execute(_HEARD, [at, MARK])
