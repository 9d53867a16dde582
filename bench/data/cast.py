"""Whom the bench needs by name: people with a session each, and what can be looked for."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from bench.data.people import ADMIN_OPD, INSPECTORATE, PERSONNEL, Instansi, Member
from bench.data.plans import Target
from bench.data.tables import Tables
from noken.accounts.models import User
from noken.core import clock

BACKEND = "noken.accounts.backends.AccountBackend"
EVERYBODY_UP_TO = 5_000
TEAMS = 400
EACH_KIND = 50
LASTS = timedelta(days=3650)

COLUMNS = {"django_session": "session_key session_data expire_date"}


def write(
    instansi: Instansi, targets: list[list[Target]], tables: Tables, random: Random
) -> dict[str, Any]:
    """Sessions as a login leaves them, and the list of those who have one."""
    chosen = _chosen(instansi)
    sessions = dict(_sessions(chosen, tables, random))
    full = [team for team in instansi.teams if team.is_full][:TEAMS]
    return {
        "people": len(instansi.members),
        "sessions": sessions,
        "heads": [team.head for team in full],
        "staff": [team.members[0] for team in full],
        "personnel": PERSONNEL,
        "admin_opd": ADMIN_OPD,
        "targets": {
            member.id: [targets[member.id - 1][0].indicator, targets[member.id - 1][0].result]
            for member in chosen
        },
        "superiors": {member.id: member.superior for member in chosen},
        "agency": 2,
        "division": 3,
        "searches": _searches(instansi, random),
    }


def _chosen(instansi: Instansi) -> list[Member]:
    if len(instansi.members) <= EVERYBODY_UP_TO:
        return instansi.members
    roles = {1, PERSONNEL, INSPECTORATE, ADMIN_OPD}
    wanted = roles | {
        number
        for team in [team for team in instansi.teams if team.is_full][:TEAMS]
        for number in (team.head, team.members[0])
    }
    return [member for member in instansi.members if member.id in wanted]


def _sessions(
    members: Iterable[Member], tables: Tables, random: Random
) -> Iterator[tuple[int, str]]:
    ends = clock.now() + LASTS
    for member in members:
        user = User(pk=member.id, login=member.nip, password=f"!contoh{member.id}")
        key = "".join(random.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=32))
        said = SessionStore().encode(
            {
                SESSION_KEY: str(member.id),
                BACKEND_SESSION_KEY: BACKEND,
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            }
        )
        tables["django_session"].add(key, said, ends)
        yield member.id, key


def _searches(instansi: Instansi, random: Random) -> dict[str, list[tuple[str, int]]]:
    """Texts by kind with the person meant, 0 for those who do not exist."""
    named = [member for member in instansi.members if " " in member.name] or instansi.members
    picked = [random.choice(named) for _ in range(5 * EACH_KIND)] if named else []
    kinds = ("exact", "one_wrong_letter", "swapped_words", "part_of_name", "nip_beginning")
    make = (_exact, _one_wrong_letter, _swapped, _part, _nip_beginning)
    searches = {
        kind: [(how(member, random), member.id) for member in picked[at :: len(kinds)]]
        for at, (kind, how) in enumerate(zip(kinds, make, strict=True))
    }
    searches["no_hit"] = [
        ("".join(random.choices("qxzvjw", k=5)) + " " + "".join(random.choices("qxzvjw", k=6)), 0)
        for _ in range(EACH_KIND)
    ]
    return searches


def _exact(member: Member, _: Random) -> str:
    return member.name


def _one_wrong_letter(member: Member, random: Random) -> str:
    name = member.name
    at = random.choice([place for place, letter in enumerate(name) if letter.isalpha()])
    other = random.choice([letter for letter in "aeiournt" if letter != name[at].lower()])
    return name[:at] + other + name[at + 1 :]


def _swapped(member: Member, _: Random) -> str:
    first, *rest = member.name.split(" ")
    return " ".join([*rest, first])


def _part(member: Member, _: Random) -> str:
    return member.name.rpartition(" ")[2][:5]


def _nip_beginning(member: Member, _: Random) -> str:
    return member.nip[:10]
