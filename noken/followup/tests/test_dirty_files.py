"""Grade files as offices fill them in: what cannot be read says what to write instead."""

import pytest

from noken.followup.gateways.tables import nip_from
from noken.followup.models import Difference
from noken.followup.queries.lines import rating_words
from noken.followup.rules.grade_rows import code_from
from noken.followup.tests.test_files import BAIK, given, published, take
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "fields", "why"),
    [
        (
            ("Luar biasa", "Sesuai ekspektasi", "Baik"),
            {},
            "Rating hasil kerja “Luar biasa” tidak dikenal. Tulis salah satu: Di atas ekspektasi",
        ),
        (("", "", "Cukup"), {}, "Predikat “Cukup” tidak dikenal. Tulis salah satu: Sangat Baik"),
        (BAIK, {"key": "999999"}, "Kunci “999999” bukan milik pegawai ini."),
        (BAIK, {"key": "", "period": "TW 3"}, "Periode “TW 3” tidak ada pada pegawai ini."),
        (BAIK, {"key": "", "period": ""}, "Kunci dan periodenya kosong pada pegawai ini."),
    ],
)
def test_a_row_that_is_left_says_what_to_write_instead(
    cast: Cast, words: tuple[str, ...], fields: dict[str, str], why: str
) -> None:
    take(cast, given(published(cast), words, 6, **fields))

    assert Difference.objects.get().why.startswith(why)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("'198501012010011101", "198501012010011101"),
        ("19850101\u00a0201001\u00a01\u00a0101", "198501012010011101"),
        ("19850101.201001.1.101", "198501012010011101"),
        ("1,98501012010011E+17", ""),
        ("19850101201001110", ""),
    ],
)
def test_a_nip_is_read_as_offices_write_it_and_never_guessed(written: str, read: str) -> None:
    assert nip_from(written) == read


@pytest.mark.parametrize("period", ["TW III 2026", "tw 3 2026", "Triwulan 3 2026"])
def test_words_are_read_as_other_programs_write_them(cast: Cast, period: str) -> None:
    words = ("SESUAI  EKSPEKTASI", "Sesuaiekspektasi", "BAIK")

    take(cast, given(published(cast), words, 6, key="", period=period))

    assert Difference.objects.get().given == {"result": "AS", "behaviour": "AS", "grade": "GOOD"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Diatas Ekspektasi", "ABOVE"),
        ("dibawah ekspektasi", "BELOW"),
        ("-", ""),
        ("di atas", None),
    ],
)
def test_a_rating_is_the_same_however_it_is_spaced(text: str, code: str | None) -> None:
    assert code_from(text, rating_words()) == code
