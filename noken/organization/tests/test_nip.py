"""The NIP: only length, digits and a real birth date count."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.organization.rules.nip import (
    Sex,
    bare_nip,
    form_of_address,
    masked_nip,
    take_apart,
    why_not_a_nip,
)

YOHANA = "198001012005012006"

any_digits = st.text("0123456789", min_size=10, max_size=10)
birthdays = st.dates(date(1900, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("nip", "is_one"),
    [
        (YOHANA, True),
        ("198001012005212006", True),  # PPPK: 21 in the place of the month
        ("198001012005992006", True),  # no month at all
        ("198001012005019006", True),  # no sex we know
        ("198001010000000000", True),
        ("200002292024011001", True),
        ("199002292024011001", False),  # 1990 had no 29 February
        ("198013012005012006", False),
        ("198000002005012006", False),
        ("000001012005012006", False),
        (YOHANA[:-1], False),
        (YOHANA + "1", False),
        ("", False),
        ("19800101200501200A", False),
        ("١٩٨٠٠١٠١٢٠٠٥٠١٢٠٠٦", False),  # digits, but not ours
        ("19800101200501200²", False),
    ],
)
def test_what_is_an_nip(nip: str, is_one: bool) -> None:
    assert (why_not_a_nip(nip) == "") is is_one


@given(birthdays, any_digits)
def test_nothing_after_the_birth_date_refuses_a_person(birth: date, rest: str) -> None:
    nip = f"{birth:%Y%m%d}{rest}"

    assert why_not_a_nip(nip) == ""
    assert take_apart(nip).birth_on == birth


@given(birthdays, st.integers(1950, 2030), st.integers(1, 12), st.sampled_from("12"))
def test_the_parts_make_the_nip_again(birth: date, year: int, month: int, sex: str) -> None:
    nip = f"{birth:%Y%m%d}{year}{month:02d}{sex}007"

    parts = take_apart(nip)

    digit = {Sex.MALE: "1", Sex.FEMALE: "2", None: ""}[parts.sex]
    assert (
        f"{parts.birth_on:%Y%m%d}{parts.start_year}{parts.start_month:02d}{digit}{parts.order:03d}"
        == nip
    )
    assert not parts.is_pppk_shape


def test_a_pppk_number_has_no_start_month() -> None:
    parts = take_apart("199105062023212010")

    assert parts.is_pppk_shape
    assert parts.start_month is None
    assert parts.start_year == 2023
    assert parts.sex is Sex.FEMALE


def test_an_unknown_sex_digit_is_none() -> None:
    assert take_apart("199105062023213010").sex is None


def test_what_is_no_nip_is_not_taken_apart() -> None:
    with pytest.raises(ValueError, match="17 angka"):
        take_apart(YOHANA[:-1])


@pytest.mark.parametrize(
    "text",
    [
        "'198001012005012006",
        "\u2019198001012005012006",
        "19800101 200501 2 006",
        "19800101\u00a0200501\u00a02\u00a0006",
        "19800101.200501.2.006",
        "19800101-200501-2-006",
        " 198001012005012006\n",
        "\ufeff198001012005012006",
    ],
)
def test_what_people_put_inside_an_nip_is_taken_out(text: str) -> None:
    assert bare_nip(text) == YOHANA


@pytest.mark.parametrize(
    ("nip", "said"),
    [
        (YOHANA, "Ibu"),
        ("198001012005011006", "Bapak"),
        ("199105062023212010", "Ibu"),
        ("199105062023213010", ""),
        ("bupati", ""),
        ("", ""),
    ],
)
def test_a_person_is_addressed_by_the_sex_digit_of_the_nip(nip: str, said: str) -> None:
    assert form_of_address(nip) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (YOHANA, "•••• 2 006"),
        ("19800101 200501 2 006", "•••• 2 006"),
        (YOHANA[:-1], "•••• 200"),
        ("12", "••••"),
        ("1234", "•••• 4"),
        ("", ""),
    ],
)
def test_lists_show_an_nip_masked(text: str, shown: str) -> None:
    assert masked_nip(text) == shown


@given(st.text(max_size=40))
def test_any_text_is_judged_and_masked(text: str) -> None:
    assert isinstance(why_not_a_nip(text), str)
    assert len(masked_nip(text)) <= 10
