"""The menu: which places stand in it for whom, which one is marked, and what waits in them."""

from collections.abc import Collection

import pytest

from noken.core.actor import Actor, Role, visitor
from noken.home.queries import shell
from noken.notices.models import Notice
from noken.organization.queries.declared import remembered
from noken.planning.models import Revision
from noken.ui.shell import MenuItem, Shell
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_grant
from tests.world_planning import make_plan
from tests.world_work import make_feedback, make_report

pytestmark = pytest.mark.django_db

OWN = (
    *("Hari ini", "SKP saya", "Laporan", "Umpan balik", "Presensi", "Kehadiran saya"),
    *("Cuti dan dinas", "Evaluasi saya", "Posisi evaluasi", "Pembinaan saya"),
    *("Riwayat predikat", "Temuan saya", "Keberatan", "Aturan"),
)
ALONE = ("Hari ini", "Menunggu saya", *OWN[1:])
TO_ME = ("", ("Menunggu saya",))
OFFICE = (
    *("Antrean", "Pegawai dan jabatan", "Siapa atasan saya", "Impor pegawai", "Mesin presensi"),
    *("Kantor dan layar", "Presensi manual", "Cuti pegawai", "Tindak lanjut", "Jadwal kerja"),
    *("Rekap kehadiran", "Periode evaluasi", "Sebaran predikat"),
)
DESK = (
    *("Meja Inspektorat", "Jejak jurnal", "Undian sampel", "Temuan", "Mesin presensi"),
    "Pola untuk diperiksa",
    *("Sebaran predikat", "Keberatan", "Pemegang peran"),
)
TEAM = (
    *("Tim langsung", "Kehadiran tim", "Cuti tim", "SKP tim", "Matriks peran", "Evaluasi"),
    *("Pembinaan", "Perbaikan kinerja", "Temuan disiplin", "Perkara disiplin", "Capaian unit"),
    *("Sebaran predikat", "Presensi manual", "Keberatan tim"),
)
WHOLE = (
    *(
        *OFFICE,
        "Kewajiban melapor",
        "Capaian unit",
        "Pola untuk diperiksa",
        "Temuan",
        "Perkara disiplin",
    ),
    "Keberatan",
    *("Pemegang peran", "Setelan"),
)
BELOW = tuple(place for place in TEAM if place not in {"Sebaran predikat", "Perkara disiplin"})
LED = (
    *("Ikhtisar", "Rekap kehadiran", "Sebaran predikat", "Perkara disiplin"),
    "Kewajiban melapor",
    *("Pemegang peran", "Setelan"),
)


def holder(*roles: Role, role: Role = Role.SELF) -> Actor:
    return Actor(7, 7, role, frozenset({Role.SELF, *roles}), TODAY, name="Ani Rumere")


def shell_of(who: Actor, path: str = "/hari-ini/") -> Shell:
    found = shell.shell_for(who, path)
    assert found is not None
    return found


def labels(items: Collection[MenuItem]) -> tuple[str, ...]:
    return tuple(item.label for item in items)


def marked(found: Shell) -> list[str]:
    return [item.label for group in found.groups for item in group.items if item.current]


def count_of(found: Shell, name: str) -> int:
    return next(i.count or 0 for group in found.groups for i in group.items if i.id == name)


@pytest.mark.parametrize(
    ("roles", "groups"),
    [
        ((), [("", ALONE)]),
        ((Role.SUPERIOR,), [TO_ME, ("Tim", TEAM), ("Saya", OWN)]),
        ((Role.PERSONNEL,), [TO_ME, ("Kepegawaian", WHOLE), ("Saya", OWN)]),
        ((Role.ADMIN_OPD,), [TO_ME, ("Kepegawaian", OFFICE), ("Saya", OWN)]),
        ((Role.PERSONNEL, Role.ADMIN_OPD), [TO_ME, ("Kepegawaian", WHOLE), ("Saya", OWN)]),
        ((Role.INSPECTORATE,), [TO_ME, ("Inspektorat", DESK), ("Saya", OWN)]),
        (
            (Role.LEADER, Role.SUPERIOR),
            [TO_ME, ("Pimpinan", LED), ("Tim", BELOW), ("Saya", OWN)],
        ),
    ],
)
def test_the_places_of_all_roles_stand_in_one_menu(
    roles: tuple[Role, ...], groups: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = shell_of(holder(*roles))

    assert [(group.title, labels(group.items)) for group in found.groups] == groups


def test_a_place_stands_once_in_the_menu_of_who_holds_every_role() -> None:
    everything = set(Role) - {Role.SYSTEM, Role.ANONYMOUS}
    found = shell_of(holder(*everything))

    names = [item.id for group in found.groups for item in group.items]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("roles", "home"),
    [
        ((), "/hari-ini/"),
        ((Role.SUPERIOR,), "/tim/"),
        ((Role.SUPERIOR, Role.ADMIN_OPD), "/antrean/"),
        ((Role.SUPERIOR, Role.PERSONNEL), "/antrean/"),
        ((Role.INSPECTORATE, Role.PERSONNEL), "/inspektorat/"),
        ((Role.SUPERIOR, Role.LEADER), "/ikhtisar/"),
    ],
)
def test_the_first_page_is_that_of_the_widest_role(roles: tuple[Role, ...], home: str) -> None:
    assert shell.home_of(holder(*roles)) == home
    assert shell_of(holder(*roles)).home_url == home


def test_visitors_have_no_menu_and_start_at_the_login() -> None:
    assert shell.shell_for(visitor(TODAY), "/masuk/") is None
    assert shell.home_of(visitor(TODAY)) == "/masuk/"


@pytest.mark.parametrize(
    ("path", "role", "expected"),
    [
        ("/hari-ini/", Role.SELF, ["Hari ini"]),
        ("/skp/12/", Role.SELF, ["SKP saya"]),
        ("/skp/menunggu/", Role.SUPERIOR, ["SKP tim"]),
        ("/skp/12/", Role.SUPERIOR, []),
        ("/tim/baris/3/", Role.SUPERIOR, ["Tim langsung"]),
        ("/menunggu/", Role.SELF, ["Menunggu saya"]),
        ("/kalender/2026/", Role.SELF, []),
    ],
)
def test_the_place_of_a_page_is_marked_unless_it_is_somebody_elses(
    path: str, role: Role, expected: list[str]
) -> None:
    assert marked(shell_of(holder(Role.SUPERIOR, role=role), path)) == expected


@pytest.mark.parametrize(
    ("roles", "tabs"),
    [
        ((), ("Hari ini", "SKP saya", "Lapor", "Laporan", "Saya")),
        ((Role.SUPERIOR,), ("Menunggu", "Tim", "Lapor", "SKP saya", "Saya")),
        ((Role.PERSONNEL, Role.SUPERIOR), ("Antrean", "Pegawai", "Impor", "Hari ini", "Saya")),
        ((Role.INSPECTORATE,), ("Meja", "Hari ini", "Lapor", "SKP saya", "Saya")),
        ((Role.LEADER, Role.SUPERIOR), ("Ikhtisar", "Menunggu", "Lapor", "SKP saya", "Saya")),
    ],
)
def test_the_phone_has_five_places_and_the_own_account_is_one_of_them(
    roles: tuple[Role, ...], tabs: tuple[str, ...]
) -> None:
    found = shell_of(holder(*roles), "/saya/")

    assert labels(found.tabs) == tabs
    assert [tab.label for tab in found.tabs if tab.current] == ["Saya"]


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (Role.SELF, ""),
        (Role.SUPERIOR, "Anda membuka halaman ini sebagai atasan"),
        (Role.ADMIN_OPD, "Anda membuka halaman ini sebagai admin kepegawaian OPD"),
    ],
)
def test_a_page_says_in_which_role_it_is_shown(role: Role, sentence: str) -> None:
    assert shell_of(holder(role, role=role)).role_label == sentence


def test_counts_are_of_what_waits_for_me_from_all_areas(cast: Cast) -> None:
    make_report(cast.maria)
    make_report(cast.peer)
    make_plan(cast.maria, status=Revision.Status.SUBMITTED)
    make_feedback(cast.acting_superior, cast.yohana)
    said = {"key": "x", "kind": "FeedbackGiven", "text": "Ada umpan balik.", "url": "/"}
    Notice.objects.create(person_id=cast.acting_superior.pk, at=NOON, deliver_at=NOON, **said)

    found = shell_of(actor(cast.acting_superior))

    counts = {name: count_of(found, name) for name in ("waiting", "team", "team_plans", "feedback")}
    assert counts == {"waiting": 5, "team": 2, "team_plans": 1, "feedback": 1}
    assert found.unread == 1


def test_the_frame_takes_one_statement_whatever_the_roles(
    cast: Cast, django_assert_num_queries: object
) -> None:
    make_grant(cast.acting_superior, Role.PERSONNEL)
    who = actor(cast.acting_superior)

    with remembered([]), django_assert_num_queries(1):  # type: ignore[operator]  # a function
        shell_of(who)


def test_an_account_without_a_person_counts_nothing() -> None:
    found = shell_of(Actor(7, None, Role.SELF, frozenset({Role.SELF}), TODAY))

    assert not any(item.count for group in found.groups for item in group.items)
