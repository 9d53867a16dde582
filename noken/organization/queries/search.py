"""Finding people by name or NIP, forgiving spelling, word order and missing parts.

Three tries, each only when the one before found nobody: all words as written; all words nearly
so (one wrong letter); all words but one as written. Each is answered by the trigram index.
"""

from collections.abc import Sequence
from itertools import combinations

from django.db import connection, transaction

from noken.core.actor import Actor, Role
from noken.organization.access import subjects_of
from noken.organization.models import Employee
from noken.organization.queries.people import Person, people
from noken.organization.rules.search_key import search_key

NEAR = 0.4
"""How like a word must be: one wrong letter in five still is."""
MOST_WORDS = 6
SHORT = 3
"""Shorter words are looked for at the beginning of a word only."""

Condition = tuple[str, list[str]]

_SEES_LEAVERS = frozenset({Role.PERSONNEL, Role.ADMIN_OPD, Role.INSPECTORATE})


def search_people(actor: Actor, text: str, limit: int = 20) -> list[Person]:
    """People whose name is like `text`, best first; digits look for the beginning of an NIP.

    Everybody may find a name. An NIP tells birth date and sex, so only BKPSDM and, for the own
    units, an OPD's admin find by it; others get nobody. People without a post are shown to
    those who keep the personnel file only.
    """
    key = search_key(text)
    if not key:
        return []
    if key.replace(" ", "").isdigit():
        ids = _by_nip(actor, key.replace(" ", ""), limit)
    elif any(letter.isdigit() for letter in key):
        return []
    else:
        ids = _by_name(key.split()[:MOST_WORDS], limit)
    found = people(ids, actor.on)
    shown = [found[pk] for pk in ids]
    if actor.roles & _SEES_LEAVERS:
        return shown
    return [person for person in shown if person.unit_id is not None]


def _by_nip(actor: Actor, digits: str, limit: int) -> list[int]:
    roles = (Role.PERSONNEL, Role.ADMIN_OPD, Role.SYSTEM)
    if not actor.roles.intersection(roles):
        return []
    found = Employee.objects.filter(nip__startswith=digits)
    if not actor.has(Role.PERSONNEL):
        found = found.filter(pk__in=subjects_of(actor, *roles))
    return list(found.order_by("nip").values_list("pk", flat=True)[:limit])


def _by_name(words: Sequence[str], limit: int) -> list[int]:
    whole = " ".join(words)
    if ids := _ids(_all([_as_written(word) for word in words]), whole, limit):
        return ids
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local pg_trgm.word_similarity_threshold = {NEAR}")
        ids = _ids(_all([("%s <%% search", [word]) for word in words]), whole, limit)
    rests = [
        rest
        for rest in combinations(words, len(words) - 1)
        if max(map(len, rest), default=0) >= SHORT
    ]
    if ids or not rests:
        return ids
    return _ids(_any([_all([_as_written(word) for word in rest]) for rest in rests]), whole, limit)


def _as_written(word: str) -> Condition:
    """The index knows three letters or a word's beginning."""
    if len(word) >= SHORT:
        return "search like %s", [f"%{word}%"]
    return "(search like %s or search like %s)", [f"{word}%", f"% {word}%"]


def _all(parts: Sequence[Condition]) -> Condition:
    return " and ".join(text for text, _values in parts), [v for _t, vs in parts for v in vs]


def _any(parts: Sequence[Condition]) -> Condition:
    return " or ".join(f"({text})" for text, _values in parts), [v for _t, vs in parts for v in vs]


def _ids(condition: Condition, whole: str, limit: int) -> list[int]:
    """Best first: names that begin as typed, then the most like, then by name."""
    text, values = condition
    query = (
        f"select id from organization_employee where {text}"  # noqa: S608 (built of constants)
        " order by search like %s desc, word_similarity(%s, search) desc, name, id limit %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [*values, f"{whole}%", whole, limit])
        return [row[0] for row in cursor.fetchall()]
