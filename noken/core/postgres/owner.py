"""Acting as the owner of the database for a moment. Only the tests' settings name the owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def as_owner(connection: Any) -> Iterator[None]:
    """Everything inside runs as the owner: `TEST["OWNER"]` of the database's settings.

    Nests. Not inside a transaction, for the connection is closed at both ends.
    """
    settings = connection.settings_dict
    before = {name: settings[name] for name in ("USER", "PASSWORD")}
    if before == settings["TEST"]["OWNER"]:
        yield
        return
    connection.close()
    settings.update(settings["TEST"]["OWNER"])
    try:
        yield
    finally:
        connection.close()
        settings.update(before)
