"""`noken db backup`, `restore`, `drill`: what is lost comes back, what is damaged is told."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from noken.config import env
from noken.config.backups import shelf, sums
from noken.config.backups.shelf import Backup
from noken.config.tests.backing import NIPS, TENANTS, here, noken, surroundings
from noken.core.database import ADMIN, APP, DATABASE, OWNER, locate, stop_database

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


class World(NamedTuple):
    base: Path
    passwords: dict[str, str]
    backup: Backup

    @property
    def var(self) -> Path:
        return self.base / "var"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Two instansi and a backup of them; the server may pass through every folder above."""
    base = Path(tempfile.mkdtemp(prefix="noken-backup-"))
    base.chmod(0o755)
    var, passwords = base / "var", {}
    try:
        assert noken(var, "migrate").returncode == 0
        for tenant, nip in zip(TENANTS, NIPS, strict=True):
            name = f"Kabupaten {tenant.title()}"
            noken(var, "instansi", "create", tenant, name, f"noken.{tenant}.example")
            said = noken(var, "instansi", "keeper", nip, "Ribka Sawaki", "--tenant", tenant).stdout
            passwords[tenant] = said.partition("one-time password ")[2].split()[0]
        here(var, "fill")
        done = noken(var, "db", "backup", str(base / "shelf"))
        assert done.returncode == 0, done.stderr
        assert "KEEP THEM ELSEWHERE" in done.stdout
        assert done.stderr == ""
        yield World(base, passwords, shelf.chosen(base / "shelf"))
    finally:
        for place in (var, base / "again", base / "bare", base / "kept"):
            if place.exists():
                stop_database(locate(place))
                shutil.rmtree(locate(place).base, ignore_errors=True)
        shutil.rmtree(base)


@pytest.fixture
def copy(world: World, tmp_path: Path) -> Backup:
    """One to be spoilt, with its keys beside it."""
    place = tmp_path / world.backup.place.name
    shutil.copytree(world.backup.place, place)
    shutil.copytree(world.backup.keys, Backup(place).keys)
    return Backup(place)


def photos(folder: Path) -> dict[str, str]:
    return {name: sums.of(folder / name) for name in sums.files_in(folder)}


def test_only_we_can_read_it_and_the_keys_lie_apart(world: World) -> None:
    place, keys = world.backup.place, world.backup.keys
    about = world.backup.manifest()

    for path in [place, *place.rglob("*"), keys, *keys.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path
    assert not [name for name in sums.files_in(place) if "key" in name or "pem" in name]
    assert (keys / "secret-key").read_text() == (world.var / "keys" / "secret-key").read_text()
    assert set(about["heads"]) == set(TENANTS)
    assert [about["tables"][name]["organization_employee"] for name in TENANTS] == [1, 1]
    assert about["absent"] == []
    assert photos(place / "files") == photos(world.var / "files")
    assert len(photos(place / "files")) == 4  # a photo and its small one each


def test_both_instansi_come_back_and_their_people_enter(world: World) -> None:
    again = world.base / "again"
    restored = noken(
        world.var, "db", "restore", str(world.backup.place), "--into", str(again), BACKUP_DIR=""
    )

    assert restored.returncode == 0, restored.stderr
    assert "the sealed chain." in restored.stdout
    assert photos(again / "files") == photos(world.var / "files")
    assert noken(again, "prepare").returncode == 0
    for tenant, nip in zip(TENANTS, NIPS, strict=True):
        page = here(again, "enter", tenant, nip, world.passwords[tenant])
        assert page.startswith("200 "), page[:200]
        assert "Kata sandi baru" in page
    refused = noken(world.var, "db", "restore", str(world.backup.place), "--into", str(again))
    assert refused.returncode == 1
    assert "is not empty" in refused.stderr


def test_what_is_in_use_is_never_written_over(world: World) -> None:
    refused = noken(world.var, "db", "restore", str(world.backup.place))
    shutil.move(world.var / "files", world.base / "aside")
    (world.var / "keys").rename(world.base / "aside-keys")
    refused_by_database = noken(
        world.var, "db", "restore", str(world.base / "shelf"), "--keys", str(world.backup.keys)
    )
    shutil.rmtree(world.var / "keys", ignore_errors=True)
    (world.base / "aside-keys").rename(world.var / "keys")
    shutil.move(world.base / "aside", world.var / "files")

    assert "is not empty" in refused.stderr
    assert "holds an instansi" in refused_by_database.stderr
    assert (refused.returncode, refused_by_database.returncode) == (1, 1)


def test_an_outside_database_is_filled_once(world: World) -> None:
    """Here the world's own server plays it; the keys were carried elsewhere."""
    place, kept = locate(world.var), world.base / "kept"
    with psycopg.connect(place.url(OWNER, "postgres"), autocommit=True) as owner:
        owner.execute("create database elsewhere")
    there = {
        "DATABASE_URL": place.url(APP, "elsewhere"),
        "DATABASE_OWNER_URL": place.url(OWNER, "elsewhere"),
    }
    command = ("db", "restore", str(world.backup.place))

    restored = noken(kept, *command, **there)
    shutil.rmtree(kept)
    refused = noken(kept, *command, **there)

    assert restored.returncode == 0, restored.stderr
    assert "the sealed chain." in restored.stdout
    assert "has tables" in refused.stderr
    assert not (kept / "postgres").exists()


def test_a_drill_is_timed_told_and_cleared_away(world: World) -> None:
    done = noken(world.var, "db", "drill", str(world.base / "shelf"))

    assert done.returncode == 0, done.stderr
    assert "came back whole in" in done.stdout
    assert not (world.var / "drill").exists()
    said = noken(world.var, "doctor", BACKUP_DIR=str(world.base / "shelf")).stdout
    assert f"well  backup: {world.backup.place}" in said
    assert f"well  drill: {world.backup.place.name} came back whole" in said
    assert "BAD   backup: OFF" in noken(world.var, "doctor").stdout


def _dump(place: Path) -> Path:
    return max((place / "database").iterdir(), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize(
    "which",
    [
        _dump,
        lambda place: place / "database" / "toc.dat",
        lambda place: next(path for path in (place / "files").rglob("*") if path.is_file()),
        lambda place: place / shelf.MANIFEST,
        lambda place: place / sums.LIST,
        lambda place: Backup(place).keys / "secret-key",
    ],
    ids=["dump", "toc", "file", "manifest", "sums", "key"],
)
def test_a_flipped_byte_is_told_loudly(
    world: World, copy: Backup, which: Callable[[Path], Path]
) -> None:
    file = which(copy.place)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)

    drill = noken(world.var, "db", "drill", str(copy.place))
    restore = noken(world.var, "db", "restore", str(copy.place), "--into", str(world.base / "x"))

    assert (drill.returncode, restore.returncode) == (1, 1)
    assert "THE DRILL FAILED" in drill.stderr
    for said in (drill.stderr, restore.stderr):
        assert "DAMAGED" in said or "other keys" in said
    outcome = shelf.last_drill(copy.place.parent)
    assert outcome is not None
    assert outcome["good"] is False
    doctor = noken(world.var, "doctor", BACKUP_DIR=str(copy.place.parent)).stdout
    assert "BAD   drill: FAILED" in doctor
    assert not (world.base / "x" / "postgres").exists()


def test_a_whole_backup_of_something_else_is_told(world: World, copy: Backup) -> None:
    """Every hash is right, and still a row is missing: counts are compared after coming back."""
    manifest = copy.place / shelf.MANIFEST
    changed = manifest.read_text().replace(
        '"organization_employee": 1', '"organization_employee": 2'
    )
    manifest.write_text(changed)
    (copy.place / sums.LIST).unlink()
    sums.write(copy.place, {})

    drill = noken(world.var, "db", "drill", str(copy.place))

    assert drill.returncode == 1
    assert "NOT what was backed up: contoh.organization_employee: 2 rows then, 1" in drill.stderr


def test_absent_keys_are_said(world: World, copy: Backup) -> None:
    elsewhere = copy.place.parent / "safe"
    elsewhere.mkdir()
    copy.keys.rename(elsewhere / copy.keys.name)
    bare = world.base / "bare"

    drill = noken(world.var, "db", "drill", str(copy.place))
    restore = noken(world.var, "db", "restore", str(copy.place), "--into", str(bare))
    without = noken(
        world.var, "db", "restore", str(copy.place), "--into", str(bare), "--without-keys"
    )
    named = noken(world.var, "db", "drill", str(copy.place), "--keys", str(elsewhere))

    assert "THE KEYS ARE ABSENT" in drill.stderr
    assert "THE KEYS ARE ABSENT" in restore.stderr
    assert (drill.returncode, restore.returncode) == (1, 1)
    assert without.returncode == 0, without.stderr
    assert "WITHOUT KEYS" in without.stdout
    assert named.returncode == 0, named.stderr


def test_one_that_was_killed_is_never_taken_for_whole(world: World) -> None:
    folder = world.base / "killed"
    folder.mkdir()
    backup = subprocess.Popen(  # noqa: S603  # ourselves
        [sys.executable, "-m", "noken", "db", "backup", str(folder)],
        cwd=env.ROOT,
        env=surroundings(world.var),
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while not list(folder.glob(".noken-*/database/*")):
        assert time.monotonic() < until
        assert backup.poll() is None
        time.sleep(0.01)
    os.killpg(backup.pid, signal.SIGKILL)
    backup.wait()

    assert shelf.whole_ones(folder) == []
    left = [str(path) for path in folder.glob(".noken-*")]
    assert left
    for place in (str(folder), *left):
        refused = noken(world.var, "db", "restore", place, "--into", str(world.base / "y"))
        assert refused.returncode == 1
        assert "no whole backup" in refused.stderr
    again = noken(world.var, "db", "backup", str(folder))
    assert again.returncode == 0, again.stderr
    assert list(folder.glob(".noken-*")) == []
    assert len(shelf.whole_ones(folder)) == 1


def test_what_was_lost_before_is_said(world: World) -> None:
    lost = next(
        path for path in (world.var / "files").rglob("*") if path.suffix == "" and path.is_file()
    )
    content = lost.read_bytes()
    lost.unlink()

    done = noken(world.var, "db", "backup", str(world.base / "lossy"))

    lost.write_bytes(content)
    assert done.returncode == 0
    assert "1 files were lost" in done.stderr
    name = lost.relative_to(world.var / "files").as_posix()
    assert shelf.chosen(world.base / "lossy").manifest()["absent"] == [name]


def test_a_journal_that_was_changed_before_fails_the_drill(world: World) -> None:
    """Last, for the journal stays changed: a backup of it is whole, what it holds is not."""
    with psycopg.connect(locate(world.var).url(ADMIN, DATABASE)) as admin:
        admin.execute("update tetangga.audit_entry set reason = 'lain'")
    folder = str(world.base / "changed")
    assert noken(world.var, "db", "backup", folder).returncode == 0

    drill = noken(world.var, "db", "drill", folder)

    assert drill.returncode == 1
    assert "tetangga" in drill.stderr
    assert "rows of audit_entry under seal" in drill.stderr
