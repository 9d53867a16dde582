"""*Pemegang peran*: a proposal that waits, roles to review, roles that ended."""

from datetime import timedelta

import pytest

from noken.accounts.models import User
from noken.organization.models import RoleGrant, RoleProposal
from tests.browser.conftest import Open, inside_the_instansi
from tests.browser.office import DAY, NOON, make_keepers, make_office
from tests.browser.test_pages import check

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]


def test_the_register_of_roles(window: Open) -> None:
    inside_the_instansi()
    office = make_office(0)
    keepers = make_keepers(office)
    User.objects.filter(password="!").update(password="md5$x$y")
    for keeper in keepers.values():
        keeper.refresh_from_db()
    row = RoleProposal.objects.create(
        employee=office.maria,
        role="LEADER",
        source="SK 800/14/2026",
        reason="Menggantikan yang pensiun",
        start_on=DAY + timedelta(30),
        proposed_by=keepers["PERSONNEL"],
        proposed_at=NOON,
    )
    row.signatures.create(
        signer=keepers["PERSONNEL"], role="PERSONNEL", reason="Menggantikan", at=NOON
    )
    RoleGrant.objects.create(
        employee=office.yohana,
        role="INSPECTORATE",
        start_on=DAY - timedelta(900),
        end_on=DAY,
        letter="SK 700/2/2024",
        proposed_by=keepers["PERSONNEL"],
        confirmed_by=keepers["LEADER"],
        ended_by=keepers["LEADER"],
        ended_at=NOON,
    )

    check(window, keepers["LEADER"], ["/peran/"])
    check(window, keepers["PERSONNEL"], ["/peran/", f"/pegawai/{office.maria.pk}/?buka=peran"])
