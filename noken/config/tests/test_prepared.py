"""What is prepared is not prepared again; and only what a killed run left is ended."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from noken.config import env, prepared
from noken.config.cli import orphans

DAY = datetime(2026, 11, 24, tzinfo=UTC)


def _stamp(*, sample: bool = True, at: datetime = DAY) -> str:
    return prepared.stamp(sample=sample, at=at)


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(env, "ROOT", tmp_path)
    (tmp_path / "noken" / "tests").mkdir(parents=True)
    (tmp_path / "noken" / "one.py").write_text("1")
    return tmp_path / "noken"


def test_the_stamp_stays_while_nothing_changes(sources: Path) -> None:
    before = _stamp()
    (sources / "tests" / "test_one.py").write_text("1")

    assert _stamp(at=DAY.replace(day=30)) == before


def test_the_stamp_changes_with_each_thing_it_holds(sources: Path) -> None:
    stamps = [_stamp(), _stamp(sample=False), _stamp(at=DAY.replace(month=12))]
    (sources / "one.py").write_text("2")
    stamps.append(_stamp())
    (sources / "one.py").rename(sources / "two.py")
    stamps.append(_stamp())

    assert len(set(stamps)) == len(stamps)


def _sleeper(**variables: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # ourselves
        [sys.executable, "-c", "import time; print(flush=True); time.sleep(60)"],
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
    )


def test_only_who_carries_the_mark_is_ended(tmp_path: Path) -> None:
    """A number that was given out again belongs to somebody without it."""
    place = tmp_path / "run.mark"
    mark = orphans.new_mark(place)
    marked, other = ({orphans.MARK: word} for word in (mark, mark[:-1]))
    with _sleeper(**marked) as left, _sleeper(**other) as stranger:
        for each in (left, stranger):
            assert each.stdout is not None
            each.stdout.readline()  # it has begun, with its own environment
        count = orphans.end(place)
        ended = left.wait(timeout=20)
        lives = stranger.poll() is None
        stranger.kill()

    assert (count, lives, place.exists()) == (1, True, False)
    assert ended != 0
    assert orphans.end(place) == 0
