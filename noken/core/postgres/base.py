"""The backend's entry, found by Django and django-tenants under this name."""

import select

from django.db.backends.postgresql.base import DatabaseWrapper as DjangoWrapper

from noken.core.postgres.creation import DatabaseCreation
from noken.core.postgres.operations import DatabaseOperations


class DatabaseWrapper(DjangoWrapper):
    creation_class = DatabaseCreation
    ops_class = DatabaseOperations

    def is_usable(self) -> bool:
        """Asked at the first query of each request.

        A server that went away leaves its end of the socket readable. While nothing is there to
        read, the connection is good and no query is needed to know it.
        """
        raw = self.connection
        if raw is None or raw.closed:
            return False
        watch = select.poll()
        watch.register(raw.fileno(), select.POLLIN)
        return bool(not watch.poll(0) or super().is_usable())
