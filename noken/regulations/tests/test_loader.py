"""The tables are read as typed values."""

from datetime import date

from noken.regulations import loader


def test_the_register_knows_marks() -> None:
    assert {source.mark for source in loader.sources().values()} <= {"A", "B", "C"}


def test_there_are_seven_core_values() -> None:
    assert [value.name for value in loader.core_values()] == [
        "Berorientasi Pelayanan",
        "Akuntabel",
        "Kompeten",
        "Harmonis",
        "Loyal",
        "Adaptif",
        "Kolaboratif",
    ]


def test_ranks_go_from_low_to_high() -> None:
    codes = list(loader.ranks())

    assert codes[:2] == ["I/a", "I/b"]
    assert codes[-1] == "XVII"
    assert loader.ranks()["III/b"].name == "Penata Muda Tingkat I"


def test_the_decree_of_2026_is_known() -> None:
    assert date(2026, 12, 25) in loader.holiday_years()[2026].national
    assert loader.holiday_years()[2025].mark == "C"


def test_the_region_has_its_agencies_and_districts() -> None:
    assert len(loader.agencies()) == 35
    assert len(loader.districts()) == 14
    assert (2, 5, "Hari Pekabaran Injil di Tanah Papua") in loader.local_days()


def test_leave_has_its_kinds_and_numbers() -> None:
    assert loader.leave_kinds()["ANNUAL"].pppk
    assert not loader.leave_kinds()["LONG"].pppk
    assert loader.leave_values()["ANNUAL_DAYS"].value == 12


def test_what_is_unconfirmed_has_an_owner() -> None:
    open_values = [v for v in loader.leave_values().values() if v.mark == "C"]

    assert open_values
    assert all(value.owner and value.most is not None for value in open_values)
