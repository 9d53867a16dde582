"""*Pemegang peran*, and the attack that gave one person both hands."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from noken.accounts.models import User
from noken.core.actor import Role
from noken.organization import services
from noken.organization.models import Employee, RoleGrant, RoleProposal
from tests.amending import amend, erase
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_grant

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
PAGE = "/peran/"


@pytest.fixture
def able(cast: Cast) -> Cast:
    """The standing people, who can all log in."""
    User.objects.filter(password="!", is_active=True).update(password="md5$x$y")
    for person in cast.standing().values():
        if person is not None:
            person.refresh_from_db()
    return cast


def text(client: Client, url: str = PAGE) -> str:
    found = client.get(url).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", found.split("<main", 1)[1]).split())


def propose(keeper: Client, person: Employee, role: str = "LEADER") -> int:
    typed = {"role": role, "letter": "SK 800/8", "reason": "Menggantikan", "start_on": str(TODAY)}
    return keeper.post(f"/pegawai/{person.pk}/peran/", typed).status_code


def confirm(client: Client) -> int:
    waiting = RoleProposal.objects.latest("pk").pk
    return client.post(f"{PAGE}usul/{waiting}/setuju/", {"alasan": "Benar"}).status_code


def test_one_officer_no_longer_makes_himself_a_second_person(able: Cast, browse: Browse) -> None:
    """Security review H3: a puppet with a password of his own making becomes a leader."""
    hendrik, puppet = browse(able.personnel), make_employee("Boneka Bayangan")
    services.issue_password(puppet.pk, by=actor(able.personnel, Role.PERSONNEL), at=NOON)
    make_grant(able.agency_head, "PERSONNEL")
    able.agency_head.refresh_from_db()

    assert propose(hendrik, puppet) == 422
    assert propose(browse(able.agency_head), puppet) == 302
    assert confirm(hendrik) == 422
    assert not RoleGrant.objects.filter(employee=puppet).exists()

    assert confirm(browse(able.inspectorate)) == 302
    assert RoleGrant.objects.get(employee=puppet).confirmed_by_id == able.inspectorate.pk


def test_a_role_waits_on_the_page_and_stands_there_with_both_hands(
    able: Cast, browse: Browse
) -> None:
    assert propose(browse(able.personnel), able.peer) == 302
    leader = browse(able.leader)
    page = text(leader)
    assert "menunggu orang kedua" in page
    assert f"Dapat dikonfirmasi: {able.leader.name}, {able.inspectorate.name}" in page
    assert "Konfirmasi" not in text(browse(able.personnel)).split("Daftar")[0].replace(
        "dikonfirmasi", ""
    )

    assert confirm(leader) == 302

    page = text(browse(able.inspectorate))
    assert "Menunggu orang kedua" not in page
    assert f"Diberikan: {able.personnel.name}, {able.leader.name}. Surat SK 800/8" in page


def test_what_is_a_year_old_is_looked_at_again_or_ended(able: Cast, browse: Browse) -> None:
    amend(RoleGrant.objects.filter(role="LEADER"), start_on=TODAY - timedelta(364))
    inspector = browse(able.inspectorate)
    assert "4 perlu ditinjau" in text(inspector)
    held = RoleGrant.objects.get(role="PERSONNEL")

    assert inspector.post(f"{PAGE}{held.pk}/masih-perlu/", {"alasan": ""}).status_code == 422
    inspector.post(f"{PAGE}{held.pk}/masih-perlu/", {"alasan": "Masih menjabat"})
    page = text(inspector)
    assert "3 perlu ditinjau" in page
    assert f"Ditinjau {able.inspectorate.name}" in page

    inspector.post(f"{PAGE}{held.pk}/akhiri/", {"alasan": "Pindah tugas"})
    assert browse(able.personnel).get(PAGE).status_code == 404
    assert f"Diakhiri {able.inspectorate.name}" in text(inspector)


def test_the_console_is_named_where_there_are_no_two(able: Cast, browse: Browse) -> None:
    erase(RoleGrant.objects.exclude(role="PERSONNEL"))
    hendrik = browse(able.personnel)

    assert propose(hendrik, able.peer) == 302
    waiting = RoleProposal.objects.get().pk
    assert f"noken instansi confirm {waiting}" in text(hendrik)

    hendrik.post(f"{PAGE}usul/{waiting}/tarik/")
    assert "Menunggu orang kedua" not in text(hendrik)


def test_the_register_of_before_names_who_is_known(able: Cast, browse: Browse) -> None:
    page = text(browse(able.leader), f"{PAGE}?cari={able.inspectorate.name}%00")

    assert "Diberikan: tidak tercatat" in page
    assert able.leader.name not in page.split("Daftar")[1]
