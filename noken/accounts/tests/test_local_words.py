"""Passwords that everybody in the regency would try first."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from noken.accounts.passwords import random_password


@pytest.mark.parametrize(
    "password",
    [
        *("manokwari2026", "Manokwari#2026!", "ManokwariBarat01", "m4n0kwari2026!"),
        *("bkpsdm-2026-papua", "dinkes2026dinkes", "2026.Warmare.2026", "Distrik Prafi 2027"),
        *("puskesmasmasni1", "katasandi@2026", "Kabupaten_Manokwari", "inspektorat-2026"),
    ],
)
def test_local_words_with_numbers_are_refused(password: str) -> None:
    with pytest.raises(ValidationError, match="mudah ditebak"):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        *("kasuari-di-hutan-9", "ombak-teluk-doreri", "perahu manokwari kuning"),
        *("sagu bakar dan ikan kuah", "dinas luar tiga malam"),
    ],
)
def test_own_words_beside_them_are_enough(password: str) -> None:
    validate_password(password)


def test_what_the_programme_makes_is_no_local_word() -> None:
    for _ in range(50):
        validate_password(random_password())


def test_the_longest_password_is_judged_at_once() -> None:
    with pytest.raises(ValidationError):
        validate_password("manokwari" * 400)
