"""Who leads or holds a role decides nothing until somebody has confirmed who uses the account."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from noken.accounts.models import User
from noken.audit.models import Entry
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.notices.models import Notice
from noken.organization import services
from noken.organization.models import Activation, Employee, ReportingLine
from noken.organization.queries import heard_by
from noken.work.models import Report, Review
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_grant, make_line
from tests.world_work import make_report

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
PAGE = "/pegawai/akun/konfirmasi/"
BANNER = "Akun Anda menunggu konfirmasi."


@pytest.fixture
def able(cast: Cast) -> Cast:
    """The standing people, who can all log in."""
    User.objects.filter(password="!", is_active=True).update(password="md5$x$y")
    for person in (*cast.standing().values(), cast.agency_head, cast.bupati):
        if person is not None:
            person.refresh_from_db()
    return cast


def activate(by: Employee, *people: Employee) -> None:
    """Passwords that somebody made, and used: whoever logged in with them has chosen another."""
    for person in people:
        services.issue_password(person.pk, by=actor(by, Role.PERSONNEL), at=NOON)
        User.objects.filter(employee=person).update(one_time_until=None, last_login=NOON)
        person.refresh_from_db()


def keeper(name: str = "Yulius Ayomi") -> Employee:
    """Somebody else of BKPSDM."""
    made = make_employee(name)
    User.objects.filter(employee=made).update(password="md5$x$y")
    make_grant(made, "PERSONNEL")
    made.refresh_from_db()
    return made


def approval(report: Report) -> dict[str, str]:
    told = {"laporan": str(report.pk), "dilihat": str(report.pk)}
    return {**told, "keputusan": "setujui", "catatan": ""}


def text(client: Client, url: str) -> str:
    found = client.get(url).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", found.split("<main", 1)[1]).split())


def confirm(client: Client, *people: Employee, sure: str = "1") -> int:
    rows = Activation.objects.filter(employee__in=people).order_by("pk")
    ids = [row.pk for row in rows if row.confirmed_at is None]
    return client.post(PAGE, {"akun": ids, "pasti": sure}).status_code


def is_open(person: Employee) -> bool:
    return Activation.objects.filter(employee=person, confirmed_at=None).exists()


def test_a_superior_with_a_password_of_anothers_making_decides_nothing(
    able: Cast, browse: Browse
) -> None:
    report = make_report(able.owner)
    activate(able.personnel, able.acting_superior)
    naomi = browse(able.acting_superior)

    assert BANNER in text(naomi, "/hari-ini/")
    assert naomi.get("/tim/").status_code == 404
    answer = naomi.post("/laporan/tinjau/", approval(report))
    assert answer.status_code in {404, 422}
    assert not Review.objects.filter(report=report).exists()
    assert able.admin_opd.name in text(naomi, "/saya/")

    assert confirm(browse(able.admin_opd), able.acting_superior) == 302

    assert BANNER not in text(naomi, "/hari-ini/")
    assert naomi.get("/tim/").status_code == 200
    naomi.post("/laporan/tinjau/", approval(report))
    assert Review.objects.filter(report=report).exists()
    entry = Entry.objects.get(action="AccountConfirmed")
    assert (entry.employee_id, entry.subject_id) == (able.admin_opd.pk, able.acting_superior.pk)
    told = Notice.objects.get(person_id=able.acting_superior.pk, kind="AccountConfirmed").text
    assert told.startswith(f"{able.admin_opd.name} mengonfirmasi")


def test_neither_the_maker_of_the_password_nor_its_owner_confirms(
    able: Cast, browse: Browse
) -> None:
    activate(able.personnel, able.leader)
    hendrik, dorteus = browse(able.personnel), browse(able.leader)

    assert dorteus.get("/peran/").status_code == 404
    assert dorteus.get(PAGE).status_code == 404
    assert "1 orang memakai kata sandi buatan Anda" in text(hendrik, PAGE)
    assert confirm(hendrik, able.leader) == 422
    assert confirm(browse(able.admin_opd), able.leader) == 422
    assert is_open(able.leader)

    second = browse(keeper())
    assert "1 akun menunggu konfirmasi" in text(second, "/menunggu/")
    assert confirm(second, able.leader, sure="") == 422
    assert confirm(second, able.leader) == 302
    assert dorteus.get("/peran/").status_code == 200


def test_who_is_not_confirmed_confirms_nobody(able: Cast, browse: Browse) -> None:
    second = keeper()
    activate(able.personnel, second, able.leader)

    assert browse(second).get(PAGE).status_code == 404
    assert confirm(browse(second), able.leader) == 404


def test_the_superior_confirms_and_an_admin_nobody_who_leads_them(
    able: Cast, browse: Browse
) -> None:
    activate(able.personnel, able.higher_superior)
    markus = able.higher_superior

    assert confirm(browse(able.admin_other), markus) == 422
    activate(able.personnel, able.agency_head)
    assert confirm(browse(able.admin_opd), able.agency_head) == 422
    assert confirm(browse(able.agency_head), markus) == 404

    assert confirm(browse(able.bupati), able.agency_head) == 302
    assert confirm(browse(able.agency_head), markus) == 302
    assert not is_open(markus)


def test_many_at_once_by_unit(able: Cast, browse: Browse) -> None:
    heads = [make_employee(f"Kepala {number}") for number in range(60)]
    for each in heads:
        make_grant(each, "ADMIN_OPD", able.other_agency)
        each.refresh_from_db()
    activate(able.personnel, *heads, able.superior, able.higher_superior)
    waiting = make_employee("Kepala Enggan")
    make_grant(waiting, "ADMIN_OPD", able.other_agency)
    services.issue_password(waiting.pk, by=actor(able.personnel, Role.PERSONNEL), at=NOON)
    second = browse(keeper())

    page = text(second, PAGE)
    assert page.index("Dinas Pendidikan") < page.index(able.superior.name)
    assert "Tanpa unit 1 belum masuk" in page
    assert "62 akun menunggu konfirmasi" in text(second, "/menunggu/")
    assert able.superior.name not in text(second, f"{PAGE}?unit={able.other_agency.pk}")
    assert confirm(second, *heads, able.superior, waiting) == 302

    assert not any(is_open(each) for each in (*heads, able.superior))
    assert is_open(waiting)
    assert is_open(able.higher_superior)


def test_a_colleague_without_people_waits_for_nobody(able: Cast, browse: Browse) -> None:
    activate(able.personnel, able.peer)

    assert BANNER not in text(browse(able.peer), "/hari-ini/")
    assert able.peer.name not in text(browse(keeper()), PAGE)


def test_an_own_new_password_changes_nothing_and_another_reset_begins_anew(
    able: Cast, browse: Browse
) -> None:
    activate(able.personnel, able.superior)
    second = keeper()
    assert confirm(browse(second), able.superior) == 302
    account = User.objects.get(employee=able.superior)
    account.set_password("kebun-kelapa-sanggeng")
    account.save()
    typed = {"old": "kebun-kelapa-sanggeng", "new": "ombak-doreri", "again": "ombak-doreri"}
    assert browse(able.superior).post("/sandi/", typed).status_code == 302
    assert not is_open(able.superior)

    activate(second, able.superior)
    assert is_open(able.superior)
    assert confirm(browse(second), able.superior) == 422
    assert confirm(browse(able.personnel), able.superior) == 302


def test_a_confirmation_is_of_one_password(able: Cast, browse: Browse) -> None:
    """The list was read before the password was made anew."""
    activate(able.personnel, able.leader)
    read = Activation.objects.get(confirmed_at=None).pk
    second, third = keeper(), keeper("Marthen Kbarek")
    activate(third, able.leader)

    answer = browse(second).post(PAGE, {"akun": [read], "pasti": "1"})

    assert answer.status_code == 422
    assert is_open(able.leader)


def test_what_was_waited_for_by_a_former_superior_waits_too(able: Cast) -> None:
    lines = ReportingLine.objects.filter(superior=able.former_superior, end_on=None)
    lines.update(end_on=TODAY)
    activate(able.personnel, able.former_superior)

    assert actor(able.former_superior).withheld


def test_a_new_head_whose_account_nobody_confirmed_begins_withheld(able: Cast) -> None:
    activate(able.personnel, able.peer)
    assert not actor(able.peer).withheld

    make_grant(able.peer, "ADMIN_OPD", able.section, start_on=TODAY)

    assert actor(able.peer).withheld >= {Role.ADMIN_OPD}
    assert actor(able.peer).unit_ids == frozenset()


def test_who_led_long_ago_and_may_still_rate_waits_too(able: Cast) -> None:
    led, leader = make_employee("Yosep Indey"), make_employee("Ruth Wonda")
    User.objects.filter(employee=leader).update(password="md5$x$y")
    make_line(led, leader, start_on=TODAY - timedelta(900), end_on=TODAY - timedelta(800))
    leader.refresh_from_db()

    activate(able.personnel, leader)

    assert actor(leader).withheld


def test_no_maker_names_who_confirms(able: Cast) -> None:
    mate = make_employee("Teman Pembuat")
    User.objects.filter(employee=mate).update(password="md5$x$y")
    make_grant(mate, "ADMIN_OPD", able.agency, start_on=TODAY)
    mate.refresh_from_db()
    activate(able.personnel, able.superior)
    row = Activation.objects.get(employee=able.superior)

    with pytest.raises(Refused) as refused:
        services.confirm_activations([row.pk], is_sure=True, by=actor(mate), at=NOON)

    assert refused.value.code == "activation.nobody"


def test_who_is_not_confirmed_hears_of_nobody_else(able: Cast) -> None:
    account = able.acting_superior.account_id or 0
    assert len(heard_by([account], TODAY)[account]) > 1

    activate(able.personnel, able.acting_superior)

    assert heard_by([account], TODAY)[account] == {able.acting_superior.pk}
