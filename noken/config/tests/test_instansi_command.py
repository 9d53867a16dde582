"""`noken instansi`: from an empty database to the first login."""

from argparse import Namespace
from datetime import date

import pytest

from noken.accounts.models import User
from noken.audit.models import Entry
from noken.config.cli import instansi, people
from noken.config.cli.terms import Mistake
from noken.core.actor import Role
from noken.organization import queries
from noken.organization.models import Activation, Employee, ReportingLine, RoleGrant
from noken.organization.services import Grant, issue_password, propose_role
from tests.amending import erase
from tests.cast import Cast
from tests.world import NOON, TODAY

pytestmark = pytest.mark.django_db
NIP = "199104122015042014"


def keeper(nip: str, name: str | None = None, tenant: str | None = None) -> Namespace:
    return Namespace(nip=nip, name=name, kind="PNS", tenant=tenant)


@pytest.mark.usefixtures("noon")
def test_the_first_keeper_is_taken_in_and_can_log_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert instansi.keeper(keeper("19910412 201504 2 014", "Ribka Sawaki", "manokwari")) == 0

    said = capsys.readouterr().out
    person = Employee.objects.get(nip=NIP)
    grant = RoleGrant.objects.get(employee=person)
    password = said.partition("one-time password ")[2].split()[0]
    assert (grant.role, grant.unit, grant.start_on) == ("PERSONNEL", None, TODAY)
    assert User.objects.get(login=NIP).check_password(password)
    actor = queries.actor_for(person.account_id or 0, TODAY)
    assert actor is not None
    assert actor.has(Role.PERSONNEL)
    assert Entry.objects.filter(action="RoleChanged", subject_id=person.pk).exists()


def test_who_was_imported_needs_no_name(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    erase(RoleGrant.objects.filter(role="PERSONNEL"))

    instansi.keeper(keeper(cast.peer.nip or "", tenant="manokwari"))

    assert cast.peer.name in capsys.readouterr().out
    assert RoleGrant.objects.filter(employee=cast.peer, role="PERSONNEL").exists()


@pytest.mark.usefixtures("cast")
def test_there_is_a_keeper_already() -> None:
    before = RoleGrant.objects.count()

    with pytest.raises(Mistake, match="already"):
        instansi.keeper(keeper(NIP, "Ribka Sawaki", "manokwari"))

    assert RoleGrant.objects.count() == before
    assert not Employee.objects.filter(nip=NIP).exists()


@pytest.mark.usefixtures("noon")
def test_a_newcomer_needs_a_name() -> None:
    with pytest.raises(Mistake, match="name"):
        instansi.keeper(keeper(NIP, tenant="manokwari"))


@pytest.mark.parametrize(
    ("schema", "name", "domain", "why"),
    [
        ("Manokwari", "Kabupaten", "a.example.go.id", "SCHEMA"),
        ("public", "Kabupaten", "a.example.go.id", "SCHEMA"),
        ("pg_temp", "Kabupaten", "a.example.go.id", "SCHEMA"),
        ("wondama", " ", "a.example.go.id", "NAME"),
        ("wondama", "Kabupaten", "https://a.example.go.id", "DOMAIN"),
        ("manokwari", "Kabupaten", "a.example.go.id", "already"),
        ("wondama", "Kabupaten", "testserver", "DOMAIN"),
    ],
)
def test_what_is_no_instansi(schema: str, name: str, domain: str, why: str) -> None:
    with pytest.raises(Mistake, match=why):
        instansi.create(Namespace(schema=schema, name=name, domain=domain))


@pytest.mark.usefixtures("noon")
def test_the_day_of_the_first_keeper_is_today() -> None:
    instansi.keeper(keeper(NIP, "Ribka Sawaki", "manokwari"))

    standing = Employee.objects.get(nip=NIP).standings.get()
    assert standing.start_on == date(2026, 11, 24)


def test_the_console_is_the_second_hand(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    erase(RoleGrant.objects.filter(role__in=("LEADER", "INSPECTORATE")))
    User.objects.filter(employee=cast.personnel).update(password="md5$x$y")
    wanted = Grant(cast.peer.pk, "LEADER", None, TODAY, reason="Baru", letter="SK 8")
    by = queries.actor_for(cast.personnel.account_id or 0, TODAY)
    assert by is not None
    waiting = propose_role(wanted, by=by, at=NOON).pk

    assert instansi.confirm(Namespace(number=None, tenant="manokwari")) == 0
    assert "waits for the console\n" in capsys.readouterr().out
    issue_password(cast.peer.pk, by=by, at=NOON)
    instansi.confirm(Namespace(number=None, tenant="manokwari"))
    assert "ASK THEM" in capsys.readouterr().out
    assert instansi.confirm(Namespace(number=waiting, tenant="manokwari")) == 0
    with pytest.raises(Mistake, match="menunggu"):
        instansi.confirm(Namespace(number=waiting, tenant="manokwari"))

    assert RoleGrant.objects.get(employee=cast.peer).at_console


def test_the_console_confirms_who_uses_an_account_while_nobody_else_could(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    erase(RoleGrant.objects.filter(role="PERSONNEL"))
    ReportingLine.objects.filter(employee=cast.peer).delete()
    erase(RoleGrant.objects.filter(role="ADMIN_OPD"))
    instansi.keeper(keeper(NIP, "Ribka Sawaki", "manokwari"))
    first = Activation.objects.get(employee__nip=NIP)
    assert (first.way, first.confirmed_by) == ("CONSOLE", None)

    User.objects.filter(login=NIP).update(one_time_until=None)
    by = queries.actor_for(first.employee.account_id or 0, TODAY)
    assert by is not None
    RoleGrant.objects.create(employee=cast.peer, role="PERSONNEL", start_on=TODAY)
    issue_password(cast.peer.pk, by=by.acting_as(Role.PERSONNEL), at=NOON)
    login = Namespace(login=cast.peer.nip, tenant="manokwari")

    assert instansi.activated(login) == 0

    assert cast.peer.name in capsys.readouterr().out
    assert Activation.objects.get(employee=cast.peer).way == "CONSOLE"
    assert Entry.objects.filter(action="AccountConfirmed", subject_id=cast.peer.pk).exists()
    with pytest.raises(Mistake, match="tidak menunggu"):
        instansi.activated(login)


def test_the_console_leaves_it_to_who_could(
    cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.filter(employee=cast.personnel).update(password="md5$x$y")
    monkeypatch.setattr("getpass.getpass", lambda _: "teluk-doreri-pagi")
    people.passwd(Namespace(nip=cast.leader.nip, tenant="manokwari"))

    assert "Konfirmasi akun" in capsys.readouterr().out
    assert Activation.objects.get(employee=cast.leader).confirmed_at is None
    with pytest.raises(Mistake, match=cast.personnel.name):
        instansi.activated(Namespace(login=cast.leader.nip, tenant="manokwari"))
