"""Which backups are kept, which are whole, and what differs between two moments."""

import subprocess
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from noken.config import database, tasks
from noken.config.backups import shelf, sums
from noken.config.backups.contents import Contents
from noken.config.backups.making import Source, make
from noken.config.cli.terms import Mistake
from noken.core.database import OWNER

LAST = datetime(2026, 12, 2, 17, 50, tzinfo=UTC)


def put(folder: Path, name: str) -> Path:
    place = folder / name
    place.mkdir()
    (place / shelf.MANIFEST).write_text(f'{{"format": {shelf.FORMAT}}}')
    sums.write(place, {})
    return place


def test_days_then_weeks_are_kept_and_always_the_newest() -> None:
    nights = [LAST - timedelta(days=back) for back in range(60)]

    kept = sorted(shelf.kept([*nights, LAST - timedelta(hours=2)], daily=7, weekly=5))

    assert [(LAST - at).days for at in reversed(kept)] == [0, 1, 2, 3, 4, 5, 6, 10, 17, 24]
    assert shelf.kept(nights, daily=1, weekly=0) == {LAST}


def test_of_one_day_the_last_is_kept() -> None:
    twice = [LAST, LAST - timedelta(hours=3)]

    assert shelf.kept(twice, daily=7, weekly=5) == {LAST}


def test_rotation_takes_the_keys_along(tmp_path: Path) -> None:
    for day in (1, 2):
        put(tmp_path, f"noken-2026120{day}T175000Z")
        (tmp_path / f"noken-2026120{day}T175000Z.keys").mkdir()

    shelf.drop_old(tmp_path, tmp_path, daily=1, weekly=0)

    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["noken-20261202T175000Z", "noken-20261202T175000Z.keys"]


def test_what_is_not_finished_is_no_backup(tmp_path: Path) -> None:
    put(tmp_path, ".noken-4711-0")
    (tmp_path / "noken-20261202T175000Z").mkdir()

    assert shelf.whole_ones(tmp_path) == []
    for place in (tmp_path, tmp_path / ".noken-4711-0", tmp_path / "noken-20261202T175000Z"):
        with pytest.raises(Mistake, match="no whole backup"):
            shelf.chosen(place)


def test_the_next_writer_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    put(tmp_path, ".noken-4711-0")
    put(keys, ".noken-4711-0")

    with shelf.held(tmp_path, keys):
        assert {path.name for path in tmp_path.iterdir()} == {".lock", "keys"}
        assert list(keys.iterdir()) == []


def test_one_byte_more_or_less_is_seen(tmp_path: Path) -> None:
    backup = shelf.Backup(put(tmp_path, "noken-20261202T175000Z"))
    backup.refuse_damaged()
    (backup.place / "more").write_text("x")
    with pytest.raises(Mistake, match="more is not of this backup"):
        backup.refuse_damaged()
    (backup.place / "more").unlink()
    (backup.place / shelf.MANIFEST).write_text(f'{{"format": {shelf.FORMAT} }}')
    with pytest.raises(Mistake, match=r"manifest\.json was changed"):
        backup.refuse_damaged()
    (backup.place / shelf.MANIFEST).unlink()
    with pytest.raises(Mistake, match=r"manifest\.json is gone"):
        backup.refuse_damaged()


def test_a_moment_differs_by_rows_tables_steps_and_seal() -> None:
    then = Contents({"a": {"x": 2, "y": 1}}, {"a": {"work": "0001"}}, {"a": [1, "ff"]})
    now = Contents({"a": {"x": 3}}, {"a": {"work": "0002"}}, {"a": [1, "fe"]})

    assert then.differences(then) == []
    assert then.differences(now) == [
        "a.x: 2 rows then, 3 now",
        "a.y: 1 rows then, no table now",
        "the migrations are not those of the backup",
        "a: the journal does not end with the seal of the backup",
    ]


def test_a_night_without_a_folder_does_nothing_and_a_failed_one_is_a_failed_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []

    def run(command: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        begun.append(command[1:])
        return subprocess.CompletedProcess(command, 1, "", "noken: no room")

    monkeypatch.setattr("noken.config.tasks.subprocess.run", run)
    monkeypatch.delenv("BACKUP_DIR", raising=False)
    tasks.back_up(0)
    assert begun == []

    monkeypatch.setenv("BACKUP_DIR", str(tmp_path))
    with pytest.raises(RuntimeError, match="no room"):
        tasks.back_up(0)
    assert begun == [["-m", "noken", "db", "backup", "--rotate"]]


@pytest.mark.django_db
def test_a_full_disk_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", ["free"])  # as the library has it
    monkeypatch.setattr("noken.config.backups.making.shutil.disk_usage", lambda _: usage(2**20))
    url = database.place().url(OWNER, connection.settings_dict["NAME"])
    folder, var = tmp_path / "backups", tmp_path / "var"

    with pytest.raises(Mistake, match="1 MB free; this backup may need"):
        make(Source(url, var), folder, folder)

    assert [path.name for path in folder.iterdir()] == [".lock"]


def test_a_backup_is_not_put_into_what_it_saves(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="another disk"):
        make(Source("", tmp_path), tmp_path / "files" / "backups", tmp_path)
