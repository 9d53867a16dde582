"""An OPD's admin gains nobody, acts on nobody above, and nobody hears later who leads them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noken.core import clock
from noken.core.actor import system
from noken.notices.models import Notice
from noken.organization.models import Employee, Posting, SuperiorOverride, Unit
from noken.organization.queries import superior_of
from noken.organization.services import refresh_lines
from tests.cast import Cast
from tests.world import NOON, TODAY, make_employee, make_position, make_posting

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
YESTERDAY = TODAY - timedelta(1)


def choose(client: Client, person: Employee, superior: Employee, **changes: object) -> Any:
    sent = {"superior": superior.pk, "reason": "SK 12", "start_on": TODAY.isoformat(), **changes}
    url = reverse("organization:superior", args=[person.pk])
    return client.post(url, sent)


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def leads(person: Employee) -> int | None:
    found = superior_of(person.pk, TODAY).person
    return found.id if found else None


def told(person: Employee) -> list[str]:
    rows = Notice.objects.filter(person_id=person.pk, kind="SuperiorShifted")
    return list(rows.values_list("text", flat=True))


def test_no_admin_makes_herself_a_superior_and_bkpsdm_does(cast: Cast, browse: Browse) -> None:
    answer = choose(browse(cast.admin_opd), cast.owner, cast.admin_opd)

    assert answer.status_code == 422
    assert "Mintalah BKPSDM" in said(answer)
    assert not SuperiorOverride.objects.exists()
    assert choose(browse(cast.personnel), cast.owner, cast.admin_opd).status_code == 302
    assert leads(cast.owner) == cast.admin_opd.pk


def test_nor_does_bkpsdm_choose_itself(cast: Cast, browse: Browse) -> None:
    assert choose(browse(cast.personnel), cast.owner, cast.personnel).status_code == 422


def test_no_admin_begins_in_the_past_and_bkpsdm_does(cast: Cast, browse: Browse) -> None:
    past = {"start_on": YESTERDAY.isoformat()}

    answer = choose(browse(cast.admin_opd), cast.owner, cast.higher_superior, **past)

    assert answer.status_code == 422
    assert "mintalah BKPSDM" in said(answer)
    assert (
        choose(browse(cast.personnel), cast.owner, cast.higher_superior, **past).status_code == 302
    )
    assert superior_of(cast.owner.pk, YESTERDAY).basis == "OVERRIDE"


def test_the_person_and_both_superiors_hear_of_it_at_once(
    cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(browse(cast.admin_opd), cast.owner, cast.higher_superior)

    (own,) = told(cast.owner)
    for name in (cast.higher_superior.name, cast.admin_opd.name):
        assert name in own
    for person in (cast.higher_superior, cast.acting_superior, cast.superior):
        (heard,) = told(person)
        assert cast.owner.name in heard
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(minutes=1))
    assert own in browse(cast.owner).get("/pemberitahuan/").content.decode()


def test_whoever_becomes_head_everybody_there_hears_who_leads_them(
    cast: Cast, browse: Browse
) -> None:
    newcomer = make_employee("Ester Wambrauw")
    Posting.objects.filter(employee=cast.higher_superior).update(end_on=TODAY)
    head = Posting.objects.get(employee=cast.higher_superior).position_id
    url = reverse("organization:move", args=[newcomer.pk])

    answer = browse(cast.personnel).post(url, {"position": head, "on": TODAY.isoformat()})

    assert answer.status_code == 302
    assert any(newcomer.name in text for text in told(cast.superior))
    (heard,) = told(newcomer)
    assert cast.superior.name in heard


# --- people above ---

ACTS: dict[str, dict[str, Any]] = {
    "account_issue": {},
    "superior": {"reason": "SK 1", "start_on": TODAY.isoformat()},
    "superior_clear": {},
    "standing": {"standing": "SUSPENDED", "on": TODAY.isoformat()},
    "rank": {"code": "IV/b", "on": TODAY.isoformat()},
    "move": {"on": TODAY.isoformat()},
}


@pytest.mark.parametrize("act", ACTS)
def test_no_act_reaches_who_leads_the_admin(cast: Cast, browse: Browse, act: str) -> None:
    sent = {**ACTS[act], "superior": cast.leader.pk, "position": make_position(cast.division).pk}
    url = reverse(f"organization:{act}", args=[cast.agency_head.pk])

    answer = browse(cast.admin_opd).post(url, sent)

    assert answer.status_code == 422
    assert "BKPSDM" in said(answer)
    assert browse(cast.personnel).post(url, sent).status_code in {200, 302, 422}


def test_no_admin_takes_the_password_of_who_leads_others(cast: Cast, browse: Browse) -> None:
    """Yohana leads nobody of Rina's own line, but Maria: as Yohana she could approve for Maria."""
    account = cast.superior.account
    assert account is not None
    account.set_password("kasuari-di-hutan-9")
    account.last_login = NOON
    account.save()
    url = reverse("organization:account_issue", args=[cast.superior.pk])
    page = reverse("organization:person", args=[cast.superior.pk])
    rina = browse(cast.admin_opd)

    answer = rina.post(url)

    assert answer.status_code == 422
    assert "Mintalah BKPSDM" in said(answer)
    account.refresh_from_db()
    assert account.check_password("kasuari-di-hutan-9")
    assert "Setel ulang kata sandi" not in rina.get(page).content.decode()
    assert "Setel ulang kata sandi" in browse(cast.personnel).get(page).content.decode()
    assert browse(cast.personnel).post(url).status_code == 200


def test_their_page_says_so_and_offers_nothing(cast: Cast, browse: Browse) -> None:
    url = reverse("organization:person", args=[cast.agency_head.pk])

    page = browse(cast.admin_opd).get(url).content.decode()

    assert "Pegawai ini memimpin Anda" in page
    assert "Pilih atasan" not in page
    assert "Pilih atasan" in browse(cast.personnel).get(url).content.decode()


def test_no_sheet_of_first_passwords_holds_who_leads_the_admin(cast: Cast, browse: Browse) -> None:
    url = reverse("organization:accounts")
    client = browse(cast.admin_opd)

    page, sheet = (
        client.get(url).content.decode(),
        client.post(url, {"jumlah": 50}).content.decode(),
    )

    assert "kata sandi mereka dibuat BKPSDM" in page
    assert cast.owner.name in sheet
    assert cast.agency_head.name not in sheet
    assert (
        cast.agency_head.name in browse(cast.personnel).post(url, {"jumlah": 50}).content.decode()
    )


def test_no_admin_fills_the_seat_that_leads_her(cast: Cast, browse: Browse) -> None:
    plh = {
        "employee": cast.higher_superior.pk,
        "kind": "PLH",
        "start_on": TODAY.isoformat(),
        "end_on": TODAY.isoformat(),
    }
    url = reverse("organization:acting", args=[cast.agency.pk])

    answer = browse(cast.admin_opd).post(url, plh)

    assert answer.status_code == 422
    assert "dicatat BKPSDM" in said(answer)
    page = browse(cast.admin_opd).get(reverse("organization:unit", args=[cast.agency.pk]))
    assert "Unit ini memimpin Anda" in page.content.decode()
    assert browse(cast.personnel).post(url, plh).status_code == 302


# --- by whatever act ---


def test_an_admin_who_leads_a_unit_draws_nobody_into_it(cast: Cast, browse: Browse) -> None:
    """Rina heads a section now: moving Frans there would make her his superior."""
    _lead_own_section(cast)
    staff = make_position(Posting.objects.get(employee=cast.admin_opd, end_on=None).unit)
    url = reverse("organization:move", args=[cast.peer.pk])
    sent = {"position": staff.pk, "on": TODAY.isoformat()}

    answer = browse(cast.admin_opd).post(url, sent)

    assert answer.status_code == 422
    assert f"menjadikan Anda atasan {cast.peer.name}" in said(answer)
    assert browse(cast.personnel).post(url, sent).status_code == 302


def test_no_unit_is_put_below_the_admins_own(cast: Cast, browse: Browse) -> None:
    own = _lead_own_section(cast)
    url = reverse("organization:unit_move", args=[cast.section.pk])

    answer = browse(cast.admin_opd).post(url, {"parent": own, "on": TODAY.isoformat()})

    assert answer.status_code == 422
    assert "menjadikan Anda atasan" in said(answer)


def test_no_acting_head_begins_in_the_past_over_people_who_were_led(
    cast: Cast, browse: Browse
) -> None:
    Posting.objects.filter(employee=cast.superior).update(end_on=YESTERDAY - timedelta(9))
    Posting.objects.filter(kind="PLH").delete()
    refresh_lines(by=system(TODAY), at=NOON)
    sent = {"employee": cast.peer.pk, "kind": "PLT", "start_on": YESTERDAY.isoformat()}
    url = reverse("organization:acting", args=[cast.section.pk])

    answer = browse(cast.admin_opd).post(url, sent)

    assert answer.status_code == 422
    assert "hari yang sudah lewat" in said(answer)
    today = {**sent, "start_on": TODAY.isoformat()}
    assert browse(cast.admin_opd).post(url, today).status_code == 302


def test_a_newcomer_in_the_admins_own_section_is_taken_in(cast: Cast, browse: Browse) -> None:
    own = _lead_own_section(cast)
    staff = make_position(Posting.objects.get(unit=own, is_head=True).unit)
    sent = {
        "nip": "199804122022032014",
        "name": "Sara Iba",
        "kind": "PNS",
        "position": staff.pk,
        "start_on": TODAY.isoformat(),
    }

    answer = browse(cast.admin_opd).post(reverse("organization:hire", args=[own]), sent)

    assert answer.status_code == 302
    newcomer = Employee.objects.get(name="Sara Iba")
    assert leads(newcomer) == cast.admin_opd.pk
    assert told(newcomer) == []


def _lead_own_section(cast: Cast) -> int:
    """The admin heads a section of the agency; its id."""
    unit = Unit.objects.create(
        name="Subbagian Kepegawaian",
        kind="SUBDIVISION",
        parent=cast.agency,
        start_on=TODAY - timedelta(400),
        path="",
    )
    unit.path = f"{cast.agency.path}{unit.pk}/"
    unit.save()
    unit.versions.create(name=unit.name, parent=cast.agency, start_on=unit.start_on)
    Posting.objects.filter(employee=cast.admin_opd).update(end_on=TODAY - timedelta(20))
    make_posting(cast.admin_opd, make_position(unit, is_head=True), start_on=TODAY - timedelta(20))
    refresh_lines(by=system(TODAY), at=NOON)
    return int(unit.pk)
