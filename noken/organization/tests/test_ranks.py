"""Ranks and grades as files write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.organization.rules.ranks import GRADES, RANK_NAMES, is_grade, read_rank


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("III/b", "III/b"),
        ("III-B", "III/b"),
        ("IIIb", "III/b"),
        ("III b", "III/b"),
        ("III.B", "III/b"),
        ("3/b", "III/b"),
        ("3b", "III/b"),
        ("Gol. III/b", "III/b"),
        ("Penata Muda Tk. I (III/b)", "III/b"),
        ("Penata Muda Tk.I, III/b", "III/b"),
        ("Penata Muda Tk I", "III/b"),
        ("PENATA MUDA TINGKAT I", "III/b"),
        ("Penata Muda", "III/a"),
        ("Pembina Utama Muda / IV c", "IV/c"),
        ("IV/e", "IV/e"),
        ("Juru", "I/c"),
        ("IX", "IX"),
        ("Gol. IX", "IX"),
        ("GOLONGAN IX", "IX"),
        ("(IX)", "IX"),
        ("9", "IX"),
        ("17", "XVII"),
        ("I", "I"),
    ],
)
def test_every_way_to_write_a_rank(text: str, code: str) -> None:
    assert read_rank(text) == code


@pytest.mark.parametrize(
    "text", ["III/e", "V/a", "XVIII", "18", "0", "", "-", "Guru", "IIII", "III/f"]
)
def test_what_is_no_rank(text: str) -> None:
    assert read_rank(text) is None


@pytest.mark.parametrize("code", RANK_NAMES)
def test_a_code_and_its_name_say_the_same(code: str) -> None:
    assert read_rank(code) == read_rank(RANK_NAMES[code]) == code
    assert read_rank(f"{RANK_NAMES[code]} ({code})") == code
    assert not is_grade(code)


@pytest.mark.parametrize(("number", "grade"), list(enumerate(GRADES, start=1)))
def test_a_grade_is_read_from_roman_and_from_digits(number: int, grade: str) -> None:
    assert read_rank(grade) == read_rank(f"Gol. {grade}") == read_rank(str(number)) == grade
    assert is_grade(grade)


@given(st.text(max_size=60))
def test_any_text_gives_a_known_code_or_none(text: str) -> None:
    assert read_rank(text) in {None, *RANK_NAMES, *GRADES}
