"""Who hands out passwords to whom: once, for a time, journaled and told."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from noken.accounts.models import User
from noken.accounts.passwords import Ready
from noken.audit.models import Entry, Reading
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.notices.models import Notice
from noken.organization import services
from noken.organization.models import Employee, RoleGrant
from noken.organization.rules.logins import LONGEST, login_name
from noken.organization.services import NewEmployee
from noken.organization.views import accounts as views
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_grant, make_position

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = timedelta(1)


@pytest.fixture(autouse=True)
def _forgetful(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def give_password(person: Employee) -> None:
    account = person.account
    assert account is not None
    account.set_password("sudah-lama-dipakai")
    account.last_login = timezone.now()  # noqa: TID251 (any time: that there was one counts)
    account.save()


def issue(person: Employee, by: Employee, role: Role = Role.PERSONNEL) -> services.Slip:
    return services.issue_password(person.pk, by=actor(by, role), at=NOON)


# --- one person ---


def test_a_first_password_holds_two_weeks_and_a_reset_a_quarter_of_an_hour(cast: Cast) -> None:
    first = issue(cast.peer, cast.personnel)
    give_password(cast.owner)
    reset = issue(cast.owner, cast.personnel)

    assert first.until == NOON + 14 * DAY
    assert reset.until == NOON + timedelta(minutes=15)
    assert first.login == cast.peer.nip
    assert User.objects.get(login=first.login).check_password(first.password)


def test_it_is_journaled_without_the_password_and_told_to_its_owner(cast: Cast) -> None:
    slip = issue(cast.owner, cast.personnel)

    entry = Entry.objects.get(action="PasswordIssued")
    notice = Notice.objects.get(person_id=cast.owner.pk)
    assert (entry.subject_id, entry.ids["reset"]) == (cast.owner.pk, False)
    assert slip.password not in str(entry.ids)
    assert cast.personnel.name in notice.text
    assert slip.password not in notice.text


def test_an_unused_first_password_is_made_again_for_two_weeks(cast: Cast) -> None:
    issue(cast.owner, cast.personnel)

    assert issue(cast.owner, cast.personnel).until == NOON + 14 * DAY


@pytest.mark.parametrize(
    ("by", "role", "person", "code"),
    [
        ("personnel", Role.PERSONNEL, "personnel", "employee.own_record"),
        ("admin_opd", Role.ADMIN_OPD, "former_superior", "employee.not_yours"),
        ("peer", Role.SELF, "owner", "employee.not_yours"),
        ("personnel", Role.PERSONNEL, "ended", "employee.not_in_service"),
        ("personnel", Role.PERSONNEL, "inspectorate", "account.above"),
        ("admin_opd", Role.ADMIN_OPD, "agency_head", "employee.above"),
    ],
)
def test_who_gets_none_from_whom(cast: Cast, by: str, role: Role, person: str, code: str) -> None:
    wanted = getattr(cast, person)
    give_password(wanted)

    with pytest.raises(Refused) as refusal:
        issue(wanted, getattr(cast, by), role)

    assert refusal.value.code == code
    assert not Entry.objects.filter(action="PasswordIssued").exists()


@pytest.mark.parametrize("role", ["ADMIN_OPD", "LEADER"])
def test_an_admin_makes_none_for_who_holds_a_role(cast: Cast, role: str) -> None:
    unit = cast.section if role == RoleGrant.Role.ADMIN_OPD else None
    make_grant(cast.owner, RoleGrant.Role(role), unit)

    with pytest.raises(Refused) as refusal:
        issue(cast.owner, cast.admin_opd, Role.ADMIN_OPD)

    assert refusal.value.code == "account.above"
    assert issue(cast.owner, cast.personnel).name == cast.owner.name


def test_a_first_password_reaches_the_inspectorate_too(cast: Cast) -> None:
    assert issue(cast.inspectorate, cast.personnel).login == cast.inspectorate.nip


# --- officials without NIP ---


def test_an_official_gets_a_login_name_with_the_post(cast: Cast) -> None:
    post = make_position(cast.instansi, "Wakil Bupati")
    new = NewEmployee("", "Edi Budoyo", "OFFICIAL", TODAY)

    person = services.hire_employee(new, post.pk, by=actor(cast.personnel), at=NOON)

    assert person.account is not None
    assert person.account.login == "edi.budoyo"
    assert issue(person, cast.personnel).login == "edi.budoyo"


def test_who_has_no_account_gets_one_with_the_first_password(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.bupati.pk).update(account=None)

    slip = issue(cast.bupati, cast.personnel)

    cast.bupati.refresh_from_db()
    assert cast.bupati.account is not None
    assert slip.login == cast.bupati.account.login == "hermus.mandacan"


@pytest.mark.parametrize(
    ("name", "taken", "login"),
    [
        ("Hermus Mandacan", (), "hermus.mandacan"),
        ("Hermus Mandacan", ("hermus.mandacan",), "hermus.mandacan.2"),
        ("Yohana", (), "yohana"),
        ("D'Ornay René van der Bosch", (), "dornay.bosch"),
        ("Б", (), "pejabat"),
    ],
)
def test_a_login_name_comes_from_the_name(name: str, taken: tuple[str, ...], login: str) -> None:
    assert login_name(name, taken) == login


def test_a_login_name_fits_and_is_no_nip() -> None:
    assert len(login_name("A" * 80, {"a" * 36})) <= LONGEST
    assert not login_name("199104122015042014", ()).isdigit()


# --- many at once ---


READY = tuple(Ready(f"kata-sandi-{number}", f"sandi {number}") for number in range(50))


def first(by: Employee, role: Role, unit_id: int | None = None, *, again: bool = False) -> set[str]:
    slips = services.issue_first_passwords(unit_id, READY, again=again, by=actor(by, role), at=NOON)
    return {slip.name for slip in slips}


def test_a_sheet_is_for_those_who_have_none_yet(cast: Cast) -> None:
    give_password(cast.owner)

    names = first(cast.personnel, Role.PERSONNEL, cast.section.pk)

    assert names == {cast.yohana.name, cast.acting_superior.name, cast.peer.name}
    with pytest.raises(Refused) as refusal:
        first(cast.personnel, Role.PERSONNEL, cast.section.pk)
    assert refusal.value.code == "account.nobody_left"
    assert first(cast.personnel, Role.PERSONNEL, cast.section.pk, again=True) == names


def test_an_admin_gets_a_sheet_for_the_own_units_without_who_holds_a_role(cast: Cast) -> None:
    make_grant(cast.peer, RoleGrant.Role.ADMIN_OPD, cast.section)

    names = first(cast.admin_opd, Role.ADMIN_OPD)

    assert cast.owner.name in names
    assert not names & {cast.peer.name, cast.admin_opd.name, cast.former_superior.name}


def test_a_foreign_unit_has_nobody_for_an_admin(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        first(cast.admin_other, Role.ADMIN_OPD, cast.section.pk)

    assert refusal.value.code == "account.nobody_left"


def test_a_sheet_holds_so_many(cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noken.organization.queries.accounts.AT_ONCE", 2)

    sheet = browse(cast.personnel).post(reverse("organization:accounts"), {"jumlah": "50"})

    assert sheet.content.decode().count("Kata sandi</dt>") == 2


def test_a_sheet_is_made_once_it_was_confirmed_and_never_for_more(
    cast: Cast, browse: Browse
) -> None:
    hendrik, url = browse(cast.personnel), reverse("organization:accounts")
    unit = {"unit": str(cast.section.pk)}
    before = set(User.objects.values_list("login", "password"))

    unconfirmed = hendrik.post(url, unit)
    asked = hendrik.get(url, {**unit, "tanya": "1"}).content.decode()
    untouched = set(User.objects.values_list("login", "password"))
    sheet = hendrik.post(url, {**unit, "jumlah": "3"})

    assert (unconfirmed.status_code, untouched) == (422, before)
    assert "Ya, buat sekarang" in unconfirmed.content.decode()
    assert "<b>4 pegawai</b>" in asked
    assert sheet.content.decode().count("Kata sandi</dt>") == 3


def test_no_password_of_a_sheet_is_hashed_inside_a_transaction(
    cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside, depths = len(connection.savepoint_ids), []

    def hashed(password: str) -> str:
        depths.append(len(connection.savepoint_ids))
        return make_password(password)

    monkeypatch.setattr("noken.accounts.passwords.make_password", hashed)
    browse(cast.personnel).post(reverse("organization:accounts"), {"jumlah": "3"})

    assert depths == [outside] * 3


# --- pages ---


def test_the_page_of_a_person_makes_one_and_shows_it_once(cast: Cast, browse: Browse) -> None:
    hendrik = browse(cast.personnel)
    page = hendrik.get(reverse("organization:person", args=[cast.owner.pk])).content.decode()

    answer = hendrik.post(reverse("organization:account_issue", args=[cast.owner.pk]))

    assert "Belum punya kata sandi" in page
    assert "Buka akun" in page
    assert answer["Cache-Control"] == "no-store"
    account = User.objects.get(employee=cast.owner)
    shown = answer.content.decode()
    (password,) = [
        word for word in shown.replace("<", " ").replace(">", " ").split() if _is_made(word)
    ]
    assert account.check_password(password)
    again = hendrik.get(reverse("organization:person", args=[cast.owner.pk])).content.decode()
    assert password not in again
    assert "belum dipakai" in again


def _is_made(word: str) -> bool:
    return [len(part) for part in word.split("-")] == [6, 6, 6]


def test_the_own_page_says_nothing_of_the_account(cast: Cast, browse: Browse) -> None:
    page = browse(cast.owner).get(reverse("organization:person", args=[cast.owner.pk]))

    assert "kata sandi" not in page.content.decode().lower()


def test_a_sheet_is_read_as_the_people_on_it(cast: Cast, browse: Browse) -> None:
    hendrik = browse(cast.personnel)
    counted = hendrik.get(reverse("organization:accounts"), {"unit": cast.section.pk})

    form = {"unit": cast.section.pk, "jumlah": 4}
    sheet = hendrik.post(reverse("organization:accounts"), form)

    assert "Buat lembar" in counted.content.decode()
    assert sheet.content.decode().count("Kata sandi</dt>") == 4
    assert Reading.objects.filter(screen="organization:accounts").count() == 4


def test_so_many_acts_an_hour(cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "ACTS", 1)
    hendrik = browse(cast.personnel)

    answers = [
        hendrik.post(reverse("organization:account_issue", args=[person.pk])).status_code
        for person in (cast.owner, cast.peer)
    ]

    assert answers == [200, 429]


def test_the_system_may_for_the_first_keeper(cast: Cast) -> None:
    slip = services.issue_password(cast.personnel.pk, by=system(TODAY), at=NOON)

    assert slip.login == cast.personnel.nip
    assert (
        "Pengelola server" in Notice.objects.filter(person_id=cast.personnel.pk).earliest("pk").text
    )
    assert slip.until.date() == date(2026, 12, 8)
