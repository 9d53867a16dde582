"""What a check says, in the words of the command line and of the page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import django
import psycopg
from django.apps import apps
from django.db import connection
from django.db.utils import OperationalError

from noken.config import database, env
from noken.core.database import DatabaseError


class Said(NamedTuple):
    """The same in English, for the command line, and in Indonesian, for the page."""

    english: str
    indonesian: str


NOTHING = Said("", "")


class Figure(NamedTuple):
    """A number for collectors; `name` is one of those in `metrics.py`."""

    name: str
    value: float
    labels: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line. Without a remedy it is well."""

    about: Said
    says: Said
    remedy: Said = NOTHING
    figures: tuple[Figure, ...] = field(default=(), kw_only=True)

    @property
    def is_well(self) -> bool:
        return not self.remedy.english

    @property
    def key(self) -> str:
        return self.about.english.replace(" ", "_")


Check = Callable[[], Iterator[Verdict]]


def same(words: str) -> Said:
    """Names and numbers that no language changes."""
    return Said(words, words)


def setup() -> None:
    """Django's settings and models, where the process has none yet."""
    if not apps.ready:
        django.setup()


def tried(check: Check) -> Iterator[Verdict]:
    """The verdicts of a check; whatever is broken, the other checks go on."""
    name = same(check.__name__.strip("_").replace("_", " "))
    try:
        yield from check()
    except (env.EnvironmentMistake, DatabaseError) as error:
        yield Verdict(name, Said("not as it should be", "tidak semestinya"), same(str(error)))
    except (psycopg.OperationalError, OperationalError) as error:
        connection.close_if_unusable_or_obsolete()
        said = (str(error).strip().splitlines() or [""])[0]
        says = Said(f"the database does not answer: {said}", f"basis data tidak menjawab: {said}")
        yield Verdict(name, says, _how_to_start())
    except Exception as error:  # noqa: BLE001  # as above
        says = Said(f"could not be asked: {error!r}", f"tidak dapat diperiksa: {error!r}")
        yield Verdict(
            name,
            says,
            Said("Correct what the other lines name.", "Benahi dulu yang disebut baris lain."),
        )


def _how_to_start() -> Said:
    if database.is_embedded():
        return Said(
            "Start it: noken db start (or make run, which starts all of it).",
            "Jalankan: noken db start",
        )
    return Said(
        "See that DATABASE_URL and DATABASE_OWNER_URL are right and the server runs.",
        "Periksa DATABASE_URL, DATABASE_OWNER_URL, dan servernya.",
    )
