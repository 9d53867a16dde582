"""What is said of a machine, and whose PIN it may be."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.devices.rules import health, likeness
from noken.devices.rules.health import Bar, Half, State
from noken.devices.rules.likeness import Candidate

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
SINCE = NOW - timedelta(days=60)
HEARD = Half(1_400, 40, 0, 2, 0)
BEATRIKS = Candidate(1, "Beatriks Indou", "199001012014021001")
BENNY = Candidate(2, "Benny Indow", "198501012010011234")


@pytest.mark.parametrize(
    ("state", "label", "tone"),
    [
        (State(), "Sehat", "ok"),
        (State(late_rows=14), "Sehat, mengejar", "ok"),
        (State(silent_since=NOW - timedelta(days=2, hours=5)), "Diam 2 hari", "bad"),
        (State(silent_since=NOW - timedelta(hours=3), drift=900), "Diam 3 jam", "bad"),
        (State(drift=668), "Jam maju 11 menit", "warn"),
        (State(drift=-668, missing=3), "Jam mundur 11 menit", "warn"),
        (State(clock_off=True), "Jam diragukan", "warn"),
        (State(drift=179, missing=3), "3 baris hilang", "warn"),
        (State(strangers=3), "3 PIN asing", "warn"),
        (State(is_pending=True), "Menunggu persetujuan", "warn"),
        (State(by_file=True), "Lewat berkas", ""),
    ],
)
def test_the_gravest_thing_is_said(state: State, label: str, tone: str) -> None:
    found = health.verdict(state, NOW)

    assert (found.label, found.tone) == (label, tone)
    assert bool(found.weight) == (tone in {"bad", "warn"})


@pytest.mark.parametrize(
    ("drift", "words"),
    [
        (668, "+11 menit 8 detik"),
        (-4, "\N{MINUS SIGN}4 detik"),
        (0, "0 detik"),
        (31_536_000, "+365 hari"),
        (90_061, "+1 hari 1 jam"),
        (7_260, "+2 jam 1 menit"),
        (None, "tidak diketahui"),
    ],
)
def test_drift_is_said_in_words(drift: int | None, words: str) -> None:
    assert health.drift_words(drift) == words


def test_the_bars_are_the_last_twelve_days() -> None:
    halves = {NOW - health.HALF * back: HEARD for back in range(4, 30)}
    halves[NOW - health.HALF * 6] = HEARD._replace(drift_seconds=-400)
    halves[NOW - health.HALF * 7] = HEARD._replace(silent_minutes=700)

    found = health.bars(halves, SINCE, NOW)

    assert found[:16] == [Bar.HEARD] * 16
    assert found[16:] == [
        *(Bar.DEAF, Bar.ASTRAY, Bar.HEARD, Bar.HEARD, Bar.DEAF, Bar.DEAF, Bar.DEAF, Bar.NONE),
    ]
    assert health.bars(halves, SINCE, NOW, is_silent=True)[-1] is Bar.DEAF
    assert health.bars_words(found) == (
        "24 paruh hari terakhir: 4 tidak terdengar, 1 jam atau baris menyimpang, "
        "1 belum ada catatan"
    )


def test_before_a_machine_was_registered_there_is_nothing() -> None:
    assert health.bars({}, NOW - timedelta(days=1), NOW)[:21] == [Bar.NONE] * 21
    assert health.bars({}, None, NOW) == [Bar.NONE] * 24


def test_what_is_missing_is_guessed_from_the_same_half_of_other_workdays() -> None:
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    halves = {monday - timedelta(days=back): HEARD for back in range(1, 12)}
    halves |= {monday - timedelta(days=back, hours=12): HEARD._replace(rows=2) for back in range(9)}

    assert health.missing_guess(halves, [monday, monday + timedelta(hours=12)]) == 42
    assert health.missing_guess({}, [monday]) == 0


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("BEATRIKS I", True),
        ("Beatriks", True),
        ("B. Indou", True),
        ("beatr", True),
        ("B I", False),
        ("Indou Beatriks", False),
        ("BEATRIKSX", False),
        ("", False),
    ],
)
def test_a_name_in_a_machine_fits_a_full_name(told: str, wanted: bool) -> None:
    assert likeness.is_like(told, BEATRIKS.name) is wanted


@pytest.mark.parametrize(
    ("pin", "told", "wanted", "why"),
    [
        ("2047", "BEATRIKS I", 1, "nama di mesin"),
        ("1234", "", 2, "akhir NIP"),
        ("199001012014021001", "", 1, "sama dengan NIP"),
        ("234", "", None, ""),
        ("2047", "B Ind", None, ""),
        ("2047", "Yuliana", None, ""),
        ("2047", "", None, ""),
    ],
)
def test_a_pin_speaks_for_one_person_or_for_nobody(
    pin: str, told: str, wanted: int | None, why: str
) -> None:
    found = likeness.likely_owner(pin, told, [BEATRIKS, BENNY])

    assert (found.person_id if found else None) == wanted
    assert why in (found.why if found else "")


def test_the_last_one_without_a_pin_is_named() -> None:
    found = likeness.likely_owner("2047", "", [BENNY])

    assert found == (2, "Benny Indow", "satu-satunya di sini yang belum punya PIN")
    assert likeness.likely_owner("2047", "", [BENNY], is_only_pin=False) is None


@given(st.text(max_size=30), st.text(max_size=40))
def test_no_text_breaks_the_comparison(told: str, name: str) -> None:
    assert likeness.is_like(told, name) in {True, False}
