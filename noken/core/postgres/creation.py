"""Test databases are made and dropped by the owner."""

from typing import Any

from django.db.backends.postgresql.creation import DatabaseCreation as DjangoCreation

from noken.core.database.roles import prepare
from noken.core.postgres.owner import as_owner


class DatabaseCreation(DjangoCreation):
    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        with as_owner(self.connection):
            return super().create_test_db(*args, **kwargs)

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:  # noqa: FBT001, FBT002  # Django's signature
        name = super()._create_test_db(verbosity, autoclobber, keepdb)  # type: ignore[misc]  # the stubs leave it out
        used = self.connection.settings_dict["NAME"]
        self.connection.close()
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        try:
            prepare(self.connection.connection, name)
        finally:
            self.connection.close()
            self.connection.settings_dict["NAME"] = used
        return str(name)

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        with as_owner(self.connection):
            super()._destroy_test_db(test_database_name, verbosity)  # type: ignore[misc]  # as above
