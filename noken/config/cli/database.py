"""`noken db start|stop|status`."""

from argparse import Namespace

from noken.config import database
from noken.config.cli.terms import Mistake, say
from noken.core.database import is_reachable


def start(_: Namespace) -> int:
    _refuse_outside()
    say("PostgreSQL started" if database.start() else "PostgreSQL already runs")
    return status(_)


def stop(_: Namespace) -> int:
    _refuse_outside()
    say("PostgreSQL stopped." if database.stop() else "PostgreSQL did not run.")
    return 0


def status(_: Namespace) -> int:
    """Exit code 0 when it answers, 3 when not, as service managers have it."""
    _refuse_outside()
    place = database.place()
    runs = is_reachable(place)
    say(f"{'Answers' if runs else 'Does not answer'}: data in {place.data}, socket in {place.run}")
    return 0 if runs else 3


def _refuse_outside() -> None:
    if not database.is_embedded():
        raise Mistake("DATABASE_URL is set, so the server is not ours to start, stop or ask.")
