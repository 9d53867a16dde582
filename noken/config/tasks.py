"""What the worker does for the server: the nightly backup; and for the sample alone."""

import subprocess
import sys
from datetime import datetime

from django.db import connection

from noken.config import env
from noken.config.demo.loading import SCHEMA
from noken.config.demo.write_devices import MARK
from noken.core.actor import Actor
from noken.core.tenancy import current_tenant
from noken.tenants.jobs import by_the_clock, for_the_server

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


@for_the_server("50 17 * * *")
def back_up() -> None:
    """Into BACKUP_DIR, in a process of its own: as owner of the database, without a time limit."""
    if env.folder("BACKUP_DIR") is None:
        return
    done = subprocess.run(  # ourselves
        [sys.executable, "-m", "noken", "db", "backup", "--rotate"],
        cwd=env.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-500:])
