"""How the command line speaks."""

import sys


class Mistake(Exception):
    """The command cannot go on; the text says why and what to do."""


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def complain(words: str) -> None:
    sys.stderr.write(f"noken: {words}\n")
    sys.stderr.flush()
