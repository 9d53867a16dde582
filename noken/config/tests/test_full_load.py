"""The whole sample, 4,486 people, is loaded by the long rounds (`make prove`)."""

import os
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from noken.config.demo import load
from noken.config.demo.people import TOTALS
from noken.config.tests.sample import drop
from noken.core.postgres import as_owner
from noken.core.tenancy import in_tenant
from noken.organization.models import Employee
from noken.work.models import Report

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        os.environ.get("NOKEN_ROUNDS") != "full",
        reason="all 4,486 people take a minute: `make prove` loads them; the small one is tested",
    ),
]
SCHEMA = "penuh"


def test_all_people_and_their_reports_are_there(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    with as_owner(connection):
        drop(SCHEMA)
        logins = load("full", schema=SCHEMA, domain="penuh.localhost")
    try:
        with in_tenant(SCHEMA):
            people, civil_servants = TOTALS["full"]
            found = Employee.objects.exclude(nip=None)
            assert found.count() == people
            assert found.filter(kind="PNS").count() == civil_servants
            assert Report.objects.count() > 60_000
        assert len(logins.read_text().splitlines()) == 9
    finally:
        with as_owner(connection):
            drop(SCHEMA)
