"""Numbers and codes of papers, and the one form of what they say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.documents.rules import papers as rules
from noken.documents.rules.receipts import ALPHABET, content_hash
from noken.documents.rules.shapes import SHAPES, content_of
from noken.documents.tests import samples

RANDOM = st.binary(min_size=rules.CODE_BYTES, max_size=rules.CODE_BYTES)


@given(RANDOM)
def test_a_code_is_read_back_however_it_is_typed(random: bytes) -> None:
    code = rules.code_of(random)

    shown = rules.code_text(code)

    typed = shown.lower().replace("-", " ").replace("1", "l").replace("0", "o")
    assert rules.code_from(shown) == rules.code_from(typed) == code
    assert len(shown) == 14


@given(
    RANDOM,
    st.integers(0, rules.CODE_LETTERS - 1),
    st.sampled_from("123456789ABCDEFGHJKMNPQRSTVWXYZ"),
)
def test_a_misread_letter_never_reads_as_another_code_of_the_same_letters(
    random: bytes, at: int, letter: str
) -> None:
    code = rules.code_of(random)

    other = code[:at] + letter + code[at + 1 :]

    found = rules.code_from(other)
    assert found in (None, other)
    if at == rules.CODE_LETTERS - 1 and letter != code[at]:
        assert found is None


@pytest.mark.parametrize("typed", ["", "7F3A", "7F3A-92KD-41Q!", "7F3A-92KD-41QXX"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert rules.code_from(typed) is None


def test_a_misreading_is_mostly_noticed() -> None:
    """31 of 32 wrong letters, by the check at the end."""
    code = rules.code_of(bytes(range(rules.CODE_BYTES)))
    wrong = [
        code[:at] + letter + code[at + 1 :]
        for at in range(rules.CODE_LETTERS)
        for letter in ALPHABET
        if letter != code[at]
    ]

    unnoticed = [each for each in wrong if rules.code_from(each)]

    assert len(unnoticed) / len(wrong) < 0.06


def test_numbers_say_kind_and_year() -> None:
    assert rules.number_of("EVALUATION_RECORD", 2026, 214) == "DEK-2026-000214"
    assert set(rules.PREFIXES) == set(SHAPES)
    assert len(set(rules.PREFIXES.values())) == len(SHAPES)


def test_content_is_plain_and_one_letter_makes_another() -> None:
    said = content_of(samples.RECORD)

    assert said["start_on"] == "2026-07-01"
    assert said["signatures"][2]["at"] is None
    assert content_hash(said) == content_hash(content_of(samples.RECORD))
    for change in ({"period": "Triwulan II"}, {"last_on": date(2026, 9, 29)}, {"parts": ()}):
        assert content_hash(content_of(replace(samples.RECORD, **change))) != content_hash(said)
