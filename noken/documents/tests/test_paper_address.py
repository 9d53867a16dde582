"""The address in the QR: that of the instansi the paper belongs to."""

import pytest
from pytest_django.fixtures import Settings

from noken.core.tenancy import current_tenant
from noken.tenants.queries import address_of

pytestmark = pytest.mark.django_db


def test_the_address_people_type_where_it_leads_here(settings: Settings) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"

    assert address_of(current_tenant()) == "http://127.0.0.1:8000"


def test_the_own_name_by_the_same_scheme_where_it_leads_elsewhere(settings: Settings) -> None:
    settings.SITE_URL = "https://noken.example.go.id"

    assert address_of(current_tenant()) == "https://testserver"


def test_an_instansi_without_a_name_has_the_common_address(settings: Settings) -> None:
    settings.SITE_URL = "https://noken.example.go.id"

    assert address_of("lain") == "https://noken.example.go.id"
