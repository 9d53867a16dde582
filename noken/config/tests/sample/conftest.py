"""The small sample, loaded as the owner into an instansi of its own, and read as the app."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from noken.config.demo import load
from noken.config.tests.sample import SCHEMA, drop
from noken.core import clock
from noken.core.postgres import as_owner
from tests.world import NOON


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The file of sample logins, which lay open to everybody before."""
    folder = tmp_path_factory.mktemp("contoh")
    (folder / "sample-logins.txt").write_text("lama")
    (folder / "sample-logins.txt").chmod(0o644)
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(clock, "now", lambda: NOON)
        patch.setattr("django.conf.settings.VAR_DIR", folder)
        patch.setattr("django.conf.settings.MEDIA_ROOT", folder / "files")
        with as_owner(connection, adopts=True):
            drop(SCHEMA)
            file = load("small", schema=SCHEMA, domain="contoh.localhost")
        yield file
        with as_owner(connection):
            drop(SCHEMA)


@pytest.fixture(autouse=True)
def _inside_the_sample(loaded: Path, noon: None) -> None:
    connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
