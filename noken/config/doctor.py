"""`noken doctor`: what is broken in this installation, and what to do about it."""

import sys
from argparse import Namespace

from noken.config.cli.terms import say
from noken.config.health.checks import CHECKS, HERE, asked
from noken.config.health.verdicts import Verdict

RED, GREEN, PLAIN = "\033[31m", "\033[32m", "\033[0m"


def run(_: Namespace) -> int:
    """One line per check; 0 when all is well, 1 when something is to be done."""
    verdicts = asked(*CHECKS, *HERE)
    for verdict in verdicts:
        say(_line(verdict))
    broken = sum(not verdict.is_well for verdict in verdicts)
    say(f"\n{len(verdicts) - broken} well, {broken} to be done.")
    return min(broken, 1)


def _line(verdict: Verdict) -> str:
    mark, colour = ("well", GREEN) if verdict.is_well else ("BAD ", RED)
    if sys.stdout.isatty():
        mark = f"{colour}{mark}{PLAIN}"
    remedy = "" if verdict.is_well else f"\n       -> {verdict.remedy.english}"
    return f"{mark}  {verdict.about.english}: {verdict.says.english}{remedy}"
