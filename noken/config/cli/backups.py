"""`noken db backup`, `noken db restore`, `noken db drill`."""

import time
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from noken.config import database, env
from noken.config.backups import shelf
from noken.config.backups.drills import drill as try_out
from noken.config.backups.making import MEGABYTE, Made, Source, make
from noken.config.backups.restoring import Target, keys_of
from noken.config.backups.restoring import restore as bring_back
from noken.config.cli.terms import Mistake, complain, say
from noken.core.database import OWNER

DAILY, WEEKLY = 7, 5
"""So many days and weeks are kept unless BACKUP_DAILY and BACKUP_WEEKLY say otherwise."""


def backup(args: Namespace) -> int:
    """One backup, read back; with `--rotate` old ones go."""
    folder = _folder(args)
    keys = _keys(args) or folder
    database.start()
    secret = env.path("SECRET_KEY_FILE")
    begun = time.monotonic()
    made = make(Source(database.url_of(OWNER), database.var_dir(), secret), folder, keys)
    _tell(made, time.monotonic() - begun)
    if args.rotate:
        old = shelf.drop_old(
            folder,
            keys,
            daily=env.integer("BACKUP_DAILY", DAILY, least=1, most=366),
            weekly=env.integer("BACKUP_WEEKLY", WEEKLY, least=0, most=520),
        )
        say(f"{len(old)} old ones removed, {len(shelf.whole_ones(folder))} kept.")
    return 0


def restore(args: Namespace) -> int:
    found = shelf.chosen(_folder(args))
    keys = None if args.without_keys else keys_of(found, _keys(args))
    into = _given(args.into)
    target = Target(into, apart=True) if into else Target(database.var_dir(), _outside())
    say(f"Restoring {found.place} into {target.var} …")
    done = bring_back(found, target, keys)
    say(
        f"Restored in {done.seconds:.0f} s and compared: {done.contents.rows} rows, "
        f"{done.files} files, "
        f"{'the sealed chain' if keys else 'WITHOUT KEYS, so not the sealed chain'}."
    )
    if keys is not None and (keys / "env").is_file():
        say(f"What .env said then is in {keys / 'env'}; compare it with yours.")
    say(f"Next: NOKEN_VAR={into} in .env, then noken prepare" if into else "Next: noken prepare")
    return 0


def drill(args: Namespace) -> int:
    """0 when all came back as it was, 1 when not."""
    found = shelf.chosen(_folder(args))
    into = _given(args.into) or database.var_dir() / "drill"
    outcome = try_out(found, _keys(args), into, at=datetime.now(UTC))
    if not outcome["good"]:
        complain(f"THE DRILL FAILED. {outcome['why']}")
        return 1
    say(
        f"{found.place.name} came back whole in {outcome['seconds']} s: {outcome['rows']} rows, "
        f"{outcome['files']} files, the sealed chain."
    )
    return 0


def _tell(made: Made, seconds: float) -> None:
    say(
        f"{made.backup.place}: {made.contents.rows} rows, {made.files} files, "
        f"{made.bytes // MEGABYTE} MB, read back, {seconds:.0f} s."
    )
    say(f"Keys: {made.keys}. KEEP THEM ELSEWHERE: who has both reads and signs everything.")
    if made.absent:
        complain(
            f"{len(made.absent)} files were lost or changed before this backup, for example "
            f"{made.absent[0]}; the manifest names them all."
        )


def _folder(args: Namespace) -> Path:
    place = _given(args.folder) or env.folder("BACKUP_DIR")
    if place is None:
        raise Mistake("Name the folder, or set BACKUP_DIR in .env.")
    return place


def _keys(args: Namespace) -> Path | None:
    return _given(args.keys) or env.path("BACKUP_KEYS_DIR")


def _given(words: str | None) -> Path | None:
    return Path(words).resolve() if words else None


def _outside() -> str:
    return "" if database.is_embedded() else database.url_of(OWNER)
