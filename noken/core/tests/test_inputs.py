"""What passes the door, and what is said of what does not."""

from datetime import date

import pytest
from django.http import QueryDict

from noken.core import inputs
from noken.core.errors import Refused

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        *("Apel pagi", "satu\r\ndua\n\ttiga", "👩\u200d👧", "Māori, naïve, 日本"),
        *("", " tepi ", "2026-11-24", "9" * 18, str(2**63 - 1)),
        *("2.01.0004", "8001-12", "0812-34-56 Yohana", "1234-56-78", "800/12/0345"),
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    given = QueryDict(mutable=True)
    given["a"] = text

    assert inputs.sent(given)["a"] == inputs.asked(given)["a"] == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lapor\u202egnp.exe", "input.unseen"),
        ("a\0b", "input.unseen"),
        ("a\x07", "input.unseen"),
        ("\u2066Maria\u2069", "input.unseen"),
        ("9" * 23, "input.too_large"),
        ("-" + "9" * 19, "input.too_large"),
        ("9999-12-31", "input.year"),
        ("0001-01-01", "input.year"),
        ("31/12/9999", "input.year"),
        ("9999-12-31T23:59", "input.year"),
    ],
)
def test_what_fits_nowhere_is_refused_in_a_form_and_not_asked_in_an_address(
    text: str, code: str
) -> None:
    sent = QueryDict(mutable=True)
    sent.setlist("a", ["baik", text])

    with pytest.raises(Refused) as refusal:
        inputs.sent(sent)

    assert refusal.value.code == code
    assert text not in inputs.asked(sent).getlist("a")
    assert inputs.asked(sent).getlist("a")[0] == "baik"


def test_the_invisible_is_taken_from_a_text_of_several_lines() -> None:
    assert inputs.text("Rapat ko\x02ordinasi\nlalu \u202eapel\n") == "Rapat koordinasi\nlalu apel\n"


@pytest.mark.parametrize(
    "nothing", ["\u200b", "\u3164", "\u00ad", "\ufeff", "\u2800", "\U000e0041"]
)
def test_what_has_no_width_is_no_text(nothing: str) -> None:
    assert inputs.text(f"a{nothing * 20}b") == "ab"


@pytest.mark.parametrize("name", sorted(inputs.SECRETS))
def test_a_secret_is_neither_changed_nor_shown(name: str) -> None:
    given = QueryDict(mutable=True)
    given[name] = "\u200eRahasia-Kita-99"

    assert inputs.sent(given)[name] == "\u200eRahasia-Kita-99"


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-02", date(2026, 2, 1)),
        ("9999-12", date(2026, 11, 1)),
        ("0000-00", date(2026, 11, 1)),
        ("", date(2026, 11, 1)),
    ],
)
def test_a_month_of_an_address(text: str, month: date) -> None:
    assert inputs.month_from(text, TODAY) == month


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        (str(2**63 - 1), 2**63 - 1),
        (str(2**63), None),
        ("9" * 5000, None),
        ("²", None),
        ("٣", None),
        ("-1", None),
        ("", None),
    ],
)
def test_a_number_of_an_address(text: str, number: int | None) -> None:
    assert inputs.number_from(text) == number
