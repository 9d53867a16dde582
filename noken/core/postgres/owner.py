"""Acting as the owner of the database for a moment. Only the tests' settings name the owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from noken.core.database.names import ADOPTS


@contextmanager
def as_owner(connection: Any, *, adopts: bool = False) -> Iterator[None]:
    """Everything inside runs as the owner: `TEST["OWNER"]` of the database's settings.

    Nests. Not inside a transaction, for the connection is closed at both ends. With `adopts` as a
    process of noken's own, whose facts are bound as those of the application are.
    """
    settings = connection.settings_dict
    before, options = {name: settings[name] for name in ("USER", "PASSWORD")}, settings["OPTIONS"]
    if before == settings["TEST"]["OWNER"]:
        yield
        return
    connection.close()
    settings.update(settings["TEST"]["OWNER"])
    if adopts:
        settings["OPTIONS"] = {**options, "options": f"-c {ADOPTS}=on"}
    try:
        yield
    finally:
        connection.close()
        settings.update({**before, "OPTIONS": options})
