"""Browsers of the two people whom most pages are about."""

from collections.abc import Callable

import pytest
from django.test import Client

from noken.organization.models import Employee
from tests.cast import Cast

Browse = Callable[[Employee | None], Client]


@pytest.fixture
def maria(cast: Cast, browse: Browse) -> Client:
    """The author of the reports."""
    return browse(cast.maria)


@pytest.fixture
def superior(cast: Cast, browse: Browse) -> Client:
    """Naomi, who acts for Maria's superior today."""
    return browse(cast.acting_superior)
