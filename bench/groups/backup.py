"""`noken db backup` of 5,000 people: dumped, copied, read back."""

import shutil
import subprocess
import time

from bench import database
from bench.figures import Book
from bench.place import ROOT, VAR, environment, python
from bench.rounds import rounds
from noken.config.backups import shelf

PEOPLE = 5_000
MEGABYTE = 2**20


def measure(book: Book) -> None:
    base, folder, speeds = database.base(PEOPLE), VAR / "backups", []
    for _ in rounds():
        shutil.rmtree(folder, ignore_errors=True)
        begun = time.monotonic()
        subprocess.run(
            python("-m", "noken", "db", "backup", str(folder)),
            cwd=ROOT,
            env=environment(base.name, process="owner"),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        seconds = time.monotonic() - begun
        made = shelf.chosen(folder)
        made.refuse_damaged()
        files = sum(p.stat().st_size for p in (made.place / "files").rglob("*") if p.is_file())
        size = int(made.manifest()["database_bytes"]) + files
        speeds.append(size / MEGABYTE / seconds)
    shutil.rmtree(folder)
    book.take("backup_mb_per_s", speeds)
