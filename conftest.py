"""For all tests: the embedded server runs, and each test works inside one instansi."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from noken.config import data_files, database
from noken.core.postgres import as_owner
from noken.tenants.models import Instansi
from noken.tenants.services import create_instansi
from tests import amending
from tests.scheduling import ByFile, longest_first
from tests.template import Template

pytest_plugins = ["tests.fixtures"]

SCHEMA = "manokwari"
NAME = "Kabupaten Manokwari"

# A busy machine is no fault of what is tested; examples share the world their test begins with.
settings.register_profile(
    "noken",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("noken")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    config.option.loadscopereorder = False  # in the order in which they were collected
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    longest_first(items)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """See that the server runs, before the first test that needs it; then take a free database.

    Two runs of the tests in one checkout at the same time do not meet.
    """
    database.start()
    test = connection.settings_dict["TEST"]
    usual = test.get("NAME") or f"test_{connection.settings_dict['NAME']}"
    locks = database.var_dir() / "test"
    locks.mkdir(exist_ok=True)
    with ExitStack() as held:
        for name in (usual, *(f"{usual}_{number}" for number in range(2, 50))):
            file = held.enter_context((locks / f"{name}.lock").open("w"))
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                test["NAME"] = name
                break
        yield


@pytest.fixture(scope="session")
def _template(
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
) -> Iterator[Template]:
    with Template(connection) as template:
        with django_db_blocker.unblock():
            template.begin()
        yield template


@pytest.fixture(scope="session")
def django_db_setup(
    _template: Template,
    django_db_setup: None,
    django_db_blocker: Any,
) -> None:
    """The one instansi of the session, made by the owner; a kept or copied database has it."""
    with django_db_blocker.unblock():
        with as_owner(connection, adopts=True):
            if not Instansi.objects.filter(schema_name=SCHEMA).exists():
                create_instansi(SCHEMA, NAME, domain="testserver", on=date(2026, 1, 1))
                data_files.bring(SCHEMA)
                with connection.cursor() as cursor:
                    cursor.execute(amending.MAKE)
                connection.ops.keep_seeds()  # type: ignore[attr-defined]  # our own backend
        _template.keep()


@pytest.fixture(autouse=True)
def _inside_the_instansi() -> None:
    """Set on the connection, not in the database: it costs nothing to a test without one."""
    connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
