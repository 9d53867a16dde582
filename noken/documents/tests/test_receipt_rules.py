"""The form of a receipt: whoever breaks one of these breaks the receipts in people's hands."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import combinations
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from noken.core.uuid7 import uuid7
from noken.documents.rules import receipts as rules

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
TEXTS = st.text(st.characters(codec="utf-8"))
KEYS = st.text(st.characters(max_codepoint=127))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
CONTENTS = st.dictionaries(KEYS, VALUES, max_size=6)
NUMBERS = st.binary(min_size=16, max_size=16)


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ({}, b"{}"),
        ({"b": 1, "a": [True, None]}, b'{"a":[true,null],"b":1}'),
        ({"note": 'Rapat\n"pagi"'}, b'{"note":"Rapat\\n\\"pagi\\""}'),
        ({"where": "Prafi é €"}, '{"where":"Prafi é €"}'.encode()),
        ({"Z": 1, "a": 2, "_": 3}, b'{"Z":1,"_":3,"a":2}'),
    ],
)
def test_there_is_one_way_to_write_a_content(content: dict[str, Any], written: bytes) -> None:
    assert rules.canonical(content) == written


@pytest.mark.parametrize("value", [1.5, 0.0, [2.5], {"x": 1e9}, NOON, b"x", {1, 2}])
def test_fractions_and_foreign_values_have_no_canonical_form(value: object) -> None:
    with pytest.raises(TypeError):
        rules.canonical({"value": value})


@pytest.mark.parametrize("content", [{"é": 1}, {"n": 2**53}, {"n": -(2**53)}, {"t": "\ud800"}])
def test_what_a_browser_would_write_differently_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        rules.canonical(content)


def test_a_key_that_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        rules.canonical({"inner": {1: "x"}})


@given(CONTENTS)
def test_what_was_written_reads_back_the_same(content: dict[str, Any]) -> None:
    assert json.loads(rules.canonical(content)) == content


@given(CONTENTS, CONTENTS)
def test_any_edit_changes_the_fingerprint(one: dict[str, Any], other: dict[str, Any]) -> None:
    same = rules.canonical(one) == rules.canonical(other)

    assert (rules.content_hash(one) == rules.content_hash(other)) is same


@given(CONTENTS, st.randoms(use_true_random=False))
def test_the_order_of_fields_does_not_matter(content: dict[str, Any], random: Any) -> None:
    fields = list(content.items())
    random.shuffle(fields)

    assert rules.content_hash(dict(fields)) == rules.content_hash(content)


@given(NUMBERS, st.sampled_from([rules.FIRST_FORM, rules.FORM]))
def test_a_number_survives_print_and_typing(raw: bytes, form: int) -> None:
    number = rules.ReceiptNumber(raw, form)
    text = rules.number_text(number)

    assert len(text) == 34
    assert rules.number_from(text) == number
    assert rules.number_from(f" {text.lower().replace('-', ' ')} ") == number
    assert rules.number_from(text.replace("1", "l").replace("0", "O")) == number


@pytest.mark.parametrize("seed", range(8))
def test_no_single_wrong_letter_and_no_swap_passes(seed: int) -> None:
    number = rules.new_number(partial(Random(seed).randbytes, 16))  # noqa: S311 (a test's dice)
    letters = _letters(number)
    wrong = {
        letters[:place] + letter + letters[place + 1 :]
        for place in range(28)
        for letter in rules.ALPHABET
    }
    for one, other in combinations(range(28), 2):
        swapped = list(letters)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        wrong.add("".join(swapped))
    wrong.discard(letters)

    assert len(wrong) > 1100
    assert [text for text in wrong if rules.number_from(text)] == []
    assert rules.number_from(letters) == number


def test_a_number_that_a_wrong_first_letter_makes_an_old_one_is_drawn_again() -> None:
    drawn = [raw for raw in (n.to_bytes(16) for n in range(400)) if _reads_as_first(raw)]
    assert drawn
    draws = iter([*drawn, bytes(range(16))])

    assert rules.new_number(lambda: next(draws)) == rules.ReceiptNumber(bytes(range(16)))


def _reads_as_first(raw: bytes) -> bool:
    """By reading what a wrong first letter leaves, as the check page does."""
    letters = _letters(rules.ReceiptNumber(raw))
    texts = [first + letters[1:] for first in rules.ALPHABET]
    texts += [letters[at] + letters[1:at] + letters[0] + letters[at + 1 :] for at in range(1, 28)]
    return any((read := rules.number_from(text)) and read.form == 1 for text in texts)


@given(NUMBERS, st.integers(0, 27), st.sampled_from(rules.ALPHABET))
def test_a_wrong_letter_of_an_old_number_is_at_most_a_number_nobody_holds(
    raw: bytes, place: int, letter: str
) -> None:
    number = rules.ReceiptNumber(raw, rules.FIRST_FORM)
    letters = _letters(number)
    typed = letters[:place] + letter + letters[place + 1 :]

    assert (rules.number_from(typed) == number) is (typed == letters)


def _letters(number: rules.ReceiptNumber) -> str:
    return rules.number_text(number).replace("-", "")


@pytest.mark.parametrize("text", ["", "ABCD", "U" * 28, "Z" * 28, "0" * 27 + "€", "9" * 29])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert rules.number_from(text) is None


@pytest.mark.parametrize(
    ("form", "text"),
    [(1, "0004-1061-050R-3GG2-8A1C-60T3-GFQS"), (2, "G004-1061-050R-3GG2-8A1C-60T3-GF98")],
)
def test_a_number_is_printed_like_this(form: int, text: str) -> None:
    assert rules.number_text(rules.ReceiptNumber(bytes(range(16)), form)) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ab" * 32, b"\xab" * 32),
        ("sha256 " + "AB " * 32, b"\xab" * 32),
        ("ab" * 31, None),
        ("zz" * 32, None),
        ("\u0661" * 64, None),
        ("", None),
    ],
)
def test_a_fingerprint_is_64_hexadecimal_digits(text: str, read: bytes | None) -> None:
    assert rules.hash_from(text) == read


@pytest.mark.parametrize("form", [1, 2])
def test_the_signed_text_is_seven_lines(form: int) -> None:
    number = rules.ReceiptNumber(bytes(16), form)
    text = rules.signed_text(
        key=UUID("01936e5c-1b80-7000-8000-000000000001"),
        number=number,
        kind="REPORT",
        sha256=bytes(32),
        received_at=NOON,
        key_id="0123456789abcdef",
    )

    assert text.decode() == (
        f"noken tanda terima {form}\n"
        f"nomor: {rules.number_text(number)}\n"
        "kiriman: 01936e5c-1b80-7000-8000-000000000001\n"
        "jenis: REPORT\n"
        f"sidik: {'00' * 32}\n"
        "diterima: 2026-11-24T03:00:00.000000Z\n"
        "kunci: 0123456789abcdef\n"
    )


def test_an_instant_is_written_in_utc_whatever_its_zone() -> None:
    wit = datetime.fromisoformat("2026-11-24T12:00:00.000001+09:00")

    assert rules.instant_text(wit) == "2026-11-24T03:00:00.000001Z"


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_a_signature_is_good_for_its_text_only(text: bytes, other: bytes) -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public = private.public_key().public_bytes_raw()
    signature = private.sign(text)

    assert rules.is_signed(text, signature, public)
    assert rules.is_signed(other, signature, public) is (other == text)
    assert not rules.is_signed(text, signature[:-1], public)
    assert not rules.is_signed(text, signature, public[:-1])


@given(st.datetimes(datetime(2000, 1, 1), datetime(2027, 11, 1)))  # noqa: DTZ001 (made aware below)
def test_an_id_of_any_past_and_of_a_year_ahead_is_taken(moment: datetime) -> None:
    assert rules.why_not_a_submission_id(uuid7(moment.replace(tzinfo=UTC)), NOON) == ""


@pytest.mark.parametrize(
    "key",
    [
        uuid4(),
        UUID(int=0),
        UUID(int=2**128 - 1),
        UUID("01936e5c-1b80-7000-0000-000000000001"),
        uuid7(NOON + timedelta(days=400)),
    ],
)
def test_other_ids_are_not_taken(key: UUID) -> None:
    assert rules.why_not_a_submission_id(key, NOON) != ""


def test_a_receipt_issued_long_ago_stays_provable() -> None:
    """A receipt of the first form, kept here as its holder would: never adjust it to the code."""
    text = (
        "noken tanda terima 1\n"
        "nomor: 0004-1061-050R-3GG2-8A1C-60T3-GFQS\n"
        "kiriman: 01936e5c-1b80-7000-8000-000000000001\n"
        "jenis: REPORT\n"
        "sidik: f132f76d59402ef330876f1806f78db59a252cdf8848cf49c7b9563d13ffabd7\n"
        "diterima: 2026-11-24T03:00:00.000000Z\n"
        "kunci: 56475aa75463474c\n"
    )
    signature = bytes.fromhex(
        "fda808230394fce6e4daf871484353506ddb9ee70414ecbcc6f3c9903b7a71e0"
        "69ea4e3c08599d287a0cdecd3dac78228e35e77fb03728669e643b2a0488ff02"
    )
    public = bytes.fromhex("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8")
    content = {"note": "Rapat é", "count": 3, "files": ["00" * 32]}

    again = rules.signed_text(
        key=UUID("01936e5c-1b80-7000-8000-000000000001"),
        number=rules.ReceiptNumber(bytes(range(16)), rules.FIRST_FORM),
        kind="REPORT",
        sha256=rules.content_hash(content),
        received_at=NOON,
        key_id=rules.key_id_of(public),
    )

    assert again == text.encode()
    assert rules.is_signed(again, signature, public)
