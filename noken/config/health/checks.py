"""The checks, in the order in which they are said. None may rest on an earlier one."""

from noken.config.health import data, place, storage, witnesses, work
from noken.config.health.verdicts import Check, Verdict, tried

CHECKS: tuple[Check, ...] = (
    place.noken,
    place.python,
    place.packages,
    place.used_settings,
    data.server,
    data.roles,
    data.journal,
    data.migrations,
    data.clocks,
    work.jobs,
    place.static_files,
    storage.disks,
    storage.backups,
    witnesses.witnesses,
    storage.certificate,
    place.secrets,
)
HERE: tuple[Check, ...] = (place.port,)
"""Asked by the command line only: who reads the page has found the port."""


def asked(*checks: Check) -> list[Verdict]:
    """All verdicts, each check by itself."""
    return [verdict for check in checks for verdict in tried(check)]
