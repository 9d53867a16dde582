"""Codes, places, grades: tables and properties."""

import hashlib
import hmac
from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.checkin.rules import codes, devices, entries, grading, places
from noken.checkin.rules.grading import Evidence, Grade
from noken.checkin.rules.places import Point
from tests.world import NOON
from tests.world_checkin import Handset, new_key

KEY = bytes(range(32))
MOMENTS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
    datetime(2040, 1, 1),  # noqa: DTZ001 (as above)
    timezones=st.just(UTC),
)

# --- codes ---


def test_the_code_is_eighty_bits_of_the_mac_over_site_screen_and_step() -> None:
    mac = hmac.new(KEY, b"noken-kode-1|7|3|58000000", hashlib.sha256).digest()

    assert codes.code_of(KEY, 7, 3, 58000000) == b32encode(mac[:10]).decode()
    assert len(codes.code_of(KEY, 7, 3, 58000000)) * 5 == 80


@given(MOMENTS)
def test_a_step_lasts_thirty_seconds(moment: datetime) -> None:
    step = codes.step_of(moment)

    assert codes.start_of(step) <= moment < codes.start_of(step + 1)
    assert codes.start_of(step + 1) - codes.start_of(step) == timedelta(seconds=30)


@given(st.integers(0, 10**9))
def test_another_site_screen_step_or_key_is_another_code(step: int) -> None:
    told = {
        codes.code_of(KEY, 7, 3, step),
        codes.code_of(KEY, 8, 3, step),
        codes.code_of(KEY, 7, 4, step),
        codes.code_of(KEY, 7, 3, step + 1),
        codes.code_of(b"x" * 32, 7, 3, step),
    }

    assert len(told) == 5
    assert len(codes.typed_of(KEY, 7, 3, step)) == codes.TYPED_DIGITS


@pytest.mark.parametrize(
    ("seconds", "live"), [(0, True), (29, True), (30, True), (59, True), (60, False), (90, False)]
)
def test_the_current_step_and_the_one_before_count(seconds: int, live: bool) -> None:
    step = codes.step_of(NOON)

    seen = codes.seen(step, None, NOON + timedelta(seconds=seconds))

    assert seen is not None
    assert seen.in_time == live


def test_a_step_that_has_not_come_shows_nothing() -> None:
    assert codes.seen(codes.step_of(NOON) + 1, NOON, NOON) is None


@pytest.mark.parametrize(
    ("claimed", "moment", "in_time"),
    [
        (10, 10, True),
        (75, 75, True),
        (76, 76, False),
        (-600, 0, True),  # a phone behind: never before the step
        (3600, 3600, False),  # a photo of the code used later
        (99999, 7200, False),  # never after it arrived
    ],
)
def test_a_claim_that_comes_later_is_not_before_its_step(
    claimed: int, moment: int, in_time: bool
) -> None:
    received = NOON + timedelta(hours=2)

    seen = codes.seen(codes.step_of(NOON), NOON + timedelta(seconds=claimed), received)

    assert seen is not None
    assert (seen.moment, seen.in_time) == (NOON + timedelta(seconds=moment), in_time)


@given(MOMENTS, st.timedeltas(timedelta(days=-20), timedelta(days=20)), MOMENTS)
def test_whatever_a_phone_says_the_moment_lies_between_step_and_arrival(
    shown: datetime, off: timedelta, received: datetime
) -> None:
    seen = codes.seen(codes.step_of(shown), shown + off, received)

    if seen is not None:
        assert seen.not_before <= seen.moment <= received


def test_a_phone_whose_clock_is_wrong_is_put_right_by_what_it_says_when_sending() -> None:
    wrong = timedelta(hours=-5)

    at = codes.corrected(NOON + wrong, NOON + timedelta(hours=1) + wrong, NOON + timedelta(hours=1))

    assert at == NOON


@pytest.mark.parametrize("text", ["12.58.AAAABBBBCCCCDDDD", " 12.58.aaaabbbbccccdddd "])
def test_a_token_is_read_from_what_the_picture_says(text: str) -> None:
    assert codes.token_from(text) == codes.Token(12, 58, "AAAABBBBCCCCDDDD")


@pytest.mark.parametrize(
    "text", ["", "12", "12.58.AAAA", "x.58.AAAABBBBCCCCDDDD", "1.1.0000000000000000"]
)
def test_anything_else_is_no_token(text: str) -> None:
    assert codes.token_from(text) is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("12345678", "12345678"),
        ("1234 5678", "12345678"),
        ("1234-5678", "12345678"),
        ("123", ""),
        ("abcdefgh", ""),
        ("١٢٣٤٥٦٧٨", ""),
    ],
)
def test_digits_are_read_however_they_are_typed(text: str, digits: str) -> None:
    assert codes.digits_from(text) == digits


# --- places ---


@pytest.mark.parametrize(
    ("distance", "accuracy", "inside"),
    [
        (0, 5, True),
        (150, 5, True),
        (155, 5, True),
        (300, 20, False),
        (300, 200, None),  # may be inside, may not
        (100, 400, None),  # near, and far too vague
        (5000, 50, False),
    ],
)
def test_inside_outside_or_too_vague(distance: float, accuracy: float, inside: bool | None) -> None:
    assert places.is_inside(distance, accuracy, 150) is inside


def test_a_degree_of_latitude_is_111_km() -> None:
    assert places.distance_m(Point(0, 134), Point(1, 134)) == pytest.approx(111_195, abs=10)


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180))
def test_a_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    there, back = (
        places.distance_m(Point(a, b), Point(c, d)),
        places.distance_m(Point(c, d), Point(a, b)),
    )

    assert there == pytest.approx(back)
    assert 0 <= there <= 20_100_000


# --- grades ---


@pytest.mark.parametrize(
    ("evidence", "grade"),
    [
        (Evidence(code=True, inside=True, phone=True), Grade.CODE_AND_PHONE),
        (Evidence(code=True, inside=True), Grade.PLACE_OR_CODE),
        (Evidence(code=True, phone=True), Grade.PLACE_OR_CODE),
        (Evidence(code=True), Grade.PLACE_OR_CODE),
        (Evidence(screen=True), Grade.PLACE_OR_CODE),
        (Evidence(code=True, inside=False, phone=True), Grade.STATEMENT),
        (Evidence(inside=True, phone=True), Grade.PLACE_OR_CODE),
        (Evidence(inside=True, phone=True, photo_asked=True), Grade.STATEMENT),
        (
            Evidence(inside=True, phone=True, photo_asked=True, photo_given=True),
            Grade.PLACE_OR_CODE,
        ),
        (Evidence(inside=True), Grade.STATEMENT),
        (Evidence(phone=True), Grade.STATEMENT),
        (Evidence(), Grade.STATEMENT),
    ],
)
def test_the_table_of_grades(evidence: Evidence, grade: Grade) -> None:
    assert grading.grade_of(evidence) == grade


_YES_NO = st.booleans()


@given(_YES_NO, _YES_NO, st.sampled_from([True, False, None]), _YES_NO, _YES_NO, _YES_NO)
def test_more_evidence_never_makes_it_weaker(
    code: bool, screen: bool, inside: bool | None, phone: bool, asked: bool, given_: bool
) -> None:
    less = grading.grade_of(
        Evidence(code=code, screen=screen, inside=inside, phone=phone, photo_asked=asked)
    )
    for more in (
        Evidence(code=True, screen=screen, inside=inside, phone=phone, photo_asked=asked),
        Evidence(code=code, screen=screen, inside=True, phone=phone, photo_asked=asked),
        Evidence(code=code, screen=screen, inside=inside, phone=True, photo_asked=asked),
        Evidence(
            code=code,
            screen=screen,
            inside=inside,
            phone=phone,
            photo_asked=asked,
            photo_given=given_,
        ),
    ):
        assert grading.grade_of(more) <= less


def test_no_word_says_proven() -> None:
    words = " ".join([*grading.GRADE_WORDS.values(), *grading.BEATEN_BY.values()]).lower()

    assert "terbukti" not in words
    assert "pasti" not in words


def test_chance_picks_about_two_of_a_hundred_and_the_same_ones_again() -> None:
    picked = [n for n in range(20_000) if grading.is_chosen(b"s", f"tanya|{n}", 20)]

    assert 300 <= len(picked) <= 500
    assert all(grading.is_chosen(b"s", f"tanya|{n}", 20) for n in picked)


# --- phones ---


def test_a_signature_of_a_phone_is_known_and_no_other_text_fits_it() -> None:
    secret, public = new_key()
    text = devices.signed_text("id", "kode", "1", "2", "3", "jam")
    signature = Handset(None, secret).sign(text)  # type: ignore[arg-type]  # signs without a row

    assert devices.is_a_key(public)
    assert devices.is_signed(text, signature, public)
    assert not devices.is_signed(text + b".", signature, public)
    assert not devices.is_signed(text, signature[:-1], public)
    assert not devices.is_signed(text, signature, new_key()[1])


@pytest.mark.parametrize("key", [b"", b"x" * 65, b"\x04" + b"\x00" * 64])
def test_what_is_no_point_of_the_curve_is_no_key(key: bytes) -> None:
    assert not devices.is_a_key(key)


def test_a_phone_is_named_so_that_its_owner_knows_it() -> None:
    agent = (
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
    )

    assert devices.device_name(agent) == "Android, Chrome"
    assert devices.device_name("") == "Perangkat, peramban"


# --- entries by hand ---


@pytest.mark.parametrize(
    ("at", "reason", "code"),
    [
        (NOON, "Mesin rusak", None),
        (NOON + timedelta(hours=1), "Mesin rusak", "entry.future"),
        (NOON - timedelta(days=32), "Mesin rusak", "entry.too_old"),
        (NOON, "  ", "entry.no_reason"),
        (NOON, "x" * 301, "entry.long_reason"),
    ],
)
def test_what_can_be_entered_by_hand(at: datetime, reason: str, code: str | None) -> None:
    why = entries.why_not_enterable(at, reason, NOON)

    assert (why.code if why else None) == code


@pytest.mark.parametrize(
    ("verifier", "person", "entered_by", "code"),
    [
        (1, 2, 3, None),
        (3, 2, 3, "entry.same_person"),
        (2, 2, 3, "entry.own"),
        (None, 2, 3, "entry.own"),
        (1, 2, 2, None),
    ],
)
def test_two_people_and_never_the_person(
    verifier: int | None, person: int, entered_by: int, code: str | None
) -> None:
    why = entries.why_not_verifiable(verifier=verifier, person=person, entered_by=entered_by)

    assert (why.code if why else None) == code


@pytest.mark.parametrize(("percent", "share"), [(100, 20), (50, 10), (200, 40), (0, 0)])
def test_a_share_may_be_smaller_or_larger_for_one_person(percent: int, share: int) -> None:
    assert grading.weighted(20, percent) == share
    assert grading.weighted(1000, max(percent, 100)) == 1000
