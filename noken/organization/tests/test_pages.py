"""Pages of people, units and the dry run: who sees what, and acts in place."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from noken.core.actor import Role
from noken.organization import services
from noken.organization.models import (
    Employee,
    Position,
    Posting,
    RoleGrant,
    RoleProposal,
    StandingPeriod,
    SuperiorOverride,
    Unit,
)
from noken.organization.queries import superior_of
from noken.organization.queries.directory import SIZE, people_page
from tests.cast import Cast
from tests.world import (
    NOON,
    TODAY,
    actor,
    make_employee,
    make_position,
    make_posting,
    make_unit,
)

Browse = Callable[[Employee | None], Client]
HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("owner", 200),
        ("superior", 200),
        ("higher_superior", 200),
        ("acting_superior", 200),
        ("former_superior", 404),
        ("peer", 404),
        ("admin_opd", 200),
        ("admin_other", 404),
        ("personnel", 200),
        ("inspectorate", 404),
        ("leader", 404),
        ("ended", 302),
        ("anonymous", 302),
    ],
)
def test_a_persons_file_opens_to_those_who_answer_for_it(
    cast: Cast, browse: Browse, name: str, status: int
) -> None:
    page = browse(cast.standing()[name]).get(reverse("organization:person", args=[cast.owner.pk]))

    assert page.status_code == status
    assert (cast.owner.nip or "") not in page.content.decode()


def test_who_has_left_is_logged_out(cast: Cast, browse: Browse) -> None:
    gone = browse(cast.peer)
    services.set_standing(
        cast.peer.pk,
        StandingPeriod.Standing.ENDED,
        TODAY,
        by=actor(cast.personnel, Role.PERSONNEL),
        at=NOON,
    )

    assert gone.get(reverse("organization:people")).status_code == 302
    assert "_auth_user_id" not in gone.session


def test_an_account_without_a_person_opens_nothing(browse: Browse) -> None:
    stray = make_employee("Tanpa Orang")
    account = stray.account
    Employee.objects.filter(pk=stray.pk).update(account=None)
    stray.account = account

    assert browse(stray).get(reverse("organization:people")).status_code == 404


@pytest.mark.parametrize("name", ["personnel", "admin_opd", "owner", "leader", "inspectorate"])
def test_the_list_shows_what_the_reader_may_see(cast: Cast, browse: Browse, name: str) -> None:
    reader = getattr(cast, name)

    text = browse(reader).get(reverse("organization:people")).content.decode()

    keeps = name in {"personnel", "admin_opd"}
    assert ("••••" in text) is keeps
    assert ("Naomi Rumbiak" in text) is True
    assert ("Elias Ahoren" in text) is (name != "admin_opd")


def test_the_list_is_filtered_by_unit_and_searched_as_one_types(cast: Cast, browse: Browse) -> None:
    visitor = browse(cast.personnel)
    url = reverse("organization:people")

    part = visitor.get(url, {"unit": cast.other_agency.pk}, headers=HTMX).content.decode()
    found = visitor.get(url, {"cari": "maria wangai"}, headers=HTMX).content.decode()
    nobody = visitor.get(url, {"cari": "zzzz"}, headers=HTMX).content.decode()
    odd = visitor.get(url, {"unit": "x", "halaman": "-3"})

    assert "<html" not in part
    assert ("Elias Ahoren" in part, "Maria Wanggai" in part) == (True, False)
    assert "Maria Wanggai" in found
    assert "Tidak ada yang cocok" in nobody
    assert odd.status_code == 200
    assert visitor.get(url, {"unit": 0}).status_code == 200


def test_an_admin_searches_the_own_people(cast: Cast, browse: Browse) -> None:
    url = reverse("organization:people")

    own = browse(cast.admin_opd).get(url, {"cari": "maria"}).content.decode()
    other = browse(cast.admin_other).get(url, {"cari": "maria"}).content.decode()

    assert ("Maria Wanggai" in own, "Maria Wanggai" in other) == (True, False)


def test_every_page_of_a_long_list_holds_its_part(cast: Cast) -> None:
    post = make_position(cast.section, "Guru")
    for number in range(SIZE * 2):
        make_posting(make_employee(f"Pegawai {number:03}", account=False), post)
    who = actor(cast.personnel, Role.PERSONNEL)

    pages = [people_page(who, text="", unit_id=None, number=number) for number in (1, 2, 3)]

    names = [row.name for page in pages for row in page.rows]
    assert names == sorted(names)
    assert len(names) == pages[0].sheet.count
    assert (pages[2].sheet.has_next, pages[2].sheet.end_index) == (False, len(names))


def test_a_person_is_moved_in_place(cast: Cast, browse: Browse) -> None:
    post = make_position(cast.other_agency, "Analis Gizi")
    url = reverse("organization:move", args=[cast.owner.pk])
    keeper = browse(cast.personnel)

    untold = keeper.post(url, {"position_text": "gizi", "on": "2026-12-01"}, headers=HTMX)
    done = keeper.post(url, {"position": post.pk, "on": "2026-12-01"}, headers=HTMX)

    assert untold.status_code == 422
    assert "Analis Gizi" in untold.content.decode()
    assert done.status_code == 200
    assert "Perubahan tersimpan." in done.content.decode()
    assert Posting.objects.get(employee=cast.owner, end_on=None).unit_id == cast.other_agency.pk


def test_without_script_an_act_leads_back_to_its_page(cast: Cast, browse: Browse) -> None:
    keeper = browse(cast.admin_opd)
    url = reverse("organization:superior", args=[cast.owner.pk])
    page = reverse("organization:person", args=[cast.owner.pk])

    wrong = keeper.post(url, {"superior_text": "Markus", "start_on": "kemarin"})
    done = keeper.post(
        url, {"superior": cast.higher_superior.pk, "reason": "SK 1", "start_on": "2026-11-24"}
    )
    cleared = keeper.post(reverse("organization:superior_clear", args=[cast.owner.pk]))

    assert wrong.status_code == 422
    assert "Markus Mandacan" in wrong.content.decode()
    assert "Isi tanggal yang ada" in wrong.content.decode()
    assert (done.status_code, done["Location"]) == (302, page)
    assert cleared.status_code == 302
    assert superior_of(cast.owner.pk, TODAY).basis == "ACTING"


def test_standing_rank_and_roles_are_kept_in_place(cast: Cast, browse: Browse) -> None:
    keeper = browse(cast.personnel)

    def send(address: str, **typed: str | int) -> int:
        url = reverse(f"organization:{address}", args=[cast.owner.pk])
        return keeper.post(url, typed, headers=HTMX).status_code

    assert send("standing", standing="STUDY", on="2026-12-01") == 200
    assert send("rank", code="III/b", on="2026-01-01") == 200
    typed: dict[str, str | int] = {"reason": "SK 2", "start_on": "2026-11-24"}
    typed["unit"] = cast.section.pk
    assert send("grant", role="ADMIN_OPD", **typed) == 200
    grant = RoleGrant.objects.get(employee=cast.owner)
    assert keeper.post(reverse("organization:role_end", args=[grant.pk])).status_code == 302
    assert not RoleGrant.objects.filter(employee=cast.owner, end_on=None).exists()
    proposed = keeper.post(
        reverse("organization:grant", args=[cast.owner.pk]),
        typed | {"role": "LEADER", "letter": "SK 3"},
        headers=HTMX,
    )
    assert "Usulan menunggu orang kedua" in proposed.content.decode()
    assert RoleProposal.objects.get().employee_id == cast.owner.pk


def test_whom_an_act_takes_out_of_sight_leads_back_to_the_list(cast: Cast, browse: Browse) -> None:
    keeper = browse(cast.admin_opd)
    url = reverse("organization:standing", args=[cast.peer.pk])
    typed = {"standing": "RETIRED", "on": "2026-11-24"}

    assert keeper.post(url, typed, headers=HTMX)["HX-Redirect"] == reverse("organization:people")
    other = reverse("organization:standing", args=[cast.owner.pk])
    assert keeper.post(other, typed)["Location"] == reverse("organization:people")


@pytest.mark.parametrize("name", ["owner", "superior", "admin_other", "inspectorate", "leader"])
def test_others_change_nothing(cast: Cast, browse: Browse, name: str) -> None:
    person = browse(getattr(cast, name))

    for address in ("move", "superior", "superior_clear", "standing", "rank", "grant"):
        url = reverse(f"organization:{address}", args=[cast.owner.pk])
        assert person.post(url, {}).status_code == 404, address


def test_what_is_typed_finds_people_posts_and_units(cast: Cast, browse: Browse) -> None:
    keeper = browse(cast.admin_opd)
    url = reverse("organization:choose")

    def found(kind: str, text: str) -> str:
        asked = {"jenis": kind, "nama": "position", "position_text": text}
        return keeper.get(url, asked, headers=HTMX).content.decode()

    assert "Maria Wanggai" in found("orang", "maria")
    assert "Kepala Seksi Kurikulum SD" in found("jabatan", "kepala kurikulum")
    assert "Kepala Dinas Kesehatan" not in found("jabatan", "kesehatan")
    assert "Bidang Pembinaan SD" in found("unit", "pembinaan")
    assert "Tidak ada yang cocok" in found("apa", "maria")
    assert browse(cast.owner).get(url).status_code == 404


def test_a_unit_shows_its_place_people_and_past(cast: Cast, browse: Browse) -> None:
    text = (
        browse(cast.peer).get(reverse("organization:unit", args=[cast.section.pk])).content.decode()
    )

    for word in (
        "Bidang Pembinaan SD",
        "Yohana Saiba",
        "Plh Naomi Rumbiak",
        "sampai Jumat, 27 November 2026",
        "Maria Wanggai",
    ):
        assert word in text
    assert "Ganti nama" not in text
    unknown = reverse("organization:unit", args=[0])
    assert browse(cast.peer).get(unknown).status_code == 404


def test_an_admin_takes_a_newcomer_in_on_the_page_of_an_own_unit(
    cast: Cast, browse: Browse
) -> None:
    post = make_position(cast.section, "Analis Buku")
    url = reverse("organization:hire", args=[cast.section.pk])
    typed = {
        "nip": "19910412 201504 2 014",
        "name": "Ribka D'Ornay",
        "kind": "PNS",
        "position": post.pk,
        "start_on": "2026-11-24",
    }
    keeper = browse(cast.admin_opd)

    wrong = keeper.post(url, {**typed, "nip": "1991"}, headers=HTMX)
    done = keeper.post(url, typed, headers=HTMX)

    assert wrong.status_code == 422
    assert done.status_code == 200
    assert "Ribka D&#x27;Ornay" in done.content.decode()
    assert browse(cast.admin_other).post(url, typed).status_code == 404


def test_a_unit_is_changed_in_place(cast: Cast, browse: Browse) -> None:
    keeper = browse(cast.personnel)
    empty = services.create_unit(
        services.NewUnit("Seksi Uji", "SECTION", cast.division.pk, TODAY, "Kepala Seksi Uji"),
        by=actor(cast.personnel, Role.PERSONNEL),
        at=NOON,
    )

    def send(address: str, **typed: str | int) -> int:
        url = reverse(f"organization:{address}", args=[empty.pk])
        return keeper.post(url, typed, headers=HTMX).status_code

    assert send("unit_rename", name="", on="2026-11-24") == 422
    assert send("unit_rename", name="Seksi Coba", on="2026-11-24") == 200
    assert send("unit_move", parent=cast.agency.pk, on="2026-11-25") == 200
    assert send("position_add", title="Staf", kind="EXECUTIVE", family="GENERAL") == 200
    assert send("unit_add", name="Tim", kind="TEAM", start_on="2026-11-25") == 200
    assert (
        send(
            "acting", employee=cast.peer.pk, kind="PLT", start_on="2026-11-25", end_on="2026-12-31"
        )
        == 200
    )
    acting = Posting.objects.get(kind=Posting.Kind.PLT)
    assert acting.end_on == date(2027, 1, 1)
    ended = keeper.post(reverse("organization:acting_end", args=[empty.pk, acting.pk]))
    assert ended.status_code == 302
    team = Unit.objects.get(name="Tim")
    closed = keeper.post(reverse("organization:unit_close", args=[team.pk]), {"on": "2026-12-01"})
    assert closed.status_code == 302
    assert send("unit_merge", into=cast.other_agency.pk, on="2026-12-02") == 200
    other = keeper.post(reverse("organization:acting", args=[team.pk]), {
        "employee": cast.peer.pk, "kind": "PLT", "start_on": "2026-11-25"
    })  # fmt: skip
    assert other.status_code == 404


def test_an_admin_changes_the_own_units_only(cast: Cast, browse: Browse) -> None:
    typed = {"name": "Lain", "on": "2026-11-24"}

    url = reverse("organization:unit_rename", args=[cast.other_agency.pk])

    assert browse(cast.admin_opd).post(url, typed).status_code == 404
    assert browse(cast.owner).post(url, typed).status_code == 404


def test_the_dry_run_names_each_state_with_its_mend(cast: Cast, browse: Browse) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    services.move_employee(
        cast.higher_superior.pk, make_position(cast.agency).pk, date(2026, 12, 1), by=by, at=NOON
    )
    orphan = make_employee("Ani Rumere")
    make_posting(orphan, make_position(make_unit("SD Lepas", kind="SCHOOL")))
    services.refresh_lines(by=by, at=NOON)
    url = reverse("organization:rehearsal")

    text = browse(cast.personnel).get(url).content.decode()
    head = Position.objects.get(title="Kepala BKPSDM")

    assert "Tanpa atasan" in text
    assert "Ani Rumere" in text
    assert "jabatan Kepala BKPSDM kosong" in text
    assert f"/unit/{head.unit_id}/?buka=plt" in text
    assert "Kepala Bidang Pembinaan SD akan kosong" in text
    assert "Siapkan Plt" in text


def test_the_dry_run_names_a_circle(cast: Cast, browse: Browse) -> None:
    SuperiorOverride.objects.create(
        employee=cast.agency_head, superior=cast.higher_superior, reason="Impor", start_on=TODAY
    )
    services.refresh_lines(by=actor(cast.personnel, Role.PERSONNEL), at=NOON)
    url = reverse("organization:rehearsal")

    part = browse(cast.personnel).get(url, {"keadaan": "melingkar"}, headers=HTMX)

    text = part.content.decode()
    assert ("Barnabas Dowansiba" in text, "Markus Mandacan" in text) == (True, True)
    assert "Perbaiki" in text
    assert "<html" not in text


def test_an_admin_rehearses_the_own_units(cast: Cast, browse: Browse) -> None:
    url = reverse("organization:rehearsal")

    text = browse(cast.admin_opd).get(url).content.decode()
    elsewhere: dict[str, str | int] = {"unit": cast.other_agency.pk, "per": "2027-01-01"}
    other = browse(cast.admin_opd).get(url, elsewhere)

    assert "Hendrik Mambor" not in text
    assert "dari 0" in other.content.decode()
    assert browse(cast.leader).get(url).status_code == 404
