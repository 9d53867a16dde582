"""One office of the education agency, with a screen."""

import pytest

from noken.attendance.models import Site
from noken.checkin.models import Screen
from tests.cast import Cast
from tests.world_attendance import make_site
from tests.world_checkin import make_office, make_screen


@pytest.fixture
def site(cast: Cast) -> Site:
    """The office of Maria's agency, with a point and a radius of 150 m."""
    office = make_site(cast.agency, "Kantor Dinas Pendidikan")
    make_office(office)
    return office


@pytest.fixture
def screen(site: Site) -> Screen:
    """Its screen in the lobby."""
    return make_screen(site)
