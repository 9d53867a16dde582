"""What single cells of a table of results say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.planning.rules.file_cells import (
    aspect_of,
    direction_of,
    kind_of,
    perspective_of,
    read_target,
    same_words,
    section_of,
    spread,
)
from noken.planning.rules.targets import is_level, year_target

amounts = st.decimals(0, 99_999, places=2)


@pytest.mark.parametrize(
    ("text", "value", "unit", "is_limit"),
    [
        ("42", "42", "", False),
        (" 42  sekolah ", "42", "sekolah", False),
        ("1.250", "1250", "", False),
        ("1.250,5 dokumen", "1250.5", "dokumen", False),
        ("7,5", "7.5", "", False),
        ("7.5", "7.5", "", False),
        ("100%", "100", "persen", False),
        ("100 %", "100", "persen", False),
        ("≤ 2 persen", "2", "persen", True),
        ("maksimal 3 hari", "3", "hari", True),
        ("paling lambat 25", "25", "", True),
        ("Rp1.250.000", "1250000", "", False),
        ("12 (dua belas) bulan", "12", "bulan", False),
        ("", "0", "", False),
        ("-", "0", "", False),
    ],
)
def test_a_target_is_read_as_people_write_it(
    text: str, value: str, unit: str, is_limit: bool
) -> None:
    cell = read_target(text)

    assert (cell.value, cell.unit, cell.is_limit, cell.why) == (Decimal(value), unit, is_limit, "")


@pytest.mark.parametrize("text", ["banyak", "2-3", "1 s.d. 4", "-5", "1,234", "99999999999"])
def test_what_is_no_target_says_why(text: str) -> None:
    assert read_target(text).why


@pytest.mark.parametrize(
    ("value", "unit", "lower", "targets"),
    [
        ("42", "sekolah", False, "10 10 11 11"),
        ("1", "dokumen", False, "0 0 0 1"),
        ("100", "persen", False, "100 100 100 100"),
        ("2", "kesalahan", True, "2 2 2 2"),
        ("7.5", "kegiatan", False, "1.87 1.87 1.88 1.88"),
    ],
)
def test_a_years_target_is_shared_over_the_quarters(
    value: str, unit: str, lower: bool, targets: str
) -> None:
    shared = spread(Decimal(value), unit, lower_is_better=lower)

    assert shared == tuple(Decimal(each) for each in targets.split())


@given(amounts, st.sampled_from(["sekolah", "persen", "dokumen", "indeks"]), st.booleans())
def test_sharing_loses_nothing(value: Decimal, unit: str, lower: bool) -> None:
    shared = spread(value, unit, lower_is_better=lower)

    level = is_level(unit, lower_is_better=lower)
    assert year_target(shared, level=level) == value
    assert min(shared) >= 0
    assert list(shared) == sorted(shared)


@given(st.text(max_size=60))
def test_any_text_is_a_target_or_says_why(text: str) -> None:
    cell = read_target(text)

    assert cell.value >= 0
    assert not (cell.why and cell.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Kuantitas", "QUANTITY"), ("MUTU", "QUALITY"), ("waktu", "TIME"), ("", ""), ("Rasa", None)],
)
def test_aspects_are_known_by_their_words(text: str, code: str | None) -> None:
    assert aspect_of(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Penerima Layanan", "RECIPIENT"), ("proses bisnis", "PROCESS"), ("", ""), ("Lain", None)],
)
def test_perspectives_are_known_by_their_words(text: str, code: str | None) -> None:
    assert perspective_of(text) == code


@pytest.mark.parametrize(
    ("text", "code"), [("Utama", "MAIN"), ("TAMBAHAN", "ADDITIONAL"), ("", ""), ("Lain", None)]
)
def test_kinds_are_known_by_their_words(text: str, code: str | None) -> None:
    assert kind_of(text) == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A. UTAMA", "MAIN"),
        ("B. Tambahan", "ADDITIONAL"),
        ("HASIL KERJA UTAMA", "MAIN"),
        ("Data utama valid", None),
        ("", None),
    ],
)
def test_headings_between_lines_open_a_section(text: str, kind: str | None) -> None:
    assert section_of(text) == kind


@pytest.mark.parametrize(
    ("text", "lower"),
    [("batas atas", True), ("makin banyak makin baik", False), ("", None), ("biasa", None)],
)
def test_the_direction_is_said_or_left_open(text: str, lower: bool | None) -> None:
    assert direction_of(text) is lower


def test_the_same_sentence_is_found_again_whatever_its_marks() -> None:
    assert same_words("Data Dapodik  42-sekolah, valid.") == same_words(
        "data dapodik 42 sekolah VALID"
    )
