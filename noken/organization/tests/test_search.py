"""Finding people: forgiving, and never a way to guess an NIP."""

import pytest

from noken.core.actor import Role
from noken.organization.queries import search_people
from tests.cast import Cast
from tests.world import actor, make_employee


@pytest.mark.parametrize(
    "text",
    [
        "Maria Wanggai",
        "maria wangai",
        "wanggai maria",
        "mar wang",
        "  MARIA,  ",
        "mariha wanggai",
        "xx wanggai",
        "märia",
        "ma wa",
    ],
)
def test_a_name_is_found_however_it_is_written(cast: Cast, text: str) -> None:
    found = search_people(actor(cast.peer), text)

    assert found[0].name == "Maria Wanggai"
    assert (found[0].post, found[0].unit) == ("Pengembang Kurikulum", "Seksi Kurikulum SD")


@pytest.mark.parametrize("text", ["", " ", "'", "zzzzz", "zzzz qqqq", "maria 1985"])
def test_nothing_is_found_for_nothing(cast: Cast, text: str) -> None:
    assert search_people(actor(cast.personnel), text) == []


def test_a_name_with_an_apostrophe_is_found_without_it(cast: Cast) -> None:
    made = make_employee("Ribka D'Ornay")

    for text in ("dornay", "d'ornay", "D\u2019Ornay"):
        assert search_people(actor(cast.personnel), text)[0].id == made.pk


def test_the_best_stands_first(cast: Cast) -> None:
    make_employee("Anna Maria")

    names = [person.name for person in search_people(actor(cast.personnel), "maria")]

    assert names == ["Maria Wanggai", "Anna Maria"]


def test_an_nip_is_found_by_those_who_keep_the_file(cast: Cast) -> None:
    nip = cast.owner.nip or ""

    def ids(role: Role, name: str) -> list[int]:
        person = getattr(cast, name)
        return [found.id for found in search_people(actor(person, role), f"{nip[:8]} {nip[8:]}")]

    assert ids(Role.PERSONNEL, "personnel") == [cast.owner.pk]
    assert ids(Role.ADMIN_OPD, "admin_opd") == [cast.owner.pk]
    assert ids(Role.ADMIN_OPD, "admin_other") == []
    for name in ("peer", "superior", "inspectorate", "leader"):
        assert ids(Role.SELF, name) == []


def test_who_has_left_is_found_by_those_who_keep_the_file(cast: Cast) -> None:
    assert search_people(actor(cast.peer), "Obed Ayok") == []
    (found,) = search_people(actor(cast.personnel), "Obed Ayok")
    assert found.unit_id is None
