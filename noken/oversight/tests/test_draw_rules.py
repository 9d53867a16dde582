"""The draw: same seed, same sample; nothing comes before its time; `openssl` finds the same."""

import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.oversight.rules import draw as rules
from tests.world import TODAY

SEED = "4f7a29c1e80b6d35" * 4
KEYS = [sha256(str(number).encode()).hexdigest()[:32] for number in range(60)]
BEFORE = TODAY - timedelta(1)
FRESH = rules.Stage(announced_on=BEFORE, draw_on=TODAY)
FROZEN = replace(FRESH, frozen_on=TODAY)
DRAWN = replace(FROZEN, drawn_on=TODAY)


@given(st.permutations(KEYS), st.integers(1, len(KEYS)))
def test_the_same_seed_gives_the_same_sample_in_any_order(keys: list[str], size: int) -> None:
    drawn = rules.sample(SEED, keys, size)

    assert drawn == rules.sample(SEED, KEYS, size)
    assert len(set(drawn)) == size
    assert set(drawn) <= set(KEYS)


@given(st.integers(1, len(KEYS) - 1))
def test_a_larger_sample_goes_on_from_the_smaller(size: int) -> None:
    assert rules.sample(SEED, KEYS, size + 1)[:size] == rules.sample(SEED, KEYS, size)


def test_another_seed_gives_another_sample_and_every_key_has_its_chance() -> None:
    hits = dict.fromkeys(KEYS, 0)
    for number in range(2000):
        for key in rules.sample(f"{number:064x}", KEYS, 6):
            hits[key] += 1

    assert rules.sample(SEED, KEYS, 20) != rules.sample("0" * 64, KEYS, 20)
    assert 140 < min(hits.values()) <= max(hits.values()) < 260  # 200 expected, sd 13.4


@pytest.mark.parametrize(("keys", "size"), [(KEYS, 0), (KEYS, 61), ([*KEYS, KEYS[0]], 5)])
def test_a_sample_that_cannot_be_is_refused(keys: list[str], size: int) -> None:
    with pytest.raises(ValueError, match=r"cannot draw|twice"):
        rules.sample(SEED, keys, size)


@pytest.mark.skipif(
    shutil.which("openssl") is None,
    reason="OPENSSL IS ABSENT (apt-get install openssl): that anybody can draw again is not shown",
)
def test_openssl_finds_the_same_lot_and_hashes() -> None:
    def openssl(*arguments: str, text: str) -> str:
        done = subprocess.run(  # noqa: S603 (our own words)
            ["openssl", "dgst", "-sha256", "-r", *arguments],  # noqa: S607 (as installed)
            input=text.encode(),
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().split()[0]

    assert openssl("-hmac", SEED, text=KEYS[0]) == rules.score(SEED, KEYS[0])
    assert openssl(text=SEED) == rules.seed_hash(SEED)
    assert openssl(text=rules.list_text(KEYS)) == rules.list_hash(reversed(KEYS))


@pytest.mark.parametrize(
    ("title", "size", "days", "refused"),
    [
        ("Triwulan IV 2026", 20, 1, False),
        (" ", 20, 1, True),
        ("Triwulan IV 2026", 0, 1, True),
        ("Triwulan IV 2026", 1, 1, False),
        ("Triwulan IV 2026", 200, 1, False),
        ("Triwulan IV 2026", 201, 1, True),
        ("Triwulan IV 2026", 20, 0, True),
    ],
)
def test_what_may_be_announced(title: str, size: int, days: int, refused: bool) -> None:
    why = rules.why_not_announced(title, size, TODAY + timedelta(days), TODAY)

    assert bool(why) is refused


@pytest.mark.parametrize(
    ("stage", "freezes", "draws", "opens"),
    [
        (replace(FRESH, announced_on=TODAY), False, False, False),
        (FRESH, True, False, False),
        (FROZEN, False, True, False),
        (replace(FROZEN, draw_on=TODAY + timedelta(1)), False, False, False),
        (DRAWN, False, False, True),
        (replace(DRAWN, is_opened=True), False, False, False),
    ],
)
def test_each_step_has_its_time(
    stage: rules.Stage, freezes: bool, draws: bool, opens: bool
) -> None:
    assert (rules.why_not_frozen(stage, TODAY) == "") is freezes
    assert (rules.why_not_drawn(stage, TODAY) == "") is draws
    assert (rules.why_not_opened(stage) == "") is opens
