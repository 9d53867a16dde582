"""`noken jobs`: work in the background that failed after its last try, and having it run again."""

from argparse import Namespace

from noken.config.cli.terms import say
from noken.config.health import work


def listed(_: Namespace) -> int:
    """One line for each; ids only, no names of people."""
    found = work.failed()
    for job in found:
        say(f"{job.number}  {job.at}  {job.task}  {job.about}")
    say(f"{len(found)} failed." + ("  Run them again: noken jobs retry" if found else ""))
    return 0


def retry(_: Namespace) -> int:
    """All of them, at once; the worker takes them up."""
    say(f"{work.retry(job.number for job in work.failed())} run again.")
    return 0
