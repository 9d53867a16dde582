"""A talk over HTTP, as the two do it; forms that come back; lists; the night's task."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from noken.coaching import tasks
from noken.coaching.models import Talk
from noken.coaching.rules import flow
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import TODAY
from tests.world_coaching import SECRET, make_talk, new_key

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = timedelta(1)
CHANGE = {
    "siapa": "EMPLOYEE",
    "isi": "Memberi kabar sebelum 07.15",
    "bentuk": "WORD",
    "sampai": (TODAY + DAY).isoformat(),
    "ukuran": "presensi",
}


def at(name: str, talk: Talk, *more: object) -> str:
    return reverse(f"coaching:{name}", args=[talk.pk, *more])


def sees(client: Client, address: str, *words: str) -> None:
    text = client.get(address).content.decode()
    assert [word for word in words if word not in text] == []


def test_the_two_go_the_whole_way(cast: Cast, browse: Browse) -> None:
    owner, coach = browse(cast.owner), browse(cast.acting_superior)
    ask = {"key": str(new_key()), "isi": SECRET}
    assert owner.post(reverse("coaching:ask"), ask).status_code == 302
    talk = Talk.objects.get()
    new = reverse("coaching:new", args=[cast.owner.pk])
    sees(coach, new, SECRET)
    day = {"key": str(new_key()), "hari": TODAY.isoformat(), "jam": "10:00", "ukuran": "LATE"}
    assert coach.post(new, {**day, "isi": "Foto paling lengkap", "baik": "on"}).status_code == 302
    sees(owner, talk.get_absolute_url(), "Foto paling lengkap")
    coach.post(at("begin", talk))
    coach.post(at("note", talk), {"isi": "Saya menelepon", "tindakan": "simpan"})
    assert "Saya menelepon" not in owner.get(talk.get_absolute_url()).content.decode()
    coach.post(at("note", talk), {"isi": "Saya menelepon", "tindakan": "tunjukkan"})
    for address, data in (
        (at("agree", talk), CHANGE),
        (at("agree", talk), CHANGE),
        (at("drop", talk, 2), {}),
    ):
        owner.post(address, data)
    coach.post(at("offer", talk), {"cek": (TODAY + 14 * DAY).isoformat()})
    sees(owner, talk.get_absolute_url(), "Saya menelepon", "Saya setuju")
    owner.post(at("answer", talk), {"sepakat": "ya"})
    owner.post(at("tick", talk, 1), {"selesai": "ya"})
    Talk.objects.update(held_on=TODAY - 14 * DAY, check_on=TODAY)
    owner.post(at("weigh", talk), {"kata": "PARTLY"})
    coach.post(at("check", talk), {"hasil": "IMPROVED"})

    talk.refresh_from_db()
    assert (talk.status, talk.outcome, talk.agreements.count()) == (flow.DONE, "IMPROVED", 1)
    sees(owner, talk.get_absolute_url(), "Membaik, selesai", "Membantu sebagian")
    sees(coach, reverse("coaching:agenda"), "1 sesi")


@pytest.mark.parametrize(
    ("name", "status", "data"),
    [
        ("note", flow.TALKING, {"isi": ""}),
        ("agree", flow.TALKING, {"isi": "x"}),
        ("offer", flow.TALKING, {"cek": "besok"}),
        ("offer", flow.TALKING, {"cek": (TODAY + 90 * DAY).isoformat()}),
        ("check", flow.AGREED, {}),
        ("check", flow.AGREED, {"hasil": "PARTLY"}),
        ("check", flow.TALKING, {"hasil": "IMPROVED"}),
        ("check", flow.AGREED, {"hasil": "IMPROVED"}),
        ("answer", flow.OFFERED, {"sepakat": "mungkin"}),
        ("tick", flow.AGREED, {"selesai": "?"}),
        ("end", flow.TALKING, {"isi": " "}),
        ("begin", flow.DONE, {}),
    ],
)
def test_what_cannot_be_done_comes_back_as_422(
    cast: Cast, browse: Browse, name: str, status: str, data: dict[str, str]
) -> None:
    talk = make_talk(cast.owner, status=status)
    address = at(name, talk, 1) if name == "tick" else at(name, talk)

    answer = browse(cast.acting_superior).post(address, data)

    assert answer.status_code == 422
    assert Talk.objects.get().status == status


def test_forms_of_lists_come_back_with_what_was_typed(cast: Cast, browse: Browse) -> None:
    owner, coach = browse(cast.owner), browse(cast.acting_superior)
    new = reverse("coaching:new", args=[cast.owner.pk])

    asked = owner.post(reverse("coaching:ask"), {"key": str(new_key()), "isi": " "})
    past = coach.post(
        new, {"key": str(new_key()), "hari": (TODAY - DAY).isoformat(), "jam": "09.00"}
    )
    nothing = coach.post(new, {"key": str(new_key())})
    no_key = coach.post(new, {})

    codes = [each.status_code for each in (asked, past, nothing, no_key)]
    assert codes == [422] * 4
    assert "hari ini atau sesudahnya" in past.content.decode()


@pytest.mark.parametrize("status", [*sorted(flow.OPEN), flow.DONE, flow.ENDED])
def test_every_state_has_a_page_for_both(cast: Cast, browse: Browse, status: str) -> None:
    talk = make_talk(cast.owner, status=status, measure="LATE")

    for person in (cast.owner, cast.acting_superior):
        page = browse(person).get(talk.get_absolute_url())
        assert page.status_code == 200
        assert "Pembinaan" in page.content.decode()


@pytest.mark.django_db
def test_the_night_does_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def noted(name: str, **_: object) -> None:
        done.append(name)

    for name in ("end_unclean", "relax_due", "forget_due", "end_left"):
        monkeypatch.setattr(f"noken.coaching.tasks.services.{name}", partial(noted, name))

    tasks.night(0)

    assert done == ["end_unclean", "relax_due", "forget_due", "end_left"]
